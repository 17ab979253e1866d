//! A request -> an answer, from the site that is shown at this moment.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{self, HeaderName, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};
use tokio::sync::watch;

use super::body::Body;
use super::guard::{Guard, Verdict};
use super::page::{self, Additions};
use super::site::{Found, Held, Site, is_page};
use super::viewers::Viewers;
use super::{Reload, Shown, events, file};
use crate::base::memo::fingerprint;
use crate::base::path::OutPath;
use crate::render::Output;

/// Our script, for the preview alone.
const SCRIPT: &str = include_str!("reload.js");

/// How long at most who asks for a page during a build waits for it: it is made next, and few take
/// a hundredth of that.
const PATIENCE: Duration = Duration::from_secs(1);

/// What every answer says. Nothing is kept, nothing is shared with other sites, nothing guessed.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Where requests are answered.
pub(super) struct Desk {
    pub(super) guard: Guard,
    pub(super) reload: Reload,
    /// Lets our script run, and nobody else's.
    pub(super) nonce: String,
    pub(super) shown: watch::Receiver<Option<Arc<Shown>>>,
    pub(super) viewers: Arc<Viewers>,
}

/// What goes back to a browser.
pub(super) type Answer = Response<Body>;

impl Desk {
    /// Answers `request`, which came from `peer`.
    pub(super) async fn answer(&self, request: &Parts, peer: SocketAddr) -> Answer {
        let mut answer = match self.guard.judge(request, peer) {
            Verdict::Refused => status(StatusCode::FORBIDDEN),
            Verdict::Enter(cookie) => {
                let mut answer = moved(request.uri.path());
                set(&mut answer, header::SET_COOKIE, &cookie);
                answer
            }
            Verdict::Welcome => self.welcome(request, peer).await,
        };
        for (name, value) in ALWAYS {
            answer
                .headers_mut()
                .insert(name, HeaderValue::from_static(value));
        }
        if answer.status() == StatusCode::FORBIDDEN {
            answer
                .headers_mut()
                .insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        if request.method == Method::HEAD {
            let length = hyper::body::Body::size_hint(answer.body()).exact();
            if let Some(length) = length {
                set(&mut answer, header::CONTENT_LENGTH, &length.to_string());
            }
            *answer.body_mut() = Body::empty();
        }
        answer
    }

    async fn welcome(&self, request: &Parts, peer: SocketAddr) -> Answer {
        if request.method != Method::GET && request.method != Method::HEAD {
            let mut answer = status(StatusCode::METHOD_NOT_ALLOWED);
            set(&mut answer, header::ALLOW, "GET, HEAD");
            return answer;
        }
        let address = request.uri.path();
        match address {
            "/-/reload.js" if self.reload == Reload::On => return text("text/javascript", SCRIPT),
            "/-/events" if self.reload == Reload::On => {
                let shown = self.shown.clone();
                return events::answer(request, peer, shown, &self.viewers);
            }
            _ => {}
        }
        let Some(shown) = self.shown_at(address).await else {
            return status(StatusCode::SERVICE_UNAVAILABLE);
        };
        match &shown.site {
            Some(site) => self.look_up(request, site, address).await,
            None => self.broken(&shown),
        }
    }

    /// What is shown when the page at `address` is as new as it can be. Whoever comes before the first
    /// build is done waits for it; during a later one, for the page.
    async fn shown_at(&self, address: &str) -> Option<Arc<Shown>> {
        let mut receiver = self.shown.clone();
        let shown = receiver.wait_for(Option::is_some).await.ok()?.clone();
        let site = shown.as_ref().and_then(|shown| shown.site.as_deref());
        let is_known = site.is_some_and(|site| site.has_page(address));
        if !is_known || !self.viewers.ask(address) {
            return shown;
        }
        let is_new = |shown: &Option<Arc<Shown>>| {
            let site = shown.as_ref().and_then(|shown| shown.site.as_deref());
            !self.viewers.is_building() || site.is_some_and(|site| site.is_ahead(address))
        };
        match tokio::time::timeout(PATIENCE, receiver.wait_for(is_new)).await {
            Ok(newer) => newer.ok()?.clone(),
            Err(_) => shown,
        }
    }

    async fn look_up(&self, request: &Parts, site: &Site, address: &str) -> Answer {
        match site.find(address) {
            Found::File(path, held) => {
                let version = held.version;
                self.file(request, path, held, Role::Itself, version).await
            }
            Found::Moved(url) => moved(url.as_str()),
            Found::Missing(Some((path, held))) => {
                let version = site.version(address);
                let mut answer = self
                    .file(request, path, held, Role::NotFound, version)
                    .await;
                *answer.status_mut() = StatusCode::NOT_FOUND;
                answer
            }
            Found::Missing(None) => {
                let mut answer = self.page("<!doctype html><title>404</title>404", 0, None);
                *answer.status_mut() = StatusCode::NOT_FOUND;
                answer
            }
        }
    }

    /// What to say as long as there has been no site without errors.
    fn broken(&self, shown: &Shown) -> Answer {
        let mut html = String::from(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <title>The site cannot be built</title></head>\
             <body><h1>The site cannot be built</h1>",
        );
        for finding in &shown.trouble.errors.first {
            html.push_str(&format!("<pre>{}</pre>", page::escape(&finding.text)));
        }
        html.push_str("</body></html>");
        let mut answer = self.page(&html, 0, None);
        *answer.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        answer
    }

    fn page(&self, html: &str, version: u128, base: Option<&str>) -> Answer {
        let version = format!("{version:x}");
        match self.reload {
            Reload::Off => text("text/html", html),
            Reload::On => {
                let additions = Additions {
                    nonce: &self.nonce,
                    version: &version,
                    base,
                };
                text("text/html", &page::with(html, &additions))
            }
        }
    }

    async fn file(
        &self,
        request: &Parts,
        path: &OutPath,
        held: &Held,
        role: Role,
        version: u128,
    ) -> Answer {
        // Another process may add another script.
        let tag = format!("\"{:x}\"", fingerprint(&(held.version, &self.nonce)));
        if role == Role::Itself && file::is_known(&request.headers, &tag) {
            let mut answer = status(StatusCode::NOT_MODIFIED);
            set(&mut answer, header::ETAG, &tag);
            return answer;
        }
        let base = (role == Role::NotFound).then(|| base(path));
        let mut answer = match &held.output {
            Output::Bytes(bytes) if is_page(path) => match std::str::from_utf8(bytes) {
                Ok(html) => self.page(html, version, base.as_deref()),
                Err(_) => whole(Bytes::from_owner(Arc::clone(bytes))),
            },
            Output::Bytes(bytes) => whole(Bytes::from_owner(Arc::clone(bytes))),
            Output::Embedded(bytes) => whole(Bytes::from_static(bytes)),
            Output::Copy(attachment) => {
                return file::disk(request, path, attachment, &tag).await;
            }
        };
        file::describe(&mut answer, path, &tag);
        if role == Role::NotFound {
            return answer;
        }
        file::cut(answer, &request.headers, &tag)
    }
}

/// As what a file answers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Itself,
    NotFound,
}

