//! Links and mentions seen from their far end: who is named where, who leads here, who appears
//! with whom, what is told when.

mod order;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::memo::Memo;
use crate::locale::Lang;
use crate::locale::names::slug;
use crate::parse::Kind;
use crate::parse::front::{Event, Front};
use crate::resolve::graph::order::{changed, corrected, ids, reading_order, story};
use crate::resolve::quotations::{Saying, said_of, sayings};
use crate::resolve::{Node, NodeId, Target, Tellings};

/// What the nodes have to do with each other. Tables have one entry a node.
#[derive(Debug, Default)]
pub struct Graph {
    /// The dossiers in the order of the story: by the time they tell of, else when written.
    pub story: Vec<NodeId>,
    /// The place of each dossier in `story`; of no use for other nodes.
    pub position: Vec<usize>,
    /// The dossiers, those changed last first.
    pub changed: Vec<NodeId>,
    /// What was corrected in dossiers, by language of the page: which of the corrections of which
    /// dossier, latest first.
    pub corrected: BTreeMap<Lang, Vec<(NodeId, usize)>>,
    /// The actors a dossier is about by its front matter, whether or not its text names them; for
    /// an actor, those it has relations to.
    pub about: Vec<Vec<NodeId>>,
    /// For each actor those whose files give a relation to it.
    pub related: Vec<Vec<NodeId>>,
    /// Where each actor is named, by language of the page: dossiers in the order of the story,
    /// then notices, then other pages.
    pub named: BTreeMap<Lang, Vec<Vec<Naming>>>,
    /// What each actor says, by language of the page, in the same order.
    pub said: BTreeMap<Lang, Vec<Vec<Saying>>>,
    /// What others say of each actor by name, in the same way.
    pub said_of: BTreeMap<Lang, Vec<Vec<Saying>>>,
    /// Where events name each actor in which it took no part, by language of the page.
    pub told_of: BTreeMap<Lang, Vec<Vec<Told>>>,
    /// For each node which of `Library::events` it took part in, as an actor, or tells, as a
    /// dossier, in order.
    pub events: Vec<Vec<usize>>,
    /// For each of `Library::events` the dossiers that tell it, in the order of the story.
    pub tellers: Vec<Vec<NodeId>>,
    /// For each actor the dossiers that name it or are about it, in the order of the story.
    pub dossiers: Vec<Vec<NodeId>>,
    /// For each actor those that appear in the same dossiers, with the number of these, most
    /// first.
    pub companions: Arc<Companions>,
    /// The links that lead to each node on the pages of one language, one a page: the first.
    pub backlinks: BTreeMap<Lang, Vec<Vec<Backlink>>>,
    /// The tags of each language by their slug.
    pub tags: BTreeMap<Lang, BTreeMap<String, TagEntry>>,
}

/// For each node other nodes, each with a number.
pub(super) type Companions = Vec<Vec<(NodeId, usize)>>;

/// An actor named in the text of a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Naming {
    /// The node.
    pub node: NodeId,
    /// Which of the mentions of the text it shows in that language.
    pub mention: usize,
}

/// An actor named in a text of an event.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Told {
    /// Which of `Library::events`.
    pub event: usize,
    /// Which of the mentions of its telling in that language.
    pub mention: usize,
}

/// A page that links to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Backlink {
    /// The page that links.
    pub node: NodeId,
    /// The block that holds the link, if one does, in the text the page shows in that language.
    pub block: Option<usize>,
}

/// The dossiers filed under one tag.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TagEntry {
    /// The tag as the first of them writes it.
    pub label: String,
    /// The dossiers in the order of the story.
    pub dossiers: Vec<NodeId>,
}

