//! The page that is looked at is shown before the rest of its site is ready.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use liasse::base::path::OutPath;
use liasse::pipeline::{self, Audience, Memos};
use liasse::render::{Output, Outputs};
use liasse::serve::{Reload, Trouble};
use liasse::source::{self, Wishes};
use liasse::watch::Means;

use crate::desk::{Desk, put};

/// A site of one page beside that of the desk's project.
fn pages(texts: &[(&str, &str)]) -> BTreeMap<OutPath, Output> {
    let output = |text: &str| Output::Bytes(text.as_bytes().into());
    let pages = texts.iter();
    pages
        .map(|(path, text)| (OutPath::new(*path), output(text)))
        .collect()
}

fn show(desk: &Desk, texts: &[(&str, &str)]) {
    let outputs = Outputs {
        files: pages(texts),
        ..Outputs::default()
    };
    desk.server.show(outputs, Trouble::default());
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

    show(&desk, &[("a.html", "new a"), ("b.html", "new b")]);
    of_b.next_of_page();
    assert!(text("/a.html").contains("new a"));

    // The page did not change again, and nobody is told that it did: what comes next is newer.
    show(&desk, &[("a.html", "newest a"), ("b.html", "new b")]);
    of_a.next_of_page();
    assert!(text("/a.html").contains("newest a"));
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

/// Looks at one page, and keeps what it is shown.
#[derive(Default)]
struct Reader(RefCell<Vec<BTreeMap<OutPath, Output>>>);

impl Audience for Reader {
    fn watches(&self) -> BTreeSet<OutPath> {
        ["dossiers/a.html", "no/page.html"].map(OutPath::new).into()
    }

    fn show_ahead(&self, pages: BTreeMap<OutPath, Output>) {
        self.0.borrow_mut().push(pages);
    }
}

#[test]
fn a_build_shows_a_page_that_it_will_give_and_none_of_a_broken_site() {
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
    let shown = reader.0.into_inner();
    let path = OutPath::new("dossiers/a.html");
    let (Output::Bytes(early), Output::Bytes(late)) =
        (&shown[0][&path], &built.output.files[&path])
    else {
        panic!("pages are bytes")
    };
    assert_eq!((shown.len(), shown[0].len()), (1, 1));
    assert_eq!(early, late);

    put(
        &dir.path().join("content/dossiers/b.md"),
        "---\ntitle: B\ndate: 2010\n---\n[Nowhere](nowhere.md)\n",
    );
    let reader = Reader::default();
    build(&reader);
    assert!(reader.0.into_inner().is_empty());
}
