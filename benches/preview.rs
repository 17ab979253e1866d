//! Tells how long an author waits: from the end of a save to the new text over HTTP, events,
//! waiting for the burst to settle, build and all.
//!
//! ```text
//! cargo bench --bench preview -- --dossiers 10000 --actors 1000
//! ```
//!
//! Each row is one kind of edit, made several times in different files. The page that shows it is
//! looked at, as by a browser, and asked for as soon as the server says that it changed. `others` is
//! when the last of twenty more has shown it, which are asked for one after another, each until it
//! does, by a client that hears of no change; `site` is when everything has been made again. The
//! next edit follows then.

#![allow(
    clippy::disallowed_methods,
    reason = "a bench arranges the disk and measures itself"
)]
#![allow(clippy::print_stdout, reason = "a bench prints what it measures")]

#[path = "project/mod.rs"]
mod project;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::Parser;
use liasse::serve::{Change, Options, Reload, Server, Trouble};
use liasse::source::Wishes;
use liasse::watch::{Means, Project, Step, Watch};
use mimalloc::MiMalloc;
use project::Size;

/// The program's own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Tells how long an author waits for the preview.
#[derive(Parser)]
struct Arguments {
    /// How many dossiers, of about 600 words each.
    #[arg(long, default_value_t = 1_000)]
    dossiers: usize,
    /// How many actors.
    #[arg(long, default_value_t = 100)]
    actors: usize,
    /// How many edits of one word; of the others there are a fifth.
    #[arg(long, default_value_t = 50)]
    edits: usize,
    /// Also tell the memory after 50 edits and after 500.
    #[arg(long)]
    memory: bool,
    /// What cargo passes to every bench.
    #[arg(long, hide = true)]
    bench: bool,
}

/// What one build took and did.
struct Round {
    times: Vec<(Step, Duration)>,
    show: Duration,
    change: Change,
}

/// The project, its preview, and the builds that follow.
struct Desk {
    root: PathBuf,
    address: SocketAddr,
    rounds: Receiver<Round>,
}

/// How many pages are asked for beside the one that is looked at.
const OTHERS: usize = 20;

/// One kind of edit: what it is called, and how it is made for the time `number`, with the page
/// to look at and the text that must be there.
struct Edit<'a> {
    name: &'a str,
    times: usize,
    make: &'a dyn Fn(usize) -> Result<(String, String)>,
    /// Other pages that show it, if any do.
    others: &'a [String],
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let folder = tempfile::tempdir()?;
    let root = folder.path().join("project");
    let size = Size {
        dossiers: arguments.dossiers,
        actors: arguments.actors,
        sources: 0,
    };
    project::write(&project::files(size, 2010), &root)?;
    let desk = Desk::open(&root)?;
    let first = desk.rounds.recv()?;
    println!(
        "{} dossiers, {} actors: {} pages",
        arguments.dossiers, arguments.actors, first.change.rendered
    );
    println!(
        "{:<22} {:>9} {:>9} {:>9} {:>11} {:>9} {:>9}",
        "edit", "page ms", "p95 ms", "others ms", "site ms", "rendered", "reused"
    );
    let dossiers = files(&root.join("content/dossiers"))?;
    let actors = files(&root.join("content/actors"))?;
    let style = root.join("themes/presse/templates/dossier.html");
    let fifth = arguments.edits.div_ceil(5);
    let word = |number: usize| change_word(&dossiers[number * 7 % dossiers.len()], number);
    let actor = |number: usize| rename(&actors[number % actors.len()], number);
    let template = |number: usize| change_template(&style, &dossiers[0], number);
    let others = others(&dossiers)?;
    desk.measure(&Edit {
        name: "a word in a body",
        times: arguments.edits,
        make: &word,
        others: &[],
    })?;
    desk.measure(&Edit {
        name: "the name of an actor",
        times: fifth,
        make: &actor,
        others: &[],
    })?;
    desk.measure(&Edit {
        name: "a template",
        times: fifth,
        make: &template,
        others: &others,
    })?;
    if arguments.memory {
        let base = arguments.edits;
        for number in 0..500 {
            let (page, word) = word(base + number)?;
            desk.wait(&page, &word)?;
            desk.rounds.recv()?;
            if number == 49 || number == 499 {
                println!("after {} edits: {} MiB", number + 1, memory()? / 1024);
            }
        }
    }
    Ok(())
}

