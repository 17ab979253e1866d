//! What resolving remembers between builds.

use std::sync::Arc;

use crate::base::diag::Warned;
use crate::base::memo::Memo;
use crate::resolve::Mentions;
use crate::resolve::citations::{Cited, Wording};

/// What earlier builds found in texts.
#[derive(Default)]
pub struct Memos {
    pub(super) mentions: Memo<Warned<Arc<Mentions>>>,
    pub(super) cited: Memo<Cited>,
    pub(super) wordings: Memo<Option<Wording>>,
}

impl Memos {
    /// For one build alone.
    pub fn forgetful() -> Self {
        Self {
            mentions: Memo::forgetful(),
            ..Self::default()
        }
    }

    /// Forgets what the last build did not use.
    pub fn sweep(&self) {
        self.mentions.sweep();
        self.cited.sweep();
        self.wordings.sweep();
    }
}
