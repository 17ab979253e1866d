//! A source as reference managers read it from a page: COinS, an OpenURL context object (Z39.88)
//! in the title of a `span`.
//!
//! The format is Dublin Core for every type of source: it is the one in which Zotero names types
//! in its own words, so that an article of the press is imported as one.

use form_urlencoded::Serializer;

use crate::locale::dates::Date;
use crate::parse::front::{Name, Source};

/// The context object of a source, before HTML escaping.
pub fn coins(source: &Source) -> String {
    let mut pairs = Serializer::new(String::new());
    pairs.append_pair("ctx_ver", "Z39.88-2004");
    pairs.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
    pairs.append_pair("rft.type", zotero(source.r#type.as_deref()));
    let date = source.issued.as_ref().and_then(day);
    let doi = source.doi.as_ref().map(|doi| format!("urn:doi:{doi}"));
    let fields = [
        ("rft.title", &source.title),
        ("rft.source", &source.container_title),
        ("rft.publisher", &source.publisher),
        ("rft.place", &source.publisher_place),
        ("rft.date", &date),
        ("rft.volume", &source.volume),
        ("rft.issue", &source.issue),
        ("rft.pages", &source.page),
        ("rft.isbn", &source.isbn),
        ("rft.language", &source.language),
        ("rft.identifier", &source.url),
        ("rft.identifier", &doi),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            pairs.append_pair(key, value);
        }
    }
    for (index, name) in source.author.iter().enumerate() {
        author(&mut pairs, name, index);
    }
    pairs.finish()
}

/// Only the first author may be given in parts.
fn author(pairs: &mut Serializer<'_, String>, name: &Name, index: usize) {
    let parts = [("rft.aulast", &name.family), ("rft.aufirst", &name.given)];
    match (&name.literal, index) {
        (Some(literal), _) => {
            pairs.append_pair("rft.aucorp", literal);
        }
        (None, 0) => {
            for (key, part) in parts {
                if let Some(part) = part {
                    pairs.append_pair(key, part);
                }
            }
        }
        (None, _) => {
            pairs.append_pair("rft.au", &name.in_full());
        }
    }
}

/// The day, month or year, as certain as it is: an interval or an estimate gives its year.
fn day(date: &Date) -> Option<String> {
    let exact = date.datetime().map(|day| day.chars().take(10).collect());
    exact.or_else(|| Some(date.year()?.to_string()))
}

/// Zotero's word for a type of CSL.
fn zotero(r#type: Option<&str>) -> &'static str {
    match r#type.unwrap_or_default() {
        "article-newspaper" => "newspaperArticle",
        "article-magazine" => "magazineArticle",
        "article-journal" => "journalArticle",
        "bill" => "bill",
        "book" => "book",
        "broadcast" => "tvBroadcast",
        "chapter" => "bookSection",
        "hearing" => "hearing",
        "interview" => "interview",
        "legal_case" => "case",
        "legislation" => "statute",
        "motion_picture" => "film",
        "paper-conference" => "conferencePaper",
        "patent" => "patent",
        "personal_communication" => "letter",
        "post" => "forumPost",
        "post-weblog" => "blogPost",
        "report" => "report",
        "speech" => "presentation",
        "thesis" => "thesis",
        "webpage" => "webpage",
        _ => "document",
    }
}
