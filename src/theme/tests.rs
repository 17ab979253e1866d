//! Layers, blocks, error places and strings, on themes of a few words.

use include_dir::{Dir, include_dir};

use crate::base::diag::{Code, Diagnostic, Warned};
use crate::base::memo::{Hashed, Memo};
use crate::base::path::SourcePath;
use crate::config::Config;
use crate::locale::Localized;
use crate::source::{File, Sources};
use crate::theme::{TemplateError, Theme, load};

/// Every template that plan asks for, so that a case shows its own errors alone.
const COMPLETE: &[&str] = &[
    "404.html",
    "actor.html",
    "actors.html",
    "chronology.html",
    "corrections.html",
    "dossiers.html",
    "home.html",
    "network.html",
    "page.html",
    "quotes.html",
    "redirect.html",
    "search.html",
    "shared/footer.html",
    "shared/head.html",
    "shared/menu.html",
    "source.html",
    "sources.html",
    "tag.html",
    "tags.html",
];

/// Loads the themes `named` from `files`, paths within `themes/`.
fn themes(named: &[&str], files: &[(&str, &str)]) -> Warned<Hashed<Theme>> {
    let mut sources = Sources::default();
    let mut add = |path: String, text: &str| {
        let text = File::Text(Hashed::new(text.to_owned()));
        sources.files.insert(SourcePath::new(path), text);
    };
    for name in COMPLETE {
        add(format!("themes/presse/templates/{name}"), "");
    }
    let dossier = "<p>{% block text %}below{% endblock %}</p>";
    add("themes/presse/templates/dossier.html".into(), dossier);
    add("themes/presse/i18n/fr.ftl".into(), "see = voir { $name }");
    for (path, text) in files {
        add(format!("themes/{path}"), text);
    }
    load(&sources, &config(named, &["fr"]), &Memo::default())
}

fn config(themes: &[&str], languages: &[&str]) -> Config {
    let lang = |tag: &&str| tag.parse().expect("a language tag");
    Config {
        title: Localized::One("Title".into()),
        languages: languages.iter().map(lang).collect(),
        themes: themes.iter().map(|&name| name.to_owned()).collect(),
        ..Config::default()
    }
}

fn context() -> tera::Context {
    let mut context = tera::Context::new();
    context.insert("frame", &std::collections::BTreeMap::from([("lang", "fr")]));
    context
}

fn said(loaded: &Warned<Hashed<Theme>>) -> Vec<&Diagnostic> {
    loaded.diags.iter().collect()
}

#[test]
fn the_first_layer_wins_and_changes_one_block() {
    let child =
        "{% extends \"presse/dossier.html\" %}{% block text %}above {{ super() }}{% endblock %}";
    let loaded = themes(&["mine"], &[("mine/templates/dossier.html", child)]);
    assert!(loaded.diags.is_empty(), "{:?}", loaded.diags);
    let html = loaded.output.render("dossier.html", &context());
    assert_eq!(html.as_deref(), Ok("<p>above below</p>".as_bytes()));
}

#[test]
fn assets_and_strings_come_from_the_first_layer_that_has_them() {
    let loaded = themes(
        &["mine"],
        &[
            ("mine/assets/style.css", "a"),
            ("presse/assets/style.css", "b"),
            ("presse/assets/print.css", "c"),
            ("mine/i18n/fr.ftl", "see = cf. { $name }"),
            (
                "mine/templates/page.html",
                "{{ \"see\" | t(name=\"<b>\") }}",
            ),
        ],
    );
    assert!(loaded.diags.is_empty(), "{:?}", loaded.diags);
    let assets: Vec<_> = loaded.output.assets.keys().collect();
    assert_eq!(assets, ["print.css", "style.css"]);
    let File::Text(text) = &loaded.output.assets["style.css"] else {
        panic!("a stylesheet is text");
    };
    assert_eq!(text.as_str(), "a");
    let html = loaded.output.render("page.html", &context());
    assert_eq!(html.as_deref(), Ok("cf. &lt;b&gt;".as_bytes()));
}

#[test]
fn every_template_error_is_found_where_it_stands() {
    let loaded = themes(
        &["mine"],
        &[
            ("mine/templates/actor.html", "é {{ a b }}"),
            ("mine/templates/home.html", "{% extends \"bsae.html\" %}"),
            ("mine/templates/base.html", ""),
            (
                "mine/templates/page.html",
                "é\né {{ 1 | shout }}\n{{ 2 | cry }}",
            ),
            ("mine/templates/tag.html", "{% include \"actor.html\" %}"),
        ],
    );
    let found: Vec<_> = said(&loaded)
        .iter()
        .map(|diag| (diag.span.path.file_name(), diag.span.range.clone()))
        .collect();
    assert_eq!(
        found,
        [
            ("actor.html", 8..9),
            ("home.html", 12..21),
            ("page.html", 13..18),
            ("page.html", 29..32),
        ],
        "{:?}",
        loaded.diags,
    );
    assert!(
        said(&loaded)
            .iter()
            .all(|diag| diag.code == Code::BadTemplate)
    );
    assert_eq!(
        said(&loaded)[1].hint.as_deref(),
        Some("did you mean `base.html`?")
    );
}

