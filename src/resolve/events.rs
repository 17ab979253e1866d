//! Events, wherever they are told -> the ids they name, each with the way to it, ids given twice,
//! and events that no source can have reported.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::yaml::{Document, Step};
use crate::parse::Parsed;
use crate::parse::front::{Event, Front};
use crate::parse::inline::has_links;
use crate::resolve::fields::{unknown_actor, unknown_source};
use crate::resolve::ground::Ground;
use crate::resolve::nodes::Version;

/// An id, and the way to it in the YAML that gives it.
pub(super) type Named<'a> = (Vec<Step<'a>>, &'a str);

/// The ids in a list that `steps` lead to.
pub(super) fn listed<'a>(steps: &[Step<'a>], ids: &'a [String]) -> Vec<Named<'a>> {
    let ids = ids.iter().enumerate();
    ids.map(|(index, id)| ([steps, &[Step::Index(index)]].concat(), id.as_str()))
        .collect()
}

/// The sources that the events listed at `steps` name, those of their claims included.
pub(super) fn sources<'a>(steps: &[Step<'a>], events: &'a [Event]) -> Vec<Named<'a>> {
    let mut named = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let at = |rest: &[Step<'a>]| [steps, &[Step::Index(index)], rest].concat();
        named.extend(listed(&at(&[Step::Key("sources")]), &event.sources));
        for (number, claim) in event.claims.iter().enumerate() {
            let rest = [
                Step::Key("claims"),
                Step::Index(number),
                Step::Key("sources"),
            ];
            named.extend(listed(&at(&rest), &claim.sources));
        }
    }
    named
}

/// The actors that the events listed at `steps` name.
pub(super) fn actors<'a>(steps: &[Step<'a>], events: &'a [Event]) -> Vec<Named<'a>> {
    let mut named = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let steps = [steps, &[Step::Index(index), Step::Key("actors")]].concat();
        named.extend(listed(&steps, &event.actors));
    }
    named
}

/// A list of events in a file.
pub(super) struct List<'a> {
    home: Home<'a>,
    events: &'a [Event],
}

/// Where a list of events stands.
enum Home<'a> {
    /// It is all of `events.yaml`.
    File(Document<'a>),
    /// It is in the front matter of a dossier.
    Front(Ground<'a>, &'a Version),
}

