//! A source as CSL-JSON, the format of citation processors and of Zotero: read from
//! `sources.json`, and written.

use edtf_core::{Date as Day, Edtf, IntervalEndpoint};
use serde_json::{Map, Value, json};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::locale::dates::Date;
use crate::parse::front::{Listing, Name, Source};

impl Source {
    /// The variables of CSL-JSON.
    pub fn variables(&self) -> Map<String, Value> {
        let mut item = Map::new();
        let texts = [
            ("id", Some(&self.id)),
            ("type", self.r#type.as_ref()),
            ("title", self.title.as_ref()),
            ("container-title", self.container_title.as_ref()),
            ("publisher", self.publisher.as_ref()),
            ("publisher-place", self.publisher_place.as_ref()),
            ("volume", self.volume.as_ref()),
            ("issue", self.issue.as_ref()),
            ("page", self.page.as_ref()),
            ("number", self.number.as_ref()),
            ("authority", self.authority.as_ref()),
            ("genre", self.genre.as_ref()),
            ("language", self.language.as_ref()),
            ("URL", self.url.as_ref()),
            ("DOI", self.doi.as_ref()),
            ("ISBN", self.isbn.as_ref()),
        ];
        for (key, text) in texts {
            if let Some(text) = text {
                item.insert(key.to_owned(), Value::String(text.clone()));
            }
        }
        if !self.author.is_empty() {
            item.insert("author".to_owned(), self.author.iter().map(name).collect());
        }
        for (key, date) in [("issued", &self.issued), ("accessed", &self.accessed)] {
            if let Some(date) = date.as_ref().and_then(date_parts) {
                item.insert(key.to_owned(), date);
            }
        }
        item
    }
}

/// The sources of a file. What programs add and we do not know is passed over.
pub(super) fn read(path: &SourcePath, text: &str) -> Warned<Vec<Source>> {
    let mut diags = Diagnostics::default();
    let items: Vec<Map<String, Value>> = match serde_json::from_str(text) {
        Ok(items) => items,
        Err(error) => {
            let before = text
                .split_inclusive('\n')
                .take(error.line().saturating_sub(1));
            let at = before.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
            let span = Span::new(path, at.min(text.len())..at.min(text.len()));
            diags.push(
                Code::BadBibliography,
                span,
                format!("this is no list of CSL-JSON: {error}"),
            );
            return Warned::new(Vec::new(), diags);
        }
    };
    let mut sources = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let source = source(item);
        let missing = [
            source.id.is_empty().then_some("id"),
            source.r#type.is_none().then_some("type"),
            source.title.is_none().then_some("title"),
        ];
        for key in missing.into_iter().flatten() {
            let span = Document::whole(path, text).locate(&[Step::Index(index)]);
            let message = format!("the item number {} has no `{key}`", index + 1);
            diags.push(Code::BadBibliography, span, message);
        }
        sources.push(source);
    }
    Warned::new(sources, diags)
}

/// Where the id of an item stands.
pub(super) fn locate(path: &SourcePath, text: &str, id: &str) -> Span {
    let items: Vec<Map<String, Value>> = serde_json::from_str(text).unwrap_or_default();
    match items
        .iter()
        .position(|item| written(item, "id").as_deref() == Some(id))
    {
        Some(index) => Document::whole(path, text).locate(&[Step::Index(index), Step::Key("id")]),
        None => Span::file(path),
    }
}

fn source(item: &Map<String, Value>) -> Source {
    let text = |key| written(item, key);
    let authors = item.get("author").and_then(Value::as_array);
    Source {
        id: text("id").unwrap_or_default(),
        listing: Listing::CslJson,
        r#type: text("type"),
        title: text("title"),
        container_title: text("container-title"),
        author: authors.into_iter().flatten().map(author).collect(),
        issued: item.get("issued").and_then(date),
        accessed: item.get("accessed").and_then(date),
        publisher: text("publisher"),
        publisher_place: text("publisher-place"),
        volume: text("volume"),
        issue: text("issue"),
        page: text("page"),
        number: text("number"),
        authority: text("authority"),
        genre: text("genre"),
        language: text("language"),
        url: text("URL"),
        doi: text("DOI"),
        isbn: text("ISBN"),
        note: text("note"),
        ..Source::default()
    }
}

/// A text, or a number as one.
fn written(item: &Map<String, Value>, key: &str) -> Option<String> {
    match item.get(key)? {
        Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn author(name: &Value) -> Name {
    let part = |key| written(name.as_object()?, key);
    let particle = part("non-dropping-particle").map(|particle| particle + " ");
    Name {
        family: part("family").map(|family| particle.unwrap_or_default() + &family),
        given: part("given"),
        literal: part("literal"),
    }
}

/// A date in `date-parts`, of which there are two for an interval, or written as EDTF.
fn date(date: &Value) -> Option<Date> {
    let number = |part: &Value| match part {
        Value::String(digits) => digits.parse().ok(),
        part => part.as_u64(),
    };
    let end = |parts: &Value| -> Option<String> {
        let parts: Vec<u64> = parts.as_array()?.iter().map_while(number).collect();
        let (year, rest) = parts.split_first()?;
        let rest: String = rest.iter().map(|part| format!("-{part:02}")).collect();
        Some(format!("{year:04}{rest}"))
    };
    let ends = date.get("date-parts").and_then(Value::as_array);
    let ends: Vec<String> = ends.into_iter().flatten().filter_map(end).collect();
    let circa = match date.get("circa") {
        Some(Value::Bool(true)) => "~",
        _ => "",
    };
    let raw = ["raw", "literal"]
        .iter()
        .find_map(|key| date.get(key)?.as_str());
    match ends.as_slice() {
        [] => Date::parse(raw?).ok(),
        ends => Date::parse(&format!("{}{circa}", ends.join("/"))).ok(),
    }
}

fn name(name: &Name) -> Value {
    match (&name.literal, &name.family) {
        (Some(literal), _) => json!({ "literal": literal }),
        (None, Some(family)) => json!({ "family": family, "given": name.given }),
        (None, None) => json!({ "literal": name.given }),
    }
}

/// A date in CSL's `date-parts`, as precise as the author gave it. Of an interval it is what both
/// ends share, since hayagriva knows no ranges: the month, the year, or nothing.
fn date_parts(date: &Date) -> Option<Value> {
    let parts = match date.edtf() {
        Edtf::Date(day) => parts(day)?,
        Edtf::DateTime(time) => parts(&time.date)?,
        Edtf::Interval(interval) => {
            let (start, end) = (end_parts(&interval.start), end_parts(&interval.end));
            let shared = start
                .iter()
                .zip(&end)
                .take_while(|(start, end)| start == end);
            shared.map(|(part, _)| *part).collect()
        }
        Edtf::Set(_) => return None,
    };
    if parts.is_empty() {
        return None;
    }
    Some(match date.edtf().is_approximate() {
        true => json!({ "date-parts": [parts], "circa": true }),
        false => json!({ "date-parts": [parts] }),
    })
}

fn end_parts(end: &IntervalEndpoint) -> Vec<i64> {
    match end {
        IntervalEndpoint::Date(day) => parts(day).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn parts(day: &Day) -> Option<Vec<i64>> {
    let mut parts = vec![day.year.value()?];
    for field in [day.month, day.day] {
        match field
            .and_then(|field| field.value())
            .filter(|value| *value <= 31)
        {
            Some(value) => parts.push(value.into()),
            None => break,
        }
    }
    Some(parts)
}
