//! What is remembered between builds changes nothing but the time they take.

#[path = "site/content.rs"]
mod content;

use std::collections::BTreeSet;

use content::{build, sources};
use fastrand::Rng;
use liasse::base::diag::Warned;
use liasse::base::memo::Hashed;
use liasse::base::path::{OutPath, SourcePath};
use liasse::pipeline::Memos;
use liasse::render::{Output, Outputs};
use liasse::source::{File, Sources};

/// Edits made one after another.
const EDITS: usize = 24;

/// After so many edits, the content is itself again.
const SPELL: usize = 8;

/// Builds with `threads` threads.
fn build_with(threads: usize, sources: &Sources) -> Warned<Outputs> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads can be started")
        .install(|| build(sources, &Memos::default()))
}

/// What differs between two sites.
fn difference(a: &Outputs, b: &Outputs) -> Vec<String> {
    let paths: BTreeSet<_> = a.files.keys().chain(b.files.keys()).collect();
    let differs = |path: &&OutPath| match (a.files.get(path), b.files.get(path)) {
        (Some(Output::Bytes(a)), Some(Output::Bytes(b))) => a != b,
        (Some(Output::Copy(a)), Some(Output::Copy(b))) => a != b,
        (Some(Output::Embedded(a)), Some(Output::Embedded(b))) => a != b,
        _ => true,
    };
    paths
        .into_iter()
        .filter(differs)
        .map(ToString::to_string)
        .collect()
}

#[test]
fn threads_and_memory_change_nothing() {
    let sources = sources("presse");
    let one = build_with(1, &sources);
    let several = build_with(3, &sources);
    assert_eq!(
        difference(&one.output, &several.output),
        [""; 0],
        "with three threads"
    );
    assert_eq!(one.diags, several.diags);
    let memos = Memos::default();
    let cold = build(&sources, &memos);
    let warm = build(&sources, &memos);
    assert_eq!(
        difference(&cold.output, &warm.output),
        [""; 0],
        "with warm memos"
    );
    assert_eq!(cold.diags, warm.diags);
    assert_eq!(difference(&one.output, &cold.output), [""; 0]);
    let alone = build(&sources, &Memos::forgetful());
    assert_eq!(
        difference(&cold.output, &alone.output),
        [""; 0],
        "without memory"
    );
    assert_eq!(cold.diags, alone.diags);
}

#[test]
fn memory_of_another_state_changes_nothing() {
    let memos = Memos::default();
    let full = sources("presse");
    build(&full, &memos);
    // A dossier here and there is taken away: what is remembered must not keep it alive.
    let dossiers: Vec<_> = full
        .files
        .keys()
        .filter(|path| is_dossier(path))
        .cloned()
        .collect();
    for dossier in dossiers.into_iter().step_by(8) {
        let mut files = full.files.clone();
        files.remove(&dossier);
        let less = Sources {
            files,
            wishes: full.wishes.clone(),
            now: full.now,
        };
        let warm = build(&less, &memos);
        let cold = build(&less, &Memos::default());
        assert_eq!(
            difference(&warm.output, &cold.output),
            [""; 0],
            "without {dossier}"
        );
        assert_eq!(warm.diags, cold.diags, "without {dossier}");
    }
}

fn is_dossier(path: &SourcePath) -> bool {
    path.as_str().starts_with("content/dossiers/") && path.extension() == "md"
}

