//! Sources of the bibliography that nothing uses: neither what is published nor what waits to be.

use crate::base::diag::{Code, Diagnostics};
use crate::check::Check;
use crate::route::Site;

/// How many ids a finding names.
const SHOWN: usize = 10;

pub(super) struct UnusedSource;

impl Check for UnusedSource {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let (used, awaited) = (&site.library.evidence, &site.library.awaited);
        let ids = site.library.sources.keys();
        let unused = ids.filter(|id| !used.contains_key(*id) && !awaited.contains(*id));
        let unused: Vec<&str> = unused.map(String::as_str).collect();
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
        let span = site.library.sources[*first].span(site.sources);
        diags
            .push(
                Code::UnusedSource,
                span,
                format!("nothing uses the {what} {list}"),
            )
            .hint("cite it where it is evidence, or delete it");
    }
}
