//! Every [`Parsed`] -> [`Library`]: what is said about what, with every link bound or reported.
//!
//! 1. `nodes` brings the versions of one id together, and leaves out what is not public: `hidden`.
//! 2. `names` lists what things go by; `links` binds what authors linked, `fields` and `events` what
//!    front matter and `events.yaml` name.
//! 3. `mentions` finds the actors that texts name, with help of `fold`.
//! 4. `citations` words what is cited.
//! 5. `tellings` finds the actors that events name; `quotations` tells who said what.
//! 6. `graph` turns all round: who is named where, who leads here, who appears with whom; `evidence`
//!    does so for sources: what rests on them.

mod citations;
mod events;
mod evidence;
mod fields;
mod fold;
mod gist;
mod graph;
mod hidden;
mod links;
mod memos;
mod mentions;
mod names;
mod nodes;
mod quotations;
mod tellings;

pub use citations::{Cited, Kept, Reference, StyleFault, styles};
pub use evidence::{Citing, Evidence};
pub use gist::Gist;
pub use graph::{Backlink, Graph, Naming, TagEntry, Told};
pub use links::Target;
pub use memos::Memos;
pub use mentions::{Finder, Mention, MentionRole, Mentions};
pub use quotations::Saying;
pub use tellings::{Telling, Tellings};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::{Diagnostics, Span, Warned};
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;
use crate::base::yaml::Step;
use crate::config::Config;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::body::Body;
use crate::parse::front::{self, Actor, Dossier, Event, Front, Source};
use crate::parse::{Kind, Parsed};
use crate::resolve::citations::{Bibliography, Chosen};
use crate::resolve::links::Ground;
use crate::resolve::mentions::Bearers;
use crate::resolve::names::{Called, Names};
use crate::resolve::nodes::{Draft, Gathered};
use crate::source::Sources;

/// The dossier as a whole. Complete when it exists: every [`NodeId`] in it is good.
#[derive(Debug)]
pub struct Library {
    /// The site's languages, the default one first; never empty.
    pub languages: Vec<Lang>,
    /// Everything that has a page, by kind and id.
    pub nodes: Vec<Node>,
    /// The bibliography, by id.
    pub sources: BTreeMap<String, Source>,
    /// Which addresses of sources are preserved.
    pub kept: BTreeMap<String, Kept>,
    /// The events, in the order of their dates.
    pub events: Vec<Event>,
    /// For each event whom it names.
    pub tellings: Vec<Tellings>,
    /// What rests on each source, by its id; a source that nothing uses is not among them.
    pub evidence: BTreeMap<String, Evidence>,
    /// Sources that are evidence in what is not published.
    pub awaited: BTreeSet<String>,
    /// Why the citation style of `site.yaml` cannot be used, if it cannot.
    pub style_fault: Option<StyleFault>,
    /// Links and mentions, seen from their far end.
    pub graph: Graph,
    /// Files of `content/` that a page uses.
    pub assets: BTreeSet<SourcePath>,
}

/// Which of [`Library::nodes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

/// Something that has a page: one id, in one or several languages.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Its id, unique among its kind.
    pub id: String,
    /// Its texts, the default language first; never empty.
    pub texts: Vec<Text>,
    /// Whether it is part of the site only because drafts are shown.
    pub unpublished: bool,
}

/// A node in one language.
#[derive(Clone, Debug)]
pub struct Text {
    /// The language.
    pub lang: Lang,
    /// Its file.
    pub path: SourcePath,
    /// Its front matter, completed from the default language.
    pub front: Hashed<Front>,
    /// Its text.
    pub body: Hashed<Body>,
    /// For each of `Body::links` where it leads; `None` where that is not known.
    pub links: Vec<Option<Target>>,
    /// The picture named in the front matter, if there is one.
    pub picture: Option<SourcePath>,
    /// The actors it names.
    pub mentions: Hashed<Mentions>,
    /// What its citations have become.
    pub cited: Hashed<Cited>,
    /// The language of each of `Body::quotations`, where its source tells.
    pub quoted_in: Vec<Option<Lang>>,
}

