//! What front matter names -> where it is: a picture, sources, actors.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::parse::Kind;
use crate::parse::front::Front;
use crate::resolve::NodeId;
use crate::resolve::events::{self, Named};
use crate::resolve::ground::Ground;
use crate::resolve::links::{self, inside};
use crate::resolve::nodes::{Draft, Version};

/// The picture that the front matter of the version `index` names. One that a translation inherits
/// is looked for where it is written: beside the text of the default language.
pub(super) fn picture(
    draft: &Draft,
    index: usize,
    ground: Ground<'_>,
) -> Warned<Option<SourcePath>> {
    let mut diags = Diagnostics::default();
    let version = &draft.versions[index];
    let (key, src) = match &*version.front {
        Front::Dossier(dossier) => ("cover", dossier.cover.as_ref().map(|cover| &cover.src)),
        Front::Actor(actor) => ("image", actor.image.as_ref().map(|image| &image.src)),
        Front::Page(_) => return Warned::default(),
    };
    let Some(src) = src else {
        return Warned::default();
    };
    let written = || ground.locate(version, &[Step::Key(key), Step::Key("src")]);
    let inherited = index > 0 && written().is_none();
    let writer = if inherited {
        &draft.versions[0]
    } else {
        version
    };
    let file = inside(&writer.path, src);
    let found = file
        .clone()
        .filter(|file| ground.sources.is_attachment(file));
    // What is inherited is reported where it is written.
    if !inherited
        && found.is_none()
        && let Some(span) = written()
    {
        match file {
            Some(_) => {
                let message = format!("`{src}` leads nowhere");
                let hint = format!("put the picture into `{}/`", version.path.folder());
                diags.push(Code::DeadLink, span, message).hint(hint);
            }
            None => links::leaves(&mut diags, span, src),
        }
    }
    Warned::new(found, diags)
}

/// Sources that a text cites or its front matter names, and the bibliography lacks.
pub(super) fn unknown_sources(version: &Version, ground: Ground<'_>) -> Diagnostics {
    let mut diags = Diagnostics::default();
    let citations = ground.body(version).citations.iter();
    for item in citations.flat_map(|citation| &citation.items) {
        let span = || Some(Span::new(&version.path, item.span.clone()));
        unknown_source(&mut diags, span, &item.source, ground);
    }
    for (steps, id) in sources_named(&version.front) {
        unknown_source(&mut diags, || ground.locate(version, &steps), id, ground);
    }
    diags
}

/// Says that there is no source `id`, if so. What a translation inherits has no place in it, and is
/// reported where it is written.
pub(super) fn unknown_source(
    diags: &mut Diagnostics,
    span: impl FnOnce() -> Option<Span>,
    id: &str,
    ground: Ground<'_>,
) {
    let known = &ground.gathered.sources;
    if known.contains_key(id) || is_unread(id, ground) {
        return;
    }
    let Some(span) = span() else {
        return;
    };
    let hint = match nearest(id, known.keys().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "add it to `content/sources.yaml`".to_owned(),
    };
    let message = format!("no source has the id `{id}`");
    diags.push(Code::UnknownSource, span, message).hint(hint);
}

/// Whether the source `id` may only be lacking since the bibliography could not be read: as a
/// whole, or this entry of it. That was reported, and is one mistake however often it is cited.
fn is_unread(id: &str, ground: Ground<'_>) -> bool {
    let Some(path) = &ground.gathered.flawed_sources else {
        return false;
    };
    let Some(text) = ground.sources.text(path) else {
        return false;
    };
    let is_there = match path.extension() {
        "yaml" => Document::whole(path, text).find(&[Step::Key(id)]).is_some(),
        _ => text.contains(id),
    };
    ground.gathered.sources.is_empty() || is_there
}

