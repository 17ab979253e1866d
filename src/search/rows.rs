//! Entries that stand in a row -> what they say, as JSON, and where their words stand.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::base::memo::Aside;
use crate::locale::Lang;
use crate::search::entries::{Anchor, Entry, Passage};
use crate::search::words::{self, Filed, Register};
use crate::search::{ENOUGH, Shard, list};

/// How many files are read together: their words are looked up once.
const FILES: usize = 16;

/// Entries in a row.
#[derive(Hash)]
pub(super) struct Row<'a> {
    lang: Lang,
    /// What they say is told in these files.
    pub(super) files: Vec<File<'a>>,
    register: Aside<&'a Register>,
}

/// Entries that are told in one file.
#[derive(Clone, Copy, Hash)]
pub(super) struct File<'a> {
    /// The number of the first.
    pub(super) first: usize,
    entries: &'a [Entry<'a>],
}

/// What the entries of a file say as it is shown, passage by passage.
type Texts<'a> = Vec<Vec<Cow<'a, str>>>;

impl<'a> File<'a> {
    fn texts(&self) -> Texts<'a> {
        let set = |entry: &'a Entry<'a>| entry.passages.iter().map(Passage::set).collect();
        self.entries.iter().map(set).collect()
    }
}

/// A row that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// What its entries say, file by file: lists, in which an entry is its address, its note, and
    /// for each passage its anchor, its text and, if it is not that of the page, its language.
    pub(super) texts: Vec<Shard>,
    /// Its words.
    pub(super) words: Arc<Words>,
}

/// The words of a row. Those of all rows are held at once, so they are packed.
#[derive(Debug)]
pub(super) struct Words {
    /// Each once, with the end of its places; they begin where those before end.
    words: Box<[(Arc<Filed>, usize)]>,
    places: Box<str>,
}

impl Words {
    /// The words with their places, entry by entry with blanks between: `=7:2.0.3:5.1 2:0.1` is in
    /// entry 7 the words 0 and 3 of passage 2, and word 1 of passage 5; in entry 9 word 1 of passage
    /// 0. Figures are in base 36. An entry is counted from the one before it, but for that after
    /// `=`, and a word from the one before it in the passage.
    pub(super) fn each(&self) -> impl Iterator<Item = (&Filed, &str)> {
        let mut begin = 0;
        self.words.iter().map(move |(filed, end)| {
            let places = &self.places[begin..*end];
            begin = *end;
            (&**filed, places)
        })
    }
}

/// A word of the row that is being read, and its places so far.
struct Word {
    filed: Arc<Filed>,
    /// Figures and signs of ASCII.
    places: Vec<u8>,
    last: Option<Position>,
}

/// Where a word stands: which entry, which of its passages, which word of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    entry: usize,
    passage: usize,
    word: usize,
}

/// Cuts `entries` into files of enough bytes, and these into rows.
pub(super) fn cut<'a>(
    entries: &'a [Entry<'a>],
    lang: Lang,
    register: &'a Register,
) -> Vec<Row<'a>> {
    let mut files = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for (entry, next) in entries.iter().zip(1..) {
        bytes += entry.length();
        if bytes >= ENOUGH || next == entries.len() {
            let entries = &entries[first..next];
            files.push(File { first, entries });
            (first, bytes) = (next, 0);
        }
    }
    let rows = files.chunks(FILES).map(|files| Row {
        lang,
        files: files.to_vec(),
        register: Aside(register),
    });
    rows.collect()
}

/// Reads a row.
pub(super) fn read(row: &Row<'_>) -> Read {
    let texts: Vec<_> = row.files.iter().map(File::texts).collect();
    let told = row.files.iter().zip(&texts);
    let told = told
        .map(|(file, texts)| told_in(file, texts, row.lang))
        .collect();
    let found = found(row, &texts);
    let mut places = String::with_capacity(found.iter().map(|word| word.places.len()).sum());
    let packed = found.into_iter().map(|word| {
        places.push_str(str::from_utf8(&word.places).expect("all of it is ASCII"));
        (word.filed, places.len())
    });
    let words = packed.collect();
    let places = places.into();
    Read {
        texts: told,
        words: Arc::new(Words { words, places }),
    }
}

/// A passage as it is told.
#[derive(Serialize)]
#[serde(untagged)]
enum Told<'a> {
    /// In the language of the page.
    Here(Anchor<'a>, &'a str),
    /// In another.
    Other(Anchor<'a>, &'a str, &'a str),
}

fn told_in(file: &File<'_>, texts: &Texts<'_>, lang: Lang) -> Shard {
    let told = file.entries.iter().zip(texts).map(|(entry, texts)| {
        let passages = entry.passages.iter().zip(texts);
        let passages = passages.map(|(passage, text)| match passage.lang == lang {
            true => Told::Here(passage.anchor, text),
            false => Told::Other(passage.anchor, text, passage.lang.as_str()),
        });
        let passages: Vec<_> = passages.collect();
        (entry.url.as_str(), &entry.note, passages)
    });
    Shard::new("texts", |json| list(json, told))
}

