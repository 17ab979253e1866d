//! Texts that pulldown-cmark hands out in pieces, put together again: what is raised or a name
//! may begin in one piece and end in another.

use pulldown_cmark::{CowStr, Event};

use crate::parse::dialect::Bytes;

/// The events of `file`, with pieces of text that stand side by side in it as one. Pieces that do
/// not stand there as they are read, such as `&amp;`, stay apart, so that spans stay exact.
pub(super) fn whole<'a>(
    file: &'a str,
    events: impl Iterator<Item = (Event<'a>, Bytes)>,
) -> Vec<(Event<'a>, Bytes)> {
    let mut whole: Vec<(Event<'a>, Bytes)> = Vec::new();
    for (event, span) in events {
        if let (Event::Text(text), Some((Event::Text(last), before))) = (&event, whole.last_mut())
            && before.end == span.start
            && text.len() == span.len()
            && last.len() == before.len()
        {
            before.end = span.end;
            *last = CowStr::Borrowed(&file[before.clone()]);
            continue;
        }
        whole.push((event, span));
    }
    whole
}
