//! The network: who has to do with whom, by relations and by the dossiers that name both.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::config::Section;
use crate::locale::dates::Date;
use crate::locale::names::slug;
use crate::locale::sentences::abridge;
use crate::parse::Kind;
use crate::parse::front::{Alias, Relation};
use crate::plan::pages::actor::relation;
use crate::plan::spot::Spot;
use crate::plan::view::{self, NetworkActor};
use crate::plan::{Page, View};
use crate::resolve::{Library, NodeId};

/// Actors drawn at most: nobody can read more.
const ACTORS: usize = 300;

/// Companions at most to which an actor is tied by dossiers alone.
const COMPANIONS: usize = 2;

/// Being named together once says little.
const TOGETHER: usize = 2;

/// Dossiers listed at most for a tie.
const DOSSIERS: usize = 3;

/// Characters of a name in the drawing.
const LABEL: usize = 26;

/// The relations of two actors, each with the actor whose file gives it; the first of the two has
/// the lower id. Without any, their dossiers alone tie them.
type Bonds<'a> = BTreeMap<(NodeId, NodeId), Vec<(NodeId, &'a Relation)>>;

pub(super) fn network<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let mut bonds = relations(library);
    let (drawn, left_out) = heaviest(library, &bonds);
    let place: BTreeMap<_, _> = drawn.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    bonds.retain(|(one, other), _| place.contains_key(one) && place.contains_key(other));
    accompany(library, &drawn, &place, &mut bonds);
    let mut ties: Vec<_> = bonds
        .iter()
        .map(|(pair, relations)| tie(spot, *pair, relations, &place))
        .collect();
    ties.sort_by_key(|tie| match tie.relations.len() {
        0 => (true, Reverse(tie.together), tie.one, tie.other),
        _ => (false, Reverse(0), tie.one, tie.other),
    });
    let actors: Vec<_> = drawn.iter().map(|id| actor(spot, *id)).collect();
    let kinds: BTreeSet<_> = actors.iter().filter_map(|actor| actor.kind).collect();
    let view = view::Network {
        years: years(&ties),
        actors,
        ties,
        kinds: kinds.into_iter().collect(),
        left_out,
    };
    let frame = spot.frame("network", spot.word(Section::Network.key()).into());
    spot.page("network.html", frame, View::Network(view))
}

/// All relations by pairs of actors.
fn relations(library: &Library) -> Bonds<'_> {
    let mut bonds = Bonds::new();
    for (id, node) in library.of_kind(Kind::Actor) {
        let given = node.texts[0]
            .actor()
            .and_then(|actor| actor.relations.as_deref());
        for relation in given.unwrap_or_default() {
            let to = library.find(Kind::Actor, &relation.to);
            // Whoever has to do with himself is tied to nobody.
            let Some(to) = to.filter(|to| *to != id) else {
                continue;
            };
            bonds.entry(pair(id, to)).or_default().push((id, relation));
        }
    }
    bonds
}

fn pair(a: NodeId, b: NodeId) -> (NodeId, NodeId) {
    (a.min(b), a.max(b))
}

/// The actors that are drawn, those of most dossiers and relations first, and how many are not
/// though something ties them.
fn heaviest(library: &Library, relations: &Bonds<'_>) -> (Vec<NodeId>, usize) {
    let mut weights: BTreeMap<NodeId, usize> = BTreeMap::new();
    for ((one, other), given) in relations {
        for id in [one, other] {
            *weights.entry(*id).or_default() += given.len();
        }
    }
    for (id, _) in library.of_kind(Kind::Actor) {
        let companions = &library.graph.companions[id.index()];
        if weights.contains_key(&id)
            || companions
                .first()
                .is_some_and(|(_, count)| *count >= TOGETHER)
        {
            *weights.entry(id).or_default() += library.graph.dossiers[id.index()].len();
        }
    }
    let mut ranked: Vec<_> = weights.into_iter().collect();
    ranked.sort_by_key(|(id, weight)| (Reverse(*weight), *id));
    let left_out = ranked.len().saturating_sub(ACTORS);
    let drawn = ranked.into_iter().take(ACTORS).map(|(id, _)| id);
    (drawn.collect(), left_out)
}

