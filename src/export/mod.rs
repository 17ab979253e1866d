//! Library -> formats that machines read. One file, one format; exports decide data.

mod atom;
pub mod bibliography;
mod bibtex;
pub mod coins;
mod csl_json;
pub mod json_ld;
mod ris;
mod robots;
mod sitemap;

use crate::base::path::OutPath;
use crate::route::Site;

/// A format the site is also given in.
trait Export: Sync {
    /// Its files with their contents.
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)>;
}

/// All formats.
const EXPORTS: &[&dyn Export] = &[
    &atom::Atom,
    &bibliography::Bibliography,
    &robots::Robots,
    &sitemap::Sitemap,
];

/// The files of all formats.
pub fn files(site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
    EXPORTS
        .iter()
        .flat_map(|export| export.files(site))
        .collect()
}
