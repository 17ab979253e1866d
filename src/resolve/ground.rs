//! What texts are bound against: all that a word in a body leaves as it is.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::base::diag::{Diagnostics, Span, Warned};
use crate::base::memo::{Aside, Hashed};
use crate::base::yaml::Step;
use crate::locale::Lang;
use crate::parse::Parsed;
use crate::parse::body::Body;
use crate::parse::front;
use crate::resolve::mentions::{Bearers, Finder};
use crate::resolve::names::{self, Called, Names};
use crate::resolve::nodes::{self, Clock, Gathered, Version};
use crate::resolve::{Kept, Memos, Tellings, events, tellings};
use crate::source::{File, Sources};

/// All files as others see them, by the outlines of the texts among them. Where files are, and how
/// large pictures, is part of it, since links lead to pictures and papers as well.
pub(super) struct Filed<'a> {
    pub(super) sources: &'a Sources,
    pub(super) languages: &'a [Lang],
    pub(super) parsed: &'a [Arc<Warned<Option<Parsed>>>],
    pub(super) memos: Aside<&'a Memos>,
}

impl Hash for Filed<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let clock = Clock::of(self.sources);
        (self.languages, self.sources.wishes.drafts).hash(state);
        for (path, file) in &self.sources.files {
            let attached = match file {
                File::Attachment(attachment) => Some(attachment.dimensions),
                File::Text(_) | File::Embedded(_) => None,
            };
            (path, attached).hash(state);
        }
        for file in self.parsed {
            file.diags.is_empty().hash(state);
            let (outline, listed) = match &file.output {
                Some(Parsed::Text(text)) => {
                    let public = clock.is_public(&text.front.publication());
                    (Some((text.outline, public)), None)
                }
                Some(Parsed::Events(path, _) | Parsed::Sources(path, _)) => {
                    (None, Some((path, self.sources.text(path))))
                }
                None => (None, None),
            };
            (outline, listed).hash(state);
        }
    }
}

/// What all texts have in common: who and what there is, and how it is called.
pub(super) struct Common {
    pub(super) gathered: Gathered,
    pub(super) names: Arc<Names>,
    pub(super) finder: Arc<Finder>,
    pub(super) tellings: Arc<Vec<Tellings>>,
    pub(super) kept: Arc<BTreeMap<String, Kept>>,
}

impl Common {
    pub(super) fn of(filed: &Filed<'_>) -> Warned<Self> {
        let (languages, parsed) = (filed.languages, filed.parsed);
        let memos = filed.memos.0;
        let mut diags = Diagnostics::default();
        let gathered = diags.take(nodes::gather(filed.sources, languages, parsed));
        let nodes = &gathered.nodes;
        let (names, finder) = rayon::join(
            || memos.names.call(&Called(nodes), Names::collect),
            || memos.finder.call(&Bearers(nodes), Finder::new),
        );
        let ground = Ground {
            sources: filed.sources,
            parsed,
            gathered: &gathered,
            names: &names,
        };
        diags.extend(names::shared(ground));
        let lists = events::lists(ground);
        diags.extend(events::check(&lists, ground));
        let events = &gathered.events;
        let told = tellings::all(events, &lists, languages, &finder, &memos.mentions);
        let tellings = Arc::new(diags.take(told));
        let kept = Arc::new(Kept::all(&gathered.sources));
        Warned::new(
            Self {
                gathered,
                names,
                finder,
                tellings,
                kept,
            },
            diags,
        )
    }
}

/// What links are bound against.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) sources: &'a Sources,
    pub(crate) parsed: &'a [Arc<Warned<Option<Parsed>>>],
    pub(crate) gathered: &'a Gathered,
    pub(crate) names: &'a Names,
}

impl<'a> Ground<'a> {
    /// The text of a version.
    pub(crate) fn body(self, version: &Version) -> &'a Hashed<Body> {
        match &self.parsed[version.file].output {
            Some(Parsed::Text(text)) => &text.body,
            _ => unreachable!("versions are gathered from texts"),
        }
    }

    /// Where a value of the front matter stands, if this file gives it: a translation may have
    /// inherited it.
    pub(crate) fn locate(self, version: &Version, steps: &[Step<'_>]) -> Option<Span> {
        front::document(&version.path, &self.body(version).text)?.seek(steps)
    }
}
