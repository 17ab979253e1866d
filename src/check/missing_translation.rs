//! A page has no version in one of the site's languages.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::route::Site;

pub(super) struct MissingTranslation;

impl Check for MissingTranslation {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for node in &site.library.nodes {
            let missing = site.library.languages.iter();
            let missing = missing.filter(|lang| node.texts.iter().all(|text| text.lang != **lang));
            for lang in missing {
                let path = &node.texts[0].path;
                let message = format!("`{}` has no version in `{lang}`", node.id);
                let name = path.file_name().trim_end_matches(".md");
                diags
                    .push(Code::MissingTranslation, Span::file(path), message)
                    .hint(format!("write `{}/{name}.{lang}.md`", path.folder()));
            }
        }
    }
}
