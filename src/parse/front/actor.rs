//! The front matter of an actor.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::base::yaml::Free;
use crate::locale::Localized;
use crate::locale::dates::Date;
use crate::parse::front::{Instant, Status, inherit};

/// What an actor's file says of the actor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Actor {
    /// The full name. Required.
    pub name: Option<String>,
    /// What the actor is. Required.
    pub kind: Option<ActorKind>,
    /// The name as an index sorts it; for persons “Family, Given” unless given.
    pub sort_name: Option<String>,
    /// Other names that always mean this actor.
    pub aliases: Option<Vec<Alias>>,
    /// Names that mean this actor only after a full name on the same page.
    pub weak_aliases: Option<Vec<Alias>>,
    /// Function, in a few words.
    pub role: Option<Localized>,
    /// One or two sentences; else the first paragraph of the notice.
    pub summary: Option<String>,
    /// ISO 3166-1 code.
    pub country: Option<String>,
    /// Identifier in Wikidata, if it was checked.
    pub wikidata: Option<String>,
    /// Pages elsewhere.
    pub links: Option<Vec<Link>>,
    /// A picture.
    pub image: Option<Image>,
    /// Relations to other actors.
    pub relations: Option<Vec<Relation>>,
    /// The address instead of the id.
    pub slug: Option<String>,
    /// Old addresses that must still work, relative to the output folder.
    pub redirects: Option<Vec<String>>,
    /// `true`: not public.
    pub draft: Option<bool>,
    /// Public from this instant on.
    pub embargo: Option<Instant>,
    /// Public until this instant.
    pub expires: Option<Instant>,
    /// `false` stops automatic links in the notice.
    pub mentions: Option<bool>,
    /// A template of the theme instead of `actor.html`.
    pub template: Option<String>,
    /// Free data for templates.
    pub extra: Option<Free>,
}

/// What an actor is (FollowTheMoney's schemata, in the newsroom's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A body of people that is none of the below.
    Organisation,
    /// A business.
    Company,
    /// A newspaper, a broadcaster, a site of news.
    Media,
    /// A part of a state: ministry, court, parliament.
    PublicBody,
    /// People acting together without legal form.
    Collective,
    /// A network, a data centre, a domain name.
    Infrastructure,
    /// A place.
    Place,
}

/// Another name of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Alias {
    /// A name whose letters count as written.
    Plain(String),
    /// A name with its own rule for case.
    Ruled(RuledAlias),
}

/// A name with its own rule for case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuledAlias {
    /// The name.
    pub text: String,
    /// Whether capitals count.
    #[serde(default)]
    pub case: Case,
}

/// Whether capitals count in a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// `Visa` is not `visa`.
    #[default]
    Sensitive,
    /// `le ministre` is `Le Ministre`.
    Insensitive,
}

/// A page elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// What it is.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A picture of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The file, relative to the actor's.
    pub src: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who made it.
    pub credit: Option<String>,
}

/// A relation from this actor to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The id of the other.
    pub to: String,
    /// A short word for it, in kebab case: `asks-advice-of`.
    pub role: String,
    /// How it reads, from this actor to the other.
    pub label: Option<Localized>,
    /// When it began.
    pub from: Option<Date>,
    /// When it ended.
    pub until: Option<Date>,
    /// Ids of sources; none is an error.
    pub sources: Vec<String>,
    /// How well it is established.
    #[serde(default)]
    pub status: Status,
}

impl ActorKind {
    /// Each of them. It does not compile if one above the last is missing.
    pub const ALL: [Self; Self::Place as usize + 1] = [
        ActorKind::Person,
        ActorKind::Organisation,
        ActorKind::Company,
        ActorKind::Media,
        ActorKind::PublicBody,
        ActorKind::Collective,
        ActorKind::Infrastructure,
        ActorKind::Place,
    ];

    /// The word front matter uses: `public-body`.
    pub fn name(self) -> &'static str {
        match self {
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Company => "company",
            ActorKind::Media => "media",
            ActorKind::PublicBody => "public-body",
            ActorKind::Collective => "collective",
            ActorKind::Infrastructure => "infrastructure",
            ActorKind::Place => "place",
        }
    }
}

impl Alias {
    /// The name.
    pub fn text(&self) -> &str {
        match self {
            Alias::Plain(text) => text,
            Alias::Ruled(alias) => &alias.text,
        }
    }

    /// Whether capitals count.
    pub fn case(&self) -> Case {
        match self {
            Alias::Plain(_) => Case::Sensitive,
            Alias::Ruled(alias) => alias.case,
        }
    }
}

impl<'de> Deserialize<'de> for Alias {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AliasVisitor)
    }
}

struct AliasVisitor;

impl<'de> Visitor<'de> for AliasVisitor {
    type Value = Alias;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name, or one with a rule as in `{text: …, case: insensitive}`")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Alias, E> {
        Ok(Alias::Plain(name.to_owned()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Alias, E> {
        Ok(Alias::Plain(number.to_string()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Alias, A::Error> {
        RuledAlias::deserialize(MapAccessDeserializer::new(map)).map(Alias::Ruled)
    }
}

impl Actor {
    pub(super) fn inherit(&mut self, base: &Actor) {
        inherit!(self, base; name, kind, sort_name, aliases, weak_aliases, role, summary, country,
            wikidata, links, image, relations, slug, draft, embargo, expires, mentions,
            template, extra);
    }
}
