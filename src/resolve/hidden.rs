//! What is not published -> the file to name when something leads there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::path::SourcePath;
use crate::parse::front::Front;
use crate::parse::{Kind, Text};
use crate::resolve::fields::sources_named;
use crate::resolve::fold::fold;
use crate::resolve::names::names_of;

/// What was left out because it is not published.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    files: BTreeSet<SourcePath>,
    /// Ids none of whose texts is published.
    ids: BTreeMap<(Kind, String), SourcePath>,
    names: BTreeMap<String, SourcePath>,
    /// Ids of the sources that are evidence there.
    pub(crate) sources: Arc<BTreeSet<String>>,
}

impl Hidden {
    /// Leaves out a text, whose front matter is `front` once it is complete.
    pub(crate) fn add(&mut self, text: &Text, front: &Front) {
        self.files.insert(text.path.clone());
        for name in names_of(front) {
            let path = || text.path.clone();
            self.names.entry(fold(name)).or_insert_with(path);
        }
        let cited = text.body.citations.iter();
        let cited = cited.flat_map(|citation| &citation.items);
        let sources = Arc::make_mut(&mut self.sources);
        sources.extend(cited.map(|item| item.source.clone()));
        let named = sources_named(front).into_iter();
        sources.extend(named.map(|(_, id)| id.to_owned()));
    }

    /// Leaves out all of an id; the text at `path` speaks for it.
    pub(crate) fn add_id(&mut self, kind: Kind, id: &str, path: &SourcePath) {
        self.ids.insert((kind, id.to_owned()), path.clone());
    }

    /// Whether the file at `path` is left out.
    pub(crate) fn holds(&self, path: &SourcePath) -> bool {
        self.files.contains(path)
    }

    /// The file of a kind and id that is left out.
    pub(crate) fn id(&self, kind: Kind, id: &str) -> Option<&SourcePath> {
        self.ids.get(&(kind, id.to_owned()))
    }

    /// The file that `[[name]]` would lead to if it were published.
    pub(crate) fn named(&self, name: &str) -> Option<&SourcePath> {
        let kinds = [Kind::Dossier, Kind::Actor, Kind::Page];
        let by_id = kinds.into_iter().find_map(|kind| self.id(kind, name));
        by_id.or_else(|| self.names.get(&fold(name)))
    }
}
