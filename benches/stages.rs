//! Builds a generated site and tells what each stage costs: wall time, time of all processors,
//! and the most memory the process held during it.
//!
//! ```text
//! cargo bench --bench stages -- --dossiers 10000 --actors 1000
//! ```
//!
//! The first table is a build from nothing, which writes while it renders; the second one follows
//! a word changed in one dossier, with what a build before it has remembered.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench arranges the disk and measures itself"
)]
#![allow(clippy::print_stdout, reason = "a bench prints what it measures")]

#[path = "project/mod.rs"]
mod project;

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use clap::Parser;
use liasse::base::path::OutPath;
use liasse::pipeline::{self, Memos};
use liasse::plan::Summary;
use liasse::render::Outputs;
use liasse::source::{self, Wishes};
use liasse::write::{self, Writer, Written};
use mimalloc::MiMalloc;
use project::Size;
use rustix::time::{ClockId, clock_gettime};

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Builds a generated site and tells what each stage costs.
#[derive(Parser)]
struct Arguments {
    /// How many dossiers, of about 600 words each.
    #[arg(long, default_value_t = 2_000)]
    dossiers: usize,
    /// How many actors.
    #[arg(long, default_value_t = 200)]
    actors: usize,
    /// How many sources, each cited ten times.
    #[arg(long, default_value_t = 0)]
    sources: usize,
    /// What cargo passes to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What one stage took.
struct Cost {
    name: String,
    wall: Duration,
    cpu: Duration,
    /// The most memory held since the stage began, in KiB; `None` where the system does not tell.
    peak: Option<u64>,
}

/// Measures one stage after the other.
struct Meter {
    costs: Vec<Cost>,
    running: Option<(String, Instant, Duration)>,
}

impl Meter {
    /// Begins with reading.
    fn start() -> RefCell<Self> {
        let mut meter = Self {
            costs: Vec::new(),
            running: None,
        };
        meter.begin("Read".to_owned());
        RefCell::new(meter)
    }

    /// Ends, and tells what was built.
    fn end_with(meter: RefCell<Self>, built: Summary, files: Written) -> Self {
        let mut meter = meter.into_inner();
        meter.end();
        println!(
            "{} pages, {} actors, {} mentions; {} files written, {} unchanged",
            built.pages, built.actors, built.mentions, files.written, files.unchanged,
        );
        meter
    }

    /// Ends the stage that runs, if one does, and begins the next.
    fn begin(&mut self, name: String) {
        self.end();
        // Forgets the peak so far (proc(5), clear_refs); where that is refused, peaks only grow.
        let _ = fs::write("/proc/self/clear_refs", "5");
        self.running = Some((name, Instant::now(), cpu()));
    }

    fn end(&mut self) {
        if let Some((name, wall, before)) = self.running.take() {
            let (wall, cpu) = (wall.elapsed(), cpu().saturating_sub(before));
            self.costs.push(Cost {
                name,
                wall,
                cpu,
                peak: peak(),
            });
        }
    }

    fn print(&self, title: &str) {
        println!(
            "\n{title}\n{:<10} {:>9} {:>9} {:>9}",
            "stage", "wall s", "cpu s", "peak MiB"
        );
        let row = |name: &str, wall: Duration, cpu: Duration, peak: Option<u64>| {
            let peak = peak.map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string());
            println!(
                "{name:<10} {:>9.3} {:>9.3} {peak:>9}",
                wall.as_secs_f64(),
                cpu.as_secs_f64()
            );
        };
        for cost in &self.costs {
            row(&cost.name, cost.wall, cost.cpu, cost.peak);
        }
        let wall = self.costs.iter().map(|cost| cost.wall).sum();
        let cpu = self.costs.iter().map(|cost| cost.cpu).sum();
        row(
            "all",
            wall,
            cpu,
            self.costs.iter().filter_map(|cost| cost.peak).max(),
        );
    }
}

/// The time all processors have spent on this process.
fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let size = Size {
        dossiers: arguments.dossiers,
        actors: arguments.actors,
        sources: arguments.sources,
    };
    let dir = tempfile::tempdir()?;
    {
        let files = project::files(size, 2010);
        project::write(&files, dir.path())?;
    }
    release(dir.path())?.print("From nothing, as `liasse build` does");
    let memos = Memos::default();
    rebuild(dir.path(), &memos)?;
    change_a_word(dir.path())?;
    rebuild(dir.path(), &memos)?.print("A word later, as `liasse watch` does");
    Ok(())
}

/// Builds the project at `root` and writes what was made while the rest is.
fn release(root: &Path) -> anyhow::Result<Meter> {
    let out = root.join("dist");
    let meter = Meter::start();
    let writer = Writer::new(&out, root)?;
    let read = source::read(root, &out, Wishes::default(), 0);
    let begin = |stage| meter.borrow_mut().begin(format!("{stage:?}"));
    let put = |path: &OutPath, output| writer.put(path, &output);
    let built = pipeline::deliver(&read.output, &Memos::forgetful(), &begin, &put);
    meter.borrow_mut().begin("Write".to_owned());
    let Outputs { files, summary } = built.output;
    let files = files.into_iter().map(|(path, hash)| Ok((path, hash?)));
    let written = writer.finish(files.collect::<anyhow::Result<_>>()?)?;
    Ok(Meter::end_with(meter, summary, written))
}

/// Builds the project at `root` with what earlier builds remember, and writes it.
fn rebuild(root: &Path, memos: &Memos) -> anyhow::Result<Meter> {
    let out = root.join("dist");
    let meter = Meter::start();
    let read = source::read(root, &out, Wishes::default(), 0);
    let begin = |stage| meter.borrow_mut().begin(format!("{stage:?}"));
    let built = pipeline::build(&read.output, memos, &begin);
    meter.borrow_mut().begin("Write".to_owned());
    let written = write::write(&built.output, &out, root)?;
    Ok(Meter::end_with(meter, built.output.summary, written))
}

/// Changes a word in the first dossier.
fn change_a_word(root: &Path) -> anyhow::Result<()> {
    let mut dossiers: Vec<_> =
        fs::read_dir(root.join("content/dossiers"))?.collect::<Result<_, _>>()?;
    dossiers.sort_by_key(fs::DirEntry::path);
    if let Some(dossier) = dossiers.first() {
        let text = fs::read_to_string(dossier.path())?;
        fs::write(dossier.path(), format!("{text}\nUn mot de plus.\n"))?;
    }
    Ok(())
}
