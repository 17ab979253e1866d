//! A dossier's page.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::config::Section;
use crate::locale::names::slug;
use crate::parse::Kind;
use crate::parse::front::Dossier;
use crate::plan::View;
use crate::plan::pages::chronology;
use crate::plan::pages::corrections::correction;
use crate::plan::spot::Spot;
use crate::plan::view::{self, Frame};
use crate::resolve::{NodeId, Text};
use crate::route::Place;

/// Words a minute: what adults read silently (Brysbaert 2019: 238 in English, 195 in French).
const WORDS_A_MINUTE: usize = 200;

pub(super) fn dossier<'a>(
    spot: &Spot<'a>,
    id: NodeId,
    text: &'a Text,
) -> (Cow<'a, str>, Frame<'a>, View<'a>) {
    let dossier = text
        .dossier()
        .expect("nodes of kind dossier have the front matter of dossiers");
    let (previous, next) = neighbours(spot, id);
    let mut corrections: Vec<_> = dossier.corrections.iter().flatten().collect();
    corrections.sort_by_key(|correction| Reverse(&correction.date));
    let corrections = corrections.into_iter();
    let view = view::Dossier {
        title: Cow::Borrowed(&spot.desk.title(id, spot.lang).html),
        summary: dossier
            .summary
            .as_deref()
            .map(|summary| spot.inline(summary).into()),
        date: dossier.date.as_ref().map(|date| spot.date_of(id, date)),
        updated: dossier.updated.as_ref().map(|date| spot.date(date)),
        covers: dossier.covers.as_ref().map(|date| spot.date(date)),
        authors: dossier.authors.as_deref().unwrap_or_default(),
        tags: tags(spot, dossier),
        words: text.body.words,
        minutes: text.body.words.div_ceil(WORDS_A_MINUTE).max(1),
        cover: cover(spot, dossier, text),
        contents: spot.contents(&text.body),
        actors: actors(spot, id),
        events: chronology::of_node(spot, id),
        previous,
        next,
        backlinks: spot.backlinks(id),
        references: spot.references(text),
        corrections: corrections.map(|given| correction(spot, given)).collect(),
        replies: replies(spot, dossier),
        extra: dossier.extra.as_ref(),
    };
    let mut frame = spot.node_frame("dossier", id, text);
    frame.breadcrumbs = spot.within(Section::Dossiers);
    let template = dossier.template.as_deref().unwrap_or("dossier.html");
    (template.into(), frame, View::Dossier(Box::new(view)))
}

fn tags<'a>(spot: &Spot<'a>, dossier: &'a Dossier) -> Vec<view::Link<'a>> {
    let link = |tag: &'a String| view::Link {
        title: Cow::Borrowed(tag),
        url: spot.url(&Place::Tag(slug(tag))),
    };
    dossier.tags.iter().flatten().map(link).collect()
}

/// Actors by the number of mentions, those it is only about last.
fn actors<'a>(spot: &Spot<'a>, id: NodeId) -> Vec<view::ActorLink<'a>> {
    let cast = spot.desk.site.library.cast(id, spot.lang);
    let mut counts: Vec<_> = cast.into_iter().collect();
    counts.sort_by_key(|(actor, count)| (Reverse(*count), *actor));
    counts
        .into_iter()
        .map(|(actor, count)| spot.actor_link(actor, count))
        .collect()
}

fn neighbours<'a>(spot: &Spot<'a>, id: NodeId) -> (Option<view::Link<'a>>, Option<view::Link<'a>>) {
    let graph = &spot.desk.site.library.graph;
    let position = graph.position[id.index()];
    let link = |position: Option<usize>| {
        position
            .and_then(|position| graph.story.get(position))
            .map(|id| spot.link(*id))
    };
    (link(position.checked_sub(1)), link(position.checked_add(1)))
}

fn cover<'a>(spot: &Spot<'a>, dossier: &'a Dossier, text: &'a Text) -> Option<view::Cover<'a>> {
    let (cover, picture) = (dossier.cover.as_ref()?, text.picture.as_ref()?);
    let dimensions = spot.desk.site.sources.dimensions(picture);
    Some(view::Cover {
        url: spot.desk.site.routes.assets[picture].url_from(&spot.path),
        width: dimensions.map(|size| size.width),
        height: dimensions.map(|size| size.height),
        alt: &cover.alt,
        caption: cover.caption.as_deref().map(|caption| spot.inline(caption)),
        credit: cover.credit.as_deref(),
    })
}

fn replies<'a>(spot: &Spot<'a>, dossier: &'a Dossier) -> Vec<view::Reply<'a>> {
    let replies = dossier.replies.iter().flatten();
    let view = |reply: &'a crate::parse::front::Reply| {
        let actor = spot.desk.site.library.find(Kind::Actor, &reply.actor)?;
        Some(view::Reply {
            actor: spot.link(actor),
            received: reply.received.as_ref().map(|date| spot.date(date)),
            published: reply.published.as_ref().map(|date| spot.date(date)),
            text: spot.inline(&reply.text),
        })
    };
    replies.filter_map(view).collect()
}
