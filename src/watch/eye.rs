//! Waits until something may have changed in a project.
//!
//! Events are hints: they say when to look, and perhaps where to look first. Where there are
//! none, because the system is asked for too many or the disk lies on another machine, the time
//! says when.

use std::collections::BTreeSet;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::source::is_ignored;

/// How long to wait for more after one file was written and closed.
const CLOSED: Duration = Duration::from_millis(2);

/// How long to wait for more after one file was written, but perhaps not all of it.
const WRITTEN: Duration = Duration::from_millis(10);

/// How long to wait for more after anything else: a checkout, a folder that moves.
const SETTLE: Duration = Duration::from_millis(40);

/// Somebody who never stops writing is not waited for longer than this.
const LONGEST: Duration = Duration::from_secs(2);

/// How often to look without events.
const POLL: Duration = Duration::from_millis(400);

/// The folders of a project that are watched with all that is in them.
const TREES: [&str; 2] = ["content", "themes"];

/// How one learns that something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The system tells.
    Events,
    /// One looks again and again.
    Polling,
}

/// What was noticed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// These files, and nothing else as far as is known.
    Files(Vec<PathBuf>),
    /// Something, somewhere.
    Something,
    /// It is time to look.
    Nothing,
    /// The watching was ended.
    End,
}

/// Ends a watch.
#[derive(Clone)]
pub struct Stop(Sender<Word>);

/// What reaches the eye.
enum Word {
    Event(notify::Result<Event>),
    End,
}

/// The eye on one project.
pub(super) struct Eye {
    root: PathBuf,
    words: Receiver<Word>,
    sender: Sender<Word>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched, as the disk numbers them: one of the same name may be new.
    watched: Vec<(PathBuf, Option<(u64, u64)>)>,
    say: Box<dyn Fn(&str) + Send>,
}

/// What a burst of events comes to.
#[derive(Default)]
struct Burst {
    files: BTreeSet<PathBuf>,
    /// Whether more than the files' contents may have changed.
    is_wide: bool,
    /// Whether the last file was closed by whoever wrote it.
    is_closed: bool,
    is_end: bool,
}

impl Eye {
    /// An eye on the project at `root`. If the system's events run out, `say` is told.
    pub(super) fn new(root: &Path, means: Means, say: Box<dyn Fn(&str) + Send>) -> Self {
        let (sender, words) = channel();
        let mut eye = Self {
            root: root.to_owned(),
            words,
            sender,
            watcher: None,
            watched: Vec::new(),
            say,
        };
        if means == Means::Events {
            let sender = eye.sender.clone();
            // Nobody listens any more once the watch has ended.
            let tell = move |event| drop(sender.send(Word::Event(event)));
            match notify::recommended_watcher(tell) {
                Ok(watcher) => eye.watcher = Some(watcher),
                Err(error) => eye.give_up(&error),
            }
            eye.follow();
        }
        eye
    }

    pub(super) fn stop(&self) -> Stop {
        Stop(self.sender.clone())
    }

    /// Waits until something may have changed and has settled, or until `deadline`.
    pub(super) fn wait(&mut self, deadline: Option<Instant>) -> Sight {
        let mut burst = Burst::default();
        loop {
            let until = match (deadline, self.is_blind()) {
                (Some(deadline), _) => Some(deadline),
                (None, true) => Some(Instant::now() + POLL),
                (None, false) => None,
            };
            let word = match until {
                Some(until) => self.words.recv_timeout(left(until)),
                None => self
                    .words
                    .recv()
                    .map_err(|_| RecvTimeoutError::Disconnected),
            };
            match word {
                Ok(word) => self.hear(word, &mut burst),
                Err(RecvTimeoutError::Timeout) => {
                    self.follow();
                    return Sight::Nothing;
                }
                Err(RecvTimeoutError::Disconnected) => return Sight::End,
            }
            if !burst.is_empty() {
                break;
            }
        }
        self.settle(&mut burst);
        if burst.is_end {
            return Sight::End;
        }
        if burst.is_wide {
            self.follow();
            return Sight::Something;
        }
        Sight::Files(burst.files.into_iter().collect())
    }

    /// Waits until no more comes.
    fn settle(&mut self, burst: &mut Burst) {
        let longest = Instant::now() + LONGEST;
        while !burst.is_end {
            let quiet = burst.quiet().min(left(longest));
            match self.words.recv_timeout(quiet) {
                Ok(word) => self.hear(word, burst),
                Err(_) => return,
            }
        }
    }

