//! What has a page -> its address. The only file that forms an address.
//!
//! Addresses are flat: `dossiers/<slug>.html`, never a folder with an index, so that the same
//! bytes work over HTTP, under any prefix and from disk. Languages other than the first live
//! under their tag: `en/dossiers/<slug>.html`.
//!
//! [`Site`] lives here because the last of its parts is made here: checks, exports and plan look
//! at the same whole, and none of them imports another.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::Span;
use crate::base::memo::{Fingerprint, Memo};
use crate::base::path::{OutPath, SourcePath, Url};
use crate::base::yaml::Step;
use crate::config::{Config, Section};
use crate::locale::Lang;
use crate::locale::names::slug;
use crate::parse::Kind;
use crate::resolve::{Library, Node, NodeId, Text};
use crate::source::Sources;

/// The id of the page that is the home page's text.
pub const HOME: &str = "index";

/// Something that has a page in each language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The home page.
    Home,
    /// A dossier, an actor, an ordinary page.
    Node(NodeId),
    /// The list of a section's pages: all but [`Section::Pages`] have one.
    Index(Section),
    /// The dossiers under one tag, by its slug.
    Tag(String),
    /// A source on which something rests, by its id.
    Source(String),
    /// What a server shows for an address without page.
    NotFound,
    /// The page that searches the site.
    Search,
    /// The feed of dossiers.
    Feed,
    /// The feed of corrections.
    CorrectionsFeed,
}

/// The dossier with its addresses: what checks, exports and plan look at.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// The settings.
    pub config: &'a Config,
    /// What is said about what.
    pub library: &'a Library,
    /// Where everything is.
    pub routes: &'a Routes,
}

impl Site<'_> {
    /// Where `path` is for what is read away from the site: absolute if the site has a
    /// `base_url`, else relative to `from`.
    pub fn address(&self, path: &OutPath, from: &OutPath) -> Url {
        match &self.config.base_url {
            Some(base) => path.absolute(base),
            None => path.url_from(from),
        }
    }
}

/// The address of everything in the site.
#[derive(Clone, Debug)]
pub struct Routes {
    languages: Vec<Lang>,
    segments: BTreeMap<(Section, Lang), String>,
    /// For each node its page in each language, in order.
    nodes: Vec<OutPath>,
    sources: BTreeMap<String, Vec<OutPath>>,
    /// Where the files that pages use are copied to.
    pub assets: BTreeMap<SourcePath, OutPath>,
    /// Old addresses and the page that is meant, with the file that asks for it.
    pub redirects: Vec<Redirect>,
}

/// An old address that must still work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The old address.
    pub from: OutPath,
    /// The node that is there now.
    pub to: NodeId,
    /// The language of its page.
    pub lang: Lang,
    /// The file that names the old address.
    pub path: SourcePath,
    /// Which of the file's `redirects` it is.
    pub index: usize,
}

impl Redirect {
    /// Where the old address is written.
    pub fn span(&self, library: &Library) -> Span {
        let steps = [Step::Key("redirects"), Step::Index(self.index)];
        let written = library.node(self.to).text(self.lang).locate(&steps);
        written.unwrap_or_else(|| Span::file(&self.path))
    }
}

/// What addresses are made from: outlines, settings, and what is only addressed if it is used.
struct Addressed<'a> {
    library: &'a Library,
    config: &'a Config,
}

impl Hash for Addressed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { library, config } = self;
        (library.outline, config, &library.assets).hash(state);
        library.evidence.keys().collect::<Vec<_>>().hash(state);
    }
}

/// Gives everything in `library` its address.
pub fn assign(library: &Library, config: &Config, memo: &Memo<Routes>) -> Arc<Routes> {
    memo.call(&Addressed { library, config }, addresses)
}

fn addresses(Addressed { library, config }: &Addressed<'_>) -> Routes {
    let mut routes = Routes {
        languages: library.languages.clone(),
        segments: config.segments.clone(),
        nodes: Vec::new(),
        sources: BTreeMap::new(),
        assets: BTreeMap::new(),
        redirects: Vec::new(),
    };
    let paths = library.nodes.par_iter().flat_map_iter(|node| {
        let languages = library.languages.iter();
        languages.map(|lang| routes.node_path(node, *lang))
    });
    routes.nodes = paths.collect();
    for (id, node) in library.all() {
        let texts = node.texts.iter();
        routes
            .redirects
            .extend(texts.flat_map(|text| redirects(id, text)));
    }
    for id in library.evidence.keys() {
        let slug = slug(id);
        let paths = library
            .languages
            .iter()
            .map(|lang| routes.within(Section::Sources, &slug, *lang));
        let paths = paths.collect();
        routes.sources.insert(id.clone(), paths);
    }
    for asset in library.assets.iter() {
        let path = routes.asset_path(asset);
        routes.assets.insert(asset.clone(), path);
    }
    routes
}

/// Where a file of the theme's `assets/` is.
pub fn theme_asset(name: &str) -> OutPath {
    OutPath::new(format!("assets/{name}"))
}