fn found(row: &Row<'_>, texts: &[Texts<'_>]) -> Vec<Word> {
    let mut found = Found::default();
    let entries = row.files.iter().zip(texts).flat_map(|(file, texts)| {
        let numbered = file.entries.iter().zip(file.first..);
        numbered.zip(texts)
    });
    for ((entry, number), texts) in entries {
        for ((passage, text), nth) in entry.passages.iter().zip(texts).zip(0..) {
            let mut said = found.in_language(passage.lang);
            for (word, at) in words::words(text).zip(0..) {
                let position = Position {
                    entry: number,
                    passage: nth,
                    word: at,
                };
                said.word(word, row.register.0).stands(position);
            }
        }
    }
    found.words
}

/// The words found so far.
#[derive(Default)]
struct Found<'a> {
    words: Vec<Word>,
    /// Which of `words` each is, as filed.
    known: FxHashMap<Arc<Filed>, usize>,
    /// The same, as written in each language.
    written: BTreeMap<Lang, Written<'a>>,
}

/// Words as written, and which of those found each is.
type Written<'a> = FxHashMap<&'a str, usize>;

/// The words found so far, for a text of one language.
struct Said<'a, 'b> {
    lang: Lang,
    words: &'b mut Vec<Word>,
    known: &'b mut FxHashMap<Arc<Filed>, usize>,
    written: &'b mut Written<'a>,
}

impl<'a> Found<'a> {
    fn in_language(&mut self, lang: Lang) -> Said<'a, '_> {
        Said {
            lang,
            words: &mut self.words,
            known: &mut self.known,
            written: self.written.entry(lang).or_default(),
        }
    }
}

impl<'a> Said<'a, '_> {
    fn word(&mut self, word: &'a str, register: &Register) -> &mut Word {
        let index = match self.written.get(word) {
            Some(index) => *index,
            None => self.new_word(word, register),
        };
        &mut self.words[index]
    }

    fn new_word(&mut self, word: &'a str, register: &Register) -> usize {
        let filed = register.file(self.lang, word);
        let index = *self.known.entry(Arc::clone(&filed)).or_insert_with(|| {
            self.words.push(Word {
                filed,
                places: Vec::new(),
                last: None,
            });
            self.words.len() - 1
        });
        self.written.insert(word, index);
        index
    }
}

impl Word {
    fn stands(&mut self, position: Position) {
        let last = self.last.replace(position);
        let same_entry = last.filter(|last| last.entry == position.entry);
        let same_passage = same_entry.filter(|last| last.passage == position.passage);
        if same_entry.is_none() {
            let (sign, before) = last.map_or((b'=', 0), |last| (b' ', last.entry));
            self.places.push(sign);
            push(&mut self.places, position.entry - before);
        }
        if same_passage.is_none() {
            self.places.push(b':');
            push(&mut self.places, position.passage);
        }
        self.places.push(b'.');
        let before = same_passage.map_or(0, |last| last.word);
        push(&mut self.places, position.word - before);
    }
}

const FIGURES: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Appends `number` in base 36.
fn push(places: &mut Vec<u8>, number: usize) {
    // Most have one figure.
    match FIGURES.get(number) {
        Some(figure) => places.push(*figure),
        None => push_figures(places, number),
    }
}

fn push_figures(places: &mut Vec<u8>, number: usize) {
    if number >= FIGURES.len() {
        push_figures(places, number / FIGURES.len());
    }
    places.push(FIGURES[number % FIGURES.len()]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::Url;
    use crate::search::entries::Sort;

    #[test]
    fn entries_keep_their_numbers_in_every_file() {
        let lang: Lang = "fr".parse().expect("a language");
        let entry = |number: usize| Entry {
            kind: Sort::Page,
            url: Url::within_page("page"),
            note: String::new(),
            passages: vec![Passage {
                anchor: Anchor::Page,
                text: format!("mot{number} {}", "x".repeat(ENOUGH)).into(),
                lang,
            }],
        };
        let entries: Vec<_> = (0..2 * FILES + 1).map(entry).collect();
        let register = Register::default();
        let rows = cut(&entries, lang, &register);
        assert_eq!(rows.len(), 3);
        let mut told = Vec::new();
        for row in &rows {
            let read = read(row);
            for (file, texts) in row.files.iter().zip(&read.texts) {
                let script = String::from_utf8_lossy(&texts.script);
                assert!(script.contains(&format!("mot{} ", file.first)), "{script}");
            }
            let words = read.words.each().filter_map(|(word, places)| {
                let number = word.form.strip_prefix("mot")?;
                let (entry, place) = places.strip_prefix('=')?.split_once(':')?;
                let entry = usize::from_str_radix(entry, 36).expect("a figure of base 36");
                Some((number.to_owned(), entry, place.to_owned()))
            });
            told.extend(words);
            let (_, places) = read
                .words
                .each()
                .find(|(word, _)| word.form.starts_with('x'))
                .expect("all say it");
            let first = usize::from_str_radix(&places[1..2], 36).expect("a figure of base 36");
            assert_eq!(first, row.files[0].first, "{places}");
            let further = places.split(' ').skip(1);
            assert_eq!(
                further.collect::<Vec<_>>(),
                vec!["1:0.1"; row.files.len() - 1]
            );
        }
        let expected =
            (0..entries.len()).map(|number| (number.to_string(), number, "0.0".to_owned()));
        assert_eq!(told, expected.collect::<Vec<_>>());
    }
}
