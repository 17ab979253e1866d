//! What can be asked for, and how it is asked.

use std::net::IpAddr;
use std::path::{Path, PathBuf, absolute};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

use super::RELEASE;
use super::preview::Editor;
use crate::source::{Drafts, Wishes};
use crate::watch::Means;

const EXAMPLES: &str = "\
Examples:
  liasse build                          content/ and themes/ become dist/
  liasse build --root ~/saga            the project lies elsewhere
  liasse build --drafts --out preview   with everything unpublished, to look at
  liasse check                          what is wrong, without writing anything
  liasse check --json                   the same for programs, one object a line
  liasse serve --open                   look at the site while writing it
  liasse serve --drafts --editor vscode with everything unpublished; findings open in VS Code
  liasse watch                          build again after each change
  liasse archive bbc-2010 page.pdf      preserve a copy of a source as evidence

Exit codes:
  0  clean: no errors; with --strict, no warnings either
  1  errors were found, or the disk failed; the output folder is as it was
  2  the command was not understood";

/// Makes a static site of a press dossier: its actors, chronology, sources and cross-links.
#[derive(Parser)]
#[command(name = "liasse", version, about, after_help = EXAMPLES)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    #[command(flatten)]
    Site(SiteCommand),
    /// Preserve a copy of a source: put FILE into content/archive/, note its hash in sources.yaml.
    #[command(after_help = EXAMPLES)]
    Archive(Archive),
}

/// What is done with the site as a whole.
#[derive(Subcommand)]
pub(super) enum SiteCommand {
    /// Build the site, and write it if there are no errors.
    #[command(after_help = EXAMPLES)]
    Build(Build),
    /// Say what is wrong, without writing anything.
    #[command(after_help = EXAMPLES)]
    Check(Project),
    /// Show the site in a browser, always as it is now; nothing is written.
    #[command(after_help = EXAMPLES)]
    Serve(Serve),
    /// Build the site again after each change.
    #[command(after_help = EXAMPLES)]
    Watch(Watch),
}

#[derive(Args)]
pub(super) struct Archive {
    /// The id of the source in content/sources.yaml
    pub(super) id: String,
    /// The file to preserve; it stays where it is
    pub(super) file: PathBuf,
    /// The project: the folder that holds content/
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) root: PathBuf,
}

#[derive(Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub(super) project: Project,
    /// The folder to write the site to [default: dist, in the project]
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub(super) project: Project,
    /// The port; if it is taken, the next free one
    #[arg(long, value_name = "NUMBER", default_value_t = 4321)]
    pub(super) port: u16,
    /// Let others look too, at this address of the machine; they need the printed key
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) interface: IpAddr,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Do not let pages follow changes
    #[arg(long)]
    pub(super) no_reload: bool,
    /// Open findings in this editor: a URL scheme such as vscode, or vscode://file/{path}:{line}:{column}
    #[arg(long, value_name = "SCHEME")]
    pub(super) editor: Option<Editor>,
    #[command(flatten)]
    pub(super) watching: Watching,
}

#[derive(Args)]
pub(super) struct Watch {
    #[command(flatten)]
    pub(super) build: Build,
    #[command(flatten)]
    pub(super) watching: Watching,
}

#[derive(Args)]
pub(super) struct Watching {
    /// Look for changes again and again, for disks that do not tell: network shares
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Args)]
pub(super) struct Project {
    /// The project: the folder that holds content/
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub(super) root: PathBuf,
    /// The theme to use instead of the site's own
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
    /// The site's absolute address, instead of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = base_url)]
    base_url: Option<String>,
    /// Show drafts and what is under embargo or expired; never in dist
    #[arg(long)]
    drafts: bool,
    /// Count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// Print findings as JSON, one object a line
    #[arg(long)]
    pub(super) json: bool,
    /// Print findings only
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// Also print how long each stage took, and the memory used
    #[arg(short, long, conflicts_with = "quiet")]
    pub(super) verbose: bool,
}

impl SiteCommand {
    /// What all commands understand.
    pub(super) fn project(&self) -> &Project {
        match self {
            SiteCommand::Build(build) => &build.project,
            SiteCommand::Watch(watch) => &watch.build.project,
            SiteCommand::Serve(serve) => &serve.project,
            SiteCommand::Check(project) => project,
        }
    }

    /// The output folder.
    pub(super) fn out(&self) -> PathBuf {
        let named = self.build().and_then(|build| build.out.clone());
        named.unwrap_or_else(|| self.project().release())
    }

    /// Refuses to put drafts where readers look.
    pub(super) fn check(&self) -> Result<(), clap::Error> {
        let is_release = same_folder(&self.out(), &self.project().release());
        match self.build() {
            Some(build) if build.project.drafts && is_release => {
                let message = format!(
                    "--drafts never writes to `{RELEASE}`, the folder that is published; \
                     name another one, for instance --drafts --out preview"
                );
                Err(Arguments::command().error(ErrorKind::ArgumentConflict, message))
            }
            _ => Ok(()),
        }
    }

    /// The arguments of a command that writes.
    fn build(&self) -> Option<&Build> {
        match self {
            SiteCommand::Build(build) | SiteCommand::Watch(Watch { build, .. }) => Some(build),
            SiteCommand::Check(_) | SiteCommand::Serve(_) => None,
        }
    }
}

impl Watching {
    /// How to learn that something changed.
    pub(super) fn means(&self) -> Means {
        match self.poll {
            true => Means::Polling,
            false => Means::Events,
        }
    }
}

impl Project {
    /// What the arguments change in the site's own settings.
    pub(super) fn wishes(&self) -> Wishes {
        Wishes {
            theme: self.theme.clone(),
            base_url: self.base_url.clone(),
            drafts: if self.drafts {
                Drafts::Shown
            } else {
                Drafts::Hidden
            },
        }
    }

    fn release(&self) -> PathBuf {
        self.root.join(RELEASE)
    }
}

/// Whether two paths lead to one folder, which need not exist.
fn same_folder(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| {
        let path = absolute(path).unwrap_or_else(|_| path.to_owned());
        path.canonicalize().unwrap_or_else(|_| {
            let parent = path.parent().and_then(|parent| parent.canonicalize().ok());
            match (parent, path.file_name()) {
                (Some(parent), Some(name)) => parent.join(name),
                _ => path,
            }
        })
    };
    real(a) == real(b)
}

/// An absolute address, ending with `/`.
fn base_url(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') => {
            let slash = if text.ends_with('/') { "" } else { "/" };
            Ok(format!("{text}{slash}"))
        }
        _ => Err("an address begins with https:// or http:// and names a host".to_owned()),
    }
}
