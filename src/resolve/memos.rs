//! What resolving remembers between builds.

use crate::base::diag::Warned;
use crate::base::memo::{Hashed, Memo};
use crate::resolve::citations::{Cited, Wording};
use crate::resolve::graph::Companions;
use crate::resolve::names::Names;
use crate::resolve::{Finder, Mentions, StyleFault};

/// What earlier builds found in texts.
#[derive(Default)]
pub struct Memos {
    pub(super) mentions: Memo<Warned<Hashed<Mentions>>>,
    pub(super) cited: Memo<Hashed<Cited>>,
    pub(super) wordings: Memo<Option<Wording>>,
    pub(super) faults: Memo<Option<StyleFault>>,
    pub(super) names: Memo<Names>,
    pub(super) finder: Memo<Hashed<Finder>>,
    pub(super) companions: Memo<Companions>,
}

impl Memos {
    /// For one build alone.
    pub fn forgetful() -> Self {
        Self {
            mentions: Memo::forgetful(),
            names: Memo::forgetful(),
            finder: Memo::forgetful(),
            companions: Memo::forgetful(),
            ..Self::default()
        }
    }

    /// Forgets what the last build did not use.
    pub fn sweep(&self) {
        self.mentions.sweep();
        self.cited.sweep();
        self.wordings.sweep();
        self.faults.sweep();
        self.names.sweep();
        self.finder.sweep();
        self.companions.sweep();
    }
}
