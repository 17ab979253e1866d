//! The versions of one id -> one node, translations completed, unpublished ones left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Hashed, fingerprint};
use crate::base::path::SourcePath;
use crate::base::yaml::Step;
use crate::config::Config;
use crate::locale::Lang;
use crate::parse::body::Body;
use crate::parse::front::{self, Event, Front, Publication, Source};
use crate::parse::{Kind, Parsed, Text};
use crate::resolve::NodeId;
use crate::resolve::hidden::Hidden;
use crate::source::{Drafts, Sources};

/// Everything that was parsed, by what it is about.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    /// What has a page, by kind and id.
    pub(crate) nodes: Vec<Draft>,
    /// What was left out because it is not published.
    pub(crate) hidden: Hidden,
    /// Events, by date, each with its actors once.
    pub(crate) events: Vec<Event>,
    /// The bibliography.
    pub(crate) sources: BTreeMap<String, Source>,
    /// The file of the bibliography, if something is wrong with it.
    pub(crate) flawed_sources: Option<SourcePath>,
}

/// A node whose links are not bound yet.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: Kind,
    pub(crate) id: String,
    pub(crate) versions: Vec<Version>,
    pub(crate) unpublished: bool,
}

/// One text of a node, its front matter complete.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) lang: Lang,
    pub(crate) path: SourcePath,
    pub(crate) front: Hashed<Front>,
    pub(crate) body: Hashed<Body>,
}

impl Version {
    /// Where a value of the front matter stands, if this file gives it: a translation may have
    /// inherited it.
    pub(crate) fn locate(&self, steps: &[Step<'_>]) -> Option<Span> {
        front::document(&self.path, &self.body.text)?.seek(steps)
    }
}

/// Brings all files together.
pub(crate) fn gather(
    sources: &Sources,
    config: &Config,
    parsed: &[Arc<Warned<Option<Parsed>>>],
) -> Warned<Gathered> {
    let mut diags = Diagnostics::default();
    let mut gathered = Gathered::default();
    let mut texts: BTreeMap<(Kind, &str), Vec<&Text>> = BTreeMap::new();
    for file in parsed {
        match &file.output {
            Some(Parsed::Text(text)) => {
                texts
                    .entry((text.front.kind(), &text.id))
                    .or_default()
                    .push(text);
            }
            Some(Parsed::Events(_, events)) => gathered.events.extend_from_slice(events),
            Some(Parsed::Sources(path, entries)) => {
                if !file.diags.is_empty() {
                    gathered.flawed_sources = Some(path.clone());
                }
                diags.extend(gathered.list(entries, sources));
            }
            None => {}
        }
    }
    let clock = Clock {
        now: sources.now,
        drafts: sources.wishes.drafts,
    };
    for ((kind, id), texts) in texts {
        let texts = diags.take(one_a_language(texts, config));
        let (versions, unpublished) = publish(&texts, config, clock, &mut gathered.hidden);
        if versions.is_empty() {
            gathered.hidden.add_id(kind, id, &texts[0].path);
            continue;
        }
        diags.extend(missing_keys(&versions[0], config));
        gathered.nodes.push(Draft {
            kind,
            id: id.to_owned(),
            versions,
            unpublished,
        });
    }
    for draft in &gathered.nodes {
        if let Front::Dossier(dossier) = &*draft.versions[0].front {
            gathered
                .events
                .extend(dossier.events.iter().flatten().cloned());
        }
    }
    for event in &mut gathered.events {
        let mut seen = BTreeSet::new();
        event.actors.retain(|actor| seen.insert(actor.clone()));
    }
    gathered
        .events
        .sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
    Warned::new(gathered, diags)
}

impl Gathered {
    /// Adds sources to the bibliography; the first of an id stays.
    fn list(&mut self, entries: &[Source], sources: &Sources) -> Diagnostics {
        let mut diags = Diagnostics::default();
        for source in entries {
            let Some(first) = self.sources.get(&source.id) else {
                self.sources.insert(source.id.clone(), source.clone());
                continue;
            };
            let message = format!("the source id `{}` is already taken", source.id);
            diags
                .push(Code::DuplicateId, source.span(sources), message)
                .related(first.span(sources), "here")
                .hint("give one of the two sources another id, or delete it");
        }
        diags
    }

