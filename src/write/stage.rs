//! The whole new site, complete and on the disk, in a folder beside the old one.

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
use crate::render::outputs::Output;

/// Modes are set outright: a site is for everyone to read, whatever the umask of who builds it.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// Makes the staging folder of `place`, and in it the folder of the new site.
pub(super) fn open(place: &Place) -> Result<()> {
    swap::open_staging(place)?;
    set_mode(&place.new_site(), root_mode(place))
}

/// Writes one file of the new site.
pub(super) fn put(output: &Output, path: &OutPath, place: &Place) -> Result<()> {
    at(path, place, |to| write(output, to))
}

/// Adds the files of `manifest` that are `standing` already, and the manifest itself; when this
/// returns, the new site is on the disk.
pub(super) fn complete(manifest: &Manifest, standing: &Standing, place: &Place) -> Result<()> {
    let files = manifest.files.par_iter();
    let same = files.filter(|(path, hash)| standing.unchanged(path, hash));
    same.try_for_each(|(path, _)| at(path, place, |to| keep(&place.out.join(path.as_str()), to)))?;
    let new = place.new_site();
    let disk = new.join(manifest::NAME);
    let text = Output::Bytes(manifest.render().into_bytes().into());
    write(&text, &disk).map_err(|error| failed("write", &disk, &error))?;
    sync(&new).map_err(|error| failed("save", &new, &error))
}

/// Calls `make` with where a file of the new site goes; the folders above it are made if need be.
fn at(path: &OutPath, place: &Place, make: impl Fn(&Path) -> io::Result<()>) -> Result<()> {
    let to = place.new_site().join(path.as_str());
    let mut made = make(&to);
    if matches!(&made, Err(error) if error.kind() == io::ErrorKind::NotFound) {
        make_folders(path, place)?;
        made = make(&to);
    }
    made.map_err(|error| failed("write", &to, &error))
}

fn make_folders(path: &OutPath, place: &Place) -> Result<()> {
    let mut disk = place.new_site();
    let (folders, _) = path.as_str().rsplit_once('/').unwrap_or_default();
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        disk.push(folder);
        make_folder(&disk)?;
    }
    Ok(())
}

/// The mode of the folder the site replaces, so that its owner's choice stays.
fn root_mode(place: &Place) -> u32 {
    fs::metadata(&place.out).map_or(FOLDER_MODE, |old| old.permissions().mode() & 0o7777)
}

fn set_mode(folder: &Path, mode: u32) -> Result<()> {
    fs::set_permissions(folder, Permissions::from_mode(mode))
        .map_err(|error| failed("make the folder", folder, &error))
}

/// Makes a folder, unless another thread has just made it.
fn make_folder(folder: &Path) -> Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            Err(failed("make the folder", folder, &error))
        }
        _ => set_mode(folder, FOLDER_MODE),
    }
}

/// The file `from` of the old site also at `to`: the same file, not a copy, where the disk can.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    match fs::hard_link(from, to) {
        // Another thread may make the folder meanwhile: a copy would then succeed, and be another file.
        Err(error) if error.kind() != io::ErrorKind::NotFound => copy(from, to),
        linked => linked,
    }
}

fn write(output: &Output, to: &Path) -> io::Result<()> {
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
