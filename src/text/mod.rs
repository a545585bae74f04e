//! Words fit for a terminal: cleaning of foreign text, grammar of messages, roles that a terminal may colour.
//!
//! Imports nothing of the crate, so that every layer can use it.

mod clean;
mod place;
mod role;
mod words;

pub use clean::{clean, clean_lines, is_hostile, visible};
pub use place::{ahead, lines_at};
pub use role::{Paint, Role};
pub use words::{alternatives, count, folded, list, mark, nearest, quoted, share, shell, shortened};
