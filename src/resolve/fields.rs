//! What front matter names -> where it is: a picture, sources, actors.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::Step;
use crate::parse::Kind;
use crate::parse::front::Front;
use crate::resolve::NodeId;
use crate::resolve::links::Ground;
use crate::resolve::nodes::{Draft, Version};

/// The picture that the front matter names.
pub(crate) fn picture(version: &Version, ground: Ground<'_>) -> Warned<Option<SourcePath>> {
    let mut diags = Diagnostics::default();
    let (key, src) = match &version.front {
        Front::Dossier(dossier) => ("cover", dossier.cover.as_ref().map(|cover| &cover.src)),
        Front::Actor(actor) => ("image", actor.image.as_ref().map(|image| &image.src)),
        Front::Page(_) => return Warned::default(),
    };
    let Some(src) = src else {
        return Warned::default();
    };
    let file = version
        .path
        .join(src)
        .filter(|file| ground.sources.is_attachment(file));
    if file.is_none()
        && let Some(span) = version.locate(&[Step::Key(key), Step::Key("src")])
    {
        let message = format!("`{src}` leads nowhere");
        let hint = format!("put the picture into `{}/`", version.path.folder());
        diags.push(Code::DeadLink, span, message).hint(hint);
    }
    Warned::new(file, diags)
}

/// Sources that a text cites or lists and the bibliography lacks.
pub(crate) fn unknown_sources(version: &Version, ground: Ground<'_>) -> Diagnostics {
    let mut diags = Diagnostics::default();
    let known = &ground.gathered.sources;
    let cited = version
        .body
        .citations
        .iter()
        .flat_map(|citation| &citation.items);
    let cited = cited.map(|item| {
        (
            Some(Span::new(&version.path, item.span.clone())),
            &item.source,
        )
    });
    let listed = sources_listed(&version.front);
    let listed = listed
        .into_iter()
        .map(|(steps, id)| (version.locate(&steps), id));
    for (span, id) in cited.chain(listed) {
        let Some(span) = span.filter(|_| !known.contains_key(id)) else {
            continue;
        };
        let hint = match nearest(id, known.keys().map(String::as_str)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "add it to `content/sources.yaml`".to_owned(),
        };
        diags
            .push(
                Code::UnknownSource,
                span,
                format!("no source has the id `{id}`"),
            )
            .hint(hint);
    }
    diags
}

fn sources_listed(front: &Front) -> Vec<(Vec<Step<'_>>, &String)> {
    match front {
        Front::Dossier(dossier) => {
            let steps = |index| vec![Step::Key("sources"), Step::Index(index)];
            let sources = dossier.sources.iter().flatten().enumerate();
            sources.map(|(index, id)| (steps(index), id)).collect()
        }
        Front::Actor(actor) => {
            let mut listed = Vec::new();
            for (index, relation) in actor.relations.iter().flatten().enumerate() {
                for (position, id) in relation.sources.iter().enumerate() {
                    let relations = [Step::Key("relations"), Step::Index(index)];
                    let sources = [Step::Key("sources"), Step::Index(position)];
                    listed.push(([relations, sources].concat(), id));
                }
            }
            listed
        }
        Front::Page(_) => Vec::new(),
    }
}

/// The actors that the front matter names by id: those a dossier is about, or relations lead to.
pub(crate) fn about(draft: &Draft, ground: Ground<'_>) -> Warned<Vec<NodeId>> {
    let mut diags = Diagnostics::default();
    let mut found = BTreeSet::new();
    for version in &draft.versions {
        for (steps, id) in actors_named(&version.front) {
            if let Some(actor) = ground.gathered.find(Kind::Actor, id) {
                found.insert(actor);
            } else if let Some(span) = version.locate(&steps) {
                // What a translation inherits is found, and reported, where it is written.
                unknown_actor(&mut diags, span, id, ground);
            }
        }
    }
    Warned::new(found.into_iter().collect(), diags)
}

fn actors_named(front: &Front) -> Vec<(Vec<Step<'_>>, &str)> {
    match front {
        Front::Dossier(dossier) => {
            let actors = dossier.actors.iter().flatten().enumerate();
            let steps = |index| vec![Step::Key("actors"), Step::Index(index)];
            actors
                .map(|(index, id)| (steps(index), id.as_str()))
                .collect()
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

fn unknown_actor(diags: &mut Diagnostics, span: Span, id: &str, ground: Ground<'_>) {
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