impl NodeId {
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).expect("fewer than 2^32 nodes"))
    }

    /// Its place in tables with one entry a node.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

impl Library {
    /// The node `id`.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// All nodes with their ids.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(index, node)| (NodeId::new(index), node))
    }

    /// All nodes of one kind, in the order of their ids.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (NodeId, &Node)> {
        self.all().filter(move |(_, node)| node.kind == kind)
    }

    /// The actors that the text shown in `lang` names or a dossier is about, with the number of
    /// mentions there.
    pub fn cast(&self, id: NodeId, lang: Lang) -> BTreeMap<NodeId, usize> {
        let about = self.graph.about[id.index()].iter();
        let mut cast: BTreeMap<_, _> = about.map(|actor| (*actor, 0)).collect();
        for mention in self.node(id).text(lang).mentions.iter() {
            *cast.entry(mention.actor).or_default() += 1;
        }
        cast
    }

    /// What was corrected in dossiers, as the text shown in `lang` tells it, latest first.
    pub fn corrections(&self, lang: Lang) -> Vec<(NodeId, &front::Correction)> {
        let dossiers = self.of_kind(Kind::Dossier);
        let mut corrections: Vec<_> = dossiers
            .flat_map(|(id, node)| {
                let dossier = node.text(lang).dossier();
                let given = dossier.and_then(|dossier| dossier.corrections.as_ref());
                given.into_iter().flatten().map(move |given| (id, given))
            })
            .collect();
        corrections.sort_by_key(|(_, correction)| Reverse(&correction.date));
        corrections
    }

    /// The node of this kind and id.
    pub fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        let key = |node: &Node| (node.kind, node.id.as_str()).cmp(&(kind, id));
        self.nodes.binary_search_by(key).ok().map(NodeId::new)
    }
}

impl Node {
    /// The text shown on the page in `lang`: its own, else the default language's.
    pub fn text(&self, lang: Lang) -> &Text {
        self.texts
            .iter()
            .find(|text| text.lang == lang)
            .unwrap_or(&self.texts[0])
    }

    /// The title or name in `lang`; the id where the author gave none.
    pub fn title(&self, lang: Lang) -> &str {
        self.text(lang).front.title().unwrap_or(&self.id)
    }

    /// When a dossier was written.
    pub fn date(&self) -> Option<&Date> {
        self.texts[0].dossier()?.date.as_ref()
    }

    /// What gives a dossier its place in the story: the time it tells of, else its date.
    pub fn story_date(&self) -> Option<&Date> {
        let dossier = self.texts[0].dossier()?;
        dossier.covers.as_ref().or(dossier.date.as_ref())
    }
}

impl Text {
    /// Its front matter, if it is a dossier's.
    pub fn dossier(&self) -> Option<&Dossier> {
        match &*self.front {
            Front::Dossier(dossier) => Some(dossier),
            Front::Actor(_) | Front::Page(_) => None,
        }
    }

    /// Its front matter, if it is an actor's.
    pub fn actor(&self) -> Option<&Actor> {
        match &*self.front {
            Front::Actor(actor) => Some(actor),
            Front::Dossier(_) | Front::Page(_) => None,
        }
    }

