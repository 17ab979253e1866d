//! What an answer is made of: bytes at once, or bytes that come.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::sync::mpsc;

/// The body of an answer.
pub(super) enum Body {
    /// All of it.
    Whole(Bytes),
    /// As it comes.
    Flow {
        pieces: mpsc::Receiver<io::Result<Bytes>>,
        /// How many bytes are still to come, where that is known.
        left: Option<u64>,
    },
}

impl Body {
    /// Nothing.
    pub(super) fn empty() -> Self {
        Self::Whole(Bytes::new())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::Whole(text.into())
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match self.get_mut() {
            Body::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Body::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Body::Flow { pieces, left } => pieces.poll_recv(context).map(|piece| {
                let piece = piece?;
                if let (Ok(bytes), Some(left)) = (&piece, left) {
                    *left = left.saturating_sub(bytes.len() as u64);
                }
                Some(piece.map(Frame::data))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Body::Whole(bytes) => bytes.is_empty(),
            Body::Flow { left, .. } => *left == Some(0),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Body::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Body::Flow {
                left: Some(left), ..
            } => SizeHint::with_exact(*left),
            Body::Flow { left: None, .. } => SizeHint::new(),
        }
    }
}
