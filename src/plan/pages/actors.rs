//! The index of actors.

use std::borrow::Cow;

use crate::config::Section;
use crate::locale::names::family_given;
use crate::parse::Kind;
use crate::parse::front::{Actor, ActorKind};
use crate::plan::spot::Spot;
use crate::plan::view::{self, ActorEntry, IndexLetter};
use crate::plan::{Page, View};
use crate::resolve::NodeId;

pub(super) fn index<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let mut entries = Vec::new();
    for (id, node) in library.of_kind(Kind::Actor) {
        if let Some(actor) = node.text(spot.lang).actor() {
            let entry = entry(spot, id, actor);
            let sort_name = entry.sort_name.to_lowercase();
            entries.push(entry);
            // What differs by capitals alone would send the reader to the line beside it.
            let aliases = actor.aliases.iter().flatten().map(|alias| alias.text());
            let others = aliases.filter(|alias| alias.to_lowercase() != sort_name);
            entries.extend(others.map(|alias| see(spot, id, alias)));
        }
    }
    let collation = &spot.locale().collation;
    // One comparison of keys is far cheaper than one of names.
    entries.sort_by_cached_key(|entry| (collation.sort_key(&entry.sort_name), entry.alias));
    let mut letters: Vec<IndexLetter<'a>> = Vec::new();
    for entry in entries {
        let letter = collation.letter(&entry.sort_name);
        match letters
            .iter_mut()
            .find(|known| known.letter == letter.to_string())
        {
            Some(known) => known.entries.push(entry),
            None => letters.push(IndexLetter {
                letter: letter.to_string(),
                id: letter.anchor(),
                entries: vec![entry],
            }),
        }
    }
    let actors = || library.of_kind(Kind::Actor);
    let mut kinds: Vec<ActorKind> = actors()
        .filter_map(|(_, node)| node.text(spot.lang).actor()?.kind)
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = kinds.into_iter().map(ActorKind::name).collect();
    let view = view::ActorIndex {
        letters,
        kinds,
        count: actors().count(),
    };
    let frame = spot.frame("actors", spot.word(Section::Actors.key()).into());
    spot.page("actors.html", frame, View::ActorIndex(view))
}

fn entry<'a>(spot: &Spot<'a>, id: NodeId, actor: &'a Actor) -> ActorEntry<'a> {
    let library = spot.desk.site.library;
    let dossiers = &library.graph.dossiers[id.index()];
    let dates = || {
        dossiers
            .iter()
            .filter_map(|dossier| library.node(*dossier).date())
    };
    let view::Link { title, url } = spot.link(id);
    ActorEntry {
        sort_name: sort_name(spot, id, actor),
        title,
        url,
        alias: false,
        kind: actor.kind.map(ActorKind::name),
        role: spot.role(actor),
        dossiers: dossiers.len(),
        mentions: library.graph.mentions(spot.lang, id),
        first: dates().min().map(|date| spot.date(date)),
        last: dates().max().map(|date| spot.date(date)),
    }
}

fn see<'a>(spot: &Spot<'a>, id: NodeId, alias: &'a str) -> ActorEntry<'a> {
    let view::Link { title, url } = spot.link(id);
    ActorEntry {
        sort_name: spot.set_of(id, alias),
        title,
        url,
        alias: true,
        kind: None,
        role: None,
        dossiers: 0,
        mentions: 0,
        first: None,
        last: None,
    }
}

/// The name of an actor as the index sorts it.
pub(super) fn sort_name<'a>(spot: &Spot<'a>, id: NodeId, actor: &'a Actor) -> Cow<'a, str> {
    let name = &spot.desk.title(id, spot.lang).text;
    match (&actor.sort_name, actor.kind) {
        (Some(given), _) => spot.set_of(id, given),
        (None, Some(ActorKind::Person)) => family_given(name).into(),
        (None, _) => Cow::Borrowed(name),
    }
}
