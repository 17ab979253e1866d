//! Our own content, read and built in memory.

use std::path::Path;

use liasse::base::diag::Warned;
use liasse::pipeline::{self, Memos};
use liasse::render::Outputs;
use liasse::source::{self, Sources, Wishes};

/// 1 January 2026.
const NOW: i64 = 1_767_225_600;

pub(crate) fn sources(theme: &str) -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let wishes = Wishes {
        theme: Some(theme.to_owned()),
        ..Wishes::default()
    };
    let read = source::read(root, &root.join("dist"), wishes, NOW);
    assert!(
        read.diags.is_empty(),
        "everything can be read: {:?}",
        read.diags
    );
    read.output
}

pub(crate) fn build(sources: &Sources, memos: &Memos) -> Warned<Outputs> {
    pipeline::build(sources, memos, &|_| {})
}
