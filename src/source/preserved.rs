//! The files of `content/archive/`: copies of sources, kept as evidence.
//!
//! They are copied like other attachments. What tells whether a copy is still the one that was
//! preserved, and whether a quotation is in it, is read here.

use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{Attachment, open, walk};
use crate::base::diag::{Diagnostics, Warned};
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;

/// The folder of preserved copies, as a beginning of paths.
pub const FOLDER: &str = "content/archive/";

/// Whether the file at `path` is a preserved copy.
pub(super) fn is_copy(path: &SourcePath) -> bool {
    path.as_str().starts_with(FOLDER)
}

/// What is in a preserved copy.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Preserved {
    /// Its SHA-256, in lowercase hexadecimal.
    pub sha256: String,
    /// Its text, if it is a `.txt` or `.md` file in UTF-8.
    pub text: Option<Hashed<String>>,
}

impl Preserved {
    /// What is in a copy at `path` that holds these bytes.
    pub fn of(path: &SourcePath, bytes: &[u8]) -> Self {
        let text = is_text(path).then(|| std::str::from_utf8(bytes).ok());
        Self {
            sha256: hexadecimal(&Sha256::digest(bytes).into()),
            text: text.flatten().map(|text| Hashed::new(text.to_owned())),
        }
    }
}

/// Reads what is in the copy at `path`; only texts are held in memory.
pub(super) fn read(path: &SourcePath, copy: &Attachment) -> Warned<Option<Arc<Preserved>>> {
    let mut diags = Diagnostics::default();
    let read = open(copy).and_then(|mut file| {
        if !is_text(path) {
            let sha256 = hexadecimal(&sha256(&mut file)?);
            return Ok(Preserved { sha256, text: None });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Preserved::of(path, &bytes))
    });
    let preserved = match read {
        Ok(preserved) => Some(Arc::new(preserved)),
        Err(error) => {
            walk::unreadable(path, &error, &mut diags);
            None
        }
    };
    Warned::new(preserved, diags)
}

/// The SHA-256 of what remains of `file`.
pub fn sha256(file: &mut File) -> io::Result<[u8; 32]> {
    let mut hasher = Sha256::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hasher.finalize().into()),
            length => hasher.update(&buffer[..length]),
        }
    }
}

/// A hash as `sha256sum` prints it.
pub fn hexadecimal(hash: &[u8; 32]) -> String {
    let figures = hash.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    let figures = figures.map(|figure| char::from_digit(figure.into(), 16).expect("below 16"));
    figures.collect()
}

fn is_text(path: &SourcePath) -> bool {
    let extension = path.extension().to_ascii_lowercase();
    matches!(extension.as_str(), "txt" | "md")
}
