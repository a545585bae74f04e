//! A session that is over: how the program ended, what was seen, and how the terminal was left.

use std::fmt;
use std::os::unix::process::ExitStatusExt as _;
use std::process::ExitStatus;

use nix::sys::signal::Signal;
use nix::sys::termios::LocalFlags;
use snapbox::IntoData;
use snapbox::assert::DEFAULT_ACTION_ENV;

#[derive(Debug)]
pub(crate) struct Ended {
    pub(super) status: ExitStatus,
    pub(super) transcript: String,
    /// All that came, as it came.
    pub(super) bytes: Vec<u8>,
    pub(super) screen: String,
    pub(super) has_colour: bool,
    pub(super) is_cursor_shown: bool,
    pub(super) is_plain: bool,
    /// The modes of the terminal; none when it was closed.
    pub(super) modes: Option<LocalFlags>,
    pub(super) lines_entered: usize,
}

impl Ended {
    #[track_caller]
    pub(crate) fn success(self) -> Self {
        self.exit(0)
    }

    #[track_caller]
    pub(crate) fn failure(self, code: i32) -> Self {
        assert_ne!(code, 0, "0 is no failure");
        self.exit(code)
    }

    #[track_caller]
    fn exit(self, code: i32) -> Self {
        assert_eq!(self.status.code(), Some(code), "it ended otherwise\n{self}");
        self
    }

    #[track_caller]
    pub(crate) fn killed_by(self, signal: Signal) -> Self {
        assert_eq!(self.status.signal(), Some(signal as i32), "it ended otherwise\n{self}");
        self
    }

    /// The terminal is as a shell wants it: it shows what is typed, hands it on by lines, takes Ctrl-C for a signal, and
    /// has a cursor.
    #[track_caller]
    pub(crate) fn restored(self) -> Self {
        assert!(self.is_echoing(), "what is typed is not shown\n{self}");
        let modes = self.modes.unwrap_or(LocalFlags::empty());
        assert!(modes.contains(LocalFlags::ICANON | LocalFlags::ISIG), "keys are not handed on by lines\n{self}");
        assert!(self.is_cursor_shown, "there is no cursor\n{self}");
        assert!(self.is_plain, "pasting or scrolling is not as before\n{self}");
        self
    }

    pub(crate) fn is_echoing(&self) -> bool {
        self.modes.is_some_and(|modes| modes.contains(LocalFlags::ECHO))
    }

    pub(crate) fn is_cursor_shown(&self) -> bool {
        self.is_cursor_shown
    }

    pub(crate) fn has_colour(&self) -> bool {
        self.has_colour
    }

    pub(crate) fn lines_entered(&self) -> usize {
        self.lines_entered
    }

    /// The same, with `read` in place of all that was seen.
    pub(crate) fn read_as(self, read: impl Fn(&str) -> String) -> Self {
        Self { transcript: read(&self.transcript), ..self }
    }

    /// All that was seen, also what has scrolled off.
    pub(crate) fn text(&self) -> &str {
        &self.transcript
    }

    /// The exit code; none where a signal ended it.
    pub(crate) fn code(&self) -> Option<i32> {
        self.status.code()
    }

    /// All that the terminal was sent, with what moves the cursor.
    pub(crate) fn sent(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// What was on the screen at the end.
    pub(crate) fn screen(&self) -> &str {
        &self.screen
    }

    #[track_caller]
    pub(crate) fn contains(self, part: &str) -> Self {
        assert!(self.transcript.contains(part), "{part:?} was not seen\n{self}");
        self
    }

    /// Compares all that was seen; a `snapbox::str![]` or `file!` is updated by `SNAPSHOTS=overwrite`.
    #[track_caller]
    pub(crate) fn transcript(self, expected: impl IntoData) -> Self {
        let assert = snapbox::Assert::new().action_env(DEFAULT_ACTION_ENV);
        let actual = self.transcript.as_str().into_data();
        if let Err(difference) = assert.try_eq(Some(&"the transcript"), actual, expected.raw()) {
            panic!("another transcript\n{difference}\n{self}");
        }
        self
    }
}

impl fmt::Display for Ended {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "it ended with {}", self.status)?;
        write!(out, "--- all that was seen\n{}--- end", self.transcript)
    }
}
