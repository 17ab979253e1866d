//! What a page is about, in the words of schema.org, as JSON-LD within the page.
//!
//! Addresses are absolute where the site has a `base_url`, else relative to the page, which is
//! their base (JSON-LD 1.1, 7.1).

mod thing;

use std::borrow::Cow;
use std::sync::OnceLock;

use serde_json::value::RawValue;

use crate::base::path::{OutPath, Url};
use crate::config::{Publisher, Section};
use crate::locale::dates::Date;
use crate::locale::{Lang, Localized};
use crate::parse::Kind;
use crate::parse::body::anchor;
use crate::parse::front::{Actor, ActorKind, Dossier, Event, Name, Source, Status};
use crate::parse::inline::inline;
use crate::resolve::{NodeId, Saying, Text};
use crate::route::{Place, Site};
use thing::{Brief, Thing, brief, embed, named};

/// Actors in short as dossiers tell of them in one language: these lie in one folder, so that
/// addresses read the same on all of them.
pub struct Briefs {
    /// For each node, once a dossier asked for it.
    actors: Vec<OnceLock<Option<Box<RawValue>>>>,
}

impl Briefs {
    /// Nobody yet of so many nodes.
    pub fn of(nodes: usize) -> Self {
        Self {
            actors: (0..nodes).map(|_| OnceLock::new()).collect(),
        }
    }
}

/// The node `id` as the page in `lang` shows it under this title and summary, both without markup,
/// ready to stand in a `script` element; ordinary pages say nothing. `briefs` are those of this
/// language.
pub fn node(
    site: Site<'_>,
    id: NodeId,
    lang: Lang,
    title: &str,
    summary: Option<&str>,
    briefs: &Briefs,
) -> Option<String> {
    let page = Page {
        briefs: Some(briefs),
        ..Page::of(site, lang, Place::Node(id))
    };
    let text = site.library.node(id).text(lang);
    let thing = match (text.dossier(), text.actor()) {
        (Some(dossier), _) => Thing {
            headline: Some(title),
            ..page.article(id, text, dossier)
        },
        (_, Some(actor)) => page.portrait(id, actor, title),
        _ => return None,
    };
    Some(embed(Thing {
        description: summary.map(Cow::Borrowed),
        ..thing
    }))
}

/// The site itself, as its home page in `lang` shows it.
pub fn site(site: Site<'_>, lang: Lang) -> String {
    let config = site.config;
    let description = config.description.as_ref();
    let path = site.routes.path(&Place::Home, lang);
    embed(Thing {
        r#type: "WebSite",
        name: Some(config.title.get(lang, &config.languages).into()),
        description: description.map(|text| text.get(lang, &config.languages).into()),
        url: Some(site.address(&path, &path)),
        in_language: Some(lang.as_str()),
        publisher: config.publisher.as_ref().map(publisher),
        ..Thing::default()
    })
}

/// All events, as the chronology in `lang` shows them; `word` words how well one is established.
pub fn chronology(site: Site<'_>, lang: Lang, word: &dyn Fn(Status) -> String) -> String {
    let page = Page::of(site, lang, Place::Index(Section::Chronology));
    let events = site.library.events.iter().map(|event| Thing {
        disambiguating_description: event.status.doubt().map(word),
        ..page.event(event)
    });
    page.list(events.collect())
}

/// All quotations whose speaker is known, as the register in `lang` shows them.
pub fn quotations(site: Site<'_>, lang: Lang) -> String {
    let page = Page::of(site, lang, Place::Index(Section::Quotes));
    let speakers = site.library.of_kind(Kind::Actor);
    let said = speakers.flat_map(|(id, _)| {
        let sayings = site.library.graph.sayings(lang, id).iter();
        sayings.map(move |saying| (id, saying))
    });
    page.list(
        said.map(|(id, saying)| page.quotation(id, saying))
            .collect(),
    )
}

/// A source, as its page shows it.
pub fn source(source: &Source) -> String {
    embed(work(source))
}

/// A page of the site.
struct Page<'a> {
    site: Site<'a>,
    lang: Lang,
    path: OutPath,
    briefs: Option<&'a Briefs>,
}

impl<'a> Page<'a> {
    fn of(site: Site<'a>, lang: Lang, place: Place) -> Self {
        let path = site.routes.path(&place, lang);
        Self {
            site,
            lang,
            path,
            briefs: None,
        }
    }

