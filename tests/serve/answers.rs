//! What browsers get for what they ask.

use liasse::serve::Reload;
use liasse::watch::Means;

use crate::desk::{Desk, clean_build};

#[test]
fn files_are_what_they_are() {
    let desk = Desk::new(Means::Events, Reload::Off);
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/dossiers/a.html", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
    ] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(
            answer.header("cross-origin-resource-policy"),
            Some("same-origin"),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
    let query = desk.get("/dossiers/a.html?x=../../etc/passwd");
    assert_eq!(query.body, desk.get("/dossiers/a.html").body);
}

#[test]
fn heads_are_without_bodies() {
    let desk = Desk::new(Means::Events, Reload::Off);
    for path in ["/", &picture(&desk), "/nothing"] {
        let whole = desk.get(path);
        let head = desk.ask(&format!("HEAD {path} HTTP/1.1"), "");
        assert_eq!(head.status, whole.status, "{path}");
        assert_eq!(head.body, b"", "{path}");
        assert_eq!(
            head.header("content-length"),
            whole.header("content-length"),
            "{path}"
        );
    }
}

/// The address of the picture beside dossier C.
fn picture(desk: &Desk) -> String {
    let files = clean_build(&desk.root);
    let path = files.keys().find(|path| path.ends_with("photo.png"));
    format!("/{}", path.expect("the picture is published"))
}

#[test]
fn parts_of_files_can_be_asked_for() {
    let desk = Desk::new(Means::Events, Reload::Off);
    for path in [picture(&desk), "/dossiers/a.html".to_owned()] {
        let whole = desk.get(&path).body;
        let length = whole.len();
        let tag = desk.get(&path).header("etag").expect("a tag").to_owned();
        for (range, start, end) in [
            ("bytes=0-3".to_owned(), 0, 4),
            ("bytes=5-".to_owned(), 5, length),
            ("bytes=-4".to_owned(), length - 4, length),
            (format!("bytes=2-{}", length + 100), 2, length),
        ] {
            let headers = format!("Range: {range}\r\nIf-Range: {tag}\r\n");
            let part = desk.ask(&format!("GET {path} HTTP/1.1"), &headers);
            assert_eq!(part.status, 206, "{path} {range}");
            assert_eq!(part.body, whole[start..end], "{path} {range}");
            let expected = format!("bytes {start}-{}/{length}", end - 1);
            assert_eq!(part.header("content-range"), Some(expected.as_str()));
        }
        let beyond = format!("Range: bytes={length}-\r\n");
        let answer = desk.ask(&format!("GET {path} HTTP/1.1"), &beyond);
        assert_eq!((answer.status, answer.body.len()), (416, 0), "{path}");
        for ignored in [
            "Range: bytes=x-y\r\n",
            "Range: bytes=0-1\r\nIf-Range: \"old\"\r\n",
        ] {
            let answer = desk.ask(&format!("GET {path} HTTP/1.1"), ignored);
            assert_eq!(
                (answer.status, &answer.body),
                (200, &whole),
                "{path} {ignored}"
            );
        }
    }
}

#[test]
fn what_is_known_is_not_sent_again() {
    let desk = Desk::new(Means::Events, Reload::On);
    let tag = desk.get("/").header("etag").expect("a tag").to_owned();
    let again = desk.ask(
        "GET / HTTP/1.1",
        &format!("If-None-Match: \"x\", W/{tag}\r\n"),
    );
    assert_eq!((again.status, again.body.len()), (304, 0));
    let other = desk.ask("GET / HTTP/1.1", "If-None-Match: \"x\"\r\n");
    assert_eq!(other.status, 200);
}

#[test]
fn unknown_addresses_get_the_page_that_says_so() {
    let desk = Desk::new(Means::Events, Reload::On);
    let answer = desk.get("/no/such/page");
    assert_eq!(answer.status, 404);
    assert!(
        answer.text().contains("<base href=\"/\">"),
        "its links still lead somewhere"
    );
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = desk.ask(&format!("{method} / HTTP/1.1"), "");
        assert_eq!((answer.status, answer.body.len()), (405, 0), "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
    }
}

#[test]
fn pages_carry_our_script_in_the_answer_only() {
    let desk = Desk::new(Means::Events, Reload::On);
    let script = "<script src=\"/-/reload.js\"";
    assert!(desk.get("/").text().contains(script));
    assert_eq!(desk.get("/-/reload.js").status, 200);
    for (path, bytes) in clean_build(&desk.root) {
        assert!(!path.starts_with("-/"), "{path}");
        assert!(!String::from_utf8_lossy(&bytes).contains(script), "{path}");
    }
    let plain = Desk::new(Means::Events, Reload::Off);
    assert!(!plain.get("/").text().contains(script));
    assert_eq!(plain.get("/-/reload.js").status, 404);
}
