//! The new site takes the place of the old one, and nothing of ours stays behind.
//!
//! The staging folder holds a marker, `new` (the site being written) and, only where the kernel
//! cannot exchange two folders, `old`. Whatever a killed run leaves there tells the next one what
//! to do: `old` without an output folder means the site was between two renames, and goes back.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::{Result, bail};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::place::Place;
use super::{failed, inspect};

/// Says that a staging folder is ours.
const MARKER: &str = "this-folder-belongs-to-liasse";

/// Makes the staging folder and, in it, the folder for the new site.
pub(super) fn open_staging(place: &Place) -> Result<()> {
    let new = place.new_site();
    let made = fs::create_dir(&place.staging)
        .and_then(|()| File::create_new(place.staging.join(MARKER)))
        .and_then(|_| fs::create_dir(&new));
    made.map_err(|error| failed("make the folder", &new, &error))
}

/// Mends what a killed run left: the old site goes back to its place, the rest is removed.
pub(super) fn recover(place: &Place) -> Result<()> {
    if place.staging.symlink_metadata().is_err() {
        return Ok(());
    }
    let old = place.old_site();
    if old.exists() && !place.out.exists() {
        rename(&old, &place.out)?;
        sync_folder(&place.parent)?;
    }
    discard(place)
}

/// Puts the new site in the place of the old one.
pub(super) fn swap(place: &Place) -> Result<()> {
    let new = place.new_site();
    if !place.out.exists() {
        rename(&new, &place.out)?;
        return sync_folder(&place.parent);
    }
    match renameat_with(CWD, &new, CWD, &place.out, RenameFlags::EXCHANGE) {
        Ok(()) => sync_folder(&place.parent),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => swap_in_two_steps(place),
        Err(error) => Err(failed("replace", &place.out, &error.into())),
    }
}

/// As `swap`, where the kernel cannot exchange. Killed in the middle, `recover` goes back.
fn swap_in_two_steps(place: &Place) -> Result<()> {
    rename(&place.out, &place.old_site())?;
    sync_folder(&place.parent)?;
    sync_folder(&place.staging)?;
    rename(&place.new_site(), &place.out)?;
    sync_folder(&place.parent)
}

/// Removes the staging folder with what is in it: a site that was replaced or never finished.
///
/// What somebody put there in the meantime is not ours to remove.
pub(super) fn discard(place: &Place) -> Result<()> {
    let staging = &place.staging;
    let is_empty = || fs::read_dir(staging).is_ok_and(|mut entries| entries.next().is_none());
    let is_folder = staging.symlink_metadata().is_ok_and(|it| it.is_dir());
    if !is_folder || !(staging.join(MARKER).exists() || is_empty()) {
        bail!(
            "{} is in the way: it has the name of a folder this program builds in, but another \
             made it; move it away",
            staging.display()
        );
    }
    for site in [place.new_site(), place.old_site()] {
        // Without a manifest the site was never finished, so nobody but us has seen it.
        if site.join(super::manifest::NAME).exists()
            && let Some(path) = inspect::foreign(&site)?.first()
        {
            bail!(
                "while the site was replaced somebody put `{path}` into it; it was kept in {}: \
                 take it out, then remove that folder",
                site.display()
            );
        }
        remove(&site)?;
    }
    // The marker goes last: as long as anything is left, the next run knows it is ours.
    remove(staging)
}

fn remove(folder: &Path) -> Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the staging folder is ours")]
    let removed = fs::remove_dir_all(folder);
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(failed("remove", folder, &error))
        }
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|error| failed("replace", to, &error))
}

fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| failed("save", folder, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_steps_do_what_one_exchange_does() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let root = dir.path().join("project");
        fs::create_dir_all(&root).expect("a new folder");
        let place = Place::new(&dir.path().join("dist"), &root).expect("a place");
        fs::create_dir(&place.out).expect("a new folder");
        open_staging(&place).expect("a staging folder");
        File::create(place.new_site().join("new.html")).expect("a new file");
        swap_in_two_steps(&place).expect("swapped");
        assert!(place.out.join("new.html").exists());
        assert!(place.old_site().exists());
        recover(&place).expect("nothing to go back to");
        assert!(place.out.join("new.html").exists());
        assert!(!place.staging.exists());
    }
}
