//! The chronology, and the events of one actor or dossier.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::path::Url;
use crate::config::Section;
use crate::export::json_ld;
use crate::locale::Lang;
use crate::locale::dates::{Date, Unit};
use crate::parse::Kind;
use crate::parse::front::{self, Status};
use crate::parse::inline::{inline, linked};
use crate::plan::pages::timeline::timeline;
use crate::plan::spot::Spot;
use crate::plan::view::{self, Choice, EventDay, EventMonth, EventYear, Evidence, Link};
use crate::plan::{Page, View};
use crate::resolve::{MentionRole, NodeId};
use crate::route::Place;

/// A year with more events than this is told month by month.
pub(super) const FEW: usize = 12;

/// All events by the year in which they began.
pub(super) fn chronology<'a>(spot: &Spot<'a>) -> Page<'a> {
    let events = &spot.desk.site.library.events;
    let indices: Vec<usize> = (0..events.len()).collect();
    let years = indices.chunk_by(|a, b| events[*a].date.year() == events[*b].date.year());
    let statuses: BTreeSet<_> = events.iter().map(|event| event.status).collect();
    let view = view::Chronology {
        years: years.map(|indices| year(spot, indices)).collect(),
        count: events.len(),
        timeline: timeline(spot),
        actors: actors(spot),
        statuses: statuses.into_iter().map(Status::name).collect(),
    };
    let mut frame = spot.frame("chronology", spot.word(Section::Chronology.key()).into());
    let word = |status: Status| spot.word(&format!("status-{}", status.name()));
    frame.linked_data = Some(json_ld::chronology(spot.desk.site, spot.lang, &word));
    spot.page("chronology.html", frame, View::Chronology(view))
}

/// The actors that took part in some event.
fn actors<'a>(spot: &Spot<'a>) -> Vec<Choice<'a>> {
    let library = spot.desk.site.library;
    let named = library.events.iter().flat_map(|event| &event.actors);
    let ids: BTreeSet<_> = named
        .filter_map(|id| library.find(Kind::Actor, id))
        .collect();
    let choice = |id| {
        let Link { title, url } = spot.link(id);
        Choice {
            value: url.as_str().to_owned(),
            label: title,
        }
    };
    spot.choices(ids.into_iter().map(choice))
}

/// The events of one year; if they are many, those known to the month by their months.
fn year<'a>(spot: &Spot<'a>, indices: &[usize]) -> EventYear<'a> {
    let events = &spot.desk.site.library.events;
    let year = events[indices[0]].date.year();
    let mut rest = Vec::new();
    let mut months: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for index in indices {
        let month = events[*index].date.beginning(Unit::Month);
        match month.filter(|_| indices.len() > FEW) {
            Some(month) => months.entry(month).or_default().push(*index),
            None => rest.push(*index),
        }
    }
    let months = months.into_iter().map(|(month, indices)| EventMonth {
        id: format!("month-{}", month.as_str()),
        month: spot.date(&month).words,
        days: days(spot, &indices),
    });
    EventYear {
        year: year.map_or_else(|| spot.word("undated"), |year| year.to_string()),
        id: year.map_or_else(|| "year-none".to_owned(), |year| format!("year-{year}")),
        days: days(spot, &rest),
        months: months.collect(),
    }
}

/// Events by the day on which they began; those of no certain day stay where they are in order.
fn days<'a>(spot: &Spot<'a>, indices: &[usize]) -> Vec<EventDay<'a>> {
    let mut days: Vec<(Option<Date>, EventDay<'a>)> = Vec::new();
    for index in indices {
        let date = &spot.desk.site.library.events[*index].date;
        let day = date.beginning(Unit::Day);
        // An event that goes on may stand behind one that is only known to the month.
        let known = match day {
            Some(_) => days.iter_mut().rev().find(|(other, _)| *other == day),
            None => days.last_mut().filter(|(last, _)| last.is_none()),
        };
        let event = event(spot, *index);
        match known {
            Some((_, known)) => known.events.push(event),
            None => {
                let shown = EventDay {
                    id: day.as_ref().map(|day| format!("day-{}", day.as_str())),
                    day: day.as_ref().map(|day| spot.date(day)),
                    events: vec![event],
                };
                days.push((day, shown));
            }
        }
    }
    days.into_iter().map(|(_, day)| day).collect()
}

