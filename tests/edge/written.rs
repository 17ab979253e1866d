//! The output folder: always the old site or the new one, and nobody else's work is lost.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use liasse::base::path::OutPath;
use liasse::render::outputs::{Output, Outputs};
use liasse::source::Attachment;
use liasse::write::{self, Written};
use rustix::fs::{FlockOperation, flock};

const MANIFEST: &str = ".liasse-manifest";

/// A project without a site yet.
pub(super) struct Project {
    pub(super) dir: tempfile::TempDir,
}

impl Project {
    pub(super) fn new() -> Self {
        let dir = tempfile::tempdir().expect("a temporary folder");
        for folder in ["content", "themes/presse"] {
            fs::create_dir_all(dir.path().join(folder)).expect("a new folder");
        }
        Self { dir }
    }

    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    pub(super) fn put(&self, path: &str, text: &str) {
        let disk = self.at(path);
        fs::create_dir_all(disk.parent().expect("a file has a folder")).expect("a new folder");
        fs::write(disk, text).expect("a new file");
    }

    fn write(&self, files: &[(&str, &str)]) -> anyhow::Result<Written> {
        self.write_to("dist", files)
    }

    fn write_to(&self, out: &str, files: &[(&str, &str)]) -> anyhow::Result<Written> {
        write::write(&outputs(files), &self.at(out), self.dir.path())
    }

    /// Why writing these files failed.
    fn refusal(&self, out: &str, files: &[(&str, &str)]) -> String {
        let error = self.write_to(out, files).expect_err("a refusal");
        error.to_string().replace(&canonical(self.dir.path()), "")
    }

    /// Everything below the project's folder but directories: path and text.
    pub(super) fn tree(&self) -> BTreeMap<String, String> {
        tree(self.dir.path())
    }
}

fn canonical(path: &Path) -> String {
    let path = path.canonicalize().expect("a folder that exists");
    format!("{}/", path.display())
}

fn tree(root: &Path) -> BTreeMap<String, String> {
    let entries = walkdir::WalkDir::new(root)
        .into_iter()
        .map(|entry| entry.expect("readable"));
    let files = entries
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).expect("inside");
            let text = fs::read_to_string(entry.path()).expect("a text");
            (path.display().to_string(), text)
        });
    files.collect()
}

fn outputs(files: &[(&str, &str)]) -> Outputs {
    let files = files
        .iter()
        .map(|(path, text)| (OutPath::new(*path), Output::Bytes(text.as_bytes().into())));
    Outputs {
        files: files.collect(),
        ..Outputs::default()
    }
}

fn counts(written: usize, unchanged: usize, removed: usize) -> Written {
    Written {
        written,
        unchanged,
        removed,
    }
}

/// What tells whether a file was touched.
fn identity(path: &Path) -> (u64, i64, i64) {
    let metadata = fs::metadata(path).expect("a file that exists");
    (metadata.ino(), metadata.mtime(), metadata.mtime_nsec())
}

#[test]
fn what_does_not_change_is_not_touched() {
    let project = Project::new();
    let first = [
        ("index.html", "home"),
        ("a/old.html", "old"),
        ("a/b/c.html", "c"),
    ];
    assert_eq!(project.write(&first).expect("written"), counts(3, 0, 0));
    let out = identity(&project.at("dist"));
    assert_eq!(project.write(&first).expect("written"), counts(0, 3, 0));
    assert_eq!(identity(&project.at("dist")), out, "nothing was exchanged");

    let kept = identity(&project.at("dist/a/b/c.html"));
    let second = [("index.html", "new home"), ("a/b/c.html", "c")];
    assert_eq!(project.write(&second).expect("written"), counts(1, 1, 1));
    assert_eq!(identity(&project.at("dist/a/b/c.html")), kept);
    let tree = project.tree();
    let paths: Vec<_> = tree.keys().map(String::as_str).collect();
    let expected = [
        "dist/.liasse-manifest",
        "dist/a/b/c.html",
        "dist/index.html",
    ];
    assert_eq!(paths, expected, "nothing stays beside the site");
    assert_eq!(tree["dist/index.html"], "new home");
}

#[test]
fn the_manifest_is_that_of_sha256sum() {
    let project = Project::new();
    project.write(&[("b", ""), ("a", "abc")]).expect("written");
    let expected = "\
        ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n\
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n";
    assert_eq!(project.tree()["dist/.liasse-manifest"], expected);
}

#[test]
fn everyone_may_read_the_site_whatever_the_umask() {
    let project = Project::new();
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    project.write(&[("a/b.html", "b")]).expect("written");
    let mode = |path: &str| {
        let metadata = fs::metadata(project.at(path)).expect("a file that exists");
        metadata.permissions().mode() & 0o777
    };
    assert_eq!(mode("dist/a/b.html"), 0o644);
    assert_eq!(mode("dist").min(mode("dist/a")), 0o755);
}

