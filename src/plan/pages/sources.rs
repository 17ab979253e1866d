//! The bibliography, by type.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Section;
use crate::export::bibliography::Format;
use crate::locale::names::slug;
use crate::parse::front::Source;
use crate::plan::pages::source::{kind, reference};
use crate::plan::spot::Spot;
use crate::plan::view::{self, Choice, SourceEntry, SourceGroup};
use crate::plan::{Page, View};
use crate::resolve::Evidence;
use crate::route;

pub(super) fn bibliography<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let mut groups: BTreeMap<&'a str, Vec<(&'a Source, &'a Evidence)>> = BTreeMap::new();
    for (id, evidence) in library.evidence.iter() {
        let source = &library.sources[id];
        groups
            .entry(kind(source))
            .or_default()
            .push((source, evidence));
    }
    let groups = groups.into_iter().map(|(kind, mut sources)| {
        let collation = &spot.locale().collation;
        sources.sort_by_cached_key(|(source, _)| {
            let (first, title) = sort_names(source);
            (collation.sort_key(first), collation.sort_key(title))
        });
        let sources = sources.iter();
        SourceGroup {
            kind,
            sources: sources
                .map(|(source, evidence)| entry(spot, source, evidence))
                .collect(),
        }
    });
    let listed = || library.evidence.keys().map(|id| &library.sources[id]);
    let years: BTreeSet<_> = listed().filter_map(year).collect();
    let languages: BTreeSet<_> = listed()
        .filter_map(Source::lang)
        .map(|lang| lang.to_string())
        .collect();
    let view = view::Sources {
        groups: groups.collect(),
        count: library.evidence.len(),
        exports: exports(spot),
        publishers: spot.choices(listed().filter_map(publisher)),
        years: years.into_iter().rev().collect(),
        languages: languages.into_iter().collect(),
    };
    let frame = spot.frame("sources", spot.word(Section::Sources.key()).into());
    spot.page("sources.html", frame, View::Sources(view))
}

fn entry<'a>(spot: &Spot<'a>, source: &'a Source, evidence: &'a Evidence) -> SourceEntry<'a> {
    let view::Link { title, url } = spot.source_link(source);
    SourceEntry {
        title,
        url,
        reference: reference(spot, evidence),
        pages: evidence.pages(spot.lang).len(),
        publisher: publisher(source).map(|choice| choice.value),
        year: year(source),
        language: source.lang().map(|lang| lang.to_string()),
    }
}

/// The files that hold all sources, if there are any.
fn exports<'a>(spot: &Spot<'a>) -> Vec<view::Link<'a>> {
    if spot.desk.site.library.evidence.is_empty() {
        return Vec::new();
    }
    let link = |format: Format| view::Link {
        title: format.name().into(),
        url: route::bibliography(format.extension()).url_from(&spot.path),
    };
    Format::ALL.map(link).into()
}

/// Where a source was published: the paper or site, else who published it.
fn publisher(source: &Source) -> Option<Choice<'_>> {
    let name = source.container_title.as_deref();
    let name = name.or(source.publisher.as_deref())?;
    Some(Choice {
        value: slug(name),
        label: name.into(),
    })
}

fn year(source: &Source) -> Option<i64> {
    source.issued.as_ref()?.year()
}

/// What a source stands under, its first author else its title, and its title.
fn sort_names(source: &Source) -> (&str, &str) {
    let title = source.title.as_deref().unwrap_or(&source.id);
    let author = source.author.first().and_then(|name| {
        let name = name.family.as_ref().or(name.literal.as_ref());
        name.map(String::as_str)
    });
    (author.unwrap_or(title), title)
}
