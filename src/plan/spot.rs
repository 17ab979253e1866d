//! The desk seen from one page: links, dates and lists as they stand there.

use std::borrow::Cow;

use crate::base::path::{OutPath, Url};
use crate::export::json_ld;
use crate::locale::dates::Date;
use crate::locale::{Lang, Locale, Localized, typography};
use crate::parse::body::{Body, anchor, cite_anchor, reference_anchor};
use crate::parse::front::{Actor, Source};
use crate::parse::inline::inline;
use crate::parse::{Kind, body};
use crate::plan::desk::{Desk, worded};
use crate::plan::shown::Shown;
use crate::plan::view::{self, Ready};
use crate::resolve::{NodeId, Text};
use crate::route::{HOME, Place, Redirect, code_css, theme_asset};

/// A page to be planned: what it shows, its language, its address.
pub(super) struct Spot<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) subject: Subject<'a>,
    pub(super) lang: Lang,
    pub(super) path: OutPath,
    /// Actors as all pages of this kind show them, if there are many.
    shown: Option<&'a Shown>,
}

/// What a page shows.
pub(super) enum Subject<'a> {
    /// A place of the site, at its own address.
    Place(Place),
    /// The way from an old address to a place.
    Redirect(&'a Redirect),
}

impl Subject<'_> {
    /// The place a reader means who comes here.
    fn place(&self) -> Cow<'_, Place> {
        match self {
            Self::Place(place) => Cow::Borrowed(place),
            Self::Redirect(redirect) => Cow::Owned(Place::Node(redirect.to)),
        }
    }
}

impl<'a> Spot<'a> {
    pub(super) fn new(desk: &'a Desk<'a>, subject: Subject<'a>, lang: Lang) -> Self {
        let path = match &subject {
            Subject::Place(place) => desk.site.routes.path(place, lang),
            Subject::Redirect(redirect) => redirect.from.clone(),
        };
        let shown = match &subject {
            Subject::Place(Place::Node(id)) => desk.shown(desk.site.library.node(*id).kind, lang),
            _ => None,
        };
        Self {
            desk,
            subject,
            lang,
            path,
            shown,
        }
    }

    /// The node whose page it is, if it is one's.
    pub(super) fn node(&self) -> Option<NodeId> {
        match self.subject {
            Subject::Place(Place::Node(id)) => Some(id),
            _ => None,
        }
    }

