//! A quotation marked `{.verbatim}` that the preserved copy of its source does not hold word for
//! word.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::base::memo::Hashed;
use crate::check::Check;
use crate::locale::wording::difference;
use crate::parse::body::{CitationItem, Fidelity, Quotation};
use crate::resolve::Text;
use crate::route::Site;

pub(super) struct ChangedQuotation;

impl Check for ChangedQuotation {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for text in site.library.nodes.iter().flat_map(|node| &node.texts) {
            let quotations = text.body.quotations.iter();
            for quotation in quotations.filter(|quoted| quoted.fidelity == Fidelity::Verbatim) {
                compare(site, text, quotation, diags);
            }
        }
    }
}

fn compare(site: Site<'_>, text: &Text, quotation: &Quotation, diags: &mut Diagnostics) {
    let span = Span::new(&text.path, quotation.span.clone());
    let copies = copies(site, text, quotation);
    let blocks = text.body.blocks[quotation.blocks.clone()].iter();
    let said: Vec<_> = blocks.map(|block| block.text.as_str()).collect();
    let said = said.join(" ");
    let differences = copies.iter();
    let differences: Vec<_> = differences
        .map(|(file, copy)| Some((file, difference(&said, copy)?)))
        .collect();
    match differences.first() {
        None => {
            let message = "no source of this verbatim quotation has a preserved text";
            let hint = "preserve one with `liasse archive ID page.txt`, or remove `{.verbatim}`";
            diags
                .push(Code::UnprovedQuotation, span, message)
                .hint(hint);
        }
        // Where several copies are given, one that holds it is enough.
        Some(Some((file, difference))) if differences.iter().all(Option::is_some) => {
            let message = format!("`{file}` does not say “{}”", difference.quoted);
            let hint = match difference.nearest {
                Some(nearest) => format!("it says “{nearest}”; quote it word for word"),
                None => "it has none of these words; name the source that does".to_owned(),
            };
            diags.push(Code::ChangedQuotation, span, message).hint(hint);
        }
        Some(_) => {}
    }
}

/// The preserved texts of the sources that a quotation names, with the names of their files.
fn copies<'a>(
    site: Site<'a>,
    text: &Text,
    quotation: &Quotation,
) -> Vec<(String, &'a Hashed<String>)> {
    let citations = quotation.citations.iter();
    let items = citations.flat_map(|index| &text.body.citations[*index].items);
    let copy = |item: &CitationItem| {
        let path = site.library.sources.get(&item.source)?.preserved_copy()?;
        let copy = site.sources.preserved(&path)?.text.as_ref()?;
        Some((
            path.as_str().trim_start_matches("content/").to_owned(),
            copy,
        ))
    };
    items.filter_map(copy).collect()
}
