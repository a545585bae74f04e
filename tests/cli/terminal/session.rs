//! A program that runs on a pseudo-terminal, and the hands on its keys.

use std::io::{Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::process::{Command, ExitStatus};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{InputFlags, LocalFlags, tcgetattr};
use nix::unistd::Pid;
use pty_process::Size;
use pty_process::blocking::{Pty, open};

use super::screen::{Screen, solid};
use super::{Ended, Key, PATIENCE};
use crate::environment::TestEnvironment;

/// How many milliseconds to wait for output before looking again: the modes of a terminal change without a word.
const GLANCE: u8 = 10;

pub(crate) struct Session<'a> {
    environment: &'a TestEnvironment,
    /// Our side of the terminal; none after [`Session::hang_up`].
    pty: Option<Pty>,
    process: Pid,
    /// Tells how the program ended.
    exit: Receiver<ExitStatus>,
    exited: Option<ExitStatus>,
    screen: Screen,
    /// The line on which Enter was typed last, and how often it was.
    entered: Option<usize>,
    lines_entered: usize,
    deadline: Instant,
}

impl<'a> Session<'a> {
    pub(super) fn start(environment: &'a TestEnvironment, command: Command, columns: u16, rows: u16) -> Self {
        let (pty, terminal) = open().expect("there is a free pseudo-terminal");
        pty.resize(Size::new(rows, columns)).expect("it can have this size");
        let command: pty_process::blocking::Command = command.into();
        let mut child = command.spawn(terminal).expect("the program starts");
        let process = Pid::from_raw(i32::try_from(child.id()).expect("an id of a process"));
        let (sender, exit) = channel();
        std::thread::spawn(move || {
            let status = child.wait().expect("a child can be waited for");
            // Nobody listens any more when the test has failed.
            let _ = sender.send(status);
        });
        let screen = Screen::new(columns, rows);
        let deadline = Instant::now() + PATIENCE;
        let pty = Some(pty);
        let (exited, entered, lines_entered) = (None, None, 0);
        Self { environment, pty, process, exit, exited, screen, entered, lines_entered, deadline }
    }