    /// Where a value of the front matter stands, if this file gives it: a translation may have
    /// inherited it.
    pub fn locate(&self, steps: &[Step<'_>]) -> Option<Span> {
        front::document(&self.path, &self.body.text)?.seek(steps)
    }
}

/// Brings all files together.
pub fn resolve(
    sources: &Sources,
    config: &Config,
    parsed: &[Arc<Warned<Option<Parsed>>>],
    memos: &Memos,
) -> Warned<Library> {
    let mut diags = Diagnostics::default();
    let gathered = diags.take(nodes::gather(sources, config, parsed));
    diags.extend(names::shared(&gathered.nodes));
    let names = memos.names.call(&Called(&gathered.nodes), Names::collect);
    let bearers = Bearers(&gathered.nodes);
    let finder = memos.finder.call(&bearers, Finder::hashed);
    let (style, style_fault) = Chosen::of(config, sources, &memos.faults);
    let (listed, wordings) = (&gathered.sources, &memos.wordings);
    let bibliography = Bibliography::new(style, listed, &config.languages, wordings);
    let bibliography = bibliography.as_ref();
    let ground = Ground {
        sources,
        gathered: &gathered,
        names: &names,
    };
    let lists = events::lists(parsed, ground);
    diags.extend(events::check(&lists, parsed, ground));
    let events = &gathered.events;
    let languages = &config.languages;
    let told = tellings::all(events, &lists, languages, &finder, &memos.mentions);
    let tellings = diags.take(told);
    let (nodes, about) = diags.take(bind_all(ground, &finder, bibliography, memos));
    let companions = &memos.companions;
    let graph = Graph::new(&nodes, about, events, &tellings, languages, companions);
    let worded = bibliography.map(|all| (all, &memos.cited));
    let evidence = evidence::gather(&nodes, &graph, events, languages, worded);
    let used = evidence.keys().map(|id| &gathered.sources[id]);
    let copies = used.filter_map(front::Source::preserved_copy);
    let copies = copies.filter(|copy| sources.is_attachment(copy));
    let assets = assets(&nodes).into_iter().chain(copies).collect();
    let Gathered {
        events,
        sources,
        hidden,
        ..
    } = gathered;
    let languages = config.languages.clone();
    Warned::new(
        Library {
            languages,
            nodes,
            kept: Kept::all(&sources),
            sources,
            events,
            tellings,
            evidence,
            awaited: hidden.sources,
            style_fault,
            graph,
            assets,
        },
        diags,
    )
}

/// Every node as [`bind`] makes it, and for each the actors its front matter names.
fn bind_all(
    ground: Ground<'_>,
    finder: &Hashed<Finder>,
    bibliography: Option<&Bibliography>,
    memos: &Memos,
) -> Warned<(Vec<Node>, Vec<Vec<NodeId>>)> {
    let mut diags = Diagnostics::default();
    let drafts = ground.gathered.nodes.par_iter().enumerate();
    let bound = drafts.map(|(index, draft)| {
        let id = NodeId::new(index);
        bind(id, draft, ground, finder, bibliography, memos)
    });
    let bound: Vec<_> = bound.collect();
    let bound = bound.into_iter().map(|bound| diags.take(bound)).unzip();
    Warned::new(bound, diags)
}

/// A node with its links bound and its mentions found, and the actors its front matter names.
fn bind(
    id: NodeId,
    draft: &Draft,
    ground: Ground<'_>,
    finder: &Hashed<Finder>,
    bibliography: Option<&Bibliography>,
    memos: &Memos,
) -> Warned<(Node, Vec<NodeId>)> {
    let mut diags = Diagnostics::default();
    let mut texts = Vec::with_capacity(draft.versions.len());
    for (index, version) in draft.versions.iter().enumerate() {
        let links = diags.take(links::bind(version, ground));
        let picture = diags.take(fields::picture(draft, index, ground));
        let mentions = mentions::of_text(id, version, &links, finder, &memos.mentions);
        diags.extend_from(&mentions.diags);
        diags.extend(fields::unknown_sources(version, ground));
        texts.push(Text {
            lang: version.lang,
            path: version.path.clone(),
            front: version.front.clone(),
            body: version.body.clone(),
            links,
            picture,
            mentions: mentions.output.clone(),
            quoted_in: quotations::languages(&version.body, &ground.gathered.sources),
            cited: match bibliography {
                Some(all) => all.cite(version, &memos.cited),
                None => Hashed::default(),
            },
        });
    }
    let about = diags.take(fields::about(draft, ground));
    let (kind, id, unpublished) = (draft.kind, draft.id.clone(), draft.unpublished);
    Warned::new(
        (
            Node {
                kind,
                id,
                texts,
                unpublished,
            },
            about,
        ),
        diags,
    )
}

fn assets(nodes: &[Node]) -> BTreeSet<SourcePath> {
    let mut assets = BTreeSet::new();
    for text in nodes.iter().flat_map(|node| &node.texts) {
        assets.extend(text.picture.clone());
        for target in text.links.iter().flatten() {
            if let Target::Asset(path) = target {
                assets.insert(path.clone());
            }
        }
    }
    assets
}
