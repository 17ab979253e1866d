//! An actor's page.

use std::borrow::Cow;

use crate::config::Section;
use crate::locale::dates::Date;
use crate::parse::Kind;
use crate::parse::front::{Actor, Alias, Relation};
use crate::plan::View;
use crate::plan::pages::{chronology, context, quotes};
use crate::plan::spot::Spot;
use crate::plan::view::{self, Frame};
use crate::resolve::{NodeId, Text};

/// Actors shown at most as appearing with another: in a large dossier everyone appears with
/// everyone, once.
const COMPANIONS: usize = 40;

pub(super) fn actor<'a>(
    spot: &Spot<'a>,
    id: NodeId,
    text: &'a Text,
) -> (Cow<'a, str>, Frame<'a>, View<'a>) {
    let actor = text
        .actor()
        .expect("nodes of kind actor have the front matter of actors");
    let library = spot.desk.site.library;
    let companions = &library.graph.companions[id.index()];
    let view = view::Actor {
        name: &spot.desk.title(id, spot.lang).text,
        kind: actor.kind.map(|kind| kind.name()),
        role: spot.role(actor),
        summary: actor
            .summary
            .as_deref()
            .map(|summary| spot.inline(summary).into()),
        aliases: aliases(spot, id, actor),
        country: actor.country.as_deref(),
        wikidata: actor.wikidata.as_deref(),
        links: links(actor),
        image: image(spot, actor, text),
        count: library.graph.mentions(spot.lang, id),
        mentions: context::mentions(spot, id),
        appears_with: companions
            .iter()
            .take(COMPANIONS)
            .map(|(other, dossiers)| view::Companion {
                actor: spot.actor(*other),
                dossiers: spot.desk.dossiers(*dossiers, spot.lang),
            })
            .collect(),
        others: companions.len().saturating_sub(COMPANIONS),
        relations: relations(spot, id),
        events: chronology::of_node(spot, id),
        quotations: quotes::quotations(spot, id),
        said_of: quotes::said_of(spot, id),
        backlinks: spot.backlinks(id),
        references: spot.references(text),
        extra: actor.extra.as_ref(),
    };
    let mut frame = spot.node_frame("actor", id, text);
    frame.breadcrumbs = spot.within(Section::Actors);
    let template = actor.template.as_deref().unwrap_or("actor.html");
    (template.into(), frame, View::Actor(Box::new(view)))
}

/// What differs from the name by capitals alone finds mentions, and tells readers nothing.
fn aliases<'a>(spot: &Spot<'a>, id: NodeId, actor: &'a Actor) -> Vec<Cow<'a, str>> {
    let name = spot.desk.site.library.node(id).title(spot.lang);
    let name = name.to_lowercase();
    let aliases = actor.aliases.iter().flatten().map(Alias::text);
    aliases
        .filter(|alias| alias.to_lowercase() != name)
        .map(|alias| spot.set_of(id, alias))
        .collect()
}

fn links<'a>(actor: &'a Actor) -> Vec<view::Link<'a>> {
    let links = actor.links.iter().flatten();
    let link = |link: &'a crate::parse::front::Link| {
        let url = crate::base::path::Url::external(&link.url)?;
        let title = Cow::Borrowed(link.title.as_str());
        Some(view::Link { title, url })
    };
    links.filter_map(link).collect()
}

fn image<'a>(spot: &Spot<'a>, actor: &'a Actor, text: &'a Text) -> Option<view::Image<'a>> {
    let (image, picture) = (actor.image.as_ref()?, text.picture.as_ref()?);
    let dimensions = spot.desk.site.sources.dimensions(picture);
    Some(view::Image {
        url: spot.desk.site.routes.assets[picture].url_from(&spot.path),
        width: dimensions.map(|size| size.width),
        height: dimensions.map(|size| size.height),
        alt: &image.alt,
        credit: image.credit.as_deref(),
    })
}

/// Relations the actor's own file gives, then those others give to it.
fn relations<'a>(spot: &Spot<'a>, id: NodeId) -> Vec<view::Relation<'a>> {
    let library = spot.desk.site.library;
    let node = library.node(id);
    let own = node.texts[0]
        .actor()
        .and_then(|actor| actor.relations.as_deref());
    let own = own.unwrap_or_default().iter().filter_map(|given| {
        let other = library.find(Kind::Actor, &given.to)?;
        Some(relation(spot, given, other, true))
    });
    let others = library.graph.related[id.index()].iter().flat_map(|other| {
        let actor = library.node(*other).texts[0].actor();
        let given = actor
            .and_then(|actor| actor.relations.as_deref())
            .unwrap_or_default();
        let here = given.iter().filter(|given| given.to == node.id);
        here.map(|given| relation(spot, given, *other, false))
    });
    own.chain(others).collect()
}

pub(super) fn relation<'a>(
    spot: &Spot<'a>,
    relation: &'a Relation,
    other: NodeId,
    acts: bool,
) -> view::Relation<'a> {
    let label = relation.label.as_ref();
    let (from, until) = (relation.from.as_ref(), relation.until.as_ref());
    let both = from.zip(until);
    let period = both.and_then(|(from, until)| Date::between(from, until));
    view::Relation {
        other: spot.link(other),
        label: label.map_or_else(|| relation.role.as_str().into(), |label| spot.set(label)),
        acts,
        from: from.map(|date| spot.date(date)),
        until: until.map(|date| spot.date(date)),
        period: period.map(|date| spot.date(&date)),
        status: relation.status.name(),
        sources: chronology::evidence(spot, &relation.sources),
    }
}
