//! The terminal: data on stdout, talk on stderr, colour where it is wanted.
//!
//! Knows no record. Whatever is printed goes through here, and no character that could act on the terminal gets past.

#![allow(clippy::disallowed_methods, reason = "the terminal is at home here")]

mod browser;
mod editor;
mod paint;
pub mod prompt;
#[cfg(unix)]
mod signals;
mod talk;

pub use browser::{BrowserError, open_in_browser};
pub use editor::{Editor, EditorError};
pub use signals::Held;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Read, Write};

use crate::text::{Role, clean, clean_lines};

/// Elsewhere nothing is kept back.
#[cfg(not(unix))]
mod signals {
    /// Keeps nothing back.
    #[derive(Debug)]
    pub struct Held(());

    impl Held {
        /// From now on.
        #[must_use]
        pub fn begin() -> Self {
            Self(())
        }

        /// Whether a signal has come that ends the program when this is dropped.
        pub fn has_heard(&self) -> bool {
            false
        }
    }

    pub(super) fn leave_interrupts_to_editor(_: bool) {}
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise (`NO_COLOR`, `TERM=dumb`).
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What the program says and where.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of the user")]
pub struct Ui {
    colour_out: bool,
    colour_err: bool,
    quiet: bool,
    unicode: bool,
    /// How many columns talk has, where it goes to a terminal.
    talk_width: Option<usize>,
}

impl Ui {
    /// A terminal that colours when `colour` says so, and shows more than ASCII when `unicode` holds; `quiet` keeps back
    /// what is neither data, warning nor error.
    pub fn new(colour: Colour, quiet: bool, unicode: bool) -> Self {
        let is_terminal = io::stderr().is_terminal();
        Self {
            colour_out: wants(colour, &io::stdout()),
            colour_err: wants(colour, &io::stderr()),
            quiet,
            unicode,
            talk_width: is_terminal.then(|| width(None)),
        }
    }

    /// Whether there is a person to ask: one who can type an answer and sees what is asked.
    pub fn is_interactive(&self) -> bool {
        self.talk_width.is_some() && io::stdin().is_terminal()
    }

    /// Prints data.
    ///
    /// # Errors
    /// When stdout cannot be written; a reader that has gone is [`io::ErrorKind::BrokenPipe`].
    pub fn print(&self, text: &str) -> io::Result<()> {
        self.print_raw(paint::paint(text, self.colour_out).as_bytes())
    }

    /// Prints data of our own making, such as a script, to the byte.
    ///
    /// # Errors
    /// As [`Ui::print`].
    pub fn print_raw(&self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| unprinted(&error))
    }

    /// `text` as it goes into a file: without role marks.
    pub fn plain(&self, text: &str) -> String {
        paint::paint(text, false).into_owned()
    }

    /// Says what happened, on one line.
    pub fn say(&self, text: &str) {
        if !self.quiet {
            self.tell(&clean(text));
        }
    }

    /// Says what should be looked at, on one line.
    pub fn warn(&self, text: &str) {
        self.tell(&format!("{}: {}", Role::Caution.paint("warning"), clean(text)));
    }

    /// Says what went wrong, and below it what to do or what caused it.
    pub fn error(&self, message: &str, details: &[String]) {
        let mut text = format!("{}: {}", Role::Bad.paint("error"), clean_lines(message));
        for line in details.iter().flat_map(|detail| detail.lines()) {
            text.push_str("\n  ");
            text.push_str(&clean_lines(line));
        }
        self.tell(&text);
    }

    /// Writes talk in which roles are marked and everything else is clean. When nobody can hear it, there is nobody to tell.
    pub fn tell(&self, text: &str) {
        let text = if self.unicode { Cow::Borrowed(text) } else { Cow::Owned(talk::ascii(text)) };
        let text = match self.talk_width {
            Some(width) => Cow::Owned(talk::wrap(&text, width)),
            None => text,
        };
        let text = format!("{}\n", paint::paint(&text, self.colour_err));
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Reads standard input to its end.
    ///
    /// # Errors
    /// When it cannot be read, is longer than `limit` bytes, or is not UTF-8.
    pub fn read_input(&self, limit: u64) -> io::Result<String> {
        String::from_utf8(self.read_bytes(limit)?)
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
    }

    /// Reads standard input to its end, in whatever encoding it is.
    ///
    /// # Errors
    /// When it cannot be read or is longer than `limit` bytes.
    pub fn read_bytes(&self, limit: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        io::stdin().lock().take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too long"));
        }
        Ok(bytes)
    }
}

/// `error` with what could not be done.
pub fn unprinted(error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot write to standard output: {error}"))
}

fn wants(colour: Colour, stream: &(impl anstream::stream::RawStream + IsTerminal)) -> bool {
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// How many columns there are: as the environment says (`columns`), else as the terminal says, else 80.
pub fn width(columns: Option<&str>) -> usize {
    let said = columns.and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    said.or_else(measured).unwrap_or(80)
}
