//! A source as reference managers read it from a page: COinS, an OpenURL context object (Z39.88)
//! in the title of a `span`.
//!
//! The format is Dublin Core for every type of source: it is the one in which Zotero names types
//! in its own words, so that an article of the press is imported as one. Zotero takes one pair
//! after another, so the type stands last: after that of a journal’s article, it would take
//! `rft.title` for the journal’s.

use form_urlencoded::Serializer;
use serde_json::Value;

use crate::parse::front::{Name, Source};

/// The context object of a source, before HTML escaping.
pub fn coins(source: &Source) -> String {
    let mut pairs = Serializer::new(String::new());
    pairs.append_pair("ctx_ver", "Z39.88-2004");
    pairs.append_pair("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc");
    let date = source.variables().get("issued").and_then(day);
    let doi = source.doi.as_ref().map(|doi| format!("info:doi/{doi}"));
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
        ("rft_id", &doi),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            pairs.append_pair(key, value);
        }
    }
    for (index, name) in source.author.iter().enumerate() {
        author(&mut pairs, name, index);
    }
    pairs.append_pair("rft.type", zotero(source.r#type.as_deref()));
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
            let parts = [&name.family, &name.given].into_iter().flatten();
            let parts: Vec<_> = parts.map(String::as_str).collect();
            pairs.append_pair("rft.au", &parts.join(", "));
        }
    }
}

/// The day, month or year, as certain as it is: an estimate gives its year.
fn day(issued: &Value) -> Option<String> {
    let parts = issued["date-parts"][0].as_array()?.iter();
    let certain = if issued["circa"] == true { 1 } else { 3 };
    let parts = parts.take(certain).filter_map(Value::as_i64);
    let parts: Vec<_> = parts.map(|part| format!("{part:02}")).collect();
    Some(parts.join("-"))
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