/// A file of `content/`, and what its text becomes.
type Change = (&'static str, fn(&str) -> String);

/// Another name takes mentions away from texts that are not edited; one more alias adds some. A
/// sentence at the end of a text, where it moves nothing else, may do no more than name or cite.
#[test]
fn memory_of_one_change_changes_nothing() {
    let whole = sources("presse");
    let changes: [Change; 6] = [
        ("actors/ovh.md", |text| {
            text.replacen("name: OVH\n", "name: Octave\n", 1)
        }),
        ("actors/ovh.md", |text| {
            text.replacen("aliases: [Ovh]\n", "aliases: [hébergeur]\n", 1)
        }),
        ("actors/octave-klaba.md", |text| {
            text.replacen("name: Octave Klaba\n", "name: Octave Kléba\n", 1)
        }),
        ("dossiers/2010-11-28-les-attaques.md", |text| {
            format!("{text}\nOctave Klaba.\n")
        }),
        ("dossiers/2010-11-28-les-attaques.md", |text| {
            format!("{text}\nDit-on [@lesoir-2010-klaba].\n")
        }),
        ("dossiers/2010-11-28-les-attaques.md", |text| {
            text.replacen("; @", "] [@", 1)
        }),
    ];
    for (number, (path, change)) in changes.into_iter().enumerate() {
        let memos = Memos::default();
        build(&whole, &memos);
        let path = SourcePath::new(format!("content/{path}"));
        let File::Text(text) = &whole.files[&path] else {
            panic!("{path} is a text")
        };
        let new = change(text);
        assert_ne!(new, **text, "change {number}");
        assert_unnoticed(&whole, &memos, path, File::Text(Hashed::new(new)));
    }
}

#[test]
fn memory_of_a_smaller_picture_changes_nothing() {
    let whole = sources("presse");
    let memos = Memos::default();
    build(&whole, &memos);
    let picture = whole.files.iter().find_map(|(path, file)| match file {
        File::Attachment(picture) if path.extension() == "svg" => {
            Some((path.clone(), picture.clone()))
        }
        _ => None,
    });
    let (path, mut picture) = picture.expect("a picture beside a dossier");
    assert!(picture.dimensions.take().is_some());
    assert_unnoticed(&whole, &memos, path, File::Attachment(picture));
}

/// With the file at `path` changed, a build that remembers another gives what one that does not
/// remember gives.
fn assert_unnoticed(whole: &Sources, memos: &Memos, path: SourcePath, file: File) {
    let mut edited = copy(whole);
    edited.files.insert(path.clone(), file);
    let warm = build(&edited, memos);
    let cold = build(&edited, &Memos::forgetful());
    let found = difference(&warm.output, &cold.output);
    assert_eq!(found, [""; 0], "{path}");
    assert_eq!(warm.diags, cold.diags, "{path}");
}

#[test]
fn memory_of_many_edits_changes_nothing() {
    let memos = Memos::default();
    let whole = sources("presse");
    let mut rng = Rng::with_seed(2010);
    let mut edited = copy(&whole);
    for number in 0..EDITS {
        if number % SPELL == 0 {
            edited = copy(&whole);
        }
        let made = edit(&mut edited, number, &mut rng);
        let warm = build(&edited, &memos);
        let cold = build(&edited, &Memos::forgetful());
        let found = difference(&warm.output, &cold.output);
        assert_eq!(found, [""; 0], "edit {number}: {made}");
        assert_eq!(warm.diags, cold.diags, "edit {number}: {made}");
    }
}

fn copy(sources: &Sources) -> Sources {
    Sources {
        files: sources.files.clone(),
        wishes: sources.wishes.clone(),
        now: sources.now,
    }
}

/// Changes one text as an author might, or a slip of the hand. Tells what was done.
fn edit(sources: &mut Sources, number: usize, rng: &mut Rng) -> String {
    let is_text = |(path, file): &(&SourcePath, &File)| {
        path.as_str().starts_with("content/") && matches!(file, File::Text(_))
    };
    let texts: Vec<_> = sources.files.iter().filter(is_text).collect();
    let (path, text) = texts[rng.usize(..texts.len())];
    let (path, File::Text(text)) = (path.clone(), text) else {
        unreachable!("only texts were listed")
    };
    let text = text.as_str();
    let kind = rng.usize(..10);
    let new = match kind {
        0 => format!("{text}\nMot{number} d’Octave Klaba, d’OVH et de [[bahnhof]].\n"),
        1 => format!("{text}\n## Titre {number}\n\n> Dit ainsi.\n>\n> — [[octave-klaba]]\n"),
        2 => text.replacen("title: ", &format!("title: X{number} "), 1),
        3 => text.replacen("---\n", "---\ndraft: true\n", 1),
        4 => text.replacen("2010", "2011", 1),
        5 => text.replacen("name: ", "name: Octave ", 1),
        6 => text.replacen("---\n", "---\n# Une remarque.\n", 1),
        7 => with_line(text, rng, |_| Vec::new()),
        8 => with_line(text, rng, |line| vec![line, line]),
        _ => {
            sources.files.remove(&path);
            return format!("without {path}");
        }
    };
    let made = format!("{path}, kind {kind}");
    sources.files.insert(path, File::Text(Hashed::new(new)));
    made
}

/// `text` with one of its lines replaced by what `becomes` says.
fn with_line<'a>(text: &'a str, rng: &mut Rng, becomes: fn(&'a str) -> Vec<&'a str>) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let chosen = rng.usize(..lines.len().max(1));
    let lines = lines.into_iter().enumerate();
    let lines = lines.flat_map(|(number, line)| match number == chosen {
        true => becomes(line),
        false => vec![line],
    });
    lines.collect()
}
