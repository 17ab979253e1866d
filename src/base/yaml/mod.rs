//! A stretch of YAML in a file -> a typed value, or everything that is wrong with it.
//!
//! Nearly every file is correct, and serde reads it straight into its type. Only one that is
//! refused is looked at again, with the place of each key and value, until all its faults are
//! known.

pub mod edit;
mod explain;
mod fault;
mod free;
mod locate;
mod located;
mod problem;
mod tree;
mod unique;

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::base::diag::{Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::base::yaml::tree::Node;

pub use free::Free;
pub use locate::{Found, Step, locate};
pub use unique::unique;

/// YAML somewhere in a file: the whole of it, or the front matter of a text.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// All of the file.
    pub text: &'a str,
    /// The bytes of `text` that are YAML.
    pub range: Range<usize>,
}

impl<'a> Document<'a> {
    /// A file that is YAML from end to end.
    pub fn whole(path: &'a SourcePath, text: &'a str) -> Self {
        Self {
            path,
            text,
            range: 0..text.len(),
        }
    }

    /// The YAML alone.
    pub fn yaml(&self) -> &'a str {
        &self.text[self.range.clone()]
    }

    /// The place in the file of the bytes `range` of the YAML.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.range.start;
        Span::new(self.path, start + range.start..start + range.end)
    }
}

/// Reads `document` as a `T`; none if nothing can be made of it.
pub fn read<T: DeserializeOwned>(document: &Document<'_>) -> Warned<Option<T>> {
    let yaml = document.yaml();
    let mut diags = Diagnostics::default();
    if is_suspect(yaml)
        && let Err(problem) = tree::build(yaml)
    {
        problem::report(document, problem, &mut diags);
        return Warned::new(None, diags);
    }
    let error = match serde_yaml::from_str(yaml) {
        Ok(value) => return Warned::new(Some(value), diags),
        Err(error) => error,
    };
    match tree::build(yaml) {
        Ok(root) => {
            let explained = explain::explain(document, root.unwrap_or_else(Node::nothing));
            if !explained.diags.is_empty() {
                return explained;
            }
        }
        Err(problem) => {
            problem::report(document, problem, &mut diags);
            return Warned::new(None, diags);
        }
    }
    // The two readers disagree: what serde said is all we know.
    let at = error.location().map_or(0, |location| location.index());
    problem::syntax(document, at, &error.to_string(), &mut diags);
    Warned::new(None, diags)
}

/// Whether `yaml` might cost serde more time or stack than its size allows: it could nest deeply,
/// or repeat itself. A correct file of the usual kind is not suspect.
fn is_suspect(yaml: &str) -> bool {
    let brackets = yaml.bytes().filter(|b| matches!(b, b'[' | b'{')).count();
    // Each level of a block is indented, but a list may stand as far left as its key.
    let indents = yaml
        .lines()
        .map(|line| line.bytes().take_while(|b| b" -?\t".contains(b)).count())
        .max()
        .unwrap_or(0);
    let deep = brackets + 2 * (indents + 1) > tree::DEEPEST;
    deep || (yaml.contains('&') && yaml.contains('*'))
}
