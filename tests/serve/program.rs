//! The program as an author starts it: what it says in the terminal, and what it leaves behind.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::process::{Child, ChildStderr, Command, Stdio};

use liasse::serve::Reload;
use liasse::watch::Means;

use crate::desk::{Desk, clean_build, put};

/// A running program, and what it says on standard error.
struct Program {
    child: Child,
    lines: BufReader<ChildStderr>,
}

impl Program {
    fn start(desk: &Desk, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_liasse"))
            .args(arguments)
            .arg("--root")
            .arg(&desk.root)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = child.stderr.take().expect("it is piped");
        let lines = BufReader::new(stderr);
        Self { child, lines }
    }

    /// Reads until a line holds `words`, and returns that line.
    fn wait_for(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            let length = self.lines.read_line(&mut line).expect("text");
            assert!(length > 0, "the program ended before it said {words:?}");
            if line.contains(words) {
                return line;
            }
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _gone = self.child.wait();
    }
}

#[test]
fn watch_writes_what_a_clean_build_writes_after_each_change() {
    let desk = Desk::new(Means::Polling, Reload::Off);
    let mut program = Program::start(&desk, &["watch"]);
    program.wait_for(" written, ");
    for words in ["Un.", "Deux.", "Trois."] {
        let text = format!("---\ntitle: B\ndate: 2010-12-02\n---\n{words}\n");
        put(&desk.path("content/dossiers/b.md"), &text);
        let line = program.wait_for(" written, ");
        assert!(line.starts_with("content/dossiers/b.md: read "), "{line}");
        for (path, bytes) in clean_build(&desk.root) {
            let written = fs::read(desk.path("dist").join(&path)).expect("a file of the site");
            assert_eq!(written, bytes, "{path}");
        }
    }
    put(&desk.path("content/dossiers/b.md"), "---\ntitel: B\n---\n");
    let line = program.wait_for("is as it was");
    assert!(line.contains("error"), "{line}");
    let kept = fs::read_to_string(desk.path("dist/dossiers/b.html")).expect("it stays");
    assert!(kept.contains("Trois."));
}

#[test]
fn a_taken_port_is_said_and_the_next_one_used() {
    let desk = Desk::new(Means::Polling, Reload::Off);
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let mut program = Program::start(&desk, &["serve", "--port", &port]);
    program.wait_for(&format!("port {port} is taken"));
    let line = program.wait_for("preview at http://127.0.0.1:");
    assert!(!line.contains(&format!(":{port}/")), "{line}");
    program.wait_for(" rendered, ");
    assert!(!desk.path("dist").exists(), "the preview writes nothing");
}
