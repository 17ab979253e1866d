//! How well actors are found in texts annotated by hand: precision and recall on
//! `tests/corpus/mentions/`, whose `README.md` tells the format.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the annotated texts from the disk"
)]
#![allow(clippy::print_stdout, reason = "the table is what this test is for")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;

use liasse::base::memo::{Hashed, Memo};
use liasse::base::path::SourcePath;
use liasse::config;
use liasse::parse::{self, Kind};
use liasse::resolve::{self, Memos, MentionRole};
use liasse::source::{File, Sources};
use serde_yaml::Value;

const PRECISION: f64 = 0.99;
const RECALL: f64 = 0.97;

/// An annotated text without its marks, and what they marked.
struct Page {
    name: String,
    lang: String,
    text: String,
    marked: BTreeSet<Found>,
}

/// A mention: the bytes of the author's text, and the actor's id.
type Found = (usize, usize, String);

/// How often the search was right.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    missed: usize,
    false_finds: usize,
}

impl Score {
    fn add(&mut self, other: Score) {
        self.right += other.right;
        self.missed += other.missed;
        self.false_finds += other.false_finds;
    }

    fn precision(self) -> f64 {
        ratio(self.right, self.right + self.false_finds)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missed)
    }

    fn row(self, name: &str) -> String {
        format!(
            "{name:<8} {:>7} {:>7} {:>7} {:>9.4} {:>7.4}",
            self.right + self.missed,
            self.missed,
            self.false_finds,
            self.precision(),
            self.recall(),
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

#[test]
fn actors_are_found_as_annotated_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/mentions");
    let pages = pages(&folder);
    let found = search(&pages, &folder);
    let mut rows = Vec::new();
    let mut wrong = Vec::new();
    let mut languages: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    for page in &pages {
        let found = &found[&page.name];
        let score = Score {
            right: page.marked.intersection(found).count(),
            missed: page.marked.difference(found).count(),
            false_finds: found.difference(&page.marked).count(),
        };
        wrong.extend(
            page.marked
                .difference(found)
                .map(|miss| page.tell("missed", miss)),
        );
        wrong.extend(
            found
                .difference(&page.marked)
                .map(|find| page.tell("false", find)),
        );
        rows.push(score.row(&page.name));
        languages.entry(&page.lang).or_default().add(score);
        all.add(score);
    }
    println!(
        "text      marked  missed   false precision  recall\n{}",
        rows.join("\n")
    );
    for (lang, score) in languages {
        println!("{}", score.row(lang));
    }
    println!("{}\n{}", all.row("all"), wrong.join("\n"));
    assert!(
        all.right + all.missed >= 200,
        "the texts have at least 200 marks"
    );
    assert!(
        all.precision() >= PRECISION,
        "precision {:.4}\n{}",
        all.precision(),
        wrong.join("\n")
    );
    assert!(
        all.recall() >= RECALL,
        "recall {:.4}\n{}",
        all.recall(),
        wrong.join("\n")
    );
}

/// The annotated texts, in the order of their names.
fn pages(folder: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder).expect("the annotated texts are there") {
        let path = entry.expect("an annotated text can be read").path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            let stem = path
                .file_stem()
                .expect("a text has a name")
                .to_string_lossy();
            let annotated = fs::read_to_string(&path).expect("an annotated text is text");
            pages.push(Page::read(&stem, &annotated));
        }
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    pages
}

impl Page {
    fn read(name: &str, annotated: &str) -> Self {
        let (first, rest) = annotated.split_once('\n').expect("a text has lines");
        let lang = first
            .strip_prefix("lang: ")
            .expect("the first line tells the language");
        let rest = rest.strip_prefix('\n').unwrap_or(rest);
        let (mut text, mut marked) = (String::new(), BTreeSet::new());
        let mut parts = rest.split('⟦');
        text.push_str(parts.next().expect("split gives a part"));
        for part in parts {
            let (mark, after) = part.split_once('⟧').expect("a mark ends");
            let (id, surface) = mark.split_once('|').expect("a mark has an id");
            marked.insert((text.len(), text.len() + surface.len(), id.to_owned()));
            text.push_str(surface);
            text.push_str(after);
        }
        Self {
            name: name.to_owned(),
            lang: lang.to_owned(),
            text,
            marked,
        }
    }

    fn tell(&self, what: &str, (start, end, id): &Found) -> String {
        let line = 1 + self.text[..*start].matches('\n').count();
        let before = self.text[..*start]
            .chars()
            .rev()
            .take(24)
            .collect::<Vec<_>>();
        let before: String = before.into_iter().rev().collect();
        let after: String = self.text[*end..].chars().take(24).collect();
        let (name, text) = (&self.name, &self.text[*start..*end]);
        let shown = format!("{before}⟦{text}⟧{after}").replace('\n', " ");
        format!("{what} {name}:{line}: {id}: {shown}")
    }
}

/// What the search finds in each text.
fn search(pages: &[Page], folder: &Path) -> BTreeMap<String, BTreeSet<Found>> {
    let sources = sources(pages, folder);
    let config = config::read(&sources).output;
    let parsed = parse::all(&sources, &config, &Memo::default()).output;
    let library = resolve::resolve(&sources, &config, &parsed, &Memos::default()).output;
    let mut found: BTreeMap<String, BTreeSet<Found>> = pages
        .iter()
        .map(|page| (page.name.clone(), BTreeSet::new()))
        .collect();
    for text in library
        .of_kind(Kind::Dossier)
        .flat_map(|(_, node)| &node.texts)
    {
        let name = text
            .path
            .file_name()
            .split('.')
            .next()
            .expect("a file has a name");
        let page = found
            .get_mut(name)
            .expect("each dossier is one of the texts");
        let start = text.body.start;
        for mention in text
            .mentions
            .iter()
            .filter(|m| m.role != MentionRole::Written)
        {
            let Range {
                start: from,
                end: to,
            } = text.body.span_of(&mention.place);
            let actor = library.node(mention.actor).id.clone();
            page.insert((from - start, to - start, actor));
        }
    }
    found
}

/// A site with an actor's file for each line of `actors.yaml`, and a dossier for each text.
fn sources(pages: &[Page], folder: &Path) -> Sources {
    let mut sources = Sources::default();
    let mut add = |path: String, text: String| {
        sources
            .files
            .insert(SourcePath::new(path), File::Text(Hashed::new(text)));
    };
    let site = "title: Corpus\nlanguages: [fr, en]\n";
    add("content/site.yaml".to_owned(), site.to_owned());
    let list = fs::read_to_string(folder.join("actors.yaml")).expect("the actors are there");
    let actors: Vec<BTreeMap<String, Value>> = serde_yaml::from_str(&list).expect("actors");
    for mut actor in actors {
        let id = actor.remove("id").expect("an actor has an id");
        let id = id.as_str().expect("an id is text").to_owned();
        let front = serde_yaml::to_string(&actor).expect("YAML can be written");
        add(
            format!("content/actors/{id}.md"),
            format!("---\n{front}---\n"),
        );
    }
    for page in pages {
        let suffix = if page.lang == "fr" { "" } else { ".en" };
        // The title is quoted: a name like `fr-01` needs none, but a number would.
        let front = format!("---\ntitle: \"{}\"\ndate: 2010-12-03\n---\n", page.name);
        let path = format!("content/dossiers/{}{suffix}.md", page.name);
        add(path, front + &page.text);
    }
    sources
}