/// Where the links of the page at `path` start from: `/en/` for `en/404.html`.
fn base(path: &OutPath) -> String {
    let folder = path
        .as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let slash = if folder.is_empty() { "" } else { "/" };
    OutPath::new(format!("{folder}{slash}"))
        .absolute("/")
        .as_str()
        .to_owned()
}

fn whole(bytes: Bytes) -> Answer {
    Response::new(Body::Whole(bytes))
}

/// An answer without a body.
pub(super) fn status(status: StatusCode) -> Answer {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = status;
    answer
}

fn text(kind: &str, text: &str) -> Answer {
    let mut answer = Response::new(Body::from(text.to_owned()));
    set(
        &mut answer,
        header::CONTENT_TYPE,
        &format!("{kind}; charset=utf-8"),
    );
    answer
}

fn moved(to: &str) -> Answer {
    let mut answer = status(StatusCode::SEE_OTHER);
    // Two slashes would name another host.
    let to = format!("/{}", to.trim_start_matches('/'));
    set(&mut answer, header::LOCATION, &to);
    answer
}

/// Says `value` in the header `name`.
pub(super) fn set(answer: &mut Answer, name: HeaderName, value: &str) {
    let value = HeaderValue::from_str(value).expect("headers of ours are plain text");
    answer.headers_mut().insert(name, value);
}
