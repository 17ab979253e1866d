//! The register of quotations, by speaker.

use std::collections::BTreeSet;

use crate::config::Section;
use crate::export::json_ld;
use crate::locale::dates::{Date, Unit};
use crate::locale::typography::set;
use crate::parse::Kind;
use crate::parse::front::Source;
use crate::plan::pages::actors::sort_name;
use crate::plan::pages::chronology::evidence;
use crate::plan::spot::Spot;
use crate::plan::view::{self, Choice, Speaker};
use crate::plan::{Page, View};
use crate::resolve::{NodeId, Saying};

pub(super) fn register<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let collation = &spot.locale().collation;
    let mut speakers = Vec::new();
    for (id, node) in library.of_kind(Kind::Actor) {
        let quotations = quotations(spot, id);
        let Some(actor) = node.text(spot.lang).actor() else {
            continue;
        };
        if quotations.is_empty() {
            continue;
        }
        let key = collation.sort_key(&sort_name(spot, id, actor));
        let view::Link { title, url } = spot.link(id);
        let speaker = Speaker {
            title,
            url,
            id: &node.id,
            role: spot.role(actor),
            quotations,
        };
        speakers.push((key, speaker));
    }
    speakers.sort_by(|(a, _), (b, _)| a.cmp(b));
    let speakers: Vec<Speaker<'a>> = speakers.into_iter().map(|(_, speaker)| speaker).collect();
    let all = || speakers.iter().flat_map(|speaker| &speaker.quotations);
    let sources = all().flat_map(|quotation| &quotation.sources);
    let sources = sources.map(|source| Choice {
        value: source.url.as_str().to_owned(),
        label: source.title.clone(),
    });
    let dates: BTreeSet<_> = all().flat_map(|quotation| &quotation.dates).collect();
    let languages: BTreeSet<_> = all().map(|quotation| quotation.language).collect();
    let view = view::Quotes {
        count: all().count(),
        sources: spot.choices(sources),
        dates: dates.into_iter().map(|date| choice(spot, date)).collect(),
        languages: languages.into_iter().collect(),
        speakers,
    };
    let mut frame = spot.frame("quotes", spot.word(Section::Quotes.key()).into());
    frame.linked_data = Some(json_ld::quotations(spot.desk.site, spot.lang));
    spot.page("quotes.html", frame, View::Quotes(view))
}

/// A year or a month, by which the register can be narrowed.
fn choice<'a>(spot: &Spot<'a>, date: &str) -> Choice<'a> {
    let words = Date::parse(date).map(|date| spot.date(&date).words);
    Choice {
        value: date.to_owned(),
        label: words.unwrap_or_else(|_| date.to_owned()).into(),
    }
}

/// What an actor says on the pages of one language.
pub(super) fn quotations<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<view::Quotation<'a>> {
    let graph = &spot.desk.site.library.graph;
    let sayings = graph.sayings(spot.lang, actor).iter();
    sayings.map(|saying| quotation(spot, saying)).collect()
}

/// What others say of an actor by name.
pub(super) fn said_of<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<view::Quotation<'a>> {
    let graph = &spot.desk.site.library.graph;
    let sayings = graph.said_of(spot.lang, actor).iter();
    sayings.map(|saying| quotation(spot, saying)).collect()
}

fn quotation<'a>(spot: &Spot<'a>, saying: &Saying) -> view::Quotation<'a> {
    let library = spot.desk.site.library;
    let text = library.node(saying.node).text(spot.lang);
    let quotation = &text.body.quotations[saying.quotation];
    let lang = text.quoted_in[saying.quotation].as_ref();
    let lang = lang.unwrap_or(&text.lang);
    let said = text.body.blocks[quotation.blocks.clone()].iter();
    let citations = quotation.citations.iter();
    let cited = citations.flat_map(|index| &text.body.citations[*index].items);
    let first = cited
        .clone()
        .find_map(|item| library.sources.get(&item.source));
    view::Quotation {
        paragraphs: said
            .map(|block| set(&block.text, *lang, None, None))
            .collect(),
        speaker: text.speaker(quotation).map(|speaker| spot.link(speaker)),
        language: lang.as_str(),
        dates: first.map_or_else(Vec::new, dates),
        lang: (*lang != spot.lang).then(|| lang.as_str()),
        link: spot.link_at(saying.node, Some(quotation.blocks.start)),
        sources: evidence(spot, cited.map(|item| &item.source)),
    }
}

/// The year and the month in which a source was published, as far as they are known.
fn dates(source: &Source) -> Vec<String> {
    let issued = source.issued.as_ref();
    let units = [Unit::Year, Unit::Month].into_iter();
    let parts = units.filter_map(|unit| issued?.beginning(unit));
    parts.map(|date| date.as_str().to_owned()).collect()
}
