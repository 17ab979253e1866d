//! What pulldown-cmark hands out, ready to be walked: texts whole again, and for each tag where it
//! ends.

use pulldown_cmark::{CowStr, Event};

use crate::parse::dialect::Bytes;

/// The events of `file`, with pieces of text that stand side by side in it as one: what is raised,
/// or a name, may begin in one piece and end in another. Pieces that do
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

/// For each event that begins or ends a tag the number of the one at its other end.
pub(super) fn partners(events: &[(Event<'_>, Bytes)]) -> Vec<usize> {
    let mut partner: Vec<usize> = (0..events.len()).collect();
    let mut open = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(index),
            Event::End(_) => {
                let start = open.pop().expect("pulldown-cmark ends only what it began");
                partner[start] = index;
                partner[index] = start;
            }
            _ => {}
        }
    }
    partner
}