impl Graph {
    /// Turns the links and mentions of all nodes round.
    pub(crate) fn new(
        nodes: &[&Node],
        about: Vec<Vec<NodeId>>,
        events: &[Event],
        tellings: &[Tellings],
        languages: &[Lang],
        memo: &Memo<Companions>,
    ) -> Self {
        let (story, (changed, corrected)) = rayon::join(
            || story(nodes),
            || {
                let corrected = in_each(languages, |lang| corrected(nodes, lang));
                (changed(nodes), corrected)
            },
        );
        let mut position = vec![0; nodes.len()];
        for (index, id) in story.iter().enumerate() {
            position[id.index()] = index;
        }
        let order = reading_order(nodes, &story);
        let (named, (dossiers, companions)) = rayon::join(
            || in_each(languages, |lang| namings(nodes, &order, lang)),
            || {
                let dossiers = dossiers(nodes, &story, &about);
                let companions = memo.call(&dossiers, |dossiers| companions(dossiers));
                (dossiers, companions)
            },
        );
        let ((said, said_of), (backlinks, tags)) = rayon::join(
            || {
                let said = in_each(languages, |lang| sayings(nodes, &order, lang));
                (
                    said,
                    in_each(languages, |lang| said_of(nodes, &order, lang)),
                )
            },
            || {
                let backlinks = in_each(languages, |lang| backlinks(nodes, &order, lang));
                (
                    backlinks,
                    in_each(languages, |lang| tags(nodes, &story, lang)),
                )
            },
        );
        let told_of = in_each(languages, |lang| told_of(nodes, events, tellings, lang));
        let related = related(nodes, &about);
        let told = told(nodes, events);
        let tellers = tellers(&story, &told, events);
        Self {
            story,
            position,
            changed,
            corrected,
            about,
            related,
            named,
            said,
            said_of,
            told_of,
            events: told,
            tellers,
            dossiers,
            companions,
            backlinks,
            tags,
        }
    }

    /// Dossiers as the story goes, then actors, then pages.
    pub(super) fn reading_order(&self, nodes: &[&Node]) -> Vec<NodeId> {
        reading_order(nodes, &self.story)
    }

    /// Where `actor` is named on the pages of one language.
    pub fn namings(&self, lang: Lang, actor: NodeId) -> &[Naming] {
        row(&self.named, lang, actor)
    }

    /// Where events name `actor` on the pages of one language.
    pub fn told_of(&self, lang: Lang, actor: NodeId) -> &[Told] {
        row(&self.told_of, lang, actor)
    }

    /// How often `actor` is named on the pages of one language.
    pub fn mentions(&self, lang: Lang, actor: NodeId) -> usize {
        self.namings(lang, actor).len() + self.told_of(lang, actor).len()
    }

    /// What `actor` says on the pages of one language.
    pub fn sayings(&self, lang: Lang, actor: NodeId) -> &[Saying] {
        row(&self.said, lang, actor)
    }

    /// What others say of `actor` on the pages of one language.
    pub fn said_of(&self, lang: Lang, actor: NodeId) -> &[Saying] {
        row(&self.said_of, lang, actor)
    }

    /// The links that lead to `node` on the pages of one language.
    pub fn backlinks(&self, lang: Lang, node: NodeId) -> &[Backlink] {
        row(&self.backlinks, lang, node)
    }
}

/// A table for each language.
fn in_each<T>(languages: &[Lang], table: impl Fn(Lang) -> T) -> BTreeMap<Lang, T> {
    languages.iter().map(|lang| (*lang, table(*lang))).collect()
}

/// What a table has for a node in one language.
fn row<T>(tables: &BTreeMap<Lang, Vec<Vec<T>>>, lang: Lang, node: NodeId) -> &[T] {
    tables
        .get(&lang)
        .map_or(&[], |table| table[node.index()].as_slice())
}

fn namings(nodes: &[&Node], order: &[NodeId], lang: Lang) -> Vec<Vec<Naming>> {
    let mut named = vec![Vec::new(); nodes.len()];
    for id in order {
        let mentions = nodes[id.index()].text(lang).mentions.iter();
        for (index, mention) in mentions.enumerate() {
            let naming = Naming {
                node: *id,
                mention: index,
            };
            named[mention.actor.index()].push(naming);
        }
    }
    named
}

fn dossiers(nodes: &[&Node], story: &[NodeId], about: &[Vec<NodeId>]) -> Vec<Vec<NodeId>> {
    let cast = story.par_iter().map(|id| {
        let mut actors = about[id.index()].clone();
        for text in &nodes[id.index()].texts {
            actors.extend(text.mentions.iter().map(|mention| mention.actor));
        }
        actors.sort_unstable();
        actors.dedup();
        (*id, actors)
    });
    let cast: Vec<_> = cast.collect();
    let mut dossiers = vec![Vec::new(); nodes.len()];
    for (id, actors) in cast {
        for actor in actors {
            dossiers[actor.index()].push(id);
        }
    }
    dossiers
}

