//! The whole new site, complete and on the disk, in a folder beside the old one.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;

use super::failed;
use super::inspect::Standing;
use super::manifest::{self, Manifest};
use super::place::Place;
use super::swap;
use crate::base::path::OutPath;
use crate::render::outputs::{Output, Outputs};

/// Modes are set outright: a site is for everyone to read, whatever the umask of who builds it.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// Writes `outputs` and their `manifest` to the staging folder of `place`, linking what is
/// `standing` already.
pub(super) fn stage(
    outputs: &Outputs,
    manifest: &Manifest,
    standing: &Standing,
    place: &Place,
) -> Result<()> {
    let new = swap::open_staging(place)?;
    set_mode(&new, root_mode(place))?;
    make_folders(outputs, &new)?;
    outputs.files.par_iter().try_for_each(|(path, output)| {
        let to = new.join(path.as_str());
        let is_unchanged = manifest
            .files
            .get(path)
            .is_some_and(|hash| standing.unchanged(path, hash));
        let done = if is_unchanged {
            keep(&place.out.join(path.as_str()), &to)
        } else {
            put(output, &to)
        };
        done.map_err(|error| failed("write", &to, &error))
    })?;
    let disk = new.join(manifest::NAME);
    let text = manifest.render();
    put(&Output::Bytes(text.into_bytes().into()), &disk)
        .map_err(|error| failed("write", &disk, &error))?;
    sync(&new).map_err(|error| failed("save", &new, &error))
}

/// The mode of the folder the site replaces, so that its owner's choice stays.
fn root_mode(place: &Place) -> u32 {
    fs::metadata(&place.out).map_or(FOLDER_MODE, |old| old.permissions().mode() & 0o7777)
}

fn set_mode(folder: &Path, mode: u32) -> Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(mode))
        .map_err(|error| failed("make the folder", folder, &error))
}

fn make_folders(outputs: &Outputs, new: &Path) -> Result<()> {
    let folder_of = |path: &OutPath| match path.as_str().rsplit_once('/') {
        Some((folder, _)) => folder.to_owned(),
        None => String::new(),
    };
    let mut folders = BTreeSet::new();
    for folder in outputs.files.keys().map(folder_of) {
        let mut end = 0;
        while let Some(length) = folder[end..].find('/') {
            folders.insert(folder[..end + length].to_owned());
            end += length + 1;
        }
        folders.insert(folder);
    }
    folders.remove("");
    // A folder sorts before what lies in it.
    for folder in folders {
        let disk = new.join(folder);
        fs::create_dir(&disk).map_err(|error| failed("make the folder", &disk, &error))?;
        set_mode(&disk, FOLDER_MODE)?;
    }
    Ok(())
}

/// The file `from` of the old site also at `to`: the same file, not a copy, where the disk can.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    copy(from, to)
}

fn put(output: &Output, to: &Path) -> io::Result<()> {
    match output {
        Output::Bytes(bytes) => create(to)?.write_all(bytes),
        Output::Embedded(bytes) => create(to)?.write_all(bytes),
        Output::Copy(attachment) => copy(&attachment.disk, to),
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    io::copy(&mut File::open(from)?, &mut create(to)?).map(|_| ())
}

fn create(to: &Path) -> io::Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(to)?;
    file.set_permissions(Permissions::from_mode(FILE_MODE))?;
    Ok(file)
}

/// Everything below `folder` is on the disk when this returns. One call for the file system is
/// faster than one a file, by a factor of ten and more for a large site.
fn sync(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    rustix::fs::syncfs(File::open(folder)?)?;
    #[cfg(not(target_os = "linux"))]
    for entry in walkdir::WalkDir::new(folder) {
        File::open(entry?.path())?.sync_all()?;
    }
    Ok(())
}
