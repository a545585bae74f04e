//! The user's own programs: one that sends mail, one that knows a password.

use std::io::{Read, Write as _};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::{Sent, Unsent};
use crate::model::{Program, Secret};

/// How many lines of what a program complains about are told.
const LINES: usize = 5;

/// How many bytes of what a program prints are kept.
const MOST: usize = 64 * 1024;

/// For how long what an ended program has printed may be on its way.
const GRACE: Duration = Duration::from_secs(1);

/// How a program ended.
struct Ended {
    status: ExitStatus,
    stdout: Vec<u8>,
    stderr: Vec<u8>,
    /// Whether it read all that it was given.
    has_read: bool,
}

/// Gives the message to a program that works as `sendmail -i -t`, with these arguments where they are not set. The recipients stand in the message only, so that no
/// address is ever an argument.
pub(super) fn send(sendmail: &Program, message: &[u8]) -> Result<Sent, Unsent> {
    // On the inside of a system lines end in LF.
    let message: Vec<u8> = message.iter().copied().filter(|byte| *byte != b'\r').collect();
    let mut command = Command::new(&sendmail.name);
    command.args(&sendmail.arguments);
    command.args(["-i", "-t"].iter().filter(|flag| !sendmail.arguments.iter().any(|given| given == **flag)));
    let ended = run(command, sendmail, message)?;
    refuse_failed(sendmail, &ended)?;
    if !ended.has_read {
        return Err(problem(sendmail, "did not read the whole message"));
    }
    Ok(Sent::default())
}

/// The first line that the program prints.
pub(super) fn first_line(program: &Program) -> Result<Secret, Unsent> {
    let mut command = Command::new(&program.name);
    command.args(&program.arguments);
    let ended = run(command, program, Vec::new())?;
    refuse_failed(program, &ended)?;
    let text = String::from_utf8(ended.stdout).map_err(|_| problem(program, "printed what is not UTF-8"))?;
    let line = text.lines().next().filter(|line| !line.is_empty());
    line.map(|line| Secret(line.to_owned())).ok_or_else(|| problem(program, "printed no password"))
}

/// Runs `command` with `input` until it ends. What it has left running in the background is not waited for, though the
/// pipes may stay open as long as that runs.
fn run(mut command: Command, program: &Program, input: Vec<u8>) -> Result<Ended, Unsent> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| problem(program, &format!("cannot be started: {error}")))?;
    let stdin = child.stdin.take();
    let (sender, read) = channel();
    // On their own threads, since a program may write before it has read all.
    std::thread::spawn(move || {
        let has_read = stdin.is_some_and(|mut stdin| stdin.write_all(&input).is_ok());
        // Nobody listens any more where the program ended long ago.
        let _ = sender.send(has_read);
    });
    let (stdout, stderr) = (child.stdout.take().map(printed), child.stderr.take().map(printed));
    let status = child.wait().map_err(|error| problem(program, &format!("was lost: {error}")))?;
    Ok(Ended {
        status,
        stdout: stdout.map(|chunks| collected(&chunks)).unwrap_or_default(),
        stderr: stderr.map(|chunks| collected(&chunks)).unwrap_or_default(),
        has_read: read.recv_timeout(GRACE).unwrap_or_default(),
    })
}

/// Reads what comes from `pipe` to its end, and hands on as much of it as is kept.
fn printed(mut pipe: impl Read + Send + 'static) -> Receiver<Vec<u8>> {
    let (sender, chunks) = channel();
    std::thread::spawn(move || {
        let mut kept = 0_usize;
        let mut chunk = [0; 4096];
        while let Ok(count @ 1..) = pipe.read(&mut chunk) {
            if kept < MOST {
                kept = kept.saturating_add(count);
                let _ = sender.send(chunk.iter().copied().take(count).collect());
            }
        }
    });
    chunks
}

/// What a program that has ended had printed.
fn collected(chunks: &Receiver<Vec<u8>>) -> Vec<u8> {
    let mut all = Vec::new();
    // Whatever else has the pipe open says nothing of the program, and does not keep this waiting by going on.
    let since = Instant::now();
    while let Ok(chunk) = chunks.recv_timeout(GRACE.saturating_sub(since.elapsed())) {
        all.extend(chunk);
    }
    all
}

fn refuse_failed(program: &Program, ended: &Ended) -> Result<(), Unsent> {
    if ended.status.success() {
        return Ok(());
    }
    let how = ended
        .status
        .code()
        .map_or_else(|| String::from("was ended by a signal"), |code| format!("failed with exit code {code}"));
    let said = String::from_utf8_lossy(&ended.stderr);
    let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    Err(problem(program, &format!("{how}{said}")))
}

fn problem(program: &Program, problem: &str) -> Unsent {
    Unsent::Program { program: program.name.clone(), problem: problem.to_owned() }
}
