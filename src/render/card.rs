//! What a card shows -> a picture in PNG (resvg).
//!
//! The fonts are part of the program and no font of the machine is asked for, so a card is the
//! same everywhere. It is drawn in SVG: the site's name above a double rule, the title as large as
//! it fits, in lines of like length, and what the page is at the foot. It looks the same in every
//! theme: cards are seen among those of other sites, not beside the pages.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use quick_xml::Writer;
use quick_xml::events::BytesText;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Transform, Tree};
use unicode_segmentation::UnicodeSegmentation;

use crate::base::memo::{Aside, Memo};
use crate::plan::Card;

/// Width and height in pixels, as those who show cards want them.
const SIZE: (u16, u16) = (1200, 630);
/// Space at the left and the right.
const MARGIN: f32 = 84.0;
/// The longest line.
const MEASURE: f32 = SIZE.0 as f32 - 2.0 * MARGIN;
/// The colours of the theme `presse` by daylight.
const PAPER: &str = "#fdfcf8";
const INK: &str = "#1c1b19";
const ACCENT: &str = "#96231c";

/// How large a title may be, and in how many lines at most.
const TITLE: &[(f32, usize)] = &[(92.0, 3), (80.0, 4), (68.0, 5), (58.0, 6)];
/// The same for what stands above and below.
const LABEL: &[(f32, usize)] = &[(36.0, 1), (30.0, 1), (25.0, 1)];

/// Letters of a word without a blank, such as an address, that are kept on one line.
const WORD: usize = 30;

/// Size of type in which words are measured.
const EM: f32 = 100.0;

/// Draws cards, each once.
#[derive(Default)]
pub(super) struct Cards {
    memo: Memo<Arc<[u8]>>,
    fonts: Fonts,
}

/// The fonts, read when the first card is drawn.
#[derive(Default)]
struct Fonts(OnceLock<Arc<Database>>);

/// A card with the fonts to draw it: they are the same in every build.
#[derive(Hash)]
struct Drawn<'a> {
    card: &'a Card,
    fonts: Aside<&'a Fonts>,
}

impl Cards {
    /// For one build alone.
    pub(super) fn forgetful() -> Self {
        Self {
            memo: Memo::forgetful(),
            ..Self::default()
        }
    }

    /// The card as PNG.
    pub(super) fn draw(&self, card: &Card) -> Arc<[u8]> {
        let fonts = Aside(&self.fonts);
        let drawn = self.memo.call(&Drawn { card, fonts }, |drawn| {
            draw(drawn.card, &drawn.fonts.0.options())
        });
        Arc::clone(&drawn)
    }

    /// Forgets the cards that the last build did not show.
    pub(super) fn sweep(&self) {
        self.memo.sweep();
    }
}

impl Fonts {
    fn options(&self) -> Options<'static> {
        let fonts = self.0.get_or_init(|| {
            let mut fonts = Database::new();
            for font in typst_assets::fonts() {
                fonts.load_font_source(Source::Binary(Arc::new(font)));
            }
            Arc::new(fonts)
        });
        Options {
            fontdb: Arc::clone(fonts),
            font_family: "Libertinus Serif".to_owned(),
            ..Options::default()
        }
    }
}

fn draw(card: &Card, options: &Options<'_>) -> Arc<[u8]> {
    let tree = tree(options, |svg| card_svg(svg, card, options));
    let mut pixels = Pixmap::new(SIZE.0.into(), SIZE.1.into()).expect("a card has a size");
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    let png = pixels.encode_png();
    png.expect("writing to memory does not fail").into()
}

fn card_svg(svg: &mut Svg, card: &Card, options: &Options<'_>) -> std::io::Result<()> {
    let (width, height) = (f32::from(SIZE.0), f32::from(SIZE.1));
    let bold = |text: &str| set(text, "700", TITLE, options);
    let label = |text: &str| set(text, "600", LABEL, options);
    rect(svg, [0.0, 0.0, width, height], PAPER)?;
    lines(svg, &label(&card.above), 104.0, ("600", INK))?;
    rect(svg, [MARGIN, 134.0, MEASURE, 4.0], INK)?;
    rect(svg, [MARGIN, 141.0, MEASURE, 1.5], INK)?;
    let title = bold(&card.title);
    lines(svg, &title, 170.0 + title.size * 0.86, ("700", INK))?;
    lines(svg, &label(&card.below), 572.0, ("600", ACCENT))
}

