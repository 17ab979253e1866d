//! Texts looked through byte by byte, many at a time. Where what is looked for stands at random, a
//! way out after each byte costs far more than all comparisons.

use std::iter;
use std::ops::Range;

/// Bytes that are looked at together.
pub const STRIDE: usize = 64;

/// For each stride of `text` of which of its bytes `is` holds, the first in the lowest bit. The last
/// is that of what remains, perhaps of nothing: its highest bit is never set. It is fast where `is`
/// compares and has no `&&` or `||`.
pub fn masks(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = u64> {
    let (strides, rest) = text.as_chunks();
    let mut strides = strides.iter();
    let mut rest = Some(rest);
    iter::from_fn(move || {
        if let Some(stride) = strides.next() {
            return Some(mask(stride, &is));
        }
        let rest = rest.take()?;
        let mut last = [0; STRIDE];
        last[..rest.len()].copy_from_slice(rest);
        Some(mask(&last, &is) & ((1 << rest.len()) - 1))
    })
}

fn mask(stride: &[u8; STRIDE], is: impl Fn(u8) -> bool) -> u64 {
    // The lowest bit of each of eight bytes, brought together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let holds = stride.map(|byte| u8::from(is(byte)));
    let (eights, _) = holds.as_chunks();
    let bits = eights
        .iter()
        .map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    bits.zip((0..).step_by(8))
        .fold(0, |mask, (bits, at)| mask | bits << at)
}

/// The bytes that stand `by` bytes after those of `masks`, in the first stride also after those in
/// `before`, of which the lowest bit is `by` bytes before the text.
pub fn later(
    masks: impl Iterator<Item = u64>,
    by: usize,
    mut before: u64,
) -> impl Iterator<Item = u64> {
    masks.map(move |mask| {
        let later = mask << by | before;
        before = mask >> (STRIDE - by);
        later
    })
}

/// Where the bytes of `text` stand of which `is` holds, in order.
pub fn positions(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    ones(masks(text, is))
}

/// Which bits of `masks` are set, one mask after the other, in order.
pub fn ones(mut masks: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    let (mut mask, mut end) = (0_u64, 0);
    iter::from_fn(move || {
        while mask == 0 {
            mask = masks.next()?;
            end += STRIDE;
        }
        let lowest = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        Some(end - STRIDE + lowest)
    })
}

/// The longest parts of `text` that hold only bytes of which `is` holds, in order.
pub fn runs(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut before = 0;
    let edges = masks(text, is).map(move |mask| {
        let edges = mask ^ (mask << 1 | before);
        before = mask >> (STRIDE - 1);
        edges
    });
    let mut edges = ones(edges);
    iter::from_fn(move || Some(edges.next()?..edges.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_found_wherever_they_stand() {
        for at in 0..3 * STRIDE {
            for after in [0, 1, STRIDE] {
                let text = format!("{}.{}.", "a".repeat(at), "b".repeat(after));
                let found: Vec<_> = positions(text.as_bytes(), |byte| byte == b'.').collect();
                assert_eq!(found, [at, at + after + 1], "{text}");
            }
        }
        assert_eq!(positions(b"", |_| true).next(), None);
        assert_eq!(positions(b"a", |byte| byte == 0).next(), None);
    }

    #[test]
    fn runs_are_as_long_as_they_can_be() {
        for length in 0..3 * STRIDE {
            let texts = [
                "a".repeat(length),
                format!("{} ", "a".repeat(length)),
                format!("  {}", "a".repeat(length)),
                format!("{0} b {0}", "a".repeat(length)),
            ];
            for text in texts {
                let found = runs(text.as_bytes(), |byte| byte != b' ');
                let found: Vec<_> = found.map(|run| &text[run]).collect();
                let expected: Vec<_> = text.split(' ').filter(|run| !run.is_empty()).collect();
                assert_eq!(found, expected);
            }
        }
    }
}
