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
            let mut languages = site.library.languages.iter();
            let named = languages.any(|lang| graph.mentions(*lang, id) > 0);
            let is_told = !graph.events[id.index()].is_empty();
            if !named && !is_told && graph.dossiers[id.index()].is_empty() {
                let name = node.title(site.config.default_language());
                let message = format!("no page names `{name}`");
                diags
                    .push(Code::OrphanActor, Span::file(&node.texts[0].path), message)
                    .hint("add the alias under which the texts name the actor, or delete the file");
            }
        }
    }
}
