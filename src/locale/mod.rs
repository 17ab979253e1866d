//! What differs from language to language: dates in words, order of names, typography, sentences.
//!
//! A [`Locale`] is built once a build and borrowed by the stages; nothing here knows of dossiers.

pub mod dates;
pub mod names;
pub mod sentences;
pub mod strings;
pub mod typography;
pub mod wording;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::base::yaml;
use crate::locale::dates::words::DateWords;
use crate::locale::names::Collation;

/// An ISO 639 language subtag, as in `fr` or `en`. Copy, ordered by its letters.
pub type Lang = icu_locale_core::subtags::Language;

/// The ways of one language: built once a build, shared by every thread.
pub struct Locale {
    /// The language.
    pub lang: Lang,
    /// Its dates in words.
    pub dates: DateWords,
    /// Its order of names.
    pub collation: Collation,
    decimal: DecimalFormatter,
    list: ListFormatter,
}

impl Locale {
    /// The ways of `lang`; a language we know nothing about follows Unicode's root.
    pub fn new(lang: Lang) -> Self {
        let decimal = DecimalFormatter::try_new(regional(lang).into(), Default::default());
        let list = ListFormatter::try_new_and(regional(lang).into(), Default::default());
        Self {
            lang,
            dates: DateWords::new(lang),
            collation: Collation::new(lang),
            decimal: decimal.expect("the root's figures are compiled in"),
            list: list.expect("the root's lists are compiled in"),
        }
    }

    /// `number` with its thousands apart: « 251 287 », “251,287”.
    pub fn number(&self, number: usize) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// `items` in one enumeration: « a, b et c », “a, b and c”.
    pub fn list(&self, items: &[String]) -> String {
        self.list.format(items.iter()).to_string()
    }
}

/// What ICU is asked for `lang`. English is that of the British press: dates begin with the day
/// and no comma stands before “and”.
fn regional(lang: Lang) -> icu_locale_core::Locale {
    match lang.as_str() {
        "en" => icu_locale_core::locale!("en-GB"),
        _ => lang.into(),
    }
}

/// A text an author gives once for all languages, or once for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
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
        self.told(lang, fallbacks).1
    }

    /// The texts in all languages.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let (one, many) = match self {
            Localized::One(text) => (Some(text), None),
            Localized::Many(texts) => (None, Some(texts)),
        };
        let many = many.into_iter().flat_map(BTreeMap::values);
        one.into_iter().chain(many).map(String::as_str)
    }

    /// The text as [`get`](Self::get) finds it, with its language. One text for all languages is in the first of `fallbacks`.
    pub fn told(&self, lang: Lang, fallbacks: &[Lang]) -> (Lang, &str) {
        let first = *fallbacks.first().unwrap_or(&lang);
        match self {
            Localized::One(text) => (first, text),
            Localized::Many(texts) => std::iter::once(&lang)
                .chain(fallbacks)
                .find_map(|lang| texts.get_key_value(&Tag(*lang)))
                .or_else(|| texts.first_key_value())
                .map_or((first, ""), |(tag, text)| (tag.0, text)),
        }
    }

    /// The same in the typography of its language, where nothing stands beside it.
    pub fn set(&self, lang: Lang, fallbacks: &[Lang]) -> Cow<'_, str> {
        let (lang, text) = self.told(lang, fallbacks);
        typography::set(text, lang, None, None)
    }
}

impl Serialize for Tag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Tag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name tells the YAML reader that what is refused here is a bad language.
        deserializer.deserialize_newtype_struct("Language", TagVisitor)
    }
}

struct TagVisitor;

impl<'de> Visitor<'de> for TagVisitor {
    type Value = Tag;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a language")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Tag, D::Error> {
        let text = String::deserialize(inner)?;
        let refuse = |_| Error::custom(format!("`{text}` is no language tag"));
        text.parse().map(Tag).map_err(refuse)
    }
}

impl<'de> Deserialize<'de> for Localized {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LocalizedVisitor)
    }
}

struct LocalizedVisitor;

impl<'de> Visitor<'de> for LocalizedVisitor {
    type Value = Localized;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, or one for each language as in `{fr: …, en: …}`")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Localized, E> {
        Ok(Localized::One(text.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Localized, E> {
        Ok(Localized::One(number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Localized, A::Error> {
        yaml::unique(map).map(Localized::Many)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_follow_the_language() {
        let items = ["a", "b", "c"].map(str::to_owned);
        let cases = [
            ("fr", "251\u{202f}287", "a, b et c"),
            ("en", "251,287", "a, b and c"),
            ("de", "251.287", "a, b und c"),
        ];
        for (lang, number, list) in cases {
            let locale = Locale::new(lang.parse().expect("a language"));
            assert_eq!(locale.number(251_287), number);
            assert_eq!(locale.list(&items), list);
            assert_eq!(locale.list(&items[..1]), "a");
            assert_eq!(locale.list(&[]), "");
        }
    }

    #[test]
    fn locales_are_shared_by_threads_and_never_lacking() {
        fn shared<T: Send + Sync>(value: T) -> T {
            value
        }
        let locale = shared(Locale::new("xx".parse().expect("a language")));
        assert!(!locale.number(1234).is_empty());
    }
}
