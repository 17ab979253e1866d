//! Sources of the bibliography that nothing uses.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostics};
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::check::Check;
use crate::parse::front::Event;
use crate::resolve::{Library, Text};
use crate::route::Site;

/// How many ids a finding names.
const SHOWN: usize = 10;

pub(super) struct UnusedSource;

impl Check for UnusedSource {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let path = SourcePath::new("content/sources.yaml");
        let Some(text) = site.sources.text(&path) else {
            return;
        };
        let used = used(site.library);
        let ids = site.library.sources.keys().map(String::as_str);
        let unused: Vec<&str> = ids.filter(|id| !used.contains(id)).collect();
        let Some(first) = unused.first() else { return };
        let shown = unused.iter().take(SHOWN).map(|id| format!("`{id}`"));
        let mut list = shown.collect::<Vec<_>>().join(", ");
        if unused.len() > SHOWN {
            list.push_str(&format!(" and {} more", unused.len() - SHOWN));
        }
        let what = match unused.len() {
            1 => "source",
            _ => "sources",
        };
        let span = Document::whole(&path, text).locate_key(&[Step::Key(first)]);
        diags
            .push(
                Code::UnusedSource,
                span,
                format!("nothing uses the {what} {list}"),
            )
            .hint("cite it where it is evidence, or delete it if no draft needs it");
    }
}

/// The ids of all sources that a text, a front matter or an event names.
fn used(library: &Library) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    for text in library.nodes.iter().flat_map(|node| &node.texts) {
        used.extend(of_text(text));
    }
    used.extend(library.events.iter().flat_map(of_event));
    used
}

fn of_text(text: &Text) -> impl Iterator<Item = &str> {
    let references = text.cited.references.iter();
    let cited = references.map(|reference| reference.source.as_str());
    let relations = text.actor().and_then(|actor| actor.relations.as_ref());
    let relations = relations
        .into_iter()
        .flatten()
        .flat_map(|relation| &relation.sources);
    let corrections = text
        .dossier()
        .and_then(|dossier| dossier.corrections.as_ref());
    let corrections = corrections
        .into_iter()
        .flatten()
        .flat_map(|correction| &correction.sources);
    cited.chain(relations.chain(corrections).map(String::as_str))
}

fn of_event(event: &Event) -> impl Iterator<Item = &str> {
    let claims = event.claims.iter().flat_map(|claim| &claim.sources);
    event.sources.iter().chain(claims).map(String::as_str)
}
