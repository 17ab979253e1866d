//! One file -> [`Parsed`]: typed front matter and a [`Body`](body::Body). Pure, parallel,
//! remembered by the file's hash.

pub mod body;
pub(crate) mod dialect;
pub mod front;
pub mod grammars;
pub mod inline;

use std::sync::Arc;

use crate::base::diag::Warned;
use crate::base::memo::{Hashed, Memo};
use crate::base::path::SourcePath;
use crate::config::Config;
use crate::locale::Lang;
use crate::parse::body::Body;
use crate::parse::front::{Event, Front, Source};
use crate::source::Sources;

/// What one file of `content/` says.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// A Markdown file.
    Text(Text),
    /// `events.yaml`.
    Events(SourcePath, Vec<Event>),
    /// `sources.yaml`.
    Sources(SourcePath, Vec<Source>),
}

/// A Markdown file: one language of a dossier, an actor or a page.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file.
    pub path: SourcePath,
    /// The file name without language, extension and leading date; a folder's name for
    /// `index.md`.
    pub id: String,
    /// From the file name, else the site's default language.
    pub lang: Lang,
    /// What stands between the `---` lines; its defaults where that could not be read.
    pub front: Front,
    /// What follows.
    pub body: Hashed<Body>,
}

/// The kinds of thing that have a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/dossiers/`.
    Dossier,
    /// `content/actors/`.
    Actor,
    /// `content/pages/`, and `content/index.md` with the id `index`.
    Page,
}

/// Parses every file of `content/`, in the order of their paths.
pub fn all(
    sources: &Sources,
    config: &Config,
    memo: &Memo<Warned<Option<Parsed>>>,
) -> Warned<Vec<Arc<Warned<Option<Parsed>>>>> {
    todo!("{sources:?} {config:?} {:p}", memo)
}
