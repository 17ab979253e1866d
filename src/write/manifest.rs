//! What we wrote, file by file: `.liasse-manifest` in the output folder.
//!
//! Its lines are those of `sha256sum`, sorted by path, so `sha256sum -c .liasse-manifest` proves
//! that a copy of the site is complete and unchanged.

use std::collections::BTreeMap;

use crate::base::path::OutPath;
use crate::source::preserved::hexadecimal;

/// The file's name.
pub(super) const NAME: &str = ".liasse-manifest";

/// The SHA-256 of a file.
pub type Hash = [u8; 32];

/// Every file of a site but the manifest itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<OutPath, Hash>,
}

impl Manifest {
    /// The manifest that `text` is, or the number of the first line that is none.
    pub(super) fn parse(text: &str) -> Result<Self, usize> {
        let mut files = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let (path, hash) = parse_line(line).ok_or(index + 1)?;
            files.insert(path, hash);
        }
        Ok(Self { files })
    }

    /// The manifest as a file.
    pub(super) fn render(&self) -> String {
        let mut text = String::new();
        for (path, hash) in &self.files {
            let path = path.as_str();
            let escaped = path
                .replace('\\', "\\\\")
                .replace('\n', "\\n")
                .replace('\r', "\\r");
            // `sha256sum` begins a line with a backslash if the name in it is escaped.
            if escaped != path {
                text.push('\\');
            }
            text.push_str(&hexadecimal(hash));
            text.push_str("  ");
            text.push_str(&escaped);
            text.push('\n');
        }
        text
    }
}

fn parse_line(line: &str) -> Option<(OutPath, Hash)> {
    let (line, is_escaped) = match line.strip_prefix('\\') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let (digits, path) = line.split_once("  ")?;
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (index, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * index..2 * index + 2], 16).ok()?;
    }
    let path = match is_escaped {
        true => unescape(path)?,
        false => path.to_owned(),
    };
    Some((OutPath::new(path), hash))
}

fn unescape(text: &str) -> Option<String> {
    let mut path = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let c = match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            _ => c,
        };
        path.push(c);
    }
    Some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let names = ["a b.html", "a\\b", "a\nb", "a\r", "é  è/ñ.html"];
        let files = names.iter().map(|name| (OutPath::new(*name), [0xa5; 32]));
        let manifest = Manifest {
            files: files.collect(),
        };
        assert_eq!(Manifest::parse(&manifest.render()), Ok(manifest));
    }

    #[test]
    fn what_is_no_manifest_is_refused_by_line() {
        let good = format!("{}  a\n", "0".repeat(64));
        for bad in ["", "x", &"0".repeat(64), &format!("{}  a", "g".repeat(64))] {
            assert_eq!(Manifest::parse(&format!("{good}{bad}\n")), Err(2), "{bad}");
        }
    }
}
