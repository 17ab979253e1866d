//! Superscript and subscript within words, which pulldown-cmark leaves alone: `1^er^`, `H~2~O`.

use pulldown_cmark::CowStr;

use crate::parse::dialect::{Bytes, Edge, Mark, Step, part};

/// Adds a text, cut where something is raised or lowered.
pub(super) fn push<'a>(steps: &mut Vec<Step<'a>>, text: CowStr<'a>, searched: bool, span: Bytes) {
    // One sign at a time, many bytes are looked at together.
    if !text.contains('^') && !text.contains('~') {
        steps.push(Step::Text {
            text,
            searched,
            span,
        });
        return;
    }
    // Where the text stands as written, spans can be exact.
    let exact = text.len() == span.len();
    let place = |range: Bytes| {
        if exact {
            span.start + range.start..span.start + range.end
        } else {
            span.clone()
        }
    };
    let add = |steps: &mut Vec<Step<'a>>, range: Bytes| {
        if !range.is_empty() {
            steps.push(Step::Text {
                text: part(&text, range.clone()),
                searched,
                span: place(range),
            });
        }
    };
    let mut done = 0;
    while let Some((open, close, mark)) = next(&text, done) {
        add(steps, done..open);
        steps.push(Step::Mark(mark, Edge::Start));
        add(steps, open + 1..close);
        steps.push(Step::Mark(mark, Edge::End));
        done = close + 1;
    }
    add(steps, done..text.len());
}

/// The next pair of signs from `from` on: after a letter or figure, around letters and figures.
fn next(text: &str, from: usize) -> Option<(usize, usize, Mark)> {
    let mut at = from;
    loop {
        let open = at + text[at..].find(['^', '~'])?;
        let sign = &text[open..open + 1];
        let mark = if sign == "^" {
            Mark::Superscript
        } else {
            Mark::Subscript
        };
        let after_word = text[..open]
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric);
        let inside = text[open + 1..]
            .find(|letter: char| !letter.is_alphanumeric())
            .map(|length| open + 1 + length);
        match inside {
            Some(close) if after_word && close > open + 1 && text[close..].starts_with(sign) => {
                return Some((open, close, mark));
            }
            _ => at = open + 1,
        }
    }
}
