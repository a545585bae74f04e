//! `auxeng resolve`

mod guided;
mod words;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::store::{Cause, Conflict, Conflicts, Error, Side, State, Store, Written};
use crate::text::{clean, count, quoted, shell};
use crate::ui::prompt::{Ask, Stop, Terminal};

/// Settle the conflicts that git has left in records
///
/// After a merge, rebase, cherry-pick or stash that stopped: what the two sides changed in different fields, weeks or
/// items is joined by itself. At a terminal it asks, field by field, which side is right where they contradict. What is
/// settled is written and added, as with git add; going on with git is left to you. Files that are no records are left
/// alone, and so is what somebody has worked on since. Marks of a conflict that were committed are settled too.
///
/// mine is what you did, theirs what it is joined with: also in a rebase, where git calls them the other way round.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng resolve
  auxeng resolve --dry-run
  auxeng resolve --take theirs checkout/goals/coverage.toml")]
pub(super) struct ResolveArgs {
    /// The files to settle; all in conflict unless named
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// The side that is right wherever the two contradict
    #[arg(long, value_name = "SIDE")]
    take: Option<Take>,

    /// Show what would be joined and what contradicts, and change nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Take {
    /// What you did
    Mine,
    /// What it is joined with
    Theirs,
}

impl From<Take> for Side {
    fn from(take: Take) -> Self {
        match take {
            Take::Mine => Self::Mine,
            Take::Theirs => Self::Theirs,
        }
    }
}

/// What is to become of a file in conflict.
enum Decision {
    /// It says what comes of these choices.
    Settle(Vec<Side>),
    /// It stays in conflict, for these reasons.
    Leave(Vec<String>),
}

pub(super) fn run(context: &Context, args: &ResolveArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let conflicts = store.conflicts_and_marks()?;
    let named = named(context, &store, &conflicts, &args.files)?;
    if named.is_empty() {
        context.ui.say("No file is in conflict.");
        say_next(context, conflicts.cause);
        return Ok(ExitStatus::Done);
    }
    if args.dry_run {
        return show(context, &store, &named);
    }
    let mut terminal = context.terminal()?;
    let mut left = Vec::new();
    for conflict in &named {
        let shown = context.shown(&store, &conflict.file);
        match settle(context, (&store, &conflicts, conflict), args.take.map(Side::from), terminal.as_mut()) {
            Ok(Decision::Settle(choices)) => {
                let how = if choices.is_empty() { "Joined" } else { "Settled" };
                context.ui.say(&format!("{how} {shown}."));
            }
            Ok(Decision::Leave(reasons)) => left.push((shown, reasons)),
            Err(error) if matches!(error.downcast_ref(), Some(Stop::Left)) => {
                context.ui.say(&format!("Stopped; {shown} is left as it was."));
                return Ok(ExitStatus::Stopped);
            }
            Err(error) => return Err(error),
        }
    }
    if !left.is_empty() {
        return Err(refusal(&left, conflicts.cause).into());
    }
    let others = conflicts.files.len().saturating_sub(named.len());
    if others == 0 {
        say_next(context, conflicts.cause);
    } else {
        context.ui.say(&format!("{} still in conflict: auxeng resolve", count(others, "other file")));
    }
    Ok(ExitStatus::Done)
}

/// The conflicts that are meant: all, or those of the files that are named.
fn named<'c>(
    context: &Context,
    store: &Store,
    conflicts: &'c Conflicts,
    files: &[PathBuf],
) -> Result<Vec<&'c Conflict>, Failure> {
    if files.is_empty() {
        return Ok(conflicts.files.iter().collect());
    }
    let find = |file: &PathBuf| {
        let path = context.environment.cwd.join(file);
        let inside = store.locate(&path);
        let is_meant = |conflict: &&Conflict| Some(&conflict.file) == inside.as_ref() || conflict.file == path;
        conflicts.files.iter().find(is_meant).ok_or_else(|| {
            Failure::refused(format!("{} is not in conflict", quoted(&file.display().to_string())))
                .help("auxeng resolve --dry-run lists what is")
                .help("nothing was written")
        })
    };
    files.iter().map(find).collect()
}