#[test]
fn attachments_are_copied_and_a_missing_one_changes_nothing() {
    let project = Project::new();
    project.put("content/photo.jpg", "pixels");
    let copy = |path: &str| {
        let attachment = Attachment {
            disk: project.at(path),
            len: 6,
            modified: 0,
            preserved: None,
            dimensions: None,
        };
        let files = [(OutPath::new("photo.jpg"), Output::Copy(attachment))];
        let outputs = Outputs {
            files: files.into(),
            ..Outputs::default()
        };
        write::write(&outputs, &project.at("dist"), project.dir.path())
    };
    assert_eq!(copy("content/photo.jpg").expect("written"), counts(1, 0, 0));
    assert_eq!(copy("content/photo.jpg").expect("written"), counts(0, 1, 0));
    let before = project.tree();
    assert_eq!(before["dist/photo.jpg"], "pixels");
    let error = copy("content/gone.jpg").expect_err("a refusal").to_string();
    assert!(error.contains("gone.jpg"), "{error}");
    assert_eq!(project.tree(), before);
}

#[test]
fn a_failure_in_the_middle_leaves_the_old_site() {
    let project = Project::new();
    project.write(&[("a", "1")]).expect("written");
    let before = project.tree();
    // A name too long for any file system fails after the staging has begun.
    let long = "x".repeat(300);
    let error = project.refusal("dist", &[("a", "2"), (&long, "")]);
    assert!(error.contains("cannot write"), "{error}");
    assert_eq!(project.tree(), before);
    assert!(!project.at(".dist.liasse-staging").exists());
}

#[test]
fn work_of_others_is_refused_by_name_and_kept() {
    let project = Project::new();
    for path in [
        "dist/.git/config",
        "dist/CNAME",
        "dist/notes/x.txt",
        "dist/notes/y.txt",
    ] {
        project.put(path, "mine");
    }
    let before = project.tree();
    let expected = "dist holds what this program did not write, so nothing was written; \
        move it away, or choose another folder with --out:\n  .git/\n  CNAME\n  notes/";
    assert_eq!(project.refusal("dist", &[("index.html", "")]), expected);
    assert_eq!(project.tree(), before);
}

#[test]
fn what_was_added_to_a_site_or_changed_in_it_is_kept() {
    let project = Project::new();
    let site = [("a/x.html", "x"), ("index.html", "home")];
    project.write(&site).expect("written");
    project.put("dist/a/y.html", "mine");
    symlink("x.html", project.at("dist/a/link.html")).expect("a link");
    for number in 0..10 {
        project.put(&format!("dist/n{number}"), "mine");
    }
    let error = project.refusal("dist", &site);
    assert!(
        error.contains("\n  a/link.html\n  a/y.html\n  n0\n"),
        "{error}"
    );
    assert!(error.ends_with("\n  n7\n  and 2 more"), "{error}");
    for path in ["a/link.html", "a/y.html"] {
        fs::remove_file(project.at("dist").join(path)).expect("removed");
    }
    for number in 0..10 {
        fs::remove_file(project.at(&format!("dist/n{number}"))).expect("removed");
    }
    project.put("dist/index.html", "corrected by hand");
    let before = project.tree();
    let error = project.refusal("dist", &[]);
    assert!(
        error.contains("changed by hand since the last build"),
        "{error}"
    );
    assert!(error.ends_with(":\n  index.html"), "{error}");
    assert_eq!(project.tree(), before);
    fs::remove_file(project.at("dist/index.html")).expect("removed");
    assert_eq!(project.write(&site).expect("written"), counts(1, 1, 0));
}

#[test]
fn a_damaged_manifest_is_no_licence_to_delete() {
    let project = Project::new();
    project.put("dist/index.html", "mine");
    project.put(&format!("dist/{MANIFEST}"), "index.html\n");
    let error = project.refusal("dist", &[]);
    assert!(error.contains("is damaged in line 1"), "{error}");
    assert_eq!(project.tree()["dist/index.html"], "mine");
}

#[test]
fn a_site_never_replaces_its_project_or_a_home() {
    let project = Project::new();
    project.put("content/a.md", "mine");
    let before = project.tree();
    let site = [("index.html", "")];
    for out in [
        "",
        "..",
        "content",
        "content/dist",
        "themes",
        "themes/presse",
        "/",
        "/root",
    ] {
        let error = project.refusal(out, &site);
        assert!(
            error.contains("cannot be the output folder"),
            "{out}: {error}"
        );
    }
    let home = std::env::home_dir().expect("a home");
    let error = project.refusal(&home.display().to_string(), &site);
    assert!(error.contains("home folder"), "{error}");
    let error = project.refusal("content/a.md", &site);
    assert!(error.contains("is a file"), "{error}");
    assert_eq!(project.tree(), before);
}

