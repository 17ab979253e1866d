//! Entries that stand in a row -> what they say, as JSON, and where their words stand.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::base::memo::{Aside, Memo};
use crate::locale::Lang;
use crate::search::entries::{Entry, Passage};
use crate::search::words::{self, Filed};
use crate::search::{ENOUGH, Shard, json};

/// Entries in a row.
#[derive(Hash)]
pub(super) struct Row<'a> {
    /// The number of the first.
    pub(super) first: usize,
    lang: Lang,
    entries: &'a [Entry<'a>],
    filed: Aside<&'a Memo<Filed>>,
}

/// A row that was read.
#[derive(Debug)]
pub(super) struct Read {
    /// What its entries say: a list, in which an entry is its address, its note, and for each
    /// passage its anchor, its text and, if it is not that of the page, its language.
    pub(super) texts: Shard,
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
    /// The words with their places, entry by entry with blanks between: `7:2.0.3:5.1` is in entry
    /// 7 the words 0 and 3 of passage 2, and word 1 of passage 5. Figures are in base 36, and a
    /// word is counted from the one before it in the passage.
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
    places: String,
    last: Option<Position>,
}

/// Where a word stands: which entry, which of its passages, which word of that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Position {
    entry: usize,
    passage: usize,
    word: usize,
}

/// Cuts `entries` into rows.
pub(super) fn cut<'a>(
    entries: &'a [Entry<'a>],
    lang: Lang,
    filed: &'a Memo<Filed>,
) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let (mut first, mut bytes) = (0, 0);
    for (entry, next) in entries.iter().zip(1..) {
        bytes += entry.length();
        if bytes >= ENOUGH || next == entries.len() {
            rows.push(Row {
                first,
                lang,
                entries: &entries[first..next],
                filed: Aside(filed),
            });
            (first, bytes) = (next, 0);
        }
    }
    rows
}

/// Reads a row.
pub(super) fn read(row: &Row<'_>) -> Read {
    let set = |entry: &Entry<'_>| entry.passages.iter().map(Passage::set).collect();
    let texts: Vec<Vec<String>> = row.entries.iter().map(set).collect();
    let found = found(row, &texts);
    let mut places = String::with_capacity(found.iter().map(|word| word.places.len()).sum());
    let packed = found.into_iter().map(|word| {
        places.push_str(&word.places);
        (word.filed, places.len())
    });
    let words = packed.collect();
    let places = places.into();
    Read {
        texts: Shard::new("texts", &told(row, &texts)),
        words: Arc::new(Words { words, places }),
    }
}

fn told(row: &Row<'_>, texts: &[Vec<String>]) -> String {
    let told = row.entries.iter().zip(texts).map(|(entry, texts)| {
        let passages = entry.passages.iter().zip(texts);
        let passages = passages.map(|(passage, text)| {
            let mut told = vec![passage.anchor.as_str(), text];
            told.extend((passage.lang != row.lang).then(|| passage.lang.as_str()));
            told
        });
        let passages: Vec<_> = passages.collect();
        json(&(entry.url.as_str(), &entry.note, passages))
    });
    let told: Vec<String> = told.collect();
    format!("[{}]", told.join(",\n"))
}

fn found(row: &Row<'_>, texts: &[Vec<String>]) -> Vec<Word> {
    let mut found = Found::default();
    for ((entry, texts), number) in row.entries.iter().zip(texts).zip(row.first..) {
        for ((passage, text), nth) in entry.passages.iter().zip(texts).zip(0..) {
            for (word, at) in words::words(text).zip(0..) {
                let position = Position {
                    entry: number,
                    passage: nth,
                    word: at,
                };
                found.word(passage.lang, word, row.filed.0).stands(position);
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
    /// The same, as written.
    written: FxHashMap<(Lang, &'a str), usize>,
}

impl<'a> Found<'a> {
    fn word(&mut self, lang: Lang, word: &'a str, memo: &Memo<Filed>) -> &mut Word {
        let Self {
            words,
            known,
            written,
        } = self;
        let index = *written.entry((lang, word)).or_insert_with(|| {
            let filed = memo.call(&(lang, word), words::file);
            *known.entry(Arc::clone(&filed)).or_insert_with(|| {
                words.push(Word {
                    filed,
                    places: String::new(),
                    last: None,
                });
                words.len() - 1
            })
        });
        &mut words[index]
    }
}

impl Word {
    fn stands(&mut self, position: Position) {
        let last = self.last.replace(position);
        let same_entry = last.filter(|last| last.entry == position.entry);
        let same_passage = same_entry.filter(|last| last.passage == position.passage);
        if same_entry.is_none() {
            if last.is_some() {
                self.places.push(' ');
            }
            push(&mut self.places, position.entry);
        }
        if same_passage.is_none() {
            self.places.push(':');
            push(&mut self.places, position.passage);
        }
        self.places.push('.');
        push(
            &mut self.places,
            position.word - same_passage.map_or(0, |last| last.word),
        );
    }
}

/// Appends `number` in base 36.
fn push(places: &mut String, number: usize) {
    if number >= 36 {
        push(places, number / 36);
    }
    let figure = u32::try_from(number % 36).expect("below 36");
    places.push(char::from_digit(figure, 36).expect("a figure of base 36"));
}
