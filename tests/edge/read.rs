//! Oddities on the disk: each is named, none makes the build wait, the other files are read.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;

use liasse::base::diag::Warned;
use liasse::base::path::SourcePath;
use liasse::source::{self, File, Sources, Wishes};
use rustix::fs::{CWD, FileType, Mode, mknodat};

/// A project with the files `paths`, each with its own path as text.
fn project(paths: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a temporary folder");
    for path in paths {
        let disk = dir.path().join(path);
        fs::create_dir_all(disk.parent().expect("a file has a folder")).expect("a new folder");
        fs::write(disk, path).expect("a new file");
    }
    dir
}

fn read(root: &Path) -> Warned<Sources> {
    source::read(root, &root.join("dist"), Wishes::default(), 0)
}

/// The paths read from `content/`.
fn content(warned: &Warned<Sources>) -> Vec<&str> {
    let paths = warned.output.files.keys().map(SourcePath::as_str);
    paths.filter(|path| path.starts_with("content/")).collect()
}

/// `code path: message`, one a line.
fn findings(warned: &Warned<Sources>) -> String {
    let lines = warned.diags.iter().map(|diag| {
        let (code, path) = (diag.code.name(), &diag.span.path);
        format!(
            "{code} {path}@{}: {}\n",
            diag.span.range.start, diag.message
        )
    });
    lines.collect()
}

#[test]
fn files_of_editors_and_systems_are_ignored() {
    let dir = project(&[
        "content/.DS_Store",
        "content/.git/config",
        "content/.#a.md",
        "content/#a.md#",
        "content/a.md",
        "content/a.md~",
        "content/.a.md.swp",
        "content/a.md.bak",
        "content/Thumbs.db",
        "content/__MACOSX/a.md",
        "content/dossiers/b/photo.jpg",
        "content/dossiers/b/data.json",
        "content/sources.json",
    ]);
    let warned = read(dir.path());
    assert_eq!(findings(&warned), "");
    let expected = [
        "content/a.md",
        "content/dossiers/b/data.json",
        "content/dossiers/b/photo.jpg",
        "content/sources.json",
    ];
    assert_eq!(content(&warned), expected);
    let file = |path: &str| &warned.output.files[&SourcePath::new(path)];
    assert!(matches!(file("content/sources.json"), File::Text(_)));
    let File::Attachment(data) = file("content/dossiers/b/data.json") else {
        panic!("data beside a page is copied, not read");
    };
    assert_eq!(data.len, "content/dossiers/b/data.json".len() as u64);
}

#[test]
fn special_files_are_named_without_being_opened() {
    let dir = project(&["content/a.md"]);
    let fifo = dir.path().join("content/fifo.md");
    mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR, 0).expect("a FIFO");
    let _socket =
        std::os::unix::net::UnixListener::bind(dir.path().join("content/s.md")).expect("a socket");
    let warned = read(dir.path());
    assert_eq!(
        findings(&warned),
        "special-file content/fifo.md@0: `content/fifo.md` is a FIFO, not a file\n\
         special-file content/s.md@0: `content/s.md` is a socket, not a file\n"
    );
    assert_eq!(content(&warned), ["content/a.md"]);
}

#[test]
fn links_stay_inside() {
    let dir = project(&["content/a.md", "content/sub/b.md", "secret.md", "away/c.md"]);
    let at = |path: &str| dir.path().join(path);
    symlink("a.md", at("content/inside.md")).expect("a link");
    symlink(at("secret.md"), at("content/outside.md")).expect("a link");
    symlink("../away", at("content/folder")).expect("a link");
    symlink("folder/c.md", at("content/chained.md")).expect("a link");
    symlink("..", at("content/sub/up")).expect("a link");
    symlink("loop.md", at("content/loop.md")).expect("a link");
    symlink("nothing.md", at("content/dangling.md")).expect("a link");
    let warned = read(dir.path());
    assert_eq!(
        content(&warned),
        ["content/a.md", "content/inside.md", "content/sub/b.md"]
    );
    let mut lines: Vec<_> = findings(&warned).lines().map(str::to_owned).collect();
    lines.sort();
    let out = "leads out of `content` and `themes`";
    let nothing = "leads to nothing, or in a circle";
    let expected = [
        ("chained.md", out),
        ("dangling.md", nothing),
        ("folder", out),
        ("loop.md", nothing),
        ("outside.md", out),
        ("sub/up", "leads back to `content`, in a circle"),
    ]
    .map(|(path, what)| {
        format!("link-outside content/{path}@0: the symbolic link `content/{path}` {what}")
    });
    assert_eq!(lines, expected);
}

#[test]
fn a_content_folder_may_not_be_a_link_out_of_the_project() {
    let dir = project(&["away/a.md", "project/site.txt"]);
    symlink("../away", dir.path().join("project/content")).expect("a link");
    let warned = read(&dir.path().join("project"));
    assert!(content(&warned).is_empty());
    assert!(findings(&warned).starts_with("link-outside content@0"));
}

#[test]
fn a_text_that_is_not_utf8_is_named_and_still_has_its_page() {
    let dir = project(&["content/b.md"]);
    let latin1 = b"\xEF\xBB\xBFd\xC3\xA9j\xE0 vu";
    fs::write(dir.path().join("content/a.md"), latin1).expect("a new file");
    let warned = read(dir.path());
    assert_eq!(
        findings(&warned),
        "not-utf8 content/a.md@4: the byte 0xE0 is not UTF-8\n"
    );
    let text = warned.output.text(&SourcePath::new("content/a.md"));
    assert_eq!(text.map(|text| text.as_str()), Some("d\u{e9}j\u{fffd} vu"));
    assert!(
        warned
            .output
            .text(&SourcePath::new("content/b.md"))
            .is_some()
    );
}

#[test]
fn a_name_that_is_not_utf8_is_named_lossily() {
    let dir = project(&["content/b.md"]);
    let name = OsStr::from_bytes(b"d\xE9j\xE0.md");
    fs::write(dir.path().join("content").join(name), "x").expect("a new file");
    let warned = read(dir.path());
    assert_eq!(
        findings(&warned),
        "not-utf8 content/d\u{fffd}j\u{fffd}.md@0: the name `d\u{fffd}j\u{fffd}.md` is not UTF-8\n"
    );
}

#[test]
fn a_theme_on_the_disk_wins_over_the_embedded_one_file_by_file() {
    let dir = project(&["content/site.yaml", "themes/presse/theme.yaml"]);
    let warned = read(dir.path());
    let theme = warned
        .output
        .text(&SourcePath::new("themes/presse/theme.yaml"));
    assert_eq!(
        theme.map(|text| text.as_str()),
        Some("themes/presse/theme.yaml")
    );
}
