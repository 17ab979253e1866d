//! A code block names a language that has no grammar.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::route::Site;

pub(super) struct CodeLanguage;

impl Check for CodeLanguage {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for text in site.library.nodes.iter().flat_map(|node| &node.texts) {
            for block in &text.body.code {
                if site.grammars.find(&block.language).is_none() {
                    let message = format!("there is no grammar for `{}`", block.language);
                    diags
                        .push(
                            Code::UnknownCodeLanguage,
                            Span::new(&text.path, block.span.clone()),
                            message,
                        )
                        .hint("it is shown without colours; write `text` for text that has none");
                }
            }
        }
    }
}
