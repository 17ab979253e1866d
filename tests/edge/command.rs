//! The program as it is called: what it refuses, what it prints, how it exits.

use std::path::Path;
use std::process::{Command, Output};

/// Runs the program in the folder `dir`.
fn liasse(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_liasse"))
        .args(arguments)
        .current_dir(dir)
        .env_remove("SOURCE_DATE_EPOCH")
        .output()
        .expect("the program runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_not_understood_exits_with_two() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let wrong: [&[&str]; 6] = [
        &[],
        &["bild"],
        &["build", "--ot", "x"],
        &["check", "--out", "x"],
        &["build", "--base-url", "example.org"],
        &["build", "-q", "-v"],
    ];
    for arguments in wrong {
        let output = liasse(dir.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    }
    for arguments in [["--help"], ["--version"]] {
        assert_eq!(liasse(dir.path(), &arguments).status.code(), Some(0));
    }
    let entries = std::fs::read_dir(dir.path()).expect("a folder");
    assert_eq!(entries.count(), 0);
}

#[test]
fn drafts_never_go_where_readers_look() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    std::os::unix::fs::symlink("dist", dir.path().join("link")).expect("a link");
    std::fs::create_dir(dir.path().join("dist")).expect("a new folder");
    let own = dir.path().join("dist").display().to_string();
    for out in ["", "dist", "./dist/", "link", "dist/../dist", &own] {
        let mut arguments = vec!["build", "--drafts"];
        if !out.is_empty() {
            arguments.extend(["--out", out]);
        }
        let output = liasse(dir.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{out}");
        assert!(
            stderr(&output).contains("--drafts never writes to `dist`"),
            "{out}"
        );
    }
}

#[test]
fn an_instant_that_is_none_is_refused() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_liasse"))
        .args(["check", "--root"])
        .arg(dir.path())
        .env("SOURCE_DATE_EPOCH", "yesterday")
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    assert!(
        said.starts_with("error: SOURCE_DATE_EPOCH is `yesterday`"),
        "{said}"
    );
}

#[test]
fn mistakes_are_told_even_where_no_site_can_be_written() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let put = |path: &str, text: &str| {
        let disk = dir.path().join(path);
        std::fs::create_dir_all(disk.parent().expect("a folder")).expect("a new folder");
        std::fs::write(disk, text).expect("a new file");
    };
    put("content/site.yaml", "title: Essai\nlanguages: [fr]\n");
    put(
        "content/dossiers/note.md",
        "---\ntitel: Note\n---\nTexte.\n",
    );
    put("dist/mine.txt", "work of my own");
    let output = liasse(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("content/dossiers/note.md:2"), "{told}");
    assert!(stderr(&output).contains("mine.txt"));

    std::fs::remove_file(dir.path().join("dist/mine.txt")).expect("a file to remove");
    let output = liasse(dir.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("dist is as it was"));
    let entries = std::fs::read_dir(dir.path()).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["content", "dist"]);
}
