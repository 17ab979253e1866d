//! Library -> what can be found, each with the passages that a search reads and shows.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::{Serialize, Serializer};

use crate::base::path::{OutPath, Url};
use crate::config::Section;
use crate::locale::dates::Date;
use crate::locale::{Lang, Locale, Localized, typography};
use crate::parse::Kind;
use crate::parse::body::{BlockKind, Body, Quotation, anchor};
use crate::parse::front::{Alias, Event, Source};
use crate::parse::inline::inline;
use crate::resolve::{NodeId, Text};
use crate::route::{Place, Site};
use crate::theme::Theme;

/// Something that can be found.
#[derive(Debug, Hash)]
pub(super) struct Entry<'a> {
    /// What it is.
    pub(super) kind: Sort,
    /// Where it is, seen from the page that searches.
    pub(super) url: Url,
    /// What tells it from others of the same title, in a few words: a date, a function.
    pub(super) note: String,
    /// What it says; the first passage is its title.
    pub(super) passages: Vec<Passage<'a>>,
}

/// What is found: the order in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sort {
    Actor,
    Dossier,
    Event,
    Quotation,
    Source,
    Page,
}

/// A text that belongs together.
#[derive(Debug, Hash)]
pub(super) struct Passage<'a> {
    /// Its address within the page.
    pub(super) anchor: Anchor<'a>,
    /// What it says, without markup, as written.
    pub(super) text: Cow<'a, str>,
    /// The language it is in.
    pub(super) lang: Lang,
}

/// Where a passage is in its page.
#[derive(Clone, Copy, Debug, Hash)]
pub(super) enum Anchor<'a> {
    /// It has no address of its own.
    Page,
    /// One of the blocks of the text.
    Block(usize),
    /// The heading of this id.
    Heading(&'a str),
}

impl Serialize for Anchor<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Page => serializer.serialize_str(""),
            Self::Block(block) => serializer.serialize_str(&anchor(*block)),
            Self::Heading(id) => serializer.serialize_str(id),
        }
    }
}

impl Sort {
    /// The word by which the reader's script knows it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Dossier => "dossier",
            Self::Event => "event",
            Self::Quotation => "quotation",
            Self::Source => "source",
            Self::Page => "page",
        }
    }
}

/// Everything that can be found in the language of `locale`, in the order in which it is shown.
pub(super) fn all<'a>(site: Site<'a>, theme: &'a Theme, locale: &'a Locale) -> Vec<Entry<'a>> {
    let finder = Finder {
        site,
        theme,
        locale,
        from: site.routes.path(&Place::Search, locale.lang),
    };
    let library = site.library;
    let nodes = |kind| -> Vec<NodeId> { library.of_kind(kind).map(|(id, _)| id).collect() };
    let (actors, pages) = (nodes(Kind::Actor), nodes(Kind::Page));
    let node = |id: &NodeId| finder.node(*id);
    let story = &library.graph.story;
    let everyone: Vec<NodeId> = library.all().map(|(id, _)| id).collect();
    let mut entries: Vec<Entry<'_>> = actors.par_iter().map(node).collect();
    entries.par_extend(story.par_iter().map(node));
    entries.par_extend(library.events.par_iter().map(|event| finder.event(event)));
    entries.par_extend(
        everyone
            .par_iter()
            .flat_map_iter(|id| finder.quotations(*id)),
    );
    let sources = library.evidence.keys().map(|id| &library.sources[id]);
    entries.extend(sources.map(|source| finder.source(source)));
    entries.par_extend(pages.par_iter().map(node));
    entries
}

/// The site as the page that searches it sees it.
struct Finder<'a> {
    site: Site<'a>,
    theme: &'a Theme,
    locale: &'a Locale,
    from: OutPath,
}

