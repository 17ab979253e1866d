//! Where a value stands that was read long ago: later stages know `actors[2]`, not its bytes.

use std::ops::Range;

use crate::base::diag::Span;
use crate::base::yaml::Document;
use crate::base::yaml::tree::{self, Content, Node};

/// One step into a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// To the value under a key.
    Key(&'a str),
    /// To an item of a list, from 0.
    Index(usize),
}

/// A value that [`Document::find`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The key it stands under, in bytes of the YAML; none for an item.
    pub key: Option<Range<usize>>,
    /// Its own bytes.
    pub value: Range<usize>,
    blank: bool,
}

impl Found {
    /// Whether there is nothing: no value, or a text without letters.
    pub fn is_blank(&self) -> bool {
        self.blank
    }
}

/// The bytes of `yaml` that hold the value at the end of `path`; of its key if it has no bytes of
/// its own.
pub fn locate(yaml: &str, path: &[Step<'_>]) -> Option<Range<usize>> {
    let found = find(yaml, path)?;
    match found.value.is_empty() {
        true => found.key.or(Some(found.value)),
        false => Some(found.value),
    }
}

fn find(yaml: &str, path: &[Step<'_>]) -> Option<Found> {
    let root = tree::build(yaml).ok()??;
    let mut key = None;
    let mut value = &root;
    for step in path {
        (key, value) = value.child(step)?;
    }
    let blank = value.is_null() || value.text().is_some_and(|text| text.trim().is_empty());
    Some(Found {
        key: key.map(|key| key.span.clone()),
        value: value.span.clone(),
        blank,
    })
}

impl Node {
    fn child(&self, step: &Step<'_>) -> Option<(Option<&Node>, &Node)> {
        match (step, &self.content) {
            (Step::Index(index), Content::Sequence(items)) => Some((None, items.get(*index)?)),
            (Step::Key(name), Content::Mapping(entries)) => {
                let entry = entries.iter().find(|(key, _)| key.text() == Some(name));
                entry.map(|(key, value)| (Some(key), value))
            }
            _ => None,
        }
    }
}

impl Document<'_> {
    /// The value at the end of `path`, if there is one.
    pub fn find(&self, path: &[Step<'_>]) -> Option<Found> {
        find(self.yaml(), path)
    }

    /// The place of the value at the end of `path`, if there is one.
    pub fn seek(&self, path: &[Step<'_>]) -> Option<Span> {
        let range = locate(self.yaml(), path)?;
        Some(self.span(self.first_line(range)))
    }

    /// Where to point for the value at the end of `path`. If there is none, the nearest thing
    /// on the way to it; for the whole, the line with which the YAML begins.
    pub fn locate(&self, path: &[Step<'_>]) -> Span {
        let found = (1..=path.len())
            .rev()
            .find_map(|len| self.seek(&path[..len]));
        found.unwrap_or_else(|| self.top())
    }

    /// The key at the end of `path`; what [`Document::locate`] gives if there is none.
    pub fn locate_key(&self, path: &[Step<'_>]) -> Span {
        match self.find(path).and_then(|found| found.key) {
            Some(key) => self.span(key),
            None => self.locate(path),
        }
    }

    /// The line that stands for the whole: `---` before front matter, else the file.
    pub fn top(&self) -> Span {
        let end = self.text[..self.range.start].trim_end().len();
        Span::new(self.path, 0..end)
    }

    /// The part of `range` on its first line: a finding shows one line.
    pub(super) fn first_line(&self, range: Range<usize>) -> Range<usize> {
        let line = self.yaml()[range.clone()]
            .lines()
            .next()
            .unwrap_or_default();
        range.start..range.start + line.trim_end().len()
    }
}