    /// Waits until `text` shows, on one line, in what came since a line was last entered.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, text: &str) -> &mut Self {
        self.wait_until(text, |session| session.shows(text));
        self
    }

    /// Waits until a list to pick from is open, and the screen is as `holds` says; `what` tells what that is.
    #[track_caller]
    pub(crate) fn lists(&mut self, what: &str, holds: impl Fn(&str) -> bool) -> &mut Self {
        self.wait_until(what, |session| session.reads_keys() && holds(&session.screen()));
        self
    }

    /// Waits until a question is asked, whatever it is.
    #[track_caller]
    pub(crate) fn asked(&mut self) -> &mut Self {
        self.wait_until("a question", Self::is_asking);
        self
    }

    /// Waits until a question is asked that shows `text`, since a line was last entered.
    #[track_caller]
    pub(crate) fn asks(&mut self, text: &str) -> &mut Self {
        let solid = solid(text);
        self.wait_until(text, |session| session.is_asking() && session.since_entered().contains(&solid));
        self
    }

    /// Waits for a question, types `text` and then Enter.
    #[track_caller]
    pub(crate) fn line(&mut self, text: &str) -> &mut Self {
        self.asked();
        self.keys(text);
        let typed = solid(text);
        let from = self.first_new_line();
        self.wait_until(text, |session| session.screen.before_cursor(from).ends_with(&typed));
        self.enter();
        self
    }

    /// Waits for the question that shows `question`, types `text` and then Enter.
    #[track_caller]
    pub(crate) fn answer(&mut self, question: &str, text: &str) -> &mut Self {
        self.asks(question).line(text)
    }

    /// Types Enter as the end of a line.
    #[track_caller]
    pub(crate) fn enter(&mut self) -> &mut Self {
        self.entered = Some(self.screen.cursor().0);
        self.lines_entered += 1;
        self.key(Key::Enter)
    }

    /// Types `text`, at once.
    #[track_caller]
    pub(crate) fn keys(&mut self, text: &str) -> &mut Self {
        self.send(text.as_bytes());
        self
    }

    /// Types a key, at once.
    #[track_caller]
    pub(crate) fn key(&mut self, key: Key) -> &mut Self {
        self.send(&key.bytes());
        self
    }

    /// Sends a signal to the program, unless it has just ended.
    #[track_caller]
    pub(crate) fn signal(&mut self, signal: Signal) -> &mut Self {
        let sent = kill(self.process, signal);
        assert!(matches!(sent, Ok(()) | Err(Errno::ESRCH)), "{sent:?}");
        self
    }

    /// Stops all output to the terminal: what is written there waits.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub(crate) fn stop_output(&mut self) -> &mut Self {
        // Its own side of the terminal, which only the program has open.
        let terminal = std::fs::File::options().write(true).open(format!("/proc/{}/fd/2", self.process));
        let terminal = terminal.expect("the program has a terminal");
        nix::sys::termios::tcflow(terminal, nix::sys::termios::FlowArg::TCOOFF).expect("it can be stopped");
        self
    }

    /// Closes the terminal, as if its window were closed.
    pub(crate) fn hang_up(&mut self) -> &mut Self {
        self.read_available();
        self.pty = None;
        self
    }

    /// What is on the screen now.
    pub(crate) fn screen(&self) -> String {
        self.environment.redact(&self.screen.visible())
    }

    /// How many lines were entered so far.
    pub(crate) fn lines_entered(&self) -> usize {
        self.lines_entered
    }

    /// Waits until the program has ended by itself.
    #[track_caller]
    pub(crate) fn finish(&mut self) -> Ended {
        while self.pty.is_some() && self.read_some() {}
        let left = self.deadline.saturating_duration_since(Instant::now());
        match self.exit.recv_timeout(left) {
            Ok(status) => self.exited = Some(status),
            Err(_) => self.fail("the program did not end"),
        }
        Ended {
            status: self.exited.expect("it was just received"),
            bytes: self.screen.bytes().to_vec(),
            transcript: self.environment.redact(&self.screen.transcript()),
            screen: self.screen(),
            has_colour: self.screen.has_colour(),
            is_cursor_shown: self.screen.is_cursor_shown(),
            is_plain: self.screen.is_plain(),
            modes: self.modes(),
            lines_entered: self.lines_entered,
        }
    }

    fn first_new_line(&self) -> usize {
        self.entered.map_or(0, |line| line + 1)
    }

    fn shows(&self, text: &str) -> bool {
        self.screen.lines().iter().skip(self.first_new_line()).any(|line| line.contains(text))
    }

    /// What came since a line was last entered, without white space, so that it does not matter where lines break.
    fn since_entered(&self) -> String {
        solid(&self.screen.lines().split_off(self.first_new_line()).concat())
    }

    /// Whether the program stands behind a text below the last line that was entered, and reads keys.
    fn is_asking(&self) -> bool {
        let (line, column) = self.screen.cursor();
        self.reads_keys() && column > 0 && line >= self.first_new_line()
    }

    /// Whether the program reads keys. What it had put out before it began to has all been read: otherwise that is read
    /// first, and asked again.
    fn reads_keys(&self) -> bool {
        let modes = self.pty.as_ref().and_then(|pty| tcgetattr(pty.as_fd()).ok());
        // Enter is another key than Ctrl-J then, which it is not for a program that only wants to do without lines.
        let is_raw = modes.is_some_and(|modes| {
            !modes.local_flags.contains(LocalFlags::ICANON) && !modes.input_flags.contains(InputFlags::ICRNL)
        });
        is_raw && !self.has_output(PollTimeout::ZERO)
    }

    fn modes(&self) -> Option<LocalFlags> {
        let pty = self.pty.as_ref()?;
        tcgetattr(pty.as_fd()).ok().map(|modes| modes.local_flags)
    }

    #[track_caller]
    fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        loop {
            self.read_available();
            if holds(self) {
                return;
            }
            if self.has_output(PollTimeout::from(GLANCE)) && !self.read_some() {
                self.fail(&format!("the program ended while this was awaited: {what}"));
            }
            if Instant::now() > self.deadline {
                self.fail(&format!("this did not come: {what}"));
            }
        }
    }

    fn has_output(&self, wait: PollTimeout) -> bool {
        let Some(pty) = &self.pty else {
            return false;
        };
        let mut ready = [PollFd::new(pty.as_fd(), PollFlags::POLLIN)];
        poll(&mut ready, wait).is_ok_and(|ready| ready > 0)
    }

    fn read_available(&mut self) {
        while self.has_output(PollTimeout::ZERO) && self.read_some() {}
    }

    /// Waits for output and reads it; false at its end. At the deadline too there may be more.
    #[track_caller]
    fn read_some(&mut self) -> bool {
        let left = self.deadline.saturating_duration_since(Instant::now()).as_millis();
        if !self.has_output(PollTimeout::try_from(left).unwrap_or(PollTimeout::MAX)) {
            self.fail("the program neither said anything nor ended");
        }
        let mut bytes = [0; 4096];
        match self.pty.as_mut().map(|pty| pty.read(&mut bytes)) {
            Some(Ok(count)) if count > 0 => {
                self.screen.show(&bytes[..count]);
                true
            }
            // That is how Linux says that nobody has the terminal open any more.
            Some(Err(error)) if error.raw_os_error() != Some(Errno::EIO as i32) => {
                self.fail(&format!("the terminal cannot be read: {error}"))
            }
            _ => false,
        }
    }

    #[track_caller]
    fn send(&mut self, bytes: &[u8]) {
        let Some(pty) = &mut self.pty else {
            self.fail("the terminal is closed");
        };
        pty.write_all(bytes).expect("the terminal takes keys");
    }

    #[track_caller]
    fn fail(&self, what: &str) -> ! {
        panic!("{what}\n--- all that was seen\n{}--- end", self.screen.transcript());
    }
}

impl Drop for Session<'_> {
    /// Leaves no program behind when a test fails.
    fn drop(&mut self) {
        if self.exited.is_none() && kill(self.process, Signal::SIGKILL).is_ok() {
            let _ = self.exit.recv();
        }
    }
}
