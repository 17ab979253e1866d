//! An old address that is no address of this site.

use crate::base::diag::{Code, Diagnostics};
use crate::check::Check;
use crate::route::Site;

pub(super) struct Redirects;

impl Check for Redirects {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for redirect in &site.routes.redirects {
            let from = redirect.from.as_str();
            let climbs = from
                .split('/')
                .any(|segment| matches!(segment, "" | "." | ".."));
            if climbs || from.contains(['\\', '\0', '?', '#', ':']) {
                let message = format!("`{from}` is no address of this site");
                diags
                    .push(Code::BadAddress, redirect.span(site.library), message)
                    .hint("give the path after the site's own address: `old/page.html`");
            }
        }
    }
}
