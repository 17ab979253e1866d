//! A page has no version in one of the site's languages.

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::route::Site;

pub(super) struct MissingTranslation;

impl Check for MissingTranslation {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        for node in &site.library.nodes {
            let text = &node.texts[0];
            let missing = site.library.languages.iter();
            let missing = missing.filter(|lang| node.texts.iter().all(|text| text.lang != **lang));
            for lang in missing {
                let name = text.path.file_name().trim_end_matches(".md");
                let suffix = format!(".{}", text.lang);
                let name = name.strip_suffix(&suffix).unwrap_or(name);
                let message = format!("`{}` has no version in `{lang}`", node.id);
                // The default language stands first, and its files carry no suffix.
                let file = match *lang == site.library.languages[0] {
                    true => format!("{name}.md"),
                    false => format!("{name}.{lang}.md"),
                };
                diags
                    .push(Code::MissingTranslation, Span::file(&text.path), message)
                    .hint(format!("write `{}/{file}`", text.path.folder()));
            }
        }
    }
}
