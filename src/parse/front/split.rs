//! A Markdown file -> where its front matter stands and where its text begins.

use std::ops::Range;

/// The two parts of a Markdown file, as bytes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// A block between `---` lines.
    Front {
        /// What stands between the lines.
        yaml: Range<usize>,
        /// Where the text begins, after the closing line.
        body: usize,
    },
    /// The first line is not `---`.
    Missing,
    /// The first line is `---`, and no other line closes the block.
    Open,
}

/// Finds the front matter of `text`. It begins with a first line `---` and ends at the next line
/// that is `---` or `...`.
pub(super) fn split(text: &str) -> Split {
    let mut lines = text.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return Split::Missing;
    };
    let start = first.len();
    let mut end = start;
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Split::Front {
                yaml: start..end,
                body: end + line.len(),
            };
        }
        end += line.len();
    }
    Split::Open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_stands_between_lines() {
        let front = |yaml, body| Split::Front { yaml, body };
        let cases = [
            ("---\na: b\n---\ntext", front(4..9, 13)),
            ("---\r\na: b\r\n---\r\ntext", front(5..11, 16)),
            ("---\n---\n", front(4..4, 8)),
            ("---\na: ---\n...", front(4..11, 14)),
            ("--- \na: b\n---  \n", front(5..10, 16)),
            ("---\na: b\n ---\n", Split::Open),
            ("---", Split::Open),
            ("----\n---\n", Split::Missing),
            ("\n---\n---\n", Split::Missing),
            ("", Split::Missing),
        ];
        for (text, expected) in cases {
            assert_eq!(split(text), expected, "{text:?}");
        }
    }
}
