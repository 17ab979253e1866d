//! A thing in schema.org's words, and how it stands in a page.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::base::path::Url;

/// Why things can be written.
const STRINGS: &str = "a thing is a tree of strings";

/// A thing of schema.org. Properties that do not apply are absent.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    pub(super) context: Option<&'static str>,
    #[serde(rename = "@type")]
    pub(super) r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) disambiguating_description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) temporal_coverage: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) keywords: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) publisher: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) about: Vec<Brief<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) citation: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) correction: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) comment: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) location: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subject_of: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) creator: Option<Brief<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) is_part_of: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) archived_at: Option<Url>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_entity: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) item_list_element: Vec<Thing<'a>>,
}

/// A thing in short, as JSON: pages list many.
pub(super) type Brief<'a> = Cow<'a, RawValue>;

/// A thing by its name and page.
pub(super) fn brief(r#type: &'static str, name: &str, url: &Url) -> Box<RawValue> {
    #[derive(Serialize)]
    struct Short<'a> {
        #[serde(rename = "@type")]
        r#type: &'static str,
        name: &'a str,
        url: &'a Url,
    }
    to_raw_value(&Short { r#type, name, url }).expect(STRINGS)
}

/// A thing by its name.
pub(super) fn named<'a>(r#type: &'static str, name: impl Into<Cow<'a, str>>) -> Thing<'a> {
    Thing {
        r#type,
        name: Some(name.into()),
        ..Thing::default()
    }
}

/// JSON in which no `<` can end the `script` element around it (HTML, 4.12.1.3).
pub(super) fn embed(thing: Thing<'_>) -> String {
    let thing = Thing {
        context: Some("https://schema.org"),
        ..thing
    };
    let json = serde_json::to_string(&thing).expect(STRINGS);
    json.replace('<', "\\u003c")
}
