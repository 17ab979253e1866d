//! Rows -> small files.
//!
//! A file is named after its contents, so that no cache can mix the files of two builds.

use std::fmt::{self, Display, Formatter};
use std::mem;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

use crate::search::entries::Entry;
use crate::search::rows::Words;
use crate::search::words::Filed;
use crate::search::{ENOUGH, Shard, json, list};

/// What the reader's script reads first.
#[derive(Serialize)]
struct List<'a> {
    /// For each file of words the letters with which it begins, and its name.
    words: Vec<Named<'a>>,
    /// The same for the files that hold the places of the commonest words.
    common: Vec<Named<'a>>,
    /// For each file of texts the number of its first entry, and its name.
    texts: &'a [(usize, String)],
    /// The kinds of entries, in order.
    kinds: Vec<Beginning>,
}

/// The letters with which a file of words begins, and its name.
type Named<'a> = (&'a str, String);

/// A kind of entries, and the number of the first.
pub(super) type Beginning = (&'static str, usize);

/// Puts the files of words, and the one that lists all others: `texts` are those of texts, with
/// the number of the first entry of each. Returns what `put` does for that and for those.
pub(super) fn write<T: Send>(
    kinds: Vec<Beginning>,
    texts: &[(usize, String)],
    words: &[Arc<Words>],
    put: &(dyn Fn(&Shard) -> T + Sync),
) -> (T, Vec<T>) {
    let mut lexicon = lexicon(words);
    let common = commonest(&mut lexicon);
    let (words, mut kept) = files("words", &lexicon, put);
    let (common, further) = files("common", &common, put);
    kept.extend(further);
    let all = List {
        words,
        common,
        texts,
        kinds,
    };
    (put(&Shard::new("index", |to| json(to, &all))), kept)
}

/// Puts files of `kind` with these words; returns what these are, and what `put` does for them.
fn files<'a, T: Send>(
    kind: &str,
    lexicon: &'a [Word<'a>],
    put: &(dyn Fn(&Shard) -> T + Sync),
) -> (Vec<Named<'a>>, Vec<T>) {
    let files = cut(lexicon).into_par_iter().map(|words| {
        let shard = told(kind, words);
        let kept = put(&shard);
        ((&*words[0].0.initials, shard.name), kept)
    });
    files.unzip()
}

/// The kinds of `entries`, in order.
pub(super) fn kinds(entries: &[Entry<'_>]) -> Vec<Beginning> {
    let kinds = entries.iter().map(|entry| entry.kind.name()).zip(0..);
    let mut kinds: Vec<_> = kinds.collect();
    kinds.dedup_by_key(|(kind, _)| *kind);
    kinds
}

/// A word with its places, row by row.
type Word<'a> = (&'a Filed, Vec<&'a str>);

/// All words, in order.
fn lexicon(rows: &[Arc<Words>]) -> Vec<Word<'_>> {
    let mut words: FxHashMap<&Filed, Vec<&str>> = FxHashMap::default();
    for (filed, places) in rows.iter().flat_map(|row| row.each()) {
        let known = words.entry(filed).or_default();
        known.extend((!places.is_empty()).then_some(places));
    }
    let mut words: Vec<_> = words.into_iter().collect();
    words.par_sort_unstable_by_key(|(filed, _)| *filed);
    words
}

/// Takes the places of the commonest words out of `lexicon`: only quoted phrases ask for them, and
/// no other search should load as much.
fn commonest<'a>(lexicon: &mut [Word<'a>]) -> Vec<Word<'a>> {
    let words = lexicon.iter_mut();
    let common = words.filter(|(filed, _)| filed.stem.is_empty());
    let common = common.map(|(filed, places)| (*filed, mem::take(places)));
    common.collect()
}

/// The words of each file: enough of them, and those that share their first letters together.
fn cut<'a>(lexicon: &'a [Word<'a>]) -> Vec<&'a [Word<'a>]> {
    let mut files = Vec::new();
    let (mut begin, mut bytes) = (0, 0);
    for (at, (filed, places)) in lexicon.iter().enumerate() {
        let next = lexicon.get(at + 1);
        bytes += filed.form.len() + places.iter().map(|places| places.len() + 1).sum::<usize>();
        if bytes >= ENOUGH && next.is_some_and(|(next, _)| next.initials != filed.initials) {
            files.push(&lexicon[begin..=at]);
            (begin, bytes) = (at + 1, 0);
        }
    }
    files.extend((begin < lexicon.len()).then(|| &lexicon[begin..]));
    files
}

/// Words as a JSON list, in which those of one stem are a list: each form followed by its places.
/// The commonest have no stem, and are a list each.
fn told(kind: &str, words: &[Word<'_>]) -> Shard {
    let stems = words.chunk_by(|(a, _), (b, _)| {
        !a.stem.is_empty() && (&a.initials, &a.stem) == (&b.initials, &b.stem)
    });
    let stems = stems.map(|forms| {
        let forms = forms.iter();
        let forms =
            forms.flat_map(|(filed, places)| [Told::Form(&filed.form), Told::Places(places)]);
        forms.collect::<Vec<_>>()
    });
    Shard::new(kind, |json| list(json, stems))
}

/// What is told of a word.
enum Told<'a> {
    /// A form of it.
    Form(&'a str),
    /// Where that stands, row by row, with blanks between.
    Places(&'a [&'a str]),
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Display for Told<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(form) => f.write_str(form),
            Self::Places(rows) => rows.iter().enumerate().try_for_each(|(index, places)| {
                f.write_str(if index > 0 { " " } else { "" })?;
                f.write_str(places)
            }),
        }
    }
}
