//! What the content model requires of a file by itself, beyond what its types say.

use crate::base::diag::{Code, Diagnostics};
use crate::base::yaml::{Document, Step};
use crate::parse::front::{Event, Front, Relation, Source, Status};
use crate::parse::place::TextPlace;

/// Which version of a page a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Version {
    /// The one in the site's default language, which must be complete.
    Original,
    /// One in another language, which gives only what differs.
    Translation,
}

/// Says what the front matter of a page lacks.
pub(super) fn front(
    document: &Document<'_>,
    front: &Front,
    place: &TextPlace,
    version: Version,
    diags: &mut Diagnostics,
) {
    let original = version == Version::Original;
    match front {
        Front::Dossier(dossier) => {
            if original {
                text(
                    document,
                    &[Step::Key("title")],
                    dossier.title.as_deref(),
                    "title: …",
                    diags,
                );
            }
            if original && dossier.date.is_none() {
                let hint = format!(
                    "add `date: 2010-12-03`, or rename the file to `2010-12-03-{}.md`",
                    place.id
                );
                absent(document, &[Step::Key("date")], &hint, diags);
            }
            let dossier_events = dossier.events.as_deref().unwrap_or_default();
            events(document, &[Step::Key("events")], dossier_events, diags);
        }
        Front::Actor(actor) => {
            if original {
                text(
                    document,
                    &[Step::Key("name")],
                    actor.name.as_deref(),
                    "name: …",
                    diags,
                );
            }
            if original && actor.kind.is_none() {
                let hint = "add `kind:` and one of person, organisation, company, media, \
                    public-body, collective, infrastructure, place";
                absent(document, &[Step::Key("kind")], hint, diags);
            }
            relations(
                document,
                actor.relations.as_deref().unwrap_or_default(),
                diags,
            );
        }
        Front::Page(page) if original => {
            text(
                document,
                &[Step::Key("title")],
                page.title.as_deref(),
                "title: …",
                diags,
            );
        }
        Front::Page(_) => {}
    }
}

fn relations(document: &Document<'_>, relations: &[Relation], diags: &mut Diagnostics) {
    for (index, relation) in relations.iter().enumerate() {
        let steps = [
            Step::Key("relations"),
            Step::Index(index),
            Step::Key("sources"),
        ];
        if relation.sources.is_empty() {
            let message = format!("the relation to `{}` has no evidence", relation.to);
            let hint = "name at least one source: `sources: [reuters-2010-ovh]`";
            diags
                .push(Code::MissingKey, document.locate(&steps), message)
                .hint(hint);
        }
    }
}

/// Says what the events listed at `steps` lack.
pub(super) fn events(
    document: &Document<'_>,
    steps: &[Step<'_>],
    events: &[Event],
    diags: &mut Diagnostics,
) {
    for (index, event) in events.iter().enumerate() {
        let at = |rest: &[Step<'static>]| {
            let steps = [steps, &[Step::Index(index)], rest].concat();
            document.locate(&steps)
        };
        if event.sources.is_empty() {
            let message = format!("the event `{}` has no evidence", event.id);
            let hint = "an event needs at least one source: `sources: [reuters-2010-ovh]`";
            diags
                .push(Code::MissingKey, at(&[Step::Key("sources")]), message)
                .hint(hint);
        }
        if event.status == Status::Disputed && event.claims.len() < 2 {
            let count = match event.claims.len() {
                0 => "no claims",
                _ => "only one claim",
            };
            let message = format!("the event `{}` is disputed and has {count}", event.id);
            let hint = "give both versions: `claims:` and a list of `{text: …, sources: […]}`";
            diags
                .push(Code::MissingKey, at(&[Step::Key("status")]), message)
                .hint(hint);
        }
        for (number, claim) in event.claims.iter().enumerate() {
            if claim.sources.is_empty() {
                let steps = [
                    Step::Key("claims"),
                    Step::Index(number),
                    Step::Key("sources"),
                ];
                let message = format!("a claim of the event `{}` has no evidence", event.id);
                let hint = "name the source that claims it: `sources: [reuters-2010-ovh]`";
                diags.push(Code::MissingKey, at(&steps), message).hint(hint);
            }
        }
    }
}

/// Says what the sources of a bibliography lack.
pub(super) fn sources(document: &Document<'_>, sources: &[Source], diags: &mut Diagnostics) {
    for source in sources {
        let kind = [Step::Key(&source.id), Step::Key("type")];
        text(
            document,
            &kind,
            source.r#type.as_deref(),
            "type: webpage",
            diags,
        );
        let title = [Step::Key(&source.id), Step::Key("title")];
        text(document, &title, source.title.as_deref(), "title: …", diags);
    }
}

/// Reports the required text at `steps` if it is absent or blank.
fn text(
    document: &Document<'_>,
    steps: &[Step<'_>],
    value: Option<&str>,
    example: &str,
    diags: &mut Diagnostics,
) {
    if value.is_none_or(|text| text.trim().is_empty()) {
        absent(document, steps, &format!("add `{example}`"), diags);
    }
}

/// Reports the required key at the end of `steps`, unless it has a value, which then was refused
/// for another reason.
fn absent(document: &Document<'_>, steps: &[Step<'_>], hint: &str, diags: &mut Diagnostics) {
    let (Some(Step::Key(key)), Some(parent)) = (steps.last(), steps.split_last()) else {
        return;
    };
    match document.find(steps) {
        Some(found) if !found.is_blank() => {}
        Some(_) => {
            let message = format!("the required key `{key}` has no value");
            diags
                .push(Code::MissingKey, document.locate(steps), message)
                .hint(hint);
        }
        None => {
            let message = format!("the required key `{key}` is missing");
            diags
                .push(Code::MissingKey, document.locate(parent.1), message)
                .hint(hint);
        }
    }
}