impl<'a> Finder<'a> {
    fn node(&self, id: NodeId) -> Entry<'a> {
        let node = self.site.library.node(id);
        let text = node.text(self.locale.lang);
        let mut passages = vec![self.title(id)];
        let mut note = node.date().map(|date| self.date(date));
        if let Some(actor) = text.actor() {
            let aliases: Vec<_> = actor.aliases.iter().flatten().map(Alias::text).collect();
            passages.extend(beside(aliases.join(", "), text.lang));
            let role = actor.role.as_ref();
            note = role.map(|role| self.localized(role).text.into_owned());
        }
        let summary = text.front.summary().unwrap_or_default();
        passages.extend(beside(inline(summary, text.lang).text, text.lang));
        passages.extend(blocks(text));
        Entry {
            kind: match node.kind {
                Kind::Actor => Sort::Actor,
                Kind::Dossier => Sort::Dossier,
                Kind::Page => Sort::Page,
            },
            url: self.url(self.site.routes.node(id, self.locale.lang)),
            note: note.unwrap_or_default(),
            passages,
        }
    }

    fn event(&self, event: &'a Event) -> Entry<'a> {
        let library = self.site.library;
        let actors = event.actors.iter();
        let actors = actors.filter_map(|id| library.find(Kind::Actor, id));
        let actors: Vec<_> = actors.map(|id| self.title(id).text).collect();
        let texts = event.claims.iter().map(|claim| &claim.text);
        let texts = event.text.iter().chain(texts);
        let mut passages = vec![self.localized(&event.title)];
        passages.extend(texts.map(|text| self.localized(text)));
        passages.extend(beside(actors.join(", "), self.locale.lang));
        let chronology = Place::Index(Section::Chronology);
        let page = self.site.routes.path(&chronology, self.locale.lang);
        Entry {
            kind: Sort::Event,
            url: self.url(&page).with_fragment(&event.anchor()),
            note: self.event_note(event),
            passages,
        }
    }

    /// When an event was, and its status if it is not simply a fact.
    fn event_note(&self, event: &Event) -> String {
        let date = self.date(&event.date);
        let Some(status) = event.status.doubt() else {
            return date;
        };
        let key = format!("status-{}", status.name());
        format!("{date} · {}", self.theme.word(self.locale.lang, &key))
    }

    fn quotations(&self, id: NodeId) -> impl Iterator<Item = Entry<'a>> {
        let text = self.site.library.node(id).text(self.locale.lang);
        let quotations = text.body.quotations.iter().zip(&text.quoted_in);
        quotations.map(move |(quotation, lang)| {
            let said = quotation.blocks.clone();
            let lang = lang.unwrap_or(text.lang);
            let said = said.map(|block| {
                let text = text.body.blocks[block].text.as_str();
                passage(text.into(), Anchor::Block(block), lang)
            });
            let mut passages = vec![self.speaker(id, text, quotation)];
            passages.extend(said);
            Entry {
                kind: Sort::Quotation,
                url: self.url(self.site.routes.node(id, self.locale.lang)),
                note: self.title(id).text.into_owned(),
                passages,
            }
        })
    }

    fn source(&self, source: &'a Source) -> Entry<'a> {
        let lang = source.lang().unwrap_or(self.locale.lang);
        let author = source.author.iter().map(|name| name.in_full());
        let publishers = [&source.container_title, &source.publisher];
        let publishers = publishers
            .into_iter()
            .flatten()
            .map(|name| name.as_str().into());
        let names: Vec<_> = author.chain(publishers).collect();
        let date = source.issued.as_ref().map(|date| self.date(date));
        let mut passages = vec![passage(source.shown_title(), Anchor::Page, lang)];
        passages.extend(beside(names.join(", "), lang));
        Entry {
            kind: Sort::Source,
            url: self.url(self.site.routes.source(&source.id, self.locale.lang)),
            note: date.unwrap_or_default(),
            passages,
        }
    }

    /// Who says a quotation of the text of `id`: the actor, else whoever is named beneath it, else
    /// the text itself.
    fn speaker(&self, id: NodeId, text: &'a Text, quotation: &Quotation) -> Passage<'a> {
        if let Some(speaker) = text.speaker(quotation) {
            return self.title(speaker);
        }
        let attribution = text.body.blocks.get(quotation.blocks.end);
        let attribution = attribution.map_or("", |block| &block.text);
        match attribution.trim_matches(|letter: char| !letter.is_alphanumeric()) {
            "" => self.title(id),
            name => passage(name.into(), Anchor::Page, text.lang),
        }
    }

    fn title(&self, id: NodeId) -> Passage<'a> {
        let node = self.site.library.node(id);
        let lang = node.text(self.locale.lang).lang;
        let title = inline(node.title(self.locale.lang), lang).text;
        passage(title.into(), Anchor::Page, lang)
    }

    fn localized(&self, text: &Localized) -> Passage<'a> {
        let (lang, text) = text.told(self.locale.lang, &self.site.library.languages);
        passage(inline(text, lang).text.into(), Anchor::Page, lang)
    }

    fn date(&self, date: &Date) -> String {
        self.locale.dates.words(date)
    }

    fn url(&self, path: &OutPath) -> Url {
        path.url_from(&self.from)
    }
}

/// The blocks of a text, but for quotations that are entries of their own.
fn blocks(text: &Text) -> Vec<Passage<'_>> {
    let Body {
        blocks,
        headings,
        quotations,
        ..
    } = &*text.body;
    let is_quoted = |index: &usize| {
        let mut quoted = quotations.iter().map(|quotation| &quotation.blocks);
        quoted.any(|quoted| (quoted.start..=quoted.end).contains(index))
    };
    let mut headings = headings.iter();
    let mut passages = Vec::with_capacity(blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let heading = match block.kind {
            BlockKind::Heading => headings.next(),
            _ => None,
        };
        let anchor = heading.map_or(Anchor::Block(index), |heading| Anchor::Heading(&heading.id));
        if !is_quoted(&index) {
            passages.push(passage(block.text.as_str().into(), anchor, text.lang));
        }
    }
    passages
}

fn passage<'a>(text: Cow<'a, str>, anchor: Anchor<'a>, lang: Lang) -> Passage<'a> {
    Passage { anchor, text, lang }
}

/// A text that stands beside the title, if there is one.
fn beside(text: String, lang: Lang) -> Option<Passage<'static>> {
    (!text.is_empty()).then(|| passage(text.into(), Anchor::Page, lang))
}

impl Entry<'_> {
    /// Bytes of what it says.
    pub(super) fn length(&self) -> usize {
        self.passages.iter().map(|passage| passage.text.len()).sum()
    }
}

impl Passage<'_> {
    /// What it says as it is shown.
    pub(super) fn set(&self) -> Cow<'_, str> {
        let set = typography::set(&self.text, self.lang, None, None);
        match set.contains('\u{ad}') {
            true => set.replace('\u{ad}', "").into(),
            false => set,
        }
    }
}
