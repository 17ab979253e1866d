//! Liasse.

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod export;
pub mod locale;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod report;
pub mod resolve;
pub mod route;
pub mod source;
pub mod theme;
pub mod write;
