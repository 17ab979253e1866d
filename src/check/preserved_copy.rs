//! A preserved copy that is not there, or that is no longer what was preserved.

use crate::base::diag::{Code, Diagnostics};
use crate::base::nearest::nearest_path;
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::check::Check;
use crate::parse::front::{Listing, Source};
use crate::route::Site;
use crate::source::preserved::FOLDER;

pub(super) struct PreservedCopy;

impl Check for PreservedCopy {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let path = Listing::Yaml.path();
        let Some(text) = site.sources.text(&path) else {
            return;
        };
        let document = Document::whole(&path, text);
        for source in site.library.sources.values() {
            compare(site, &document, source, diags);
        }
    }
}

fn compare(site: Site<'_>, document: &Document<'_>, source: &Source, diags: &mut Diagnostics) {
    let Some(archived) = &source.archived else {
        return;
    };
    let Some(file) = &archived.file else { return };
    let span = |key| {
        let steps = [Step::Key(&source.id), Step::Key("archived"), Step::Key(key)];
        document.locate(&steps)
    };
    let copy = source.preserved_copy();
    let Some(preserved) = copy.and_then(|copy| site.sources.preserved(&copy)) else {
        let kept = site.sources.files.keys().map(SourcePath::as_str);
        let kept = kept.filter(|path| path.starts_with(FOLDER));
        let nearest = nearest_path(&format!("content/{file}"), kept);
        let hint = match nearest.and_then(|path| path.strip_prefix("content/")) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("put the copy below `{FOLDER}`, or run `liasse archive`"),
        };
        let message = format!("there is no preserved copy `{file}`");
        diags
            .push(Code::MissingCopy, span("file"), message)
            .hint(hint);
        return;
    };
    let found = &preserved.sha256;
    let (key, message) = match &archived.sha256 {
        None => ("file", format!("no SHA-256 proves `{file}`; it is {found}")),
        Some(expected) if expected.eq_ignore_ascii_case(found) => return,
        Some(expected) => (
            "sha256",
            format!("`{file}` has changed: its SHA-256 is {found}, not {expected}"),
        ),
    };
    diags
        .push(Code::ChangedCopy, span(key), message)
        .hint(format!(
            "restore the copy, or run `liasse archive {} FILE` to preserve another one",
            source.id
        ));
}
