//! A [`Draft`] -> a [`Node`]: its links bound, its mentions found, its citations worded. A node is
//! bound again only where its own texts have changed, or the ground has.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use smallvec::SmallVec;

use crate::base::diag::{Diagnostics, Warned};
use crate::base::memo::{Fingerprint, fingerprint};
use crate::locale::Lang;
use crate::resolve::citations::{Bibliography, Chosen};
use crate::resolve::ground::{Common, Ground};
use crate::resolve::mentions::Vocabulary;
use crate::resolve::nodes::Draft;
use crate::resolve::woven::Ends;
use crate::resolve::{Memos, Node, NodeId, Text, fields, links, mentions, quotations};

/// What nodes are bound with.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    /// What the ground is known by.
    pub(super) outline: Fingerprint,
    pub(super) style: Chosen<'a>,
    pub(super) ground: Ground<'a>,
    pub(super) common: &'a Common,
    pub(super) languages: &'a [Lang],
    pub(super) bibliography: Option<&'a Bibliography>,
    pub(super) memos: &'a Memos,
}

/// A node with its links bound and its mentions found.
pub(crate) struct Bound {
    pub(super) node: Arc<Node>,
    /// The actors its front matter names.
    pub(super) about: Vec<NodeId>,
    /// That of all that others see of its links, mentions and quotations.
    pub(super) ends: Fingerprint,
    /// The words of its texts: held, they need not be listed again when actors get other names.
    _words: Vec<Arc<Vocabulary>>,
}

/// A node that is to be bound.
struct Unbound<'a> {
    id: NodeId,
    work: Work<'a>,
}

impl<'a> Unbound<'a> {
    fn draft(&self) -> &'a Draft {
        &self.work.ground.gathered.nodes[self.id.index()]
    }
}

impl Hash for Unbound<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.work.outline, self.work.style, self.id).hash(state);
        for version in &self.draft().versions {
            self.work.ground.body(version).hash(state);
        }
    }
}

impl Work<'_> {
    /// Every node as [`Unbound::bind`] makes it.
    pub(super) fn bind_all(self) -> Vec<Arc<Warned<Bound>>> {
        let count = self.ground.gathered.nodes.len();
        let unbound = (0..count).into_par_iter().map(|index| Unbound {
            id: NodeId::new(index),
            work: self,
        });
        let bound = unbound.map(|unbound| self.memos.bound.call(&unbound, Unbound::bind));
        bound.collect()
    }
}

impl Unbound<'_> {
    fn bind(&self) -> Warned<Bound> {
        let Work {
            ground,
            common,
            bibliography,
            memos,
            ..
        } = self.work;
        let (id, draft) = (self.id, self.draft());
        let mut diags = Diagnostics::default();
        let mut texts = SmallVec::with_capacity(draft.versions.len());
        let mut words = Vec::with_capacity(draft.versions.len());
        for (index, version) in draft.versions.iter().enumerate() {
            let body = ground.body(version);
            let links = diags.take(links::bind(version, ground));
            let picture = diags.take(fields::picture(draft, index, ground));
            let vocabulary = memos.vocabulary(body);
            let names = (&*common.finder, &*vocabulary);
            let mentions = mentions::of_text(id, version, body, &links, names, &memos.mentions);
            diags.extend_from(mentions.diags());
            diags.extend(fields::unknown_sources(version, ground));
            texts.push(Text {
                lang: version.lang,
                path: version.path.clone(),
                front: version.front.clone(),
                body: body.clone(),
                links,
                picture,
                mentions,
                quoted_in: quotations::languages(body, &ground.gathered.sources),
                cited: match bibliography {
                    Some(all) => all.cite(version, body, &memos.cited),
                    None => Arc::default(),
                },
            });
            words.push(vocabulary);
        }
        let about = diags.take(fields::about(draft, ground));
        let ends = fingerprint(&texts.iter().map(Ends).collect::<Vec<_>>());
        let node = Arc::new(Node {
            kind: draft.kind,
            id: draft.id.clone(),
            texts,
            unpublished: draft.unpublished,
        });
        Warned::new(
            Bound {
                node,
                about,
                ends,
                _words: words,
            },
            diags,
        )
    }
}
