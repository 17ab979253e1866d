//! Our sources as CSL-JSON.

use edtf_core::{Date as Day, Edtf, IntervalEndpoint};
use hayagriva::citationberg::json::Item;
use serde_json::{Map, Value, json};

use crate::locale::dates::Date;
use crate::parse::front::{Name, Source};

/// The CSL-JSON item of a source.
pub(super) fn item(source: &Source) -> Item {
    let mut item = Map::new();
    let texts = [
        ("id", Some(&source.id)),
        ("type", source.r#type.as_ref()),
        ("title", source.title.as_ref()),
        ("container-title", source.container_title.as_ref()),
        ("publisher", source.publisher.as_ref()),
        ("publisher-place", source.publisher_place.as_ref()),
        ("volume", source.volume.as_ref()),
        ("issue", source.issue.as_ref()),
        ("page", source.page.as_ref()),
        ("number", source.number.as_ref()),
        ("authority", source.authority.as_ref()),
        ("genre", source.genre.as_ref()),
        ("language", source.language.as_ref()),
        ("URL", source.url.as_ref()),
        ("DOI", source.doi.as_ref()),
        ("ISBN", source.isbn.as_ref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            item.insert(key.to_owned(), Value::String(text.clone()));
        }
    }
    if !source.author.is_empty() {
        item.insert(
            "author".to_owned(),
            source.author.iter().map(name).collect(),
        );
    }
    for (key, date) in [("issued", &source.issued), ("accessed", &source.accessed)] {
        if let Some(date) = date.as_ref().and_then(date_parts) {
            item.insert(key.to_owned(), date);
        }
    }
    serde_json::from_value(Value::Object(item)).expect("the variables are texts, names and dates")
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
    let circa = date.edtf().is_approximate();
    (!parts.is_empty()).then(|| json!({ "date-parts": [parts], "circa": circa }))
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
