//! The program from outside: every test starts the built `auxeng` in an environment of its own
//! and looks at what it prints, how it exits and what it leaves on disk.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    reason = "a test touches disk and processes itself and stops at the first surprise"
)]

mod actions;
mod closing;
// The transcripts of the documentation are run by `sh`.
#[cfg(unix)]
mod console;
mod editing;
mod environment;
mod format;
mod goal_changes;
mod goals;
mod invocation;
mod json;
mod merging;
mod nps;
mod opening;
mod reference;
mod retros;
mod scene;
mod scores;
mod selection;
mod store;
#[cfg(unix)]
mod transcripts;
