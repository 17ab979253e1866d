//! Whole files, read as the front matter of their path.

use crate::base::diag::Warned;
use crate::base::path::SourcePath;
use crate::base::yaml::Document;
use crate::parse::front::{Version, read, read_events, read_sources};
use crate::parse::place::{Place, place};

/// What is found in `text` at `path`: the code and the bytes it points to.
fn found(path: &str, text: &str) -> Vec<String> {
    let path = SourcePath::new(format!("content/{path}"));
    let languages = ["fr", "en"].map(|lang| lang.parse().expect("a language"));
    let document = Document::whole(&path, text);
    let diags = match place(&path, &languages) {
        Place::Text(place) => {
            let version = match place.lang {
                Some(lang) if lang != languages[0] => Version::Translation,
                _ => Version::Original,
            };
            let Warned { diags, .. } = read(&path, text, &place, version);
            diags
        }
        Place::Events => read_events(&document).diags,
        Place::Sources(listing) => read_sources(&path, text, listing).diags,
        Place::Misplaced | Place::Asset => panic!("{path} is not read"),
    };
    let words = diags.iter().map(|diag| {
        let cut = &text[diag.span.range.clone()];
        format!("{} `{cut}`", diag.code.name())
    });
    words.collect()
}

#[test]
fn what_is_required_is_missed() {
    let cases: [(&str, &str, &[&str]); 13] = [
        ("dossiers/a.md", "---\ntitle: A\ndate: 2010\n---\n", &[]),
        ("dossiers/2010-a.md", "---\ntitle: A\n---\n", &[]),
        ("dossiers/a.en.md", "---\n---\n", &[]),
        (
            "dossiers/a.md",
            "---\n---\n",
            &["missing-key `---`", "missing-key `---`"],
        ),
        (
            "dossiers/2010-a.md",
            "---\ntitle:\n---\n",
            &["missing-key `title`"],
        ),
        ("dossiers/2010-a.md", "A", &["front-missing `A`"]),
        (
            "dossiers/2010-a.md",
            "---\ntitle: A\n",
            &["front-missing `---`"],
        ),
        ("actors/a.md", "---\nname: A\n---\n", &["missing-key `---`"]),
        (
            "actors/a.md",
            "---\nname: A\nkind: person\nrelations:\n- {to: b, role: r, sources: []}\n---\n",
            &["missing-key `[]`"],
        ),
        (
            "events.yaml",
            "- {id: a, title: A, date: 2010, sources: [b]}",
            &[],
        ),
        (
            "events.yaml",
            "- {id: a, title: A, date: 2010, sources: []}",
            &["missing-key `[]`"],
        ),
        (
            "events.yaml",
            "- {id: a, title: A, date: 2010, sources: [b], status: disputed}",
            &["missing-key `disputed`"],
        ),
        (
            "sources.yaml",
            "a:\n  title: A\n",
            &["missing-key `title: A`"],
        ),
    ];
    for (path, text, expected) in cases {
        assert_eq!(found(path, text), expected, "{path}: {text}");
    }
}

#[test]
fn dates_need_no_quotes() {
    for date in [
        "2010",
        "2010-12",
        "2010-12-03",
        "2010-12~",
        "2010/2011",
        "../2011",
    ] {
        let text = format!("---\ntitle: A\ndate: {date}\n---\n");
        assert_eq!(
            found("dossiers/a.md", &text),
            Vec::<String>::new(),
            "{date}"
        );
    }
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a table of faults and what is told of each"
)]
fn everything_wrong_is_told_in_one_run() {
    let cases: [(&str, &str, &[&str]); 8] = [
        (
            "dossiers/2010-a.md",
            "---\ntitel: A\ntitle: A\ntags: x\ndraft: \"yes\"\nembargo: 2010-12-05\ncovers: 2010-13\n---\n",
            &[
                "unknown-key `titel`",
                "wrong-type `x`",
                "wrong-type `\"yes\"`",
                "bad-instant `2010-12-05`",
                "bad-date `2010-13`",
            ],
        ),
        (
            "dossiers/2010-a.md",
            "---\r\ntitle: É\r\ntitle: à\r\nslug: [é]\r\n---\r\n",
            &["duplicate-key `title`", "wrong-type `[é]`"],
        ),
        (
            "events.yaml",
            "- id: a\n  title: {fr: x, fr: y}\n  date: x\n- text: [z]\n- 12\n",
            &[
                "duplicate-key `fr`",
                "bad-date `x`",
                "missing-key `id: a`",
                "missing-key `text: [z]`",
                "missing-key `text: [z]`",
                "missing-key `text: [z]`",
                "missing-key `text: [z]`",
                "wrong-type `[z]`",
                "wrong-type `12`",
            ],
        ),
        (
            "sources.yaml",
            "a: {type: t, title: y}\na: {type: t, title: z}\n",
            &["duplicate-key `a`"],
        ),
        (
            "actors/a.md",
            "---\nname: A\nkind: persn\naliases: [1984, [b], {txt: c}]\nrole: {français: x}\n---\n",
            &[
                "wrong-type `persn`",
                "wrong-type `[b]`",
                "unknown-key `txt`",
                "missing-key `{txt: c}`",
                "unknown-language `français`",
            ],
        ),
        (
            "actors/a.md",
            "---\nun texte\n---\n",
            &["wrong-type `un texte`"],
        ),
        (
            "dossiers/2010-a.md",
            "---\ntitle: A: b\n---\n",
            &["yaml-syntax `:`"],
        ),
        (
            "dossiers/2010-a.md",
            "---\ntitle: A\nextra: &x [*x]\n---\n",
            &["yaml-alias `*x`"],
        ),
    ];
    for (path, text, expected) in cases {
        let (mut found, mut expected) = (found(path, text), expected.to_vec());
        found.sort();
        expected.sort();
        assert_eq!(found, expected, "{path}: {text}");
    }
}

#[test]
fn hostile_yaml_is_refused_at_once() {
    let bomb = (b'b'..=b'i').fold("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, name| {
        let (name, last) = (name as char, (name - 1) as char);
        let repeated = format!("*{last},").repeat(9);
        format!("{text}{name}: &{name} [{repeated}]\n")
    });
    let cases = [
        (format!("extra: {}", "[".repeat(60_000)), "yaml-too-deep"),
        (
            format!("extra:\n  {}", "- ".repeat(10_000)),
            "yaml-too-deep",
        ),
        (
            format!("extra: {}{}", "{a: ".repeat(10_000), "}".repeat(10_000)),
            "yaml-too-deep",
        ),
        (bomb, "yaml-alias"),
        (
            format!("summary: {}", "x".repeat(65_536)),
            "front-too-large",
        ),
    ];
    for (yaml, code) in cases {
        let text = format!("---\ntitle: A\n{yaml}\n---\n");
        let found = found("dossiers/2010-a.md", &text);
        assert_eq!(found.len(), 1, "{code}");
        assert!(found[0].starts_with(code), "{code}: {}", found[0]);
    }
}
