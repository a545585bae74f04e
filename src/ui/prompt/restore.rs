//! Gives the terminal back as it was when a signal ends the program at a question.
//!
//! While a line is being edited the terminal does not echo, and a list may have hidden the cursor. Ctrl-C is a key then;
//! a signal from elsewhere would leave the terminal so.
//!
//! And keeps it from echoing while a list is shown: what reads the keys of a list turns the echo off for each of them,
//! and on again before the next, which may be typed just then.

use std::io;

#[cfg(unix)]
pub(super) fn restore_on_signals() -> io::Result<()> {
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::ui::signals;

    if signals::leave_to_watcher() {
        return Ok(());
    }
    let before = tcgetattr(rustix::stdio::stdin())?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGQUIT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signals::is_kept_back(signal) {
                continue;
            }
            // A terminal that has gone needs nothing any more. The modes come first, whatever becomes of the words, and
            // again last: the thread that asks may have been about to set its own.
            let as_before = || tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
            let _ = as_before();
            let _ = write_as_usual();
            let _ = as_before();
            let _ = emulate_default_handler(signal);
        }
    });
    Ok(())
}

/// Shows the cursor, and no longer marks what is pasted. Where output is stopped or nobody reads it, nothing is written
/// rather than waited: another thread may be waiting there already, with the lock of stderr.
#[cfg(unix)]
fn write_as_usual() -> rustix::io::Result<usize> {
    use rustix::fs::{Mode, OFlags, open};

    let terminal = open("/dev/tty", OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY, Mode::empty())?;
    rustix::io::write(terminal, b"\x1b[?25h\x1b[?2004l\r\n")
}

#[cfg(not(unix))]
pub(super) fn restore_on_signals() -> io::Result<()> {
    Ok(())
}

/// A terminal that hands on each key, shows none of them and does not interrupt who reads them: signals go to the thread
/// that watches for them, and the one that Ctrl-C raises there waits.
#[cfg(unix)]
pub(super) struct KeyByKey {
    before: rustix::termios::Termios,
    held_back: nix::sys::signal::SigSet,
}

#[cfg(unix)]
impl KeyByKey {
    pub(super) fn begin() -> io::Result<Self> {
        use nix::sys::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SigSet};
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

        let held_back: SigSet = [SIGINT, SIGTERM, SIGHUP, SIGQUIT].into_iter().collect();
        held_back.thread_block()?;
        let before = tcgetattr(rustix::stdio::stdin())?;
        let mut now = before.clone();
        now.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &now)?;
        Ok(Self { before, held_back })
    }

    /// The terminal is as it was before. After Ctrl-C its signal still waits, and ends nothing.
    pub(super) fn end(self, interrupted: bool) -> io::Result<()> {
        use rustix::termios::{OptionalActions, tcsetattr};

        tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &self.before)?;
        if !interrupted {
            self.held_back.thread_unblock()?;
        }
        Ok(())
    }
}

/// Elsewhere a list reads keys without an echo.
#[cfg(not(unix))]
pub(super) struct KeyByKey;

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, clippy::unused_self, reason = "on Unix the terminal may refuse")]
impl KeyByKey {
    pub(super) fn begin() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) fn end(self, _: bool) -> io::Result<()> {
        Ok(())
    }
}
