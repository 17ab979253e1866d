//! What authors linked -> where it leads.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::path::{SourcePath, forbidden_scheme};
use crate::base::yaml::Step;
use crate::locale::Lang;
use crate::parse::Kind;
use crate::parse::body::{Link, LinkKind};
use crate::parse::front::Front;
use crate::resolve::NodeId;
use crate::resolve::names::{Lookup, Names};
use crate::resolve::nodes::{Draft, Gathered, Version};
use crate::source::Sources;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A node's page, perhaps at a heading; in the language of the page that links, unless a
    /// language is named.
    Node {
        /// The node.
        node: NodeId,
        /// Id of a heading.
        heading: Option<String>,
        /// The language, where the author linked to a file of another one.
        lang: Option<Lang>,
    },
    /// A heading of the same text.
    Heading(String),
    /// A file beside a page.
    Asset(SourcePath),
    /// An address outside the site.
    External(String),
}

/// What links are bound against.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) gathered: &'a Gathered,
    pub(crate) names: &'a Names,
}

/// Binds every link of a text, in the order of `Body::links`.
pub(crate) fn bind(version: &Version, ground: Ground<'_>) -> Warned<Vec<Option<Target>>> {
    let mut diags = Diagnostics::default();
    let links = &version.body.links;
    let targets = links
        .iter()
        .map(|link| diags.take(bind_one(link, version, ground)))
        .collect();
    Warned::new(targets, diags)
}

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
    let hidden = ground
        .gathered
        .hidden_ids
        .contains(&(Kind::Actor, id.to_owned()));
    if hidden {
        let message = format!("the actor `{id}` is not published");
        diags
            .push(Code::UnpublishedLink, span, message)
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

fn bind_one(link: &Link, version: &Version, ground: Ground<'_>) -> Warned<Option<Target>> {
    let mut diags = Diagnostics::default();
    let span = Span::new(&version.path, link.span.clone());
    let target = match link.kind {
        LinkKind::Wiki => by_name(&link.target, &span, ground, &mut diags),
        // It was reported where the text was read.
        _ if forbidden_scheme(&link.target).is_some() => None,
        LinkKind::Inline if has_scheme(&link.target) => Some(Target::External(link.target.clone())),
        LinkKind::Image if has_scheme(&link.target) => {
            let message = format!("the picture `{}` is not part of the site", link.target);
            diags.push(Code::LinkLeaves, span, message).hint(
                "copy it beside the text: a picture from elsewhere tells others who reads this",
            );
            None
        }
        LinkKind::Inline | LinkKind::Image => by_path(link, version, &span, ground, &mut diags),
    };
    Warned::new(target, diags)
}

/// Whether a reference leaves the site: `scheme:` (RFC 3986, 3.1) or `//host`.
fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    };
    reference.starts_with("//") || scheme.is_some_and(is_scheme)
}

fn by_name(
    written: &str,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let (name, heading) = split_fragment(written);
    match ground.names.find(name.trim()) {
        Lookup::Found(node) => {
            let heading = heading.map(str::to_owned);
            Some(Target::Node {
                node,
                heading,
                lang: None,
            })
        }
        Lookup::Ambiguous(nodes) => {
            let drafts = nodes
                .iter()
                .map(|node| &ground.gathered.nodes[node.index()]);
            let candidates: Vec<_> = drafts
                .map(|draft| format!("`{}`", draft.versions[0].path))
                .collect();
            diags
                .push(
                    Code::AmbiguousName,
                    span.clone(),
                    format!("`{name}` has several meanings"),
                )
                .hint(format!(
                    "link to one of the files instead: {}",
                    candidates.join(", ")
                ));
            None
        }
        Lookup::Unknown if ground.gathered.hides_id(name) => {
            unpublished(diags, span, name);
            None
        }
        Lookup::Unknown => {
            let hint = match nearest(name, ground.names.all()) {
                Some(meant) => format!("did you mean `[[{meant}]]`?"),
                None => "give the id, name or alias of an actor, dossier or page".to_owned(),
            };
            let message = format!("nothing is named `{name}`");
            diags
                .push(Code::UnknownName, span.clone(), message)
                .hint(hint);
            None
        }
    }
}

fn by_path(
    link: &Link,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let (path, heading) = split_fragment(&link.target);
    if path.is_empty() {
        return same_text(heading?, version, span, diags);
    }
    let decoded = percent_decode_str(path).decode_utf8().ok();
    let file = decoded.and_then(|path| version.path.join(&path));
    let Some(file) = file.filter(|file| file.as_str().starts_with("content/")) else {
        let message = format!("`{path}` leads out of the content folder");
        diags
            .push(Code::LinkLeaves, span.clone(), message)
            .hint("copy the file beside the text and link to the copy");
        return None;
    };
    if let Some((node, index)) = ground.names.at(&file) {
        return in_node(node, index, heading, version, span, ground, diags);
    }
    if ground.gathered.hidden.contains(&file) {
        unpublished(diags, span, path);
        return None;
    }
    if ground.sources.is_attachment(&file) {
        return Some(Target::Asset(file));
    }
    let paths = ground.names.paths().map(SourcePath::as_str);
    let hint = match nearest(file.as_str(), paths) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is no file `{file}`"),
    };
    diags
        .push(
            Code::DeadLink,
            span.clone(),
            format!("`{path}` leads nowhere"),
        )
        .hint(hint);
    None
}

fn same_text(
    heading: &str,
    version: &Version,
    span: &Span,
    diags: &mut Diagnostics,
) -> Option<Target> {
    if check_heading(heading, version, span, diags) {
        Some(Target::Heading(heading.to_owned()))
    } else {
        None
    }
}

fn in_node(
    node: NodeId,
    index: usize,
    heading: Option<&str>,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let versions = &ground.gathered.nodes[node.index()].versions;
    let linked = &versions[index];
    if heading.is_some_and(|heading| !check_heading(heading, linked, span, diags)) {
        return Some(Target::Node {
            node,
            heading: None,
            lang: None,
        });
    }
    // From a translation, the file of the default language stands for the piece as such.
    let lang = (index > 0 && linked.lang != version.lang).then_some(linked.lang);
    Some(Target::Node {
        node,
        heading: heading.map(str::to_owned),
        lang,
    })
}

fn check_heading(heading: &str, linked: &Version, span: &Span, diags: &mut Diagnostics) -> bool {
    let headings = &linked.body.headings;
    if headings.iter().any(|known| known.id == heading) {
        return true;
    }
    let hint = match nearest(heading, headings.iter().map(|known| known.id.as_str())) {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => "headings get an id of their own by `{#id}` at the end of their line".to_owned(),
    };
    let message = format!("`{}` has no heading `#{heading}`", linked.path);
    diags
        .push(Code::DeadAnchor, span.clone(), message)
        .hint(hint);
    false
}

fn unpublished(diags: &mut Diagnostics, span: &Span, name: &str) {
    diags
        .push(
            Code::UnpublishedLink,
            span.clone(),
            format!("`{name}` is not published"),
        )
        .hint("publish it, or take the link out; `--drafts` shows both");
}

fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (reference, None),
    }
}
