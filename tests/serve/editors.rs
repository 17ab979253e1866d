//! What editors, version control and people do to files. After each, the preview is a clean build.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::symlink;

use liasse::serve::{Reload, Trouble};
use liasse::watch::Means;

use crate::desk::{Desk, put};

/// The text of dossier A with other words.
fn a(words: &str) -> String {
    format!("---\ntitle: A\ndate: 2010-12-01\n---\n{words}\n")
}

type Script = fn(&Desk);

const SCRIPTS: &[(&str, Script)] = &[
    ("VS Code writes in place", |desk| {
        put(&desk.path("content/dossiers/a.md"), &a("OVH se tait."));
    }),
    ("vim keeps a backup and writes anew", |desk| {
        let (file, backup) = (
            desk.path("content/dossiers/a.md"),
            desk.path("content/dossiers/a.md~"),
        );
        put(&desk.path("content/dossiers/4913"), "");
        fs::remove_file(desk.path("content/dossiers/4913")).expect("removed");
        fs::rename(&file, &backup).expect("renamed");
        put(&file, &a("Écrit par vim."));
        fs::remove_file(backup).expect("removed");
    }),
    ("an atomic save by a hidden file", |desk| {
        let new = desk.path("content/dossiers/.a.md.tmp");
        put(&new, &a("Remplacé."));
        fs::rename(new, desk.path("content/dossiers/a.md")).expect("renamed");
    }),
    ("an atomic save by a visible file", |desk| {
        let new = desk.path("content/dossiers/a.md.new");
        put(&new, &a("Remplacé."));
        fs::rename(new, desk.path("content/dossiers/a.md")).expect("renamed");
    }),
    ("Emacs locks and saves by itself", |desk| {
        let lock = desk.path("content/dossiers/.#a.md");
        symlink("someone@nowhere.1", &lock).expect("a link");
        put(&desk.path("content/dossiers/#a.md#"), "half a sente");
        put(&desk.path("content/dossiers/a.md"), &a("Écrit par Emacs."));
        fs::remove_file(desk.path("content/dossiers/#a.md#")).expect("removed");
        fs::remove_file(lock).expect("removed");
    }),
    ("a file that is written in two halves", |desk| {
        let file = desk.path("content/dossiers/a.md");
        let mut file = File::create(file).expect("a file");
        file.write_all(b"---\ntitle: A\ndate: 2010")
            .expect("written");
        file.sync_all().expect("saved");
        file.write_all(b"-12-01\n---\nEn deux fois.\n")
            .expect("written");
    }),
    ("a file that is appended to", |desk| {
        let file = desk.path("content/dossiers/a.md");
        let mut file = OpenOptions::new().append(true).open(file).expect("a file");
        file.write_all("\nEt encore.\n".as_bytes())
            .expect("written");
    }),
    ("two edits of one size within a tick", |desk| {
        put(&desk.path("content/dossiers/a.md"), &a("un"));
        put(&desk.path("content/dossiers/a.md"), &a("de"));
    }),
    ("an edit of one size that keeps the time", |desk| {
        let path = desk.path("content/dossiers/a.md");
        let time = fs::metadata(&path)
            .and_then(|it| it.modified())
            .expect("a time");
        put(&path, &a("OVH ment !"));
        File::options()
            .write(true)
            .open(&path)
            .and_then(|it| it.set_modified(time))
            .expect("set");
    }),
    ("a page is deleted", |desk| {
        fs::remove_file(desk.path("content/dossiers/b.md")).expect("removed");
    }),
    ("a page is renamed", |desk| {
        let to = desk.path("content/dossiers/d.md");
        fs::rename(desk.path("content/dossiers/b.md"), to).expect("renamed");
    }),
    ("a folder is renamed", |desk| {
        let to = desk.path("content/dossiers/e");
        fs::rename(desk.path("content/dossiers/c"), to).expect("renamed");
    }),
    ("a folder in a folder is made and filled at once", |desk| {
        put(
            &desk.path("content/dossiers/d/index.md"),
            "---\ntitle: D\ndate: 2010\n---\nD\n",
        );
        put(&desk.path("content/dossiers/d/deep/er/photo.png"), "p");
    }),
    ("a checkout of 2,000 files", |desk| {
        for number in 0..2_000 {
            put(&desk.path(&format!("content/dossiers/c/{number}.png")), "p");
        }
        put(
            &desk.path("content/dossiers/a.md"),
            &a("Après le changement."),
        );
    }),
    ("content is removed and made anew", |desk| {
        fs::remove_dir_all(desk.path("content")).expect("removed");
        put(
            &desk.path("content/site.yaml"),
            "title: Autre\nlanguages: [fr]\n",
        );
        put(
            &desk.path("content/dossiers/d.md"),
            "---\ntitle: D\ndate: 2010\n---\nD\n",
        );
        assert!(desk.settle().is_ok());
        put(
            &desk.path("content/dossiers/d.md"),
            "---\ntitle: D\ndate: 2010\n---\nEncore.\n",
        );
    }),
    ("another content takes its place", |desk| {
        put(
            &desk.path("other/site.yaml"),
            "title: Autre\nlanguages: [fr]\n",
        );
        put(
            &desk.path("other/dossiers/d.md"),
            "---\ntitle: D\ndate: 2010\n---\nD\n",
        );
        fs::rename(desk.path("content"), desk.path("old")).expect("renamed");
        fs::rename(desk.path("other"), desk.path("content")).expect("renamed");
        assert!(desk.settle().is_ok());
        put(
            &desk.path("content/dossiers/e.md"),
            "---\ntitle: E\ndate: 2010\n---\nE\n",
        );
    }),
    ("a theme comes, changes and goes", |desk| {
        let style = desk.path("themes/presse/assets/style.css");
        put(&style, "body { color: red }");
        assert!(desk.settle().is_ok());
        put(&style, "body { color: tan }");
        assert!(desk.settle().is_ok());
        fs::remove_dir_all(desk.path("themes")).expect("removed");
    }),
    ("a page becomes a draft", |desk| {
        let draft = "---\ntitle: B\ndate: 2010-12-02\ndraft: true\n---\nRien.\n";
        put(&desk.path("content/dossiers/b.md"), draft);
    }),
    ("a page breaks and is mended", |desk| {
        let good = desk.get("/dossiers/a.html").body;
        put(&desk.path("content/dossiers/a.md"), "---\ntitel: A\n---\n");
        assert!(!desk.wait_for_build(), "an unknown key is an error");
        assert_eq!(
            desk.get("/dossiers/a.html").body,
            good,
            "the last good page stays"
        );
        put(&desk.path("content/dossiers/a.md"), &a("Réparé."));
    }),
    ("a link in the tree leads elsewhere", |desk| {
        let link = desk.path("content/dossiers/d.md");
        put(
            &desk.path("content/dossiers/.one"),
            "---\ntitle: Un\ndate: 2010\n---\n",
        );
        put(
            &desk.path("content/dossiers/.two"),
            "---\ntitle: Deux\ndate: 2010\n---\n",
        );
        symlink(".one", &link).expect("a link");
        assert!(desk.settle().is_ok());
        fs::remove_file(&link).expect("removed");
        symlink(".two", &link).expect("a link");
    }),
    ("a picture is replaced by one of its size", |desk| {
        put(&desk.path("content/dossiers/c/photo.png"), "NOT A PICTURE");
    }),
    ("a name changes in case only", |desk| {
        let to = desk.path("content/dossiers/B.md");
        fs::rename(desk.path("content/dossiers/b.md"), to).expect("renamed");
    }),
    ("more happens than the system can tell", |desk| {
        for number in 0..20_000 {
            let name = ["a.md", "b.md"][number % 2];
            let file = File::options()
                .append(true)
                .open(desk.path(&format!("content/dossiers/{name}")));
            file.and_then(|mut file| file.write_all(b"."))
                .expect("written");
        }
    }),
];

