//! Running a program and telling what it cost.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The argument with which the benchmark starts itself to learn how much memory one program takes.
pub(crate) const PEAK: &str = "peak-of-child";

/// How long `command` takes from before it is started until it has ended.
pub(crate) fn wall(command: &mut Command) -> anyhow::Result<Duration> {
    silence(command);
    let begin = Instant::now();
    let status = command.spawn().and_then(|mut child| child.wait());
    let took = begin.elapsed();
    refuse_failure(command, status)?;
    Ok(took)
}

/// How much processor time `command` takes, its own and the system's, of all its threads and children.
pub(crate) fn cpu(command: &mut Command) -> anyhow::Result<Duration> {
    silence(command);
    let before = children()?;
    let status = command.status();
    let after = children()?;
    refuse_failure(command, status)?;
    Ok(after.saturating_sub(before))
}

/// The most memory that `command` holds at a time, in bytes.
///
/// The kernel keeps one maximum for all children of a process, and counts what the parent held when it started them.
/// So a small process of its own starts the command: this benchmark again.
pub(crate) fn peak(command: &Command) -> anyhow::Result<u64> {
    let mut measuring = Command::new(std::env::current_exe()?);
    measuring.arg(PEAK).arg(command.get_program()).args(command.get_args()).env_clear();
    measuring.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = measuring.output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().parse()?)
}

/// The most memory that `program` holds at a time, in bytes, when this process starts nothing else.
pub(crate) fn peak_of_child(program: &str, arguments: &[&str]) -> anyhow::Result<u64> {
    let mut command = Command::new(program);
    silence(command.args(arguments));
    let status = command.status();
    refuse_failure(&command, status)?;
    let peak = u64::try_from(getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss())?;
    Ok(if cfg!(target_vendor = "apple") { peak } else { peak * 1024 })
}

fn children() -> anyhow::Result<Duration> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let total = usage.user_time() + usage.system_time();
    Ok(Duration::from_micros(u64::try_from(total.num_microseconds())?))
}

fn silence(command: &mut Command) {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}

/// A measured program that fails would be measured doing something else.
fn refuse_failure(command: &Command, status: std::io::Result<std::process::ExitStatus>) -> anyhow::Result<()> {
    let status = status.with_context(|| format!("cannot start {command:?}"))?;
    anyhow::ensure!(status.success(), "failed with {status}: {command:?}");
    Ok(())
}
