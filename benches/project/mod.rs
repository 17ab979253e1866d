//! A seed -> a project: actors, and dossiers that name them, in something like French.
//!
//! A few actors are named often and most rarely, as in a newsroom (Zipf). Numbers come from one
//! seeded generator, so equal arguments give equal files.

mod actors;
mod prose;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use fastrand::Rng;

use actors::Actor;
use prose::Writer;

/// How large the project is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Number of dossiers.
    pub(crate) dossiers: usize,
    /// Number of actors.
    pub(crate) actors: usize,
}

const SITE: &str = "title: Grand dossier\nlanguages: [fr]\nmenu: [dossiers, actors, tags]\n";

/// The files of the project, by path.
pub(crate) fn files(size: Size, seed: u64) -> BTreeMap<String, String> {
    let mut rng = Rng::with_seed(seed);
    let mut files = BTreeMap::from([("content/site.yaml".to_owned(), SITE.to_owned())]);
    let actors: Vec<Actor> = (0..size.actors)
        .map(|index| Actor::new(index, &mut rng))
        .collect();
    let mut writer = Writer::new(&actors, size.dossiers, rng);
    for actor in &actors {
        files.insert(
            format!("content/actors/{}.md", actor.id),
            writer.notice(actor),
        );
    }
    for index in 0..size.dossiers {
        let (name, text) = writer.dossier(index);
        files.insert(format!("content/dossiers/{name}.md"), text);
    }
    files
}

/// Writes the files below `folder`.
pub(crate) fn write(files: &BTreeMap<String, String>, folder: &Path) -> io::Result<()> {
    for (path, text) in files {
        let disk = folder.join(path);
        fs::create_dir_all(disk.parent().expect("a file lies in a folder"))?;
        fs::write(disk, text)?;
    }
    Ok(())
}
