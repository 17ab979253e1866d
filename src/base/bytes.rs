//! Texts looked through byte by byte, many at a time. Where what is looked for stands at random, a
//! way out after each byte costs far more than all comparisons.

use std::iter;
use std::ops::Range;

/// Bytes that are looked at together.
pub const STRIDE: usize = 64;

/// The strides of `text`, each with a mask of which of its bytes are of the text. The last holds
/// what remains, perhaps nothing, and at least one zero after it.
pub fn strides(text: &[u8]) -> impl Iterator<Item = ([u8; STRIDE], u64)> {
    let (strides, rest) = text.as_chunks();
    let mut last = [0; STRIDE];
    last[..rest.len()].copy_from_slice(rest);
    let strides = strides.iter().map(|stride| (*stride, u64::MAX));
    strides.chain([(last, (1 << rest.len()) - 1)])
}

/// Of which bytes of `stride` `is` holds, the first in the lowest bit. It is fast where `is`
/// compares and has no `&&` or `||`.
pub fn mask(stride: &[u8; STRIDE], is: impl Fn(u8) -> bool) -> u64 {
    gather(&stride.map(|byte| u8::from(is(byte))))
}

/// Which of these bytes are 1, the first in the lowest bit; the others are 0.
pub fn gather(holds: &[u8; STRIDE]) -> u64 {
    // The lowest bit of each of eight bytes, brought together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = holds.as_chunks();
    let bits = eights
        .iter()
        .map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    bits.zip((0..).step_by(8))
        .fold(0, |mask, (bits, at)| mask | bits << at)
}

/// Masks, stride by stride, moved one byte on.
pub struct Later {
    /// What comes from the stride before, in the lowest bit.
    before: u64,
}

impl Later {
    /// Moves masks; `before` is the bit that comes into the first stride.
    pub fn new(before: bool) -> Self {
        Self {
            before: before.into(),
        }
    }

    /// The mask of the next stride, moved.
    pub fn mask(&mut self, mask: u64) -> u64 {
        let later = mask << 1 | self.before;
        self.before = mask >> (STRIDE - 1);
        later
    }
}

/// Where the bytes of `text` stand of which `is` holds, in order.
pub fn positions(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    ones(strides(text).map(move |(stride, within)| mask(&stride, &is) & within))
}

/// Which bits of `masks` are set, one mask after the other, in order.
pub fn ones(mut masks: impl Iterator<Item = u64>) -> impl Iterator<Item = usize> {
    let (mut mask, mut end) = (0_u64, 0);
    iter::from_fn(move || {
        if mask == 0 {
            mask = next_set(&mut masks, &mut end)?;
        }
        let lowest = mask.trailing_zeros() as usize;
        mask &= mask - 1;
        Some(end - STRIDE + lowest)
    })
}

/// The next of `masks` in which a bit is set; `end` moves to where that ends. It stands apart so that
/// what is done for each bit is short enough to be done on the spot.
#[inline(never)]
fn next_set(masks: &mut impl Iterator<Item = u64>, end: &mut usize) -> Option<u64> {
    masks.find(|mask| {
        *end += STRIDE;
        *mask != 0
    })
}

/// The longest parts of `text` that hold only bytes of which `is` holds, in order.
pub fn runs(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut later = Later::new(false);
    let edges = strides(text).map(move |(stride, within)| {
        let mask = mask(&stride, &is) & within;
        mask ^ later.mask(mask)
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
