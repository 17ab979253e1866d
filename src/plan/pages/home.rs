//! The home page.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::config::Section;
use crate::export::json_ld;
use crate::parse::Kind;
use crate::parse::inline::escaped;
use crate::plan::pages::timeline::timeline;
use crate::plan::spot::Spot;
use crate::plan::view;
use crate::plan::{Page, View};
use crate::resolve::{NodeId, Target};
use crate::route::{HOME, Place};

/// Dossiers shown as the latest.
const LATEST: usize = 5;
/// Actors shown as those most named.
const ACTORS: usize = 12;
/// More dossiers than this are listed in their index alone.
const TOLD: usize = 100;
/// More events than this are drawn in the chronology alone.
const DRAWN: usize = 150;

pub(super) fn home<'a>(spot: &Spot<'a>) -> Page<'a> {
    let desk = spot.desk;
    let library = desk.site.library;
    let node = library.find(Kind::Page, HOME);
    let site = desk.site_view(spot.lang);
    let title = match node {
        Some(id) => Cow::Borrowed(desk.title(id, spot.lang).html.as_str()),
        None => Cow::Owned(escaped(&site.title)),
    };
    let actors = most_named(spot);
    let story = &library.graph.story;
    let told: &[NodeId] = if story.len() <= TOLD { story } else { &[] };
    let view = view::Home {
        title,
        begin: begin(spot, node).map(|id| spot.entry(id)),
        story: told.iter().map(|id| spot.told(*id)).collect(),
        latest: latest(spot),
        dossier_count: story.len(),
        actor_count: actors.len(),
        mention_count: actors.iter().map(|(_, count)| count).sum(),
        actors: actors
            .iter()
            .take(ACTORS)
            .map(|(id, count)| spot.actor_link(*id, *count))
            .collect(),
        dossiers: spot.url(&Place::Index(Section::Dossiers)),
        timeline: (library.events.len() <= DRAWN).then(|| timeline(spot)),
        actor_index: spot.url(&Place::Index(Section::Actors)),
        chronology: spot.url(&Place::Index(Section::Chronology)),
        references: node.map_or_else(Vec::new, |id| {
            spot.references(library.node(id).text(spot.lang))
        }),
    };
    let mut page = match node {
        None => spot.page(
            "home.html",
            spot.frame("home", site.title),
            View::Home(Box::new(view)),
        ),
        Some(id) => {
            let text = library.node(id).text(spot.lang);
            let frame = spot.node_frame("home", id, text);
            let mut page = spot.page("home.html", frame, View::Home(Box::new(view)));
            page.source = text.path.clone();
            page.text = Some(spot.text(text));
            page
        }
    };
    page.frame.linked_data = Some(json_ld::site(desk.site, spot.lang));
    if page.frame.description.is_none() {
        page.frame.description = site.description;
    }
    page
}

/// The dossier to begin with, as the home page's own text has it.
fn begin(spot: &Spot<'_>, home: Option<NodeId>) -> Option<NodeId> {
    let library = spot.desk.site.library;
    let links = home.map(|id| &library.node(id).text(spot.lang).links);
    let linked = links
        .into_iter()
        .flatten()
        .filter_map(|target| match target {
            Some(Target::Node { node, .. }) => Some(*node),
            _ => None,
        });
    let mut dossiers = linked.filter(|id| library.node(*id).kind == Kind::Dossier);
    dossiers
        .next()
        .or_else(|| library.graph.story.first().copied())
}

/// The dossiers last written.
fn latest<'a>(spot: &Spot<'a>) -> Vec<view::Entry<'a>> {
    let mut latest: Vec<_> = spot.desk.site.library.of_kind(Kind::Dossier).collect();
    latest.sort_by_key(|(_, node)| (Reverse(node.date()), &node.id));
    let latest = latest.into_iter().take(LATEST);
    latest.map(|(id, _)| spot.entry(id)).collect()
}

/// All actors with the number of their mentions, most first.
fn most_named(spot: &Spot<'_>) -> Vec<(NodeId, usize)> {
    let library = spot.desk.site.library;
    let count = |id: NodeId| library.graph.mentions(spot.lang, id);
    let mut actors: Vec<_> = library
        .of_kind(Kind::Actor)
        .map(|(id, _)| (id, count(id)))
        .collect();
    actors.sort_by_key(|(id, count)| (Reverse(*count), *id));
    actors
}
