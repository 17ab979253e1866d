//! The text of a file -> its front matter, its events or its sources, with what is required and
//! missing.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::base::yaml::{self, Document};
use crate::parse::Kind;
use crate::parse::front::require::{self, Version};
use crate::parse::front::split::{Split, split};
use crate::parse::front::{Event, Front, Listing, Source, bibtex, csl};
use crate::parse::place::{Leading, TextPlace};

/// More than this between the `---` lines is a mistake, or an attack.
const LARGEST: usize = 64 * 1024;

/// The front matter of the Markdown file `text`, if it has one.
pub fn document<'a>(path: &'a SourcePath, text: &'a str) -> Option<Document<'a>> {
    match split(text) {
        Split::Front { yaml: range, .. } => Some(Document { path, text, range }),
        Split::Missing | Split::Open => None,
    }
}

/// Reads the front matter of the Markdown file `text`, whose path says `place`, and tells where
/// the Markdown begins.
pub(in crate::parse) fn read(
    path: &SourcePath,
    text: &str,
    place: &TextPlace,
    version: Version,
) -> Warned<(Front, usize)> {
    let mut diags = Diagnostics::default();
    let empty = Front::empty(place.kind);
    let (range, start) = match split(text) {
        Split::Front { yaml, body } => (yaml, body),
        Split::Missing => {
            missing(path, text, place.kind, &mut diags);
            return Warned::new((empty, 0), diags);
        }
        Split::Open => {
            let message = "the front matter that begins here never ends";
            diags
                .push(Code::FrontMissing, Span::new(path, 0..3), message)
                .hint("close it with a line `---` before the text");
            return Warned::new((empty, text.len()), diags);
        }
    };
    if range.len() > LARGEST {
        let kib = range.len().div_ceil(1024);
        let message = format!("the front matter takes {kib} KiB; 64 KiB are read");
        diags
            .push(Code::FrontTooLarge, Span::new(path, 0..3), message)
            .hint("move the long parts into the text, below the second `---`");
        return Warned::new((empty, start), diags);
    }
    let document = Document { path, text, range };
    let front = match place.kind {
        Kind::Dossier => one(&document, Front::Dossier, &mut diags),
        Kind::Actor => one(&document, Front::Actor, &mut diags),
        Kind::Page => one(&document, Front::Page, &mut diags),
    };
    let Some(mut front) = front else {
        return Warned::new((empty, start), diags);
    };
    if let (Front::Dossier(dossier), Leading::Date(date)) = (&mut front, &place.date) {
        dossier.date.get_or_insert_with(|| date.clone());
    }
    require::front(&document, &front, place, version, &mut diags);
    Warned::new((front, start), diags)
}

fn one<T: DeserializeOwned>(
    document: &Document<'_>,
    wrap: fn(Box<T>) -> Front,
    diags: &mut Diagnostics,
) -> Option<Front> {
    let value = diags.take(yaml::read(document))?;
    Some(wrap(Box::new(value)))
}

fn missing(path: &SourcePath, text: &str, kind: Kind, diags: &mut Diagnostics) {
    let first = text.lines().next().unwrap_or_default();
    let span = Span::new(path, 0..first.len());
    let example = match kind {
        Kind::Dossier => "title: …\ndate: 2010-12-03",
        Kind::Actor => "name: …\nkind: person",
        Kind::Page => "title: …",
    };
    let message = "the file does not begin with front matter";
    let hint = format!("begin it, from the very first line, with\n---\n{example}\n---");
    diags.push(Code::FrontMissing, span, message).hint(hint);
}

/// Reads `events.yaml`.
pub(in crate::parse) fn read_events(document: &Document<'_>) -> Warned<Vec<Event>> {
    let mut diags = Diagnostics::default();
    let events: Vec<Event> = diags.take(yaml::read(document)).unwrap_or_default();
    require::events(document, &[], &events, &mut diags);
    Warned::new(events, diags)
}

/// Reads `sources.yaml`.
pub(in crate::parse) fn read_sources(
    path: &SourcePath,
    text: &str,
    listing: Listing,
) -> Warned<Vec<Source>> {
    match listing {
        Listing::Yaml => read_own_sources(&Document::whole(path, text)),
        Listing::Bibtex => bibtex::read(path, text),
        Listing::CslJson => csl::read(path, text),
    }
}

fn read_own_sources(document: &Document<'_>) -> Warned<Vec<Source>> {
    let mut diags = Diagnostics::default();
    let Bibliography(sources) = diags.take(yaml::read(document)).unwrap_or_default();
    require::sources(document, &sources, &mut diags);
    Warned::new(sources, diags)
}

/// The sources of a file, each under its id, in the order of their ids.
#[derive(Default)]
struct Bibliography(Vec<Source>);

impl<'de> Deserialize<'de> for Bibliography {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(BibliographyVisitor)
    }
}

struct BibliographyVisitor;

impl<'de> Visitor<'de> for BibliographyVisitor {
    type Value = Bibliography;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sources, each under its id")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Bibliography, A::Error> {
        let sources: BTreeMap<String, Source> = yaml::unique(map)?;
        let sources = sources
            .into_iter()
            .map(|(id, source)| Source { id, ..source });
        Ok(Bibliography(sources.collect()))
    }
}
