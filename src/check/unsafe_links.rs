//! A page elsewhere that an actor's front matter names by an address that could run code.

use crate::base::diag::{Code, Diagnostics};
use crate::base::path::forbidden_scheme;
use crate::base::yaml::Step;
use crate::check::Check;
use crate::parse::front;
use crate::resolve::Text;
use crate::route::Site;

pub(super) struct UnsafeLinks;

impl Check for UnsafeLinks {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for text in site.library.nodes.iter().flat_map(|node| &node.texts) {
            check(text, diags);
        }
    }
}

fn check(text: &Text, diags: &mut Diagnostics) {
    let links = text.actor().and_then(|actor| actor.links.as_deref());
    for (index, link) in links.unwrap_or_default().iter().enumerate() {
        let Some(scheme) = forbidden_scheme(&link.url) else {
            continue;
        };
        // What a translation inherits is reported where it is written.
        let steps = [Step::Key("links"), Step::Index(index), Step::Key("url")];
        let document = front::document(&text.path, &text.body.text);
        if let Some(span) = document.and_then(|document| document.seek(&steps)) {
            let message = format!("a link must not use `{scheme}:`");
            diags
                .push(Code::UnsafeLink, span, message)
                .hint("give the address of a page of the web");
        }
    }
}
