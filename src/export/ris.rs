//! Sources as RIS, which EndNote, Mendeley and Zotero read: a tag a line, CRLF between lines, as
//! the specification of its maker asks.

use crate::locale::dates::Date;
use crate::parse::front::{Name, Source};

/// One record a source.
pub(super) fn ris<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    sources.map(record).collect()
}

fn record(source: &Source) -> String {
    let (start, end) = pages(source.page.as_deref());
    let mut lines = vec![("TY", Some(kind(source.r#type.as_deref())))];
    let authors = source.author.iter().map(name);
    lines.extend(authors.map(|author| ("AU", Some(author))));
    lines.extend([
        ("ID", Some(source.id.clone())),
        ("TI", source.title.clone()),
        ("T2", source.container_title.clone()),
        ("PB", source.publisher.clone().or(source.authority.clone())),
        ("CY", source.publisher_place.clone()),
        ("PY", source.issued.as_ref().and_then(year)),
        ("DA", source.issued.as_ref().and_then(day)),
        ("VL", source.volume.clone()),
        ("IS", source.issue.clone().or(source.number.clone())),
        ("SP", start),
        ("EP", end),
        ("M3", source.genre.clone()),
        ("LA", source.language.clone()),
        ("SN", source.isbn.clone()),
        ("DO", source.doi.clone()),
        ("UR", source.url.clone()),
        ("Y2", source.accessed.as_ref().and_then(day)),
        ("ER", Some(String::new())),
    ]);
    let line = |(tag, value): (&str, Option<String>)| {
        let words: Vec<&str> = value.as_deref()?.split_whitespace().collect();
        Some(format!("{tag}  - {}\r\n", words.join(" ")))
    };
    lines.into_iter().filter_map(line).collect()
}

fn name(name: &Name) -> String {
    match (&name.literal, &name.family, &name.given) {
        (None, Some(family), Some(given)) => format!("{family}, {given}"),
        _ => name.in_full().into_owned(),
    }
}

fn year(date: &Date) -> Option<String> {
    Some(format!("{:04}", date.year()?))
}

/// `2010/12/03/`, as much of it as is certain.
fn day(date: &Date) -> Option<String> {
    let certain = date.datetime()?;
    let mut parts: Vec<&str> = certain.get(..10).unwrap_or(&certain).split('-').collect();
    parts.resize(4, "");
    Some(parts.join("/"))
}

fn pages(pages: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(pages) = pages else {
        return (None, None);
    };
    match pages.split_once(['-', '–']) {
        Some((start, end)) => (Some(start.to_owned()), Some(end.to_owned())),
        None => (Some(pages.to_owned()), None),
    }
}

/// The tag for a type of CSL.
fn kind(r#type: Option<&str>) -> String {
    let tag = match r#type.unwrap_or_default() {
        "article-newspaper" => "NEWS",
        "article-magazine" => "MGZN",
        "article-journal" => "JOUR",
        "bill" => "BILL",
        "book" => "BOOK",
        "broadcast" => "VIDEO",
        "chapter" => "CHAP",
        "hearing" => "HEAR",
        "legal_case" => "CASE",
        "legislation" => "STAT",
        "motion_picture" => "MPCT",
        "paper-conference" => "CPAPER",
        "patent" => "PAT",
        "personal_communication" => "PCOMM",
        "post" | "post-weblog" => "BLOG",
        "report" => "RPRT",
        "thesis" => "THES",
        "webpage" => "ELEC",
        _ => "GEN",
    };
    tag.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_lines_of_tags() {
        let date = |text: &str| Some(Date::parse(text).expect("a date"));
        let source = Source {
            id: "benkler".to_owned(),
            r#type: Some("article-journal".to_owned()),
            title: Some("A Free\nPress".to_owned()),
            author: vec![
                Name {
                    family: Some("Benkler".to_owned()),
                    given: Some("Yochai".to_owned()),
                    literal: None,
                },
                Name {
                    literal: Some("AFP".to_owned()),
                    ..Name::default()
                },
            ],
            issued: date("2011-03"),
            accessed: date("2026-07-30"),
            page: Some("311–397".to_owned()),
            ..Source::default()
        };
        let lines = [
            "TY  - JOUR",
            "AU  - Benkler, Yochai",
            "AU  - AFP",
            "ID  - benkler",
            "TI  - A Free Press",
            "PY  - 2011",
            "DA  - 2011/03//",
            "SP  - 311",
            "EP  - 397",
            "Y2  - 2026/07/30/",
            "ER  - ",
            "",
        ];
        assert_eq!(ris(std::iter::once(&source)), lines.join("\r\n"));
    }

    #[test]
    fn an_estimate_gives_its_year() {
        let date = Date::parse("2010-12-03~").expect("a date");
        assert_eq!((year(&date).as_deref(), day(&date)), (Some("2010"), None));
    }
}
