//! The edges of the program on a real disk: what is read, what is written, what is printed.

#![allow(
    clippy::disallowed_methods,
    reason = "a test arranges the disk that the program then meets"
)]

#[path = "edge/read.rs"]
mod read;

#[path = "edge/print.rs"]
mod print;

#[path = "edge/written.rs"]
mod written;

#[path = "edge/archive.rs"]
mod archive;

#[path = "edge/command.rs"]
mod command;
