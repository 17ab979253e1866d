//! `content/site.yaml` as a value: what holds for the whole site.

mod read;
mod setting;

use std::collections::BTreeMap;

use crate::base::yaml::Free;

use crate::base::diag::{Code, Severity};
use crate::locale::{Lang, Localized};

pub use read::read;

/// The site's settings, complete: what `site.yaml` leaves out has its default here.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The site's name.
    pub title: Localized,
    /// What the site is about, in a sentence.
    pub description: Option<Localized>,
    /// The languages, the default one first; never empty.
    pub languages: Vec<Lang>,
    /// Names of folders of `themes/`: the first that has a file wins.
    pub themes: Vec<String>,
    /// Absolute address of the site, ending with `/`; feeds, sitemap and canonical links need it.
    pub base_url: Option<String>,
    /// IANA name of the newsroom's time zone.
    pub timezone: Option<String>,
    /// The citation style: a CSL style's name, or a `.csl` file beside `site.yaml`.
    pub citation_style: Option<String>,
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// The parts of the site named in its menu, in order.
    pub menu: Vec<Section>,
    /// Folder names in `dist/`, by part and language.
    pub segments: BTreeMap<(Section, Lang), String>,
    /// Other places where the site can be read.
    pub mirrors: Vec<Mirror>,
    /// Weights that differ from a code's own.
    pub severity: BTreeMap<Code, Severity>,
    /// Whether HTML in texts is passed on instead of shown.
    pub raw_html: RawHtml,
    /// Free data for templates.
    pub extra: Option<Free>,
}

/// Who publishes the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// The name readers know.
    pub name: String,
    /// The publisher's own site.
    pub url: Option<String>,
    /// How to reach the publisher.
    pub contact: Option<String>,
}

/// Another place where the site can be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mirror {
    /// Its address.
    pub url: String,
    /// What a reader should know of it.
    pub note: Option<String>,
}

/// A part of the site with pages of its own.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize, serde::Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// The dossiers.
    Dossiers,
    /// The actors and their index.
    Actors,
    /// The events in order.
    Chronology,
    /// The actors and what they have to do with each other.
    Network,
    /// The bibliography.
    Sources,
    /// The register of quotations.
    Quotes,
    /// The log of corrections.
    Corrections,
    /// The themes dossiers are filed under.
    Tags,
    /// Ordinary pages.
    Pages,
}

/// What becomes of HTML written in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// It is shown as text.
    #[default]
    Shown,
    /// It is passed on to the page. Only for texts one trusts.
    Passed,
}

impl Section {
    /// All parts.
    pub const ALL: &[Section] = &[
        Section::Dossiers,
        Section::Actors,
        Section::Chronology,
        Section::Network,
        Section::Sources,
        Section::Quotes,
        Section::Corrections,
        Section::Tags,
        Section::Pages,
    ];

    /// The parts with a page that lists what is in them: all but ordinary pages.
    pub fn listed() -> impl Iterator<Item = Section> {
        let all = Self::ALL.iter().copied();
        all.filter(|section| *section != Section::Pages)
    }

    /// The word `site.yaml` uses, and the Fluent message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Section::Dossiers => "dossiers",
            Section::Actors => "actors",
            Section::Chronology => "chronology",
            Section::Network => "network",
            Section::Sources => "sources",
            Section::Quotes => "quotes",
            Section::Corrections => "corrections",
            Section::Tags => "tags",
            Section::Pages => "pages",
        }
    }

    /// The folder it has in `dist/` unless `site.yaml` names another.
    pub fn segment(self, lang: Lang) -> &'static str {
        match (self, lang.as_str()) {
            (Section::Actors, "fr") => "acteurs",
            (Section::Chronology, "fr") => "chronologie",
            (Section::Network, "fr") => "reseau",
            (Section::Quotes, "fr") => "citations",
            (Section::Corrections, "fr") => "rectificatifs",
            (Section::Tags, "fr") => "themes",
            _ => self.key(),
        }
    }
}

impl Config {
    /// The language of texts whose file name tells none.
    pub fn default_language(&self) -> Lang {
        self.languages[0]
    }

    /// How much `code` weighs on this site.
    pub fn severity(&self, code: Code) -> Severity {
        let changed = self.severity.get(&code).filter(|_| !code.is_fixed());
        changed.copied().unwrap_or(code.severity())
    }
}