/// The sources that front matter names, each with the way to it.
pub(super) fn sources_named(front: &Front) -> Vec<Named<'_>> {
    let mut named = Vec::new();
    match front {
        Front::Dossier(dossier) => {
            let sources = dossier.sources.as_deref().unwrap_or_default();
            named.extend(events::listed(&[Step::Key("sources")], sources));
            let told = dossier.events.as_deref().unwrap_or_default();
            named.extend(events::sources(&[Step::Key("events")], told));
            for (index, correction) in dossier.corrections.iter().flatten().enumerate() {
                let steps = [Step::Key("corrections"), Step::Index(index)];
                let steps = [steps.as_slice(), &[Step::Key("sources")]].concat();
                named.extend(events::listed(&steps, &correction.sources));
            }
        }
        Front::Actor(actor) => {
            for (index, relation) in actor.relations.iter().flatten().enumerate() {
                let steps = [Step::Key("relations"), Step::Index(index)];
                let steps = [steps.as_slice(), &[Step::Key("sources")]].concat();
                named.extend(events::listed(&steps, &relation.sources));
            }
        }
        Front::Page(_) => {}
    }
    named
}

/// The actors that the front matter names by id: those a dossier is about, or relations lead to.
/// Those that its events and replies name must exist, too.
pub(super) fn about(draft: &Draft, ground: Ground<'_>) -> Warned<Vec<NodeId>> {
    let mut diags = Diagnostics::default();
    let mut found = BTreeSet::new();
    for version in &draft.versions {
        let about = actors_about(&version.front);
        found.extend(
            about
                .iter()
                .filter_map(|(_, id)| ground.gathered.find(Kind::Actor, id)),
        );
        for (steps, id) in about.into_iter().chain(actors_told_of(&version.front)) {
            unknown_actor(&mut diags, || ground.locate(version, &steps), id, ground);
        }
    }
    Warned::new(found.into_iter().collect(), diags)
}

fn actors_about(front: &Front) -> Vec<Named<'_>> {
    match front {
        Front::Dossier(dossier) => {
            let actors = dossier.actors.as_deref().unwrap_or_default();
            events::listed(&[Step::Key("actors")], actors)
        }
        Front::Actor(actor) => {
            let relations = actor.relations.iter().flatten().enumerate();
            let steps = |index| vec![Step::Key("relations"), Step::Index(index), Step::Key("to")];
            relations
                .map(|(index, relation)| (steps(index), relation.to.as_str()))
                .collect()
        }
        Front::Page(_) => Vec::new(),
    }
}

/// The actors of a dossier's events and replies.
fn actors_told_of(front: &Front) -> Vec<Named<'_>> {
    let Front::Dossier(dossier) = front else {
        return Vec::new();
    };
    let told = dossier.events.as_deref().unwrap_or_default();
    let mut named = events::actors(&[Step::Key("events")], told);
    for (index, reply) in dossier.replies.iter().flatten().enumerate() {
        let steps = vec![Step::Key("replies"), Step::Index(index), Step::Key("actor")];
        named.push((steps, &reply.actor));
    }
    named
}

/// Says that there is no actor `id`, if so. What a translation inherits has no place in it, and is
/// reported where it is written.
pub(super) fn unknown_actor(
    diags: &mut Diagnostics,
    span: impl FnOnce() -> Option<Span>,
    id: &str,
    ground: Ground<'_>,
) {
    if ground.gathered.find(Kind::Actor, id).is_some() {
        return;
    }
    let Some(span) = span() else {
        return;
    };
    if let Some(hidden) = ground.gathered.hidden.id(Kind::Actor, id) {
        let message = format!("the actor `{id}` is not published");
        diags
            .push(Code::UnpublishedLink, span, message)
            .related(Span::file(hidden), "its file")
            .hint("publish it, or take its id out");
        return;
    }
    let actors = ground
        .gathered
        .nodes
        .iter()
        .filter(|draft| draft.kind == Kind::Actor);
    let meant = nearest(id, actors.map(|draft| draft.id.as_str()));
    let hint = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write `content/actors/{id}.md`, or take the id out"),
    };
    diags
        .push(
            Code::UnknownActor,
            span,
            format!("no actor has the id `{id}`"),
        )
        .hint(hint);
}
