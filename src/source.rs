//! The only reader of the disk: `content/` and `themes/` as values, in a fixed order.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::base::memo::Hashed;
use crate::base::path::SourcePath;

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
}

impl Sources {
    /// The text of the file at `path`, if it is there and a text.
    pub fn text(&self, path: &SourcePath) -> Option<&Hashed<String>> {
        match self.files.get(path)? {
            File::Text(text) => Some(text),
            File::Attachment(_) | File::Embedded(_) => None,
        }
    }

    /// Whether there is a file at `path` that can be copied as it is.
    pub fn is_attachment(&self, path: &SourcePath) -> bool {
        matches!(self.files.get(path), Some(File::Attachment(_)))
    }
}
