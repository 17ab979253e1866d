//! The shapes of single settings, as `site.yaml` writes them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::base::yaml;
use crate::config::Section;
use crate::locale::Localized;

/// `theme`: one name, or a list of them.
pub(super) struct Themes(pub(super) Vec<String>);

/// `severity`: a weight for each code.
pub(super) struct Weights(pub(super) BTreeMap<String, Level>);

/// `segments`: a folder name for each part of the site and language.
pub(super) struct PerLanguage(pub(super) BTreeMap<Section, Localized>);

/// A weight in words.
#[derive(Clone, Copy, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Level {
    Error,
    Warning,
    Off,
}

impl<'de> Deserialize<'de> for Themes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ThemesVisitor)
    }
}

struct ThemesVisitor;

impl<'de> Visitor<'de> for ThemesVisitor {
    type Value = Themes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a theme, or a list of such names")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Themes, E> {
        Ok(Themes(vec![name.to_owned()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Themes, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Themes(names))
    }
}

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(WeightsVisitor)
    }
}

struct WeightsVisitor;

impl<'de> Visitor<'de> for WeightsVisitor {
    type Value = Weights;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a check and `error`, `warning` or `off` on each line")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Weights, A::Error> {
        yaml::unique(map).map(Weights)
    }
}

impl<'de> Deserialize<'de> for PerLanguage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PerLanguageVisitor)
    }
}

struct PerLanguageVisitor;

impl<'de> Visitor<'de> for PerLanguageVisitor {
    type Value = PerLanguage;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a part of the site and its folder in each language: `actors: {fr: acteurs}`")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PerLanguage, A::Error> {
        yaml::unique(map).map(PerLanguage)
    }
}
