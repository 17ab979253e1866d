//! YAML that no parser reads -> one finding, in words that help someone who does not know YAML.

use crate::base::diag::{Code, Diagnostics};
use crate::base::yaml::Document;
use crate::base::yaml::tree::{Problem, ProblemKind};

/// What the parsers say, what it means, and what to do. The first that fits wins.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "mapping values are not allowed",
        "a colon and a space where no key can stand",
        "put a text that holds `: ` in quotes; or see whether the line is indented as those \
         around it",
    ),
    (
        "unexpected character",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "cannot start any token",
        "a text cannot begin with this character",
        "put the text in quotes",
    ),
    (
        "tab",
        "a tab where only spaces can indent",
        "indent with spaces",
    ),
    (
        "trailing content",
        "more text after the quotation mark that ends the value",
        "put the whole text in quotes; within single quotes, write an apostrophe twice",
    ),
    (
        "quoted scalar",
        "the quotation mark that opens here is not closed as it should be",
        "close it at the end of the text; lines in between are indented",
    ),
    (
        "unexpected end of stream",
        "something that was opened is not closed before the end",
        "close the quotation mark or bracket",
    ),
    (
        "',' or ']'",
        "the list in brackets is not closed",
        "put a comma between its items and `]` at its end",
    ),
    (
        "',' or '}'",
        "the mapping in braces is not closed",
        "put a comma between its entries and `}` at its end",
    ),
    (
        "illegal placement of ':'",
        "a colon where none can stand; perhaps a bracket before it is not closed",
        "close the bracket, or put a text that holds `:` in quotes",
    ),
    (
        "unknown anchor",
        "an alias to nothing",
        "a text that begins with `*` needs quotes",
    ),
    (
        "expect ':'",
        "the line before this one is neither a key with a value nor a part of a text",
        "write it as `key: value`, or indent it to continue the value above",
    ),
    (
        "expected ':'",
        "the line before this one is neither a key with a value nor a part of a text",
        "write it as `key: value`, or indent it to continue the value above",
    ),
    (
        "unknown escape",
        "a backslash in double quotes that means nothing",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    (
        "block sequence entries",
        "a list item cannot begin on this line",
        "begin it on a line of its own",
    ),
    (
        "expected '-' indicator",
        "a line that belongs to no item of the list before it",
        "begin it with `- `, or see how far it is indented",
    ),
    (
        "did not find expected key",
        "this does not continue what stands before it",
        "see how far the line is indented; a text with brackets or quotes inside needs quotes \
         around it",
    ),
    (
        "more than one document",
        "a second document begins",
        "remove the line `---`",
    ),
    (
        "repetition limit",
        "aliases repeat too much",
        "write the values out",
    ),
];

/// Reports why no tree could be built.
pub(super) fn report(document: &Document<'_>, problem: Problem, diags: &mut Diagnostics) {
    let (code, message, hint) = match &problem.kind {
        ProblemKind::Syntax(said) => return syntax(document, problem.span.start, said, diags),
        ProblemKind::SecondDocument => (
            Code::YamlSyntax,
            "a second document begins".to_owned(),
            "remove the line `---`; only the first document would be read",
        ),
        ProblemKind::TooDeep => (
            Code::YamlTooDeep,
            "the YAML nests deeper than 64 levels".to_owned(),
            "nothing here needs more than five; see whether brackets are closed",
        ),
        ProblemKind::Repetition => (
            Code::YamlAlias,
            "aliases repeat more than 1 MiB".to_owned(),
            "write the values out instead of repeating them with `*`",
        ),
        ProblemKind::Circle => (
            Code::YamlAlias,
            "an alias stands within what it repeats".to_owned(),
            "write the value out; a text that begins with `*` needs quotes",
        ),
    };
    let span = document.span(document.first_line(problem.span));
    diags.push(code, span, message).hint(hint);
}

/// Reports what a parser `said` about the byte `at` of the YAML.
pub(super) fn syntax(document: &Document<'_>, at: usize, said: &str, diags: &mut Diagnostics) {
    let yaml = document.yaml();
    let at = yaml.floor_char_boundary(at);
    let end = yaml[at..]
        .chars()
        .next()
        .filter(|c| *c != '\n' && *c != '\r')
        .map_or(at, |c| at + c.len_utf8());
    let known = WORDS.iter().find(|(sign, _, _)| said.contains(sign));
    let code = match known {
        Some(("repetition limit", _, _)) => Code::YamlAlias,
        _ => Code::YamlSyntax,
    };
    let message = known.map_or(said, |(_, message, _)| message);
    let diag = diags.push(code, document.span(at..end), message);
    if let Some((_, _, hint)) = known {
        diag.hint(*hint);
    }
}
