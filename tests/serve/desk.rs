//! A project with its preview, and a browser of few words.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use liasse::base::diag::Severity;
use liasse::pipeline::{self, Memos};
use liasse::render::{Output, Outputs};
use liasse::serve::{Options, Reload, Server, Trouble};
use liasse::source::{self, Wishes};
use liasse::watch::{Means, Project, Stop, Watch};
use tempfile::TempDir;

/// Longer than anything here takes on a busy machine; only a failure waits for so long.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The project that tests begin with.
const FILES: &[(&str, &str)] = &[
    ("content/site.yaml", "title: Essai\nlanguages: [fr]\n"),
    (
        "content/dossiers/a.md",
        "---\ntitle: A\ndate: 2010-12-01\n---\nOVH parle.\n",
    ),
    (
        "content/dossiers/b.md",
        "---\ntitle: B\ndate: 2010-12-02\n---\nRien.\n",
    ),
    (
        "content/dossiers/c/index.md",
        "---\ntitle: C\ndate: 2010-12-03\n---\n![Une photo](photo.png)\n",
    ),
    ("content/dossiers/c/photo.png", "not a picture"),
    (
        "content/actors/ovh.md",
        "---\nname: OVH\nkind: company\n---\nUn hébergeur.\n",
    ),
];

/// A project on the disk, the preview of it, and every build it makes.
pub(crate) struct Desk {
    pub(crate) root: PathBuf,
    pub(crate) server: Arc<Server>,
    /// Is sent a word after each build: whether it was shown.
    pub(crate) rounds: Receiver<bool>,
    stop: Stop,
    thread: Option<JoinHandle<()>>,
    _dir: TempDir,
}

impl Desk {
    /// A desk at which every change is built and shown.
    pub(crate) fn new(means: Means, reload: Reload) -> Self {
        let (mut desk, mut watch) = Self::still(means, reload);
        let (told, rounds) = channel();
        desk.rounds = rounds;
        let shown = Arc::clone(&desk.server);
        desk.thread = Some(std::thread::spawn(move || {
            while let Some(round) = watch.round(&*shown).expect("a clock") {
                let is_good = !round.is_broken();
                if is_good {
                    shown.show(round.outputs, Trouble::default());
                } else {
                    shown.warn(Trouble::default());
                }
                let _nobody_waits = told.send(is_good);
            }
        }));
        assert!(desk.wait_for_build(), "the project is without errors");
        desk
    }

    /// A desk at which nothing is built or shown unless the test does it.
    pub(crate) fn still(means: Means, reload: Reload) -> (Self, Watch) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("project");
        for (path, text) in FILES {
            put(&root.join(path), text);
        }
        let options = Options {
            interface: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            reload,
            announce: Box::new(|_| ()),
        };
        let server = Arc::new(Server::start(options).expect("a server"));
        let say = Box::new(|line: &str| panic!("{line}"));
        let project = Project {
            root: root.clone(),
            out: root.join("dist"),
            wishes: Wishes::default(),
        };
        let watch = Watch::new(project, means, say).expect("a watch");
        let desk = Self {
            root,
            server,
            rounds: channel().1,
            stop: watch.stop(),
            thread: None,
            _dir: dir,
        };
        (desk, watch)
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Waits for the next build, and tells whether it was shown.
    pub(crate) fn wait_for_build(&self) -> bool {
        self.rounds.recv_timeout(PATIENCE).expect("a build follows")
    }

    /// Waits until the preview is what a clean build of the project gives, at every address.
    /// Returns how many builds it took.
    pub(crate) fn settle(&self) -> Result<usize, String> {
        let clean = clean_build(&self.root);
        for builds in 0.. {
            let difference = match self.difference(&clean) {
                None => return Ok(builds),
                Some(difference) => difference,
            };
            if self.rounds.recv_timeout(PATIENCE).is_err() {
                return Err(difference);
            }
        }
        unreachable!("there is always a next number")
    }

