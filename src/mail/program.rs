//! The user's own programs: one that sends mail, one that knows a password.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use super::{Sent, Unsent};
use crate::model::{Program, Secret};

/// How many lines of what a program complains about are told.
const LINES: usize = 5;

/// Gives the message to a program that works as `sendmail -i -t`. The recipients stand in the message only, so that no
/// address is ever an argument.
pub(super) fn send(sendmail: &Program, message: &[u8]) -> Result<Sent, Unsent> {
    // On the inside of a system lines end in LF.
    let message: Vec<u8> = message.iter().copied().filter(|byte| *byte != b'\r').collect();
    let mut command = Command::new(&sendmail.name);
    command.args(&sendmail.arguments).args(["-i", "-t"]);
    let (output, written) = run(command, sendmail, message)?;
    refuse_failed(sendmail, &output)?;
    if !written {
        return Err(problem(sendmail, "did not read the whole message"));
    }
    Ok(Sent::default())
}

/// The first line that the program prints.
pub(super) fn first_line(program: &Program) -> Result<Secret, Unsent> {
    let mut command = Command::new(&program.name);
    command.args(&program.arguments);
    let (output, _) = run(command, program, Vec::new())?;
    refuse_failed(program, &output)?;
    let text = String::from_utf8(output.stdout).map_err(|_| problem(program, "printed what is not UTF-8"))?;
    let line = text.lines().next().filter(|line| !line.is_empty());
    line.map(|line| Secret(line.to_owned())).ok_or_else(|| problem(program, "printed no password"))
}

/// Runs `command` with `input`: what it printed, and whether it read all.
fn run(mut command: Command, program: &Program, input: Vec<u8>) -> Result<(Output, bool), Unsent> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| problem(program, &format!("cannot be started: {error}")))?;
    let stdin = child.stdin.take();
    // On its own thread, since a program may write before it has read all.
    let writer = std::thread::spawn(move || stdin.is_some_and(|mut stdin| stdin.write_all(&input).is_ok()));
    let output = child.wait_with_output().map_err(|error| problem(program, &format!("was lost: {error}")))?;
    Ok((output, writer.join().unwrap_or(false)))
}

fn refuse_failed(program: &Program, output: &Output) -> Result<(), Unsent> {
    if output.status.success() {
        return Ok(());
    }
    let how = output
        .status
        .code()
        .map_or_else(|| String::from("was ended by a signal"), |code| format!("failed with exit code {code}"));
    let said = String::from_utf8_lossy(&output.stderr);
    let said: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).take(LINES).collect();
    let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
    Err(problem(program, &format!("{how}{said}")))
}

fn problem(program: &Program, problem: &str) -> Unsent {
    Unsent::Program { program: program.name.clone(), problem: problem.to_owned() }
}