/// A drawing that is being written.
type Svg = Writer<Vec<u8>>;

/// Writes a drawing of the card's size, and reads it as resvg does.
fn tree(options: &Options<'_>, write: impl Fn(&mut Svg) -> std::io::Result<()>) -> Tree {
    let mut svg = Writer::new(Vec::new());
    let (width, height) = (SIZE.0.to_string(), SIZE.1.to_string());
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", &*width),
        ("height", &*height),
    ];
    svg.create_element("svg")
        .with_attributes(attributes)
        .write_inner_content(write)
        .expect("writing to memory does not fail");
    Tree::from_data(&svg.into_inner(), options).expect("the drawing is well-formed")
}

fn rect(svg: &mut Svg, [x, y, width, height]: [f32; 4], fill: &str) -> std::io::Result<()> {
    let [x, y, width, height] = [x, y, width, height].map(|length| length.to_string());
    let attributes = [
        ("x", &*x),
        ("y", &*y),
        ("width", &*width),
        ("height", &*height),
        ("fill", fill),
    ];
    svg.create_element("rect")
        .with_attributes(attributes)
        .write_empty()?;
    Ok(())
}

/// Lines one below the other, the first on the line `y`.
fn lines(svg: &mut Svg, set: &Set, y: f32, (weight, fill): (&str, &str)) -> std::io::Result<()> {
    for (line, index) in set.lines.iter().zip(0u8..) {
        let y = y + f32::from(index) * set.size * 1.12;
        text(
            svg,
            line,
            [MARGIN, y, set.size],
            &[("font-weight", weight), ("fill", fill)],
        )?;
    }
    Ok(())
}

