//! The only printer of diagnostics: with the line and a caret for people, one JSON object a line
//! for programs.
//!
//! What is printed comes from texts nobody has vetted: control characters are made visible, so
//! that no file can move the cursor of whoever checks it.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::base::diag::{Diagnostic, Diagnostics, Severity, Span};
use crate::source::Sources;

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people, without colours.
    Plain,
    /// For people at a terminal that knows colours.
    Coloured,
    /// One JSON object a line.
    Json,
}

/// Prints `diags` to `to`, in their order. The lines shown are those of `sources`.
pub fn print(
    diags: &Diagnostics,
    sources: &Sources,
    format: Format,
    to: &mut dyn Write,
) -> io::Result<()> {
    for diag in diags.iter() {
        match format {
            Format::Plain => writeln!(to, "{}\n", text(diag, sources, &Renderer::plain()))?,
            Format::Coloured => writeln!(to, "{}\n", text(diag, sources, &Renderer::styled()))?,
            Format::Json => {
                serde_json::to_writer(&mut *to, &Json::new(diag, sources))?;
                writeln!(to)?;
            }
        }
    }
    to.flush()
}

/// `diag` for people, without colours.
pub fn plain(diag: &Diagnostic, sources: &Sources) -> String {
    text(diag, sources, &Renderer::plain())
}

/// The line and column `span` begins at, counted from 1; `None` if the file as a whole is meant.
pub fn start(span: &Span, sources: &Sources) -> Option<(usize, usize)> {
    let range = JsonRange::new(span, sources);
    range.line.zip(range.column)
}

/// Accepts that the reader went away, as `head` does: what it wanted, it has read.
pub fn tolerate_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// `text` with every control character as something visible. Line ends and tabs stay.
pub fn visible(text: &str) -> String {
    let show = |c: char| match c {
        '\n' | '\t' => c,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).expect("a control picture"),
        '\x7f' => '\u{2421}',
        // C1 controls, and the marks that turn the direction of what follows.
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(show).collect()
}

fn text(diag: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diag.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Off => Level::INFO,
    };
    let title = level
        .primary_title(visible(&diag.message))
        .id(diag.code.name());
    let mut group = title.element(place(&diag.span, sources));
    for (span, words) in &diag.related {
        group = group
            .element(Level::NOTE.message(visible(words)))
            .element(place(span, sources));
    }
    if let Some(hint) = &diag.hint {
        group = group.element(Level::HELP.message(visible(hint)));
    }
    renderer.render(&[group])
}

/// A place with its line and a caret; the file alone where there is no line to show.
fn place(span: &Span, sources: &Sources) -> Element<'static> {
    let path = visible(span.path.as_str());
    let Some(line) = Line::of(span, sources) else {
        return Origin::path(path).into();
    };
    let mut source = visible(line.before);
    let start = source.len();
    source.push_str(&visible(line.marked));
    let end = source.len();
    source.push_str(&visible(line.after));
    Snippet::source(source)
        .line_start(line.number)
        .path(path)
        .annotation(AnnotationKind::Primary.span(start..end))
        .into()
}

/// The line a span begins in, cut at the span. A span of several lines is cut at the first.
struct Line<'a> {
    number: usize,
    before: &'a str,
    marked: &'a str,
    after: &'a str,
}

impl<'a> Line<'a> {
    fn of(span: &Span, sources: &'a Sources) -> Option<Self> {
        if span.range == (0..0) {
            return None;
        }
        let text = sources.text(&span.path)?.as_str();
        let start = text.floor_char_boundary(span.range.start);
        let end = text.ceil_char_boundary(span.range.end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..]
            .find('\n')
            .map_or(text.len(), |newline| start + newline);
        let end = end.min(line_end);
        Some(Self {
            number: 1 + newlines(&text[..line_start]),
            before: &text[line_start..start],
            marked: text[start..end].trim_end_matches('\r'),
            after: text[end..line_end].trim_end_matches('\r'),
        })
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// A diagnostic as `--json` prints it. Lines and columns count from 1, columns in characters; all
/// four are `null` when the file as a whole is meant.
#[derive(Serialize)]
struct Json<'a> {
    code: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    range: JsonRange<'a>,
    message: &'a str,
    hint: Option<&'a str>,
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(flatten)]
    range: JsonRange<'a>,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonRange<'a> {
    path: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl<'a> Json<'a> {
    fn new(diag: &'a Diagnostic, sources: &Sources) -> Self {
        let related = diag.related.iter().map(|(span, words)| JsonRelated {
            range: JsonRange::new(span, sources),
            message: words,
        });
        Self {
            code: diag.code.name(),
            severity: match diag.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Off => "off",
            },
            range: JsonRange::new(&diag.span, sources),
            message: &diag.message,
            hint: diag.hint.as_deref(),
            related: related.collect(),
        }
    }
}

impl<'a> JsonRange<'a> {
    fn new(span: &'a Span, sources: &Sources) -> Self {
        let text = match sources.text(&span.path) {
            Some(text) if span.range != (0..0) => Some(text.as_str()),
            _ => None,
        };
        let start = text.map(|text| line_and_column(text, span.range.start));
        let end = text.map(|text| line_and_column(text, span.range.end.max(span.range.start)));
        Self {
            path: span.path.as_str(),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            end_line: end.map(|(line, _)| line),
            end_column: end.map(|(_, column)| column),
        }
    }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        1 + newlines(before),
        1 + before[line_start..].chars().count(),
    )
}
