//! The only writer: [`Outputs`] -> the output folder, as a whole or not at all.
//!
//! 1. `place`: refuse folders a site must never replace; let nobody else write meanwhile.
//! 2. `swap`: mend what a killed run left.
//! 3. `inspect`: compare what lies there with the manifest of the last build. What we did not
//!    write, or what was changed since, is somebody's work: refuse, and name it.
//! 4. `stage`: the whole new site in a folder beside the old one. What changed is written as it
//!    comes; what did not is a hard link, so it keeps its time.
//! 5. `swap`: both folders change places in one step of the kernel; the old one is removed.
//!
//! Whoever looks, at whatever moment, sees the old site or the new one.

pub mod archive;
mod inspect;
mod manifest;
mod place;
mod stage;
mod swap;

pub use manifest::Hash;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::base::path::OutPath;
use crate::render::outputs::{Output, Outputs};
use crate::source::preserved::sha256;
use inspect::Standing;
use manifest::Manifest;
use place::{Lock, Place};

/// How many files a build touched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New or with new bytes.
    pub written: usize,
    /// As they were, and not touched.
    pub unchanged: usize,
    /// No longer part of the site.
    pub removed: usize,
}

/// Makes the folder `out` hold exactly `outputs`, for the project at `root`.
///
/// If anything fails, `out` is as it was.
pub fn write(outputs: &Outputs, out: &Path, root: &Path) -> Result<Written> {
    let writer = Writer::new(out, root)?;
    let files = outputs.files.par_iter();
    let files = files.map(|(path, output)| Ok((path.clone(), writer.put(path, output)?)));
    let files = files.collect::<Result<_>>()?;
    writer.finish(files)
}

/// A site on its way to the disk. Nothing of it shows before [`Writer::finish`]; dropped before
/// that, it leaves the output folder as it was.
pub struct Writer {
    place: Place,
    standing: Standing,
    _lock: Lock,
}

impl Writer {
    /// Prepares the folder `out` for the site of the project at `root`.
    ///
    /// Refused if `out` is no place for a site, if another build is writing it, or if it holds
    /// what we did not write.
    pub fn new(out: &Path, root: &Path) -> Result<Self> {
        let place = Place::new(out, root)?;
        let lock = place.lock()?;
        swap::recover(&place)?;
        let standing = inspect::inspect(&place.out)?;
        let writer = Self {
            place,
            standing,
            _lock: lock,
        };
        stage::open(&writer.place)?;
        Ok(writer)
    }

    /// Brings one file to the disk, unless it lies there already. Any number of threads may.
    pub fn put(&self, path: &OutPath, output: &Output) -> Result<Hash> {
        check(path)?;
        let hash = hash_output(output)?;
        if !self.standing.unchanged(path, &hash) {
            stage::put(output, path, &self.place)?;
        }
        Ok(hash)
    }

    /// The site is complete with `files`, each of which was put: it takes the place of the old
    /// one.
    pub fn finish(self, files: BTreeMap<OutPath, Hash>) -> Result<Written> {
        let written = count(&self.standing, &files);
        let manifest = Manifest { files };
        if written.written > 0 || self.standing.manifest != manifest {
            stage::complete(&manifest, &self.standing, &self.place)?;
            swap::swap(&self.place)?;
        }
        swap::discard(&self.place)?;
        Ok(written)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The next run removes it if this one cannot, say because the disk is failing.
        let _left_behind = swap::recover(&self.place);
    }
}

fn count(standing: &Standing, hashes: &BTreeMap<OutPath, Hash>) -> Written {
    let is_unchanged = |(path, hash): &(&OutPath, &Hash)| standing.unchanged(path, hash);
    let unchanged = hashes.iter().filter(is_unchanged).count();
    let is_gone = |path: &&OutPath| !hashes.contains_key(*path);
    Written {
        written: hashes.len() - unchanged,
        unchanged,
        removed: standing.present.iter().filter(is_gone).count(),
    }
}

/// Refuses a path that would leave the output folder, wherever it comes from.
fn check(path: &OutPath) -> Result<()> {
    let text = path.as_str();
    let is_bad = |segment: &str| matches!(segment, "" | "." | "..") || segment.contains('\0');
    if text.split('/').any(is_bad) || text == manifest::NAME {
        bail!("a page claims the address `{text}`, which no site can have");
    }
    Ok(())
}

fn hash_output(output: &Output) -> Result<Hash> {
    match output {
        Output::Bytes(bytes) => Ok(Sha256::digest(bytes).into()),
        Output::Embedded(bytes) => Ok(Sha256::digest(bytes).into()),
        Output::Copy(attachment) => {
            hash_file(&attachment.disk).map_err(|error| failed("read", &attachment.disk, &error))
        }
    }
}

fn hash_file(disk: &Path) -> io::Result<Hash> {
    sha256(&mut File::open(disk)?)
}

/// One sentence for a failure of the disk: what could not be done, where, and what may help.
fn failed(doing: &str, disk: &Path, error: &io::Error) -> anyhow::Error {
    let disk = disk.display();
    let remedy = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and build again"
        }
        io::ErrorKind::PermissionDenied => {
            "you may not; give yourself the right to, or choose another folder with --out"
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only; choose another folder with --out"
        }
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
            "another disk is mounted there; choose a folder inside it with --out"
        }
        io::ErrorKind::NotFound => "it is gone; was it moved during the build? Build again",
        _ => return anyhow!("cannot {doing} {disk}: {error}"),
    };
    anyhow!("cannot {doing} {disk}: {remedy}")
}
