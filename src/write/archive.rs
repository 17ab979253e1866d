//! A file and a source -> a preserved copy: the copy in `content/archive/`, and its date and hash in
//! `sources.yaml`.
//!
//! What is there is never written over: the copy gets a name that is free, and `sources.yaml` is
//! exchanged as a whole, with every byte that does not concern the copy as it was. If somebody saved
//! it while we read the file, theirs stays.

use std::fs::{self, File};
use std::io::{self, Seek as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use tempfile::NamedTempFile;

use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step, edit};
use crate::locale::names::slug;
use crate::source::preserved::{FOLDER, hexadecimal, sha256};
use crate::write::failed;

/// A copy that was preserved.
#[derive(Debug)]
pub struct Archived {
    /// Where it is, relative to `content/`.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A copy on its way into the archive; neither it nor what is noted of it shows yet.
#[derive(Debug)]
pub struct Prepared {
    copy: NamedTempFile,
    target: PathBuf,
    disk: PathBuf,
    read: String,
    edited: String,
    archived: Archived,
}

/// Preserves a copy of `file` as evidence for the source `id` of the project at `root`, on the day
/// `today`, as EDTF.
///
/// # Errors
///
/// There is no such source, its entry cannot be changed without a risk for the rest of the file,
/// somebody else changes it at the same time, or the disk fails; `sources.yaml` is then as it was,
/// or as they saved it.
pub fn archive(root: &Path, id: &str, file: &Path, today: &str) -> Result<Archived> {
    prepare(root, id, file, today)?.keep()
}

/// As [`archive`], up to the last step, [`Prepared::keep`].
///
/// # Errors
///
/// As for [`archive`].
pub fn prepare(root: &Path, id: &str, file: &Path, today: &str) -> Result<Prepared> {
    let disk = root.join("content/sources.yaml");
    let text = text(&disk)?;
    let yaml = text.strip_prefix('\u{feff}').unwrap_or(&text);
    find(yaml, id)?;
    let (copy, hash) = read(root, file)?;
    let hash = hexadecimal(&hash);
    let name = name(root, id, file, &hash)?;
    let mut fields = vec![("file", name.as_str()), ("sha256", &hash)];
    if !is_dated(yaml, id) {
        fields.insert(0, ("date", today));
    }
    let Some(edited) = edit::set(yaml, id, "archived", &fields) else {
        bail!(
            "the entry `{id}` of {} cannot be changed safely; write it as a block of lines, one \
             `key: value` a line, and try again",
            disk.display()
        );
    };
    let bom = &text[..text.len() - yaml.len()];
    Ok(Prepared {
        copy,
        target: root.join("content").join(&name),
        edited: format!("{bom}{edited}"),
        disk,
        read: text,
        archived: Archived {
            file: name,
            sha256: hash,
        },
    })
}

impl Prepared {
    /// Gives the copy its name, and notes it in `sources.yaml`.
    ///
    /// # Errors
    ///
    /// `sources.yaml` was changed since it was read, or the disk fails.
    pub fn keep(self) -> Result<Archived> {
        let is_unchanged = text(&self.disk)? == self.read;
        if is_unchanged {
            keep(self.copy, &self.target)?;
        }
        if !is_unchanged || !replace(&self.disk, &self.read, &self.edited)? {
            bail!(
                "{} was changed meanwhile, and is as it was saved then; try again",
                self.disk.display()
            );
        }
        Ok(self.archived)
    }
}

#[expect(clippy::disallowed_methods, reason = "the one source that is written")]
fn text(disk: &Path) -> Result<String> {
    fs::read_to_string(disk).map_err(|error| failed("read", disk, &error))
}

/// Whether the date that is there is that of a web archive’s copy: ours must not replace it.
fn is_dated(yaml: &str, id: &str) -> bool {
    let path = SourcePath::new("content/sources.yaml");
    let document = Document::whole(&path, yaml);
    let has = |key| {
        let steps = [Step::Key(id), Step::Key("archived"), Step::Key(key)];
        document.find(&steps).is_some_and(|found| !found.is_blank())
    };
    has("url") && has("date")
}

/// Refuses an id that the bibliography does not have.
fn find(yaml: &str, id: &str) -> Result<()> {
    let path = SourcePath::new("content/sources.yaml");
    if Document::whole(&path, yaml)
        .find(&[Step::Key(id)])
        .is_some()
    {
        return Ok(());
    }
    let all: serde_yaml::Value = serde_yaml::from_str(yaml).unwrap_or_default();
    let ids = all.as_mapping().into_iter().flatten();
    let ids = ids.filter_map(|(key, _)| key.as_str());
    Err(match nearest(id, ids) {
        Some(nearest) => anyhow!("`{path}` has no source `{id}`; did you mean `{nearest}`?"),
        None => anyhow!("`{path}` has no source `{id}`; list it there first"),
    })
}

/// The bytes of `file` in a file without a final name, and their hash.
fn read(root: &Path, file: &Path) -> Result<(NamedTempFile, [u8; 32])> {
    let unread = |error: io::Error| failed("read", file, &error);
    let mut from = File::open(file).map_err(unread)?;
    if !from.metadata().map_err(unread)?.is_file() {
        bail!("{} is not a file", file.display());
    }
    let folder = root.join(FOLDER);
    let unwritten = |error: io::Error| failed("write to", &folder, &error);
    fs::create_dir_all(&folder).map_err(unwritten)?;
    let mut copy = hidden(&folder).map_err(unwritten)?;
    io::copy(&mut from, &mut copy).map_err(unwritten)?;
    copy.rewind().map_err(unwritten)?;
    let hash = sha256(copy.as_file_mut()).map_err(unwritten)?;
    Ok((copy, hash))
}

/// A name for the copy, relative to `content/`, that nothing else has: the source's id, and where
/// that is taken by other bytes, the beginning of its hash.
fn name(root: &Path, id: &str, file: &Path, hash: &str) -> Result<String> {
    let folder = FOLDER.trim_start_matches("content/");
    let extension = file.extension().and_then(|extension| extension.to_str());
    let extension = extension.map(|extension| format!(".{}", slug(extension)));
    let extension = extension.unwrap_or_default();
    let stem = slug(id);
    for name in [stem.clone(), format!("{stem}-{}", &hash[..8])] {
        let name = format!("{folder}{name}{extension}");
        let disk = root.join("content").join(&name);
        match File::open(&disk) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(name),
            Err(error) => return Err(failed("read", &disk, &error)),
            Ok(mut there) => {
                let held = sha256(&mut there).map_err(|error| failed("read", &disk, &error))?;
                if hexadecimal(&held) == hash {
                    return Ok(name);
                }
            }
        }
    }
    bail!("`{FOLDER}` already holds other copies of `{id}` under the names this one would have")
}

