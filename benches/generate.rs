//! Writes a large press dossier that nobody wrote, to try programs on.
//!
//! ```text
//! cargo run --release --example generate -- --dossiers 10000 --actors 1000 --out /tmp/large
//! ```

#![allow(clippy::disallowed_methods, reason = "this tool writes a project")]
#![allow(clippy::print_stdout, reason = "this tool says what it wrote")]

#[path = "project/mod.rs"]
mod project;

use std::path::PathBuf;

use clap::Parser;
use project::Size;

/// Writes a project with many dossiers, the same for the same arguments.
#[derive(Parser)]
struct Arguments {
    /// How many dossiers, of about 600 words each.
    #[arg(long, default_value_t = 10_000)]
    dossiers: usize,
    /// How many actors.
    #[arg(long, default_value_t = 1_000)]
    actors: usize,
    /// How many sources, each cited ten times.
    #[arg(long, default_value_t = 0)]
    sources: usize,
    /// Where the numbers drawn begin.
    #[arg(long, default_value_t = 2010)]
    seed: u64,
    /// The folder to write the project to. It must not exist.
    #[arg(long)]
    out: PathBuf,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let size = Size {
        dossiers: arguments.dossiers,
        actors: arguments.actors,
        sources: arguments.sources,
    };
    let files = project::files(size, arguments.seed);
    std::fs::create_dir(&arguments.out)?;
    project::write(&files, &arguments.out)?;
    println!("{} files in {}", files.len(), arguments.out.display());
    Ok(())
}