/// Ties each of the actors drawn to its closest companions.
fn accompany(
    library: &Library,
    drawn: &[NodeId],
    place: &BTreeMap<NodeId, usize>,
    bonds: &mut Bonds<'_>,
) {
    for id in drawn {
        let companions = library.graph.companions[id.index()].iter();
        let close = companions
            .filter(|(other, count)| *count >= TOGETHER && place.contains_key(other))
            .take(COMPANIONS);
        for (other, _) in close {
            bonds.entry(pair(*id, *other)).or_default();
        }
    }
}

fn tie<'a>(
    spot: &Spot<'a>,
    (one, other): (NodeId, NodeId),
    relations: &[(NodeId, &'a Relation)],
    place: &BTreeMap<NodeId, usize>,
) -> view::Tie<'a> {
    let library = spot.desk.site.library;
    let dossiers = shared(library, one, other);
    let (from, until) = match relations {
        [] => told(library, &dossiers),
        _ => held(relations),
    };
    let read =
        |(actor, given): &(NodeId, &'a Relation)| relation(spot, given, other, *actor == one);
    let first = dossiers.iter().take(DOSSIERS);
    let name = |id| slug(&library.node(id).id);
    view::Tie {
        id: format!("tie-{}--{}", name(one), name(other)),
        one: place[&one],
        other: place[&other],
        relations: relations.iter().map(read).collect(),
        together: dossiers.len(),
        dossiers: first.map(|id| spot.link(*id)).collect(),
        from,
        until,
    }
}

/// The dossiers of both actors, in the order of the story.
fn shared(library: &Library, one: NodeId, other: NodeId) -> Vec<NodeId> {
    let dossiers = |id: NodeId| &library.graph.dossiers[id.index()];
    let theirs: FxHashSet<_> = dossiers(other).iter().collect();
    let both = dossiers(one).iter().filter(|id| theirs.contains(id));
    both.copied().collect()
}

/// The first and the last year of which dossiers tell.
fn told(library: &Library, dossiers: &[NodeId]) -> (Option<i64>, Option<i64>) {
    let dates = dossiers
        .iter()
        .filter_map(|id| library.node(*id).story_date());
    let years = dates.filter_map(Date::year);
    (years.clone().min(), years.max())
}

/// The years between which relations hold; none where one of them gives none.
fn held(relations: &[(NodeId, &Relation)]) -> (Option<i64>, Option<i64>) {
    let year = |date: &Option<Date>| date.as_ref().and_then(Date::year);
    let years = |bound: fn(&Relation) -> &Option<Date>| -> Option<Vec<i64>> {
        let given = relations.iter();
        given.map(|(_, relation)| year(bound(relation))).collect()
    };
    let from = years(|relation| &relation.from);
    let until = years(|relation| &relation.until);
    (
        from.and_then(|years| years.into_iter().min()),
        until.and_then(|years| years.into_iter().max()),
    )
}

/// The years at which some tie begins or ends.
fn years(ties: &[view::Tie<'_>]) -> Vec<i64> {
    let years = ties.iter().flat_map(|tie| [tie.from, tie.until]);
    let years: BTreeSet<_> = years.flatten().collect();
    years.into_iter().collect()
}

fn actor<'a>(spot: &Spot<'a>, id: NodeId) -> NetworkActor<'a> {
    let library = spot.desk.site.library;
    let view::Link { title, url } = spot.link(id);
    let actor = library.node(id).text(spot.lang).actor();
    let aliases = actor.and_then(|actor| actor.aliases.as_deref());
    let aliases = aliases.unwrap_or_default().iter().map(Alias::text);
    NetworkActor {
        label: label(&title, aliases),
        title,
        url,
        kind: actor.and_then(|actor| actor.kind).map(|kind| kind.name()),
        dossiers: library.graph.dossiers[id.index()].len(),
    }
}

/// The name, or the longest of the other names that is short enough, or the beginning of the name.
fn label<'a>(name: &str, aliases: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let length = |text: &str| text.chars().count();
    if length(name) <= LABEL {
        return Cow::Owned(name.to_owned());
    }
    let short = aliases.filter(|alias| length(alias) <= LABEL);
    match short.max_by_key(|alias| length(alias)) {
        Some(alias) => Cow::Borrowed(alias),
        None => Cow::Owned(format!("{} …", abridge(name, 0..0, LABEL).after)),
    }
}
