//! Other people's pages, and whoever else can reach a port of this machine.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use fastrand::Rng;
use liasse::serve::Reload;
use liasse::watch::Means;

use crate::desk::{Answer, Desk, Ending, PATIENCE, clean_build, exchange, put};

/// Requests of pages and names that are not ours, `PORT` standing for the server's.
#[expect(clippy::too_many_lines, reason = "a table of requests")]
fn hostile(port: u16) -> Vec<String> {
    let hosts = [
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "localhost:80",
        "127.0.0.1.evil.example:PORT",
        "evil.example@127.0.0.1:PORT",
        "localhost.evil.example:PORT",
        "evillocalhost:PORT",
        "localhost.:PORT",
        "127.1:PORT",
        "0.0.0.0:PORT",
        "2130706433:PORT",
        "0x7f.1:PORT",
        "192.168.1.1:PORT",
        "[::2]:PORT",
        "",
        "127.0.0.1:",
        "127.0.0.1:PORT:PORT",
        "127.0.0.1:PORT/",
        "http://127.0.0.1:PORT",
        "127.0.0.1:0PORT0",
        "169.254.169.254:PORT",
        "a.localhost:PORT",
    ];
    let origins = [
        "http://evil.example",
        "https://evil.example",
        "null",
        "http://evil.example:PORT",
        "http://localhost",
        "https://127.0.0.1:PORT",
        "http://127.0.0.1:1",
        "file://",
        "http://127.0.0.1:PORT.evil.example",
        "http://evil.example@127.0.0.1:PORT",
        "chrome-extension://abcdef",
        "http://127.0.0.1:PORT/",
        "http://localhost.evil:PORT",
        "http://192.168.1.1:PORT",
        "",
        "127.0.0.1:PORT",
    ];
    let mut requests = Vec::new();
    for (number, host) in hosts.iter().enumerate() {
        let method = ["GET", "HEAD", "POST", "OPTIONS", "DELETE"][number % 5];
        let path = ["/", "/dossiers/a.html", "/-/events?page=/", "/-/reload.js"][number % 4];
        requests.push(format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n"));
    }
    for (number, origin) in origins.iter().enumerate() {
        let method = ["GET", "POST", "OPTIONS"][number % 3];
        let path = ["/dossiers/a.html", "/-/events?page=/"][number % 2];
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n");
        requests.push(format!("{head}Origin: {origin}\r\n"));
    }
    let good = "GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n";
    for more in [
        "Host: evil.example\r\n",
        "Host: 127.0.0.1:PORT\r\n",
        "Origin: http://127.0.0.1:PORT\r\nOrigin: http://evil.example\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n",
        "Origin: http://evil.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
        "Origin: http://evil.example\r\nAccess-Control-Request-Method: GET\r\n",
        "Origin: http://evil.example\r\nSec-Fetch-Site: same-origin\r\n",
    ] {
        requests.push(format!("{good}{more}"));
    }
    for line in [
        "GET http://evil.example/ HTTP/1.1",
        "GET http://evil.example:PORT/dossiers/a.html HTTP/1.1",
        "GET https://127.0.0.1:PORT/ HTTP/1.1",
        "GET http://u@127.0.0.1:PORT/ HTTP/1.1",
        "POST http://evil.example/ HTTP/1.1",
        "CONNECT evil.example:443 HTTP/1.1",
    ] {
        requests.push(format!("{line}\r\nHost: 127.0.0.1:PORT\r\n"));
    }
    requests.push("GET / HTTP/1.0\r\n".to_owned());
    requests.push("GET / HTTP/1.1\r\n".to_owned());
    let port = port.to_string();
    requests
        .iter()
        .map(|request| request.replace("PORT", &port) + "\r\n")
        .collect()
}

#[test]
fn others_are_refused_before_anything_is_looked_at() {
    let desk = Desk::new(Means::Events, Reload::On);
    let requests = hostile(desk.server.address().port());
    assert!(requests.len() >= 60, "{}", requests.len());
    for request in requests {
        let answer = desk.send(&request);
        assert_eq!((answer.status, answer.body.len()), (403, 0), "{request}");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            None,
            "{request}"
        );
    }
    let port = desk.server.address().port();
    for welcome in [
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: LOCALHOST:{port}\r\nConnection: close\r\n\r\n"),
    ] {
        assert_eq!(desk.send(&welcome).status, 200, "{welcome}");
    }
    for headers in [
        format!("Origin: http://127.0.0.1:{port}\r\n"),
        "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
            .to_owned(),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"
            .to_owned(),
    ] {
        assert_eq!(
            desk.ask("GET / HTTP/1.1", &headers).status,
            200,
            "{headers}"
        );
    }
}

