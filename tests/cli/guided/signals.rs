//! Signals that end the program at a question, whatever the terminal is like just then.

use nix::sys::signal::Signal;

use crate::environment::TestEnvironment;

const SIGNALS: [Signal; 4] = [Signal::SIGINT, Signal::SIGQUIT, Signal::SIGTERM, Signal::SIGHUP];

#[test]
fn a_signal_gives_the_terminal_back() {
    let env = TestEnvironment::with_checkout();
    for signal in SIGNALS {
        let mut session = env.terminal(["close"]).start();
        session.answer("why early", "Dissolved").answer("the last scores", ">").asks("what came of it");
        session.signal(signal).finish().killed_by(signal).restored();
    }
}

/// As Ctrl-S does in most programs.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_it_also_while_output_is_stopped() {
    let env = TestEnvironment::with_checkout();
    for signal in SIGNALS {
        let mut session = env.terminal(["close"]).start();
        session.asks("why early").stop_output();
        let ended = session.signal(signal).finish().killed_by(signal);
        assert!(ended.is_echoing(), "{ended}");
        // Now with a thread that waits to say something.
        let mut session = env.terminal(["close"]).start();
        session.asks("why early").stop_output().keys("x");
        let ended = session.signal(signal).finish().killed_by(signal);
        assert!(ended.is_echoing(), "{ended}");
    }
}
