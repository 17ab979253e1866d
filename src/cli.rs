//! The command line: arguments -> one run of the pipeline, findings, a summary and an exit code.

mod arguments;
mod preview;
mod progress;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context as _, Result};
use clap::Parser as _;

use crate::base::diag::{Code, Diagnostics, Severity};
use crate::base::path::OutPath;
use crate::pipeline::{self, Memos};
use crate::plan::Summary;
use crate::render::{Output, Outputs};
use crate::report::{self, Format};
use crate::source::{self, Sources};
use crate::write::{self, Writer, Written};
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
    summary: Summary,
    diags: Diagnostics,
    progress: Progress,
}

fn execute(command: &SiteCommand) -> Result<ExitCode> {
    match command {
        SiteCommand::Serve(serve) => preview::serve(serve, &command.out()),
        SiteCommand::Watch(watch) => preview::watch(watch, &command.out()),
        SiteCommand::Build(_) => build(command.project(), &command.out()),
        SiteCommand::Check(_) => check(command.project(), &command.out()),
    }
}

/// Builds the site and, if nothing is wrong with it, lets it replace the one that lies in `out`.
fn build(project: &Project, out: &Path) -> Result<ExitCode> {
    let progress = progress(project);
    progress.begin("inspect");
    let writer = match Writer::new(out, &project.root) {
        Ok(writer) => writer,
        Err(error) => {
            // What is wrong with the texts is told even where no site can be written.
            check(project, out)?;
            return Err(error);
        }
    };
    let put = |path: &OutPath, output| writer.put(path, &output);
    let (run, files) = work(project, out, progress, &put)?;
    let is_clean = run.is_clean(project);
    let mut written = None;
    if is_clean {
        run.progress.begin("write");
        let files = files.into_iter().map(|(path, hash)| Ok((path, hash?)));
        written = Some(writer.finish(files.collect::<Result<_>>()?)?);
    }
    tell(&run, project, written)?;
    if !is_clean && !project.quiet {
        let _unsaid = writeln!(io::stderr(), "{} is as it was", out.display());
    }
    Ok(ExitCode::from(u8::from(!is_clean)))
}

/// Builds the site, and keeps nothing but what was found.
fn check(project: &Project, out: &Path) -> Result<ExitCode> {
    let (run, _) = work(project, out, progress(project), &|_, _| ())?;
    tell(&run, project, None)?;
    Ok(ExitCode::from(u8::from(!run.is_clean(project))))
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

fn progress(project: &Project) -> Progress {
    Progress::new(if project.quiet || project.json {
        Life::Hidden
    } else {
        Life::Shown
    })
}

/// One run of the pipeline: what was found, and what `finish` made of each file.
fn work<T: Send>(
    project: &Project,
    out: &Path,
    progress: Progress,
    finish: &(dyn Fn(&OutPath, Output) -> T + Sync),
) -> Result<(Run, BTreeMap<OutPath, T>)> {
    let now = source::now()?;
    progress.begin("read");
    let mut diags = Diagnostics::default();
    let sources = diags.take(source::read(&project.root, out, project.wishes(), now));
    // What could not be read comes first: it may be why something else is missing.
    let mut diags = diags.sorted(Code::severity);
    let begin = |stage| progress.begin(progress::name(stage));
    let memos = Memos::forgetful();
    let Outputs { files, summary } =
        diags.take(pipeline::deliver(&sources, &memos, &begin, finish));
    let run = Run {
        sources,
        summary,
        diags,
        progress,
    };
    Ok((run, files))
}

impl Run {
    /// Whether nothing that was found keeps the site from being published.
    fn is_clean(&self, project: &Project) -> bool {
        self.diags.count(Severity::Error) == 0
            && !(project.strict && self.diags.count(Severity::Warning) > 0)
    }
}

/// Ends the run: prints what was found and, if asked, what it took.
fn tell(run: &Run, project: &Project, written: Option<Written>) -> Result<()> {
    run.progress.end();
    report::tolerate_closed_pipe(print(run, project)).context("cannot print what was found")?;
    if project.verbose {
        let told = run.progress.tell(written, &mut io::stderr());
        report::tolerate_closed_pipe(told).context("cannot print the times")?;
    }
    Ok(())
}

/// Prints the findings and the summary. With `--json` the findings alone go to standard output.
fn print(run: &Run, project: &Project) -> io::Result<()> {
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
    let holds = run.summary;
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
