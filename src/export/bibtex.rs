//! Sources as BibLaTeX, which JabRef, Zotero and LaTeX read.

use biblatex::{Bibliography, Chunk, Chunks, Entry, EntryType, Spanned};

use crate::locale::dates::Date;
use crate::parse::front::bibtex::LANGUAGES;
use crate::parse::front::{Name, Source};

/// One entry a source.
pub(super) fn bibtex<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let mut bibliography = Bibliography::new();
    for source in sources {
        bibliography.insert(entry(source));
    }
    bibliography.to_biblatex_string()
}

fn entry(source: &Source) -> Entry {
    let (kind, subtype, container) = kind(source.r#type.as_deref().unwrap_or_default());
    let mut entry = Entry::new(source.id.clone(), kind);
    if !source.author.is_empty() {
        entry.set("author", names(&source.author));
    }
    let fields = [
        ("entrysubtype", subtype.map(str::to_owned)),
        ("title", source.title.clone()),
        (container, source.container_title.clone()),
        ("publisher", source.publisher.clone()),
        ("location", source.publisher_place.clone()),
        ("date", source.issued.as_ref().and_then(date)),
        ("volume", source.volume.clone()),
        ("number", source.issue.clone().or(source.number.clone())),
        ("pages", source.page.clone()),
        ("institution", source.authority.clone()),
        ("type", source.genre.clone()),
        ("langid", source.language.as_deref().and_then(language)),
        ("doi", source.doi.clone()),
        ("isbn", source.isbn.clone()),
        ("url", source.url.clone()),
        ("urldate", source.accessed.as_ref().and_then(date)),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            entry.set(field, vec![Spanned::detached(Chunk::Normal(value))]);
        }
    }
    entry
}

/// Names as BibTeX splits them again; braces keep one without parts whole.
fn names(names: &[Name]) -> Chunks {
    let mut chunks = Chunks::new();
    for name in names {
        if !chunks.is_empty() {
            chunks.push(Spanned::detached(Chunk::Normal(" and ".to_owned())));
        }
        chunks.push(Spanned::detached(
            match (&name.literal, &name.family, &name.given) {
                (None, Some(family), Some(given)) => Chunk::Normal(format!("{family}, {given}")),
                _ => Chunk::Verbatim(name.in_full().into_owned()),
            },
        ));
    }
    chunks
}

/// EDTF, as BibLaTeX reads it; of an estimate the year, since its marks are lost when `~` is
/// escaped.
fn date(date: &Date) -> Option<String> {
    match date.edtf().is_uncertain() || date.edtf().is_approximate() {
        true => date.year().map(|year| format!("{year:04}")),
        false => Some(date.as_str().to_owned()),
    }
}

/// The name that babel has for a language.
fn language(tag: &str) -> Option<String> {
    let names = || LANGUAGES.iter();
    let general = tag.split('-').next()?;
    let exact = names().find(|(known, _)| *known == tag);
    let known = exact.or_else(|| names().find(|(known, _)| *known == general));
    known.map(|(_, name)| (*name).to_owned())
}

/// The entry type for a type of CSL, as far as the library writes it, its subtype, and the field
/// for what contains the source.
fn kind(r#type: &str) -> (EntryType, Option<&'static str>, &'static str) {
    match r#type {
        "article-newspaper" => (EntryType::Article, Some("newspaper"), "journaltitle"),
        "article-magazine" => (EntryType::Article, Some("magazine"), "journaltitle"),
        "article-journal" => (EntryType::Article, None, "journaltitle"),
        "book" => (EntryType::Book, None, "series"),
        "chapter" => (EntryType::InCollection, None, "booktitle"),
        "paper-conference" => (EntryType::InProceedings, None, "booktitle"),
        "report" => (EntryType::Report, None, "series"),
        "thesis" => (EntryType::Thesis, None, "series"),
        "post" | "post-weblog" | "webpage" => (EntryType::Online, None, "organization"),
        "dataset" => (EntryType::Dataset, None, "organization"),
        "entry" | "entry-dictionary" | "entry-encyclopedia" => {
            (EntryType::InReference, None, "booktitle")
        }
        "manuscript" => (EntryType::Unpublished, None, "howpublished"),
        "patent" => (EntryType::Patent, None, "organization"),
        "software" => (EntryType::Software, None, "organization"),
        _ => (EntryType::Misc, None, "organization"),
    }
}
