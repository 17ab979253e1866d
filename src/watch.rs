//! A project that is being worked on -> a build after each change, the same one that `liasse
//! build` makes, with what the builds before have remembered.
//!
//! 1. `eye`: wait until something may have changed, and until it settles.
//! 2. Read what is named; it may be less than the truth.
//! 3. Build, if something has changed; pages that are looked at are shown on the way, unless something
//!    could not be read.
//! 4. A moment later, look at the whole project once more: events can lie, the disk cannot.

mod eye;

use std::cell::RefCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::base::diag::{Code, Diagnostics, Severity};
use crate::base::path::SourcePath;
use crate::pipeline::{self, Audience, Memos, Stage};
use crate::render::Outputs;
use crate::source::{self, Reading, Sources, Wishes};
use eye::{Eye, Sight};

pub use eye::{Means, Stop};

/// How long after a change the whole project is looked at again.
const SECOND_LOOK: Duration = Duration::from_millis(250);

/// What is watched, and how it is built.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The output folder, which is not watched.
    pub out: PathBuf,
    /// What the command line asks for.
    pub wishes: Wishes,
}

/// A project under watch.
pub struct Watch {
    eye: Eye,
    reading: Reading,
    memos: Memos,
    second_look: Option<Instant>,
    is_built: bool,
}

/// One build, and what it followed.
pub struct Round {
    /// The files that came, went, or are different; all of them the first time.
    pub changed: Vec<SourcePath>,
    /// The site.
    pub outputs: Outputs,
    /// What is wrong with it.
    pub diags: Diagnostics,
    /// How long each step took, in order.
    pub times: Vec<(Step, Duration)>,
}

/// A step of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What may have changed is read.
    Read,
    /// A stage of the build.
    Build(Stage),
}

impl Watch {
    /// Begins to watch `project`. `say` is told what its author should know about the watching.
    pub fn new(project: Project, means: Means, say: Box<dyn Fn(&str) + Send>) -> Result<Self> {
        let Project { root, out, wishes } = project;
        // The eye opens first: what changes while we read is not missed.
        let eye = Eye::new(&root, means, say);
        let reading = Reading::new(&root, &out, wishes, source::now()?);
        Ok(Self {
            eye,
            reading,
            memos: Memos::default(),
            second_look: None,
            is_built: false,
        })
    }

    /// What ends the watching, from any thread.
    pub fn stop(&self) -> Stop {
        self.eye.stop()
    }

    /// What the last round was built from.
    pub fn sources(&self) -> &Sources {
        &self.reading.sources
    }

    /// The first build, and from then on the next one that a change asks for; what `audience` looks
    /// at is shown to it on the way. `None` after the watching was ended.
    pub fn round(&mut self, audience: &dyn Audience) -> Result<Option<Round>> {
        if !self.is_built {
            self.is_built = true;
            let changed = self.reading.sources.files.keys().cloned().collect();
            return Ok(Some(self.build(audience, changed, Duration::ZERO)));
        }
        loop {
            let sight = self.eye.wait(self.second_look);
            let now = source::now()?;
            let began = Instant::now();
            let is_first_look = sight != Sight::Nothing;
            let was_wrong = self.reading.diags.clone();
            let named = match &sight {
                Sight::End => return Ok(None),
                Sight::Files(files) => self.reading.again_at(files, now),
                Sight::Something | Sight::Nothing => None,
            };
            let changed = named.unwrap_or_else(|| self.reading.again(now));
            let is_changed = !changed.is_empty() || was_wrong != self.reading.diags;
            let again = is_first_look || is_changed;
            let round = is_changed.then(|| self.build(audience, changed, began.elapsed()));
            // From the end of a build on: whoever writes on is not kept waiting by a look at all.
            self.second_look = again.then(|| Instant::now() + SECOND_LOOK);
            if round.is_some() {
                return Ok(round);
            }
        }
    }

    fn build(&self, audience: &dyn Audience, changed: Vec<SourcePath>, read: Duration) -> Round {
        let starts = RefCell::new(Vec::new());
        let begin = |stage| starts.borrow_mut().push((stage, Instant::now()));
        // What could not be read may be what the pages need.
        let audience = match self.reading.diags.is_empty() {
            true => audience,
            false => &(),
        };
        let (sources, memos) = (&self.reading.sources, &self.memos);
        let built = pipeline::build_before(audience, sources, memos, &begin);
        let end = Instant::now();
        let starts = starts.into_inner();
        let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([end]);
        let mut times = vec![(Step::Read, read)];
        for ((stage, start), end) in starts.iter().zip(ends) {
            times.push((Step::Build(*stage), end.duration_since(*start)));
        }
        // What could not be read comes first: it may be why something else is missing.
        let mut diags = self.reading.diags.clone().sorted(Code::severity);
        let outputs = diags.take(built);
        Round {
            changed,
            outputs,
            diags,
            times,
        }
    }
}

impl Round {
    /// Whether something keeps the site from being shown as it is.
    pub fn is_broken(&self) -> bool {
        self.diags.count(Severity::Error) > 0
    }

    /// How long `step` took.
    pub fn time(&self, step: Step) -> Duration {
        let times = self.times.iter().filter(|(other, _)| *other == step);
        times.map(|(_, time)| *time).sum()
    }
}