/// The events an actor took part in, or a dossier tells.
pub(super) fn of_node<'a>(spot: &Spot<'a>, id: NodeId) -> Vec<view::Event<'a>> {
    let library = spot.desk.site.library;
    let events = library.graph.events[id.index()].iter();
    events.map(|index| event(spot, *index)).collect()
}

/// One of the events of the library, by its place there.
pub(super) fn event<'a>(spot: &Spot<'a>, index: usize) -> view::Event<'a> {
    let library = spot.desk.site.library;
    let event = &library.events[index];
    let here = spot.node();
    let tellers = library.graph.tellers[index].iter();
    let dossiers = tellers.filter(|id| Some(**id) != here);
    let languages = &library.languages;
    let actors = event.actors.iter();
    let actors = actors.filter_map(|id| library.find(Kind::Actor, id));
    let (lang, title) = event.title.told(spot.lang, languages);
    let mut texts = texts(spot, index).into_iter();
    let text = event.text.as_ref().and_then(|_| texts.next());
    let claimed: Vec<_> = event.claims.iter().flat_map(|it| &it.sources).collect();
    let sources = event.sources.iter().filter(|id| !claimed.contains(id));
    view::Event {
        anchor: event.anchor(),
        title: inline(title, lang).html,
        title_lang: spot.other(lang),
        lang: text.as_ref().and_then(|(lang, _)| spot.other(*lang)),
        url: url(spot, event),
        date: spot.date(&event.date),
        text: text.map(|(_, html)| html),
        place: event.place.as_deref(),
        status: event.status.name(),
        actors: actors.map(|id| spot.link(id)).collect(),
        dossiers: dossiers.map(|id| spot.link(*id)).collect(),
        sources: evidence(spot, sources),
        claims: event
            .claims
            .iter()
            .zip(texts)
            .map(|(claim, (lang, text))| view::Claim {
                text,
                lang: spot.other(lang),
                sources: evidence(spot, &claim.sources),
            })
            .collect(),
    }
}

/// Where an event stands in the chronology.
pub(super) fn url(spot: &Spot<'_>, event: &front::Event) -> Url {
    spot.url(&Place::Index(Section::Chronology))
        .with_fragment(&event.anchor())
}

/// The texts of an event as HTML, each with its language; the first mention of each actor is a
/// link, except on that actor's own page.
fn texts(spot: &Spot<'_>, index: usize) -> Vec<(Lang, String)> {
    let library = spot.desk.site.library;
    let telling = &library.tellings[index][&spot.lang];
    let texts = library.events[index].texts(spot.lang, &library.languages);
    let texts = texts.into_iter().enumerate();
    let html = texts.map(|(block, (lang, text))| {
        let mentions = telling.mentions.iter();
        let shown = mentions.filter(|mention| {
            let is_here = mention.place.block == block;
            is_here && mention.role == MentionRole::Linked && Some(mention.actor) != spot.node()
        });
        let links: Vec<_> = shown
            .map(|mention| (mention.place.range.clone(), spot.link(mention.actor).url))
            .collect();
        (lang, linked(text, lang, &links).html)
    });
    html.collect()
}

/// Sources in short.
pub(super) fn evidence<'a>(
    spot: &Spot<'a>,
    ids: impl IntoIterator<Item = &'a String>,
) -> Vec<Evidence<'a>> {
    let source = |id: &'a String| {
        let source = spot.desk.site.library.sources.get(id)?;
        Some(Evidence {
            title: source.shown_title(),
            publisher: source.container_title.as_deref(),
            date: source.issued.as_ref().map(|date| spot.date(date)),
            url: spot.source_url(&source.id),
        })
    };
    ids.into_iter().filter_map(source).collect()
}
