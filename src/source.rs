//! The only reader of the disk: `content/` and `themes/` as values, in a fixed order.
//!
//! What is wrong with a file is a diagnostic, and the other files are still read. Texts are held
//! in memory; attachments are known by place, size and time, and only `write` opens them.

mod walk;

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use include_dir::{Dir, include_dir};
use rayon::prelude::*;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;

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
}

/// Reads the project at `root`. The output folder `out` is not a source, wherever it lies.
///
/// The embedded theme fills `themes/presse/` file by file: what the disk has wins.
pub fn read(root: &Path, out: &Path, wishes: Wishes, now: i64) -> Warned<Sources> {
    let mut diags = Diagnostics::default();
    let mut files = embedded(&EMBEDDED);
    if root.join("content").symlink_metadata().is_err() {
        no_content(root, &mut diags);
    }
    let found = diags.take(walk::walk(root, out));
    let texts: Vec<_> = found
        .texts
        .par_iter()
        .map(|(path, disk)| read_text(path, disk))
        .collect();
    for ((path, _), text) in found.texts.iter().zip(texts) {
        if let Some(text) = diags.take(text) {
            files.insert(path.clone(), File::Text(Hashed::new(text)));
        }
    }
    for (path, attachment) in found.attachments {
        files.insert(path, File::Attachment(attachment));
    }
    Warned::new(Sources { files, wishes, now }, diags)
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

fn no_content(root: &Path, diags: &mut Diagnostics) {
    let span = Span::file(&SourcePath::new("content/site.yaml"));
    let message = format!("there is no folder `content` in {}", root.display());
    diags.push(Code::MissingSite, span, message).hint(
        "a project is a folder that holds `content/site.yaml`, with dossiers in \
         `content/dossiers/` and actors in `content/actors/`; \
         to build one that lies elsewhere: liasse build --root FOLDER",
    );
}

/// The text of a file, without byte order mark.
///
/// One that is not UTF-8 is read all the same, with U+FFFD for what is wrong: its page then
/// still exists for the links that lead to it. Offsets up to the first error are the file's.
fn read_text(path: &SourcePath, disk: &Path) -> Warned<Option<String>> {
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
    Warned::new(Some(text), diags)
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

    /// Whether there is a file at `path` that can be copied as it is.
    pub fn is_attachment(&self, path: &SourcePath) -> bool {
        matches!(self.files.get(path), Some(File::Attachment(_)))
    }
}
