//! The limit that a system sets on the size of a file: an error like any other.

/// Lets a write beyond the limit fail with an error that can be told. Otherwise the system ends the program there, without
/// a word.
pub(super) fn tell_instead_of_ending() {
    #[cfg(unix)]
    {
        use std::sync::atomic::AtomicBool;
        use std::sync::{Arc, Once};

        static ONCE: Once = Once::new();
        ONCE.call_once(|| {
            let signal = nix::sys::signal::Signal::SIGXFSZ as i32;
            // Noticing the signal is enough. Where that cannot be had, the program ends as any other does.
            let _ = signal_hook::flag::register(signal, Arc::new(AtomicBool::new(false)));
        });
    }
}
