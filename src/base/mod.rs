//! The ground floor: diagnostics, paths and memory. It knows nothing of dossiers.

pub mod diag;
pub mod memo;
pub mod nearest;
pub mod path;
