//! The preview, as a browser and an attacker meet it: the real server, on loopback, over a project
//! that somebody works on. Tests wait for what happens, never for time to pass.

#![allow(
    clippy::disallowed_methods,
    reason = "a test works on a project as an editor does"
)]

#[path = "serve/desk.rs"]
mod desk;

#[path = "serve/ahead.rs"]
mod ahead;

#[path = "serve/answers.rs"]
mod answers;

#[path = "serve/editors.rs"]
mod editors;

#[path = "serve/hostile.rs"]
mod hostile;

#[path = "serve/program.rs"]
mod program;
