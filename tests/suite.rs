//! One case, one file: a small site, and what must come of it.
//!
//! A file of `tests/suite/` opens with a sentence on what it shows. Inputs follow
//! `-- path --`, expectations `== dist/path ==`; `== dist ==` lists all paths of `dist/`, and
//! `== diagnostics ==`, which every case has, is what `liasse check` prints.
//!
//! - Cases run under a theme that prints the body alone; a case lays its own templates over it
//!   with `-- themes/bare/templates/… --`.
//! - Without `-- content/site.yaml --` the site has a title and the languages French and English;
//!   `-- no content/site.yaml --` leaves it out.
//! - `-- path crlf --` ends lines as Windows does, `⟪70×⟫line` stands for 70 such lines.
//! - `-- now --` gives the build's instant, `-- drafts --` shows what is not published,
//!   `-- base-url --` gives the address.
//!
//! `UPDATE=1 cargo test --test suite` writes what follows `==`.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its cases from the disk and how it is run from the environment"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use liasse::base::diag::{Code, Diagnostics};
use liasse::base::memo::Hashed;
use liasse::base::path::{OutPath, SourcePath};
use liasse::pipeline::{self, Memos};
use liasse::render::{Output, Outputs};
use liasse::report::{self, Format};
use liasse::source::{
    self, Attachment, Dimensions, Drafts, File, Preserved, Sources, Wishes, preserved,
};
use libtest_mimic::{Arguments, Failed, Trial};

/// The theme of the cases. What it does not have, a case does not need.
const BARE: &[(&str, &str)] = &[
    ("theme.yaml", "name: Bare\nextends: []\nsearch: false\n"),
    ("templates/404.html", ""),
    ("templates/actor.html", "{{ body | safe }}"),
    ("templates/actors.html", ""),
    ("templates/chronology.html", ""),
    ("templates/corrections.html", ""),
    ("templates/dossier.html", "{{ body | safe }}"),
    ("templates/dossiers.html", ""),
    ("templates/home.html", "{{ body | safe }}"),
    ("templates/network.html", ""),
    ("templates/page.html", "{{ body | safe }}"),
    ("templates/quotes.html", ""),
    ("templates/redirect.html", "{{ page.url }}"),
    ("templates/source.html", ""),
    ("templates/sources.html", ""),
    ("templates/tag.html", ""),
    ("templates/tags.html", ""),
    ("templates/shared/footer.html", ""),
    ("templates/shared/head.html", ""),
    ("templates/shared/menu.html", ""),
    ("assets/style.css", ""),
    ("i18n/fr.ftl", include_str!("../themes/presse/i18n/fr.ftl")),
    ("i18n/en.ftl", include_str!("../themes/presse/i18n/en.ftl")),
];

/// The settings of a case that gives none.
const SITE: &str = "title: {fr: Dossier, en: Dossier}\nlanguages: [fr, en]\ntheme: bare\n";

/// 1 January 2026, unless a case says otherwise.
const NOW: i64 = 1_767_225_600;

/// Codes that only a disk can bring about: `tests/edge.rs` shows them.
const ON_DISK: [Code; 4] = [
    Code::LinkOutside,
    Code::SpecialFile,
    Code::Unreadable,
    Code::NotUtf8,
];

