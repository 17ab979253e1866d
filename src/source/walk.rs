//! `content/` and `themes/` on the disk -> the files to read and the files to copy.
//!
//! Nothing is opened here, so that a FIFO cannot make the build wait. Symbolic links are followed
//! as long as they stay within the two folders.

use std::collections::BTreeMap;
use std::fs::{FileType, Metadata};
use std::io;
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Attachment, preserved, reason};
use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;

/// The folders of a project that are read.
const TREES: [&str; 2] = ["content", "themes"];

/// What was found, in the order of the paths.
#[derive(Default)]
pub(super) struct Found {
    /// The files to read, and where they lie.
    pub(super) texts: Vec<(SourcePath, PathBuf)>,
    /// The files to copy.
    pub(super) attachments: BTreeMap<SourcePath, Attachment>,
}

/// Finds the files of the project at `root`, except those of the output folder `out`.
pub(super) fn walk(root: &Path, out: &Path) -> Warned<Found> {
    let mut found = Found::default();
    let mut diags = Diagnostics::default();
    let trees = TREES.map(|tree| root.join(tree));
    let inside: Vec<PathBuf> = match root.canonicalize() {
        Ok(root) => TREES.map(|tree| root.join(tree)).into(),
        Err(_) => Vec::new(),
    };
    for tree in trees {
        if tree.symlink_metadata().is_ok() {
            let project = Project {
                root,
                inside: &inside,
            };
            walk_tree(&project, &tree, out, &mut found, &mut diags);
        }
    }
    Warned::new(found, diags)
}

/// Reports that the file or folder at `path` cannot be read.
pub(super) fn unreadable(path: &SourcePath, error: &io::Error, diags: &mut Diagnostics) {
    let message = format!("`{path}` cannot be read: {}", reason(error));
    diags
        .push(Code::Unreadable, Span::file(path), message)
        .hint("check its permissions and the disk, or move it out of the project");
}

/// Whether the file or folder named `name` belongs to an editor or a system, not to the site.
pub fn is_ignored(name: &str) -> bool {
    const ENDS: [&str; 6] = ["~", ".swp", ".swo", ".swx", ".tmp", ".bak"];
    const NAMES: [&str; 3] = ["Thumbs.db", "desktop.ini", "__MACOSX"];
    name.starts_with('.')
        || name.starts_with('#') && name.ends_with('#')
        || ENDS.iter().any(|end| name.ends_with(end))
        || NAMES.contains(&name)
}

/// Whether the file at `path` is read as a text, rather than copied.
///
/// In `content/` that is what authors write: everything else beside a page is an attachment,
/// even a text, since readers get it byte for byte. So is all that is preserved.
pub(super) fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    if path.as_str().starts_with("themes/") {
        let theme = [
            "html", "xml", "txt", "ftl", "css", "js", "yaml", "yml", "json", "md",
        ];
        return theme.contains(&extension.as_str());
    }
    if preserved::is_copy(path) {
        return false;
    }
    match extension.as_str() {
        "md" | "yaml" | "yml" => true,
        // The bibliography and its style; deeper in the tree these are data to download.
        "bib" | "json" | "csl" => path.folder() == "content",
        _ => false,
    }
}

/// Where the project lies, as given and as the system knows it.
struct Project<'a> {
    root: &'a Path,
    inside: &'a [PathBuf],
}

impl Project<'_> {
    /// The path from the root, or what of it can be shown if it is not UTF-8.
    fn source_path(&self, disk: &Path) -> Result<SourcePath, SourcePath> {
        let relative = disk.strip_prefix(self.root).unwrap_or(disk);
        match relative.to_str() {
            Some(path) => Ok(SourcePath::new(path)),
            None => Err(SourcePath::new(relative.to_string_lossy().into_owned())),
        }
    }

    /// Whether the link at `disk` leads out of the folders that are read.
    fn leads_out(&self, disk: &Path) -> io::Result<bool> {
        let target = disk.canonicalize()?;
        Ok(!self.inside.iter().any(|tree| target.starts_with(tree)))
    }
}

