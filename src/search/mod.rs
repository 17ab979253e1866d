//! Library -> what the reader's own machine searches: no server takes part, and it works from disk.
//!
//! 1. `entries` lists what can be found in a language: actors, dossiers, events, quotations,
//!    sources, pages; each with the passages that it shows.
//! 2. `rows` reads entries some at a time: what they say, and where their words stand; `words`
//!    brings those of one stem together, and tells which are the commonest.
//! 3. `shards` writes both in small files, of which a search asks for few. The places of the
//!    commonest words are many, and stand in files of their own.
//!
//! Pages opened from disk can read no file but scripts, so every file is a classic script: one
//! call of `liasse` with the file's name and what it holds.

mod entries;
mod rows;
mod shards;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::base::memo::{Memo, fingerprint};
use crate::base::path::OutPath;
use crate::locale::{Lang, Locale};
use crate::route::{self, Site};
use crate::search::entries::Entry;
use crate::search::rows::Read;
use crate::search::words::Register;
use crate::theme::Theme;

/// A file is closed when it has about this many bytes.
const ENOUGH: usize = 16 * 1024;

/// A file of the index.
#[derive(Clone, Debug)]
struct Shard {
    name: String,
    script: Arc<[u8]>,
}

/// What is searched in each language.
#[derive(Debug, Default)]
pub struct Index {
    /// The files.
    pub files: Vec<OutPath>,
    /// For each language the file that lists the others.
    pub lists: BTreeMap<Lang, OutPath>,
}

/// What earlier builds have read.
#[derive(Default)]
pub struct Memos {
    rows: Memo<Read>,
    /// Never forgotten: few, small, and rows that are remembered do not ask for theirs.
    register: Register,
}

impl Memos {
    /// For one build alone.
    pub fn forgetful() -> Self {
        Self {
            rows: Memo::forgetful(),
            ..Self::default()
        }
    }

    /// Forgets what the last build did not use.
    pub fn sweep(&self) {
        self.rows.sweep();
    }
}

/// Makes the index of each of the site's languages. Each file goes to `finish` as soon as it is
/// made, and what that returns is kept of it.
pub fn index<T: Send>(
    site: Site<'_>,
    theme: &Theme,
    locales: &BTreeMap<Lang, Arc<Locale>>,
    memos: &Memos,
    finish: &(dyn Fn(&OutPath, Arc<[u8]>) -> T + Sync),
) -> (Index, Vec<T>) {
    let languages = site.library.languages.par_iter();
    let indexed = languages.map(|lang| {
        let put = |shard: &Shard| {
            let path = route::search_file(*lang, &shard.name);
            let kept = finish(&path, Arc::clone(&shard.script));
            (path, kept)
        };
        let entries = entries::all(site, theme, &locales[lang]);
        (*lang, in_language(entries, *lang, memos, &put))
    });
    let (mut index, mut finished) = (Index::default(), Vec::new());
    for (lang, (list, files)) in indexed.collect::<Vec<_>>() {
        index.lists.insert(lang, list.0.clone());
        for (path, kept) in files.into_iter().chain([list]) {
            index.files.push(path);
            finished.push(kept);
        }
    }
    (index, finished)
}

/// Makes the index of the entries of one language; returns what `put` does for the file that lists
/// the others, and for those.
fn in_language<T: Send>(
    entries: Vec<Entry<'_>>,
    lang: Lang,
    memos: &Memos,
    put: &(dyn Fn(&Shard) -> T + Sync),
) -> (T, Vec<T>) {
    let kinds = shards::kinds(&entries);
    let rows = rows::cut(&entries, lang, &memos.register);
    let read = rows.par_iter().map(|row| {
        let read = memos.rows.call(row, rows::read);
        let texts = row.files.iter().zip(&read.texts);
        let texts = texts.map(|(file, shard)| ((file.first, shard.name.clone()), put(shard)));
        let (texts, kept): (Vec<_>, Vec<_>) = texts.unzip();
        (texts, Arc::clone(&read.words), kept)
    });
    let read: Vec<_> = read.collect();
    drop(rows);
    let write = || {
        let (mut texts, mut words, mut files) = (Vec::new(), Vec::new(), Vec::new());
        for (named, held, kept) in read {
            texts.extend(named);
            words.push(held);
            files.extend(kept);
        }
        let (list, further) = shards::write(kinds, &texts, &words, put);
        files.extend(further);
        (list, files)
    };
    // To let go of so many small things takes a while.
    let (written, ()) = rayon::join(write, || drop(entries));
    written
}

/// Appends `value` as JSON.
fn json<T: Serialize>(to: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(to, value).expect("texts and numbers are JSON");
}

/// Appends `values` as a JSON list, one a line.
fn list<T: Serialize>(to: &mut Vec<u8>, values: impl Iterator<Item = T>) {
    to.push(b'[');
    for (index, value) in values.enumerate() {
        if index > 0 {
            to.extend_from_slice(b",\n");
        }
        json(to, &value);
    }
    to.push(b']');
}

impl Shard {
    /// The file that holds the JSON that `write` appends; its name begins with `kind`.
    fn new(kind: &str, write: impl FnOnce(&mut Vec<u8>)) -> Self {
        // The name is a hash of the JSON, which comes after it: until then its place is kept free.
        let name = |hash: u64| format!("{kind}-{hash:016x}");
        let mut script = Vec::with_capacity(2 * ENOUGH);
        script.extend_from_slice(b"liasse(\"");
        let named = script.len()..script.len() + name(0).len();
        script.extend_from_slice(name(0).as_bytes());
        script.extend_from_slice(b"\",");
        let begin = script.len();
        write(&mut script);
        let name = name(fingerprint(&script[begin..]) as u64);
        script[named].copy_from_slice(name.as_bytes());
        script.extend_from_slice(b");\n");
        Self {
            name,
            script: script.into(),
        }
    }
}
