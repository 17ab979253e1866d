//! `sources.bib`: BibTeX or BibLaTeX -> our sources.

use biblatex::{
    Bibliography, ChunksExt as _, Entry, EntryType, PermissiveType, RawBibliography, Type as _,
};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::locale::dates::Date;
use crate::parse::front::{Listing, Name, Source};

/// Languages as babel, and so BibLaTeX, names them.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("de", "ngerman"),
    ("de", "german"),
    ("en", "english"),
    ("en-GB", "british"),
    ("en-US", "american"),
    ("es", "spanish"),
    ("fr", "french"),
    ("is", "icelandic"),
    ("it", "italian"),
    ("nl", "dutch"),
    ("pt", "portuguese"),
    ("ru", "russian"),
    ("sv", "swedish"),
];

/// The sources of a file; a file that cannot be parsed gives none.
pub(super) fn read(path: &SourcePath, text: &str) -> Warned<Vec<Source>> {
    let mut diags = Diagnostics::default();
    let entries = match Bibliography::parse(text) {
        Ok(entries) => entries,
        Err(error) => {
            let span = Span::new(path, error.span.clone());
            diags.push(
                Code::BadBibliography,
                span,
                format!("this is no BibTeX: {}", error.kind),
            );
            return Warned::new(Vec::new(), diags);
        }
    };
    let sources = entries.iter().map(|entry| {
        let source = source(entry);
        let faults = [
            source.title.is_none().then_some("has no `title`"),
            (source.issued.is_none() && has_date(entry))
                .then_some("has a date that is not EDTF, as in `date = {2010-12-03}`"),
        ];
        for fault in faults.into_iter().flatten() {
            let message = format!("the entry `{}` {fault}", entry.key);
            diags.push(
                Code::BadBibliography,
                locate(path, text, &entry.key),
                message,
            );
        }
        source
    });
    let sources = sources.collect();
    Warned::new(sources, diags)
}

/// Where the key of an entry stands.
pub(super) fn locate(path: &SourcePath, text: &str, key: &str) -> Span {
    let entries = RawBibliography::parse(text).map(|raw| raw.entries);
    let entries = entries.unwrap_or_default();
    let found = entries.iter().find(|entry| entry.v.key.v == key);
    found.map_or_else(
        || Span::file(path),
        |entry| Span::new(path, entry.v.key.span.clone()),
    )
}

fn source(entry: &Entry) -> Source {
    let text = |field: &str| {
        let text = entry.get(field)?.format_verbatim();
        Some(text).filter(|text| !text.trim().is_empty())
    };
    let first = |fields: &[&str]| fields.iter().find_map(|field| text(field));
    let title = first(&["title"]);
    let subtitle = text("subtitle").map(|subtitle| format!(". {subtitle}"));
    Source {
        id: entry.key.clone(),
        listing: Listing::Bibtex,
        r#type: Some(kind(entry).to_owned()),
        title: title.map(|title| title + subtitle.as_deref().unwrap_or_default()),
        container_title: first(&[
            "journaltitle",
            "journal",
            "booktitle",
            "maintitle",
            "organization",
            "howpublished",
        ]),
        author: entry
            .author()
            .unwrap_or_default()
            .into_iter()
            .map(name)
            .collect(),
        issued: date(entry, "date").or_else(|| printed(entry)),
        accessed: date(entry, "urldate"),
        publisher: text("publisher"),
        publisher_place: first(&["location", "address"]),
        volume: text("volume"),
        issue: first(&["issue", "number"]),
        page: text("pages"),
        authority: first(&["institution", "school"]),
        genre: text("type"),
        language: first(&["langid", "language"]).and_then(|name| language(&name)),
        url: text("url"),
        doi: text("doi"),
        isbn: text("isbn"),
        note: text("note"),
        ..Source::default()
    }
}

fn name(person: biblatex::Person) -> Name {
    let family = match person.prefix.is_empty() {
        true => person.name,
        false => format!("{} {}", person.prefix, person.name),
    };
    match person.given_name.is_empty() {
        true => Name {
            literal: Some(family),
            ..Name::default()
        },
        false => Name {
            family: Some(family),
            given: Some(person.given_name),
            literal: None,
        },
    }
}

fn has_date(entry: &Entry) -> bool {
    ["date", "year"]
        .iter()
        .any(|field| entry.get(field).is_some())
}

/// A date in BibLaTeX's form, which is EDTF.
fn date(entry: &Entry, field: &str) -> Option<Date> {
    Date::parse(&entry.get(field)?.format_verbatim()).ok()
}

/// A date in BibTeX's form, in `year`, `month` and `day`.
fn printed(entry: &Entry) -> Option<Date> {
    match entry.date().ok()? {
        PermissiveType::Typed(date) => Date::parse(&date.to_chunks().format_verbatim()).ok(),
        PermissiveType::Chunks(_) => None,
    }
}

fn language(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    let known = LANGUAGES.iter().find(|(_, babel)| *babel == name);
    let is_tag = |name: &String| {
        name.parse::<icu_locale_core::LanguageIdentifier>().is_ok() && name.len() < 6
    };
    known
        .map(|(tag, _)| (*tag).to_owned())
        .or(Some(name).filter(is_tag))
}

/// The type of CSL for the type of an entry.
fn kind(entry: &Entry) -> &'static str {
    let subtype = entry
        .get("entrysubtype")
        .map(|chunks| chunks.format_verbatim());
    match (&entry.entry_type, subtype.as_deref()) {
        (EntryType::Article, Some("newspaper")) => "article-newspaper",
        (EntryType::Article, Some("magazine")) => "article-magazine",
        (EntryType::Article, _) => "article-journal",
        (EntryType::Book | EntryType::MvBook | EntryType::Booklet, _) => "book",
        (EntryType::InBook | EntryType::InCollection, _) => "chapter",
        (EntryType::InProceedings, _) => "paper-conference",
        (EntryType::Report | EntryType::TechReport, _) => "report",
        (EntryType::Thesis | EntryType::PhdThesis | EntryType::MastersThesis, _) => "thesis",
        (EntryType::Online, _) => "webpage",
        (EntryType::Dataset, _) => "dataset",
        (EntryType::InReference, _) => "entry-encyclopedia",
        (EntryType::Patent, _) => "patent",
        (EntryType::Software, _) => "software",
        (EntryType::Unpublished, _) => "manuscript",
        (EntryType::Unknown(name), _) => match name.as_str() {
            "jurisdiction" => "legal_case",
            "legislation" => "legislation",
            "letter" => "personal_communication",
            "video" => "motion_picture",
            _ => "document",
        },
        _ => "document",
    }
}
