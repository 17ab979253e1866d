//! The program: everything is in the library, behind [`liasse::cli::run`].

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes and drops millions of small texts from two threads and more.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    liasse::cli::run(std::env::args_os())
}
