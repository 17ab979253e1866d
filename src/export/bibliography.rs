//! The sources on which something rests, for reference managers: one by one on their pages, all
//! together in a file a format.

use crate::base::path::OutPath;
use crate::export::Export;
use crate::export::bibtex::bibtex;
use crate::export::csl_json::csl_json;
use crate::export::ris::ris;
use crate::parse::front::Source;
use crate::route::{Site, bibliography};

/// A format of reference managers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// BibLaTeX.
    BibTex,
    /// RIS.
    Ris,
    /// CSL-JSON.
    CslJson,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::BibTex, Format::Ris, Format::CslJson];

    /// The name readers know.
    pub fn name(self) -> &'static str {
        match self {
            Format::BibTex => "BibTeX",
            Format::Ris => "RIS",
            Format::CslJson => "CSL-JSON",
        }
    }

    /// The extension of a file.
    pub fn extension(self) -> &'static str {
        match self {
            Format::BibTex => "bib",
            Format::Ris => "ris",
            Format::CslJson => "json",
        }
    }

    /// The text of a file that holds `sources`.
    pub fn write<'a>(self, sources: impl Iterator<Item = &'a Source>) -> String {
        match self {
            Format::BibTex => bibtex(sources),
            Format::Ris => ris(sources),
            Format::CslJson => csl_json(sources),
        }
    }
}

pub(super) struct Bibliography;

impl Export for Bibliography {
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
        let library = site.library;
        if library.evidence.is_empty() {
            return Vec::new();
        }
        let file = |format: Format| {
            let sources = library.evidence.keys().map(|id| &library.sources[id]);
            let path = bibliography(format.extension());
            (path, format.write(sources).into_bytes())
        };
        Format::ALL.map(file).into()
    }
}
