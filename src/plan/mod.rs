//! What will exist in `dist/`: for every path one [`Recipe`]. Two claims to one path are an error
//! naming both. The files of the search index, named after their contents, are not among them.
//!
//! `desk` holds what all pages are planned from, `spot` is the desk seen from one page, and
//! `pages` turns the library into views, one file a kind of page.

pub mod bindings;
mod card;
mod claims;
mod desk;
mod digest;
mod manifest;
mod pages;
mod shown;
mod spot;
pub mod view;

pub use card::Card;
pub use desk::{Desk, Heads};
pub use digest::Digests;

use std::borrow::Cow;
use std::collections::BTreeMap;
#[cfg(feature = "cards")]
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::base::diag::{Diagnostics, Warned};
use crate::base::memo::{Fingerprint, Hashed};
use crate::base::path::{OutPath, SourcePath};
use crate::config::Section;
use crate::export;
use crate::locale::Lang;
use crate::parse::Kind;
use crate::parse::body::Body;
use crate::plan::bindings::Bindings;
use crate::plan::claims::{Claims, Owner};
use crate::plan::spot::{Spot, Subject};
use crate::route::{self, Place, is_home};
use crate::source::File;
use view::Frame;

/// Everything that will be written.
pub struct Plan<'a> {
    /// What becomes of each path.
    pub recipes: BTreeMap<OutPath, Recipe<'a>>,
    /// What pages of one language and depth share.
    pub shared: BTreeMap<(Lang, usize), view::Shared<'a>>,
    /// What the site holds, in numbers.
    pub summary: Summary,
}

/// What a site holds, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Pages, in all languages.
    pub pages: usize,
    /// Actors.
    pub actors: usize,
    /// Mentions of actors in texts, in all languages.
    pub mentions: usize,
}

/// How one file of `dist/` is made.
pub enum Recipe<'a> {
    /// A page, from a template.
    Page(Sketch<'a>),
    /// The bytes themselves.
    Bytes(Arc<[u8]>),
    /// The stylesheet of code blocks.
    CodeStyles,
    /// An image, from what it shows.
    #[cfg(feature = "cards")]
    Card(Card),
    /// The page that searches the site: it is made last, when it is known where the index is.
    Search(Sketch<'a>),
    /// A copy of a file we read.
    Copy(&'a File),
}

/// A page that will be put together when it is rendered. The views of a whole site would take as
/// much memory as its pages; one at a time, they take none.
pub struct Sketch<'a> {
    spot: Spot<'a>,
}

impl<'a> Sketch<'a> {
    /// Puts the page together.
    pub fn page(&self) -> Page<'a> {
        pages::page(&self.spot)
    }

    /// Puts the page together that searches what the file at `list` lists.
    pub fn search_page(&self, list: &OutPath) -> Page<'a> {
        pages::search(&self.spot, list)
    }

    /// What the page will be made from, without making it.
    pub fn digest(&self, digests: &Digests) -> Fingerprint {
        digests.of(&self.spot)
    }

    /// The language of the page.
    pub fn lang(&self) -> Lang {
        self.spot.lang
    }

    /// The pages of one language and depth share their frame.
    pub fn key(&self) -> (Lang, usize) {
        (self.spot.lang, self.spot.path.depth())
    }

    /// Who asks for the page.
    fn owner(&self) -> Owner<'a> {
        match &self.spot.subject {
            Subject::Redirect(redirect) => Owner::Redirect(redirect),
            Subject::Place(Place::Node(id)) => Owner::Node(*id, self.spot.lang),
            Subject::Place(Place::Source(id)) => Owner::Source(id.clone()),
            Subject::Place(_) => Owner::File(desk::site_yaml()),
        }
    }
}

/// What a page is rendered from: all of it, so that equal pages are equal bytes.
#[derive(Debug, Hash)]
pub struct Page<'a> {
    /// The file that is to blame if rendering fails.
    pub source: SourcePath,
    /// The template, relative to a theme's `templates/`.
    pub template: Cow<'a, str>,
    /// What every page has.
    pub frame: Frame<'a>,
    /// What this kind of page has.
    pub view: View<'a>,
    /// The text, if the page has one.
    pub text: Option<PageText<'a>>,
}

/// The text of a page and what it is bound to.
#[derive(Debug, Hash)]
pub struct PageText<'a> {
    /// The text.
    pub body: &'a Hashed<Body>,
    /// Its links, mentions and citations, seen from the page.
    pub bindings: Bindings<'a>,
}

