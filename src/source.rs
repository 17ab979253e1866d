//! The only reader of the disk: `content/` and `themes/` as values, in a fixed order.
//!
//! What is wrong with a file is a diagnostic, and the other files are still read. Texts are held
//! in memory; attachments are known by place, size and time, and only `write` opens them, but for
//! preserved copies, which are evidence, and pictures, whose first bytes tell how large they are.

pub mod picture;
pub mod preserved;
mod reading;
mod walk;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use include_dir::{Dir, include_dir};
use rustix::fs::{Mode, OFlags};

use crate::base::diag::Warned;
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;

pub use picture::Dimensions;
pub use preserved::Preserved;
pub use reading::Reading;
pub use walk::is_ignored;

/// The theme that every site can fall back to, as it was when this program was compiled.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/presse");

/// Everything a build may look at. Two equal `Sources` give equal sites.
#[derive(Debug, Default)]
pub struct Sources {
    /// The files of `content/` and `themes/`, the embedded theme among them.
    pub files: BTreeMap<SourcePath, File>,
    /// What the command line asks for.
    pub wishes: Wishes,
    /// Seconds since 1970: `SOURCE_DATE_EPOCH`, or the clock read once, never later than now.
    pub now: i64,
}

/// What the command line changes in `site.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wishes {
    /// `--theme`: used instead of the site's own.
    pub theme: Option<String>,
    /// `--base-url`: used instead of the site's own.
    pub base_url: Option<String>,
    /// `--drafts`: whether unpublished pages are shown.
    pub drafts: Drafts,
}

/// Whether drafts, embargoed and expired pages are part of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drafts {
    /// They are absent, as if their files did not exist.
    #[default]
    Hidden,
    /// They are built, each with a banner and `noindex`.
    Shown,
}

/// One file.
#[derive(Clone, Debug)]
pub enum File {
    /// A text we read: Markdown, YAML, a template, a stylesheet. Without byte order mark; line
    /// ends as they were.
    Text(Hashed<String>),
    /// A file to copy, never held in memory.
    Attachment(Attachment),
    /// A file of the embedded theme.
    Embedded(&'static [u8]),
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Attachment {
    /// Where it lies on this disk.
    pub disk: PathBuf,
    /// Its size in bytes.
    pub len: u64,
    /// When it was changed, in nanoseconds since 1970, as the disk tells; with `len` its
    /// fingerprint.
    pub modified: i128,
    /// What is in it, if it is a preserved copy: a file of `content/archive/`.
    pub preserved: Option<Arc<Preserved>>,
    /// How large it is shown, if it is a picture that tells.
    pub dimensions: Option<Dimensions>,
}

/// Reads the project at `root`. The output folder `out` is not a source, wherever it lies.
///
/// The embedded theme fills `themes/presse/` file by file: what the disk has wins.
pub fn read(root: &Path, out: &Path, wishes: Wishes, now: i64) -> Warned<Sources> {
    let reading = Reading::new(root, out, wishes, now);
    Warned::new(reading.sources, reading.diags)
}

/// Opens an attachment, if it is still the file that was found.
///
/// What lies at its place now may be something else, even a device: that is never opened for long
/// nor read.
pub fn open(attachment: &Attachment) -> std::io::Result<std::fs::File> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = std::fs::File::from(rustix::fs::open(&attachment.disk, flags, Mode::empty())?);
    let metadata = file.metadata()?;
    let is_the_same = metadata.is_file()
        && metadata.len() == attachment.len
        && walk::modified(&metadata) == attachment.modified;
    is_the_same
        .then_some(file)
        .ok_or_else(|| ErrorKind::NotFound.into())
}

/// The build's instant: `SOURCE_DATE_EPOCH` if it is set, else the clock; never later than the
/// clock, or an embargo could be lifted by a variable.
pub fn now() -> anyhow::Result<i64> {
    let clock = jiff::Timestamp::now().as_second();
    let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(clock);
    };
    let epoch = epoch.to_string_lossy();
    let seconds: i64 = epoch.parse().with_context(|| {
        format!("SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds since 1970")
    })?;
    Ok(seconds.min(clock))
}

/// The files of the embedded theme, under the paths they would have on the disk.
fn embedded(dir: &'static Dir<'static>) -> BTreeMap<SourcePath, File> {
    let mut files = BTreeMap::new();
    for file in dir.files() {
        let Some(inner) = file.path().to_str() else {
            continue;
        };
        let path = SourcePath::new(format!("themes/presse/{}", inner.replace('\\', "/")));
        if walk::is_ignored(path.file_name()) {
            continue;
        }
        let text = walk::is_text(&path).then(|| file.contents_utf8()).flatten();
        let file = match text {
            Some(text) => File::Text(Hashed::new(text.to_owned())),
            None => File::Embedded(file.contents()),
        };
        files.insert(path, file);
    }
    for folder in dir.dirs() {
        files.append(&mut embedded(folder));
    }
    files
}

/// What the system says about `error`, in words an author can act on.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        ErrorKind::NotFound => "it is not there".to_owned(),
        _ => error.to_string(),
    }
}

impl Sources {
    /// The text of the file at `path`, if it is there and a text.
    pub fn text(&self, path: &SourcePath) -> Option<&Hashed<String>> {
        match self.files.get(path)? {
            File::Text(text) => Some(text),
            File::Attachment(_) | File::Embedded(_) => None,
        }
    }

    /// What is in the preserved copy at `path`, if there is one.
    pub fn preserved(&self, path: &SourcePath) -> Option<&Preserved> {
        match self.files.get(path)? {
            File::Attachment(attachment) => attachment.preserved.as_deref(),
            File::Text(_) | File::Embedded(_) => None,
        }
    }

    /// How large the picture at `path` is, if there is one that tells.
    pub fn dimensions(&self, path: &SourcePath) -> Option<Dimensions> {
        match self.files.get(path)? {
            File::Attachment(attachment) => attachment.dimensions,
            File::Text(_) | File::Embedded(_) => None,
        }
    }

    /// Whether there is a file at `path` that can be copied as it is.
    pub fn is_attachment(&self, path: &SourcePath) -> bool {
        matches!(self.files.get(path), Some(File::Attachment(_)))
    }
}
