//! How long each stage takes, and a sign of life for whoever waits longer than a second.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::pipeline::Stage;
use crate::write::Written;

/// A run shorter than this shows nothing but its end.
const PATIENCE: Duration = Duration::from_secs(1);

/// The stages of one run, with the time each began.
pub(super) struct Progress {
    began: Instant,
    stages: RefCell<Vec<(&'static str, Instant)>>,
    bar: ProgressBar,
}

/// Whether a run shows that it goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// On a terminal, after a second.
    Shown,
    /// Never.
    Hidden,
}

impl Progress {
    /// A run that begins now.
    pub(super) fn new(life: Life) -> Self {
        let target = match life {
            // It hides itself where standard error is no terminal.
            Life::Shown => ProgressDrawTarget::stderr(),
            Life::Hidden => ProgressDrawTarget::hidden(),
        };
        Self {
            began: Instant::now(),
            stages: RefCell::default(),
            bar: ProgressBar::with_draw_target(None, target),
        }
    }

    /// Notes that the stage `name` begins, and the one before it ends.
    pub(super) fn begin(&self, name: &'static str) {
        self.stages.borrow_mut().push((name, Instant::now()));
        let show = move |state: &ProgressState, to: &mut dyn fmt::Write| {
            if state.elapsed() >= PATIENCE {
                // A bar that cannot be drawn is no reason to stop a build.
                let _undrawn = write!(to, "{name} ({} s)", state.elapsed().as_secs());
            }
        };
        let style = ProgressStyle::with_template("{stage}")
            .expect("a template of one key")
            .with_key("stage", show);
        self.bar.set_style(style);
        self.bar.enable_steady_tick(Duration::from_millis(250));
    }

    /// Notes that the last stage has ended, and clears the line.
    pub(super) fn end(&self) {
        self.stages.borrow_mut().push(("", Instant::now()));
        self.bar.finish_and_clear();
    }

    /// The time since the run began.
    pub(super) fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }

    /// Prints how long each stage took, what was written, and the most memory that was used.
    pub(super) fn tell(&self, written: Option<Written>, to: &mut dyn Write) -> io::Result<()> {
        let stages = self.stages.borrow();
        for (stage, next) in stages.iter().zip(stages.iter().skip(1)) {
            let took = next.1.duration_since(stage.1).as_secs_f64();
            writeln!(to, "{:>8} {:7.1} ms", stage.0, took * 1_000.0)?;
        }
        if let Some(kib) = peak_memory() {
            writeln!(to, "{:>8} {:7.1} MiB", "memory", kib / 1_024.0)?;
        }
        if let Some(files) = written {
            let (new, same, gone) = (files.written, files.unchanged, files.removed);
            writeln!(
                to,
                "   files {new} written, {same} unchanged, {gone} removed"
            )?;
        }
        Ok(())
    }
}

/// The stage as an author would name it.
pub(super) fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Prepare => "prepare",
        Stage::Parse => "parse",
        Stage::Resolve => "resolve",
        Stage::Check => "check",
        Stage::Search => "search",
        Stage::Plan => "plan",
        Stage::Render => "render",
    }
}

/// The most memory this process has held, in KiB, where the system tells.
fn peak_memory() -> Option<f64> {
    #[expect(clippy::disallowed_methods, reason = "the process itself, no source")]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
