//! `robots.txt` (RFC 9309).

use crate::base::path::OutPath;
use crate::export::Export;
use crate::route::Site;
use crate::source::Drafts;

pub(super) struct Robots;

impl Export for Robots {
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
        let mut text = String::from("User-agent: *\n");
        match site.sources.wishes.drafts {
            Drafts::Shown => text.push_str("Disallow: /\n"),
            Drafts::Hidden => text.push_str("Allow: /\n"),
        }
        if let Some(base) = &site.config.base_url {
            text.push_str(&format!("Sitemap: {base}sitemap.xml\n"));
        }
        vec![(OutPath::new("robots.txt"), text.into_bytes())]
    }
}
