//! What `sources.html` and `source.html` may read.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::{Choice, Date, Event, Link, Ready, Relation};

/// The bibliography.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Sources<'a> {
    /// The sources by type.
    pub groups: Vec<SourceGroup<'a>>,
    /// Number of sources.
    pub count: usize,
    /// All sources in the formats of reference managers.
    pub exports: Vec<Link<'a>>,
    /// Where sources were published, in the order of the page's language.
    pub publishers: Vec<Choice<'a>>,
    /// The years in which they were, latest first.
    pub years: Vec<i64>,
    /// The languages they are in, as the message `language-of` words them.
    pub languages: Vec<String>,
}

/// The sources of one type.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceGroup<'a> {
    /// The CSL type, for the message `sources-of-type`; also the anchor.
    pub kind: &'a str,
    /// By author, else by title, in the order of the page's language.
    pub sources: Vec<SourceEntry<'a>>,
}

/// A line of the bibliography.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceEntry<'a> {
    /// Its title, in the typography of its language.
    pub title: Cow<'a, str>,
    /// Its page.
    pub url: Url,
    /// The reference in the site's style, as safe HTML.
    pub reference: Option<&'a str>,
    /// Number of pages that cite it.
    pub pages: usize,
    /// The value of [`Sources::publishers`] that holds for it.
    pub publisher: Option<String>,
    /// The year in which it was published.
    pub year: Option<i64>,
    /// The language it is in.
    pub language: Option<String>,
}

/// A source, and all that rests on it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Source<'a> {
    /// Its title, in the typography of its language.
    pub title: Cow<'a, str>,
    /// The language it is in: `en`.
    pub language: Option<String>,
    /// The CSL type, for the message `source-type`.
    pub kind: &'a str,
    /// The reference in the site's style, as safe HTML.
    pub reference: Option<&'a str>,
    /// Who wrote it.
    pub authors: Vec<Cow<'a, str>>,
    /// The paper, site or book that contains it.
    pub container: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// When it was looked up.
    pub accessed: Option<Date>,
    /// Where it is found.
    pub url: Option<Url>,
    /// Whether one must pay to read it.
    pub paywall: bool,
    /// The preserved copy.
    pub archived: Option<Archived<'a>>,
    /// Remarks for the reader.
    pub note: Option<&'a str>,
    /// The source for reference managers: the title of a `span` of class `Z3988`.
    pub coins: String,
    /// The source in the formats of reference managers.
    pub exports: Vec<SourceExport>,
    /// The pages that cite or list it.
    pub pages: Vec<CitingPage<'a>>,
    /// The relations it proves.
    pub relations: Vec<Proved<'a>>,
    /// The events it reports, in the order of their dates.
    pub events: Vec<Event<'a>>,
}

/// A source as reference managers read it.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct SourceExport {
    /// The name of the format: `BibTeX`.
    pub format: &'static str,
    /// The record.
    pub text: String,
}

/// A preserved copy.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Archived<'a> {
    /// Where a web archive keeps it.
    pub url: Option<Url>,
    /// When it was preserved.
    pub date: Option<Date>,
    /// The copy on this site, by the name of its file.
    pub file: Option<Link<'a>>,
    /// The copy's SHA-256, in hexadecimal.
    pub sha256: Option<&'a str>,
}

/// A page that cites or lists a source.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct CitingPage<'a> {
    /// Its title, without markup.
    pub title: Cow<'a, str>,
    /// Where it is.
    pub url: Url,
    /// When it was written, if it tells.
    pub date: Option<Cow<'a, Ready<Date>>>,
    /// The language of its text, if it is another than the page's.
    pub lang: Option<String>,
    /// The citations with what they stand behind; none where only the front matter names the
    /// source.
    pub places: Vec<Link<'a>>,
}

/// A relation that a source proves.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Proved<'a> {
    /// The actor that acts.
    pub actor: Link<'a>,
    /// The relation, as on the actor's page.
    pub relation: Relation<'a>,
}
