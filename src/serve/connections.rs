//! Who is connected: a few at a time, each for as long as it takes, and always room for one more.
//!
//! Whoever connects and asks nothing makes room first, the oldest before the others. So thousands
//! of slow connections only push each other out; the author's, which asks at once, stays.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;

use super::answer::Desk;

/// How many may be connected at once.
const SEATS: usize = 256;

/// How long it may take to say what one asks for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How much one may say: the request line with its headers, in bytes.
const HEAD: usize = 16 * 1024;

/// How many headers a request may have.
const HEADERS: usize = 64;

/// Who is connected.
#[derive(Default)]
struct Seats(Mutex<Table>);

#[derive(Default)]
struct Table {
    /// Counts everything that happens: the older, the smaller.
    clock: u64,
    taken: BTreeMap<u64, Seat>,
}

struct Seat {
    task: AbortHandle,
    /// Whether it has asked for something it may have, and when it last did or came.
    rank: (bool, u64),
}

/// Serves whoever comes to `listener`, until the thread ends.
pub(super) async fn serve(listener: TcpListener, desk: Arc<Desk>) {
    let seats = Arc::new(Seats::default());
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => seat(stream, peer, &seats, &desk),
            // Too many open files, say: there will be fewer in a moment.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

fn seat(stream: TcpStream, peer: SocketAddr, seats: &Arc<Seats>, desk: &Arc<Desk>) {
    let number = seats.number();
    let (at, desk) = (Arc::clone(seats), Arc::clone(desk));
    let task = tokio::spawn(async move {
        talk(stream, peer, number, &at, &desk).await;
        at.leave(number);
    });
    seats.take(number, task.abort_handle());
}

async fn talk(stream: TcpStream, peer: SocketAddr, number: u64, seats: &Seats, desk: &Desk) {
    // Small answers must not wait for more to come.
    let _slower = stream.set_nodelay(true);
    let service = service_fn(async |request| {
        let (parts, _) = hyper::Request::into_parts(request);
        let answer = desk.answer(&parts, peer).await;
        if answer.status() != hyper::StatusCode::FORBIDDEN {
            seats.asked(number);
        }
        Ok::<_, Infallible>(answer)
    });
    let talk = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(HEAD)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), service);
    // Whoever speaks no HTTP, too slowly or too much, is sent away without a word.
    let _ended_badly = talk.await;
}

impl Seats {
    fn number(&self) -> u64 {
        let mut table = self.table();
        table.clock += 1;
        table.clock
    }

    fn take(&self, number: u64, task: AbortHandle) {
        let mut table = self.table();
        let rank = (false, number);
        table.taken.insert(number, Seat { task, rank });
        if table.taken.len() > SEATS {
            let first = table.taken.iter().min_by_key(|(_, seat)| seat.rank);
            let first = *first.expect("somebody has a seat").0;
            if let Some(seat) = table.taken.remove(&first) {
                seat.task.abort();
            }
        }
    }

    fn asked(&self, number: u64) {
        let mut table = self.table();
        table.clock += 1;
        let now = table.clock;
        if let Some(seat) = table.taken.get_mut(&number) {
            seat.rank = (true, now);
        }
    }

    fn leave(&self, number: u64) {
        self.table().taken.remove(&number);
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        // Each change is one step, so a poisoned lock still guards a good table.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
