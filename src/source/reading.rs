//! A project that is read, and read again: only what may have changed since is opened.
//!
//! A file is the same as before if its size, times and number on the disk are. Two changes in one
//! tick of the disk's clock would look alike: a file that had just been changed when it was read
//! is opened once more, and compared.

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{
    Attachment, Dimensions, EMBEDDED, File, Preserved, Sources, Wishes, embedded, picture,
    preserved, walk,
};
use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;

/// How long after a change another one may leave the same time, in nanoseconds.
const TICK: i128 = 20_000_000;

/// The same where the disk counts whole seconds, or pairs of them.
const COARSE_TICK: i128 = 2_100_000_000;

/// A project as it was read last, and what tells whether to read a file of it again.
pub struct Reading {
    /// Everything a build may look at.
    pub sources: Sources,
    /// What could not be read as it should.
    pub diags: Diagnostics,
    root: PathBuf,
    out: PathBuf,
    /// The files of the embedded theme, where the disk has none.
    under: BTreeMap<SourcePath, File>,
    texts: BTreeMap<SourcePath, Kept<Hashed<String>>>,
    copies: BTreeMap<SourcePath, Kept<Arc<Preserved>>>,
    pictures: BTreeMap<SourcePath, Kept<Dimensions>>,
    /// What the walk found wrong.
    walked: Diagnostics,
}

/// What was read of a file, and what was known of the file then.
#[derive(Clone)]
struct Kept<T> {
    stamp: Option<Stamp>,
    /// The time just before.
    read: i128,
    found: Warned<Option<T>>,
}

/// What the disk says of a file without opening it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    len: u64,
    modified: i128,
    /// Set by the system alone: no tool can turn it back.
    changed: i128,
    number: (u64, u64),
}

impl Reading {
    /// Reads the project at `root`. The output folder `out` is not a source, wherever it lies.
    pub fn new(root: &Path, out: &Path, wishes: Wishes, now: i64) -> Self {
        let mut reading = Self {
            sources: Sources {
                files: BTreeMap::new(),
                wishes,
                now,
            },
            diags: Diagnostics::default(),
            root: root.to_owned(),
            out: out.to_owned(),
            under: embedded(&EMBEDDED),
            texts: BTreeMap::new(),
            copies: BTreeMap::new(),
            pictures: BTreeMap::new(),
            walked: Diagnostics::default(),
        };
        reading.again(now);
        reading
    }

    /// Reads what may have changed, for a build at the instant `now`. Returns the files that
    /// came, went, or are different; all that is wrong is told anew.
    pub fn again(&mut self, now: i64) -> Vec<SourcePath> {
        self.walked = Diagnostics::default();
        let found = self.walked.take(walk::walk(&self.root, &self.out));
        let texts: Vec<_> = found
            .texts
            .into_par_iter()
            .map(|(path, disk)| {
                let kept = keep(&disk, self.texts.get(&path), || read_text(&path, &disk));
                (path, kept)
            })
            .collect();
        self.texts = texts.into_iter().collect();
        let attachments = &found.attachments;
        self.copies = examined(
            attachments,
            preserved::is_copy,
            &self.copies,
            preserved::read,
        );
        self.pictures = examined(
            attachments,
            picture::is_picture,
            &self.pictures,
            |path, file| Warned::new(picture::read(path, file), Diagnostics::default()),
        );
        let mut files = self.under.clone();
        for (path, kept) in &self.texts {
            if let Some(text) = &kept.found.output {
                files.insert(path.clone(), File::Text(text.clone()));
            }
        }
        for (path, mut attachment) in found.attachments {
            let copy = self.copies.get(&path);
            attachment.preserved = copy.and_then(|copy| copy.found.output.clone());
            let picture = self.pictures.get(&path);
            attachment.dimensions = picture.and_then(|picture| picture.found.output);
            files.insert(path, File::Attachment(attachment));
        }
        let changed = difference(&self.sources.files, &files);
        self.sources.files = files;
        self.sources.now = now;
        self.gather();
        changed
    }

    /// The same if nothing but the files at `disks` can have changed; `None` if these are not
    /// all texts that were here before, and all must be looked at.
    pub fn again_at(&mut self, disks: &[PathBuf], now: i64) -> Option<Vec<SourcePath>> {
        let mut kept = Vec::new();
        for disk in disks {
            let path = SourcePath::new(disk.strip_prefix(&self.root).ok()?.to_str()?);
            let before = self.texts.get(&path)?;
            // A link could lead elsewhere now: only the walk knows where it may.
            if !disk.symlink_metadata().ok()?.is_file() || before.found.output.is_none() {
                return None;
            }
            let now = keep(disk, Some(before), || read_text(&path, disk));
            now.found.output.as_ref()?;
            kept.push((path, now));
        }
        let mut changed = Vec::new();
        for (path, kept) in kept {
            let text = kept
                .found
                .output
                .clone()
                .expect("what cannot be read was sorted out");
            let file = File::Text(text);
            if !self
                .sources
                .files
                .get(&path)
                .is_some_and(|before| is_same(before, &file))
            {
                changed.push(path.clone());
            }
            self.sources.files.insert(path.clone(), file);
            self.texts.insert(path, kept);
        }
        self.sources.now = now;
        self.gather();
        Some(changed)
    }

