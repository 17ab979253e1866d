//! A few values changed in a YAML file that people write: every other byte stays, comments too.

use std::ops::Range;

use serde_yaml::{Mapping, Value};

use crate::base::yaml::tree::{self, Content, Node};

/// `yaml` with `fields` set in the mapping `inner` of its entry `entry`; `None` if the file is
/// written in a way that cannot be changed without a risk for the rest.
pub fn set(yaml: &str, entry: &str, inner: &str, fields: &[(&str, &str)]) -> Option<String> {
    let root = tree::build(yaml).ok()??;
    let value = child(&root, entry)?;
    let edits = match child(value, inner) {
        Some(mapping) => fill(yaml, mapping, fields)?,
        None => {
            let pairs: Vec<_> = fields.iter().map(|(key, text)| pair(key, text)).collect();
            vec![append(
                yaml,
                value,
                &format!("{inner}: {{{}}}", pairs.join(", ")),
            )?]
        }
    };
    let edited = apply(yaml, edits);
    (serde_yaml::from_str::<Value>(&edited).ok()? == expected(yaml, entry, inner, fields)?)
        .then_some(edited)
}

type Edit = (Range<usize>, String);

/// What an edited file must say: what it said, and the new values.
fn expected(yaml: &str, entry: &str, inner: &str, fields: &[(&str, &str)]) -> Option<Value> {
    let mut expected: Value = serde_yaml::from_str(yaml).ok()?;
    let entry = expected.as_mapping_mut()?.get_mut(entry)?;
    let inner = entry.as_mapping_mut()?.entry(inner.into());
    let inner = inner.or_insert_with(|| Mapping::new().into());
    for (key, text) in fields {
        inner
            .as_mapping_mut()?
            .insert((*key).into(), (*text).into());
    }
    Some(expected)
}

fn apply(yaml: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(range, _)| range.start);
    let mut edited = yaml.to_owned();
    for (range, text) in edits.into_iter().rev() {
        edited.replace_range(range, &text);
    }
    edited
}

fn child<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Content::Mapping(entries) = &node.content else {
        return None;
    };
    let entry = entries.iter().find(|(name, _)| name.text() == Some(key));
    entry.map(|(_, value)| value)
}

/// Sets values in a mapping that is there: those it has are replaced, the others put first.
fn fill(yaml: &str, mapping: &Node, fields: &[(&str, &str)]) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut new = String::new();
    let is_flow = yaml[mapping.span.clone()].starts_with('{');
    let start = mapping.span.start + usize::from(is_flow);
    let after = match is_flow {
        true => ", ".to_owned(),
        false => format!("{}{}", line_end(yaml), indent(yaml, mapping.span.start)?),
    };
    for (key, text) in fields {
        match child(mapping, key) {
            Some(value) => edits.push((value.span.clone(), quoted(text))),
            None => new.push_str(&(pair(key, text) + &after)),
        }
    }
    edits.push((start..start, new));
    Some(edits)
}

/// Adds a line to a mapping, after its last.
fn append(yaml: &str, mapping: &Node, line: &str) -> Option<Edit> {
    if yaml[mapping.span.clone()].starts_with('{') {
        let start = mapping.span.start + 1;
        return Some((start..start, format!("{line}, ")));
    }
    let end = end(yaml, mapping);
    let end = yaml[end..].find('\n').map_or(yaml.len(), |at| end + at);
    let end = yaml[..end].trim_end_matches('\r').len();
    let indent = indent(yaml, mapping.span.start)?;
    Some((end..end, format!("{}{indent}{line}", line_end(yaml))))
}

/// Where the last word of a value ends: what follows may belong to the next one.
fn end(yaml: &str, node: &Node) -> usize {
    let is_flow = yaml[node.span.clone()].starts_with(['{', '[']);
    match &node.content {
        Content::Mapping(entries) if !is_flow => {
            entries.last().map_or(node.span.end, |(key, value)| {
                end(yaml, value).max(key.span.end)
            })
        }
        Content::Sequence(items) if !is_flow => {
            items.last().map_or(node.span.end, |item| end(yaml, item))
        }
        _ => yaml[..node.span.end].trim_end().len(),
    }
}

/// The blanks before the first key of a block, which stands at `start`.
fn indent(yaml: &str, start: usize) -> Option<&str> {
    let line = yaml[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &yaml[line..start];
    indent.bytes().all(|byte| byte == b' ').then_some(indent)
}

/// How the file ends its lines.
fn line_end(yaml: &str) -> &'static str {
    match yaml.contains("\r\n") {
        true => "\r\n",
        false => "\n",
    }
}

fn pair(key: &str, text: &str) -> String {
    format!("{key}: {}", quoted(text))
}

/// A text in double quotes: a string of JSON is one of YAML (YAML 1.2, 1.3).
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &[(&str, &str)] = &[("date", "2026"), ("file", "a.txt")];

    #[test]
    fn every_other_byte_stays() {
        let cases = [
            (
                "# Ours\na:\n  title: x # note\n\n# About b\nb: {title: y}\n",
                "# Ours\na:\n  title: x # note\n  archived: {date: \"2026\", file: \"a.txt\"}\n\n# About b\nb: {title: y}\n",
            ),
            (
                "a:\n    note: |\n      long\n      text\n    # end\nb: 1",
                "a:\n    note: |\n      long\n      text\n    archived: {date: \"2026\", file: \"a.txt\"}\n    # end\nb: 1",
            ),
            (
                "a:\r\n  author:\r\n    - {family: X}\r\n",
                "a:\r\n  author:\r\n    - {family: X}\r\n  archived: {date: \"2026\", file: \"a.txt\"}\r\n",
            ),
            (
                "a: {title: x} # one\n",
                "a: {archived: {date: \"2026\", file: \"a.txt\"}, title: x} # one\n",
            ),
            (
                "a:\n  archived: {url: u, file: old}\n",
                "a:\n  archived: {date: \"2026\", url: u, file: \"a.txt\"}\n",
            ),
            (
                "a:\n  archived: # kept\n    url: u # there\n    date: 2010-12\n",
                "a:\n  archived: # kept\n    file: \"a.txt\"\n    url: u # there\n    date: \"2026\"\n",
            ),
        ];
        for (before, after) in cases {
            assert_eq!(set(before, "a", "archived", NEW).as_deref(), Some(after));
        }
    }

    #[test]
    fn what_cannot_be_changed_safely_is_left() {
        for yaml in [
            "a: &x {t: 1}\nb: *x",
            "b: {t: 1}",
            "a:\n",
            "a: [",
            "a: {archived: }",
        ] {
            assert_eq!(set(yaml, "a", "archived", NEW), None, "{yaml}");
        }
    }
}
