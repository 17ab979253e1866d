//! What differs from language to language: dates in words, order of names, typography, sentences.
//!
//! A [`Locale`] is built once a build and borrowed by the stages; nothing here knows of dossiers.

pub mod dates;
pub mod names;
pub mod sentences;
pub mod strings;
pub mod typography;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// An ISO 639 language subtag, as in `fr` or `en`. Copy, ordered by its letters.
pub type Lang = icu_locale_core::subtags::Language;

/// A text an author gives once for all languages, or once for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Localized {
    /// One text, whatever the language.
    One(String),
    /// A text for each of several languages.
    Many(BTreeMap<Tag, String>),
}

/// A [`Lang`] as a key of a mapping; it reads and writes as its letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag(pub Lang);

impl Localized {
    /// The text in `lang`, else in the first of `fallbacks` that has one, else any.
    pub fn get(&self, lang: Lang, fallbacks: &[Lang]) -> &str {
        match self {
            Localized::One(text) => text,
            Localized::Many(texts) => std::iter::once(&lang)
                .chain(fallbacks)
                .find_map(|lang| texts.get(&Tag(*lang)))
                .or_else(|| texts.values().next())
                .map_or("", String::as_str),
        }
    }
}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let refuse = |_| serde::de::Error::custom(format!("`{text}` is no language tag"));
        text.parse().map(Tag).map_err(refuse)
    }
}
#[allow(missing_docs)]
pub struct Locale { pub dates: dates::words::DateWords, pub collation: names::Collation }
#[allow(missing_docs)]
impl Locale {
    pub fn new(lang: Lang) -> Self { Self { dates: dates::words::DateWords::new(lang), collation: names::Collation::new(lang) } }
    pub fn typeset<'a>(&self, text: &'a str) -> std::borrow::Cow<'a, str> { text.into() }
}
