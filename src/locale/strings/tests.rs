//! Messages: plurals, layers, mistakes.

use super::{Strings, Value};
use crate::base::diag::{Diagnostic, Warned};
use crate::base::memo::fingerprint;
use crate::base::path::SourcePath;

const FRENCH: &str = "\
mentions = { $count ->
    [one] { $count } mention
   *[other] { $count } mentions
}
by = Par { $name }
year = En { NUMBER($year, useGrouping: \"false\") }
-site = Liasse
about = À propos de { -site }
";

fn strings(lang: &str, texts: &[&str]) -> Warned<Strings> {
    let path = |index| SourcePath::new(format!("themes/{index}/i18n/{lang}.ftl"));
    let resources: Vec<(SourcePath, &str)> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| (path(index), *text))
        .collect();
    Strings::new(lang.parse().expect("a language"), &resources)
}

fn findings(warned: &Warned<Strings>) -> Vec<String> {
    let show = |diag: &Diagnostic| {
        let span = &diag.span;
        format!("{} {:?}: {}", span.path, span.range, diag.message)
    };
    warned.diags.iter().map(show).collect()
}

#[test]
fn numbers_follow_the_language() {
    let warned = strings("fr", &[FRENCH]);
    assert_eq!(findings(&warned), Vec::<String>::new());
    let count = |number| {
        let args = [("count", Value::Number(number))];
        warned.output.format("mentions", &args).unwrap_or_default()
    };
    assert_eq!(count(0), "0 mention");
    assert_eq!(count(1), "1 mention");
    assert_eq!(count(251_287), "251\u{202f}287 mentions");
    let year = warned
        .output
        .format("year", &[("year", Value::Number(2010))]);
    assert_eq!(year.as_deref(), Some("En 2010"));
}

#[test]
fn words_are_put_in_without_marks() {
    let strings = strings("fr", &[FRENCH]).output;
    let by = strings.format("by", &[("name", Value::Text("Octave Klaba"))]);
    assert_eq!(by.as_deref(), Some("Par Octave Klaba"));
    assert_eq!(strings.get("about").as_deref(), Some("À propos de Liasse"));
    assert_eq!(strings.get("by"), None, "the name is not given");
    assert_eq!(strings.get("nowhere"), None);
}

#[test]
fn a_later_layer_overrides_an_earlier_one() {
    let strings = strings("en", &["a = one\nb = two\n", "b = three\n"]).output;
    assert_eq!(strings.get("a").as_deref(), Some("one"));
    assert_eq!(strings.get("b").as_deref(), Some("three"));
    assert_eq!(strings.keys().into_iter().collect::<Vec<_>>(), ["a", "b"]);
    let place = strings.place("b").map(|span| span.path.to_string());
    assert_eq!(place.as_deref(), Some("themes/1/i18n/en.ftl"));
}

#[test]
fn mistakes_are_reported_and_the_rest_is_read() {
    let warned = strings("en", &["a = one\nb two\nc = { d }\ne = { e }\n"]);
    assert_eq!(
        findings(&warned),
        [
            "themes/0/i18n/en.ftl 10..11: this is not Fluent: expected a token starting with \"=\"",
            "themes/0/i18n/en.ftl 14..15: the message `c` cannot be shown: unknown message: d",
            "themes/0/i18n/en.ftl 24..25: the message `e` cannot be shown: cyclical dependency detected",
        ]
    );
    assert_eq!(warned.output.get("a").as_deref(), Some("one"));
}

#[test]
fn strings_are_known_by_their_resources() {
    let one = strings("en", &["a = one\n"]).output;
    let same = strings("en", &["a = one\n"]).output;
    let other = strings("en", &["a = two\n"]).output;
    assert_eq!(fingerprint(&one), fingerprint(&same));
    assert_ne!(fingerprint(&one), fingerprint(&other));
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&one);
}
