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
        Place::Sources => read_sources(&document).diags,
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
