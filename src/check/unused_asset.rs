//! A file beside a page that no page uses. It is not copied.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostics, Span};
use crate::base::path::SourcePath;
use crate::check::Check;
use crate::route::Site;
use crate::source::File;

pub(super) struct UnusedAsset;

impl Check for UnusedAsset {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let published = LazyCell::new(|| -> BTreeSet<&SourcePath> {
            let texts = site.library.nodes.iter().flat_map(|node| &node.texts);
            texts.map(|text| &text.path).collect()
        });
        for (path, file) in &site.sources.files {
            let beside = ["content/dossiers/", "content/actors/", "content/pages/"];
            let beside = beside
                .iter()
                .any(|folder| path.as_str().starts_with(folder));
            let attached = matches!(file, File::Attachment(_));
            if !beside || !attached || site.library.assets.contains(path) {
                continue;
            }
            // What lies beside a page that is not public waits with it.
            let index = SourcePath::new(format!("{}/index.md", path.folder()));
            let waits = site.sources.files.contains_key(&index) && !published.contains(&index);
            if !waits {
                let message = format!("no page uses `{}`", path.file_name());
                diags
                    .push(Code::UnusedAsset, Span::file(path), message)
                    .hint("link to it, or move it out of `content/`; it is not published");
            }
        }
    }
}