    fn hear(&mut self, word: Word, burst: &mut Burst) {
        let event = match word {
            Word::End => {
                burst.is_end = true;
                return;
            }
            Word::Event(Ok(event)) => event,
            Word::Event(Err(error)) => {
                burst.is_wide = true;
                self.give_up(&error);
                return;
            }
        };
        // Too much happened for the system to tell: anything may have.
        if event.need_rescan() {
            burst.is_wide = true;
        }
        let is_ours = |path: &&PathBuf| self.is_ours(path);
        let paths: Vec<_> = event.paths.iter().filter(is_ours).cloned().collect();
        if paths.is_empty() {
            return;
        }
        if !matches!(
            event.kind,
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Data(_))
        ) {
            // A folder that went takes its watch along, even if the next one has its number.
            self.watched.retain(|(folder, _)| !paths.contains(folder));
        }
        burst.add(event.kind, paths);
    }

    /// Whether `path` is part of what the site is made of.
    fn is_ours(&self, path: &Path) -> bool {
        if path == self.root {
            return true;
        }
        let Ok(inner) = path.strip_prefix(&self.root) else {
            // A name that the system spells otherwise.
            return true;
        };
        let mut names = inner
            .components()
            .map(|name| name.as_os_str().to_string_lossy());
        let is_tree = names
            .next()
            .is_some_and(|tree| TREES.contains(&tree.as_ref()));
        is_tree && !names.any(|name| is_ignored(&name))
    }

    /// Watches the folders that are there now, which may have been made anew.
    fn follow(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let trees = TREES.map(|tree| (self.root.join(tree), RecursiveMode::Recursive));
        let mut folders = vec![(self.root.clone(), RecursiveMode::NonRecursive)];
        folders.extend(trees);
        let mut watched = Vec::new();
        let mut failed = None;
        for (folder, mode) in folders {
            let number = folder.metadata().ok().map(|it| number(&it));
            let now = (folder, number);
            if !self.watched.contains(&now) {
                // The old watch, if there was one, may have gone with its folder.
                let _gone = watcher.unwatch(&now.0);
                if number.is_some() {
                    failed = failed.or(watcher.watch(&now.0, mode).err());
                }
            }
            watched.push(now);
        }
        self.watched = watched;
        if let Some(error) = failed {
            self.give_up(&error);
        }
    }

    /// Goes on without events.
    fn give_up(&mut self, error: &notify::Error) {
        if matches!(
            error.kind,
            notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound
        ) {
            return;
        }
        self.watcher = None;
        let reason = match &error.kind {
            notify::ErrorKind::MaxFilesWatch => {
                "the system watches as many files as it may (fs.inotify.max_user_watches)"
                    .to_owned()
            }
            _ => format!("the system cannot tell what changes ({error})"),
        };
        (self.say)(&format!(
            "{reason}: looking every {} ms instead",
            POLL.as_millis()
        ));
    }

    /// Whether nobody would tell if something changed.
    fn is_blind(&self) -> bool {
        let is_missing = |(_, number): &(PathBuf, Option<(u64, u64)>)| number.is_none();
        // Without `themes` the embedded theme serves; what matters is where it would appear.
        self.watcher.is_none() || self.watched.first().is_none_or(is_missing)
    }
}

impl Stop {
    /// Ends the watch.
    pub fn stop(&self) {
        // A watch that has ended already hears nothing.
        let _ended = self.0.send(Word::End);
    }
}

impl Burst {
    fn is_empty(&self) -> bool {
        self.files.is_empty() && !self.is_wide && !self.is_end
    }

    fn add(&mut self, kind: EventKind, paths: Vec<PathBuf>) {
        match kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => self.is_closed = true,
            // Our own reading, mostly.
            EventKind::Access(_) => return,
            EventKind::Modify(ModifyKind::Name(RenameMode::To)) => self.is_closed = true,
            // Both ends were told of already.
            EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => return,
            EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any | ModifyKind::Metadata(_)) => {
                self.is_closed = false;
            }
            EventKind::Modify(_) | EventKind::Any | EventKind::Other => self.is_wide = true,
            EventKind::Create(_) | EventKind::Remove(_) => self.is_wide = true,
        }
        self.files.extend(paths);
    }

    /// How long without events is the end of the burst.
    fn quiet(&self) -> Duration {
        match (self.is_wide || self.files.len() > 1, self.is_closed) {
            (true, _) => SETTLE,
            (false, true) => CLOSED,
            (false, false) => WRITTEN,
        }
    }
}

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

fn number(metadata: &Metadata) -> (u64, u64) {
    (metadata.dev(), metadata.ino())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_together_is_seen_at_once() {
        let root = PathBuf::from("/project");
        let mut eye = Eye::new(&root, Means::Polling, Box::new(|_| ()));
        let files = ["a", "b"].map(|name| root.join(format!("content/dossiers/{name}.md")));
        for file in files.iter().cycle().take(600) {
            let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
            let event = Event::new(written).add_path(file.clone());
            eye.sender.send(Word::Event(Ok(event))).expect("it hears");
        }
        assert_eq!(eye.wait(None), Sight::Files(files.to_vec()));
        assert_eq!(eye.wait(Some(Instant::now())), Sight::Nothing);
    }
}
