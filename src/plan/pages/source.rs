//! A source's page: what it is, and all that rests on it.

use std::borrow::Cow;

use crate::base::path::Url;
use crate::config::Section;
use crate::export::bibliography::Format;
use crate::export::coins::coins;
use crate::export::json_ld;
use crate::locale::sentences::abridge;
use crate::locale::typography::set;
use crate::parse::Kind;
use crate::parse::body::cite_anchor;
use crate::parse::front::{Archived, Source};
use crate::plan::pages::actor::relation;
use crate::plan::pages::chronology;
use crate::plan::pages::context::{CONTEXT, piece, said};
use crate::plan::spot::Spot;
use crate::plan::view::{self, CitingPage, Proved, SourceExport};
use crate::plan::{Page, View};
use crate::resolve::{Citing, Evidence, NodeId, Text};

pub(super) fn source<'a>(spot: &Spot<'a>, id: &str) -> Page<'a> {
    let library = spot.desk.site.library;
    let (source, evidence) = (&library.sources[id], &library.evidence[id]);
    let pages = evidence.pages(spot.lang).iter();
    let relations = evidence.relations.iter();
    let events = evidence.events.iter();
    let view = view::Source {
        title: source.shown_title(),
        language: source.lang().map(|lang| lang.to_string()),
        kind: kind(source),
        reference: reference(spot, evidence),
        authors: source.author.iter().map(|name| name.in_full()).collect(),
        container: source.container_title.as_deref(),
        publisher: source.publisher.as_deref(),
        date: source.issued.as_ref().map(|date| spot.date(date)),
        accessed: source.accessed.as_ref().map(|date| spot.date(date)),
        url: source.url.as_deref().and_then(Url::external),
        paywall: source.paywall == Some(true),
        archived: archived(spot, source),
        note: source.note.as_deref(),
        coins: coins(source),
        exports: Format::ALL.map(|format| export(source, format)).into(),
        pages: pages.map(|citing| citing_page(spot, citing)).collect(),
        relations: relations
            .filter_map(|(actor, index)| proved(spot, *actor, *index))
            .collect(),
        events: events
            .map(|index| chronology::event(spot, *index))
            .collect(),
    };
    let mut frame = spot.frame("source", view.title.clone());
    frame.breadcrumbs = spot.within(Section::Sources);
    frame.linked_data = Some(json_ld::source(source));
    spot.page("source.html", frame, View::Source(Box::new(view)))
}

fn export(source: &Source, format: Format) -> SourceExport {
    SourceExport {
        format: format.name(),
        text: format.write(std::iter::once(source)),
    }
}

fn archived<'a>(spot: &Spot<'a>, source: &'a Source) -> Option<view::Archived<'a>> {
    let archived = source.archived.as_ref()?;
    if *archived == Archived::default() {
        return None;
    }
    let assets = &spot.desk.site.routes.assets;
    let path = source.preserved_copy();
    let path = path.and_then(|copy| assets.get(&copy));
    let file = path.zip(archived.file.as_deref());
    Some(view::Archived {
        url: archived.url.as_deref().and_then(Url::external),
        date: archived.date.as_ref().map(|date| spot.date(date)),
        file: file.map(|(path, file)| view::Link {
            title: file.rsplit('/').next().unwrap_or(file).into(),
            url: path.url_from(&spot.path),
        }),
        sha256: archived.sha256.as_deref(),
    })
}

/// The type of a source.
pub(super) fn kind(source: &Source) -> &str {
    source.r#type.as_deref().unwrap_or("document")
}

/// The reference of a source as the page's language words it.
pub(super) fn reference<'a>(spot: &Spot<'a>, evidence: &'a Evidence) -> Option<&'a str> {
    evidence.reference(spot.lang)
}

fn citing_page<'a>(spot: &Spot<'a>, citing: &Citing) -> CitingPage<'a> {
    let node = spot.desk.site.library.node(citing.node);
    let text = node.text(spot.lang);
    let view::Link { title, url } = spot.link(citing.node);
    let place = |citation: &usize| view::Link {
        title: words_before(text, *citation),
        url: url.clone().with_fragment(&cite_anchor(*citation)),
    };
    CitingPage {
        title,
        date: spot.written(citing.node),
        lang: spot.other(text.lang),
        places: citing.citations.iter().map(place).collect(),
        url,
    }
}

/// What a citation stands behind: what was said, or the last words before it.
fn words_before(text: &Text, citation: usize) -> Cow<'_, str> {
    let citation = &text.body.citations[citation];
    if let Some(said) = said(text, citation.block) {
        return said.into();
    }
    let block = &text.body.blocks[citation.block];
    let at = block.before(citation.span.start).trim_end().len();
    let excerpt = abridge(&block.text, at..at, CONTEXT);
    if excerpt.before.is_empty() {
        let after = excerpt.after.trim_start();
        return piece(set(after, text.lang, None, None), false, excerpt.cut_after);
    }
    let before = set(excerpt.before.trim_start(), text.lang, None, None);
    piece(before, excerpt.cut_before, false)
}

fn proved<'a>(spot: &Spot<'a>, actor: NodeId, index: usize) -> Option<Proved<'a>> {
    let library = spot.desk.site.library;
    let given = library.node(actor).texts[0].actor()?.relations.as_deref()?;
    let given = given.get(index)?;
    let other = library.find(Kind::Actor, &given.to)?;
    Some(Proved {
        actor: spot.link(actor),
        relation: relation(spot, given, other, true),
    })
}
