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
    let span = |key| {
        let steps = [Step::Key(&source.id), Step::Key("archived"), Step::Key(key)];
        document.locate(&steps)
    };
    let Some(file) = &archived.file else {
        if archived.sha256.is_some() {
            let message = "this SHA-256 is of no copy: there is no `file`";
            diags
                .push(Code::MissingCopy, span("sha256"), message)
                .hint("name the copy, as in `file: archive/bbc.pdf`, or delete the hash");
        }
        return;
    };
    let copy = source.preserved_copy();
    let Some(preserved) = copy.and_then(|copy| site.sources.preserved(&copy)) else {
        let (message, hint) = missing(site, file);
        diags
            .push(Code::MissingCopy, span("file"), message)
            .hint(hint);
        return;
    };
    let found = &preserved.sha256;
    let (key, message) = match &archived.sha256 {
        None => ("file", format!("no SHA-256 proves `{file}`; it is {found}")),
        Some(expected) if expected.eq_ignore_ascii_case(found) => return,
        Some(expected) if !is_sha256(expected) => (
            "sha256",
            format!(
                "`{expected}` is no SHA-256, which has 64 hexadecimal digits; that of `{file}` is {found}"
            ),
        ),
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

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What is wrong with a copy that is not there, and what to do.
fn missing(site: Site<'_>, file: &str) -> (String, String) {
    let put = format!("put the copy below `{FOLDER}`, or run `liasse archive`");
    let path = format!("content/{file}");
    if !path.starts_with(FOLDER) || path.split('/').any(|segment| segment == "..") {
        return (format!("`{file}` does not lie where copies do"), put);
    }
    let kept = site.sources.files.keys().map(SourcePath::as_str);
    let kept = kept.filter(|path| path.starts_with(FOLDER));
    let nearest = nearest_path(&path, kept);
    let hint = match nearest.and_then(|path| path.strip_prefix("content/")) {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => put,
    };
    (format!("there is no preserved copy `{file}`"), hint)
}
