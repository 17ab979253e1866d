//! [`Outputs`] over HTTP, from memory, to the author's own browser.
//!
//! Every request is first judged by `guard`; then answered from a map of known addresses and from
//! nothing else (`site`, `answer`). What is shown is swapped whole, but for pages that are looked at
//! during a build (`viewers`) or asked for: these are shown ahead of the rest, and taken back if that
//! comes to nothing. Pages get one element more, our script, in the answer only (`page`); it listens
//! to `events`. The async runtime stays in this room, in a thread of its own.

mod answer;
mod body;
mod connections;
mod events;
mod file;
mod guard;
mod page;
mod site;
mod viewers;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use tokio::sync::watch;

use crate::base::path::OutPath;
use crate::pipeline::Audience;
use crate::render::{Output, Outputs};
use answer::Desk;
use guard::Guard;
use site::Site;
use viewers::Viewers;

pub use guard::Announce;
pub use site::Change;

/// How many ports are tried, from the one that was asked for on.
const PORTS: u16 = 20;

/// How many findings of one severity a page shows.
pub const FINDINGS: usize = 50;

/// How a site is served.
pub struct Options {
    /// Where to listen. For any other than loopback, visitors need a key.
    pub interface: IpAddr,
    /// The port; if it is taken, the next free one. 0 leaves the choice to the system.
    pub port: u16,
    /// Whether pages follow changes.
    pub reload: Reload,
    /// Is told the address that lets the next visitor in.
    pub announce: Announce,
}

/// Whether pages in the browser follow changes by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reload {
    /// They get our script.
    On,
    /// They are sent as they were built.
    Off,
}

/// A server that runs in its own thread until the program ends.
pub struct Server {
    address: SocketAddr,
    shown: watch::Sender<Option<Arc<Shown>>>,
    viewers: Arc<Viewers>,
}

/// What is wrong with the site, as browsers show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Trouble {
    /// What keeps the site from being shown as it is now.
    pub errors: Findings,
    /// What somebody should look at.
    pub warnings: Findings,
}

/// Findings of one severity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Findings {
    /// How many there are.
    pub count: usize,
    /// The first [`FINDINGS`] of them.
    pub first: Vec<Finding>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Finding {
    /// What the terminal says, plain.
    pub text: String,
    /// Where, in short: `content/dossiers/a.md:12:3`.
    pub place: String,
    /// An address that opens the place in an editor.
    pub link: Option<String>,
}

/// Everything there is to see at one moment.
#[derive(Debug, Default)]
struct Shown {
    /// Counts the sites that were shown and what was told of them, from 1.
    generation: u64,
    /// The last site without errors, if there has been one, perhaps with pages ahead of it.
    site: Option<Arc<Site>>,
    /// How it differs from the one shown before.
    change: Change,
    trouble: Trouble,
}

impl Server {
    /// Starts a server that has nothing to show yet: whoever asks, waits.
    pub fn start(options: Options) -> Result<Self> {
        let listener = listen(options.interface, options.port)?;
        let address = listener.local_addr().context("the server has no address")?;
        let (shown, receiver) = watch::channel(None);
        let viewers = Arc::new(Viewers::default());
        let unavailable = "the system gives no random numbers";
        let desk = Arc::new(Desk {
            guard: Guard::new(address, options.announce).context(unavailable)?,
            reload: options.reload,
            nonce: random().context(unavailable)?,
            shown: receiver,
            viewers: Arc::clone(&viewers),
        });
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.context("cannot start the server")?;
        std::thread::Builder::new()
            .name("serve".to_owned())
            .spawn(move || {
                runtime.block_on(async {
                    let listener = tokio::net::TcpListener::from_std(listener)
                        .expect("the runtime has a driver for what is listened to");
                    connections::serve(listener, desk).await;
                });
            })
            .context("cannot start the server")?;
        Ok(Self {
            address,
            shown,
            viewers,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shows `outputs` from now on.
    pub fn show(&self, outputs: Outputs, trouble: Trouble) -> Change {
        let previous = self.shown.borrow().clone().unwrap_or_default();
        let (site, change) = Site::new(outputs, previous.site.as_deref());
        let site = Some(Arc::new(site));
        let next = previous.followed_by(site, change.clone(), trouble);
        self.viewers.end();
        self.shown.send_replace(Some(Arc::new(next)));
        change
    }

    /// Keeps the last whole site, and tells what keeps it from being newer.
    pub fn warn(&self, trouble: Trouble) {
        let previous = self.shown.borrow().clone().unwrap_or_default();
        let site = previous.site.as_ref().map(|site| Arc::new(site.whole()));
        let next = previous.followed_by(site, Change::default(), trouble);
        self.viewers.end();
        self.shown.send_replace(Some(Arc::new(next)));
    }
}

impl Shown {
    /// What there is to see next.
    fn followed_by(&self, site: Option<Arc<Site>>, change: Change, trouble: Trouble) -> Self {
        let is_news = !change.files.is_empty() || self.trouble != trouble;
        let is_first = self.generation == 0;
        let generation = self.generation + u64::from(is_news || is_first);
        // Who has not heard of that generation yet must still learn of its files.
        let change = if is_news || is_first {
            change
        } else {
            self.change.clone()
        };
        Self {
            generation,
            site,
            change,
            trouble,
        }
    }
}

/// Browsers see the pages they show before the rest of the site is ready.
impl Audience for Server {
    fn watches(&self) -> BTreeSet<OutPath> {
        files(&self.viewers.begin())
    }

    fn arrives(&self) -> BTreeSet<OutPath> {
        files(&self.viewers.arrived())
    }

    fn show_ahead(&self, pages: BTreeMap<OutPath, Output>) {
        // Under the lock, for several threads show pages.
        self.shown.send_if_modified(|shown| {
            let Some(previous) = shown else { return false };
            let Some(site) = &previous.site else {
                return false;
            };
            let site = Some(Arc::new(site.ahead(pages)));
            let (change, trouble) = (Change::default(), previous.trouble.clone());
            *shown = Some(Arc::new(previous.followed_by(site, change, trouble)));
            true
        });
    }
}

/// The files at the addresses `pages`, as far as there can be any.
fn files(pages: &BTreeSet<String>) -> BTreeSet<OutPath> {
    pages.iter().filter_map(|page| site::named(page)).collect()
}

/// Listens at `port`, or at the next free one.
fn listen(interface: IpAddr, port: u16) -> Result<TcpListener> {
    let last = if port == 0 {
        0
    } else {
        port.saturating_add(PORTS)
    };
    for port in port..=last {
        match TcpListener::bind((interface, port)) {
            Ok(listener) => {
                listener
                    .set_nonblocking(true)
                    .context("the server cannot listen")?;
                return Ok(listener);
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(error) => {
                return Err(anyhow!(
                    "cannot listen at {interface}, port {port}: {error}"
                ));
            }
        }
    }
    Err(anyhow!(
        "the ports {port} to {last} are all taken; choose another with --port"
    ))
}

/// 128 bits that nobody can guess, in digits.
fn random() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
