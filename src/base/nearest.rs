//! The word someone probably meant.

use strsim::damerau_levenshtein;

/// The candidate closest to `word`, if it is close enough to be a slip: at most a third of the
/// letters differ. The first of several equally close ones.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let allowed = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| {
            (
                damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_seen_through() {
        let keys = ["title", "date", "tags"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Tag", keys), Some("tags"));
        assert_eq!(nearest("summary", keys), None);
    }
}