    /// The page's locale.
    pub(super) fn locale(&self) -> &'a Locale {
        &self.desk.locales[&self.lang]
    }

    /// The language of a text, if it is another than the page's.
    pub(super) fn other(&self, lang: Lang) -> Option<String> {
        (lang != self.lang).then(|| lang.to_string())
    }

    /// Where another place of the same language is.
    pub(super) fn url(&self, place: &Place) -> Url {
        self.desk
            .site
            .routes
            .path(place, self.lang)
            .url_from(&self.path)
    }

    /// A node by its title.
    pub(super) fn link(&self, node: NodeId) -> view::Link<'a> {
        let title = Cow::Borrowed(self.desk.title(node, self.lang).text.as_str());
        let url = self.node_url(node);
        view::Link { title, url }
    }

    /// The page of a node.
    pub(super) fn node_url(&self, node: NodeId) -> Url {
        let path = self.desk.site.routes.node(node, self.lang);
        path.url_from(&self.path)
    }

    /// A node by its title, at one of its paragraphs.
    pub(super) fn link_at(&self, node: NodeId, block: Option<usize>) -> view::Link<'a> {
        let view::Link { title, url } = self.link(node);
        let url = match block {
            Some(block) => url.with_fragment(&anchor(block)),
            None => url,
        };
        view::Link { title, url }
    }

    /// A date in the page's language.
    pub(super) fn date(&self, date: &Date) -> view::Date {
        worded(date, self.locale())
    }

    /// When a dossier was written, in the page's language.
    pub(super) fn written(&self, id: NodeId) -> Option<Cow<'a, Ready<view::Date>>> {
        self.desk.date(id, self.lang).map(Cow::Borrowed)
    }

    /// A date of a dossier, most often that when it was written.
    pub(super) fn date_of(&self, id: NodeId, date: &Date) -> Cow<'a, Ready<view::Date>> {
        let is_written = self.desk.site.library.node(id).date() == Some(date);
        let written = self.written(id).filter(|_| is_written);
        written.unwrap_or_else(|| Cow::Owned(Ready::new(&self.date(date))))
    }

    /// Inline Markdown in the page's language.
    pub(super) fn inline(&self, markdown: &str) -> String {
        inline(markdown, self.lang).html
    }

    /// A dossier in a list.
    pub(super) fn entry(&self, id: NodeId) -> view::Entry<'a> {
        let node = self.desk.site.library.node(id);
        let view::Link { title, url } = self.link(id);
        view::Entry {
            title,
            url,
            date: self.written(id),
            summary: self.desk.summary(id, self.lang).map(Cow::Borrowed),
            unpublished: node.unpublished,
        }
    }

    /// A dossier in the story: its date is that by which it stands there.
    pub(super) fn told(&self, id: NodeId) -> view::Entry<'a> {
        let date = self.desk.site.library.node(id).story_date();
        view::Entry {
            date: date.map(|date| self.date_of(id, date)),
            ..self.entry(id)
        }
    }

    /// An actor in a list, named `mentions` times.
    pub(super) fn actor_link(&self, id: NodeId, mentions: usize) -> view::ActorLink<'a> {
        view::ActorLink {
            actor: self.actor(id),
            mentions: self.desk.mentions(mentions, self.lang),
        }
    }

    /// An actor as lists tell of it.
    pub(super) fn actor(&self, id: NodeId) -> Cow<'a, Ready<view::ActorHead<'static>>> {
        let actor = || Ready::new(&self.actor_head(id));
        match self.shown {
            Some(shown) => Cow::Borrowed(shown.actor(id, actor)),
            None => Cow::Owned(actor()),
        }
    }

    fn actor_head(&self, id: NodeId) -> view::ActorHead<'a> {
        let actor = self.desk.site.library.node(id).text(self.lang).actor();
        let role = actor.and_then(|actor| self.role(actor));
        let kind = actor.and_then(|actor| actor.kind);
        let kind = kind.map(|kind| self.desk.kind(kind, self.lang).into());
        let view::Link { title, url } = self.link(id);
        view::ActorHead {
            title,
            url,
            what: role.filter(|role| !role.is_empty()).or(kind),
            about: self.desk.summary(id, self.lang).map(Cow::Borrowed),
        }
    }

    /// What a node's file says without markup, in the typography of its language.
    pub(super) fn set_of(&self, id: NodeId, text: &'a str) -> Cow<'a, str> {
        let lang = self.desk.site.library.node(id).text(self.lang).lang;
        typography::set(text, lang, None, None)
    }

    /// A text without markup, in the typography of the language it is told in.
    pub(super) fn set(&self, text: &'a Localized) -> Cow<'a, str> {
        text.set(self.lang, &self.desk.site.library.languages)
    }

    /// The function of an actor.
    pub(super) fn role(&self, actor: &'a Actor) -> Option<Cow<'a, str>> {
        actor.role.as_ref().map(|role| self.set(role))
    }

    /// The pages that lead to a node.
    pub(super) fn backlinks(&self, id: NodeId) -> Vec<view::Backlink<'a>> {
        let backlinks = self.desk.site.library.graph.backlinks(self.lang, id).iter();
        let view = |backlink: &crate::resolve::Backlink| {
            let view::Link { title, url } = self.link_at(backlink.node, backlink.block);
            let date = self.written(backlink.node);
            view::Backlink { title, url, date }
        };
        backlinks.map(view).collect()
    }

    /// The headings of a text.
    pub(super) fn contents(&self, body: &'a Body) -> Vec<view::Heading<'a>> {
        let heading = |heading: &'a body::Heading| view::Heading {
            id: &heading.id,
            title: typography::set(&heading.text, body.lang, None, None),
            level: heading.level,
        };
        body.headings.iter().map(heading).collect()
    }

    /// The references at the foot of the page.
    pub(super) fn references(&self, text: &'a Text) -> Vec<view::Reference<'a>> {
        let references = text.cited.references.iter();
        let view = |reference: &'a crate::resolve::Reference| view::Reference {
            id: reference_anchor(&reference.source),
            number: reference.number.as_deref(),
            html: Cow::Borrowed(&reference.html),
            url: self.source_url(&reference.source),
            cited_at: reference
                .cited_by
                .iter()
                .map(|index| cite_anchor(*index))
                .collect(),
        };
        references.map(view).collect()
    }

    /// A source on which something rests, by its title.
    pub(super) fn source_link(&self, source: &'a Source) -> view::Link<'a> {
        view::Link {
            title: source.shown_title(),
            url: self.source_url(&source.id),
        }
    }

    /// The page of a source on which something rests.
    pub(super) fn source_url(&self, id: &str) -> Url {
        let path = self.desk.site.routes.source(id, self.lang);
        path.url_from(&self.path)
    }

    /// What every page has.
    pub(super) fn frame(&self, kind: &'a str, title: Cow<'a, str>) -> view::Frame<'a> {
        let base = self.desk.site.config.base_url.as_deref();
        let site = &self.desk.site;
        let languages = site.library.languages.iter();
        let place = self.subject.place();
        let unpublished = match *place {
            Place::Node(id) => site.library.node(id).unpublished,
            _ => false,
        };
        view::Frame {
            lang: self.desk.tag(self.lang),
            title,
            description: None,
            kind,
            home: self.url(&Place::Home),
            assets: theme_asset("").url_from(&self.path),
            code_css: None,
            translations: languages
                .filter_map(|lang| self.translation(&place, lang, base))
                .collect(),
            untranslated: None,
            canonical: base.map(|base| {
                let lang = self.told_in(&place, self.lang);
                site.routes.path(&place, lang).absolute(base)
            }),
            card: self.card_url(),
            linked_data: None,
            breadcrumbs: Vec::new(),
            unpublished,
        }
    }

    /// The frame of a node's page.
    pub(super) fn node_frame(&self, kind: &'a str, id: NodeId, text: &'a Text) -> view::Frame<'a> {
        let title = Cow::Borrowed(self.desk.title(id, self.lang).text.as_str());
        let other = Some(&text.lang).filter(|lang| **lang != self.lang);
        let summary = self.desk.summary(id, self.lang);
        let briefs = self.desk.briefs(self.lang);
        let linked_data = json_ld::node(self.desk.site, id, self.lang, &title, summary, briefs);
        view::Frame {
            description: summary.map(Cow::Borrowed),
            code_css: (!text.body.code.is_empty()).then(|| code_css().url_from(&self.path)),
            untranslated: other.map(Lang::as_str),
            linked_data,
            unpublished: self.desk.site.library.node(id).unpublished,
            ..self.frame(kind, title)
        }
    }

    /// The language of what the page of `place` in `lang` tells: another where it is not translated.
    pub(super) fn told_in(&self, place: &Place, lang: Lang) -> Lang {
        let library = self.desk.site.library;
        let node = match place {
            Place::Node(id) => Some(*id),
            Place::Home => library.find(Kind::Page, HOME),
            _ => None,
        };
        node.map_or(lang, |id| library.node(id).text(lang).lang)
    }

    /// `place` in another language; a tag may have none there.
    fn translation(
        &self,
        place: &Place,
        lang: &'a Lang,
        base: Option<&str>,
    ) -> Option<view::Translation<'a>> {
        if let Place::Tag(slug) = place
            && !self.desk.site.library.graph.tags[lang].contains_key(slug)
        {
            return None;
        }
        let path = self.desk.site.routes.path(place, *lang);
        Some(view::Translation {
            lang: lang.as_str(),
            name: self.desk.own_name(*lang),
            url: path.url_from(&self.path),
            absolute: base.map(|base| path.absolute(base)),
            current: *lang == self.lang,
            translated: self.told_in(place, *lang) == *lang,
        })
    }
}
