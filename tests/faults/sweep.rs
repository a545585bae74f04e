//! A fault at every system call of every command that writes.

use std::process::Output;

use crate::commands::command;
use crate::known::{Known, Verdict, said};
use crate::needs::{self, tell};
use crate::place::files;
use crate::tracing::{Call, ERRORS, Fault, calls, with_fault};

/// Of the faults at calls that change nothing, every how manieth is tried unless all are.
const SHARE: usize = 12;

/// What is to be tried at `calls`.
fn trials(calls: &[Call]) -> Vec<(&Call, Fault)> {
    let mut trials = Vec::new();
    for call in calls {
        trials.push((call, Fault::Kill));
        if call.is_about_files() {
            trials.extend(ERRORS.iter().map(|(error, _)| (call, Fault::Error(error))));
        }
        if call.changes() {
            trials.push((call, Fault::Stuck("EIO")));
        }
    }
    if !needs::is_full() {
        let mut quiet = 0;
        trials.retain(|(call, _)| {
            quiet += usize::from(!call.changes());
            call.changes() || quiet.is_multiple_of(SHARE)
        });
    }
    trials
}

/// Tries every fault on the command called `name`.
fn sweep(name: &str) {
    if !needs::tracing() {
        return;
    }
    let known = Known::of(command(name));
    let calls = calls(&known.place(), &known.writing);
    let trials = trials(&calls);
    let (mut kills, mut errors) = (0, 0);
    let mut problems = Vec::new();
    for (call, fault) in &trials {
        match attempt(&known, call, *fault) {
            Ok(false) => {}
            Ok(true) if *fault == Fault::Kill => kills += 1,
            Ok(true) => errors += 1,
            Err(problem) => {
                problems.push(format!("{fault:?} at {} {}\n  {}\n  {problem}", call.name, call.number, call.text))
            }
        }
    }
    tell(&format!("{name}: killed {kills} times, {errors} errors, of {} calls", calls.len()));
    assert!(problems.is_empty(), "{name}: {} problems\n\n{}", problems.len(), problems.join("\n\n"));
    assert!((kills + errors) * 10 > trials.len() * 9, "{name}: too few faults were met, {} tried", trials.len());
}

/// One test a command, so that they run at the same time and can be chosen.
macro_rules! sweep {
    ($($test:ident: $name:literal,)*) => {
        $(#[test] fn $test() { sweep($name) })*

        #[test]
        fn every_command_that_writes_is_swept() {
            let names: Vec<&str> = crate::commands::commands().iter().map(|writing| writing.name).collect();
            assert_eq!(names, [$($name),*]);
        }
    };
}

sweep! {
    init: "init",
    init_again: "init again",
    propose: "propose",
    propose_the_first: "propose the first",
    propose_changed: "propose, changed",
    fit: "fit",
    fit_and_accept: "fit --accept",
    pitch_and_agree: "pitch --agreed",
    pitch_file: "pitch -o",
    open_a_proposal: "open a proposal",
    open: "open",
    open_the_first: "open the first",
    edit: "edit",
    close: "close",
    close_early: "close early",
    close_with_handover: "close, with hand-over",
    checkin: "checkin",
    champion_add: "champion add",
    champion_talk: "champion talk",
    champion_step_back: "champion step-back",
    goal_add: "goal add",
    goal_edit: "goal edit",
    goal_drop: "goal drop",
    score_one: "score one",
    score_several: "score several",
    retro: "retro",
    retro_with_more: "retro with more",
    retro_from_notes: "retro from notes",
    project_retro: "project retro",
    milestone_add: "milestone add",
    feedback_add: "feedback add",
    feedback_edit: "feedback edit",
    nps_add: "nps add",
    nps_add_of_so_many: "nps add, of so many",
    nps_import: "nps import",
    fmt: "fmt",
    notes_send: "notes --send",
    score_and_commit: "score --commit",
    resolve: "resolve",
    export_file: "export -o",
    report_file: "report -o",
    report_new_file: "report -o, new",
    report_open: "report --open",
}

/// The names of all commands below `command` that have a `--commit`: they write.
fn committing(command: &clap::Command, name: &str, found: &mut Vec<String>) {
    if command.get_arguments().any(|argument| argument.get_id() == "commit") {
        found.push(name.to_owned());
    }
    for inner in command.get_subcommands() {
        committing(inner, format!("{name} {}", inner.get_name()).trim(), found);
    }
}

#[test]
fn no_command_that_writes_is_forgotten() {
    let mut found = Vec::new();
    committing(&auxeng::cli::command(), "", &mut found);
    assert!(found.len() > 10, "{found:?}");
    let swept: Vec<String> = crate::commands::commands().iter().map(|writing| writing.arguments.join(" ")).collect();
    let is_swept = |name: &String| swept.iter().any(|swept| format!("{swept} ").starts_with(&format!("{name} ")));
    found.retain(|name| !is_swept(name));
    assert_eq!(found, Vec::<String>::new(), "they need a line in `commands.rs`");
}

/// Tries one fault in a place of its own; whether it came to it.
fn attempt(known: &Known, call: &Call, fault: Fault) -> Result<bool, String> {
    let env = known.place();
    let (output, has_hit) = with_fault(&env, &known.writing, call, fault);
    ends_right(call, fault, &output, files(&env) == known.new, has_hit)?;
    known.is_whole(&env, &output)?;
    Ok(has_hit)
}

/// The exit code and the message fit what was left.
fn ends_right(call: &Call, fault: Fault, output: &Output, is_complete: bool, has_hit: bool) -> Verdict {
    let said = said(output);
    let wrong = |what: &str| Err(format!("{what} ({:?})\n  it said: {said}", output.status));
    let (Fault::Error(error) | Fault::Stuck(error)) = fault else {
        let is_killed = std::os::unix::process::ExitStatusExt::signal(&output.status) == Some(9);
        return if is_killed == has_hit { Ok(()) } else { wrong("not killed") };
    };
    match output.status.code() {
        Some(0) if !is_complete => wrong("success, and not all is written"),
        Some(0) if has_hit && must_fail(call) => wrong("success, though the disk failed"),
        Some(0) => Ok(()),
        Some(1) => {
            let words = ERRORS.iter().find(|(name, _)| *name == error).map_or("", |(_, words)| words);
            if !said.contains("error: ") || !said.to_lowercase().contains(words) {
                return wrong("the reason is not told");
            }
            if call.name != "getcwd"
                && !["/", ".toml", "checkout", "flags", "standard output"].iter().any(|name| said.contains(name))
            {
                return wrong("no file is named");
            }
            Ok(())
        }
        _ => wrong("a wrong exit code"),
    }
}

/// Whether a failure of this call can never be passed over: what is written would not be there, or not after a power cut.
fn must_fail(call: &Call) -> bool {
    let is_emptied = call.name == "ftruncate" && call.text.ends_with(", 0) = 0");
    call.changes() && !call.name.starts_with("unlink") && !is_emptied
}
