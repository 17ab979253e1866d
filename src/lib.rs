//! Liasse.

pub mod base;
pub mod config;
pub mod locale;
pub mod parse;
pub mod plan;
pub mod render;
pub mod report;
pub mod source;
pub mod theme;
pub mod write;
