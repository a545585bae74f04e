//! A real mail server on the loopback address, and the messages that it took.
//!
//! It is `aiosmtpd`, run by Python. Where that is not installed, the tests that need it say so and pass; with
//! `AUXENG_TEST_SMTP=required` they fail. `AUXENG_TEST_PYTHON` names the Python that has it.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

pub(crate) struct MailServer {
    child: Child,
    said: BufReader<ChildStdout>,
    pub(crate) port: u16,
}

impl MailServer {
    /// Starts a server with these arguments; see `tests/mail/server.py`.
    pub(crate) fn start<I>(arguments: I) -> Option<Self>
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let python = python()?;
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mail/server.py");
        let mut command = Command::new(python);
        command.arg(script).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("python starts");
        let mut said = BufReader::new(child.stdout.take().expect("it has an output"));
        let mut line = String::new();
        said.read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("a port is a number");
        Some(Self { child, said, port })
    }

    /// The next message that the server has taken. It must have taken one.
    pub(crate) fn message(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("it says what it took");
        serde_json::from_str(&line).expect("a message is a line of JSON")
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The Python that has aiosmtpd, where there is one.
fn python() -> Option<String> {
    let python = std::env::var("AUXENG_TEST_PYTHON").unwrap_or_else(|_| String::from("python3"));
    let mut check = Command::new(&python);
    check.args(["-c", "import aiosmtpd.smtp"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if check.status().is_ok_and(|status| status.success()) {
        return Some(python);
    }
    let required = std::env::var("AUXENG_TEST_SMTP").is_ok_and(|value| value == "required");
    assert!(!required, "{python} has no aiosmtpd, and AUXENG_TEST_SMTP says that it must");
    let name = std::thread::current().name().unwrap_or_default().to_owned();
    // Not by `eprintln!`, which is not heard when a test passes.
    let _ = writeln!(std::io::stderr(), "skipped: {name} needs aiosmtpd; see CONTRIBUTING.md");
    None
}
