//! What all pages are planned from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::memo::{Aside, Memo};
use crate::base::path::{OutPath, SourcePath};
use crate::config::Section;
use crate::export::json_ld::Briefs;
use crate::locale::dates::Date;
use crate::locale::{Lang, Locale, Localized};
use crate::parse::Kind;
use crate::parse::front::ActorKind;
use crate::parse::inline::{Inline, inline};
use crate::plan::bindings::BodyWords;
use crate::plan::shown::Shown;
use crate::plan::view::{self, Ready};
use crate::resolve::{Gist, Node, NodeId};
use crate::route::{Place, Site, theme_asset};
use crate::theme::Theme;

/// The results of the earlier stages, and what every page needs of them, computed once.
pub struct Desk<'a> {
    /// The dossier with its addresses.
    pub site: Site<'a>,
    /// The theme.
    pub theme: &'a Theme,
    /// The locales of the site's languages.
    pub locales: &'a BTreeMap<Lang, Arc<Locale>>,
    /// How nodes are named: for each node a head in each of the site's languages, in order.
    heads: Vec<Arc<Head>>,
    /// For each language the most used names of things, worded.
    words: BTreeMap<Lang, Words>,
    /// Actors as the many pages of dossiers and of actors show them, by the kind and language of
    /// these.
    shown: BTreeMap<(Kind, Lang), Shown>,
    /// The same in the words of schema.org, as dossiers tell of them.
    briefs: BTreeMap<Lang, Briefs>,
}

/// What earlier builds have worded.
pub type Heads = Memo<Head>;

/// How a node is named elsewhere.
#[derive(Debug)]
pub struct Head {
    title: Inline,
    date: Option<Ready<view::Date>>,
    summary: Option<String>,
}

/// Strings of the interface that are not left to templates.
struct Words {
    own_name: String,
    kinds: BTreeMap<ActorKind, String>,
    body: BodyWords,
    mentions: Counts,
    dossiers: Counts,
}

/// Small numbers of things with the word for these, as lists show them all the time.
struct Counts {
    /// The message that is the word.
    key: &'static str,
    small: Vec<Ready<view::Count>>,
}

impl<'a> Desk<'a> {
    /// Lays out the results of the earlier stages.
    pub fn new(
        site: Site<'a>,
        theme: &'a Theme,
        locales: &'a BTreeMap<Lang, Arc<Locale>>,
        heads: &Heads,
    ) -> Self {
        let library = site.library;
        let heads = library.nodes.par_iter().flat_map_iter(|node| {
            let languages = library.languages.iter();
            languages.map(move |lang| {
                let wording = Wording::new(node, &locales[lang]);
                heads.call(&wording, Wording::head)
            })
        });
        let words = |lang: &Lang| {
            let word = |key: &str| theme.word(*lang, key);
            let alerts = BodyWords::ALERTS.map(|kind| (kind, word(&format!("alert-{kind}"))));
            let body = BodyWords {
                notes: word("notes"),
                back_to_text: word("back-to-text"),
                alerts: alerts.into(),
            };
            let kinds = ActorKind::ALL.map(|kind| (kind, word(&format!("kind-{}", kind.name()))));
            (
                *lang,
                Words {
                    own_name: word("language-name"),
                    kinds: kinds.into(),
                    body,
                    mentions: Counts::new("mentions-word", theme, *lang),
                    dossiers: Counts::new("dossiers-word", theme, *lang),
                },
            )
        };
        let words = library.languages.iter().map(words).collect();
        let kinds = library.languages.iter().flat_map(|lang| {
            let kinds = [Kind::Dossier, Kind::Actor].into_iter();
            kinds.map(move |kind| (kind, *lang))
        });
        let shown = kinds.map(|of| (of, Shown::of(library.nodes.len())));
        let shown = shown.collect();
        let briefs = library.languages.iter();
        let briefs = briefs.map(|lang| (*lang, Briefs::of(library.nodes.len())));
        let briefs = briefs.collect();
        let heads = heads.collect();
        Self {
            site,
            theme,
            locales,
            heads,
            words,
            shown,
            briefs,
        }
    }

    /// A node's title in `lang`, as HTML and as text.
    pub fn title(&self, node: NodeId, lang: Lang) -> &Inline {
        &self.head(node, lang).title
    }

    /// When a dossier was written.
    pub fn date(&self, node: NodeId, lang: Lang) -> Option<&Ready<view::Date>> {
        self.head(node, lang).date.as_ref()
    }

    /// What a node says in one or two sentences in `lang`, without markup.
    pub fn summary(&self, node: NodeId, lang: Lang) -> Option<&str> {
        self.head(node, lang).summary.as_deref()
    }

    fn head(&self, node: NodeId, lang: Lang) -> &Head {
        let languages = &self.site.library.languages;
        let language = languages.iter().position(|known| *known == lang);
        &self.heads[node.index() * languages.len() + language.unwrap_or(0)]
    }

    /// Actors in short as the dossiers of one language tell of them.
    pub(super) fn briefs(&self, lang: Lang) -> &Briefs {
        &self.briefs[&lang]
    }

