//! Addresses written without markup, as in `see https://example.org/OVH`: they are text, but hold
//! no names.

use std::ops::Range;

/// What no address holds, beside white space.
const ENDS: [char; 5] = ['<', '>', '"', '«', '»'];

/// The parts `searched` of `text`, less the addresses in them.
pub(super) fn leave_out(text: &str, searched: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if !text.contains("://") {
        return searched;
    }
    let mut left = Vec::new();
    for part in searched {
        let mut start = part.start;
        for address in addresses(text) {
            if start < address.start && address.start < part.end {
                left.push(start..address.start);
            }
            if address.start < part.end {
                start = start.max(address.end);
            }
        }
        if start < part.end {
            left.push(start..part.end);
        }
    }
    left
}

fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices("://").map(|(sign, _)| {
        let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
        let scheme = text[..sign].trim_end_matches(is_scheme);
        let ends = |c: char| c.is_whitespace() || ENDS.contains(&c);
        let length = text[sign..].find(ends).unwrap_or(text.len() - sign);
        scheme.len()..sign + length
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_left_out() {
        let text = "OVH https://a.fr/OVH, OVH «http://b.fr/OVH» ftp://c.fr";
        let whole = 0..text.len();
        let left = leave_out(text, vec![whole]);
        let parts: Vec<_> = left.into_iter().map(|part| &text[part]).collect();
        assert_eq!(parts, ["OVH ", " OVH «", "» "]);
        assert_eq!(leave_out(text, vec![0..3, 22..25]), [0..3, 22..25]);
        assert_eq!(leave_out("OVH", vec![0..3]), [0..3]);
    }
}