/// The pages of [`OTHERS`] of `dossiers`, far apart, without the first.
fn others(dossiers: &[PathBuf]) -> Result<Vec<String>> {
    let parts = dossiers[1..].chunks(dossiers.len().div_ceil(OTHERS));
    let last = parts.filter_map(<[PathBuf]>::last);
    last.map(|file| page("dossiers", file)).collect()
}

/// Adds a word to a dossier.
fn change_word(file: &Path, number: usize) -> Result<(String, String)> {
    let word = format!("Mot{number}x");
    append(file, &format!("\n{word}\n"))?;
    Ok((page("dossiers", file)?, word))
}

/// Gives an actor another name.
fn rename(file: &Path, number: usize) -> Result<(String, String)> {
    let name = format!("Nom Nouveau{number}x");
    let text = fs::read_to_string(file)?;
    let rest = text
        .split_once("name: ")
        .and_then(|(_, rest)| rest.split_once('\n'));
    let (_, rest) = rest.context("an actor has a name")?;
    write(file, &format!("---\nname: {name}\n{rest}"))?;
    Ok((page("acteurs", file)?, name))
}

/// Adds a word to every dossier's template; `file` is the dossier that is looked at.
fn change_template(template: &Path, file: &Path, number: usize) -> Result<(String, String)> {
    let text = include_str!("../themes/presse/templates/dossier.html");
    let word = format!("Gabarit{number}x");
    let text = text.replacen("{% block main %}", &format!("{{% block main %}}{word}"), 1);
    fs::create_dir_all(template.parent().context("it lies in a folder")?)?;
    write(template, &text)?;
    Ok((page("dossiers", file)?, word))
}

impl Desk {
    fn open(root: &Path) -> Result<Self> {
        let server = Server::start(Options {
            interface: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            reload: Reload::On,
            announce: Box::new(|_| ()),
        })?;
        let address = server.address();
        let project = Project {
            root: root.to_owned(),
            out: root.join("dist"),
            wishes: Wishes::default(),
        };
        let mut watch = Watch::new(project, Means::Events, Box::new(|line| println!("{line}")))?;
        let (told, rounds) = channel();
        // Runs until the bench ends.
        std::thread::spawn(move || -> Result<()> {
            while let Some(round) = watch.round(&server)? {
                if round.is_broken() {
                    let broken: Vec<_> = round.diags.iter().take(3).collect();
                    println!("broken: {broken:?}");
                }
                let began = Instant::now();
                let change = server.show(round.outputs, Trouble::default());
                told.send(Round {
                    times: round.times,
                    show: began.elapsed(),
                    change,
                })?;
            }
            Ok(())
        });
        Ok(Self {
            root: root.to_owned(),
            address,
            rounds,
        })
    }

    /// Makes an edit several times, and prints a row.
    fn measure(&self, edit: &Edit<'_>) -> Result<()> {
        let (mut waits, mut others) = (Vec::new(), Vec::new());
        let (mut sites, mut rounds) = (Vec::new(), Vec::new());
        for number in 0..edit.times {
            self.rounds.try_iter().for_each(drop);
            let (page, word) = (edit.make)(number)?;
            let began = Instant::now();
            waits.push(self.wait(&page, &word)?);
            for other in edit.others {
                while !self.get(other)?.contains(&word) {}
            }
            if !edit.others.is_empty() {
                others.push(began.elapsed());
            }
            rounds.push(self.rounds.recv()?);
            sites.push(began.elapsed());
        }
        let mean = |count: fn(&Change) -> usize| {
            let sum: usize = rounds.iter().map(|round| count(&round.change)).sum();
            sum / rounds.len().max(1)
        };
        println!(
            "{:<22} {:>9.1} {:>9.1} {:>9} {:>11.1} {:>9} {:>9}",
            edit.name,
            at(&mut waits, 0.5),
            at(&mut waits, 0.95),
            match edit.others {
                [] => String::new(),
                _ => format!("{:.1}", at(&mut others, 0.5)),
            },
            at(&mut sites, 0.5),
            mean(|change| change.rendered),
            mean(|change| change.reused)
        );
        println!("    {}", stages(&rounds));
        Ok(())
    }

