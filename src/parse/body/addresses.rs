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
    let mut addresses = addresses(text).into_iter().peekable();
    for part in searched {
        let mut start = part.start;
        while let Some(address) = addresses.peek().filter(|address| address.start < part.end) {
            if start < address.start {
                left.push(start..address.start);
            }
            start = start.max(address.end);
            // The rest of a longer one lies in the parts that follow.
            if address.end > part.end {
                break;
            }
            addresses.next();
        }
        if start < part.end {
            left.push(start..part.end);
        }
    }
    left
}

/// The addresses in `text`, in order and apart.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let ends = |c: char| c.is_whitespace() || ENDS.contains(&c);
    let mut addresses = Vec::new();
    let mut done = 0;
    while let Some(sign) = text[done..].find("://").map(|sign| done + sign) {
        let start = done + text[done..sign].trim_end_matches(is_scheme).len();
        done = sign + text[sign..].find(ends).unwrap_or(text.len() - sign);
        addresses.push(start..done);
    }
    addresses
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
        let broken = leave_out("a http://b c d://e f", vec![0..4, 6..9, 9..17, 18..20]);
        assert_eq!(broken, [0..2, 10..13, 18..20]);
    }

    #[test]
    fn signs_in_a_row_are_one_address() {
        // Each byte is read once: an address is never looked for within another.
        let row = "://".repeat(1000);
        assert_eq!(addresses(&format!("{row} a{row}")), [0..3000, 3001..6002]);
    }
}