/// The view of a page, by its kind.
#[derive(Debug, Hash, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "each variant is named after the view it holds")]
pub enum View<'a> {
    Home(Box<view::Home<'a>>),
    Dossier(Box<view::Dossier<'a>>),
    Actor(Box<view::Actor<'a>>),
    Page(view::Page<'a>),
    ActorIndex(view::ActorIndex<'a>),
    DossierIndex(view::DossierIndex<'a>),
    Chronology(view::Chronology<'a>),
    Network(view::Network<'a>),
    Sources(view::Sources<'a>),
    Source(Box<view::Source<'a>>),
    Quotes(view::Quotes<'a>),
    Corrections(view::Corrections<'a>),
    TagIndex(view::TagIndex<'a>),
    Tag(view::Tag<'a>),
    NotFound(view::NotFound),
    Search(view::Search),
    Redirect(view::Redirect),
}

/// Plans every file of the site.
pub fn plan<'a>(desk: &'a Desk<'a>) -> Warned<Plan<'a>> {
    let mut claims = Claims::new(desk.site);
    let redirects = desk.site.routes.redirects.iter();
    let redirects = redirects.map(|redirect| (Subject::Redirect(redirect), redirect.lang));
    #[cfg(feature = "cards")]
    let mut cards = BTreeSet::new();
    for (subject, lang) in places(desk).into_iter().chain(redirects) {
        let spot = Spot::new(desk, subject, lang);
        #[cfg(feature = "cards")]
        cards.extend(spot.card());
        let (path, sketch) = (spot.path.clone(), Sketch { spot });
        let owner = sketch.owner();
        let recipe = match sketch.spot.subject {
            Subject::Place(Place::Search) => Recipe::Search(sketch),
            _ => Recipe::Page(sketch),
        };
        claims.add(path, owner, recipe);
    }
    for (asset, path) in &desk.site.routes.assets {
        claims.add(
            path.clone(),
            Owner::File(asset.clone()),
            Recipe::Copy(&desk.site.sources.files[asset]),
        );
    }
    for (name, asset) in &desk.theme.assets {
        let path = route::theme_asset(name);
        claims.add(path, Owner::File(desk::site_yaml()), Recipe::Copy(asset));
    }
    claims.add(
        route::code_css(),
        Owner::File(desk::site_yaml()),
        Recipe::CodeStyles,
    );
    for (path, bytes) in export::files(desk.site) {
        let recipe = Recipe::Bytes(bytes.into());
        claims.add(path, Owner::File(desk::site_yaml()), recipe);
    }
    for (path, bytes) in desk.manifests() {
        let recipe = Recipe::Bytes(bytes.into());
        claims.add(path, Owner::File(desk::site_yaml()), recipe);
    }
    #[cfg(feature = "cards")]
    for card in cards {
        let owner = Owner::File(desk::site_yaml());
        claims.add(card.path(), owner, Recipe::Card(card));
    }
    let mut diags = Diagnostics::default();
    let recipes = diags.take(claims.settle());
    let shared = shared(desk, &recipes);
    let summary = summary(desk, &recipes);
    Warned::new(
        Plan {
            recipes,
            shared,
            summary,
        },
        diags,
    )
}

fn summary(desk: &Desk<'_>, recipes: &BTreeMap<OutPath, Recipe<'_>>) -> Summary {
    let library = desk.site.library;
    let pages = recipes
        .values()
        .filter(|recipe| matches!(recipe, Recipe::Page(_) | Recipe::Search(_)));
    let texts = library.nodes.iter().flat_map(|node| &node.texts);
    Summary {
        pages: pages.count(),
        actors: library.of_kind(Kind::Actor).count(),
        mentions: texts.map(|text| text.mentions.len()).sum(),
    }
}

/// All places of the site in all its languages.
fn places<'a>(desk: &Desk<'_>) -> Vec<(Subject<'a>, Lang)> {
    let mut places = Vec::new();
    for lang in &desk.site.library.languages {
        places.push((Place::Home, *lang));
        places.push((Place::NotFound, *lang));
        if desk.theme.search {
            places.push((Place::Search, *lang));
        }
        for section in Section::listed() {
            places.push((Place::Index(section), *lang));
        }
        let tags = desk.site.library.graph.tags[lang].keys();
        places.extend(tags.map(|slug| (Place::Tag(slug.clone()), *lang)));
        let sources = desk.site.library.evidence.keys();
        places.extend(sources.map(|id| (Place::Source(id.clone()), *lang)));
        let nodes = desk.site.library.all().filter(|(_, node)| !is_home(node));
        places.extend(nodes.map(|(id, _)| (Place::Node(id), *lang)));
    }
    let subjects = places.into_iter();
    subjects
        .map(|(place, lang)| (Subject::Place(place), lang))
        .collect()
}

fn shared<'a>(
    desk: &'a Desk<'a>,
    recipes: &BTreeMap<OutPath, Recipe<'a>>,
) -> BTreeMap<(Lang, usize), view::Shared<'a>> {
    let mut shared = BTreeMap::new();
    for recipe in recipes.values() {
        if let Recipe::Page(page) = recipe {
            let (lang, depth) = page.key();
            shared
                .entry((lang, depth))
                .or_insert_with(|| desk.shared(lang, depth));
        }
    }
    shared
}