#[test]
fn no_page_is_written_outside_the_folder() {
    let project = Project::new();
    for path in ["../a", "/a", "a/../b", "a//b", ".", "", MANIFEST] {
        let error = project.refusal("dist", &[(path, "")]);
        assert!(error.contains("which no site can have"), "{path}: {error}");
    }
    assert!(project.tree().is_empty());
}

#[test]
fn the_output_folder_may_be_empty_new_or_a_link() {
    let project = Project::new();
    fs::create_dir(project.at("dist")).expect("a new folder");
    let site = [("index.html", "home")];
    project.write(&site).expect("written");
    project.write_to("deep/down/dist", &site).expect("written");
    symlink("dist", project.at("link")).expect("a link");
    let same = project.write_to("link", &site).expect("written");
    assert_eq!(same, counts(0, 1, 0));
    project.write_to("link", &[]).expect("written");
    assert!(project.at("link").is_symlink());
    assert!(!project.at("dist/index.html").exists());
}

#[test]
fn one_writer_at_a_time() {
    let project = Project::new();
    let path = project.at(".dist.liasse-lock");
    let lock = File::create(&path).expect("a lock file");
    flock(&lock, FlockOperation::LockExclusive).expect("the lock");
    let error = project.refusal("dist", &[("a", "")]);
    assert!(error.contains("another build is writing"), "{error}");
    assert!(!project.at("dist").exists());
    // Killed: the kernel gives the lock back, the file stays.
    drop(lock);
    assert!(path.exists());
    project.write(&[("a", "")]).expect("written");
    assert!(!path.exists());
}

#[test]
fn fifty_pairs_of_writers_give_fifty_whole_sites() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.html")).collect();
    for _ in 0..50 {
        let project = Project::new();
        let site = |text: &'static str| -> Vec<(&str, &str)> {
            names.iter().map(|name| (name.as_str(), text)).collect()
        };
        std::thread::scope(|scope| {
            let one = scope.spawn(|| project.write(&site("one")));
            let two = scope.spawn(|| project.write(&site("two")));
            let done = [one, two].map(|it| it.join().expect("no panic").is_ok());
            assert!(done.contains(&true));
        });
        let mut tree = tree(&project.at("dist"));
        tree.remove(MANIFEST);
        let texts: std::collections::BTreeSet<_> = tree.values().collect();
        assert_eq!((tree.len(), texts.len()), (40, 1));
    }
}

#[test]
fn what_a_killed_build_left_is_removed() {
    let project = Project::new();
    project.write(&[("a", "1")]).expect("written");
    project.put(".dist.liasse-staging/this-folder-belongs-to-liasse", "");
    project.put(".dist.liasse-staging/new/half", "written");
    project.write(&[("a", "1")]).expect("written");
    assert!(!project.at(".dist.liasse-staging").exists());
    fs::create_dir(project.at(".dist.liasse-staging")).expect("killed before the marker");
    project.write(&[("a", "2")]).expect("written");
    assert_eq!(project.tree()["dist/a"], "2");
    assert!(!project.at(".dist.liasse-staging").exists());
}

#[test]
fn a_folder_that_only_looks_like_ours_is_kept() {
    let project = Project::new();
    project.put(".dist.liasse-staging/novel.txt", "mine");
    let error = project.refusal("dist", &[("a", "")]);
    assert!(error.contains("is in the way"), "{error}");
    assert_eq!(project.tree()[".dist.liasse-staging/novel.txt"], "mine");
}

#[test]
fn a_file_put_into_the_site_while_it_was_replaced_is_kept() {
    let project = Project::new();
    project.write(&[("a", "1")]).expect("written");
    // Killed after the exchange: the old site, with a file of somebody else's, awaits removal.
    project.put(".dist.liasse-staging/this-folder-belongs-to-liasse", "");
    let old = project.at(".dist.liasse-staging/new");
    fs::rename(project.at("dist"), &old).expect("moved");
    project.put(".dist.liasse-staging/new/notes.txt", "mine");
    let error = project.refusal("dist", &[("a", "")]);
    assert!(error.contains("notes.txt"), "{error}");
    assert_eq!(project.tree()[".dist.liasse-staging/new/notes.txt"], "mine");
}

#[test]
fn a_build_killed_between_two_renames_goes_back() {
    let project = Project::new();
    project.write(&[("a", "1"), ("b", "1")]).expect("written");
    let kept = identity(&project.at("dist/a"));
    project.put(".dist.liasse-staging/this-folder-belongs-to-liasse", "");
    project.put(".dist.liasse-staging/new/a", "2");
    let old = project.at(".dist.liasse-staging/old");
    fs::rename(project.at("dist"), &old).expect("moved");
    // The next build finds the old site again, and so leaves alone what did not change.
    let written = project.write(&[("a", "1"), ("b", "2")]).expect("written");
    assert_eq!(written, counts(1, 1, 0));
    assert_eq!(identity(&project.at("dist/a")), kept);
    assert!(!project.at(".dist.liasse-staging").exists());
}