fn text(
    svg: &mut Svg,
    text: &str,
    [x, y, size]: [f32; 3],
    attributes: &[(&str, &str)],
) -> std::io::Result<()> {
    let [x, y, size] = [x, y, size].map(|length| length.to_string());
    let place = [("x", &*x), ("y", &*y), ("font-size", &*size)];
    svg.create_element("text")
        .with_attributes(place.into_iter().chain(attributes.iter().copied()))
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

/// A text set in lines.
struct Set {
    size: f32,
    lines: Vec<String>,
}

/// Sets a text as large as it fits; where it does not at all, its end is left out.
fn set(text: &str, weight: &str, sizes: &[(f32, usize)], options: &Options<'_>) -> Set {
    let words = words(text);
    let widths = Widths::measure(&words, weight, options);
    let line = |range: &Range<usize>| words[range.clone()].join(" ");
    for (size, most) in sizes {
        let filled = widths.fill(MEASURE * EM / size);
        if filled.len() <= *most && widths.widest() * size / EM <= MEASURE {
            let lines = widths.balance(MEASURE * EM / size);
            let lines = lines.iter().map(line).collect();
            return Set { size: *size, lines };
        }
    }
    let (size, most) = sizes[sizes.len() - 1];
    // Room for the sign that tells of what is left out.
    let mut filled = widths.fill((MEASURE - size) * EM / size);
    filled.truncate(most);
    let mut lines: Vec<String> = filled.iter().map(line).collect();
    if let Some(last) = lines.last_mut() {
        last.push_str(" …");
    }
    Set { size, lines }
}

/// What is kept on one line: no-break spaces are none at which a line ends.
fn words(text: &str) -> Vec<String> {
    let is_shown =
        |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    let words = text.split([' ', '\n']).filter(|word| !word.is_empty());
    let mut kept = Vec::new();
    for word in words {
        let word: String = word.chars().filter(is_shown).collect();
        let letters: Vec<&str> = word.graphemes(true).collect();
        kept.extend(letters.chunks(WORD).map(<[&str]>::concat));
    }
    kept
}

/// How wide words are, and the space between them.
struct Widths {
    words: Vec<f32>,
    space: f32,
}

impl Widths {
    fn measure(words: &[String], weight: &str, options: &Options<'_>) -> Self {
        let measured = words.iter().map(String::as_str).chain(["nn", "n\u{a0}n"]);
        let tree = tree(options, |svg| {
            for (word, index) in measured.clone().zip(0..) {
                let id = format!("word-{index}");
                text(
                    svg,
                    word,
                    [0.0, EM, EM],
                    &[("font-weight", weight), ("id", &id)],
                )?;
            }
            Ok(())
        });
        let width = |index: usize| {
            let word = tree.node_by_id(&format!("word-{index}"));
            word.map_or(0.0, |word| word.bounding_box().width())
        };
        Self {
            words: (0..words.len()).map(width).collect(),
            space: width(words.len() + 1) - width(words.len()),
        }
    }

    fn widest(&self) -> f32 {
        self.words.iter().copied().fold(0.0, f32::max)
    }

    /// The words of each line, as many as it holds.
    fn fill(&self, measure: f32) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        let mut filled = 0.0;
        for (at, width) in self.words.iter().enumerate() {
            match lines.last_mut() {
                Some(line) if filled + self.space + width <= measure => {
                    line.end = at + 1;
                    filled += self.space + width;
                }
                _ => {
                    lines.push(at..at + 1);
                    filled = *width;
                }
            }
        }
        lines
    }

    /// The same number of lines, none longer than it must be.
    fn balance(&self, measure: f32) -> Vec<Range<usize>> {
        let count = self.fill(measure).len();
        let (mut short, mut long) = (self.widest(), measure);
        for _ in 0..16 {
            let middle = (short + long) / 2.0;
            if self.fill(middle).len() > count {
                short = middle;
            } else {
                long = middle;
            }
        }
        self.fill(long)
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;
    use crate::source::preserved::hexadecimal;

    fn title(text: &str) -> Set {
        set(text, "700", TITLE, &Fonts::default().options())
    }

    #[test]
    fn a_title_is_as_large_as_it_fits() {
        let short = title("La digue");
        assert_eq!((short.size, short.lines.len()), (TITLE[0].0, 1));
        let long = title(&"La digue de Port-Clair ".repeat(5));
        assert!(long.size < short.size);
        assert!(long.lines.len() <= 6);
    }

    #[test]
    fn lines_are_of_like_length_and_end_at_blanks_alone() {
        let set = title("Qui hébergera WikiLeaks, et jusqu\u{2019}à quand\u{a0}?");
        assert_eq!(
            set.lines,
            [
                "Qui hébergera",
                "WikiLeaks, et",
                "jusqu\u{2019}à quand\u{a0}?"
            ]
        );
    }

    #[test]
    fn what_never_fits_is_left_out() {
        let set = title(&"https://example.org/x/y/z".repeat(40));
        assert_eq!(set.lines.len(), 6);
        assert!(set.lines[5].ends_with(" …"));
        assert!(title("").lines.is_empty());
    }

    /// What is drawn in this very way on every machine.
    const DRAWN: &str = "ad29542a61a7392a026276fa418490e0f170963b36fd5323635b0daf8f26560d";

    #[test]
    fn a_card_is_the_same_everywhere_and_drawn_once() {
        let card = Card {
            above: "L\u{2019}affaire de la digue".to_owned(),
            title: "La digue de Port-Clair".to_owned(),
            below: "Dossier · 1er\u{a0}mars\u{a0}2024".to_owned(),
        };
        let cards = Cards::default();
        let drawn = cards.draw(&card);
        assert!(Arc::ptr_eq(&drawn, &cards.draw(&card)));
        let bytes = Sha256::digest(&drawn);
        assert_eq!(hexadecimal(&bytes.into()), DRAWN);
    }

    #[test]
    fn signs_that_no_drawing_may_hold_are_passed_over() {
        let card = Card {
            above: "<&\"'>".to_owned(),
            title: "\u{1}\u{fffe}a]]>\u{ffff}".to_owned(),
            below: "\u{202f}漢字".to_owned(),
        };
        assert!(!Cards::default().draw(&card).is_empty());
    }
}