/// Decides what becomes of a conflict, and does it.
fn settle(
    context: &Context,
    (store, conflicts, conflict): (&Store, &Conflicts, &Conflict),
    take: Option<Side>,
    mut terminal: Option<&mut Terminal<'_>>,
) -> anyhow::Result<Decision> {
    let shown = context.shown(store, &conflict.file);
    loop {
        let asker = terminal.as_mut().map(|terminal| &mut **terminal as &mut dyn Ask);
        let is_asked = asker.is_some() && take.is_none() && conflict.wanted() > 0;
        let choices = match decide((conflicts, conflict), &shown, take, asker)? {
            Decision::Settle(choices) => choices,
            leave @ Decision::Leave(_) => return Ok(leave),
        };
        let lock = store.lock(|| context.ui.say("waiting for another auxeng to finish writing"))?;
        match store.settle(&lock, conflicts, conflict, &choices) {
            Ok(Written::Created(_) | Written::Changed(_) | Written::Unchanged(_)) => {
                return Ok(Decision::Settle(choices));
            }
            // What was chosen does not go together: whoever chose it may choose again.
            Err(Error::Unwritable { reason, .. }) if is_asked => {
                context.ui.warn(&format!("what was chosen does not go together: {reason}"));
            }
            // The others can be settled all the same.
            Err(error) => return Ok(Decision::Leave(failed(&error))),
        }
    }
}

fn decide(
    (conflicts, conflict): (&Conflicts, &Conflict),
    shown: &str,
    take: Option<Side>,
    asker: Option<&mut dyn Ask>,
) -> Result<Decision, Stop> {
    let file = shell(shown);
    let leave = |reason: String| Ok(Decision::Leave(vec![reason]));
    match (&conflict.state, take, asker) {
        (State::Foreign(reason), ..) => leave(format!("{reason}: settle it in your editor, then git add {file}")),
        (State::Failed(error), ..) => Ok(Decision::Leave(failed(error))),
        (State::Touched, ..) => Ok(Decision::Leave(touched(conflict, &file))),
        (_, Some(_), _) if conflict.cause == Cause::Unknown && conflict.wanted() > 0 => Ok(Decision::Leave(vec![
            format!("git has left no sign of which side is yours; it calls the two {}", conflict.names.join(" and ")),
            String::from("to choose, run auxeng resolve at a terminal without --take"),
        ])),
        (State::Gone(gone), Some(side), _) if side == *gone => leave(format!("to let it go: git rm {file}")),
        (State::Gone(gone), None, Some(asker)) => {
            if guided::ask_kept(asker, *gone, conflict.cause, shown)? {
                Ok(Decision::Settle(vec![other(*gone)]))
            } else {
                leave(format!("to let it go: git rm {file}"))
            }
        }
        (State::Gone(_), None, None) if conflicts.cause == Cause::Unknown => leave(format!(
            "one side has taken it away, and the other has changed it: git add {file} keeps it, git rm {file} lets it go"
        )),
        (State::Gone(gone), None, None) => {
            let (gone, kept) = (gone.name(), other(*gone).name());
            leave(format!("{gone} has taken it away, and {kept} has changed it: --take {kept} keeps it"))
        }
        (_, Some(side), _) => Ok(Decision::Settle(vec![side; conflict.wanted()])),
        (State::Fields(contradictions), None, _) if contradictions.is_empty() => Ok(Decision::Settle(Vec::new())),
        (_, None, Some(asker)) => guided::ask_sides(asker, conflicts, conflict, shown).map(Decision::Settle),
        (State::Fields(_), None, None) => Ok(Decision::Leave(words::lines(conflict))),
        (State::Whole(why), None, None) => leave(format!("it cannot be joined field by field: {why}")),
    }
}

