//! Every [`Parsed`] -> [`Library`]: what is said about what, with every link bound or reported.
//!
//! In three steps, each remembered by no more than its answer is made from:
//!
//! 1. `ground` is what all texts have in common, from the outlines of files: `nodes` brings the
//!    versions of one id together and leaves out what is not public (`hidden`), `names` lists what
//!    things go by, `tellings` finds the actors that `events` name.
//! 2. `bind` makes each node, from the ground and its own texts: `links` binds what authors linked,
//!    `fields` what front matter names; `mentions` finds the actors that texts name, with help of
//!    `fold`; `citations` words what is cited; `quotations` tells who said what.
//! 3. `woven` turns all round, from the ends of what was bound: `graph` tells who is named where, who
//!    leads here, who appears with whom; `evidence` tells what rests on which source.

mod bind;
mod citations;
mod events;
mod evidence;
mod fields;
mod fold;
mod gist;
mod graph;
mod ground;
mod hidden;
mod links;
mod memos;
mod mentions;
mod names;
mod nodes;
mod quotations;
mod tellings;
mod woven;

pub use citations::{Cited, Kept, Reference, StyleFault, styles};
pub use evidence::{Citing, Evidence};
pub use gist::Gist;
pub use graph::{Backlink, Graph, Naming, TagEntry, Told};
pub use links::Target;
pub use memos::Memos;
pub use mentions::{Finder, Found, Mention, MentionRole, Mentions};
pub use quotations::Saying;
pub use tellings::{Telling, Tellings};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smallvec::SmallVec;

use crate::base::diag::{Diagnostics, Span, Warned};
use crate::base::memo::{Aside, Fingerprint, Hashed, fingerprint};
use crate::base::path::SourcePath;
use crate::base::yaml::Step;
use crate::config::Config;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::body::Body;
use crate::parse::front::{self, Actor, Correction, Dossier, Event, Front, Source};
use crate::parse::{Kind, Parsed};
use crate::resolve::bind::{Bound, Work};
use crate::resolve::citations::{Bibliography, Chosen};
use crate::resolve::ground::{Common, Filed, Ground};
use crate::resolve::woven::{Loose, Woven};
use crate::source::Sources;

/// The dossier as a whole. Complete when it exists: every [`NodeId`] in it is good.
#[derive(Debug)]
pub struct Library {
    /// That of what all files are outlined by ([`crate::parse::Text`]): with it, everything here
    /// stays as it is but texts, and what these link to, name and cite.
    pub outline: Fingerprint,
    /// The site's languages, the default one first; never empty.
    pub languages: Vec<Lang>,
    /// Everything that has a page, by kind and id.
    pub nodes: Vec<Arc<Node>>,
    /// The bibliography, by id.
    pub sources: Arc<BTreeMap<String, Source>>,
    /// Which addresses of sources are preserved.
    pub kept: Arc<BTreeMap<String, Kept>>,
    /// The events, in the order of their dates.
    pub events: Arc<Vec<Event>>,
    /// For each event whom it names.
    pub tellings: Arc<Vec<Tellings>>,
    /// What rests on each source, by its id; a source that nothing uses is not among them.
    pub evidence: Arc<BTreeMap<String, Evidence>>,
    /// Sources that are evidence in what is not published.
    pub awaited: Arc<BTreeSet<String>>,
    /// Why the citation style of `site.yaml` cannot be used, if it cannot.
    pub style_fault: Option<StyleFault>,
    /// Links and mentions, seen from their far end.
    pub graph: Arc<Graph>,
    /// Files of `content/` that a page uses.
    pub assets: Arc<BTreeSet<SourcePath>>,
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
    /// Its texts, the default language first; never empty, and most often one.
    pub texts: SmallVec<[Text; 1]>,
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
    pub mentions: Found,
    /// What its citations have become.
    pub cited: Arc<Hashed<Cited>>,
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
    fn of(work: Work<'_>, nodes: &[Arc<Warned<Bound>>], woven: &Woven) -> Self {
        let common = work.common;
        let gathered = &common.gathered;
        let nodes = nodes.iter().map(|bound| Arc::clone(&bound.output.node));
        Self {
            outline: work.outline,
            languages: work.languages.to_vec(),
            nodes: nodes.collect(),
            sources: Arc::clone(&gathered.sources),
            kept: Arc::clone(&common.kept),
            events: Arc::clone(&gathered.events),
            tellings: Arc::clone(&common.tellings),
            evidence: Arc::clone(&woven.evidence),
            awaited: Arc::clone(&gathered.hidden.sources),
            style_fault: None,
            graph: Arc::clone(&woven.graph),
            assets: Arc::clone(&woven.assets),
        }
    }

    /// The node `id`.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// All nodes with their ids.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes
            .iter()
            .enumerate()
            .map(|(index, node)| (NodeId::new(index), &**node))
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
    pub fn corrections(&self, lang: Lang) -> impl Iterator<Item = (NodeId, &Correction)> {
        let corrected = self.graph.corrected[&lang].iter();
        corrected.flat_map(move |(id, index)| {
            let given = self.node(*id).text(lang).corrections().get(*index);
            given.map(|given| (*id, given))
        })
    }

    /// The node of this kind and id.
    pub fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        let key = |node: &Arc<Node>| (node.kind, node.id.as_str()).cmp(&(kind, id));
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

    /// When a dossier was changed last, as its author tells.
    pub fn changed(&self) -> Option<&Date> {
        let dossier = self.texts[0].dossier()?;
        dossier.updated.as_ref().or(dossier.date.as_ref())
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

    /// What its author says was corrected in it.
    pub fn corrections(&self) -> &[Correction] {
        let corrections = self.dossier().and_then(|own| own.corrections.as_deref());
        corrections.unwrap_or_default()
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
    let languages = config.languages.as_slice();
    let filed = Filed {
        sources,
        languages,
        parsed,
        memos: Aside(memos),
    };
    let outline = fingerprint(&filed);
    let common = &memos.common;
    let common = common.call(&(outline, Aside(&filed)), |(_, filed)| Common::of(filed.0));
    diags.extend_from(&common.diags);
    let common = &common.output;
    let (style, style_fault) = Chosen::of(config, sources, &memos.faults);
    let listed = (&*common.gathered.sources, languages, &memos.wordings);
    let bibliography = &memos.bibliography;
    let bibliography = bibliography.call(&(outline, style, Aside(listed)), |(_, style, listed)| {
        let (listed, languages, wordings) = listed.0;
        Bibliography::new(*style, listed, languages, wordings)
    });
    let work = Work {
        outline,
        style,
        ground: Ground {
            sources,
            parsed,
            gathered: &common.gathered,
            names: &common.names,
        },
        common,
        languages,
        bibliography: (*bibliography).as_ref(),
        memos,
    };
    let nodes = work.bind_all();
    for bound in &nodes {
        diags.extend_from(&bound.diags);
    }
    let loose = Loose {
        work,
        nodes: &nodes,
    };
    let woven = memos.woven.call(&loose, Woven::of);
    let library = Library {
        style_fault,
        ..Library::of(work, &nodes, &woven)
    };
    Warned::new(library, diags)
}
