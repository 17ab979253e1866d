//! Texts looked through byte by byte, many at a time.

/// Bytes that are looked at together.
const STRIDE: usize = 32;

/// Where the first byte that `is` holds of stands, from `from` on. It is fast where `is` compares,
/// and few bytes are meant.
pub fn position(text: &[u8], from: usize, is: impl Fn(&u8) -> bool) -> Option<usize> {
    // Without a way out in the middle, a stride is looked through by few instructions.
    let has = |stride: &[u8]| stride.iter().fold(false, |has, byte| has | is(byte));
    let strides = text[from..].chunks_exact(STRIDE);
    let start = from + strides.take_while(|stride| !has(stride)).count() * STRIDE;
    let found = text[start..].iter().position(is)?;
    Some(start + found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        let stop = |byte: &u8| *byte == b'.';
        for at in 0..3 * STRIDE {
            let text = format!("{}.{}", "a".repeat(at), "b".repeat(STRIDE));
            for from in 0..=at {
                let found = position(text.as_bytes(), from, stop);
                assert_eq!(found, Some(at), "from {from}");
            }
            assert_eq!(position(text.as_bytes(), at + 1, stop), None);
        }
    }
}