fn companions(dossiers: &[Vec<NodeId>]) -> Companions {
    let count = dossiers.len();
    let mut cast = vec![Vec::new(); count];
    for (actor, named_in) in dossiers.iter().enumerate() {
        for dossier in named_in {
            cast[dossier.index()].push(NodeId::new(actor));
        }
    }
    // `counts` has a zero for each node, and has them again afterwards.
    let count_for = |counts: &mut Vec<usize>, actor: usize| {
        let mut others = Vec::new();
        let appearing = dossiers[actor].iter().flat_map(|id| &cast[id.index()]);
        for other in appearing.filter(|other| other.index() != actor) {
            let count = &mut counts[other.index()];
            if *count == 0 {
                others.push(*other);
            }
            *count += 1;
        }
        let counted = others
            .into_iter()
            .map(|id| (id, take(&mut counts[id.index()])));
        let mut companions: Vec<_> = counted.collect();
        companions.sort_unstable_by_key(|(other, count)| (Reverse(*count), *other));
        companions
    };
    let actors = (0..count).into_par_iter();
    actors.map_init(|| vec![0; count], count_for).collect()
}

fn told(nodes: &[&Node], events: &[Event]) -> Vec<Vec<usize>> {
    let mut by_actor: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, event) in events.iter().enumerate() {
        by_id.insert(&event.id, index);
        for actor in &event.actors {
            by_actor.entry(actor).or_default().push(index);
        }
    }
    let of_node = |node: &&Node| match &*node.texts[0].front {
        Front::Actor(_) => by_actor.remove(node.id.as_str()).unwrap_or_default(),
        Front::Dossier(dossier) => {
            let listed = dossier.events.iter().flatten();
            let told = listed.map(|event| &event.id);
            let told = told.chain(dossier.tells.iter().flatten());
            let told = told.filter_map(|id| by_id.get(id.as_str()).copied());
            told.collect::<BTreeSet<_>>().into_iter().collect()
        }
        Front::Page(_) => Vec::new(),
    };
    nodes.iter().map(of_node).collect()
}

fn tellers(story: &[NodeId], told: &[Vec<usize>], events: &[Event]) -> Vec<Vec<NodeId>> {
    let mut tellers = vec![Vec::new(); events.len()];
    for id in story {
        for event in &told[id.index()] {
            tellers[*event].push(*id);
        }
    }
    tellers
}

fn told_of(nodes: &[&Node], events: &[Event], tellings: &[Tellings], lang: Lang) -> Vec<Vec<Told>> {
    let mut told = vec![Vec::new(); nodes.len()];
    for (index, (event, tellings)) in events.iter().zip(tellings).enumerate() {
        for (mention, found) in tellings[&lang].mentions.iter().enumerate() {
            let actor = found.actor.index();
            // Its page shows the whole event where it took part.
            if !event.actors.contains(&nodes[actor].id) {
                let event = index;
                told[actor].push(Told { event, mention });
            }
        }
    }
    told
}

fn related(nodes: &[&Node], about: &[Vec<NodeId>]) -> Vec<Vec<NodeId>> {
    let mut related = vec![Vec::new(); nodes.len()];
    for id in ids(nodes, Kind::Actor) {
        for other in &about[id.index()] {
            related[other.index()].push(id);
        }
    }
    related
}

fn backlinks(nodes: &[&Node], order: &[NodeId], lang: Lang) -> Vec<Vec<Backlink>> {
    let mut backlinks: Vec<Vec<Backlink>> = vec![Vec::new(); nodes.len()];
    for id in order {
        let text = nodes[id.index()].text(lang);
        let places = text.body.links.iter().map(|link| link.place.as_ref());
        for (place, target) in places.zip(&text.links) {
            let Some(Target::Node { node, .. }) = target else {
                continue;
            };
            let known = &mut backlinks[node.index()];
            let again = known.last().is_some_and(|last| last.node == *id);
            if node != id && !again {
                known.push(Backlink {
                    node: *id,
                    block: place.map(|place| place.block),
                });
            }
        }
    }
    backlinks
}

fn tags(nodes: &[&Node], story: &[NodeId], lang: Lang) -> BTreeMap<String, TagEntry> {
    let mut tags: BTreeMap<String, TagEntry> = BTreeMap::new();
    // Few labels stand in many dossiers.
    let mut slugs: BTreeMap<&str, String> = BTreeMap::new();
    for id in story {
        let dossier = nodes[id.index()].text(lang).dossier();
        for label in dossier
            .and_then(|dossier| dossier.tags.as_ref())
            .into_iter()
            .flatten()
        {
            let new = || TagEntry {
                label: label.clone(),
                dossiers: Vec::new(),
            };
            let slug = slugs.entry(label).or_insert_with(|| slug(label));
            let entry = tags.entry(slug.clone()).or_insert_with(new);
            if entry.dossiers.last() != Some(id) {
                entry.dossiers.push(*id);
            }
        }
    }
    tags
}
