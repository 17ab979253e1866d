//! The lists of dossiers and of tags.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::config::Section;
use crate::parse::Kind;
use crate::plan::spot::Spot;
use crate::plan::view;
use crate::plan::{Page, View};
use crate::route::Place;

/// The dossiers by year, latest first.
pub(super) fn dossiers<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let mut nodes: Vec<_> = library.of_kind(Kind::Dossier).collect();
    nodes.sort_by_key(|(_, node)| (Reverse(node.date()), &node.id));
    let mut years: Vec<view::Year<'a>> = Vec::new();
    for (id, node) in &nodes {
        let year = node.date().and_then(|date| date.year());
        let year = year.map_or_else(|| spot.word("undated"), |year| year.to_string());
        let entry = spot.entry(*id);
        match years.last_mut().filter(|known| known.year == year) {
            Some(known) => known.dossiers.push(entry),
            None => years.push(view::Year {
                year,
                dossiers: vec![entry],
            }),
        }
    }
    let view = view::DossierIndex {
        years,
        count: nodes.len(),
    };
    let frame = spot.frame("dossiers", spot.word(Section::Dossiers.key()).into());
    spot.page("dossiers.html", frame, View::DossierIndex(view))
}

/// The tags in the order of the page's language.
pub(super) fn tags<'a>(spot: &Spot<'a>) -> Page<'a> {
    let tags = &spot.desk.site.library.graph.tags[&spot.lang];
    let mut tags: Vec<_> = tags
        .iter()
        .map(|(slug, tag)| view::TagLink {
            title: Cow::Borrowed(tag.label.as_str()),
            url: spot.url(&Place::Tag(slug.clone())),
            dossiers: tag.dossiers.len(),
        })
        .collect();
    let collation = &spot.locale().collation;
    tags.sort_by(|a, b| collation.compare(&a.title, &b.title));
    let frame = spot.frame("tags", spot.word(Section::Tags.key()).into());
    spot.page("tags.html", frame, View::TagIndex(view::TagIndex { tags }))
}

/// The dossiers under one tag.
pub(super) fn tag<'a>(spot: &Spot<'a>, slug: &str) -> Page<'a> {
    let tag = &spot.desk.site.library.graph.tags[&spot.lang][slug];
    let dossiers = tag.dossiers.iter().map(|id| spot.told(*id)).collect();
    let mut frame = spot.frame("tag", Cow::Borrowed(tag.label.as_str()));
    frame.breadcrumbs = spot.within(Section::Tags);
    spot.page(
        "tag.html",
        frame,
        View::Tag(view::Tag {
            title: &tag.label,
            dossiers,
        }),
    )
}
