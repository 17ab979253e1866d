//! The word someone probably meant.

use strsim::damerau_levenshtein;

/// The candidate closest to `word`, if it is close enough to be a slip: at most a third of the
/// letters differ. The first of several equally close ones.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within((word.chars().count() / 3).max(1), word, candidates)
}

/// The path closest to `path`, if it is close enough to be a slip in the file's name: what all
/// paths have in common must not make any two alike.
pub fn nearest_path<'a>(
    path: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    within((stem.chars().count() / 3).max(1), path, candidates)
}

/// The first of the candidates that differ least from `word`, by `allowed` letters at most.
fn within<'a>(
    allowed: usize,
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
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

    #[test]
    fn paths_are_alike_by_their_file_names() {
        let paths = ["content/dossiers/note.md", "content/dossiers/lettre.md"];
        let meant = nearest_path("content/dossiers/letre.md", paths);
        assert_eq!(meant, Some("content/dossiers/lettre.md"));
        let meant = nearest_path("content/dossier/lettre.md", paths);
        assert_eq!(meant, Some("content/dossiers/lettre.md"));
        assert_eq!(nearest_path("content/dossiers/autre.md", paths), None);
    }
}
