//! What a page is about, in the words of schema.org, as JSON-LD within the page.
//!
//! Addresses are absolute where the site has a `base_url`, else relative to the page, which is
//! their base (JSON-LD 1.1, 7.1).

use serde::Serialize;

use crate::base::path::Url;
use crate::config::Publisher;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::front::{Actor, ActorKind, Dossier};
use crate::parse::inline::inline;
use crate::resolve::{NodeId, Text};
use crate::route::{Place, Site};

/// A thing of schema.org. Properties that do not apply are absent.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'a> {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Box<Thing<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Thing<'a>>,
}

/// The node `id` as the page in `lang` shows it under this title and summary, both without markup,
/// ready to stand in a `script` element; ordinary pages say nothing.
pub fn node(
    site: Site<'_>,
    id: NodeId,
    lang: Lang,
    title: &str,
    summary: Option<&str>,
) -> Option<String> {
    let page = Page {
        site,
        lang,
        id,
        title,
        summary,
    };
    let text = site.library.node(id).text(lang);
    match (text.dossier(), text.actor()) {
        (Some(dossier), _) => Some(embed(page.article(text, dossier))),
        (_, Some(actor)) => Some(embed(page.actor(actor))),
        _ => None,
    }
}

/// The site itself, as its home page in `lang` shows it.
pub fn site(site: Site<'_>, lang: Lang) -> String {
    let config = site.config;
    let description = config.description.as_ref();
    let path = site.routes.path(&Place::Home, lang);
    embed(Thing {
        r#type: "WebSite",
        name: Some(config.title.get(lang, &config.languages)),
        description: description.map(|text| text.get(lang, &config.languages)),
        url: Some(site.address(&path, &path)),
        in_language: Some(lang.as_str()),
        publisher: config.publisher.as_ref().map(publisher),
        ..Thing::default()
    })
}

/// A page that shows a node.
struct Page<'a> {
    site: Site<'a>,
    lang: Lang,
    id: NodeId,
    title: &'a str,
    summary: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn article(&self, text: &'a Text, dossier: &'a Dossier) -> Thing<'a> {
        let authors = dossier.authors.iter().flatten();
        let corrections = dossier.corrections.iter().flatten();
        let cast = self.site.library.cast(self.id, self.lang);
        Thing {
            r#type: "NewsArticle",
            headline: Some(self.title),
            description: self.summary,
            url: Some(self.url(self.id)),
            in_language: Some(text.lang.as_str()),
            date_published: day(dossier.date.as_ref()),
            date_modified: day(dossier.updated.as_ref()),
            temporal_coverage: dossier.covers.as_ref().and_then(period),
            keywords: dossier.tags.as_deref().unwrap_or_default(),
            author: authors.map(|name| named("Person", name)).collect(),
            publisher: self.site.config.publisher.as_ref().map(publisher),
            about: cast.keys().filter_map(|id| self.reference(*id)).collect(),
            citation: self.citations(text),
            correction: corrections
                .map(|correction| Thing {
                    r#type: "CorrectionComment",
                    text: Some(inline(&correction.text, text.lang).text),
                    date_published: correction.date.datetime(),
                    ..Thing::default()
                })
                .collect(),
            ..Thing::default()
        }
    }

    fn actor(&self, actor: &'a Actor) -> Thing<'a> {
        let node = self.site.library.node(self.id);
        let wikidata = actor.wikidata.iter();
        let wikidata = wikidata.map(|id| format!("https://www.wikidata.org/entity/{id}"));
        let links = actor.links.iter().flatten().map(|link| link.url.clone());
        Thing {
            description: self.summary,
            alternate_name: actor.aliases.iter().flatten().map(|a| a.text()).collect(),
            url: Some(self.url(self.id)),
            same_as: wikidata.chain(links).collect(),
            ..named(kind(actor), node.title(self.lang))
        }
    }

    /// An actor by its name and page.
    fn reference(&self, id: NodeId) -> Option<Thing<'a>> {
        let node = self.site.library.node(id);
        let actor = node.text(self.lang).actor()?;
        Some(Thing {
            url: Some(self.url(id)),
            ..named(kind(actor), node.title(self.lang))
        })
    }

    fn citations(&self, text: &'a Text) -> Vec<Thing<'a>> {
        let cited = text.cited.references.iter();
        let sources = cited.filter_map(|cited| self.site.library.sources.get(&cited.source));
        let work = |source: &'a crate::parse::front::Source| Thing {
            url: source.url.as_deref().and_then(Url::external),
            in_language: source.language.as_deref(),
            date_published: day(source.issued.as_ref()),
            ..named(
                "CreativeWork",
                source.title.as_deref().unwrap_or(&source.id),
            )
        };
        sources.map(work).collect()
    }

    fn url(&self, id: NodeId) -> Url {
        let path = |id| self.site.routes.node(id, self.lang);
        self.site.address(path(id), path(self.id))
    }
}

fn day(date: Option<&Date>) -> Option<String> {
    date?.datetime()
}

/// A time as ISO 8601 can say it: one that is neither approximate nor uncertain.
fn period(date: &Date) -> Option<&str> {
    let is_iso = |byte: u8| byte.is_ascii_digit() || b"-/.:TZ+".contains(&byte);
    Some(date.as_str()).filter(|written| written.bytes().all(is_iso))
}

fn named<'a>(r#type: &'static str, name: &'a str) -> Thing<'a> {
    Thing {
        r#type,
        name: Some(name),
        ..Thing::default()
    }
}

fn publisher(publisher: &Publisher) -> Box<Thing<'_>> {
    Box::new(Thing {
        url: publisher.url.as_deref().and_then(Url::external),
        ..named("Organization", &publisher.name)
    })
}

fn kind(actor: &Actor) -> &'static str {
    match actor.kind {
        Some(ActorKind::Person) => "Person",
        Some(ActorKind::Organisation | ActorKind::Collective) => "Organization",
        Some(ActorKind::Company) => "Corporation",
        Some(ActorKind::Media) => "NewsMediaOrganization",
        Some(ActorKind::PublicBody) => "GovernmentOrganization",
        Some(ActorKind::Place) => "Place",
        Some(ActorKind::Infrastructure) | None => "Thing",
    }
}

/// JSON in which no `<` can end the `script` element around it (HTML, 4.12.1.3).
fn embed(thing: Thing<'_>) -> String {
    let thing = Thing {
        context: Some("https://schema.org"),
        ..thing
    };
    let json = serde_json::to_string(&thing).expect("a thing is a tree of strings");
    json.replace('<', "\\u003c")
}
