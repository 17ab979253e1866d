//! `site.yaml` names a citation style that is neither in the archive nor a file that can be used.

use crate::base::diag::{Code, Diagnostics};
use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::check::Check;
use crate::resolve::{StyleFault, styles};
use crate::route::Site;

pub(super) struct CitationStyle;

impl Check for CitationStyle {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let path = SourcePath::new("content/site.yaml");
        let (Some(style), Some(text)) = (&site.config.citation_style, site.sources.text(&path))
        else {
            return;
        };
        let Some(fault) = &site.library.style_fault else {
            return;
        };
        let span = Document::whole(&path, text).locate(&[Step::Key("citation_style")]);
        let (message, hint) = said(style, fault);
        diags.push(Code::BadSetting, span, message).hint(hint);
    }
}

/// What is wrong with a style, and what to do.
fn said(style: &str, fault: &StyleFault) -> (String, String) {
    let known = "name a style of the CSL archive, such as `ieee`, `apa` or `chicago-author-date`";
    match fault {
        StyleFault::Unknown => {
            let hint = match nearest(style, styles()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => known.to_owned(),
            };
            (format!("there is no citation style `{style}`"), hint)
        }
        StyleFault::Missing => (
            format!("there is no file `content/{style}`"),
            format!("put it beside `site.yaml`, or {known}"),
        ),
        StyleFault::NoStyle(why) => (
            format!("`{style}` is no CSL style: {why}"),
            format!("take it from https://www.zotero.org/styles once more, or {known}"),
        ),
        StyleFault::Dependent => (
            format!("`{style}` only refers to another style"),
            "name that style instead: its `independent-parent`".to_owned(),
        ),
    }
}
