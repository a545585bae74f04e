//! Gives the terminal back as it was when a signal ends the program at a question.
//!
//! While a line is being edited the terminal does not echo, and a list may have hidden the cursor. Ctrl-C is a key then;
//! a signal from elsewhere would leave the terminal so.

use std::io;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(unix)]
static WATCHED: AtomicBool = AtomicBool::new(false);

/// Whether signals end the program only after the terminal has been restored.
#[cfg(unix)]
pub(in crate::ui) fn are_signals_watched() -> bool {
    WATCHED.load(Ordering::Relaxed)
}

#[cfg(unix)]
pub(super) fn restore_on_signals() -> io::Result<()> {
    use std::io::Write as _;

    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use crate::ui::editor;

    /// Shows the cursor, and no longer marks what is pasted.
    const AS_USUAL: &[u8] = b"\x1b[?25h\x1b[?2004l\r\n";

    if WATCHED.swap(true, Ordering::Relaxed) {
        return Ok(());
    }
    let before = tcgetattr(rustix::stdio::stdin())?;
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && editor::is_running() {
                continue;
            }
            // A terminal that has gone needs nothing any more.
            let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Now, &before);
            let _ = io::stderr().write_all(AS_USUAL);
            let _ = emulate_default_handler(signal);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn restore_on_signals() -> io::Result<()> {
    Ok(())
}