    fn article(&self, id: NodeId, text: &'a Text, dossier: &'a Dossier) -> Thing<'a> {
        let authors = dossier.authors.iter().flatten();
        let corrections = dossier.corrections.iter().flatten();
        let replies = dossier.replies.iter().flatten();
        let cast = self.site.library.cast(id, self.lang);
        let cited = text.cited.references.iter();
        let cited = cited.filter_map(|cited| self.site.library.sources.get(&cited.source));
        Thing {
            r#type: "NewsArticle",
            url: Some(self.url(id)),
            in_language: Some(text.lang.as_str()),
            date_published: day(dossier.date.as_ref()),
            date_modified: day(dossier.updated.as_ref()),
            temporal_coverage: dossier.covers.as_ref().and_then(period),
            keywords: dossier.tags.as_deref().unwrap_or_default(),
            author: authors.map(|name| named("Person", name.as_str())).collect(),
            publisher: self.site.config.publisher.as_ref().map(publisher),
            about: cast.keys().filter_map(|id| self.actor(*id)).collect(),
            citation: cited.map(work).collect(),
            correction: corrections
                .map(|correction| Thing {
                    r#type: "CorrectionComment",
                    text: Some(inline(&correction.text, text.lang).text),
                    date_published: correction.date.datetime(),
                    ..Thing::default()
                })
                .collect(),
            comment: replies
                .map(|reply| Thing {
                    r#type: "Comment",
                    text: Some(inline(&reply.text, text.lang).text),
                    date_published: day(reply.published.as_ref()),
                    creator: self.named_actor(&reply.actor),
                    ..Thing::default()
                })
                .collect(),
            ..Thing::default()
        }
    }

    /// An actor in full.
    fn portrait(&self, id: NodeId, actor: &'a Actor, name: &'a str) -> Thing<'a> {
        let wikidata = actor.wikidata.iter();
        let wikidata = wikidata.map(|id| format!("https://www.wikidata.org/entity/{id}"));
        let links = actor.links.iter().flatten().map(|link| link.url.clone());
        Thing {
            alternate_name: actor.aliases.iter().flatten().map(|a| a.text()).collect(),
            url: Some(self.url(id)),
            same_as: wikidata.chain(links).collect(),
            ..named(kind(actor), name)
        }
    }

    /// An actor by its name and page.
    fn actor(&self, id: NodeId) -> Option<Brief<'a>> {
        let Some(briefs) = self.briefs else {
            return self.brief(id).map(Cow::Owned);
        };
        let known = briefs.actors[id.index()].get_or_init(|| self.brief(id));
        known.as_deref().map(Cow::Borrowed)
    }

    fn brief(&self, id: NodeId) -> Option<Box<RawValue>> {
        let node = self.site.library.node(id);
        let text = node.text(self.lang);
        let name = inline(node.title(self.lang), text.lang).text;
        Some(brief(kind(text.actor()?), &name, &self.url(id)))
    }

    /// The actor of this id by its name and page.
    fn named_actor(&self, id: &str) -> Option<Brief<'a>> {
        self.actor(self.site.library.find(Kind::Actor, id)?)
    }

    fn event(&self, event: &'a Event) -> Thing<'a> {
        let library = self.site.library;
        let said = |text: &Localized| {
            let (lang, text) = text.told(self.lang, &library.languages);
            inline(text, lang)
        };
        let actors = event.actors.iter();
        let actors = actors.filter_map(|id| library.find(Kind::Actor, id));
        let works = |ids: &'a [String]| -> Vec<Thing<'a>> {
            let sources = ids.iter().filter_map(|id| library.sources.get(id));
            sources.map(cited_work).collect()
        };
        let claims = event.claims.iter().map(|claim| Thing {
            r#type: "Claim",
            text: Some(said(&claim.text).text),
            citation: works(&claim.sources),
            ..Thing::default()
        });
        let (start, end) = bounds(&event.date);
        Thing {
            description: event.text.as_ref().map(|text| said(text).text.into()),
            url: Some(self.here().with_fragment(&event.anchor())),
            start_date: start,
            end_date: end,
            location: event.place.as_deref(),
            about: actors.filter_map(|id| self.actor(id)).collect(),
            subject_of: works(&event.sources).into_iter().chain(claims).collect(),
            ..named("Event", said(&event.title).text)
        }
    }

    fn quotation(&self, speaker: NodeId, saying: &Saying) -> Thing<'a> {
        let text = self.site.library.node(saying.node).text(self.lang);
        let quotation = &text.body.quotations[saying.quotation];
        let said = text.body.blocks[quotation.blocks.clone()].iter();
        let said: Vec<&str> = said.map(|block| block.text.as_str()).collect();
        let cited = quotation.citations.iter();
        let cited = cited.flat_map(|index| &text.body.citations[*index].items);
        let cited = cited.filter_map(|item| self.site.library.sources.get(&item.source));
        let lang = text.quoted_in[saying.quotation].as_ref();
        Thing {
            r#type: "Quotation",
            text: Some(said.join("\n")),
            in_language: Some(lang.unwrap_or(&text.lang).as_str()),
            url: Some(
                self.url(saying.node)
                    .with_fragment(&anchor(quotation.blocks.start)),
            ),
            creator: self.actor(speaker),
            citation: cited.map(cited_work).collect(),
            ..Thing::default()
        }
    }

    /// A page whose matter is a list.
    fn list(&self, items: Vec<Thing<'a>>) -> String {
        let list = Thing {
            r#type: "ItemList",
            item_list_element: items,
            ..Thing::default()
        };
        embed(Thing {
            r#type: "CollectionPage",
            url: Some(self.here()),
            in_language: Some(self.lang.as_str()),
            main_entity: Some(Box::new(list)),
            ..Thing::default()
        })
    }

    fn here(&self) -> Url {
        self.site.address(&self.path, &self.path)
    }

    /// Where a node is: in absolute terms, the page of the text that is shown, as its canonical
    /// address says.
    fn url(&self, id: NodeId) -> Url {
        let lang = match self.site.config.base_url {
            Some(_) => self.site.library.node(id).text(self.lang).lang,
            None => self.lang,
        };
        let path = self.site.routes.node(id, lang);
        self.site.address(path, &self.path)
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

/// The ends of a time that is neither approximate nor uncertain.
fn bounds(date: &Date) -> (Option<&str>, Option<&str>) {
    let known = |end: &&str| !matches!(*end, "" | "..");
    match period(date).map(|period| period.split_once('/').unwrap_or((period, ""))) {
        Some((start, end)) => (Some(start).filter(known), Some(end).filter(known)),
        None => (None, None),
    }
}

/// A source with what is known of it.
fn work(source: &Source) -> Thing<'_> {
    let container = source.container_title.as_deref();
    let archived = source.archived.as_ref();
    let archived = archived.and_then(|archived| archived.url.as_deref());
    let publisher = source.publisher.as_deref();
    Thing {
        in_language: source.language.as_deref(),
        date_published: day(source.issued.as_ref()),
        author: source.author.iter().map(author).collect(),
        publisher: publisher.map(|name| Box::new(named("Organization", name))),
        is_part_of: container.map(|name| Box::new(named("CreativeWork", name))),
        archived_at: archived.and_then(Url::external),
        ..cited_work(source)
    }
}

/// A source by its title and address.
fn cited_work(source: &Source) -> Thing<'_> {
    Thing {
        url: source.url.as_deref().and_then(Url::external),
        ..named(work_type(source), source.shown_title())
    }
}

fn author(name: &Name) -> Thing<'_> {
    let r#type = match name.literal {
        Some(_) => "Organization",
        None => "Person",
    };
    named(r#type, name.in_full())
}

/// The type of schema.org for a type of CSL.
fn work_type(source: &Source) -> &'static str {
    match source.r#type.as_deref().unwrap_or_default() {
        "article-newspaper" | "article-magazine" => "NewsArticle",
        "article-journal" => "ScholarlyArticle",
        "bill" | "legislation" => "Legislation",
        "book" => "Book",
        "chapter" => "Chapter",
        "post" => "SocialMediaPosting",
        "post-weblog" => "BlogPosting",
        "report" => "Report",
        "thesis" => "Thesis",
        "webpage" => "WebPage",
        _ => "CreativeWork",
    }
}

fn publisher(publisher: &Publisher) -> Box<Thing<'_>> {
    Box::new(Thing {
        url: publisher.url.as_deref().and_then(Url::external),
        ..named("Organization", publisher.name.as_str())
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
