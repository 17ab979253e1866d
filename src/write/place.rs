//! Where a site may be written, and by whom: one writer at a time, never over a project.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use super::failed;

/// The output folder and what we keep beside it, on the same file system.
pub(super) struct Place {
    /// The output folder, with symbolic links followed; it may not exist yet.
    pub(super) out: PathBuf,
    /// The folder that holds it.
    pub(super) parent: PathBuf,
    /// Our own folder beside it, which exists only while we write.
    pub(super) staging: PathBuf,
    lock: PathBuf,
}

/// The right to write; given back when it is dropped, or by the kernel when we are killed.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Place {
    /// The place `out` for the site of the project at `root`, if a site may lie there.
    pub(super) fn new(out: &Path, root: &Path) -> Result<Self> {
        let out = resolve(out)?;
        let root = root
            .canonicalize()
            .map_err(|error| failed("open", root, &error))?;
        refuse(&out, &root)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{} cannot hold a site", out.display());
        };
        let beside = |end: &str| {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(end);
            parent.join(hidden)
        };
        Ok(Self {
            parent: parent.to_owned(),
            staging: beside(".liasse-staging"),
            lock: beside(".liasse-lock"),
            out,
        })
    }

    /// Where the new site is put together.
    pub(super) fn new_site(&self) -> PathBuf {
        self.staging.join("new")
    }

    /// Where the old site waits while it is replaced in two steps.
    pub(super) fn old_site(&self) -> PathBuf {
        self.staging.join("old")
    }

    /// Keeps every other writer out until the lock is dropped.
    pub(super) fn lock(&self) -> Result<Lock> {
        loop {
            let file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(false)
                .open(&self.lock)
                .map_err(|error| failed("write", &self.lock, &error))?;
            match flock(&file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => {}
                Err(Errno::WOULDBLOCK) => bail!(
                    "another build is writing {} just now; wait for it to end",
                    self.out.display()
                ),
                Err(error) => return Err(failed("lock", &self.lock, &error.into())),
            }
            // Whoever held the lock may have removed the file between our two calls.
            if same_file(&file, &self.lock) {
                return Ok(Lock {
                    path: self.lock.clone(),
                    _file: file,
                });
            }
        }
    }
}

impl Drop for Lock {
    #[expect(clippy::disallowed_methods, reason = "our own lock file")]
    fn drop(&mut self) {
        // A lock file that stays behind does no harm: only a held one keeps others out.
        let _left_behind = fs::remove_file(&self.path);
    }
}

fn same_file(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(ours), Ok(theirs)) => (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()),
        _ => false,
    }
}

/// `out` absolute, without symbolic links; the folders above it are made if need be.
fn resolve(out: &Path) -> Result<PathBuf> {
    match out.canonicalize() {
        Ok(path) if path.is_dir() => return Ok(path),
        Ok(path) => bail!(
            "{} is a file; a site needs a folder, choose another with --out",
            path.display()
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed("open", out, &error)),
    }
    if out.is_symlink() {
        bail!(
            "{} is a symbolic link that leads nowhere; remove it, or choose another folder with --out",
            out.display()
        );
    }
    let absolute = std::path::absolute(out).map_err(|error| failed("find", out, &error))?;
    let (Some(parent), Some(name)) = (absolute.parent(), absolute.file_name()) else {
        return Err(anyhow!("{} cannot hold a site", out.display()));
    };
    fs::create_dir_all(parent).map_err(|error| failed("make the folder", parent, &error))?;
    let parent = parent
        .canonicalize()
        .map_err(|error| failed("open", parent, &error))?;
    Ok(parent.join(name))
}

/// A site replaces the folder it is written to: so never one with anything else in it.
fn refuse(out: &Path, root: &Path) -> Result<()> {
    let shown = out.display();
    let why = if out.parent().is_none() {
        "it is the root of the file system"
    } else if root.starts_with(out) {
        "it holds the project itself"
    } else if ["content", "themes"]
        .iter()
        .any(|tree| out.starts_with(root.join(tree)))
    {
        "it is part of what the site is made of"
    } else if std::env::home_dir().is_some_and(|home| is_or_holds(out, &home)) {
        "it is your home folder, or holds it"
    } else {
        return Ok(());
    };
    bail!(
        "{shown} cannot be the output folder: {why}; choose another with --out, for instance --out dist"
    )
}

fn is_or_holds(out: &Path, home: &Path) -> bool {
    // A home that is not there, as in some containers, cannot be lost.
    home.canonicalize().is_ok_and(|home| home.starts_with(out))
}
