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

/// A date in CSL's `date-parts`, as precise as the author gave it.
fn date_parts(date: &Date) -> Option<Value> {
    let (days, circa) = match date.edtf() {
        Edtf::Date(day) => (vec![parts(day)?], day.is_approximate()),
        Edtf::DateTime(time) => (vec![parts(&time.date)?], false),
        Edtf::Interval(interval) => {
            let ends = [&interval.start, &interval.end].map(|end| match end {
                IntervalEndpoint::Date(day) => parts(day),
                _ => None,
            });
            (
                ends.into_iter().flatten().collect(),
                date.edtf().is_approximate(),
            )
        }
        Edtf::Set(_) => return None,
    };
    let known = !days.is_empty();
    known.then(|| json!({ "date-parts": days, "circa": circa }))
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
