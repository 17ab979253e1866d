//! What browsers are told, as it happens (server-sent events).
//!
//! A browser says which page it shows and which version of it. It hears of a change if what it
//! shows has changed, and of nothing else; whoever was away catches up when he comes back.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::Response;
use hyper::body::Bytes;
use hyper::header;
use hyper::http::request::Parts;
use percent_encoding::percent_decode_str;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use super::answer::{Answer, set};
use super::body::Body;
use super::site::is_page;
use super::viewers::Viewers;
use super::{Finding, Findings, Shown};
use crate::base::memo::{Fingerprint, fingerprint};
use crate::base::path::OutPath;

/// How often a silent connection is tried, so that one that died is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// How many changed files are named; beyond that the browser looks at all of them.
const NAMED: usize = 50;

/// One browser, and what it knows.
struct Listener {
    /// The address of its page, as in a request: `/acteurs/ovh.html`.
    page: String,
    version: Fingerprint,
    generation: u64,
    trouble: Fingerprint,
    /// Whether it runs on this machine, where the author's editor is.
    is_author: bool,
}

/// What a browser must do to show what is so now.
#[derive(Serialize)]
struct News<'a> {
    /// Whether to fetch its page again.
    page: bool,
    /// The files beside pages that changed: `/assets/style.css`.
    files: Vec<String>,
    /// Whether more of them changed than are named.
    more: bool,
    errors: Board<'a>,
    warnings: Board<'a>,
}

/// Findings of one severity as the page shows them.
#[derive(Serialize)]
struct Board<'a> {
    count: usize,
    first: Vec<Told<'a>>,
}

/// A finding as the page shows it.
#[derive(Serialize)]
struct Told<'a> {
    text: &'a str,
    place: &'a str,
    link: Option<&'a str>,
}

/// The events for the browser that asks.
pub(super) fn answer(
    request: &Parts,
    peer: SocketAddr,
    shown: watch::Receiver<Option<Arc<Shown>>>,
    viewers: &Arc<Viewers>,
) -> Answer {
    let listener = Listener {
        page: parameter(request, "page").unwrap_or_else(|| "/".to_owned()),
        version: parameter(request, "version")
            .and_then(|version| Fingerprint::from_str_radix(&version, 16).ok())
            .unwrap_or_default(),
        generation: 0,
        trouble: 0,
        is_author: peer.ip().is_loopback(),
    };
    let viewing = viewers.enter(&listener.page);
    let (sender, pieces) = mpsc::channel(4);
    tokio::spawn(async move {
        tell(listener, shown, sender).await;
        drop(viewing);
    });
    let mut answer = Response::new(Body::Flow { pieces, left: None });
    set(
        &mut answer,
        header::CONTENT_TYPE,
        "text/event-stream; charset=utf-8",
    );
    answer
}

async fn tell(
    mut listener: Listener,
    mut shown: watch::Receiver<Option<Arc<Shown>>>,
    to: mpsc::Sender<io::Result<Bytes>>,
) {
    // It tries again after a moment when we are gone.
    let mut next = "retry: 300\n\n".to_owned();
    loop {
        let current = shown.borrow_and_update().clone();
        if let Some(current) = current {
            next.push_str(&listener.hear(&current));
        }
        if !next.is_empty() && to.send(Ok(Bytes::from(next))).await.is_err() {
            return;
        }
        next = tokio::select! {
            changed = shown.changed() => match changed {
                Ok(()) => String::new(),
                Err(_) => return,
            },
            () = tokio::time::sleep(PULSE) => ":\n\n".to_owned(),
            () = to.closed() => return,
        };
    }
}

impl Listener {
    /// What to tell about `shown`, as an event; nothing if it knows already.
    fn hear(&mut self, shown: &Shown) -> String {
        let is_first = self.generation == 0;
        let is_told = is_first || self.generation == shown.generation;
        let missed = !is_told && self.generation + 1 < shown.generation;
        self.generation = shown.generation;
        let version = shown
            .site
            .as_ref()
            .map_or(0, |site| site.version(&self.page));
        let page = version != self.version;
        self.version = version;
        let is_file = |path: &&OutPath| !is_page(path);
        let mut files: Vec<_> = shown.change.files.iter().filter(is_file).collect();
        if is_told {
            files.clear();
        }
        let more = missed || files.len() > NAMED;
        files.truncate(NAMED);
        let trouble = fingerprint(&shown.trouble);
        let is_news = page || more || !files.is_empty() || trouble != self.trouble;
        self.trouble = trouble;
        if !is_news {
            return String::new();
        }
        let url = |path: &OutPath| path.absolute("/").as_str().to_owned();
        let news = News {
            page,
            files: files.into_iter().map(url).collect(),
            more,
            errors: self.told(&shown.trouble.errors),
            warnings: self.told(&shown.trouble.warnings),
        };
        let news = serde_json::to_string(&news).expect("texts and numbers are JSON");
        format!("event: news\ndata: {news}\n\n")
    }

    fn told<'a>(&self, findings: &'a Findings) -> Board<'a> {
        let told = |finding: &'a Finding| Told {
            text: &finding.text,
            place: &finding.place,
            // The link holds the author's folders, which are nobody else's business.
            link: finding.link.as_deref().filter(|_| self.is_author),
        };
        Board {
            count: findings.count,
            first: findings.first.iter().map(told).collect(),
        }
    }
}

/// The parameter `name` of the address, decoded.
fn parameter(request: &Parts, name: &str) -> Option<String> {
    let mut pairs = request
        .uri
        .query()?
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(percent_decode_str(value).decode_utf8().ok()?.into_owned())
}
