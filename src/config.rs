//! `content/site.yaml` as a value: what holds for the whole site.

use std::collections::BTreeMap;

use crate::base::diag::{Code, Severity};
use crate::locale::{Lang, Localized};

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
    /// Who publishes.
    pub publisher: Option<Publisher>,
    /// A CSL style of the archive.
    pub citation_style: Option<String>,
    /// The parts of the site named in its menu, in order.
    pub menu: Vec<Section>,
    /// Folder names in `dist/`, by part and language.
    pub segments: BTreeMap<(Section, Lang), String>,
    /// Weights that differ from a code's own.
    pub severity: BTreeMap<Code, Severity>,
    /// Whether HTML in texts is passed on instead of shown.
    pub raw_html: RawHtml,
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
    /// The word `site.yaml` uses, and the Fluent message that names it.
    pub fn key(self) -> &'static str {
        match self {
            Section::Dossiers => "dossiers",
            Section::Actors => "actors",
            Section::Tags => "tags",
            Section::Pages => "pages",
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
        self.severity.get(&code).copied().unwrap_or(code.severity())
    }
}
/// stub
pub fn read(_: &crate::source::Sources) -> crate::base::diag::Warned<Config> {
    todo!()
}