#[test]
fn after_every_editor_the_preview_is_a_clean_build() {
    let mut failed = Vec::new();
    for (name, script) in SCRIPTS {
        let desk = Desk::new(Means::Events, Reload::Off);
        script(&desk);
        if let Err(difference) = desk.settle() {
            failed.push(format!("{name}: {difference}"));
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

#[test]
fn without_events_changes_are_found_too() {
    let desk = Desk::new(Means::Polling, Reload::Off);
    for name in [
        "an edit",
        "an edit of one size that keeps the time",
        "a folder is renamed",
    ] {
        match SCRIPTS.iter().find(|(script, _)| *script == name) {
            Some((_, script)) => script(&desk),
            None => put(&desk.path("content/dossiers/a.md"), &a("OVH voit.")),
        }
        assert_eq!(desk.settle().err(), None, "{name}");
    }
}

#[test]
fn one_burst_is_one_reload() {
    let (desk, mut watch) = Desk::still(Means::Events, Reload::On);
    let mut show = || {
        let round = watch.round(&*desk.server).expect("a clock");
        let round = round.expect("a build");
        desk.server.show(round.outputs, Trouble::default());
        round.changed.len()
    };
    show();
    let mut events = desk.events("/dossiers/a.html");
    events.next_of_page();
    let file = desk.path("content/dossiers/a.md");
    for number in 0..300 {
        put(&desk.path(&format!("content/dossiers/c/{number}.png")), "p");
        put(&file, &a(&format!("Fois {number}.")));
    }
    assert_eq!(show(), 301);
    events.next_of_page();
    assert!(desk.get("/dossiers/a.html").text().contains("Fois 299."));
    // The next news about the page is that of the next edit.
    let draft = desk.path("content/dossiers/.#a.md");
    put(&draft, &a("La dernière."));
    fs::rename(&draft, &file).expect("a file is renamed");
    assert_eq!(show(), 1);
    events.next_of_page();
    assert!(desk.get("/dossiers/a.html").text().contains("La dernière."));
}

#[test]
fn only_those_who_see_a_change_hear_of_it() {
    let desk = Desk::new(Means::Events, Reload::On);
    let mut events = desk.events("/dossiers/b.html");
    events.next_of_page();
    // The actor's page shows dossier A; dossier B shows neither.
    put(&desk.path("content/dossiers/a.md"), &a("OVH répond."));
    desk.wait_for_build();
    put(
        &desk.path("content/dossiers/b.md"),
        "---\ntitle: B\ndate: 2010-12-02\n---\nSi.\n",
    );
    let mut news = events.next();
    while news.contains("\"page\":false") {
        assert!(!desk.get("/dossiers/b.html").text().is_empty());
        news = events.next();
    }
    assert!(desk.get("/dossiers/b.html").text().contains("Si."));
}