    /// What the server answers now to who asks for the page at `path`.
    fn get(&self, path: &str) -> Result<String> {
        let host = self.address;
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut stream = TcpStream::connect(host)?;
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    /// How long it takes from now until the page at `path` holds `word`.
    fn wait(&self, path: &str, word: &str) -> Result<Duration> {
        let began = Instant::now();
        let host = self.address;
        let events =
            format!("GET /-/events?page=/{path}&version=0 HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let mut stream = TcpStream::connect(host)?;
        // In one piece: the rest of a request that is sent in two waits for the first to arrive.
        stream.write_all(events.as_bytes())?;
        for line in BufReader::new(stream).lines() {
            if !line?.contains("\"page\":true") {
                continue;
            }
            if self.get(path)?.contains(word) {
                return Ok(began.elapsed());
            }
        }
        bail!(
            "the server hung up while {path} of {} was awaited",
            self.root.display()
        )
    }
}

/// The wait that `part` of `waits` do not exceed, in milliseconds.
fn at(waits: &mut [Duration], part: f64) -> f64 {
    waits.sort();
    let index = (waits.len() as f64 * part).ceil() as usize;
    waits[index.clamp(1, waits.len()) - 1].as_secs_f64() * 1_000.0
}

/// `Read 1.0, Prepare 2.0, …`: the means of `rounds`, in milliseconds.
fn stages(rounds: &[Round]) -> String {
    let Some(first) = rounds.first() else {
        return String::new();
    };
    let mean = |sum: Duration| sum.as_secs_f64() * 1_000.0 / rounds.len() as f64;
    let steps = first.times.iter().map(|(step, _)| {
        let times = rounds.iter().flat_map(|round| &round.times);
        let times = times
            .filter(|(other, _)| other == step)
            .map(|(_, time)| *time);
        let name = match step {
            Step::Read => "Read".to_owned(),
            Step::Build(stage) => format!("{stage:?}"),
        };
        format!("{name} {:.1}", mean(times.sum()))
    });
    let show = rounds.iter().map(|round| round.show).sum();
    let mut steps: Vec<_> = steps.collect();
    steps.push(format!("Show {:.1}", mean(show)));
    steps.join(", ")
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path()));
    let mut files: Vec<_> = entries.collect::<Result<_>>()?;
    files.sort();
    Ok(files)
}

/// Where the page of `file` lies.
fn page(folder: &str, file: &Path) -> Result<String> {
    let id = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .context("a name")?;
    let is_digit = |c: char| c.is_ascii_digit() || c == '-';
    Ok(format!("{folder}/{}.html", id.trim_start_matches(is_digit)))
}

fn append(file: &Path, text: &str) -> Result<()> {
    let mut file = fs::OpenOptions::new().append(true).open(file)?;
    Ok(file.write_all(text.as_bytes())?)
}

/// As most editors save: whole, by a file beside it.
fn write(file: &Path, text: &str) -> Result<()> {
    let name = file
        .file_name()
        .and_then(|name| name.to_str())
        .context("a name")?;
    let new = file.with_file_name(format!(".{name}.tmp"));
    fs::write(&new, text)?;
    Ok(fs::rename(new, file)?)
}

/// The memory the process holds, in KiB.
fn memory() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let line = line.context("the system tells it")?;
    Ok(line.trim().trim_end_matches(" kB").trim().parse()?)
}
