//! Mail: one message in plain text and HTML, and the ways by which it leaves.
//!
//! The one place from which the program talks to the network, and only when the user sends something. By which way, as
//! whom and with which secrets is told by the user's own configuration. A record names the recipients, its people, and
//! gives the text; none chooses the sender, a program, an argument or a header. Imports `text` and `model`.

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