/// What to do about a file that somebody has worked on since git left it.
fn touched(conflict: &Conflict, file: &str) -> Vec<String> {
    let anew = conflict.left_again_with();
    if conflict.is_there() {
        vec![
            String::from("somebody has worked on it since git left it"),
            format!("if it is right as it is: git add {file}"),
            format!("to begin anew, without that work: {anew} {file}"),
        ]
    } else {
        vec![
            String::from("somebody has taken it away since git left it"),
            format!("to let it go: git rm {file}"),
            format!("to have it again: {anew} {file}"),
        ]
    }
}

/// What went wrong with one file, and what to do about it, line by line.
fn failed(error: &Error) -> Vec<String> {
    let texts: Vec<String> = std::iter::once(error.to_string()).chain(error.help()).collect();
    texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn other(side: Side) -> Side {
    match side {
        Side::Mine => Side::Theirs,
        Side::Theirs => Side::Mine,
    }
}

/// That files are still in conflict, and what to do about it.
fn refusal(left: &[(String, Vec<String>)], cause: Cause) -> Failure {
    let is_are = if left.len() == 1 { "is" } else { "are" };
    let mut failure = Failure::refused(format!("{} {is_are} still in conflict", count(left.len(), "file")));
    for (file, reasons) in left {
        failure = reasons.iter().fold(failure.help(clean(file)), |failure, reason| failure.help(format!("  {reason}")));
    }
    let failure = failure.help("to choose field by field, run auxeng resolve at a terminal");
    if cause == Cause::Unknown {
        return failure;
    }
    failure.help(
        "to take one side wherever they contradict: auxeng resolve --take mine, or theirs; a FILE behind it takes \
               it for that file alone",
    )
}

/// Shows how each conflict stands.
fn show(context: &Context, store: &Store, named: &[&Conflict]) -> anyhow::Result<ExitStatus> {
    let mut text = String::new();
    for conflict in named {
        let shown = context.shown(store, &conflict.file);
        let (how, details) = match &conflict.state {
            State::Fields(contradictions) if contradictions.is_empty() => (String::from("joins by itself"), Vec::new()),
            State::Fields(contradictions) => (count(contradictions.len(), "contradiction"), words::lines(conflict)),
            State::Whole(why) => (format!("one side is to be chosen: {why}"), Vec::new()),
            State::Gone(side) => {
                let [one, other] = &conflict.names;
                let name = if *side == Side::Mine { one } else { other };
                (format!("taken away by {name}, and changed by the other"), Vec::new())
            }
            State::Touched => (String::from("somebody has worked on it since"), Vec::new()),
            State::Foreign(why) => (format!("left alone: {why}"), Vec::new()),
            State::Failed(error) => (String::from("it cannot be told how it stands"), failed(error)),
        };
        text.push_str(&format!("{}: {how}\n", clean(&shown)));
        for detail in details {
            text.push_str(&format!("  {detail}\n"));
        }
    }
    context.ui.print(&text)?;
    Ok(ExitStatus::Done)
}

fn say_next(context: &Context, cause: Cause) {
    if let Some(operation) = cause.operation() {
        context.ui.say(&format!("Go on with the {}: {}", operation.name(), operation.goes_on_with()));
    } else if cause == Cause::Stash {
        context.ui.say("After git stash pop the stash is still there: git stash drop");
    }
}

/// The path of a conflict as it is told in a list.
pub(super) fn told(context: &Context, store: &Store, conflict: &Conflict) -> Vec<String> {
    let file = context.shown(store, &conflict.file);
    match &conflict.state {
        State::Fields(contradictions) if contradictions.is_empty() => vec![format!("{file} (joins by itself)")],
        State::Fields(_) => words::lines(conflict).into_iter().map(|line| format!("{file}: {line}")).collect(),
        _ => vec![file],
    }
}
