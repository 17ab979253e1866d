//! `serve` and `watch`: each build is shown or written, and told in one line.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::str::FromStr;
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::arguments::{Project, Serve, Watch as WatchArguments};
use super::counted;
use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::memo::{Fingerprint, fingerprint};
use crate::base::path::SourcePath;
use crate::pipeline::Stage;
use crate::report::{self, Format};
use crate::serve::{self, Finding, Findings, Options, Reload, Server, Trouble};
use crate::source::Sources;
use crate::watch::{self, Round, Step, Watch};
use crate::write;

/// What must be escaped in the path of an editor's address.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`');

/// Schemes that would run code instead of opening a file.
const NO_EDITORS: [&str; 5] = ["javascript", "data", "vbscript", "blob", "about"];

/// How findings open in an editor: an address with `{path}`, `{line}` and `{column}`.
#[derive(Clone)]
pub(super) struct Editor(String);

/// What has been told, so that it is told once.
struct Teller<'a> {
    project: &'a Project,
    told: BTreeSet<Fingerprint>,
}

/// Shows the site until the program is ended.
pub(super) fn serve(arguments: &Serve, out: &Path) -> Result<ExitCode> {
    let project = &arguments.project;
    let server = Server::start(Options {
        interface: arguments.interface,
        port: arguments.port,
        reload: if arguments.no_reload {
            Reload::Off
        } else {
            Reload::On
        },
        announce: Box::new(|address| say(&format!("one visitor may come in at {address}"))),
    })?;
    let address = server.address();
    if arguments.port != 0 && address.port() != arguments.port {
        say(&format!("port {} is taken", arguments.port));
    }
    let url = format!("http://{address}/");
    say(&format!("preview at {url} (Ctrl+C ends it)"));
    let mut watch = Watch::new(
        watched(project, out),
        arguments.watching.means(),
        Box::new(say),
    )?;
    let mut teller = Teller {
        project,
        told: BTreeSet::new(),
    };
    let mut is_shown = false;
    let mut is_open = !arguments.open;
    let root = std::path::absolute(&project.root).context("cannot find the project")?;
    while let Some(round) = watch.round(&server)? {
        let trouble = trouble(
            &round.diags,
            watch.sources(),
            arguments.editor.as_ref(),
            &root,
        );
        let is_broken = round.is_broken();
        let (line, began) = (line(&round), Instant::now());
        teller.tell(&round.diags, watch.sources())?;
        if is_broken {
            server.warn(trouble);
            let instead = ["there is no site to show yet", "the last good site stays"];
            say(&format!("{line}; {}", instead[usize::from(is_shown)]));
        } else {
            is_shown = true;
            let change = server.show(round.outputs, trouble);
            let (new, same) = (counted(change.rendered, "page"), change.reused);
            let shown = began.elapsed().as_secs_f64() * 1_000.0;
            say(&format!(
                "{line}, show {shown:.0} ms; {new} rendered, {same} reused"
            ));
        }
        if !is_open {
            is_open = true;
            open(&url);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the site after each change until the program is ended.
pub(super) fn watch(arguments: &WatchArguments, out: &Path) -> Result<ExitCode> {
    let project = &arguments.build.project;
    let mut watch = Watch::new(
        watched(project, out),
        arguments.watching.means(),
        Box::new(say),
    )?;
    let mut teller = Teller {
        project,
        told: BTreeSet::new(),
    };
    while let Some(round) = watch.round(&())? {
        let is_broken =
            round.is_broken() || project.strict && round.diags.count(Severity::Warning) > 0;
        teller.tell(&round.diags, watch.sources())?;
        let line = line(&round);
        if is_broken {
            say(&format!("{line}; {} is as it was", out.display()));
            continue;
        }
        let began = Instant::now();
        // A disk that fails now may have room again after the next change.
        match write::write(&round.outputs, out, &project.root) {
            Ok(files) => {
                let took = began.elapsed().as_secs_f64() * 1_000.0;
                let (new, same, gone) = (files.written, files.unchanged, files.removed);
                say(&format!(
                    "{line}, write {took:.0} ms; {new} written, {same} unchanged, {gone} removed"
                ));
            }
            Err(error) => say(&format!("error: {error:#}")),
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn watched(project: &Project, out: &Path) -> watch::Project {
    watch::Project {
        root: project.root.clone(),
        out: out.to_owned(),
        wishes: project.wishes(),
    }
}

/// A line for whoever looks at the terminal.
fn say(line: &str) {
    // Nobody may be looking any more.
    let _unsaid = writeln!(io::stderr(), "{}", report::visible(line));
}

/// `content/dossiers/a.md: read 1 ms, parse 2 ms, …`
fn line(round: &Round) -> String {
    let what = match round.changed.as_slice() {
        [] => "a file".to_owned(),
        [path] => path.to_string(),
        [first, others @ ..] => format!("{first} and {}", counted(others.len(), "other file")),
    };
    let build = |stages: &[Stage]| {
        let times = stages.iter().map(|stage| round.time(Step::Build(*stage)));
        times.sum::<Duration>()
    };
    let parts = [
        ("read", round.time(Step::Read)),
        ("parse", build(&[Stage::Prepare, Stage::Parse])),
        ("resolve", build(&[Stage::Resolve, Stage::Check])),
        (
            "render",
            build(&[Stage::Plan, Stage::Render, Stage::Search]),
        ),
    ];
    let parts = parts.map(|(name, took)| format!("{name} {:.0} ms", took.as_secs_f64() * 1_000.0));
    let mut line = format!("{what}: {}", parts.join(", "));
    let errors = round.diags.count(Severity::Error);
    if errors > 0 {
        line.push_str(&format!("; {}", counted(errors, "error")));
    }
    line
}

impl Teller<'_> {
    /// Prints what has not been told before.
    fn tell(&mut self, diags: &Diagnostics, sources: &Sources) -> Result<()> {
        let mut new = diags.clone();
        new.retain(|diag| !self.told.contains(&fingerprint(diag)));
        self.told = diags.iter().map(fingerprint).collect();
        let stdout = io::stdout();
        let choice = AutoStream::choice(&stdout);
        let format = match (self.project.json, choice) {
            (true, _) => Format::Json,
            (false, ColorChoice::Never) => Format::Plain,
            (false, _) => Format::Coloured,
        };
        let mut to = io::BufWriter::new(AutoStream::new(stdout.lock(), choice));
        let told = report::print(&new, sources, format, &mut to).and_then(|()| to.flush());
        report::tolerate_closed_pipe(told).context("cannot print what was found")
    }
}

/// The findings as the page shows them.
fn trouble(
    diags: &Diagnostics,
    sources: &Sources,
    editor: Option<&Editor>,
    root: &Path,
) -> Trouble {
    let findings = |severity| {
        let all = diags.iter().filter(|diag| diag.severity == severity);
        let first = all.take(serve::FINDINGS);
        Findings {
            count: diags.count(severity),
            first: first
                .map(|diag| finding(diag, sources, editor, root))
                .collect(),
        }
    };
    Trouble {
        errors: findings(Severity::Error),
        warnings: findings(Severity::Warning),
    }
}

fn finding(diag: &Diagnostic, sources: &Sources, editor: Option<&Editor>, root: &Path) -> Finding {
    let path = &diag.span.path;
    let start = report::start(&diag.span, sources);
    let place = match start {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path.to_string(),
    };
    Finding {
        text: report::plain(diag, sources),
        place: report::visible(&place),
        link: editor.map(|editor| editor.link(root, path, start.unwrap_or((1, 1)))),
    }
}

impl Editor {
    fn link(&self, root: &Path, path: &SourcePath, (line, column): (usize, usize)) -> String {
        let disk: PathBuf = root.join(path.as_str());
        let disk = disk.to_string_lossy();
        let disk = disk.trim_start_matches('/');
        let link = self.0.replace("{line}", &line.to_string());
        let link = link.replace("{column}", &column.to_string());
        link.replace("{path}", &utf8_percent_encode(disk, PATH).to_string())
    }
}

impl FromStr for Editor {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let scheme = text.split_once(':').map_or(text, |(scheme, _)| scheme);
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if !is_scheme || NO_EDITORS.contains(&scheme.to_ascii_lowercase().as_str()) {
            return Err("an editor is named by a URL scheme, such as vscode".to_owned());
        }
        Ok(Self(match text.contains("{path}") {
            true => text.to_owned(),
            false if text == scheme => format!("{scheme}://file/{{path}}:{{line}}:{{column}}"),
            false => format!("{text}{{path}}:{{line}}:{{column}}"),
        }))
    }
}

/// Opens `url` in the author's browser.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let mut browser = Command::new(program);
    browser
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if browser.spawn().is_err() {
        say(&format!(
            "no browser could be opened ({program} is missing): open {url} yourself"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_addresses() {
        let link = |editor: &str| {
            let editor: Editor = editor.parse().expect("an editor");
            editor.link(Path::new("/a b"), &SourcePath::new("content/é.md"), (3, 7))
        };
        let path = "a%20b/content/%C3%A9.md";
        assert_eq!(link("vscode"), format!("vscode://file/{path}:3:7"));
        assert_eq!(link("zed://file/"), format!("zed://file/{path}:3:7"));
        assert_eq!(
            link("x://open?url={path}&line={line}"),
            format!("x://open?url={path}&line=3")
        );
        for bad in ["javascript:alert(1)//{path}", "", "vs code", "Data:{path}"] {
            assert!(bad.parse::<Editor>().is_err(), "{bad}");
        }
    }
}