fn walk_tree(
    project: &Project<'_>,
    tree: &Path,
    out: &Path,
    found: &mut Found,
    diags: &mut Diagnostics,
) {
    // The folder that is read may not be a link out of the project either.
    if !may_enter(project, tree, tree.is_symlink(), diags) {
        return;
    }
    let mut link_diags = Diagnostics::default();
    let entries = WalkDir::new(tree).follow_links(true).sort_by_file_name();
    let wanted = |entry: &DirEntry| {
        let ignored = entry.depth() > 0 && is_ignored(&entry.file_name().to_string_lossy());
        let is_link = entry.depth() > 0 && entry.path_is_symlink();
        !ignored
            && entry.path() != out
            && may_enter(project, entry.path(), is_link, &mut link_diags)
    };
    for entry in entries.into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) => keep(project, &entry, found, diags),
            Err(error) => walk_failed(project, &error, diags),
        }
    }
    diags.extend(link_diags);
}

/// Whether the entry at `disk` may be looked into: always, unless it is a link that leads out.
fn may_enter(project: &Project<'_>, disk: &Path, is_link: bool, diags: &mut Diagnostics) -> bool {
    if !is_link {
        return true;
    }
    let path = project.source_path(disk).unwrap_or_else(|lossy| lossy);
    match project.leads_out(disk) {
        Ok(false) => true,
        Ok(true) => {
            let message = format!("the symbolic link `{path}` leads out of `content` and `themes`");
            diags
                .push(Code::LinkOutside, Span::file(&path), message)
                .hint("put a copy of what it leads to in its place");
            false
        }
        Err(error) => {
            unreadable(&path, &error, diags);
            false
        }
    }
}

fn walk_failed(project: &Project<'_>, error: &walkdir::Error, diags: &mut Diagnostics) {
    let disk = error.path().unwrap_or(project.root);
    // The walk meets links that lead nowhere before the filter does.
    if is_ignored(&disk.file_name().unwrap_or_default().to_string_lossy()) {
        return;
    }
    let path = project.source_path(disk).unwrap_or_else(|lossy| lossy);
    if let Some(ancestor) = error.loop_ancestor() {
        let ancestor = project.source_path(ancestor).unwrap_or_else(|lossy| lossy);
        let message = format!("the symbolic link `{path}` leads back to `{ancestor}`, in a circle");
        diags
            .push(Code::LinkOutside, Span::file(&path), message)
            .hint("remove the link");
    } else if disk.is_symlink() && !disk.exists() {
        let message = format!("the symbolic link `{path}` leads to nothing, or in a circle");
        diags
            .push(Code::LinkOutside, Span::file(&path), message)
            .hint("put the file it should lead to in its place");
    } else {
        let io = error
            .io_error()
            .map_or(io::ErrorKind::Other, io::Error::kind);
        unreadable(&path, &io::Error::from(io), diags);
    }
}

fn keep(project: &Project<'_>, entry: &DirEntry, found: &mut Found, diags: &mut Diagnostics) {
    let path = match project.source_path(entry.path()) {
        Ok(path) => path,
        Err(lossy) => {
            // What lies in a folder with such a name is not reported again.
            if entry.file_name().to_str().is_none() {
                let message = format!("the name `{}` is not UTF-8", lossy.file_name());
                diags
                    .push(Code::NotUtf8, Span::file(&lossy), message)
                    .hint("rename it");
            }
            return;
        }
    };
    if entry.file_type().is_dir() {
        return;
    }
    if let Some(what) = special(entry.file_type()) {
        let message = format!("`{path}` is {what}, not a file");
        diags
            .push(Code::SpecialFile, Span::file(&path), message)
            .hint("remove it, or put it outside the project");
        return;
    }
    if is_text(&path) {
        found.texts.push((path, entry.path().to_owned()));
        return;
    }
    match entry.metadata() {
        Ok(metadata) => {
            let attachment = attachment(entry.path(), &metadata);
            found.attachments.insert(path, attachment);
        }
        Err(error) => walk_failed(project, &error, diags),
    }
}

fn attachment(disk: &Path, metadata: &Metadata) -> Attachment {
    Attachment {
        disk: disk.to_owned(),
        len: metadata.len(),
        modified: modified(metadata),
        preserved: None,
        dimensions: None,
    }
}

/// When a file was changed, in nanoseconds since 1970.
pub(super) fn modified(metadata: &Metadata) -> i128 {
    i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec())
}

/// What a thing is that is neither file nor folder.
fn special(kind: FileType) -> Option<&'static str> {
    if kind.is_fifo() {
        Some("a FIFO")
    } else if kind.is_socket() {
        Some("a socket")
    } else if kind.is_block_device() || kind.is_char_device() {
        Some("a device")
    } else if kind.is_file() {
        None
    } else {
        Some("something else")
    }
}