/// How many rules content-model.md has for mentions in a text.
const MENTION_RULES: usize = 9;

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let update = std::env::var_os("UPDATE").is_some();
    let paths = case_files(&folder);
    let mut trials = Vec::new();
    for path in &paths {
        let name = path
            .strip_prefix(&folder)
            .expect("a case lies in the folder");
        let path = path.clone();
        let name = name.with_extension("").display().to_string();
        trials.push(Trial::test(name, move || {
            if update { rewrite(&path) } else { check(&path) }
        }));
    }
    let names: Vec<_> = trials.iter().map(|trial| trial.name().to_owned()).collect();
    trials.push(Trial::test("every code has a case", move || {
        codes_have_cases(&paths)
    }));
    trials.push(Trial::test(
        "every rule for mentions has a case",
        move || rules_have_cases(&names),
    ));
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// The cases in `folder` and below, in order.
fn case_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("tests/suite is there") {
        let path = entry.expect("a case can be read").path();
        if path.is_dir() {
            files.append(&mut case_files(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A case as it is written.
struct Case {
    inputs: Vec<(String, String)>,
    expected: Vec<(String, String)>,
    /// Everything before the first expectation.
    head: String,
}

impl Case {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a case can be read");
        let mut case = Case {
            inputs: Vec::new(),
            expected: Vec::new(),
            head: String::new(),
        };
        for line in text.lines() {
            if let Some(name) = header(line, "==") {
                case.expected.push((name.to_owned(), String::new()));
                continue;
            }
            if let Some((_, expected)) = case.expected.last_mut() {
                writeln!(expected, "{line}").expect("memory");
                continue;
            }
            writeln!(case.head, "{line}").expect("memory");
            if let Some(name) = header(line, "--") {
                case.inputs.push((name.to_owned(), String::new()));
            } else if let Some((_, input)) = case.inputs.last_mut() {
                push_line(input, line);
            }
        }
        case
    }

    fn sources(&self) -> Sources {
        // A folder that is not there leaves the theme that every site can fall back to.
        let nowhere = Path::new("no/such/folder");
        let mut sources = source::read(nowhere, nowhere, Wishes::default(), NOW).output;
        for (path, content) in BARE {
            add(&mut sources, &format!("themes/bare/{path}"), content);
        }
        add(&mut sources, "content/site.yaml", SITE);
        for (name, content) in &self.inputs {
            match name.split_once(' ') {
                Some((path, "crlf")) => add(&mut sources, path, &content.replace('\n', "\r\n")),
                Some(("no", path)) => {
                    sources.files.remove(&SourcePath::new(path));
                }
                Some(_) => panic!("`{name}` is no input"),
                None => match name.as_str() {
                    "now" => sources.now = instant(content.trim()),
                    "drafts" => sources.wishes.drafts = Drafts::Shown,
                    "base-url" => sources.wishes.base_url = Some(content.trim().to_owned()),
                    path => add(&mut sources, path, content),
                },
            }
        }
        sources
    }
}

/// The name in `-- name --`.
fn header<'a>(line: &'a str, mark: &str) -> Option<&'a str> {
    let name = line.strip_prefix(mark)?.strip_suffix(mark)?;
    name.strip_prefix(' ')?.strip_suffix(' ')
}

/// Adds a line, or as many as `⟪70×⟫` before it says.
fn push_line(text: &mut String, line: &str) {
    let repeated = line
        .strip_prefix('⟪')
        .and_then(|rest| rest.split_once("×⟫"));
    let (count, line) = repeated.map_or((1, line), |(count, line)| {
        (count.parse().expect("a number of lines"), line)
    });
    for _ in 0..count {
        text.push_str(line);
        text.push('\n');
    }
}

fn instant(text: &str) -> i64 {
    let instant: jiff::Timestamp = text.parse().expect("an instant");
    instant.as_second()
}

fn add(sources: &mut Sources, path: &str, content: &str) {
    let path = SourcePath::new(path);
    let text = match path.extension() {
        _ if path.as_str().starts_with(preserved::FOLDER) => false,
        "md" | "yaml" | "yml" => true,
        "bib" | "json" | "csl" => path.folder() == "content",
        _ => path.as_str().starts_with("themes/"),
    };
    let file = if text {
        File::Text(Hashed::new(content.to_owned()))
    } else {
        let len = content.len() as u64;
        let dimensions = Dimensions::of(&path, Cursor::new(content));
        File::Attachment(Attachment {
            disk: path.as_str().into(),
            len,
            modified: 0,
            preserved: path
                .as_str()
                .starts_with(preserved::FOLDER)
                .then(|| Arc::new(Preserved::of(&path, content.as_bytes()))),
            dimensions,
        })
    };
    sources.files.insert(path, file);
}

/// What came of a case, by the names of expectations.
struct Actual {
    outputs: Outputs,
    diagnostics: String,
}

impl Actual {
    fn of(case: &Case) -> Self {
        let sources = case.sources();
        let warned = pipeline::build(&sources, &Memos::default(), &|_| {});
        Self {
            diagnostics: printed(&warned.diags, &sources),
            outputs: warned.output,
        }
    }

    fn get(&self, name: &str) -> String {
        match name {
            "diagnostics" => self.diagnostics.clone(),
            "dist" => self
                .outputs
                .files
                .keys()
                .map(|path| format!("{path}\n"))
                .collect(),
            _ => self.file(
                name.strip_prefix("dist/")
                    .expect("an expectation is in dist/"),
            ),
        }
    }

    fn file(&self, path: &str) -> String {
        match self.outputs.files.get(&OutPath::new(path)) {
            None => "(no such file)".to_owned(),
            Some(Output::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            Some(Output::Embedded(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            Some(Output::Copy(attachment)) => format!("(copy of {})", attachment.disk.display()),
        }
    }
}

fn printed(diags: &Diagnostics, sources: &Sources) -> String {
    let mut bytes = Vec::new();
    report::print(diags, sources, Format::Plain, &mut bytes).expect("memory");
    let text = String::from_utf8(bytes).expect("a report is text");
    text.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

fn check(path: &Path) -> Result<(), Failed> {
    let case = Case::read(path);
    let actual = Actual::of(&case);
    let mut wrong = String::new();
    if !case.expected.iter().any(|(name, _)| name == "diagnostics") {
        wrong.push_str("the case has no `== diagnostics ==`\n");
    }
    for (name, expected) in &case.expected {
        let (expected, actual) = (expected.trim_matches('\n'), actual.get(name));
        let actual = actual.trim_matches('\n');
        if expected != actual {
            writeln!(
                wrong,
                "== {name} == should be\n{expected}\nbut is\n{actual}"
            )
            .expect("memory");
        }
    }
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.into())
    }
}

fn rewrite(path: &Path) -> Result<(), Failed> {
    let case = Case::read(path);
    let actual = Actual::of(&case);
    let mut names: Vec<_> = case
        .expected
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    if !names.contains(&"diagnostics") {
        names.push("diagnostics");
    }
    let mut text = case.head;
    for name in names {
        writeln!(text, "== {name} ==").expect("memory");
        let actual = actual.get(name);
        let actual = actual.trim_matches('\n');
        if !actual.is_empty() {
            writeln!(text, "{actual}").expect("memory");
        }
    }
    fs::write(path, text)?;
    Ok(())
}

/// Each code stands in the diagnostics of a case.
fn codes_have_cases(paths: &[PathBuf]) -> Result<(), Failed> {
    let mut shown = BTreeSet::new();
    for path in paths {
        for (name, expected) in Case::read(path).expected {
            if name == "diagnostics" {
                shown.extend(expected.lines().filter_map(code_of).map(str::to_owned));
            }
        }
    }
    let lacking: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !ON_DISK.contains(code) && !shown.contains(code.name()))
        .map(|code| code.name())
        .collect();
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(format!("no case shows {lacking:?}").into())
    }
}

/// The code in `error[dead-link]: …`.
fn code_of(line: &str) -> Option<&str> {
    let rest = line
        .strip_prefix("error[")
        .or_else(|| line.strip_prefix("warning["))?;
    Some(rest.split_once(']')?.0)
}

/// Each rule has a case `resolve/mentions/rule-N-….txt`.
fn rules_have_cases(names: &[String]) -> Result<(), Failed> {
    let counts: BTreeMap<usize, usize> = (1..=MENTION_RULES)
        .map(|rule| {
            let prefix = format!("resolve/mentions/rule-{rule}-");
            (
                rule,
                names
                    .iter()
                    .filter(|name| name.starts_with(&prefix))
                    .count(),
            )
        })
        .collect();
    let lacking: Vec<_> = counts.iter().filter(|(_, count)| **count == 0).collect();
    if lacking.is_empty() {
        Ok(())
    } else {
        Err(format!("no case for {lacking:?}").into())
    }
}
