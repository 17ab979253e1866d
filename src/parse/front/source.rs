//! An entry of `sources.yaml`: the CSL variables a newsroom uses, and the preserved copy.

use std::borrow::Cow;

use icu_locale_core::LanguageIdentifier;
use serde::Deserialize;

use crate::base::diag::Span;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::locale::dates::Date;
use crate::locale::{Lang, typography};
use crate::parse::front::{bibtex, csl};
use crate::source::Sources;
use crate::source::preserved::FOLDER;

/// A published document that is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, rename_all = "kebab-case", deny_unknown_fields)]
pub struct Source {
    /// The key it is listed under.
    #[serde(skip)]
    pub id: String,
    /// The file that gives it.
    #[serde(skip)]
    pub listing: Listing,
    /// CSL item type: `article-newspaper`, `webpage`, `legal_case`. Required.
    pub r#type: Option<String>,
    /// Required.
    pub title: Option<String>,
    /// The paper, site or book that contains it.
    pub container_title: Option<String>,
    /// Who wrote it.
    pub author: Vec<Name>,
    /// When it was published.
    pub issued: Option<Date>,
    /// When it was looked up.
    pub accessed: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where it was published.
    pub publisher_place: Option<String>,
    /// Volume.
    pub volume: Option<String>,
    /// Issue.
    pub issue: Option<String>,
    /// Pages.
    pub page: Option<String>,
    /// Number of a law, report or ruling.
    pub number: Option<String>,
    /// The court or other authority.
    pub authority: Option<String>,
    /// Kind of document, in words.
    pub genre: Option<String>,
    /// BCP 47 tag of the language it is in.
    pub language: Option<String>,
    /// Where it is found.
    #[serde(rename = "URL")]
    pub url: Option<String>,
    /// Digital object identifier.
    #[serde(rename = "DOI")]
    pub doi: Option<String>,
    /// International standard book number.
    #[serde(rename = "ISBN")]
    pub isbn: Option<String>,
    /// Remarks for the reader.
    pub note: Option<String>,
    /// Whether one must pay to read it.
    pub paywall: Option<bool>,
    /// The preserved copy.
    pub archived: Option<Archived>,
}

/// A file of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Listing {
    /// `sources.yaml`, in our own words.
    #[default]
    Yaml,
    /// `sources.bib`, BibTeX or BibLaTeX.
    Bibtex,
    /// `sources.json`, CSL-JSON.
    CslJson,
}

/// A name in CSL form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Name {
    /// Family name.
    pub family: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// A name that has no parts, such as an agency's.
    pub literal: Option<String>,
}

impl Listing {
    /// Where the file lies.
    pub fn path(self) -> SourcePath {
        SourcePath::new(match self {
            Listing::Yaml => "content/sources.yaml",
            Listing::Bibtex => "content/sources.bib",
            Listing::CslJson => "content/sources.json",
        })
    }
}

impl Source {
    /// The id where the source is given.
    pub fn span(&self, sources: &Sources) -> Span {
        let path = self.listing.path();
        let text = sources.text(&path).map_or("", |text| text.as_str());
        match self.listing {
            Listing::Yaml => Document::whole(&path, text).locate_key(&[Step::Key(&self.id)]),
            Listing::Bibtex => bibtex::locate(&path, text, &self.id),
            Listing::CslJson => csl::locate(&path, text, &self.id),
        }
    }

    /// The language it is in, without its region, if it tells.
    pub fn lang(&self) -> Option<Lang> {
        let tag: LanguageIdentifier = self.language.as_deref()?.parse().ok()?;
        Some(tag.language)
    }

    /// Its title in the typography of its own language; its id if it has none.
    pub fn shown_title(&self) -> Cow<'_, str> {
        let title = self.title.as_deref().unwrap_or(&self.id);
        match self.lang() {
            Some(lang) => typography::set(title, lang, None, None),
            None => title.into(),
        }
    }

    /// The preserved copy, if it lies where copies do: below `content/archive/`.
    pub fn preserved_copy(&self) -> Option<SourcePath> {
        let file = self.archived.as_ref()?.file.as_ref()?;
        let path = format!("content/{file}");
        path.starts_with(FOLDER).then(|| SourcePath::new(path))
    }
}

impl Name {
    /// The name as it is read: “Lorenz Honegger”.
    pub fn in_full(&self) -> Cow<'_, str> {
        match (&self.literal, &self.given, &self.family) {
            (Some(literal), _, _) => literal.into(),
            (None, Some(given), Some(family)) => format!("{given} {family}").into(),
            (None, Some(name), None) | (None, None, Some(name)) => name.into(),
            (None, None, None) => "".into(),
        }
    }
}

/// A preserved copy (Robust Links).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Archived {
    /// Where a web archive keeps it.
    pub url: Option<String>,
    /// When it was preserved.
    pub date: Option<Date>,
    /// The copy, relative to `content/`.
    pub file: Option<String>,
    /// Its SHA-256, in lowercase hexadecimal.
    pub sha256: Option<String>,
}
