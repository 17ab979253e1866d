//! An attributed quotation that cites no source.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::route::Site;

pub(super) struct UnsourcedQuotation;

impl Check for UnsourcedQuotation {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for text in site.library.nodes.iter().flat_map(|node| &node.texts) {
            let quotations = text.body.quotations.iter();
            for quotation in quotations.filter(|quotation| quotation.citations.is_empty()) {
                let first = text.body.blocks[quotation.blocks.clone()].first();
                let range = first.map_or(&quotation.span, |block| &block.span);
                diags
                    .push(
                        Code::UnsourcedQuotation,
                        Span::new(&text.path, range.clone()),
                        "a quotation without source",
                    )
                    .hint("end its last line with the source: `— [[speaker]], [@source, p. 3]`");
            }
        }
    }
}
