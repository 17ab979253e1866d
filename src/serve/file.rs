//! A file -> an answer: what it is, whether the browser has it, and the part that is asked for.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::RangeInclusive;

use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};
use tokio::sync::mpsc;

use super::answer::{Answer, set, status};
use super::body::Body;
use crate::base::path::OutPath;
use crate::source::{self, Attachment};

/// How much of a file is read at a time.
const PIECE: usize = 64 * 1024;

/// The headers that tell what the file at `path` is.
pub(super) fn describe(answer: &mut Answer, path: &OutPath, tag: &str) {
    let guess = mime_guess::from_path(path.as_str()).first_or_octet_stream();
    let is_text = guess.type_() == mime_guess::mime::TEXT
        || guess.subtype() == "json"
        || guess.essence_str().ends_with("xml");
    let charset = if is_text { "; charset=utf-8" } else { "" };
    set(
        answer,
        header::CONTENT_TYPE,
        &format!("{}{charset}", guess.essence_str()),
    );
    set(answer, header::ETAG, tag);
    set(answer, header::ACCEPT_RANGES, "bytes");
    if guess.essence_str() == "image/svg+xml" {
        // Opened by itself, a drawing is a document, and could bring a script.
        let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";
        set(answer, header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// Whether the browser has this very version.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|it| it.split(','));
    tags.any(|known| {
        let known = known.trim();
        known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag
    })
}

/// What is asked for of a file.
enum Part {
    All,
    Only(RangeInclusive<u64>),
    /// Nothing that it has.
    Beyond,
}

/// What `headers` ask for of `length` bytes.
fn part(headers: &HeaderMap, tag: &str, length: u64) -> Part {
    let is_other = |known: &HeaderValue| known.as_bytes() != tag.as_bytes();
    if headers.get(header::IF_RANGE).is_some_and(is_other) {
        return Part::All;
    }
    let asked = headers
        .get(header::RANGE)
        .and_then(|value| value.to_str().ok());
    let Some(Ok(asked)) = asked.map(http_range_header::parse_range_header) else {
        return Part::All;
    };
    match asked.validate(length).as_deref() {
        Ok([range]) => Part::Only(range.clone()),
        // Several parts at once: all of it is a good answer too.
        Ok(_) => Part::All,
        Err(_) => Part::Beyond,
    }
}

fn beyond(length: u64) -> Answer {
    let mut answer = status(StatusCode::RANGE_NOT_SATISFIABLE);
    set(
        &mut answer,
        header::CONTENT_RANGE,
        &format!("bytes */{length}"),
    );
    answer
}

/// The part of `answer` that is asked for.
pub(super) fn cut(mut answer: Answer, headers: &HeaderMap, tag: &str) -> Answer {
    let Body::Whole(bytes) = answer.body() else {
        return answer;
    };
    let length = bytes.len() as u64;
    match part(headers, tag, length) {
        Part::All => answer,
        Part::Beyond => beyond(length),
        Part::Only(range) => {
            let (start, end) = (*range.start() as usize, *range.end() as usize);
            *answer.body_mut() = Body::Whole(bytes.slice(start..=end));
            mark_part(&mut answer, &range, length);
            answer
        }
    }
}

fn mark_part(answer: &mut Answer, range: &RangeInclusive<u64>, length: u64) {
    *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
    let value = format!("bytes {}-{}/{length}", range.start(), range.end());
    set(answer, header::CONTENT_RANGE, &value);
}

/// A file on the disk, or what is asked for of it, piece by piece.
pub(super) async fn disk(
    request: &Parts,
    path: &OutPath,
    attachment: &Attachment,
    tag: &str,
) -> Answer {
    let range = match part(&request.headers, tag, attachment.len) {
        Part::All => None,
        Part::Only(range) => Some(range),
        Part::Beyond => return beyond(attachment.len),
    };
    let wanted = attachment.clone();
    let opened = tokio::task::spawn_blocking(move || source::open(&wanted)).await;
    let Ok(Ok(mut file)) = opened else {
        // It was changed or taken away a moment ago; the next build will know.
        return status(StatusCode::NOT_FOUND);
    };
    let (start, left) = match &range {
        Some(range) => (*range.start(), range.end() - range.start() + 1),
        None => (0, attachment.len),
    };
    let (sender, pieces) = mpsc::channel(2);
    if request.method != Method::HEAD {
        tokio::task::spawn_blocking(move || pump(&mut file, start, left, &sender));
    }
    let mut answer = Response::new(Body::Flow {
        pieces,
        left: Some(left),
    });
    describe(&mut answer, path, tag);
    if let Some(range) = &range {
        mark_part(&mut answer, range, attachment.len);
    }
    answer
}

/// Sends `left` bytes of `file` from `start` on, until the browser goes away.
fn pump(file: &mut File, start: u64, left: u64, to: &mpsc::Sender<io::Result<Bytes>>) {
    let mut read = || -> io::Result<()> {
        file.seek(SeekFrom::Start(start))?;
        let mut rest = file.take(left);
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let length = rest.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            if length == 0 || to.blocking_send(Ok(piece.into())).is_err() {
                return Ok(());
            }
        }
    };
    if let Err(error) = read() {
        // A promise of so many bytes that cannot be kept ends the connection.
        let _gone_too = to.blocking_send(Err(error));
    }
}
