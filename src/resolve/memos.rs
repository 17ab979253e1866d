//! What resolving remembers between builds.

use std::sync::Arc;

use crate::base::diag::Warned;
use crate::base::memo::{Hashed, Memo};
use crate::parse::body::Body;
use crate::resolve::bind::Bound;
use crate::resolve::citations::{Bibliography, Cited, Wording};
use crate::resolve::graph::Companions;
use crate::resolve::ground::Common;
use crate::resolve::mentions::Vocabulary;
use crate::resolve::names::Names;
use crate::resolve::woven::Woven;
use crate::resolve::{Finder, Mentions, StyleFault};

/// What earlier builds found in texts.
#[derive(Default)]
pub struct Memos {
    pub(super) common: Memo<Warned<Common>>,
    pub(super) bound: Memo<Warned<Bound>>,
    pub(super) woven: Memo<Woven>,
    pub(super) mentions: Memo<Warned<Hashed<Mentions>>>,
    pub(super) cited: Memo<Hashed<Cited>>,
    pub(super) bibliography: Memo<Option<Bibliography>>,
    pub(super) wordings: Memo<Option<Wording>>,
    pub(super) faults: Memo<Option<StyleFault>>,
    pub(super) names: Memo<Names>,
    pub(super) finder: Memo<Finder>,
    pub(super) companions: Memo<Companions>,
    vocabularies: Memo<Vocabulary>,
}

impl Memos {
    /// For one build alone.
    pub fn forgetful() -> Self {
        Self {
            common: Memo::forgetful(),
            bound: Memo::forgetful(),
            woven: Memo::forgetful(),
            mentions: Memo::forgetful(),
            bibliography: Memo::forgetful(),
            names: Memo::forgetful(),
            finder: Memo::forgetful(),
            companions: Memo::forgetful(),
            vocabularies: Memo::forgetful(),
            ..Self::default()
        }
    }

    /// The words of a text: none where what is found in it is not remembered by them.
    pub(super) fn vocabulary(&self, body: &Hashed<Body>) -> Arc<Vocabulary> {
        match self.vocabularies.keeps() {
            true => self.vocabularies.call(body, |body| Vocabulary::of(body)),
            false => Arc::default(),
        }
    }

    /// Forgets what the last build did not use: first what was computed from other answers, and
    /// holds them.
    pub fn sweep(&self) {
        self.common.sweep();
        self.bound.sweep();
        self.woven.sweep();
        self.mentions.sweep();
        self.cited.sweep();
        self.bibliography.sweep();
        self.wordings.sweep();
        self.faults.sweep();
        self.names.sweep();
        self.finder.sweep();
        self.companions.sweep();
        self.vocabularies.sweep();
    }
}
