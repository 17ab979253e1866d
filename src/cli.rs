//! The command line: arguments -> one run of the pipeline, findings, a summary and an exit code.

mod arguments;
mod preview;
mod progress;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};
use clap::Parser as _;

use crate::base::diag::{Code, Diagnostics, Severity};
use crate::pipeline::{self, Memos};
use crate::render::Outputs;
use crate::report::{self, Format};
use crate::source::{self, Sources};
use crate::write;
use arguments::{Archive, Arguments, Command, Project, SiteCommand};
use progress::{Life, Progress};

/// Where the site goes unless `--out` says otherwise, below the project.
const RELEASE: &str = "dist";

/// Runs the program as `arguments` say, the first being its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let done = match Arguments::try_parse_from(arguments) {
        Ok(Arguments { command }) => match command {
            Command::Archive(wanted) => archive(&wanted),
            Command::Site(command) => match command.check() {
                Ok(()) => execute(&command),
                Err(usage) => return refuse(&usage),
            },
        },
        Err(usage) => return refuse(&usage),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            // If even this cannot be said, the exit code still tells.
            let _unsaid = writeln!(io::stderr(), "error: {error:#}");
            ExitCode::from(1)
        }
    }
}

/// Prints what `clap` has to say: help, the version, or what is wrong with the arguments.
fn refuse(usage: &clap::Error) -> ExitCode {
    let _unsaid = usage.print();
    u8::try_from(usage.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// What one run found and did.
struct Run {
    sources: Sources,
    outputs: Outputs,
    diags: Diagnostics,
    progress: Progress,
}

fn execute(command: &SiteCommand) -> Result<ExitCode> {
    match command {
        SiteCommand::Serve(serve) => return preview::serve(serve, &command.out()),
        SiteCommand::Watch(watch) => return preview::watch(watch, &command.out()),
        SiteCommand::Build(_) | SiteCommand::Check(_) => {}
    }
    let project = command.project();
    let out = command.out();
    let run = build(project, &out)?;
    let is_clean = run.diags.count(Severity::Error) == 0
        && !(project.strict && run.diags.count(Severity::Warning) > 0);
    let written = match command {
        SiteCommand::Build(_) if is_clean => {
            run.progress.begin("write");
            let written = write::write(&run.outputs, &out, &project.root)?;
            Some(written)
        }
        _ => None,
    };
    run.progress.end();
    report::tolerate_closed_pipe(tell(&run, project)).context("cannot print what was found")?;
    if project.verbose {
        let told = run.progress.tell(written, &mut io::stderr());
        report::tolerate_closed_pipe(told).context("cannot print the times")?;
    }
    if !is_clean && matches!(command, SiteCommand::Build(_)) && !project.quiet {
        let _unsaid = writeln!(io::stderr(), "{} is as it was", out.display());
    }
    Ok(ExitCode::from(u8::from(!is_clean)))
}

/// Preserves a copy, and says under what name.
fn archive(wanted: &Archive) -> Result<ExitCode> {
    let today = jiff::Timestamp::from_second(source::now()?)?;
    let today = today.strftime("%Y-%m-%d").to_string();
    let kept = write::archive::archive(&wanted.root, &wanted.id, &wanted.file, &today)?;
    let line = format!("content/{}: SHA-256 {}", kept.file, kept.sha256);
    report::tolerate_closed_pipe(writeln!(io::stdout(), "{line}")).context("cannot print")?;
    Ok(ExitCode::SUCCESS)
}

fn build(project: &Project, out: &Path) -> Result<Run> {
    let progress = Progress::new(if project.quiet || project.json {
        Life::Hidden
    } else {
        Life::Shown
    });
    let now = source::now()?;
    progress.begin("read");
    let mut diags = Diagnostics::default();
    let sources = diags.take(source::read(&project.root, out, project.wishes(), now));
    // What could not be read comes first: it may be why something else is missing.
    let mut diags = diags.sorted(Code::severity);
    let memos = Memos::default();
    let begin = |stage| progress.begin(progress::name(stage));
    let outputs = diags.take(pipeline::build(&sources, &memos, &begin));
    Ok(Run {
        sources,
        outputs,
        diags,
        progress,
    })
}

/// Prints the findings and the summary. With `--json` the findings alone go to standard output.
fn tell(run: &Run, project: &Project) -> io::Result<()> {
    let stdout = io::stdout();
    let choice = AutoStream::choice(&stdout);
    let format = match (project.json, choice) {
        (true, _) => Format::Json,
        (false, ColorChoice::Never) => Format::Plain,
        (false, _) => Format::Coloured,
    };
    let mut to = io::BufWriter::new(AutoStream::new(stdout.lock(), choice));
    report::print(&run.diags, &run.sources, format, &mut to)?;
    if !project.quiet {
        let line = summary(run);
        match format {
            Format::Json => writeln!(io::stderr(), "{line}")?,
            Format::Plain | Format::Coloured => writeln!(to, "{line}")?,
        }
    }
    to.flush()
}

/// `412 pages, 59 actors, 1,204 mentions, 0 warnings in 0.31 s`
fn summary(run: &Run) -> String {
    let holds = run.outputs.summary;
    let mut parts = vec![
        counted(holds.pages, "page"),
        counted(holds.actors, "actor"),
        counted(holds.mentions, "mention"),
    ];
    let errors = run.diags.count(Severity::Error);
    if errors > 0 {
        parts.push(counted(errors, "error"));
    }
    parts.push(counted(run.diags.count(Severity::Warning), "warning"));
    let seconds = run.progress.elapsed().as_secs_f64();
    format!("{} in {seconds:.2} s", parts.join(", "))
}

/// `1 page`, `1,204 pages`.
fn counted(number: usize, what: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let plural = if number == 1 { "" } else { "s" };
    format!("{grouped} {what}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(counted(0, "page"), "0 pages");
        assert_eq!(counted(1, "page"), "1 page");
        assert_eq!(counted(999, "page"), "999 pages");
        assert_eq!(counted(1_204, "page"), "1,204 pages");
        assert_eq!(counted(1_234_567, "page"), "1,234,567 pages");
    }
}