    fn gather(&mut self) {
        self.diags = self.walked.clone();
        for kept in self.texts.values() {
            self.diags.extend_from(&kept.found.diags);
        }
        for kept in self.copies.values() {
            self.diags.extend_from(&kept.found.diags);
        }
    }
}

/// What `read` finds in each of the attachments that `are` of a kind, unless it is certainly what was
/// found `before`.
fn examined<T: Clone + Send + Sync>(
    attachments: &BTreeMap<SourcePath, Attachment>,
    are: fn(&SourcePath) -> bool,
    before: &BTreeMap<SourcePath, Kept<T>>,
    read: fn(&SourcePath, &Attachment) -> Warned<Option<T>>,
) -> BTreeMap<SourcePath, Kept<T>> {
    let some = attachments.par_iter().filter(|(path, _)| are(path));
    let found: Vec<_> = some
        .map(|(path, file)| {
            let kept = keep(&file.disk, before.get(path), || read(path, file));
            (path.clone(), kept)
        })
        .collect();
    found.into_iter().collect()
}

/// What is at `disk`, read again unless it is certainly what was read `before`.
fn keep<T: Clone>(
    disk: &Path,
    before: Option<&Kept<T>>,
    find: impl FnOnce() -> Warned<Option<T>>,
) -> Kept<T> {
    let read = jiff::Timestamp::now().as_nanosecond();
    let stamp = disk.metadata().ok().map(|metadata| Stamp::of(&metadata));
    if let Some(before) = before
        && before.is_settled()
        && before.stamp == stamp
    {
        return before.clone();
    }
    let found = find();
    Kept { stamp, read, found }
}

impl<T> Kept<T> {
    /// Whether the file had been left alone for long enough when it was read.
    fn is_settled(&self) -> bool {
        self.stamp.is_some_and(|stamp| {
            let last = stamp.modified.max(stamp.changed);
            let is_coarse = last % 1_000_000_000 == 0;
            let tick = if is_coarse { COARSE_TICK } else { TICK };
            self.read - last > tick
        })
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let changed = i128::from(metadata.ctime()) * 1_000_000_000;
        Self {
            len: metadata.len(),
            modified: walk::modified(metadata),
            changed: changed + i128::from(metadata.ctime_nsec()),
            number: (metadata.dev(), metadata.ino()),
        }
    }
}

/// The paths at which two trees differ.
fn difference(
    before: &BTreeMap<SourcePath, File>,
    after: &BTreeMap<SourcePath, File>,
) -> Vec<SourcePath> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let came = after.iter().filter(|(path, file)| {
        before
            .get(*path)
            .is_none_or(|before| !is_same(before, file))
    });
    let mut changed: Vec<_> = gone.chain(came.map(|(path, _)| path)).cloned().collect();
    changed.sort();
    changed
}

fn is_same(a: &File, b: &File) -> bool {
    match (a, b) {
        (File::Text(a), File::Text(b)) => a == b,
        (File::Attachment(a), File::Attachment(b)) => a == b,
        (File::Embedded(a), File::Embedded(b)) => std::ptr::eq(*a, *b),
        _ => false,
    }
}

/// The text of a file, without byte order mark.
///
/// One that is not UTF-8 is read all the same, with U+FFFD for what is wrong: its page then
/// still exists for the links that lead to it. Offsets up to the first error are the file's.
fn read_text(path: &SourcePath, disk: &Path) -> Warned<Option<Hashed<String>>> {
    let mut diags = Diagnostics::default();
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads")]
    let mut bytes = match std::fs::read(disk) {
        Ok(bytes) => bytes,
        Err(error) => {
            walk::unreadable(path, &error, &mut diags);
            return Warned::new(None, diags);
        }
    };
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(.."\u{feff}".len());
    }
    let text = String::from_utf8(bytes).unwrap_or_else(|error| {
        let start = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[start];
        let span = Span::new(path, start..start);
        let message = format!("the byte {byte:#04X} is not UTF-8");
        let hint =
            "save the file again as UTF-8; most editors name it under \u{201c}encoding\u{201d}";
        diags.push(Code::NotUtf8, span, message).hint(hint);
        String::from_utf8_lossy(error.as_bytes()).into_owned()
    });
    Warned::new(Some(Hashed::new(text)), diags)
}
