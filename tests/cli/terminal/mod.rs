//! A person at a terminal: the program on a real pseudo-terminal, which is its controlling terminal (so `/dev/tty`
//! works), seen through a terminal emulator.
//!
//! ```text
//! let env = TestEnvironment::with_checkout();
//! let mut session = env.terminal(["retro"]).start();            // 80×24, NO_COLOR
//! let mut session = env.terminal(["retro"]).size(60, 20).colour().variable("EDITOR", "vi").start();
//!
//! session.answer("done, keep or drop", "done");     // waits for that question, types the line and Enter
//! session.line("10");                               // waits for any question, types the line and Enter
//! session.asks("note");                             // waits for that question and types nothing
//! session.key(Key::Ctrl('c'));                      // at once: first wait for what it answers
//! session.wait_for("kept as a draft");              // waits for a text, in what came since the last line
//! session.signal(Signal::SIGTERM);
//! session.hang_up();                                // as if the window were closed
//!
//! let ended = session.finish().success();           // waits for the end; or .failure(1), .killed_by(SIGTERM)
//! ended.restored().transcript(str![[""]]);          // echo, lines and cursor are back; all that was seen
//! ```
//!
//! Nothing sleeps, and nothing is typed before it is asked for. A question is open when the program has taken the
//! terminal out of its line mode (as every line editor does), all of its output is read, and the cursor stands behind a
//! text on a line below the one that was entered last. A list to pick from is waited for with [`Session::lists`];
//! programs that read lines in the terminal's own mode, such as `cat`, with [`Session::wait_for`]. Both are typed to with
//! [`Session::keys`] and [`Session::key`].
//!
//! A wait that is in vain fails after [`PATIENCE`], or at once when the program has ended, and shows the screen.

mod ended;
mod screen;
mod session;
mod tests;

pub(crate) use ended::Ended;
pub(crate) use nix::sys::signal::Signal;
pub(crate) use session::Session;

use std::ffi::OsStr;
use std::process::Command;
use std::time::Duration;

use crate::environment::TestEnvironment;

/// How long a whole session may take before it is taken for stuck.
const PATIENCE: Duration = Duration::from_secs(90);

/// A key that is not a letter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Key {
    Ctrl(char),
    Enter,
    Escape,
    Tab,
    Backspace,
    Up,
    Down,
    Left,
    Right,
}

impl Key {
    /// What a terminal sends for it.
    fn bytes(self) -> Vec<u8> {
        match self {
            Self::Ctrl(letter) => vec![letter.to_ascii_uppercase() as u8 & 0x1f],
            Self::Enter => b"\r".to_vec(),
            Self::Escape => b"\x1b".to_vec(),
            Self::Tab => b"\t".to_vec(),
            Self::Backspace => b"\x7f".to_vec(),
            Self::Up => b"\x1b[A".to_vec(),
            Self::Down => b"\x1b[B".to_vec(),
            Self::Right => b"\x1b[C".to_vec(),
            Self::Left => b"\x1b[D".to_vec(),
        }
    }
}

/// A program that is about to be started on a terminal.
#[must_use = "it runs when it is started"]
pub(crate) struct Terminal<'a> {
    environment: &'a TestEnvironment,
    command: Command,
    columns: u16,
    rows: u16,
}

impl TestEnvironment {
    /// Prepares `auxeng` with these arguments on a terminal of 80×24 without colour.
    pub(crate) fn terminal<I>(&self, arguments: I) -> Terminal<'_>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        self.terminal_with(env!("CARGO_BIN_EXE_auxeng"), arguments)
    }

    /// Prepares another program.
    pub(crate) fn terminal_with<I>(&self, program: &str, arguments: I) -> Terminal<'_>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let mut command = self.command(program);
        command.args(arguments).env("TERM", "xterm-256color").env_remove("COLUMNS");
        Terminal { environment: self, command, columns: 80, rows: 24 }
    }
}

impl<'a> Terminal<'a> {
    pub(crate) fn size(self, columns: u16, rows: u16) -> Self {
        Self { columns, rows, ..self }
    }

    /// With colour, that is without `NO_COLOR`.
    pub(crate) fn colour(mut self) -> Self {
        self.command.env_remove("NO_COLOR");
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn start(self) -> Session<'a> {
        Session::start(self.environment, self.command, self.columns, self.rows)
    }
}
