//! The dialect on texts of a line or two, as a script of its steps.

use crate::config::RawHtml;
use crate::parse::body::Fidelity;
use crate::parse::dialect::{Edge, Open, Step, steps};

/// The steps in short: blocks in parentheses, markup as tags, text that is not searched in
/// angle quotes.
fn script(markdown: &str) -> String {
    let mut script = String::new();
    for step in steps(markdown, 0, RawHtml::Shown) {
        let word = match step {
            Step::Open(Open::Heading(level, id), _) => {
                format!("h{level}#{}(", id.as_deref().unwrap_or_default())
            }
            Step::Open(Open::Paragraph(_), _) => "p(".to_owned(),
            Step::Open(Open::Bare(_), _) => "(".to_owned(),
            Step::Close => ")".to_owned(),
            Step::Text { text, searched, .. } if searched => text.to_string(),
            Step::Text { text, .. } => format!("‹{text}›"),
            Step::Code(code, _) => format!("`{code}`"),
            Step::SoftBreak => "/".to_owned(),
            Step::HardBreak => "//".to_owned(),
            Step::Mark(mark, edge) => mark.tag(edge).to_owned(),
            Step::Link { target, label, .. } => format!("[{target} {label:?}|"),
            Step::LinkEnd => "]".to_owned(),
            Step::Image(picture) => format!("image {}", picture.alt),
            Step::Figure(picture) => format!("figure {} {}", picture.alt, picture.title),
            Step::Citation { items, spaced, .. } => {
                let item = items.iter();
                let item = item.map(|item| (&*item.source, item.locator.as_deref()));
                let blank = if spaced { "~" } else { "" };
                format!("{blank}{:?}", item.collect::<Vec<_>>())
            }
            Step::Quotation(Fidelity::Verbatim, Edge::Start, _) => "quotation! ".to_owned(),
            Step::Quotation(Fidelity::Free, Edge::Start, _) => "quotation ".to_owned(),
            Step::Quotation(..) => String::new(),
            Step::Attribution(Edge::Start) => " by ".to_owned(),
            Step::Attribution(Edge::End) => String::new(),
            Step::UnknownClass(name, span) => format!("?{name}@{span:?}"),
            Step::ShownHtml(span) => format!("!{span:?}"),
            step => format!("{step:?}"),
        };
        script.push_str(&word);
    }
    script
}

#[track_caller]
fn reads(markdown: &str, expected: &str) {
    assert_eq!(script(markdown), expected, "{markdown}");
}

#[test]
fn words_are_raised_and_lowered() {
    reads("Le 1^er^ avril", "p(Le 1<sup>er</sup> avril)");
    reads("M^me^ Aubry", "p(M<sup>me</sup> Aubry)");
    reads("H~2~O", "p(H<sub>2</sub>O)");
    reads("`1^er^` et 2 ^ 3 ^ 4", "p(`1^er^` et 2 ^ 3 ^ 4)");
    reads("a^b c^", "p(a^b c^)");
    reads("~50 ou ~60", "p(~50 ou ~60)");
    reads("~~non~~", "p(<del>non</del>)");
    reads("x^^2^^", "p(x^^2^^)");
}

#[test]
fn addresses_are_left_alone() {
    reads(
        "<https://example.org/1^er^>",
        "p([https://example.org/1^er^ Target|‹https://example.org/1^er^›])",
    );
    reads("[a](b^2^.md)", "p([b^2^.md Written|‹a›])");
}

#[test]
fn names_in_double_brackets_are_links() {
    reads("[[ovh]]", "p([ovh Target|‹ovh›])");
    reads(
        "Chez [[ovh|l’hébergeur]].",
        "p(Chez [ovh Written|‹l’hébergeur›].)",
    );
    reads(
        "|a|\n|-|\n|[[ovh\\|lui]]|",
        "Group(Table([None]), Start)Group(TableHead, Start)Group(TableCell, Start)(a)\
         Group(TableCell, End)Group(TableHead, End)Group(TableRow, Start)\
         Group(TableCell, Start)([ovh Written|‹lui›])Group(TableCell, End)\
         Group(TableRow, End)Group(Table([]), End)",
    );
}

#[test]
fn citations_name_sources() {
    reads("Dit-il [@a, p. 3].", "p(Dit-il~[(\"a\", Some(\"p. 3\"))].)");
    reads("[@a; @b]", "p([(\"a\", None), (\"b\", None)])");
    reads("[@]", "p([@])");
    reads(
        "> Oui [@a,\n> p.  3].",
        "Group(BlockQuote, Start)p(Oui~[(\"a\", Some(\"p. 3\"))].)Group(BlockQuote, End)",
    );
}

#[test]
fn spans_lie_in_brackets() {
    reads(
        "Le [*Monde* d’hier]{.no-mention}, hier",
        "p(Le <em>‹Monde›</em>‹ d’hier›, hier)",
    );
    reads("[Monde]{.nomention}", "p(‹Monde›?nomention@7..19)");
    reads("[Monde] {.no-mention}", "p([Monde] {.no-mention})");
    reads("# Titre {#ici .grand}", "?grand@0..21h1#ici(Titre)");
}

#[test]
fn pictures_alone_are_figures() {
    reads("![Chat](c.jpg \"Légende\")", "figure Chat Légende");
    reads("![](c.jpg){.decorative}", "figure  ");
    reads("Un ![chat](c.jpg).", "p(Un image chat.)");
    reads("![](c.jpg){.deco}", "?deco@10..17figure  ");
}

#[test]
fn quotes_with_a_speaker_are_quotations() {
    reads(
        "> Non.\n> — [[klaba]], [@soir] {.verbatim}",
        "quotation! p(Non.) by (— [klaba Target|‹klaba›],~[(\"soir\", None)])",
    );
    reads(
        "> Non.\n>\n> — [[klaba]]",
        "quotation p(Non.) by (— [klaba Target|‹klaba›])",
    );
    reads(
        "> Non.\n> — [[klaba]] {.verbatm}",
        "quotation p(Non.) by (?verbatm@23..33— [klaba Target|‹klaba›])",
    );
}

#[test]
fn other_quotes_are_not() {
    let plain = |inside: &str| format!("Group(BlockQuote, Start){inside}Group(BlockQuote, End)");
    reads("> — Oui.\n> — Non.", &plain("p(— Oui./— Non.)"));
    reads("> — [[klaba]]", &plain("p(— [klaba Target|‹klaba›])"));
    reads(
        "> *Non.\n> — [[klaba]]*",
        &plain("p(<em>Non./— [klaba Target|‹klaba›]</em>)"),
    );
}

#[test]
fn html_is_shown_once_a_construct() {
    reads("a <b\nc> d", "p(a !2..7‹<b c>› d)");
    reads("<div>\nx\n</div>", "!0..14p(‹<div>›/‹x›/‹</div>›)");
}