    /// Actors as the pages of this kind show them, if there are many of these.
    pub(super) fn shown(&self, kind: Kind, lang: Lang) -> Option<&Shown> {
        self.shown.get(&(kind, lang))
    }

    /// A language's tag, as long-lived as the library.
    pub fn tag(&self, lang: Lang) -> &'a str {
        let languages = &self.site.library.languages;
        languages
            .iter()
            .find(|known| **known == lang)
            .unwrap_or(&languages[0])
            .as_str()
    }

    /// The name a language has for itself.
    pub fn own_name(&self, lang: Lang) -> &str {
        &self.words[&lang].own_name
    }

    /// The word for a kind of actor.
    pub fn kind(&self, kind: ActorKind, lang: Lang) -> &str {
        &self.words[&lang].kinds[&kind]
    }

    /// So many mentions.
    pub fn mentions(&self, number: usize, lang: Lang) -> Cow<'_, Ready<view::Count>> {
        self.words[&lang].mentions.get(number, self.theme, lang)
    }

    /// So many dossiers.
    pub fn dossiers(&self, number: usize, lang: Lang) -> Cow<'_, Ready<view::Count>> {
        self.words[&lang].dossiers.get(number, self.theme, lang)
    }

    /// The words of the interface that stand in a body.
    pub fn body_words(&self, lang: Lang) -> &BodyWords {
        &self.words[&lang].body
    }

    /// What holds for the site in `lang`.
    pub fn site_view(&self, lang: Lang) -> view::Site<'a> {
        let config = self.site.config;
        let said = |text: &'a Localized| text.set(lang, &config.languages);
        view::Site {
            title: said(&config.title),
            description: config.description.as_ref().map(said),
            publisher: config.publisher.as_ref(),
            base_url: config.base_url.as_deref(),
            languages: config.languages.iter().map(|lang| lang.as_str()).collect(),
            mirrors: &config.mirrors,
            extra: config.extra.as_ref(),
        }
    }

    /// What pages of one language and depth share.
    pub fn shared(&self, lang: Lang, depth: usize) -> view::Shared<'_> {
        let url = |path: &OutPath| path.url_from_depth(depth);
        let place = |place: Place| url(&self.site.routes.path(&place, lang));
        let entry = |section: &Section| view::MenuEntry {
            key: section.key(),
            url: place(Place::Index(*section)),
        };
        let listed = self
            .site
            .config
            .menu
            .iter()
            .filter(|section| **section != Section::Pages);
        view::Shared {
            site: self.site_view(lang),
            lang: self.tag(lang),
            home: place(Place::Home),
            assets: url(&theme_asset("")),
            manifest: self.manifest(lang).as_ref().map(url),
            feed: Some(place(Place::Feed)),
            search: self.theme.search.then(|| place(Place::Search)),
            corrections: place(Place::Index(Section::Corrections)),
            menu: listed.map(entry).collect(),
        }
    }
}

impl Counts {
    /// Most numbers are smaller.
    const SMALL: usize = 32;

    fn new(key: &'static str, theme: &Theme, lang: Lang) -> Self {
        let small = (0..Self::SMALL).map(|number| counted(key, number, theme, lang));
        let small = small.collect();
        Self { key, small }
    }

    fn get(&self, number: usize, theme: &Theme, lang: Lang) -> Cow<'_, Ready<view::Count>> {
        match self.small.get(number) {
            Some(count) => Cow::Borrowed(count),
            None => Cow::Owned(counted(self.key, number, theme, lang)),
        }
    }
}

fn counted(key: &str, number: usize, theme: &Theme, lang: Lang) -> Ready<view::Count> {
    let word = theme.counted(lang, key, number);
    Ready::new(&view::Count { number, word })
}

/// What a head is worded from.
#[derive(Hash)]
struct Wording<'a> {
    title: &'a str,
    date: Option<&'a Date>,
    gist: Option<Gist<'a>>,
    /// The language of the text, and that of the page.
    languages: (Lang, Lang),
    locale: Aside<&'a Locale>,
}

impl<'a> Wording<'a> {
    fn new(node: &'a Node, locale: &'a Locale) -> Self {
        let text = node.text(locale.lang);
        Self {
            title: node.title(locale.lang),
            date: node.date(),
            gist: text.gist(),
            languages: (text.lang, locale.lang),
            locale: Aside(locale),
        }
    }

    fn head(&self) -> Head {
        let (lang, _) = self.languages;
        Head {
            title: inline(self.title, lang),
            date: self
                .date
                .map(|date| Ready::new(&worded(date, self.locale.0))),
            summary: self.gist.map(|gist| gist.words(lang)),
        }
    }
}

/// A date in the language of `locale`.
pub(super) fn worded(date: &Date, locale: &Locale) -> view::Date {
    let (words, datetime) = (locale.dates.words(date), date.datetime());
    let shown = locale.dates.html(&words);
    let html = match &datetime {
        Some(datetime) => format!("<time datetime=\"{datetime}\">{shown}</time>"),
        None => shown,
    };
    view::Date {
        words,
        datetime,
        html,
    }
}

/// The path of `site.yaml`, to which files that no other file asks for belong.
pub(super) fn site_yaml() -> SourcePath {
    SourcePath::new("content/site.yaml")
}