/// What is wrong with the events of all files: actors and sources that `events.yaml` names and
/// that do not exist, ids given twice, and sources that are all older than the event.
pub(super) fn check(lists: &[List<'_>], ground: Ground<'_>) -> Diagnostics {
    let mut diags = Diagnostics::default();
    for List { home, events } in lists {
        // What a dossier names is reported with the rest of its front matter.
        if let Home::File(document) = home {
            for (steps, id) in sources(&[], events) {
                let span = || Some(document.locate(&steps));
                unknown_source(&mut diags, span, id, ground);
            }
            for (steps, id) in actors(&[], events) {
                let span = || Some(document.locate(&steps));
                unknown_actor(&mut diags, span, id, ground);
            }
        }
    }
    unknown_events(lists, ground, &mut diags);
    told_twice(lists, &mut diags);
    unread_links(lists, &mut diags);
    told_too_early(lists, ground, &mut diags);
    diags
}

/// Every list of events.
pub(super) fn lists(ground: Ground<'_>) -> Vec<List<'_>> {
    let files = ground.parsed.iter().filter_map(|file| match &file.output {
        Some(Parsed::Events(path, events)) => {
            let text = ground.sources.text(path)?;
            let home = Home::File(Document::whole(path, text));
            Some(List { home, events })
        }
        _ => None,
    });
    let dossiers = ground.gathered.nodes.iter().filter_map(|draft| {
        let version = &draft.versions[0];
        let Front::Dossier(dossier) = &*version.front else {
            return None;
        };
        let (home, events) = (Home::Front(ground, version), dossier.events.as_deref()?);
        Some(List { home, events })
    });
    files.chain(dossiers).collect()
}

/// Events that dossiers tell and nobody gives. If some event could not be read, it may be the one.
fn unknown_events(lists: &[List<'_>], ground: Ground<'_>, diags: &mut Diagnostics) {
    let is_flawed = |file: &Arc<Warned<Option<Parsed>>>| {
        matches!(file.output, None | Some(Parsed::Events(..))) && !file.diags.is_empty()
    };
    if ground.parsed.iter().any(is_flawed) {
        return;
    }
    let known = lists.iter().flat_map(|list| list.events);
    let known: BTreeSet<&str> = known.map(|event| event.id.as_str()).collect();
    for version in ground
        .gathered
        .nodes
        .iter()
        .flat_map(|draft| &draft.versions)
    {
        let Front::Dossier(dossier) = &*version.front else {
            continue;
        };
        let told = dossier.tells.as_deref().unwrap_or_default();
        for (steps, id) in listed(&[Step::Key("tells")], told) {
            if known.contains(id) {
                continue;
            }
            let Some(span) = ground.locate(version, &steps) else {
                continue;
            };
            let hint = match nearest(id, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "add it to `content/events.yaml`".to_owned(),
            };
            let message = format!("no event has the id `{id}`");
            diags.push(Code::UnknownEvent, span, message).hint(hint);
        }
    }
}

fn told_twice(lists: &[List<'_>], diags: &mut Diagnostics) {
    let mut told: BTreeMap<String, (&Home<'_>, usize)> = BTreeMap::new();
    for List { home, events } in lists {
        for (index, event) in events.iter().enumerate() {
            let Some((first, position)) = told.get(&event.anchor()) else {
                told.insert(event.anchor(), (home, index));
                continue;
            };
            let message = format!("the event id `{}` is already taken", event.id);
            diags
                .push(Code::DuplicateId, home.span_of(index, "id"), message)
                .related(first.span_of(*position, "id"), "here")
                .hint("give one of the two events another id, or delete it");
        }
    }
}

/// What an event names stands in its lists, where it is checked; in its texts it would be lost.
fn unread_links(lists: &[List<'_>], diags: &mut Diagnostics) {
    for List { home, events } in lists {
        for (index, event) in events.iter().enumerate() {
            let claims = event.claims.iter().map(|claim| ("claims", &claim.text));
            let text = event.text.iter().map(|text| ("text", text));
            let texts = [("title", &event.title)]
                .into_iter()
                .chain(text)
                .chain(claims);
            let linked = texts.filter(|(_, text)| text.all().any(has_links));
            let keys: BTreeSet<&str> = linked.map(|(key, _)| key).collect();
            for key in keys {
                let message = "links and citations are not read in the texts of events";
                diags
                    .push(Code::UnreadLink, home.span_of(index, key), message)
                    .hint("name actors under `actors:` and sources under `sources:`");
            }
        }
    }
}

/// One source older than the event may be there for what led to it; if all are, none can report it.
fn told_too_early(lists: &[List<'_>], ground: Ground<'_>, diags: &mut Diagnostics) {
    for List { home, events } in lists {
        for (index, event) in events.iter().enumerate() {
            let issued = |id: &String| ground.gathered.sources.get(id)?.issued.as_ref();
            let issued: Option<Vec<_>> = event.sources.iter().map(issued).collect();
            let latest = issued
                .into_iter()
                .flatten()
                .max_by_key(|date| date.latest());
            let Some(latest) = latest.filter(|date| date.is_surely_before(&event.date)) else {
                continue;
            };
            let message = format!(
                "the event is of {}, its latest source of {}",
                event.date.as_str(),
                latest.as_str()
            );
            diags
                .push(Code::EarlySources, home.span_of(index, "date"), message)
                .hint("correct the date, or add a source that was published after the event");
        }
    }
}

impl List<'_> {
    /// Where the text of `event` stands, or its claims if it has none.
    pub(super) fn place(lists: &[List<'_>], event: &Event) -> Span {
        let key = if event.text.is_some() {
            "text"
        } else {
            "claims"
        };
        let mut places = lists.iter().filter_map(|List { home, events }| {
            let index = events.iter().position(|other| other.id == event.id)?;
            Some(home.span_of(index, key))
        });
        places.next().expect("every event is in a list")
    }
}

impl Home<'_> {
    /// The place of a value of an event.
    fn span_of(&self, index: usize, key: &str) -> Span {
        let steps = [Step::Index(index), Step::Key(key)];
        match self {
            Home::File(document) => document.locate(&steps),
            Home::Front(ground, version) => ground
                .locate(
                    version,
                    &[[Step::Key("events")].as_slice(), &steps].concat(),
                )
                .unwrap_or_else(|| Span::file(&version.path)),
        }
    }
}
