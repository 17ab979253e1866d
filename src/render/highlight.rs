//! Code blocks in colours, as classes (syntect), and the stylesheet that gives them.

use syntect::html::{ClassStyle, ClassedHTMLGenerator, css_for_theme_with_class_style};
use syntect::util::LinesWithEndings;
use two_face::theme::EmbeddedThemeName;

use crate::parse::grammars::Grammars;

/// Classes are `hl-keyword` and the like: no other part of a theme uses the prefix.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Longer code is shown without colours: grammars take time that grows faster than the text.
const LONGEST: usize = 64 * 1024;

/// The code as HTML; `None` where there is no grammar, or too much code.
pub(super) fn highlight(code: &str, language: &str, grammars: &Grammars) -> Option<String> {
    if code.len() > LONGEST {
        return None;
    }
    let grammar = grammars.find(language)?;
    let mut html = ClassedHTMLGenerator::new_with_class_style(grammar, grammars.set(), STYLE);
    for line in LinesWithEndings::from(code) {
        html.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(html.finalize())
}

/// The colours of code, for light and for dark screens: those the system asks for, unless the root
/// element says `data-looks="light"` or `data-looks="dark"`.
pub fn stylesheet() -> String {
    let themes = two_face::theme::extra();
    let css = |name| {
        css_for_theme_with_class_style(themes.get(name), STYLE)
            .expect("the themes are part of the program")
    };
    let light = css(EmbeddedThemeName::InspiredGithub);
    let dark = css(EmbeddedThemeName::OneHalfDark);
    format!(
        "{light}\n@media (prefers-color-scheme: dark) {{\n:root:not([data-looks=\"light\"]) {{\n\
         {dark}}}\n}}\n:root[data-looks=\"dark\"] {{\n{dark}}}\n"
    )
}
