//! What is wrong with a dossier, as values: collected by every stage, printed by `report` alone.

use std::ops::Range;

use crate::base::path::SourcePath;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site must not be written.
    Error,
    /// The site is written; someone should look.
    Warning,
    /// Not reported.
    Off,
}

/// A place in a source file: byte offsets into the file as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub path: SourcePath,
    /// The bytes; an empty range points between two of them, `0..0` at the file as a whole.
    pub range: Range<usize>,
}

impl Span {
    /// The bytes `range` of the file at `path`.
    pub fn new(path: &SourcePath, range: Range<usize>) -> Self {
        Self {
            path: path.clone(),
            range,
        }
    }

    /// The file at `path` as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self::new(path, 0..0)
    }
}

/// One finding, with the place it is about and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Which rule speaks.
    pub code: Code,
    /// How much it weighs; `site.yaml` may have changed it.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong: lowercase, no final stop, quoting what was written.
    pub message: String,
    /// Other places that belong to the finding, each with a few words.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding of the weight its code has by default.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            span,
            message: message.into(),
            related: Vec::new(),
            hint: None,
        }
    }

    /// Adds what to do.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds another place that belongs to the finding.
    pub fn related(&mut self, span: Span, words: impl Into<String>) -> &mut Self {
        self.related.push((span, words.into()));
        self
    }
}