/// How many threads and tasks panicked, wherever they ran.
static PANICS: AtomicUsize = AtomicUsize::new(0);

/// What fuzzed requests are put together from.
const PIECES: &[&str] = &[
    "GET ",
    "HEAD ",
    "POST ",
    "/",
    "/dossiers/a.html",
    "/en",
    "/../",
    "/%2e%2e/",
    "/..%2f",
    "\\",
    "/etc/passwd",
    "/content/site.yaml",
    "//etc/passwd",
    "/%00",
    "/%ff",
    "?",
    "#",
    "*",
    " ",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    " HTTP/9\r\n",
    "\r\n",
    "\n",
    "\0",
    "Host: HOST\r\n",
    "Host: HOST\r\n",
    "Host: HOST\r\n",
    "Host: x\r\n",
    "Range: bytes=",
    "0-",
    "-5",
    "5-2",
    "18446744073709551615",
    "-",
    ",",
    "If-None-Match: *\r\n",
    "If-Range: x\r\n",
    "Cookie: a=b\r\n",
    "Content-Length: 5\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "é",
    "/-/events?page=%ff&version=zz",
    "/-/events?page=/&version=-1",
    "/-/reload.js",
    "Origin: null\r\n",
    "Connection: close\r\n",
    "Upgrade: h2c\r\n",
    "x: ",
    ":",
    "/-/",
    "/.",
    "/dossiers/",
    "photo.png",
];

fn fuzzed(rng: &mut Rng, host: &str) -> Vec<u8> {
    const PATHS: &[&str] = &[
        "/",
        "/dossiers/a.html",
        "/assets/style.css",
        "/dossiers/",
        "/.",
    ];
    let mut request = match rng.bool() {
        true => format!(
            "GET {} HTTP/1.1\r\nHost: HOST\r\n",
            PATHS[rng.usize(..PATHS.len())]
        ),
        false => String::new(),
    };
    for _ in 0..rng.usize(..8) {
        request.push_str(PIECES[rng.usize(..PIECES.len())]);
    }
    let mut request = request.replace("HOST", host).into_bytes();
    if rng.bool() {
        request.extend(b"\r\n\r\n");
    }
    for _ in 0..rng.usize(..2) {
        if !request.is_empty() {
            let at = rng.usize(..request.len());
            request[at] = rng.u8(..);
        }
    }
    request
}

#[test]
fn whatever_is_asked_nothing_breaks_and_nothing_else_is_told() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::SeqCst);
        before(panic);
    }));
    let desk = Desk::new(Means::Events, Reload::Off);
    put(
        &desk.root.parent().expect("a folder").join("secret"),
        "CANARY",
    );
    let known: BTreeSet<Vec<u8>> = clean_build(&desk.root).into_values().collect();
    let host = desk.server.address().to_string();
    let mut rng = Rng::with_seed(2010);
    let (mut answered, mut whole) = (0, 0);
    for _ in 0..10_000 {
        let request = fuzzed(&mut rng, &host);
        let raw = exchange(desk.server.address(), &request, Ending::Silent);
        let shown = String::from_utf8_lossy(&request).into_owned();
        assert!(raw.is_empty() || raw.starts_with(b"HTTP/1."), "{shown}");
        assert!(!raw.windows(6).any(|window| window == b"CANARY"), "{shown}");
        // Several requests in one, or a part: looked at above.
        let Some(answer) = Answer::parse(&raw) else {
            continue;
        };
        answered += 1;
        let length = answer
            .header("content-length")
            .and_then(|length| length.parse().ok());
        if answer.status == 200 && length == Some(answer.body.len()) && length != Some(0) {
            whole += 1;
            assert!(known.contains(&answer.body), "{shown}");
        }
    }
    assert!(
        answered > 3_000 && whole > 100,
        "{answered} answers, {whole} of them whole"
    );
    assert_eq!(desk.get("/").status, 200, "the server still answers");
    assert_eq!(PANICS.load(Ordering::SeqCst), 0);
}

