//! A code block names a language that has no grammar.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::parse::grammars::Grammars;
use crate::route::Site;

/// Needs the grammars beside the site: no other check does.
pub(super) fn run(site: Site<'_>, grammars: &Grammars, diags: &mut Diagnostics) {
    for text in site.library.nodes.iter().flat_map(|node| &node.texts) {
        for block in &text.body.code {
            if grammars.find(&block.language).is_none() {
                let span = Span::new(&text.path, block.span.clone());
                let message = format!("there is no grammar for `{}`", block.language);
                diags
                    .push(Code::UnknownCodeLanguage, span, message)
                    .hint("it is shown without colours; write `text` for text that has none");
            }
        }
    }
}