/// The findings of a stage, in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding; what is returned takes a hint and related places.
    pub fn push(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.0.push(Diagnostic::new(code, span, message));
        self.0.last_mut().expect("a diagnostic was just pushed")
    }

    /// Keeps the findings of `warned` and hands out its value.
    pub fn take<T>(&mut self, warned: Warned<T>) -> T {
        self.0.extend(warned.diags.0);
        warned.output
    }

    /// Adds all of `others`.
    pub fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// Adds copies of `others`, as a remembered answer gives them.
    pub fn extend_from(&mut self, others: &Diagnostics) {
        self.0.extend_from_slice(&others.0);
    }

    /// Keeps the findings that `is_kept` says to keep.
    pub fn retain(&mut self, is_kept: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(is_kept);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The findings in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many findings weigh `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diag| diag.severity == severity)
            .count()
    }

    /// The findings by file and place, each once, weighed by `severity`, those switched off left
    /// out.
    pub fn sorted(mut self, severity: impl Fn(Code) -> Severity) -> Self {
        for diag in &mut self.0 {
            diag.severity = severity(diag.code);
        }
        self.0.retain(|diag| diag.severity != Severity::Off);
        let key = |diag: &Diagnostic| {
            (
                diag.span.path.clone(),
                diag.span.range.start,
                diag.code,
                diag.message.clone(),
            )
        };
        self.0.sort_by_cached_key(key);
        self.0.dedup();
        self
    }
}

/// A value with what was found while making it. An author's mistake never aborts a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Warned<T> {
    /// The value; complete, if perhaps poorer than the author meant.
    pub output: T,
    /// What was found.
    pub diags: Diagnostics,
}

impl<T> Warned<T> {
    /// A value with its findings.
    pub fn new(output: T, diags: Diagnostics) -> Self {
        Self { output, diags }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $doc:literal)*) => {
        /// Every rule that can speak. The name is stable: `site.yaml` and `--json` use it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $doc] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the stages that use them.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The stable name: `dead-link`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How much it weighs unless `site.yaml` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    LinkOutside "link-outside" Error "A symbolic link in the tree leads out of it, or in a circle."
    SpecialFile "special-file" Error "A socket, FIFO or device stands among the files."
    Unreadable "unreadable" Error "A file or folder cannot be read."
    NotUtf8 "not-utf8" Error "A text file is not UTF-8."
    Misplaced "misplaced" Error "A Markdown file stands where no kind of page is expected."
    MissingSite "missing-site" Error "There is no `content/site.yaml`."
    UnknownTheme "unknown-theme" Error "The theme that `site.yaml` names does not exist."
    UnknownLanguage "unknown-language" Error "A language has no translation of the interface, or is no language tag."
    BadSetting "bad-setting" Error "A setting of `site.yaml` cannot be used as it is written."
    BadTemplate "bad-template" Error "A template does not parse, or extends one that does not exist."
    TemplateFailed "template-failed" Error "A template failed while a page was rendered."
    BadStrings "bad-strings" Error "A Fluent file does not parse, or lacks a message that another language has."
    FrontMissing "front-missing" Error "A Markdown file has no front matter."
    FrontTooLarge "front-too-large" Error "Front matter is larger than 64 KiB."
    YamlTooDeep "yaml-too-deep" Error "YAML nests deeper than 64 levels."
    YamlAlias "yaml-alias" Error "YAML aliases repeat too much."
    YamlSyntax "yaml-syntax" Error "YAML that does not parse."
    UnknownKey "unknown-key" Error "A key that is not in the content model."
    DuplicateKey "duplicate-key" Error "A key that stands twice in one mapping."
    MissingKey "missing-key" Error "A required key is missing."
    WrongType "wrong-type" Error "A value of the wrong type or outside the allowed words."
    BadDate "bad-date" Error "A date that is not EDTF, levels 0 and 1."
    BadInstant "bad-instant" Error "An instant without offset, or no instant at all."
    MissingAlt "missing-alt" Error "An image has no text alternative."
    UnknownClass "unknown-class" Error "A class in braces that means nothing here."
    DuplicateAnchor "duplicate-anchor" Error "Two headings of one page claim the same id."
    RawHtml "raw-html" Warning "HTML in a text is shown as text, since `raw_html` is off."
    UnknownCodeLanguage "unknown-code-language" Warning "A code block names a language without grammar."
    UnsafeLink "unsafe-link" Error "A link uses a scheme that could run code."
    DuplicateId "duplicate-id" Error "Two files claim one id in one language, or two events one id."
    SharedName "shared-name" Error "Two actors share a full name."
    UnknownName "unknown-name" Error "`[[…]]` names nothing in the dossier."
    AmbiguousName "ambiguous-name" Error "`[[…]]` could mean several things."
    DeadLink "dead-link" Error "A link leads to a file that does not exist."
    DeadAnchor "dead-anchor" Error "A link leads to a heading that does not exist."
    LinkLeaves "link-leaves" Error "A link leads out of the content folder."
    UnreadLink "unread-link" Warning "A link or citation where none is shown."
    BadBibliography "bad-bibliography" Error "A `sources.bib` or `sources.json` that cannot be read."
    UnknownEvent "unknown-event" Error "An event that no file gives."
    UnknownActor "unknown-actor" Error "An actor that has no file."
    UnknownSource "unknown-source" Error "A source that the bibliography does not list."
    UnpublishedLink "unpublished-link" Error "A published page leads to an unpublished one."
    AmbiguousMention "ambiguous-mention" Warning "A name in the text could mean several actors."
    BadAddress "bad-address" Error "An old address that is no address of this site."
    SameAddress "same-address" Error "Two pages claim one address, or addresses that some disks cannot tell apart."
    OrphanActor "orphan-actor" Warning "An actor that no dossier names."
    UnlistedName "unlisted-name" Warning "A capitalised name recurs in three dossiers and has no actor."
    MissingTranslation "missing-translation" Off "A page has no version in one of the site's languages."
    UnusedAsset "unused-asset" Warning "A file beside a page that no page uses."
    UnsourcedQuotation "unsourced-quotation" Warning "An attributed quotation cites no source."
    ChangedQuotation "changed-quotation" Error "A verbatim quotation is not what the preserved copy of its source says."
    UnprovedQuotation "unproved-quotation" Warning "A verbatim quotation has no preserved text to be compared with."
    EarlySources "early-sources" Warning "All sources of an event were published before it happened."
    MissingCopy "missing-copy" Error "A source names a preserved copy that is not there."
    ChangedCopy "changed-copy" Error "A preserved copy is not the one whose SHA-256 was noted."
    UnusedSource "unused-source" Warning "A source of the bibliography is evidence of nothing, in drafts neither."
}

impl Code {
    /// Whether no site may change its weight: where it speaks, a file was not read as its author
    /// meant it, and to go on could publish what is not public, or lose a page.
    pub fn is_fixed(self) -> bool {
        matches!(
            self,
            Code::LinkOutside
                | Code::SpecialFile
                | Code::Unreadable
                | Code::NotUtf8
                | Code::MissingSite
                | Code::BadTemplate
                | Code::TemplateFailed
                | Code::FrontMissing
                | Code::FrontTooLarge
                | Code::YamlTooDeep
                | Code::YamlAlias
                | Code::YamlSyntax
                | Code::UnknownKey
                | Code::DuplicateKey
                | Code::WrongType
                | Code::BadInstant
                | Code::UnsafeLink
                | Code::UnpublishedLink
                | Code::BadAddress
                | Code::SameAddress
                | Code::DuplicateId
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }
}
