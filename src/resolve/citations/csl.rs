//! Our sources as CSL-JSON.

use edtf_core::{Date as Day, Edtf, IntervalEndpoint};
use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::json::Item;
use serde_json::{Map, Value, json};

use crate::locale::dates::Date;
use crate::parse::front::{Name, Source};

/// What IEEE's style dates by the day it was looked at, never by the day it appeared.
const UNDATED: [&str; 3] = ["webpage", "post", "post-weblog"];

/// The CSL-JSON item of a source, for the style called `style`.
///
/// A press dossier cannot do without dates: where the style would leave that of a page on the web
/// out, the page is worded as an article, which keeps both days.
pub(super) fn item(source: &Source, style: &str) -> Item {
    let mut item = Map::new();
    let own = source.r#type.as_deref();
    let r#type = match own {
        Some(r#type) if is_ieee(style) && UNDATED.contains(&r#type) => Some("article-magazine"),
        _ => own,
    };
    let texts = [
        ("id", Some(&source.id)),
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
    if let Some(r#type) = r#type {
        item.insert("type".to_owned(), r#type.into());
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

fn is_ieee(style: &str) -> bool {
    let ieee = ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers;
    ArchivedStyle::by_name(style) == Some(ieee)
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
