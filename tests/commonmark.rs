//! The examples of the CommonMark specification, through our own path.
//!
//! They are read from the package of pulldown-cmark, whose version `Cargo.lock` pins, and never
//! copied. What we add to every page is taken off first: ids, the shift of headings below the
//! title, the colours of code. The examples that still differ stand in [`DIFFERENT`], each under
//! its reason, and those that do not must not stand there.

use std::path::PathBuf;
use std::process::Command;

use liasse::base::memo::Hashed;
use liasse::base::path::{SourcePath, Url};
use liasse::config::RawHtml;
use liasse::parse::body::{Body, LinkKind, Markdown, parse};
use liasse::parse::grammars::Grammars;
use liasse::plan::bindings::{Bindings, BodyWords, BoundLink};
use liasse::render::html;

/// Examples with another outcome, by number, and why.
const DIFFERENT: &[(&str, &[usize])] = &[
    ("`[[…]]` names something of the dossier", &[548, 559, 590]),
    (
        "no link has a scheme that readers cannot follow without danger",
        &[596, 598, 599, 601],
    ),
];

#[test]
fn examples_of_the_specification_pass() {
    let examples = examples();
    assert!(examples.len() > 600, "the specification has 652 examples");
    let mut known: Vec<usize> = Vec::new();
    for (_, numbers) in DIFFERENT {
        known.extend_from_slice(numbers);
    }
    let mut report = String::new();
    for (number, markdown, expected) in &examples {
        let (ours, expected) = (plain(&render(markdown)), plain(expected));
        match (ours == expected, known.contains(number)) {
            (true, true) => report.push_str(&format!("{number} passes: strike it off the list\n")),
            (false, false) => report.push_str(&format!(
                "{number}: {markdown:?}\n  expected {expected:?}\n  ours     {ours:?}\n"
            )),
            _ => {}
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

/// Number, Markdown and HTML of each example, from a source file that pulldown-cmark's build
/// writes: `let original = r##"…"##; let expected = r##"…"##;`.
#[expect(
    clippy::disallowed_methods,
    reason = "a test may read what cargo keeps"
)]
fn examples() -> Vec<(usize, String, String)> {
    let path = package("pulldown-cmark").join("tests/suite/spec.rs");
    let source = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!(
            "{}: {error}; run `cargo fetch`: the examples come with pulldown-cmark",
            path.display()
        )
    });
    let texts: Vec<&str> = source
        .split("r##\"")
        .skip(1)
        .map(|rest| rest.split("\"##").next().unwrap_or_default())
        .collect();
    let pairs = texts.chunks_exact(2).enumerate();
    pairs
        .map(|(index, pair)| (index + 1, pair[0].to_owned(), pair[1].to_owned()))
        .collect()
}

/// Where cargo keeps the source of a package.
fn package(name: &str) -> PathBuf {
    // Packages of other systems need not be here.
    let rustc = run("RUSTC", "rustc", &["-vV"]);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.expect("rustc tells its host");
    let metadata = ["metadata", "--format-version=1", "--locked", "--offline"];
    let metadata = run(
        "CARGO",
        "cargo",
        &[&metadata[..], &["--filter-platform", host]].concat(),
    );
    let metadata: serde_json::Value = serde_json::from_str(&metadata).expect("cargo writes JSON");
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages
        .filter(|package| package["name"] == name)
        .find_map(|package| package["manifest_path"].as_str());
    let mut folder = PathBuf::from(manifest.expect("the package is a dependency"));
    folder.pop();
    folder
}

/// What a program of the toolchain prints, in the folder of the project.
fn run(variable: &str, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(std::env::var_os(variable).unwrap_or_else(|| program.into()))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program} failed, perhaps `cargo fetch` helps:\n{errors}"
    );
    String::from_utf8(output.stdout).expect("the toolchain writes UTF-8")
}

/// The HTML of a text whose links all lead where they say.
fn render(markdown: &str) -> String {
    let path = SourcePath::new("content/index.md");
    let text = Hashed::new(markdown.to_owned());
    let lang = "mul".parse().expect("a language");
    let body = parse(&Markdown {
        path: &path,
        text: &text,
        start: 0,
        lang,
        raw_html: RawHtml::Passed,
    });
    let words = BodyWords::default();
    html::render(
        &body.output,
        &bindings(&body.output, &words),
        &Grammars::default(),
    )
}

fn bindings<'a>(body: &Body, words: &'a BodyWords) -> Bindings<'a> {
    let links = body.links.iter().map(|link| {
        let url = Url::external(&link.target);
        let url = url.filter(|_| link.kind != LinkKind::Wiki)?;
        Some(BoundLink {
            url,
            label: None,
            actor: false,
            kept: None,
            dimensions: None,
        })
    });
    Bindings {
        links: links.collect(),
        mentions: Vec::new(),
        citations: &[],
        quoted_in: &[],
        words,
    }
}

/// HTML without what we add on purpose.
fn plain(html: &str) -> String {
    // A picture alone is a figure, its title the caption.
    let html = html
        .replace("<figure>\n", "<p>")
        .replace("\n</figure>", "</p>")
        .replace(">\n<figcaption>", " title=\"")
        .replace("</figcaption>", "\">")
        .replace('’', "'");
    let mut plain = String::new();
    let mut rest = &html[..];
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let tag = &rest[start..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        plain.push_str(&plain_tag(&tag[..end]));
        rest = &tag[end..];
    }
    plain.push_str(rest);
    lines(&plain)
}

/// One tag: attributes of ours are gone, headings have no level, colours no tag.
fn plain_tag(tag: &str) -> String {
    if tag.starts_with("<span class=\"hl-") || tag == "</span>" {
        return String::new();
    }
    let mut tag = tag.replace(" />", ">");
    for ours in [
        " loading=\"lazy\"",
        " rel=\"noopener noreferrer\"",
        " tabindex=\"0\"",
    ] {
        tag = tag.replace(ours, "");
    }
    for level in 1..=6 {
        tag = tag
            .replace(&format!("<h{level}"), "<h")
            .replace(&format!("</h{level}"), "</h");
    }
    if let Some(start) = tag.find(" id=\"")
        && let Some(length) = tag[start + 5..].find('"')
    {
        tag.replace_range(start..start + 5 + length + 1, "");
    }
    if tag == "<span>" {
        return String::new();
    }
    tag
}

/// Without the line ends that stand between tags for the eye alone.
fn lines(html: &str) -> String {
    let mut html = html.trim().to_owned();
    for tag in [
        "<li>",
        "</li>",
        "<p>",
        "</p>",
        "<ul>",
        "</ul>",
        "<ol>",
        "</ol>",
        "<blockquote>",
    ] {
        html = html
            .replace(&format!("\n{tag}"), tag)
            .replace(&format!("{tag}\n"), tag);
    }
    html
}
