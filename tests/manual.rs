//! The manual of what templates may read, `themes/README.md`, written from the documentation of
//! the views: it fails where the two differ. `UPDATE=1 cargo test --test manual` writes it.

#![allow(
    clippy::disallowed_methods,
    reason = "a test reads the source code from the disk"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use syn::{Attribute, Expr, ExprLit, Field, GenericArgument, Item, ItemStruct, Lit, Meta};
use syn::{PathArguments, Type, TypePath, Visibility};

/// Where views are, in the order of the manual, and which types of the file: all, if none is named.
const FILES: [(&str, &[&str]); 11] = [
    ("src/plan/view/mod.rs", &[]),
    ("src/config.rs", &["Publisher"]),
    ("src/plan/view/shared.rs", &[]),
    ("src/plan/view/index.rs", &[]),
    ("src/plan/view/dossier.rs", &[]),
    ("src/plan/view/actor.rs", &[]),
    ("src/plan/view/events.rs", &[]),
    ("src/plan/view/network.rs", &[]),
    ("src/render/drawing.rs", &[]),
    ("src/plan/view/source.rs", &[]),
    ("src/plan/view/quotes.rs", &[]),
];
const LAST: &str = "src/plan/view/page.rs";

const BEGINNING: &str = "# What templates may read

This page is written from the documentation of the program; `tests/manual.rs` keeps it true.

A theme is a folder here with `templates/`, `assets/`, `i18n/` and perhaps `theme.yaml`. What it
does not have comes from the themes below it, in the end from `presse`. To change one block of
`presse`, put `theme: [ours, presse]` in `content/site.yaml` and write
`themes/ours/templates/dossier.html`:

```jinja
{% extends \"presse/dossier.html\" %}
{% block byline %}<p>{{ page.minutes }} min</p>{% endblock %}
```

Templates are [Tera](https://keats.github.io/tera/) 2. Everything is escaped; what is said to be
safe HTML is printed with `| safe`. What is not there is `none`, which `{% if … %}` tells.
";

#[test]
fn the_manual_says_what_the_views_say() {
    let mut manual = BEGINNING.to_owned();
    for (file, wanted) in FILES.into_iter().chain([(LAST, &[] as &[&str])]) {
        section(&mut manual, file, wanted);
    }
    let disk = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&disk, &manual).expect("the manual can be written");
    }
    let written = fs::read_to_string(&disk).unwrap_or_default();
    assert!(
        written == manual,
        "themes/README.md is stale: UPDATE=1 cargo test --test manual writes it anew"
    );
}

/// The part of the manual for one file.
fn section(manual: &mut String, file: &str, wanted: &[&str]) {
    let disk = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let code = fs::read_to_string(&disk).expect("a file of views can be read");
    let code = syn::parse_file(&code).expect("it is Rust");
    if wanted.is_empty() {
        let _ = writeln!(manual, "\n## {}", text(&code.attrs));
    }
    for item in &code.items {
        match item {
            Item::Struct(item) if is_view(item, wanted) => view(manual, item),
            _ => {}
        }
    }
}

fn is_view(item: &ItemStruct, wanted: &[&str]) -> bool {
    let is_public = matches!(item.vis, Visibility::Public(_));
    is_public && (wanted.is_empty() || wanted.contains(&&*name(item)))
}

fn name(item: &ItemStruct) -> String {
    item.ident.to_string()
}

/// One view: what it is, and its fields.
fn view(manual: &mut String, item: &ItemStruct) {
    let _ = writeln!(manual, "\n### {}\n\n{}\n", name(item), text(&item.attrs));
    manual.push_str("| field | is | |\n|---|---|---|\n");
    for field in &item.fields {
        let Field { ident, ty, .. } = field;
        let ident = ident.as_ref().expect("the fields of views have names");
        let _ = writeln!(
            manual,
            "| `{ident}` | {} | {} |",
            kind(ty),
            text(&field.attrs).replace('\n', " ").replace('|', "\\|")
        );
    }
}

/// A documentation, without the brackets of its links.
fn text(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| {
        let Meta::NameValue(pair) = &attribute.meta else {
            return None;
        };
        match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(line),
                ..
            }) if pair.path.is_ident("doc") => Some(line.value()),
            _ => None,
        }
    });
    let lines: Vec<_> = lines.map(|line| line.trim().to_owned()).collect();
    let mut text = lines.join("\n");
    while let Some(start) = text.find("[`") {
        let end = start + text[start..].find("`]").expect("a link ends") + 2;
        let rest = &text[end..];
        let target = match rest.strip_prefix('(').and_then(|rest| rest.find(')')) {
            Some(length) => length + 2,
            None => 0,
        };
        let inside = text[start + 1..end - 1].to_owned();
        text.replace_range(start..end + target, &inside);
    }
    text
}

/// A type as the maker of a template knows it.
fn kind(ty: &Type) -> String {
    match ty {
        Type::Reference(reference) => kind(&reference.elem),
        Type::Slice(slice) => format!("list: {}", kind(&slice.elem)),
        Type::Path(path) => named(path),
        _ => panic!("the manual has no word for a type of a view"),
    }
}

fn named(path: &TypePath) -> String {
    let last = path.path.segments.last().expect("a path has a segment");
    let arguments = match &last.arguments {
        PathArguments::AngleBracketed(given) => given.args.iter().collect(),
        _ => Vec::new(),
    };
    let types: Vec<&Type> = arguments
        .into_iter()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
        .collect();
    match (&*last.ident.to_string(), &*types) {
        ("Option", [inner]) => format!("{}, or `none`", kind(inner)),
        ("Vec", [inner]) => format!("list: {}", kind(inner)),
        ("BTreeMap", [key, value]) => format!("{} by {}", kind(value), kind(key)),
        ("Cow" | "Ready", [inner]) => kind(inner),
        ("str" | "String", _) => "text".to_owned(),
        ("bool", _) => "true or false".to_owned(),
        ("usize" | "u8" | "i64" | "f64" | "isize", _) => "number".to_owned(),
        ("Url", _) => "address".to_owned(),
        ("Value", _) => "whatever was written".to_owned(),
        (name, _) => format!("[{name}](#{})", name.to_lowercase()),
    }
}
