//! Library -> what the reader's own machine searches: no server takes part, and it works from disk.
//!
//! 1. `entries` lists what can be found in a language: actors, dossiers, events, quotations,
//!    sources, pages; each with the passages that it shows.
//! 2. `rows` reads entries some at a time: what they say, and where their words stand; `words`
//!    brings those of one stem together, and leaves out the commonest.
//! 3. `shards` writes both in small files, of which a search asks for few.
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
use crate::route::Site;
use crate::search::rows::Read;
use crate::search::words::Filed;

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
    pub files: Vec<(OutPath, Arc<[u8]>)>,
    /// For each language the file that lists the others.
    pub lists: BTreeMap<Lang, OutPath>,
}

/// What earlier builds have read.
#[derive(Default)]
pub struct Memos {
    rows: Memo<Read>,
    /// Never forgotten: few, small, and rows that are remembered do not ask for theirs.
    filed: Memo<Filed>,
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

/// Makes the index of each of the site's languages.
pub fn index(site: Site<'_>, locales: &BTreeMap<Lang, Locale>, memos: &Memos) -> Index {
    let mut index = Index::default();
    for lang in &site.library.languages {
        let entries = entries::all(site, &locales[lang]);
        let rows = rows::cut(&entries, *lang, &memos.filed);
        let rows = rows.par_iter();
        let rows = rows.map(|row| (row.first, memos.rows.call(row, rows::read)));
        let rows: Vec<(usize, Arc<Read>)> = rows.collect();
        let kinds = shards::kinds(&entries);
        drop(entries);
        let (list, files) = shards::write(*lang, kinds, &rows);
        index.lists.insert(*lang, list);
        index.files.extend(files);
    }
    index
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("texts and numbers are JSON")
}

impl Shard {
    /// The file that holds `json`; its name begins with `kind`.
    fn new(kind: &str, json: &str) -> Self {
        let name = format!("{kind}-{:016x}", fingerprint(json) as u64);
        let script = format!("liasse(\"{name}\",{json});\n");
        Self {
            name,
            script: script.into_bytes().into(),
        }
    }
}