#[test]
fn a_failing_template_is_named_with_the_place() {
    let loaded = themes(
        &["presse"],
        &[
            ("presse/templates/page.html", "é {{ \"sea\" | t }}"),
            ("presse/templates/tag.html", "{{ page.title }}"),
            ("presse/templates/404.html", "{{ 5 | t }}"),
            ("presse/templates/home.html", "{{ \"sea\" | t(lang=none) }}"),
        ],
    );
    let failure = |name: &str| match loaded.output.render(name, &context()) {
        Err(TemplateError::Failed { span, message }) => (span, message),
        other => panic!("{name} should fail, but is {other:?}"),
    };
    let (span, message) = failure("page.html");
    assert_eq!(span.path.as_str(), "themes/presse/templates/page.html");
    assert_eq!(message, "no message `sea` in the language `fr`");
    assert_eq!(span.range, 14..15);
    let (span, message) = failure("tag.html");
    assert_eq!(span.path.as_str(), "themes/presse/templates/tag.html");
    assert!(!message.contains('\n'), "{message}");
    for (name, expected) in [
        ("404.html", "the `key` that `t` is given must be a text"),
        ("home.html", "the `lang` that `t` is given must be a text"),
    ] {
        assert_eq!(failure(name).1, expected);
    }
}

#[test]
fn deep_templates_are_refused() {
    for deep in [
        format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000)),
        format!("{{{{ {}1 }}}}", "-".repeat(5000)),
        format!("{{% if {} true %}}{{% endif %}}", "not ".repeat(5000)),
        "{% if true %}".repeat(5000) + &"{% endif %}".repeat(5000),
        format!("{{{{ a{} }}}}", ".b".repeat(100_000)),
        format!("{{{{ a{} }}}}", " | trim".repeat(100_000)),
        format!("{{{{ 1{} }}}}", " + 1".repeat(100_000)),
        format!("{{{{ 1{} }}}}", " ~ 1".repeat(100_000)),
    ] {
        let loaded = themes(&["mine"], &[("mine/templates/page.html", &deep)]);
        for diag in loaded.diags.iter() {
            assert_eq!(diag.code, Code::BadTemplate);
        }
    }
}

#[test]
fn a_message_that_one_language_lacks_is_reported() {
    let mut sources = Sources::default();
    for (lang, text) in [("fr", "see = voir"), ("en", "see = see\nhome = Home")] {
        let path = SourcePath::new(format!("themes/mine/i18n/{lang}.ftl"));
        let text = File::Text(Hashed::new(text.to_owned()));
        sources.files.insert(path, text);
    }
    let loaded = load(
        &sources,
        &config(&["mine"], &["fr", "en"]),
        &Memo::default(),
    );
    let diag = said(&loaded)[0];
    assert_eq!(diag.code, Code::BadStrings);
    assert_eq!(diag.span.path.as_str(), "themes/mine/i18n/en.ftl");
    assert_eq!(
        diag.message,
        "the message `home` has no text in the language `fr`"
    );
}

#[test]
fn the_default_theme_is_sound() {
    static PRESSE: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/presse");
    let mut sources = Sources::default();
    let mut folders = vec![&PRESSE];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        for file in folder.files() {
            let path = file.path().to_str().expect("a path in UTF-8");
            let path = SourcePath::new(format!("themes/presse/{path}"));
            sources.files.insert(path, File::Embedded(file.contents()));
        }
    }
    let loaded = load(
        &sources,
        &config(&["presse"], &["fr", "en"]),
        &Memo::default(),
    );
    assert!(loaded.diags.is_empty(), "{:?}", loaded.diags);
}

#[test]
fn themes_are_sought_by_name() {
    let loaded = themes(&["prese"], &[]);
    let diag = said(&loaded)[0];
    assert_eq!(diag.code, Code::UnknownTheme);
    assert_eq!(diag.hint.as_deref(), Some("did you mean `presse`?"));
    let alone = themes(&["mine"], &[("mine/theme.yaml", "extends: []")]);
    let first = said(&alone)[0];
    assert_eq!(first.code, Code::UnknownLanguage);
    assert!(
        said(&alone)[1]
            .message
            .ends_with("has no template `404.html`")
    );
}
