//! Rows -> small files.
//!
//! A file is named after its contents, so that no cache can mix the files of two builds.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::base::path::OutPath;
use crate::locale::Lang;
use crate::route;
use crate::search::entries::Entry;
use crate::search::rows::Read;
use crate::search::words::Filed;
use crate::search::{ENOUGH, Shard, json};

/// What the reader's script reads first.
#[derive(Serialize)]
struct List<'a> {
    /// For each file of words the letters with which it begins, and its name.
    words: Vec<(&'a str, &'a str)>,
    /// For each file of texts the number of its first entry, and its name.
    texts: Vec<(usize, &'a str)>,
    /// The kinds of entries with the number of the first of each, in order.
    kinds: Vec<(&'static str, usize)>,
}

/// A file of the site with its path.
pub(super) type File = (OutPath, Arc<[u8]>);

/// The files of one language, and the path of the one that lists the others.
pub(super) fn write(
    lang: Lang,
    entries: &[Entry<'_>],
    rows: &[(usize, Arc<Read>)],
) -> (OutPath, Vec<File>) {
    let lexicon = lexicon(rows);
    let words = cut(&lexicon);
    let words = words.into_par_iter();
    let words = words.map(|(first, words)| (first, Shard::new("words", &words)));
    let words: Vec<_> = words.collect();
    let list = json(&List {
        words: words
            .iter()
            .map(|(first, shard)| (*first, &*shard.name))
            .collect(),
        texts: rows
            .iter()
            .map(|(first, row)| (*first, &*row.texts.name))
            .collect(),
        kinds: kinds(entries),
    });
    let list = Shard::new("index", &list);
    let path = |name: &str| route::search_file(lang, name);
    let listed = path(&list.name);
    let words = words.into_iter().map(|(_, shard)| shard);
    let texts = rows.iter().map(|(_, row)| row.texts.clone());
    let shards = words.chain(texts).chain([list]);
    let files = shards.map(|shard| (path(&shard.name), shard.script));
    (listed, files.collect())
}

fn kinds(entries: &[Entry<'_>]) -> Vec<(&'static str, usize)> {
    let kinds = entries.iter().map(|entry| entry.kind.name()).zip(0..);
    let mut kinds: Vec<_> = kinds.collect();
    kinds.dedup_by_key(|(kind, _)| *kind);
    kinds
}

/// Every word with its places, row by row.
type Lexicon<'a> = BTreeMap<&'a Filed, Vec<&'a str>>;

fn lexicon(rows: &[(usize, Arc<Read>)]) -> Lexicon<'_> {
    let mut words: HashMap<&Filed, Vec<&str>> = HashMap::new();
    for (filed, places) in rows.iter().flat_map(|(_, row)| row.words()) {
        let known = words.entry(filed).or_default();
        known.extend((!places.is_empty()).then_some(places));
    }
    words.into_iter().collect()
}

/// The words as JSON lists that are long enough, each with its first letters: those that share
/// these stay together. A word is its forms, each followed by its places; what is too common to be
/// searched for has none.
fn cut<'a>(lexicon: &Lexicon<'a>) -> Vec<(&'a str, String)> {
    let mut lists: Vec<(&str, String)> = Vec::new();
    let mut last: Option<&Filed> = None;
    for (filed, places) in lexicon {
        let places = json(&places.join(" "));
        let form = json(&filed.form);
        let shares = |part: fn(&Filed) -> &str| last.is_some_and(|last| part(last) == part(filed));
        let (initials, stem) = (shares(|word| &word.initials), shares(|word| &word.stem));
        match lists.last_mut() {
            Some((_, list)) if initials && stem => list.push_str(&format!(",{form},{places}")),
            Some((_, list)) if initials || list.len() < ENOUGH => {
                list.push_str(&format!("],\n[{form},{places}"));
            }
            _ => lists.push((&filed.initials, format!("[[{form},{places}"))),
        }
        last = Some(filed);
    }
    for (_, list) in &mut lists {
        list.push_str("]]");
    }
    lists
}
