//! YAML that serde refused -> everything that is wrong with it, in one run.
//!
//! What a type refuses is noted, replaced by a placeholder that reads as anything, and the whole
//! is read again, until nothing is refused. Unknown and repeated keys need no second run.

use serde::de::DeserializeOwned;

use crate::base::diag::{Code, Diagnostics, Warned};
use crate::base::yaml::Document;
use crate::base::yaml::fault::Fault;
use crate::base::yaml::located::{Located, Notes};
use crate::base::yaml::tree::{Content, Node};

/// More than a hundred faults in one file say the same as a hundred, and each costs a run.
const RUNS: usize = 100;

/// Reads `root` as a `T` and tells what stands in the way. The value is what can be read without
/// the parts that are wrong.
pub(super) fn explain<T: DeserializeOwned>(
    document: &Document<'_>,
    mut root: Node,
) -> Warned<Option<T>> {
    let notes = Notes::default();
    let mut faults = Vec::new();
    let mut value = None;
    for run in 0..RUNS {
        let fault = match T::deserialize(Located::new(&root, &notes)) {
            Ok(read) => {
                value = Some(read);
                break;
            }
            Err(fault) => fault,
        };
        let Some((id, _)) = fault.place else {
            faults.push(fault);
            break;
        };
        let told = is_told(&root, id);
        let mended = match fault.missing {
            // Numbers from the far end, which no node of the file has.
            Some(key) => complete(&mut root, id, key, usize::MAX - 2 * run),
            None => mend(&mut root, id),
        };
        if !told {
            faults.push(fault);
        }
        if mended != Mended::Yes {
            break;
        }
    }
    if matches!(root.content, Content::Placeholder) {
        value = None;
    }
    if !faults.is_empty() && value.is_some() {
        prune(&mut root);
        let poorer = T::deserialize(Located::new(&root, &Notes::default()));
        value = poorer.ok().or(value);
    }
    faults.extend(notes.into_inner().into_values());
    let mut diags = Diagnostics::default();
    for fault in faults {
        report(document, fault, root.id, &mut diags);
    }
    Warned::new(value, diags)
}

fn report(document: &Document<'_>, fault: Fault, root: usize, diags: &mut Diagnostics) {
    let span = match fault.place {
        // What the whole lacks is told at the line that opens it.
        Some((id, range)) if fault.missing.is_none() || id != root => {
            document.span(document.first_line(range))
        }
        _ => document.top(),
    };
    let code = fault.code;
    let diag = diags.push(code, span, fault.message);
    match (fault.hint, code) {
        (Some(hint), _) => {
            diag.hint(hint);
        }
        (None, Code::BadDate) => {
            diag.hint(
                "write 2010, 2010-12, 2010-12-03, 2010-12-03T22:00, 2010~ (about), 2010? \
                 (perhaps), or two of them as in 2010-12-01/2010-12-05 or ../2011",
            );
        }
        (None, Code::BadInstant) => {
            diag.hint("write date, time and offset from UTC: 2010-12-05T06:00:00+01:00");
        }
        (None, Code::UnknownLanguage) => {
            diag.hint("write a language's ISO 639 code, such as `fr` or `en`");
        }
        (None, _) => {}
    }
}

/// Whether `fault` is about a placeholder, whose own fault is known.
fn is_told(node: &Node, id: usize) -> bool {
    if node.id == id {
        return matches!(node.content, Content::Placeholder);
    }
    match &node.content {
        Content::Sequence(items) => items.iter().any(|item| is_told(item, id)),
        Content::Mapping(entries) => entries.iter().any(|(_, value)| is_told(value, id)),
        Content::Plain(_) | Content::Quoted(_) | Content::Placeholder => false,
    }
}

/// What came of mending a part of the tree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mended {
    /// The node is elsewhere.
    No,
    /// A placeholder stands in its stead.
    Yes,
    /// A placeholder did not help: what holds it must give way.
    Hopeless,
}

fn mend(node: &mut Node, id: usize) -> Mended {
    if node.id == id {
        return node.give_way();
    }
    let mut children: Vec<&mut Node> = match &mut node.content {
        Content::Sequence(items) => items.iter_mut().collect(),
        Content::Mapping(entries) => {
            let before = entries.len();
            entries.retain(|(key, _)| key.id != id);
            if entries.len() < before {
                return Mended::Yes;
            }
            entries.iter_mut().map(|(_, value)| value).collect()
        }
        Content::Plain(_) | Content::Quoted(_) | Content::Placeholder => return Mended::No,
    };
    let mended = children.iter_mut().map(|child| mend(child, id));
    match mended.into_iter().find(|mended| *mended != Mended::No) {
        Some(Mended::Hopeless) => node.give_way(),
        Some(mended) => mended,
        None => Mended::No,
    }
}

/// Gives the mapping `id` the `key` it lacks.
fn complete(node: &mut Node, id: usize, key: &str, fresh: usize) -> Mended {
    if node.id == id {
        let span = node.span.clone();
        let entry = |id, content| Node {
            id,
            span: span.clone(),
            content,
        };
        let entry = (
            entry(fresh, Content::Quoted(key.to_owned())),
            entry(fresh - 1, Content::Placeholder),
        );
        match &mut node.content {
            Content::Mapping(entries) => entries.push(entry),
            content => *content = Content::Mapping(vec![entry]),
        }
        return Mended::Yes;
    }
    let children: Vec<&mut Node> = match &mut node.content {
        Content::Sequence(items) => items.iter_mut().collect(),
        Content::Mapping(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
        Content::Plain(_) | Content::Quoted(_) | Content::Placeholder => return Mended::No,
    };
    children
        .into_iter()
        .map(|child| complete(child, id, key, fresh))
        .find(|mended| *mended != Mended::No)
        .unwrap_or(Mended::No)
}

/// Takes placeholders out of `node`, and the list items that hold one. Whether it held any.
fn prune(node: &mut Node) -> bool {
    match &mut node.content {
        Content::Sequence(items) => {
            items.retain_mut(|item| !prune(item));
            false
        }
        Content::Mapping(entries) => {
            let mut held = false;
            for (_, value) in entries.iter_mut() {
                held |= prune(value);
            }
            entries.retain(|(_, value)| !matches!(value.content, Content::Placeholder));
            held
        }
        Content::Plain(_) | Content::Quoted(_) => false,
        Content::Placeholder => true,
    }
}

impl Node {
    fn give_way(&mut self) -> Mended {
        match std::mem::replace(&mut self.content, Content::Placeholder) {
            Content::Placeholder => Mended::Hopeless,
            _ => Mended::Yes,
        }
    }
}
