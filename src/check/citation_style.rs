//! `site.yaml` names a citation style that is not in the archive.

use crate::base::diag::{Code, Diagnostics};
use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::check::Check;
use crate::resolve::{is_style, styles};
use crate::route::Site;

pub(super) struct CitationStyle;

impl Check for CitationStyle {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let path = SourcePath::new("content/site.yaml");
        let (Some(style), Some(text)) = (&site.config.citation_style, site.sources.text(&path))
        else {
            return;
        };
        if !is_style(style) {
            let span = Document::whole(&path, text).locate(&[Step::Key("citation_style")]);
            let message = format!("there is no citation style `{style}`");
            let hint = match nearest(style, styles()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "name a style of the CSL archive, such as `ieee`, `apa` or \
                         `chicago-author-date`"
                    .to_owned(),
            };
            diags.push(Code::BadSetting, span, message).hint(hint);
        }
    }
}