/// Gives the copy its name, unless the same bytes have it already.
fn keep(copy: NamedTempFile, target: &Path) -> Result<()> {
    let sync = copy.as_file().sync_all();
    sync.map_err(|error| failed("write", target, &error))?;
    match copy.persist_noclobber(target) {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(refused) => Err(failed("write", target, &refused.error)),
    }
}

/// Puts `text` in the place of the file at `disk`, in one step, if that still says `read`. Whether
/// it did.
fn replace(disk: &Path, read: &str, text: &str) -> Result<bool> {
    let replaced = || {
        let real = disk.canonicalize()?;
        let permissions = real.metadata()?.permissions();
        let folder = real.parent().ok_or(io::ErrorKind::NotFound)?;
        let mut file = hidden(folder)?;
        file.write_all(text.as_bytes())?;
        file.as_file().set_permissions(permissions)?;
        file.as_file().sync_all()?;
        let is_ours = exchange(file, &real, read, text)?;
        File::open(folder)?.sync_all()?;
        Ok(is_ours)
    };
    replaced().map_err(|error: io::Error| failed("write", disk, &error))
}

/// Exchanges `file`, which says `text`, with the one at `real`. What comes back must be what was
/// there before, `read`: else somebody saved it, and theirs returns to its place. Whether ours stays.
fn exchange(file: NamedTempFile, real: &Path, read: &str, text: &str) -> io::Result<bool> {
    let (mut put, mut expected) = (text.as_bytes().to_vec(), read.as_bytes().to_vec());
    for turn in 0.. {
        match renameat_with(CWD, file.path(), CWD, real, RenameFlags::EXCHANGE) {
            Ok(()) => {}
            // The kernel or the disk cannot exchange two files.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                file.persist(real)?;
                return Ok(true);
            }
            Err(error) if turn == 0 => return Err(error.into()),
            Err(error) => return Err(kept(file, &error.into())),
        }
        #[expect(clippy::disallowed_methods, reason = "it may be what somebody saved")]
        let back = match fs::read(file.path()) {
            Ok(back) => back,
            Err(error) => return Err(kept(file, &error)),
        };
        if back == expected {
            return Ok(put == text.as_bytes());
        }
        (expected, put) = (put, back);
    }
    unreachable!("there is always a next turn")
}

/// Says that an exchange failed halfway, and where what was there before lies now: it may be what
/// somebody saved, so it is not deleted.
fn kept(file: NamedTempFile, error: &io::Error) -> io::Error {
    let place = file.path().display().to_string();
    let kept = file.keep();
    let message = format!("{error}; what was there before is in `{place}`");
    kept.map_or_else(|lost| lost.error, |_| io::Error::new(error.kind(), message))
}

/// A file that no build sees, as its name begins with a stop.
fn hidden(folder: &Path) -> io::Result<NamedTempFile> {
    let permissions = fs::Permissions::from_mode(0o666);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".liasse-").permissions(permissions);
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_saved_meanwhile_goes_back_to_its_place() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let disk = dir.path().join("sources.yaml");
        for (saved, is_ours, left) in [("read", true, "ours"), ("saved", false, "saved")] {
            let mut file = File::create(&disk).expect("a new file");
            file.write_all(saved.as_bytes()).expect("a few bytes");
            assert_eq!(replace(&disk, "read", "ours").ok(), Some(is_ours));
            assert_eq!(text(&disk).ok().as_deref(), Some(left));
            let entries = fs::read_dir(dir.path()).expect("the folder");
            assert_eq!(entries.count(), 1, "nothing else is left");
        }
    }
}
