//! What things go by -> [`NodeId`]: paths, ids, names, titles, aliases.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::base::diag::{Code, Diagnostics, Span};
use crate::base::path::SourcePath;
use crate::base::yaml::Step;
use crate::parse::Kind;
use crate::parse::front::Front;
use crate::resolve::NodeId;
use crate::resolve::fold::fold;
use crate::resolve::ground::Ground;
use crate::resolve::nodes::Draft;

/// Everything a link can be written with.
#[derive(Debug, Default)]
pub(crate) struct Names {
    paths: FxHashMap<SourcePath, (NodeId, usize)>,
    ids: Vec<(String, NodeId)>,
    names: Vec<(String, NodeId)>,
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// One thing.
    Found(NodeId),
    /// Several, in the order of their kinds and ids.
    Ambiguous(Vec<NodeId>),
    /// Nothing.
    Unknown,
}

/// What things are called: nothing else of these nodes is read.
pub(super) struct Called<'a>(pub(super) &'a [Draft]);

impl Hash for Called<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for draft in self.0 {
            (&draft.id, draft.versions.len()).hash(state);
            for version in &draft.versions {
                version.path.hash(state);
                let names: Vec<&str> = names_of(&version.front).collect();
                names.hash(state);
            }
        }
    }
}

impl Names {
    /// Lists the names of all nodes.
    pub(super) fn collect(called: &Called<'_>) -> Self {
        let mut names = Self::default();
        for (index, draft) in called.0.iter().enumerate() {
            let id = NodeId::new(index);
            names.ids.push((draft.id.clone(), id));
            for (position, version) in draft.versions.iter().enumerate() {
                names.paths.insert(version.path.clone(), (id, position));
                let called = names_of(&version.front);
                names.names.extend(called.map(|name| (fold(name), id)));
            }
        }
        names.ids.sort_unstable();
        names.names.sort_unstable();
        names.names.dedup();
        names
    }

    /// The node and the index of its version that the file at `path` holds.
    pub(crate) fn at(&self, path: &SourcePath) -> Option<(NodeId, usize)> {
        self.paths.get(path).copied()
    }

    /// What `[[name]]` means: an id, else a name, title or alias.
    pub(crate) fn find(&self, name: &str) -> Lookup {
        match Lookup::among(&self.ids, name) {
            Lookup::Unknown => Lookup::among(&self.names, &fold(name)),
            known => known,
        }
    }

    /// All ids and names, for a hint at what was meant.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        let all = self.ids.iter().chain(&self.names);
        all.map(|(name, _)| name.as_str())
    }
}

impl Lookup {
    /// What `name` means in a list in order.
    fn among(names: &[(String, NodeId)], name: &str) -> Self {
        let from = names.partition_point(|(known, _)| known.as_str() < name);
        let same = names[from..].iter();
        let same = same.take_while(|(known, _)| known == name);
        let nodes: Vec<_> = same.map(|(_, node)| *node).collect();
        match nodes.as_slice() {
            [] => Lookup::Unknown,
            [node] => Lookup::Found(*node),
            _ => Lookup::Ambiguous(nodes),
        }
    }
}

/// The title or name of a text, and its aliases.
pub(super) fn names_of(front: &Front) -> impl Iterator<Item = &str> {
    let aliases = match front {
        Front::Actor(actor) => actor.aliases.as_deref().unwrap_or_default(),
        Front::Dossier(_) | Front::Page(_) => &[],
    };
    front
        .title()
        .into_iter()
        .chain(aliases.iter().map(|alias| alias.text()))
}

/// Two actors with one full name are an error.
pub(super) fn shared(ground: Ground<'_>) -> Diagnostics {
    let mut diags = Diagnostics::default();
    let mut bearers: BTreeMap<String, &Draft> = BTreeMap::new();
    let drafts = ground.gathered.nodes.iter();
    for draft in drafts.filter(|draft| draft.kind == Kind::Actor) {
        for version in &draft.versions {
            let Some(name) = version.front.title() else {
                continue;
            };
            match bearers.get(&fold(name)) {
                Some(first) if first.id != draft.id => {
                    let span = ground.locate(version, &[Step::Key("name")]);
                    let span = span.unwrap_or_else(|| Span::file(&version.path));
                    let message = format!("two actors are called `{name}`");
                    diags
                        .push(Code::SharedName, span, message)
                        .related(Span::file(&first.versions[0].path), "the other one")
                        .hint("tell them apart by a fuller name, or merge the two files");
                }
                Some(_) => {}
                None => {
                    bearers.insert(fold(name), draft);
                }
            }
        }
    }
    diags
}