    /// The node of this kind and id.
    pub(crate) fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        let key = |draft: &Draft| (draft.kind, draft.id.as_str()).cmp(&(kind, id));
        self.nodes.binary_search_by(key).ok().map(NodeId::new)
    }
}

/// The texts of one id, the default language first, each language once.
fn one_a_language<'a>(mut texts: Vec<&'a Text>, config: &Config) -> Warned<Vec<&'a Text>> {
    let mut diags = Diagnostics::default();
    let rank = |text: &Text| config.languages.iter().position(|lang| *lang == text.lang);
    texts.sort_by_key(|text| (rank(text), text.path.clone()));
    let mut kept: Vec<&Text> = Vec::with_capacity(texts.len());
    for text in texts {
        match kept.last() {
            Some(first) if first.lang == text.lang => {
                let message = format!("the id `{}` is already taken in `{}`", text.id, text.lang);
                diags
                    .push(Code::DuplicateId, Span::file(&text.path), message)
                    .related(Span::file(&first.path), "here")
                    .hint("rename one of the two files, or delete it");
            }
            _ => kept.push(text),
        }
    }
    Warned::new(kept, diags)
}

/// What decides whether a page is public.
#[derive(Clone, Copy)]
struct Clock {
    now: i64,
    drafts: Drafts,
}

impl Clock {
    fn is_public(self, publication: &Publication) -> bool {
        let embargoed = publication
            .embargo
            .is_some_and(|instant| self.now < instant.seconds);
        let expired = publication
            .expires
            .is_some_and(|instant| self.now >= instant.seconds);
        !publication.draft.unwrap_or(false) && !embargoed && !expired
    }
}

/// The versions that are part of the site, and whether one is so only because drafts are shown.
///
/// A translation inherits from the default language's text, its publication state included. Where
/// that text is hidden, it counts as absent: the translation stands on its own.
fn publish(
    texts: &[&Text],
    config: &Config,
    clock: Clock,
    hidden: &mut Hidden,
) -> (Vec<Version>, bool) {
    let base = texts
        .first()
        .filter(|text| text.lang == config.default_language());
    let mut unpublished = false;
    let mut versions: Vec<Version> = Vec::with_capacity(texts.len());
    for text in texts {
        let mut front = text.front.clone();
        if let Some(base) = base.filter(|base| base.lang != text.lang) {
            front = inherited(&text.front, &base.front);
        }
        let public = clock.is_public(&front.publication());
        if !public && clock.drafts == Drafts::Hidden {
            hidden.add(text, &front);
            continue;
        }
        if base.is_some_and(|base| hidden.holds(&base.path)) {
            front = text.front.clone();
        }
        unpublished |= !public;
        let (path, body) = (text.path.clone(), text.body.clone());
        versions.push(Version {
            lang: text.lang,
            path,
            front,
            body,
        });
    }
    (versions, unpublished)
}

/// The front matter of a translation, completed from the default language's.
fn inherited(own: &Hashed<Front>, base: &Hashed<Front>) -> Hashed<Front> {
    let mut front = Front::clone(own);
    front.inherit(base);
    Hashed::with_fingerprint(front, fingerprint(&(own, base)))
}

/// A text whose default language has none must give the required keys itself.
fn missing_keys(version: &Version, config: &Config) -> Diagnostics {
    let mut diags = Diagnostics::default();
    if version.lang == config.default_language() {
        return diags;
    }
    let missing: &[&str] = match &*version.front {
        Front::Dossier(dossier) => match (&dossier.title, &dossier.date) {
            (None, None) => &["title", "date"],
            (None, Some(_)) => &["title"],
            (Some(_), None) => &["date"],
            (Some(_), Some(_)) => &[],
        },
        Front::Actor(actor) => match (&actor.name, &actor.kind) {
            (None, None) => &["name", "kind"],
            (None, Some(_)) => &["name"],
            (Some(_), None) => &["kind"],
            (Some(_), Some(_)) => &[],
        },
        Front::Page(page) if page.title.is_none() => &["title"],
        Front::Page(_) => &[],
    };
    for key in missing {
        let message = format!("the required key `{key}` is missing");
        diags
            .push(Code::MissingKey, Span::file(&version.path), message)
            .hint(format!(
                "there is no version in `{}` to take it from: add `{key}:` here",
                config.default_language(),
            ));
    }
    diags
}
