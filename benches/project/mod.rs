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
    /// Number of sources; each is cited ten times.
    pub(crate) sources: usize,
}

/// How often a source is cited.
const CITED: usize = 10;

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
        let (name, mut text) = writer.dossier(index);
        text.push_str(&citations(index, size));
        files.insert(format!("content/dossiers/{name}.md"), text);
    }
    if size.sources > 0 {
        files.insert(
            "content/sources.yaml".to_owned(),
            bibliography(size.sources),
        );
    }
    files
}

/// The paragraph of the dossier number `index` that cites its share of the sources.
fn citations(index: usize, size: Size) -> String {
    let all = size.sources * CITED;
    let share = index * all / size.dossiers..(index + 1) * all / size.dossiers;
    let cited =
        share.map(|number| format!("Le fait est établi [@source-{}].", number % size.sources));
    let sentences: Vec<_> = cited.collect();
    match sentences.is_empty() {
        true => String::new(),
        false => format!("\n{}\n", sentences.join(" ")),
    }
}

/// A bibliography of newspaper articles.
fn bibliography(sources: usize) -> String {
    let source = |number: usize| {
        let (month, day) = (1 + number % 12, 1 + number % 28);
        format!(
            "source-{number}:\n  type: article-newspaper\n  title: Enquête numéro {number}\n  \
             author: [{{family: Martin{number}, given: Camille}}]\n  \
             container-title: La Gazette\n  issued: 2010-{month:02}-{day:02}\n  \
             URL: https://presse.example/{number}\n  language: fr\n"
        )
    };
    (0..sources).map(source).collect()
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
