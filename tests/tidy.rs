//! The rules of the house that no compiler checks: which room may import which, how long a file
//! may be, and what does not belong in `src/`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the source code from the disk"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the ground floor up. A room imports from lower floors; rooms of one floor
/// ignore each other.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["locale"],
    &["source"],
    &["config"],
    &["theme"],
    &["parse"],
    &["resolve"],
    &["route"],
    &["check", "export", "search"],
    &["plan"],
    &["render"],
    &["pipeline"],
    &["write", "report", "serve"],
    &["watch"],
    &["cli"],
    &["main"],
];

/// Lines of a file at most.
const LINES: usize = 400;

/// What does not belong in `src/`, and what to write instead.
const BANNED: &[(&str, &str)] = &[
    (
        "println!",
        "only the rooms at the edge print, to the stream they are given",
    ),
    ("todo!", "write it, or leave it out"),
    ("unimplemented!", "write it, or leave it out"),
    ("dbg!", "take it out"),
    (".unwrap()", "say the invariant with `expect`"),
    (
        "#[ignore",
        "assert today's wrong answer and say why it is wrong",
    ),
    ("TODO", "open an issue"),
    ("FIXME", "open an issue"),
];

/// A file of `src/`.
struct Code {
    path: PathBuf,
    /// The first segment below `src/`: `parse` for `parse/body.rs`.
    room: String,
    text: String,
}

fn code() -> Vec<Code> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut code = Vec::new();
    collect(&src, &src, &mut code);
    code.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!code.is_empty(), "there is code in src/");
    code
}

fn collect(folder: &Path, src: &Path, code: &mut Vec<Code>) {
    for entry in fs::read_dir(folder).expect("a folder of src/ can be read") {
        let disk = entry.expect("an entry of src/ can be read").path();
        if disk.is_dir() {
            collect(&disk, src, code);
        } else if disk.extension().is_some_and(|extension| extension == "rs") {
            let path = disk.strip_prefix(src).expect("it lies in src/").to_owned();
            let first = path.components().next().expect("a path has a segment");
            let room = Path::new(first.as_os_str())
                .with_extension("")
                .display()
                .to_string();
            let text = fs::read_to_string(&disk).expect("code is text");
            code.push(Code { path, room, text });
        }
    }
}

/// The rooms that a text names after `crate::`, in `use` lines and in paths, with line numbers.
/// `use crate::{check, plan::{a, b}};` names `check` and `plan`.
fn rooms_named(text: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    for (at, found) in text.match_indices("crate::") {
        let line = 1 + text[..at].matches('\n').count();
        let rest = &text[at + found.len()..];
        let group = rest.strip_prefix('{').map(|group| top_level(group));
        for name in group.unwrap_or_else(|| vec![rest]) {
            let end = name.find(|c: char| !c.is_alphanumeric() && c != '_');
            let name = &name[..end.unwrap_or(name.len())];
            named.push((line, name.to_owned()));
        }
    }
    named
}

/// The members of a group of imports, up to its closing brace.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                members.push(group[start..at].trim());
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    members.retain(|member| !member.is_empty());
    members
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// Comments speak of other rooms; they import nothing.
fn without_comments(text: &str) -> String {
    let code = |line: &str| {
        if line.trim_start().starts_with("//") {
            ""
        } else {
            line
        }
        .to_owned()
    };
    text.lines().map(|line| code(line) + "\n").collect()
}

#[test]
fn imports_point_backwards() {
    let mut broken = Vec::new();
    for Code { path, room, text } in code() {
        if room == "lib" {
            continue;
        }
        let Some(own) = floor(&room) else {
            broken.push(format!(
                "src/{}: `{room}` has no floor in `src/lib.rs`",
                path.display()
            ));
            continue;
        };
        for (line, named) in rooms_named(&without_comments(&text)) {
            // What is not a room is a macro or an item of the crate itself.
            if named != room && floor(&named).is_some_and(|floor| floor >= own) {
                let place = format!("src/{}:{line}", path.display());
                broken.push(format!("{place}: `{room}` must not know `{named}`"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn files_are_short_and_introduce_themselves() {
    let mut broken = Vec::new();
    for Code { path, text, .. } in code() {
        let lines = text.lines().count();
        if lines > LINES {
            broken.push(format!(
                "src/{}: {lines} lines, {LINES} at most",
                path.display()
            ));
        }
        if !text.starts_with("//! ") {
            broken.push(format!("src/{}: does not open with `//!`", path.display()));
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn nothing_unfinished_is_left() {
    let mut broken = Vec::new();
    for Code { path, text, .. } in code() {
        for (number, line) in text.lines().enumerate() {
            for (banned, instead) in BANNED.iter().filter(|(banned, _)| line.contains(banned)) {
                let place = format!("src/{}:{}", path.display(), number + 1);
                broken.push(format!("{place}: `{banned}`: {instead}"));
            }
        }
    }
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

#[test]
fn groups_of_imports_are_read() {
    let text = "use crate::{check, plan::{view, Desk}, render};\nuse crate::base::diag::Code;";
    let named: Vec<_> = rooms_named(text)
        .into_iter()
        .map(|(_, room)| room)
        .collect();
    assert_eq!(named, ["check", "plan", "render", "base"]);
}
