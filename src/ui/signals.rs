//! Signals that end the program, kept back while another program that hears them as well has yet to end.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::flag::{register_conditional_default, register_usize};
use signal_hook::low_level::emulate_default_handler;

/// Whether the user's editor has the terminal.
static EDITING: AtomicBool = AtomicBool::new(false);

/// Whether something has to be brought to its end first.
static HELD: AtomicBool = AtomicBool::new(false);

/// Whether a thread ends the program, which gives the terminal back before.
static WATCHED: AtomicBool = AtomicBool::new(false);

/// What a signal does, once anything was ever kept back.
#[derive(Default)]
struct Handling {
    /// Whether Ctrl-C ends the program at once.
    interrupt_ends: Arc<AtomicBool>,
    /// Whether the others do.
    others_end: Arc<AtomicBool>,
    /// The last signal that came; 0 where none has.
    arrived: Arc<AtomicUsize>,
}

impl Handling {
    /// Hears the signals from now on. One that cannot be heard ends the program as always.
    fn begin() -> Self {
        let handling = Self::default();
        handling.update();
        for signal in [SIGINT, SIGHUP, SIGTERM] {
            let ends = if signal == SIGINT { &handling.interrupt_ends } else { &handling.others_end };
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = register_usize(signal, Arc::clone(&handling.arrived), number);
            let _ = register_conditional_default(signal, Arc::clone(ends));
        }
        handling
    }

    fn update(&self) {
        let ends = !HELD.load(Ordering::Relaxed) && !WATCHED.load(Ordering::Relaxed);
        self.others_end.store(ends, Ordering::Relaxed);
        self.interrupt_ends.store(ends && !EDITING.load(Ordering::Relaxed), Ordering::Relaxed);
    }
}

static HANDLING: OnceLock<Handling> = OnceLock::new();

/// Keeps Ctrl-C from ending this program while its child has the terminal, as a shell does.
pub(super) fn leave_interrupts_to_editor(is_running: bool) {
    EDITING.store(is_running, Ordering::Relaxed);
    HANDLING.get_or_init(Handling::begin).update();
}

/// Leaves ending the program to a thread that watches for these signals; whether there is one already.
pub(super) fn leave_to_watcher() -> bool {
    let was_watched = WATCHED.swap(true, Ordering::Relaxed);
    HANDLING.get().into_iter().for_each(Handling::update);
    was_watched
}

/// Whether `signal` ends nothing for now.
pub(super) fn is_kept_back(signal: i32) -> bool {
    let is_heard_later = [SIGINT, SIGHUP, SIGTERM].contains(&signal) && HELD.load(Ordering::Relaxed);
    is_heard_later || (signal == SIGINT && EDITING.load(Ordering::Relaxed))
}

/// Keeps Ctrl-C, and what else ends the program, back until it is dropped. A signal that came meanwhile ends it then.
///
/// Programs that are started meanwhile hear it at once, as far as it reaches them.
#[derive(Debug)]
pub struct Held(());

impl Held {
    /// From now on.
    #[must_use]
    pub fn begin() -> Self {
        HELD.store(true, Ordering::Relaxed);
        let handling = HANDLING.get_or_init(Handling::begin);
        handling.arrived.store(0, Ordering::Relaxed);
        handling.update();
        Self(())
    }
}

impl Held {
    /// Whether a signal has come that ends the program when this is dropped.
    pub fn has_heard(&self) -> bool {
        HANDLING.get().is_some_and(|handling| handling.arrived.load(Ordering::Relaxed) != 0)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        HELD.store(false, Ordering::Relaxed);
        let Some(handling) = HANDLING.get() else { return };
        handling.update();
        let arrived = handling.arrived.swap(0, Ordering::Relaxed);
        if let Some(signal) = i32::try_from(arrived).ok().filter(|signal| *signal != 0) {
            let _ = emulate_default_handler(signal);
        }
    }
}
