//! The versions of one id -> one node, translations completed, unpublished ones left out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Hashed, fingerprint};
use crate::base::path::SourcePath;
use crate::locale::Lang;
use crate::parse::front::{Event, Front, Publication, Source};
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
    pub(crate) events: Arc<Vec<Event>>,
    /// The bibliography, by id.
    pub(crate) sources: Arc<BTreeMap<String, Source>>,
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
    /// Which of the parsed files it is: its body changes far more often than anything here.
    pub(crate) file: usize,
}

/// Brings all files together.
pub(crate) fn gather(
    sources: &Sources,
    languages: &[Lang],
    parsed: &[Arc<Warned<Option<Parsed>>>],
) -> Warned<Gathered> {
    let mut diags = Diagnostics::default();
    let mut gathered = Gathered::default();
    let mut events = Vec::new();
    let mut bibliography = BTreeMap::new();
    let mut texts: BTreeMap<(Kind, &str), Vec<(usize, &Text)>> = BTreeMap::new();
    for (index, file) in parsed.iter().enumerate() {
        match &file.output {
            Some(Parsed::Text(text)) => {
                texts
                    .entry((text.front.kind(), &text.id))
                    .or_default()
                    .push((index, text));
            }
            Some(Parsed::Events(_, listed)) => events.extend_from_slice(listed),
            Some(Parsed::Sources(path, entries)) => {
                if !file.diags.is_empty() {
                    gathered.flawed_sources = Some(path.clone());
                }
                diags.extend(list(&mut bibliography, entries, sources));
            }
            None => {}
        }
    }
    let clock = Clock::of(sources);
    gathered.nodes.reserve(texts.len());
    for ((kind, id), texts) in texts {
        let texts = diags.take(one_a_language(texts, languages));
        let (versions, unpublished) = publish(&texts, languages, clock, &mut gathered.hidden);
        if versions.is_empty() {
            gathered.hidden.add_id(kind, id, &texts[0].1.path);
            continue;
        }
        diags.extend(missing_keys(&versions[0], languages));
        gathered.nodes.push(Draft {
            kind,
            id: id.to_owned(),
            versions,
            unpublished,
        });
    }
    for draft in &gathered.nodes {
        if let Front::Dossier(dossier) = &*draft.versions[0].front {
            events.extend(dossier.events.iter().flatten().cloned());
        }
    }
    for event in &mut events {
        let mut seen = BTreeSet::new();
        event.actors.retain(|actor| seen.insert(actor.clone()));
    }
    events.sort_by(|a, b| (&a.date, &a.id).cmp(&(&b.date, &b.id)));
    gathered.events = Arc::new(events);
    gathered.sources = Arc::new(bibliography);
    Warned::new(gathered, diags)
}

/// Adds entries to the bibliography; the first of an id stays.
fn list(
    bibliography: &mut BTreeMap<String, Source>,
    entries: &[Source],
    sources: &Sources,
) -> Diagnostics {
    let mut diags = Diagnostics::default();
    for source in entries {
        let Some(first) = bibliography.get(&source.id) else {
            bibliography.insert(source.id.clone(), source.clone());
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

impl Gathered {
    /// The node of this kind and id.
    pub(crate) fn find(&self, kind: Kind, id: &str) -> Option<NodeId> {
        let key = |draft: &Draft| (draft.kind, draft.id.as_str()).cmp(&(kind, id));
        self.nodes.binary_search_by(key).ok().map(NodeId::new)
    }
}

/// The texts of one id, the default language first, each language once.
fn one_a_language<'a>(
    mut texts: Vec<(usize, &'a Text)>,
    languages: &[Lang],
) -> Warned<Vec<(usize, &'a Text)>> {
    let mut diags = Diagnostics::default();
    let rank = |text: &Text| languages.iter().position(|lang| *lang == text.lang);
    texts.sort_by_key(|(_, text)| (rank(text), text.path.clone()));
    let mut kept: Vec<(usize, &Text)> = Vec::with_capacity(texts.len());
    for (index, text) in texts {
        match kept.last() {
            Some((_, first)) if first.lang == text.lang => {
                let message = format!("the id `{}` is already taken in `{}`", text.id, text.lang);
                diags
                    .push(Code::DuplicateId, Span::file(&text.path), message)
                    .related(Span::file(&first.path), "here")
                    .hint("rename one of the two files, or delete it");
            }
            _ => kept.push((index, text)),
        }
    }
    Warned::new(kept, diags)
}

/// What decides whether a page is public.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    now: i64,
    drafts: Drafts,
}

impl Clock {
    pub(super) fn of(sources: &Sources) -> Self {
        Self {
            now: sources.now,
            drafts: sources.wishes.drafts,
        }
    }

    pub(super) fn is_public(self, publication: &Publication) -> bool {
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
    texts: &[(usize, &Text)],
    languages: &[Lang],
    clock: Clock,
    hidden: &mut Hidden,
) -> (Vec<Version>, bool) {
    let base = texts
        .first()
        .map(|(_, text)| *text)
        .filter(|text| text.lang == languages[0]);
    let mut unpublished = false;
    let mut versions: Vec<Version> = Vec::with_capacity(texts.len());
    for (file, text) in texts {
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
        versions.push(Version {
            lang: text.lang,
            path: text.path.clone(),
            front,
            file: *file,
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
fn missing_keys(version: &Version, languages: &[Lang]) -> Diagnostics {
    let mut diags = Diagnostics::default();
    if version.lang == languages[0] {
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
                languages[0],
            ));
    }
    diags
}
