//! The real terminal, with a line editor.

use std::io;

use rustyline::config::Configurer;
use rustyline::error::ReadlineError;
use rustyline::history::MemHistory;
use rustyline::{Behavior, Config, Editor};

use super::restore::restore_on_signals;
use super::{Ask, Stop};
use crate::text::Role;
use crate::ui::{Ui, paint, talk};

/// The terminal of the user, for questions.
pub struct Terminal<'a> {
    ui: &'a Ui,
    editor: Editor<(), MemHistory>,
}

impl<'a> Terminal<'a> {
    /// The terminal, where there is one to ask at: a person who reads what is said and can type an answer.
    ///
    /// # Errors
    /// When it cannot be set up.
    pub fn open(ui: &'a Ui) -> io::Result<Option<Self>> {
        if !ui.is_interactive() {
            return Ok(None);
        }
        restore_on_signals()?;
        // Questions go to the terminal itself, also where stdout leads elsewhere.
        let config = Config::builder().behavior(Behavior::PreferTerm).build();
        let mut editor = Editor::with_history(config, MemHistory::new()).map_err(io::Error::other)?;
        editor.set_auto_add_history(true);
        // It helps with nothing; but without a helper no prompt is painted.
        editor.set_helper(Some(()));
        Ok(Some(Self { ui, editor }))
    }
}

impl Ask for Terminal<'_> {
    fn tell(&mut self, text: &str) {
        self.ui.tell(text);
    }

    fn read(&mut self, prompt: &str, initial: &str) -> Result<String, Stop> {
        let prompt = if self.ui.unicode { prompt.to_owned() } else { talk::ascii(prompt) };
        let painted = paint::paint(&Role::Heading.paint(&prompt), self.ui.colour_err).into_owned();
        let prompt = (prompt, painted);
        loop {
            match self.editor.readline_with_initial(&prompt, (initial, "")) {
                Ok(line) => return Ok(line),
                Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                    self.ui.say("  that was not UTF-8: type it again");
                }
                Err(ReadlineError::Interrupted | ReadlineError::Eof) => return Err(Stop::Left),
                // The terminal was closed.
                Err(ReadlineError::Io(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return Err(Stop::Left);
                }
                Err(ReadlineError::Io(error)) => return Err(Stop::Failed(error)),
                Err(error) => return Err(Stop::Failed(io::Error::other(error))),
            }
        }
    }

    fn width(&self) -> usize {
        self.ui.talk_width.unwrap_or(80)
    }
}
