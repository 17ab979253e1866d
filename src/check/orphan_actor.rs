//! An actor that no page names.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::parse::Kind;
use crate::route::Site;

pub(super) struct OrphanActor;

impl Check for OrphanActor {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let graph = &site.library.graph;
        for (id, node) in site.library.of_kind(Kind::Actor) {
            let named = site.library.languages.iter();
            let named = named
                .clone()
                .any(|lang| !graph.namings(*lang, id).is_empty());
            if !named && graph.dossiers[id.index()].is_empty() {
                let name = node.title(site.config.default_language());
                let message = format!("no page names `{name}`");
                diags
                    .push(Code::OrphanActor, Span::file(&node.texts[0].path), message)
                    .hint("add the alias under which the texts name the actor, or delete the file");
            }
        }
    }
}
