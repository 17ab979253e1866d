//! What an author sees, letter by letter.

use liasse::base::diag::{Code, Diagnostics, Span};
use liasse::base::memo::Hashed;
use liasse::base::path::SourcePath;
use liasse::report::{self, Format};
use liasse::source::{File, Sources};

const PATH: &str = "content/a.md";

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    let file = File::Text(Hashed::new(text.to_owned()));
    sources.files.insert(SourcePath::new(PATH), file);
    sources
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(&SourcePath::new(PATH), range)
}

fn printed(diags: &Diagnostics, sources: &Sources, format: Format) -> String {
    let mut bytes = Vec::new();
    report::print(diags, sources, format, &mut bytes).expect("memory takes everything");
    String::from_utf8(bytes).expect("text")
}

/// One finding at `range`, printed plain.
fn plain(text: &str, range: std::ops::Range<usize>) -> String {
    let mut diags = Diagnostics::default();
    diags.push(Code::DeadLink, span(range), "no document is named `ohv`");
    printed(&diags, &sources(text), Format::Plain)
}

#[test]
fn a_finding_shows_its_line_related_places_and_a_hint() {
    let mut diags = Diagnostics::default();
    diags
        .push(Code::DeadLink, span(9..14), "no document is named `ohv`")
        .related(span(0..4), "a first one stands here")
        .related(Span::file(&SourcePath::new("content/b.md")), "a file")
        .hint("did you mean `ovh`?");
    let sources = sources("h\u{e9}!\nc\u{e9} [ohv] x\r\n");
    let expected = "\
error[dead-link]: no document is named `ohv`
 --> content/a.md:2:4
  |
2 | c\u{e9} [ohv] x
  |    ^^^^^
  |
  = note: a first one stands here
  |
 ::: content/a.md:1:1
  |
1 | h\u{e9}!
  | ^^^
  |
  = note: a file
 ::: content/b.md
  = help: did you mean `ovh`?

";
    assert_eq!(printed(&diags, &sources, Format::Plain), expected);
    let json = "{\"code\":\"dead-link\",\"severity\":\"error\",\"path\":\"content/a.md\",\
        \"line\":2,\"column\":4,\"end_line\":2,\"end_column\":9,\
        \"message\":\"no document is named `ohv`\",\"hint\":\"did you mean `ovh`?\",\
        \"related\":[{\"path\":\"content/a.md\",\"line\":1,\"column\":1,\"end_line\":1,\
        \"end_column\":4,\"message\":\"a first one stands here\"},\
        {\"path\":\"content/b.md\",\"line\":null,\"column\":null,\"end_line\":null,\
        \"end_column\":null,\"message\":\"a file\"}]}\n";
    assert_eq!(printed(&diags, &sources, Format::Json), json);
}

#[test]
fn spans_inside_a_character_or_beyond_the_end_do_not_panic() {
    for (start, end) in [(2, 2), (2, 3), (1, 99), (99, 100), (3, 3)] {
        let text = plain("h\u{e9}", start..end);
        assert!(text.contains("1 | h\u{e9}"), "{start}..{end}: {text}");
    }
    assert!(plain("", 1..2).contains("content/a.md"));
    #[expect(clippy::reversed_empty_ranges, reason = "a span from a faulty stage")]
    let reversed = plain("abc", 2..1);
    assert!(reversed.contains("content/a.md:1:3"), "{reversed}");
}

#[test]
fn control_characters_are_shown_not_obeyed() {
    let text = "\u{1b}[31m\u{9b}2J\u{202e}\u{7f}x";
    let at = text.len() - 1;
    let printed = plain(text, at..at + 1);
    assert!(
        printed.contains("1 | \u{241b}[31m\u{fffd}2J\u{fffd}\u{2421}x\n"),
        "{printed}"
    );
    assert_eq!(report::visible("a\x1bb\tc\nd"), "a\u{241b}b\tc\nd");
}

#[test]
fn a_huge_line_is_cut_around_the_caret() {
    let text = format!("{}[ohv]{}", "a ".repeat(100_000), " b".repeat(100_000));
    let printed = plain(&text, 200_000..200_005);
    assert!(printed.contains("[ohv]") && printed.contains("content/a.md:1:200001"));
    assert!(printed.len() < 1_000, "{} bytes", printed.len());
}

#[test]
fn colours_are_only_where_they_are_asked_for() {
    let mut diags = Diagnostics::default();
    diags.push(Code::DeadLink, span(0..1), "no");
    let sources = sources("x");
    assert!(printed(&diags, &sources, Format::Coloured).contains('\u{1b}'));
    assert!(!printed(&diags, &sources, Format::Plain).contains('\u{1b}'));
}
