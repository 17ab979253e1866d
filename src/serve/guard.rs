//! Who may ask: checked for every request, before anything looks at what it asks for.
//!
//! Any page in any browser tab can send requests to this machine, and with a name of its own that
//! it lets lead here (DNS rebinding) it could read the answers. So the name must be one of ours,
//! whatever it leads to, and so must the page that asks. An attacker needs a name: addresses in
//! digits cannot be rebound.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Mutex, PoisonError};

use hyper::header::{COOKIE, HOST, HeaderMap, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::http::uri::Authority;

use super::random;

/// Where we listen, and so by which names we may be asked.
pub(super) struct Guard {
    listening: SocketAddr,
    keys: Mutex<Keys>,
    announce: Announce,
}

/// Tells the author the address that lets the next person in.
pub type Announce = Box<dyn Fn(&str) + Send + Sync>;

/// What others than the author must know.
struct Keys {
    /// Opens one browser; then there is another one.
    next: String,
    /// The browsers that are in.
    sessions: BTreeSet<String>,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Welcome,
    /// It brought the key: the cookie that this browser shows from now on.
    Enter(String),
    Refused,
}

impl Guard {
    /// A guard for whoever comes to `listening`.
    pub(super) fn new(listening: SocketAddr, announce: Announce) -> std::io::Result<Self> {
        let keys = Keys {
            next: random()?,
            sessions: BTreeSet::new(),
        };
        let guard = Self {
            listening,
            keys: Mutex::new(keys),
            announce,
        };
        if !guard.listening.ip().is_loopback() {
            guard.tell(&guard.keys().next);
        }
        Ok(guard)
    }

    /// Decides about a request that came from `peer`.
    pub(super) fn judge(&self, request: &Parts, peer: SocketAddr) -> Verdict {
        let is_ours = self.is_ours(request) && is_our_page(&request.headers);
        let from_ours = match single(&request.headers, &ORIGIN) {
            Ok(None) => true,
            Ok(Some(origin)) => origin
                .strip_prefix("http://")
                .is_some_and(|name| self.is_name(name)),
            Err(Several) => false,
        };
        if !is_ours || !from_ours {
            return Verdict::Refused;
        }
        if peer.ip().is_loopback() {
            return Verdict::Welcome;
        }
        self.judge_stranger(request)
    }

    /// Whether the names in the request are ours.
    fn is_ours(&self, request: &Parts) -> bool {
        let host = single(&request.headers, &HOST);
        let target = request.uri.authority();
        matches!(host, Ok(Some(host)) if self.is_name(host))
            && target.is_none_or(|target| self.is_name(target.as_str()))
            && request
                .uri
                .scheme_str()
                .is_none_or(|scheme| scheme == "http")
    }

    /// Whether `name`, with its port, leads to us and cannot be made to by anybody else.
    fn is_name(&self, name: &str) -> bool {
        let Ok(authority) = name.parse::<Authority>() else {
            return false;
        };
        let port = match authority.port() {
            Some(port) => port.as_str().parse().ok(),
            None if name.ends_with(':') => None,
            None => Some(80),
        };
        if port != Some(self.listening.port()) || name.contains('@') {
            return false;
        }
        let host = authority.host();
        if host.eq_ignore_ascii_case("localhost") {
            return true;
        }
        let digits = host.trim_start_matches('[').trim_end_matches(']');
        digits.parse::<IpAddr>().is_ok_and(|ip| {
            let listening = self.listening.ip();
            ip == listening || ip.is_loopback() || listening.is_unspecified()
        })
    }

    /// Decides about somebody at another machine.
    fn judge_stranger(&self, request: &Parts) -> Verdict {
        let mut keys = self.keys();
        let cookies = request.headers.get_all(COOKIE).iter();
        let cookies = cookies.filter_map(|cookie| cookie.to_str().ok());
        let mut cookies = cookies.flat_map(|cookie| cookie.split("; "));
        let name = self.cookie();
        let is_in = |cookie: &str| {
            let value = cookie
                .strip_prefix(&name)
                .and_then(|rest| rest.strip_prefix('='));
            value.is_some_and(|value| keys.sessions.contains(value))
        };
        if cookies.any(is_in) {
            return Verdict::Welcome;
        }
        let key = request
            .uri
            .query()
            .and_then(|query| query.strip_prefix("key="));
        if key != Some(keys.next.as_str()) {
            return Verdict::Refused;
        }
        let (Ok(session), Ok(next)) = (random(), random()) else {
            return Verdict::Refused;
        };
        self.tell(&next);
        keys.next = next;
        keys.sessions.insert(session.clone());
        let cookie = format!("{name}={session}; Path=/; HttpOnly; SameSite=Lax");
        Verdict::Enter(cookie)
    }

    /// Cookies know no ports: two previews on one machine must not take each other's.
    fn cookie(&self) -> String {
        format!("liasse-{}", self.listening.port())
    }

    fn tell(&self, key: &str) {
        (self.announce)(&format!("http://{}/?key={key}", self.listening));
    }

    fn keys(&self) -> std::sync::MutexGuard<'_, Keys> {
        // A key is replaced whole, so a poisoned lock still guards good ones.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A header that may stand once stands several times, or is no text.
#[derive(Debug)]
struct Several;

fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Several> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Several),
        (Some(_), Some(_)) => Err(Several),
    }
}

/// Whether a page of ours asks, or somebody who typed or followed an address. Browsers say so
/// themselves, and no page can make them say otherwise.
fn is_our_page(headers: &HeaderMap) -> bool {
    let says = |name: &str| headers.get(name).map(|value| value.as_bytes());
    match says("sec-fetch-site") {
        None | Some(b"same-origin" | b"none") => true,
        Some(_) => {
            says("sec-fetch-mode") == Some(b"navigate")
                && says("sec-fetch-dest") == Some(b"document")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    fn request(target: &str, cookie: Option<&str>) -> Parts {
        let mut request = hyper::Request::get(target).header(HOST, "192.168.1.5:80");
        if let Some(cookie) = cookie {
            request = request.header(COOKIE, cookie);
        }
        let request = request.body(()).expect("a request");
        request.into_parts().0
    }

    #[test]
    fn a_key_lets_one_browser_in_once() {
        let (tell, told) = channel();
        let announce = Box::new(move |address: &str| drop(tell.send(address.to_owned())));
        let listening = "192.168.1.5:80".parse().expect("an address");
        let guard = Guard::new(listening, announce).expect("random numbers");
        let visitor = "192.168.1.9:1000".parse().expect("an address");
        let judge = |target: &str, cookie| guard.judge(&request(target, cookie), visitor);
        let address = told.recv().expect("the first key is told");
        let target = address
            .strip_prefix("http://192.168.1.5:80")
            .expect("our address");
        assert_eq!(judge("/", None), Verdict::Refused);
        assert_eq!(judge("/?key=0", None), Verdict::Refused);
        let Verdict::Enter(cookie) = judge(target, None) else {
            panic!("the key does not open");
        };
        assert_eq!(judge(target, None), Verdict::Refused, "it opens once");
        let (cookie, _) = cookie.split_once(';').expect("a cookie with attributes");
        assert_eq!(judge("/", Some(cookie)), Verdict::Welcome);
        assert_eq!(judge("/", Some("liasse-80=0")), Verdict::Refused);
        assert_ne!(told.recv().expect("the next key is told"), address);
        let author = "127.0.0.1:1000".parse().expect("an address");
        assert_eq!(guard.judge(&request("/", None), author), Verdict::Welcome);
    }
}
