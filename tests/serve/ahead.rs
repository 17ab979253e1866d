//! The page that is looked at is shown before the rest of its site is ready.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use liasse::base::path::OutPath;
use liasse::pipeline::{self, Audience, Memos};
use liasse::render::{Output, Outputs};
use liasse::serve::{Reload, Trouble};
use liasse::source::{self, Wishes};
use liasse::watch::Means;

use crate::desk::{Answer, Desk, Ending, exchange, put};

/// A site of one page beside that of the desk's project.
fn pages(texts: &[(&str, &str)]) -> BTreeMap<OutPath, Output> {
    let output = |text: &str| Output::Bytes(text.as_bytes().into());
    let pages = texts.iter();
    pages
        .map(|(path, text)| (OutPath::new(*path), output(text)))
        .collect()
}

fn outputs(texts: &[(&str, &str)]) -> Outputs {
    Outputs {
        files: pages(texts),
        ..Outputs::default()
    }
}

fn show(desk: &Desk, texts: &[(&str, &str)]) {
    desk.server.show(outputs(texts), Trouble::default());
}

#[test]
fn browsers_hear_of_the_page_and_then_of_the_site() {
    let desk = Desk::new(Means::Events, Reload::On);
    let text = |path: &str| desk.get(path).text();
    show(&desk, &[("a.html", "old a"), ("b.html", "old b")]);
    let (mut of_a, mut of_b) = (desk.events("/a.html"), desk.events("/b.html"));
    of_a.next_of_page();
    of_b.next_of_page();
    assert!(desk.server.watches().contains(&OutPath::new("a.html")));

    desk.server.show_ahead(pages(&[("a.html", "new a")]));
    of_a.next_of_page();
    assert!(text("/a.html").contains("new a"));
    assert!(text("/b.html").contains("old b"));
    desk.server.show_ahead(pages(&[("c.html", "new c")]));
    assert!(text("/a.html").contains("new a"));
    assert!(text("/c.html").contains("new c"));

    show(&desk, &[("a.html", "new a"), ("b.html", "new b")]);
    of_b.next_of_page();
    assert!(text("/a.html").contains("new a"));

    // The page did not change again, and nobody is told that it did: what comes next is newer.
    show(&desk, &[("a.html", "newest a"), ("b.html", "new b")]);
    of_a.next_of_page();
    assert!(text("/a.html").contains("newest a"));
}

#[test]
fn pages_that_are_asked_for_are_made_next() {
    let desk = Desk::new(Means::Events, Reload::On);
    show(&desk, &[("a.html", "a"), ("b.html", "b"), ("c.css", "c")]);
    desk.get("/a.html");
    assert!(desk.server.watches().is_empty());
    for address in ["/b.html", "/c.css", "/none.html"] {
        desk.get(address);
    }
    assert_eq!(desk.server.arrives(), [OutPath::new("b.html")].into());
}

#[test]
fn who_asks_during_a_build_waits_for_the_page() {
    let desk = Desk::new(Means::Events, Reload::On);
    show(
        &desk,
        &[("a.html", "old"), ("b.html", "old"), ("c.css", "c")],
    );
    desk.server.watches();
    let server = &desk.server;
    let ask = |address: &str, then: &dyn Fn()| {
        let host = server.address();
        let request =
            format!("GET {address} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        std::thread::scope(|scope| {
            let asked = scope.spawn(|| exchange(host, request.as_bytes(), Ending::Open));
            while server.arrives().is_empty() {
                std::thread::yield_now();
            }
            // Others are answered meanwhile: the one who waits would have been by now.
            desk.get("/c.css");
            desk.get("/c.css");
            then();
            let answer = Answer::parse(&asked.join().expect("an answer"));
            answer.expect("an answer").text()
        })
    };
    let ahead = ask("/a.html", &|| {
        server.show_ahead(pages(&[("a.html", "new a")]));
    });
    assert!(ahead.contains("new a"));
    let whole = ask("/b.html", &|| {
        server.show(
            outputs(&[("a.html", "new a"), ("b.html", "new b")]),
            Trouble::default(),
        );
    });
    assert!(whole.contains("new b"));
}

#[test]
fn what_comes_to_nothing_is_taken_back() {
    let desk = Desk::new(Means::Events, Reload::On);
    show(&desk, &[("a.html", "good")]);
    let mut events = desk.events("/a.html");
    events.next_of_page();
    desk.server.show_ahead(pages(&[("a.html", "too early")]));
    events.next_of_page();
    desk.server.warn(Trouble::default());
    events.next_of_page();
    assert!(desk.get("/a.html").text().contains("good"));
}

/// Looks at one page, then at another, and keeps what it is shown.
#[derive(Default)]
struct Reader {
    has_turned: AtomicBool,
    seen: Mutex<Vec<BTreeMap<OutPath, Output>>>,
}

impl Reader {
    /// What it was shown, in order.
    fn seen(self) -> Vec<BTreeMap<OutPath, Output>> {
        self.seen.into_inner().expect("nobody panicked")
    }
}

impl Audience for Reader {
    fn watches(&self) -> BTreeSet<OutPath> {
        ["dossiers/a.html", "no/page.html"].map(OutPath::new).into()
    }

    fn arrives(&self) -> BTreeSet<OutPath> {
        match self.has_turned.swap(true, Ordering::Relaxed) {
            true => BTreeSet::new(),
            false => [OutPath::new("index.html")].into(),
        }
    }

    fn show_ahead(&self, pages: BTreeMap<OutPath, Output>) {
        self.seen.lock().expect("nobody panicked").push(pages);
    }
}

#[test]
fn a_build_shows_pages_that_it_will_give_and_none_of_a_broken_site() {
    let dir = tempfile::tempdir().expect("a folder");
    let build = |reader: &Reader| {
        let sources = source::read(dir.path(), &dir.path().join("dist"), Wishes::default(), 0);
        pipeline::build_before(reader, &sources.output, &Memos::default(), &|_| ())
    };
    put(&dir.path().join("content/site.yaml"), "title: Site\n");
    put(
        &dir.path().join("content/dossiers/a.md"),
        "---\ntitle: A\ndate: 2010\n---\nText.\n",
    );
    let reader = Reader::default();
    let built = build(&reader);
    let shown = reader.seen();
    for (pages, path) in shown.iter().zip(["dossiers/a.html", "index.html"]) {
        let path = OutPath::new(path);
        let (Output::Bytes(early), Output::Bytes(late)) =
            (&pages[&path], &built.output.files[&path])
        else {
            panic!("pages are bytes")
        };
        assert_eq!(pages.len(), 1);
        assert_eq!(early, late);
    }
    assert_eq!(shown.len(), 2);

    put(
        &dir.path().join("content/dossiers/b.md"),
        "---\ntitle: B\ndate: 2010\n---\n[Nowhere](nowhere.md)\n",
    );
    let reader = Reader::default();
    build(&reader);
    assert!(reader.seen().is_empty());
}
