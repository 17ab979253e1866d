//! How large pictures are, told by the first bytes of their files.

use std::io::{BufRead, BufReader, Seek};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Attachment, open};
use crate::base::path::SourcePath;

/// How much of an SVG document is read to find its root.
const HEAD: u64 = 64 * 1024;

/// The size of a picture in CSS pixels, as `width` and `height` of HTML's `img` tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Dimensions {
    /// From left to right.
    pub width: usize,
    /// From top to bottom.
    pub height: usize,
}

/// Whether the file at `path` is a picture that browsers show, by its name.
pub(super) fn is_picture(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"].contains(&extension.as_str())
}

/// The size of the picture at `path`; `None` if its file cannot be read, or does not tell.
pub(super) fn read(path: &SourcePath, picture: &Attachment) -> Option<Dimensions> {
    Dimensions::of(path, BufReader::new(open(picture).ok()?))
}

fn bitmap(file: impl BufRead + Seek) -> Option<Dimensions> {
    let size = imagesize::reader_size(file).ok()?;
    Dimensions::new(size.width, size.height)
}

/// The size that the root of an SVG document gives, else that of its `viewBox`.
fn vector(file: impl BufRead) -> Option<Dimensions> {
    let mut reader = Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(root) | Event::Empty(root) => return of_root(&root),
            Event::Eof => return None,
            _ => {}
        }
    }
}

fn of_root(root: &BytesStart<'_>) -> Option<Dimensions> {
    let value = |name| {
        let attribute = root.try_get_attribute(name).ok()??;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    };
    let length = |name| value(name)?.trim().trim_end_matches("px").parse().ok();
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return rounded(width, height);
    }
    let view = value("viewBox")?;
    let numbers = view.split([' ', ',']).filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(str::parse).collect::<Result<_, _>>().ok()?;
    let [_, _, width, height] = numbers[..] else {
        return None;
    };
    rounded(width, height)
}

/// HTML tells whole pixels.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no number of pixels becomes a bound, which is refused"
)]
fn rounded(width: f64, height: f64) -> Option<Dimensions> {
    Dimensions::new(width.round() as usize, height.round() as usize)
}

impl Dimensions {
    /// The size of the picture at `path`, whose bytes are `file`; `None` if it does not tell.
    pub fn of(path: &SourcePath, file: impl BufRead + Seek) -> Option<Self> {
        match path.extension().eq_ignore_ascii_case("svg") {
            true => vector(file.take(HEAD)),
            false => bitmap(file),
        }
    }

    /// `None` for what no screen shows.
    fn new(width: usize, height: usize) -> Option<Self> {
        let shown = 1..=100_000;
        (shown.contains(&width) && shown.contains(&height)).then_some(Self { width, height })
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    /// What files of pictures begin with.
    const MAGIC: [&[u8]; 7] = [
        b"GIF89a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"RIFF\0\0\0\0WEBPVP8X",
        b"\0\0\0\x20ftypavif",
        b"<svg ",
    ];

    #[test]
    fn vectors_tell_their_size() {
        for (svg, size) in [
            (
                "<svg width='350' height=\"876\" viewBox='0 0 1 1'/>",
                Some((350, 876)),
            ),
            (
                "<?xml version='1.0'?>\n<!-- A --><svg width='20.4px' height=' 9.5px '>",
                Some((20, 10)),
            ),
            (
                "<svg width='100%' height='100%' viewBox='0,0, 700 672'>",
                Some((700, 672)),
            ),
            ("<svg viewBox='0 0 700'>", None),
            ("<svg width='1e9' height='-1'>", None),
            ("<svg width='NaN' height='1'>", None),
            ("<svg", None),
            ("", None),
        ] {
            let size = size.map(|(width, height)| Dimensions { width, height });
            assert_eq!(vector(svg.as_bytes()), size, "{svg}");
        }
    }

    #[test]
    fn bitmaps_tell_their_size() {
        let gif = b"GIF89a\x40\x01\xf0\x00\x80\x00\x00";
        let size = Dimensions {
            width: 320,
            height: 240,
        };
        assert_eq!(bitmap(std::io::Cursor::new(gif)), Some(size));
        assert_eq!(bitmap(std::io::Cursor::new(b"no picture")), None);
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(
            magic in select(&MAGIC),
            rest in vec(prop_oneof![Just(0_u8), Just(0xff), any::<u8>()], 0..200),
        ) {
            let bytes = [magic, &rest[..]].concat();
            bitmap(std::io::Cursor::new(&bytes));
            vector(&bytes[..]);
        }
    }
}
