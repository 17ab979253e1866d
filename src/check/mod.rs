//! Library, Routes -> diagnostics. One file, one check; checks only report.

mod changed_quotation;
mod citation_style;
mod code_language;
mod missing_translation;
mod orphan_actor;
mod preserved_copy;
mod redirects;
mod unlisted_name;
mod unsafe_links;
mod unsourced_quotation;
mod unused_asset;
mod unused_source;

use rayon::prelude::*;

use crate::base::diag::Diagnostics;
use crate::parse::grammars::Grammars;
use crate::route::Site;

/// Something that can be wrong with a dossier as a whole.
trait Check: Sync {
    /// Reports every place where it is.
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics);
}

/// All checks of the site alone, in the order of their names.
const CHECKS: &[&dyn Check] = &[
    &changed_quotation::ChangedQuotation,
    &citation_style::CitationStyle,
    &missing_translation::MissingTranslation,
    &orphan_actor::OrphanActor,
    &preserved_copy::PreservedCopy,
    &redirects::Redirects,
    &unlisted_name::UnlistedName,
    &unsafe_links::UnsafeLinks,
    &unsourced_quotation::UnsourcedQuotation,
    &unused_asset::UnusedAsset,
    &unused_source::UnusedSource,
];

/// Runs all checks.
pub fn run(site: Site<'_>, grammars: &Grammars) -> Diagnostics {
    let mut diags = Diagnostics::default();
    code_language::run(site, grammars, &mut diags);
    let checks = CHECKS.par_iter().map(|check| {
        let mut diags = Diagnostics::default();
        check.run(site, &mut diags);
        diags
    });
    for found in checks.collect::<Vec<_>>() {
        diags.extend(found);
    }
    diags
}
