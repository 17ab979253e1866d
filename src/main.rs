//! The program: everything is in the library, behind [`liasse::cli::run`].

use std::process::ExitCode;

fn main() -> ExitCode {
    liasse::cli::run(std::env::args_os())
}
