//! Questions at the terminal: one line an answer.
//!
//! What is asked and what an answer means is the business of the commands. Here is how one asks, the same everywhere:
//! Enter takes the default, `?` explains, `<` goes back to the question before, `>` goes on to the next part, `-` leaves
//! the question open, and Ctrl-C or Ctrl-D stops. A long answer that cannot be stays on the line to be mended.
//!
//! Commands ask through [`Ask`], so that a test can answer in place of a person; [`Terminal`] is the real one.

mod pick;
mod question;
mod restore;
#[cfg(test)]
pub(crate) mod script;
mod terminal;
mod walk;

pub use pick::pick;
pub use question::{Answer, Question, ask, choose, indented};
#[cfg(unix)]
pub use terminal::Terminal;
pub use walk::{Move, walk};

use std::io;

/// Somebody who can be asked.
pub trait Ask {
    /// Says something between two questions. Roles may be marked in `text`; the rest of it must be clean.
    fn tell(&mut self, text: &str);

    /// Reads one line behind `prompt`; `initial` stands on the line to be mended. A text that was pasted may have
    /// several lines.
    ///
    /// # Errors
    /// When there is no answer to be had.
    fn read(&mut self, prompt: &str, initial: &str) -> Result<String, Stop>;

    /// How many columns there are.
    fn width(&self) -> usize;
}

/// Why nobody answers.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// The person stopped, with Ctrl-C or Ctrl-D, or the terminal has gone.
    #[error("stopped at a question")]
    Left,
    /// The terminal cannot be read.
    #[error("the terminal cannot be read")]
    Failed(#[from] io::Error),
}
