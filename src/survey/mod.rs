//! Exports of survey tools, read into answers: which column is the question, who is not to be recorded, and what day it
//! was. Nothing is guessed: what can be read in two ways is left to a person.
//!
//! Knows no file. Imports `text` and `model`.

mod answers;
mod columns;
mod dates;
mod decode;
mod personal;
mod quotes;
mod table;

pub use answers::{Answer, Choice, Problem, Reading, read};
pub use columns::{Found, Part, find, named};
pub use dates::{DateOrder, orders};
pub use decode::{Encoding, NotText, decode};
pub use personal::is_personal;
pub use table::{Row, Table, Unreadable, parse};

/// The most rows that are read: more than any survey of an engagement has.
pub const MOST_ROWS: usize = 10_000;