/// Where the stylesheet of code blocks is.
pub fn code_css() -> OutPath {
    theme_asset("code.css")
}

/// Where the file is that holds all sources in one of the formats of reference managers.
pub fn bibliography(extension: &str) -> OutPath {
    OutPath::new(format!("sources.{extension}"))
}

/// Where a file of what is searched in `lang` is.
pub fn search_file(lang: Lang, name: &str) -> OutPath {
    OutPath::new(format!("search/{lang}/{name}.js"))
}

/// Where the card of a page is, which is known by the fingerprint of what it shows.
pub fn card(fingerprint: Fingerprint) -> OutPath {
    OutPath::new(format!("cards/{fingerprint:032x}.png"))
}

fn search_word(lang: Lang) -> &'static str {
    match lang.as_str() {
        "fr" => "recherche",
        _ => "search",
    }
}

impl Routes {
    /// The page of `place` in `lang`.
    pub fn path(&self, place: &Place, lang: Lang) -> OutPath {
        let prefix = self.prefix(lang);
        match place {
            Place::Home => OutPath::new(format!("{prefix}index.html")),
            Place::Node(node) => self.node(*node, lang).clone(),
            Place::Index(section) => {
                OutPath::new(format!("{prefix}{}.html", self.segment(*section, lang)))
            }
            Place::Tag(slug) => self.within(Section::Tags, slug, lang),
            Place::Source(id) => self.source(id, lang).clone(),
            Place::NotFound => OutPath::new(format!("{prefix}404.html")),
            Place::Search => OutPath::new(format!("{prefix}{}.html", search_word(lang))),
            Place::Feed => OutPath::new(format!("{prefix}feed.xml")),
            Place::CorrectionsFeed => {
                let segment = self.segment(Section::Corrections, lang);
                OutPath::new(format!("{prefix}{segment}.xml"))
            }
        }
    }

    /// What browsers read in `lang` that install the site.
    pub fn manifest(&self, lang: Lang) -> OutPath {
        OutPath::new(format!("{}site.webmanifest", self.prefix(lang)))
    }

    /// The page of a node in `lang`.
    pub fn node(&self, node: NodeId, lang: Lang) -> &OutPath {
        &self.nodes[node.index() * self.languages.len() + self.language(lang)]
    }

    /// The page in `lang` of a source on which something rests.
    pub fn source(&self, id: &str, lang: Lang) -> &OutPath {
        &self.sources[id][self.language(lang)]
    }

    /// The place of `lang` in tables with one entry a language.
    fn language(&self, lang: Lang) -> usize {
        let language = self.languages.iter().position(|known| *known == lang);
        language.unwrap_or(0)
    }

    fn node_path(&self, node: &Node, lang: Lang) -> OutPath {
        let section = match node.kind {
            Kind::Page if is_home(node) => return self.path(&Place::Home, lang),
            Kind::Page => Section::Pages,
            Kind::Dossier => Section::Dossiers,
            Kind::Actor => Section::Actors,
        };
        let slug = slug(node.text(lang).front.slug().unwrap_or(&node.id));
        self.within(section, &slug, lang)
    }

    /// The page of one of a section's things.
    fn within(&self, section: Section, slug: &str, lang: Lang) -> OutPath {
        let (prefix, segment) = (self.prefix(lang), self.segment(section, lang));
        OutPath::new(format!("{prefix}{segment}/{slug}.html"))
    }

    /// Assets keep their place beside the default language's page.
    fn asset_path(&self, asset: &SourcePath) -> OutPath {
        let path = asset
            .as_str()
            .strip_prefix("content/")
            .unwrap_or(asset.as_str());
        let sections = [
            ("dossiers/", Section::Dossiers),
            ("actors/", Section::Actors),
            ("pages/", Section::Pages),
        ];
        for (folder, section) in sections {
            if let Some(rest) = path.strip_prefix(folder) {
                let segment = self.segment(section, self.languages[0]);
                return OutPath::new(format!("{segment}/{rest}"));
            }
        }
        OutPath::new(path)
    }

    fn segment(&self, section: Section, lang: Lang) -> &str {
        &self.segments[&(section, lang)]
    }

    fn prefix(&self, lang: Lang) -> String {
        if lang == self.languages[0] {
            String::new()
        } else {
            format!("{lang}/")
        }
    }
}

/// Whether a node is the text of the home page.
pub fn is_home(node: &Node) -> bool {
    node.kind == Kind::Page && node.id == HOME
}

fn redirects(id: NodeId, text: &Text) -> impl Iterator<Item = Redirect> {
    let listed = text.front.redirects().iter().enumerate();
    listed.map(move |(index, from)| {
        let from = from.trim_start_matches('/');
        let page = if from.ends_with('/') || from.is_empty() {
            "index.html"
        } else {
            ""
        };
        Redirect {
            from: OutPath::new(format!("{from}{page}")),
            to: id,
            lang: text.lang,
            path: text.path.clone(),
            index,
        }
    })
}