#[test]
fn thousands_of_slow_connections_do_not_stop_the_author() {
    let desk = Desk::new(Means::Events, Reload::On);
    let mut events = desk.events("/dossiers/a.html");
    events.next_of_page();
    let mut slow = Vec::new();
    for number in 0..5_000 {
        let mut stream = TcpStream::connect(desk.server.address()).expect("the server listens");
        let _refused = stream.write_all(b"GET / HTTP/1.1\r\nHost: ");
        slow.push(stream);
        if number % 500 == 0 {
            assert_eq!(desk.get("/dossiers/a.html").status, 200, "after {number}");
        }
    }
    assert_eq!(desk.get("/dossiers/a.html").status, 200);
    put(
        &desk.path("content/dossiers/a.md"),
        "---\ntitle: A\ndate: 2010\n---\nToujours.\n",
    );
    events.next_of_page();
    assert!(desk.get("/dossiers/a.html").text().contains("Toujours."));
}

#[test]
fn heads_without_end_are_cut_off() {
    let desk = Desk::new(Means::Events, Reload::On);
    let long = format!(
        "GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n",
        "x".repeat(1 << 20)
    );
    let raw = exchange(desk.server.address(), long.as_bytes(), Ending::Open);
    assert!(
        Answer::parse(&raw).is_none_or(|answer| answer.status == 431),
        "{}",
        raw.len()
    );
    assert_eq!(desk.get("/").status, 200);
}

/// A preview as its author starts it, with what it says on standard error.
fn program(before: &str, root: &std::path::Path, more: &str) -> (std::process::Child, String) {
    let liasse = env!("CARGO_BIN_EXE_liasse");
    let script = format!(
        "{before} exec {liasse} serve --port 0 --root {} {more}",
        root.display()
    );
    let mut child = Command::new("unshare")
        .args(["-Ur", "sh", "-c", &script])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("unshare is part of util-linux");
    let stderr = child.stderr.take().expect("it is piped");
    let mut said = String::new();
    let mut lines = BufReader::new(stderr);
    while !said.contains("rendered") && lines.read_line(&mut said).expect("text") > 0 {}
    // Whoever is not listened to must not stop.
    std::thread::spawn(move || lines.read_to_end(&mut Vec::new()));
    (child, said)
}

#[test]
fn where_the_system_watches_no_more_files_the_preview_looks_by_itself() {
    let can = Command::new("unshare").args(["-Ur", "true"]).status();
    let can = can.is_ok_and(|status| status.success());
    assert!(
        can,
        "this test needs user namespaces: a system that lets `unshare -Ur true` run"
    );
    let desk = Desk::new(Means::Polling, Reload::On);
    let limit = "echo 2 > /proc/sys/user/max_inotify_watches;";
    let (mut child, said) = program(limit, &desk.root, "");
    assert!(
        said.contains("max_user_watches") && said.contains("instead"),
        "{said}"
    );
    let port = said
        .split("127.0.0.1:")
        .nth(1)
        .and_then(|rest| rest.split('/').next());
    let address = format!("127.0.0.1:{}", port.expect("an address is printed"));
    let mut stream = TcpStream::connect(&address).expect("the server listens");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    let page = "page=/dossiers/b.html&version=0";
    let request = format!("GET /-/events?{page} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .expect("the server reads");
    let mut lines = BufReader::new(stream).lines();
    let mut wait = || {
        let is_news = |line: &String| line.contains("\"page\":true");
        lines
            .by_ref()
            .map_while(Result::ok)
            .find(is_news)
            .expect("news follow")
    };
    wait();
    put(
        &desk.path("content/dossiers/b.md"),
        "---\ntitle: B\ndate: 2010\n---\nVu.\n",
    );
    wait();
    let request =
        format!("GET /dossiers/b.html HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let raw = exchange(
        address.parse().expect("an address"),
        request.as_bytes(),
        Ending::Open,
    );
    assert!(String::from_utf8_lossy(&raw).contains("Vu."));
    child.kill().expect("it runs until it is ended");
    child.wait().expect("it ends");
}
