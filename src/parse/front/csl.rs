//! A source as CSL-JSON, the format of citation processors and of Zotero.

use edtf_core::{Date as Day, Edtf, IntervalEndpoint};
use serde_json::{Map, Value, json};

use crate::locale::dates::Date;
use crate::parse::front::{Name, Source};

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