    /// The first address at which the preview is not what `clean` says.
    fn difference(&self, clean: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        for (path, bytes) in clean {
            let answer = self.get(&format!("/{path}"));
            if answer.status != 200 || answer.body != *bytes {
                return Some(format!("/{path} differs ({})", answer.status));
            }
        }
        for path in ["a", "b", "c", "d", "e"].map(|id| format!("dossiers/{id}.html")) {
            let status = self.get(&format!("/{path}")).status;
            if !clean.contains_key(&path) && status != 404 {
                return Some(format!("/{path} should be gone ({status})"));
            }
        }
        None
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path} HTTP/1.1"), "")
    }

    /// Asks with the right host and `headers`.
    pub(crate) fn ask(&self, line: &str, headers: &str) -> Answer {
        let host = self.server.address();
        self.send(&format!(
            "{line}\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n"
        ))
    }

    /// Sends a whole request as it is.
    pub(crate) fn send(&self, request: &str) -> Answer {
        let raw = exchange(self.server.address(), request.as_bytes(), Ending::Open);
        Answer::parse(&raw).unwrap_or_else(|| panic!("no answer to {request:?}"))
    }

    /// The events for the page at `path`.
    pub(crate) fn events(&self, path: &str) -> Events {
        let host = self.server.address();
        let mut stream = TcpStream::connect(host).expect("the server listens");
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a time limit");
        let request =
            format!("GET /-/events?page={path}&version=0 HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream
            .write_all(request.as_bytes())
            .expect("the server reads");
        Events(BufReader::new(stream))
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.stop.stop();
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the watch panicked"
            );
        }
    }
}

/// What the server says as things happen.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The next news.
    pub(crate) fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            let length = self.0.read_line(&mut line).expect("news follow");
            assert!(length > 0, "the server hung up");
            if let Some(news) = line.strip_prefix("data: ") {
                return news.trim().to_owned();
            }
        }
    }

    /// The next news that the page itself changed.
    pub(crate) fn next_of_page(&mut self) -> String {
        loop {
            let news = self.next();
            if news.contains("\"page\":true") {
                return news;
            }
        }
    }
}

/// An answer, taken apart.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn parse(raw: &[u8]) -> Option<Self> {
        let end = raw.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8(raw[..end].to_vec()).ok()?;
        let status = head.strip_prefix("HTTP/1.")?.get(2..5)?.parse().ok()?;
        let body = raw[end + 4..].to_vec();
        Some(Self { status, head, body })
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut pairs = self.head.lines().filter_map(|line| line.split_once(": "));
        let (_, value) = pairs.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// What a browser does when it has asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It could say more.
    Open,
    /// It says that it will not.
    Silent,
}

/// What comes back for `request`, until the server hangs up.
pub(crate) fn exchange(address: SocketAddr, request: &[u8], ending: Ending) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).expect("the server listens");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a time limit");
    // Whoever is refused may find the door closed before he has said all.
    let _cut_off = stream.write_all(request);
    if ending == Ending::Silent {
        let _said_all = stream.shutdown(Shutdown::Write);
    }
    let mut raw = Vec::new();
    let _reset = stream.read_to_end(&mut raw);
    raw
}

pub(crate) fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
    fs::write(path, text).expect("a file is written");
}

/// Every file that a build from nothing makes of the project at `root`.
pub(crate) fn clean_build(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let now = source::now().expect("a clock");
    let sources = source::read(root, &root.join("dist"), Wishes::default(), now);
    let built = pipeline::build(&sources.output, &Memos::default(), &|_| ());
    let errors = built.diags.count(Severity::Error) + sources.diags.count(Severity::Error);
    assert_eq!(
        errors, 0,
        "a script ends with a good project: {:?}",
        built.diags
    );
    bytes(&built.output)
}

fn bytes(outputs: &Outputs) -> BTreeMap<String, Vec<u8>> {
    let bytes = |output: &Output| match output {
        Output::Bytes(bytes) => bytes.to_vec(),
        Output::Embedded(bytes) => bytes.to_vec(),
        Output::Copy(attachment) => fs::read(&attachment.disk).expect("an attachment"),
    };
    let files = outputs.files.iter();
    files
        .map(|(path, output)| (path.to_string(), bytes(output)))
        .collect()
}
