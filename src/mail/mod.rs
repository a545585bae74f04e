//! Mail: one message in plain text and HTML, and the ways by which it leaves.
//!
//! The one place from which the program talks to the network, and only when the user sends something. By which way, as
//! whom and with which secrets is told by the user's own configuration; no record chooses a program, adds an argument, a
//! header or a recipient. Imports `text` and `model`.

#![allow(clippy::disallowed_methods, reason = "the user's own mail programs are started here")]

mod address;
mod delivery;
mod letter;
mod program;
mod smtp;
#[cfg(test)]
mod tests;

pub use address::{is_mailable, shown};
pub use delivery::{Refused, Sent, Unsent, send};
pub use letter::{Letter, Undeliverable};
