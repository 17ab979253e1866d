//! `liasse archive`: evidence is kept, and nothing else is touched.

use std::process::Command;

use liasse::write::archive::{archive, prepare};

use super::written::Project;

const SOURCES: &str = "# Ours\nbbc: # the first\n  type: webpage\n  title: Why now?\n\n# Last\nafp: {type: webpage, title: Dépêche}\n";

fn project() -> Project {
    let project = Project::new();
    project.put("content/sources.yaml", SOURCES);
    project.put("content/site.yaml", "title: T\nlanguages: [fr]\n");
    project.put(
        "content/dossiers/note.md",
        "---\ntitle: N\ndate: 2010-12-05\n---\n[@bbc; @afp]\n",
    );
    project.put("page.TXT", "Why now?\n");
    project
}

#[test]
fn a_copy_is_kept_and_the_rest_of_the_file_stays() {
    let project = project();
    let page = project.at("page.TXT");
    let kept = archive(project.dir.path(), "bbc", &page, "2026-11-23").expect("archived");
    assert_eq!(kept.file, "archive/bbc.txt");
    let line = format!(
        "  archived: {{date: \"2026-11-23\", file: \"archive/bbc.txt\", sha256: \"{}\"}}\n",
        kept.sha256
    );
    let tree = project.tree();
    let expected = SOURCES.replace("  title: Why now?\n", &format!("  title: Why now?\n{line}"));
    assert_eq!(tree["content/sources.yaml"], expected);
    assert_eq!(tree["content/archive/bbc.txt"], "Why now?\n");
    assert_eq!(tree["page.TXT"], "Why now?\n");
    assert!(!tree.keys().any(|path| path.contains(".liasse")));

    // Once more is nothing new; other bytes get another name.
    archive(project.dir.path(), "bbc", &page, "2026-11-23").expect("archived");
    assert_eq!(project.tree(), tree);
    project.put("page.TXT", "Why not?\n");
    let other = archive(project.dir.path(), "bbc", &page, "2026-11-24").expect("archived");
    assert_eq!(
        other.file,
        format!("archive/bbc-{}.txt", &other.sha256[..8])
    );
    assert_eq!(project.tree()["content/archive/bbc.txt"], "Why now?\n");
}

#[test]
fn the_date_of_a_web_archive_stays() {
    let project = project();
    let dated =
        "bbc:\n  title: T\n  archived: {url: \"https://archive.example/\", date: 2010-12-04}\n";
    project.put("content/sources.yaml", dated);
    let page = project.at("page.TXT");
    archive(project.dir.path(), "bbc", &page, "2026-11-23").expect("archived");
    let text = &project.tree()["content/sources.yaml"];
    assert!(
        text.contains("date: 2010-12-04") && text.contains("archive/bbc.txt"),
        "{text}"
    );
    assert!(!text.contains("2026"), "{text}");
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let project = project();
    let before = project.tree();
    let page = project.at("page.TXT");
    for (id, file, said) in [
        ("bcb", page.clone(), "did you mean `bbc`?"),
        ("bbc", project.at("gone.txt"), "gone"),
        ("bbc", project.at("content"), "is not a file"),
    ] {
        let refused = archive(project.dir.path(), id, &file, "2026-11-23");
        let error = refused.expect_err("a refusal").to_string();
        assert!(error.contains(said), "{error}");
        assert_eq!(project.tree(), before);
    }
}

#[test]
fn what_an_editor_saves_meanwhile_is_not_lost() {
    let project = project();
    let page = project.at("page.TXT");
    let prepared = prepare(project.dir.path(), "bbc", &page, "2026-11-23").expect("prepared");
    project.put(
        "content/sources.yaml",
        &format!("{SOURCES}# One more line\n"),
    );
    let refused = prepared.keep().expect_err("a refusal").to_string();
    assert!(refused.contains("was changed meanwhile"), "{refused}");
    let tree = project.tree();
    assert!(tree["content/sources.yaml"].ends_with("# One more line\n"));
    assert!(
        !tree.keys().any(|path| path.contains("archive/")),
        "{tree:?}"
    );
    archive(project.dir.path(), "bbc", &page, "2026-11-23").expect("archived the second time");
    let text = &project.tree()["content/sources.yaml"];
    assert!(
        text.contains("bbc.txt") && text.ends_with("# One more line\n"),
        "{text}"
    );
}

#[test]
fn one_byte_that_differs_is_named() {
    let project = project();
    let page = project.at("page.TXT");
    archive(project.dir.path(), "bbc", &page, "2026-11-23").expect("archived");
    let check = || {
        let run = Command::new(env!("CARGO_BIN_EXE_liasse"))
            .arg("check")
            .current_dir(project.dir.path())
            .output()
            .expect("the program runs");
        (
            run.status.code(),
            String::from_utf8_lossy(&run.stdout).into_owned(),
        )
    };
    assert_eq!(check().0, Some(0), "{}", check().1);
    project.put("content/archive/bbc.txt", "Why mow?\n");
    let (code, said) = check();
    assert_eq!(code, Some(1));
    assert!(said.contains("`archive/bbc.txt` has changed"), "{said}");
}
