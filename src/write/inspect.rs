//! What lies in the output folder -> what of it is ours, or a refusal that names what is not.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{self, Hash, Manifest};
use super::{failed, hash_file};
use crate::base::path::OutPath;

/// How many paths a refusal names.
const SHOWN: usize = 10;

/// The site that lies in the output folder: ours, and as we wrote it.
#[derive(Default)]
pub(super) struct Standing {
    /// What the last build wrote.
    pub(super) manifest: Manifest,
    /// What of it is still there.
    pub(super) present: BTreeSet<OutPath>,
}

impl Standing {
    /// Whether the file at `path` lies there with these very bytes.
    pub(super) fn unchanged(&self, path: &OutPath, hash: &Hash) -> bool {
        self.present.contains(path) && self.manifest.files.get(path) == Some(hash)
    }
}

/// Looks at the folder `out`; nothing at all is a site without files.
pub(super) fn inspect(out: &Path) -> Result<Standing> {
    if !out.exists() {
        return Ok(Standing::default());
    }
    let manifest = read_manifest(out)?;
    let (present, foreign) = sift(out, &manifest)?;
    if !foreign.is_empty() {
        let what = "holds what this program did not write";
        return Err(refusal(out, what, &foreign));
    }
    let edited: Vec<Option<String>> = present
        .par_iter()
        .map(|path| {
            let disk = out.join(path.as_str());
            let hash = hash_file(&disk).map_err(|error| failed("read", &disk, &error))?;
            let is_ours = manifest.files.get(path) == Some(&hash);
            Ok((!is_ours).then(|| path.to_string()))
        })
        .collect::<Result<_>>()?;
    let edited: Vec<String> = edited.into_iter().flatten().collect();
    if !edited.is_empty() {
        let what = "holds files that were changed by hand since the last build";
        return Err(refusal(out, what, &edited));
    }
    Ok(Standing { manifest, present })
}

/// What lies in the folder `site` and is not in its manifest, if it has one.
pub(super) fn foreign(site: &Path) -> Result<Vec<String>> {
    let manifest = read_manifest(site)?;
    Ok(sift(site, &manifest)?.1)
}

/// The manifest of `out`; one without files if there is none.
fn read_manifest(out: &Path) -> Result<Manifest> {
    let disk = out.join(manifest::NAME);
    #[expect(clippy::disallowed_methods, reason = "our own manifest, no source")]
    let text = match fs::read_to_string(&disk) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Manifest::default()),
        Err(error) => return Err(failed("read", &disk, &error)),
    };
    Manifest::parse(&text).map_err(|line| {
        anyhow!(
            "{} is damaged in line {line}, so what lies beside it cannot be told from work of \
             your own; move {} away and build again",
            disk.display(),
            out.display()
        )
    })
}

/// The paths in `out` that the manifest lists, and those that it does not. A folder with nothing
/// of ours in it is named once, not file by file.
fn sift(out: &Path, manifest: &Manifest) -> Result<(BTreeSet<OutPath>, Vec<String>)> {
    let folders = folders(manifest);
    let mut present = BTreeSet::new();
    let mut foreign = Vec::new();
    let mut entries = WalkDir::new(out)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let disk = error.path().unwrap_or(out).to_owned();
                let Some(error) = error.into_io_error() else {
                    bail!("cannot read {}", disk.display());
                };
                return Err(failed("read", &disk, &error));
            }
        };
        let relative = entry.path().strip_prefix(out).expect("the walk is inside");
        let shown = relative.to_string_lossy();
        let is_dir = entry.file_type().is_dir();
        match relative.to_str() {
            Some(path) if is_dir && folders.contains(path) => {}
            Some(manifest::NAME) if entry.file_type().is_file() => {}
            Some(path) if entry.file_type().is_file() => {
                let path = OutPath::new(path);
                if manifest.files.contains_key(&path) {
                    present.insert(path);
                } else {
                    foreign.push(shown.into_owned());
                }
            }
            _ if is_dir => {
                foreign.push(format!("{shown}/"));
                entries.skip_current_dir();
            }
            _ => foreign.push(shown.into_owned()),
        }
    }
    Ok((present, foreign))
}

/// Every folder that holds a file of `manifest`, at whatever depth.
fn folders(manifest: &Manifest) -> BTreeSet<&str> {
    let mut folders = BTreeSet::new();
    for path in manifest.files.keys() {
        let mut rest = path.as_str();
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if !folders.insert(folder) {
                break;
            }
            rest = folder;
        }
    }
    folders
}

fn refusal(out: &Path, what: &str, paths: &[String]) -> anyhow::Error {
    let mut list = String::new();
    for path in paths.iter().take(SHOWN) {
        list.push_str("\n  ");
        list.push_str(path);
    }
    if paths.len() > SHOWN {
        list.push_str(&format!("\n  and {} more", paths.len() - SHOWN));
    }
    anyhow!(
        "{} {what}, so nothing was written; move it away, or choose another folder with --out:{list}",
        out.display()
    )
}
