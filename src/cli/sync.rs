//! `auxeng sync`

use std::path::{Path, PathBuf};

use clap::Args;

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::{check, resolve};
use crate::store::{Branch, Conflicts, Distance, Error, Fetched, Obstacle, Operation, Pushed, Rebased, Store};
use crate::text::{count, list, quoted, shell};

/// How often a push is tried when others push meanwhile.
const MOST: usize = 3;

/// Share the records: fetch, rebase, check and push
///
/// It is about the branch that you are on. Your commits are put upon those of the others. Records that both have changed
/// in different fields, weeks or items are joined by themselves; where they contradict it stops, and auxeng resolve
/// helps. Nothing is pushed while a record has an error. It never commits, stashes or forces anything, and pushes no
/// other branch.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng sync
  auxeng resolve && git rebase --continue && auxeng sync   # when it stopped at a conflict")]
pub(super) struct SyncArgs {}

pub(super) fn run(context: &Context, _: &SyncArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let branch = store.branch()?.map_err(|obstacle| refusal(context, &store, obstacle))?;
    let somebody = context.ui.is_interactive();
    let mut received = 0;
    let mut joined: Vec<PathBuf> = Vec::new();
    let mut refused: Option<Error> = None;
    for _ in 0..MOST {
        if branch.fetch(somebody).map_err(|error| unreached(&error, somebody))? == Fetched::Gone {
            return Err(gone(&branch).into());
        }
        let distance = branch.distance()?;
        branch.refuse_newer_schema()?;
        if refused.is_some() && distance.behind > 0 {
            context.ui.say(&format!("Somebody else has pushed to {} meanwhile; once more.", branch.upstream));
            refused = None;
        }
        received = distance.behind.saturating_add(received);
        joined.extend(rebase(context, &store, &branch, distance)?);
        check_all(context, &store)?;
        let Distance { ahead, .. } = branch.distance()?;
        let error = if ahead == 0 { None } else { push(&branch, somebody)? };
        let Some(error) = error else {
            say_done(context, &store, &branch, (received, ahead), &joined);
            return Ok(ExitStatus::Done);
        };
        // Refused again, and nobody has pushed: something else keeps it locked.
        if refused.is_some() {
            return Err(declined(&error).into());
        }
        refused = Some(error);
    }
    Err(Failure::refused(format!(
        "others have pushed to {} each time, {} in all",
        branch.upstream,
        count(MOST, "time")
    ))
    .help("your commits are upon theirs and are not pushed yet")
    .help("try again: auxeng sync")
    .into())
}

fn rebase(context: &Context, store: &Store, branch: &Branch<'_>, distance: Distance) -> anyhow::Result<Vec<PathBuf>> {
    if distance.behind == 0 {
        return Ok(Vec::new());
    }
    // Whoever writes a record meanwhile waits, so that git sees it whole.
    let lock = store.lock(|| context.ui.say("waiting for another auxeng to finish writing"))?;
    // It is done wholly or not at all, unless a person has to settle something.
    context.to_its_end(|| match branch.rebase(&lock, distance) {
        Ok(Rebased::Done(joined)) => Ok(joined),
        Ok(Rebased::Stopped(conflicts)) => Err(stopped(context, store, branch, &conflicts).into()),
        Ok(Rebased::Underway(operation)) => Err(refusal(context, store, Obstacle::Underway(operation, false)).into()),
        Ok(Rebased::GivenUp(error)) => {
            let failure = not_rebased(branch, &error);
            Err(failure.help("it was given up: your commits are as they were, and nothing was pushed").into())
        }
        Ok(Rebased::Left { why, abort }) => {
            let words = abort.to_string();
            let failure = words.lines().fold(not_rebased(branch, &why), Failure::help);
            Err(failure.help("nothing was pushed; when that is mended, give it up: git rebase --abort").into())
        }
        Err(error) => {
            Err(not_rebased(branch, &error).help("nothing was pushed; git status tells how it stands").into())
        }
    })
}

/// Checks every record; nothing is pushed while one has an error.
fn check_all(context: &Context, store: &Store) -> anyhow::Result<()> {
    // What was fetched may have changed the settings too.
    let store = Store::open(store.root().to_owned())?;
    let findings = check::checked(context, &store)?.findings;
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if errors == 0 {
        return Ok(());
    }
    context.tell_findings(&store, &findings);
    Err(Failure::refused(format!("the records have {}, so nothing was pushed", count(errors, "error")))
        .help("mend what is named above, commit it, and try again: auxeng sync")
        .into())
}

/// What a refused push leaves.
const STAYS: &str = "nothing was pushed; your commits are as they were, upon those of the others";

/// Pushes; an error is returned where somebody else may have pushed meanwhile.
fn push(branch: &Branch<'_>, somebody: bool) -> Result<Option<Error>, Failure> {
    match branch.push(somebody) {
        Ok(Pushed::Done) => Ok(None),
        Ok(Pushed::Overtaken(_)) if branch.is_pushed_elsewhere() => {
            let target = branch.target();
            let message = format!("{target} has commits that {} does not have, so nothing was pushed", branch.name);
            Err(Failure::refused(message).help(format!("your commits are upon those of {}", branch.upstream)).help(
                "where what is there is your own from before, push over it yourself: git push --force-with-lease",
            ))
        }
        Ok(Pushed::Overtaken(error)) => Ok(Some(error)),
        Ok(Pushed::Declined(error)) => Err(declined(&error)),
        Err(error) => Err(unreached(&error, somebody).help(STAYS)),
    }
}

fn declined(error: &Error) -> Failure {
    in_gits_words("the other repository refuses", error).help(STAYS)
}

fn say_done(
    context: &Context,
    store: &Store,
    branch: &Branch<'_>,
    (received, sent): (usize, usize),
    joined: &[PathBuf],
) {
    if !joined.is_empty() {
        let mut files: Vec<String> = joined.iter().map(|file| context.shown(store, file)).collect();
        files.sort();
        files.dedup();
        context.ui.say(&format!("Joined {}, which others have changed too.", list(&files)));
    }
    let Branch { name, upstream, .. } = branch;
    let said = match (received, sent) {
        (0, 0) => format!("{name} and {upstream} are the same; nothing to do."),
        _ => {
            let target = if branch.is_pushed_elsewhere() && sent > 0 {
                format!(" to {}", branch.target())
            } else {
                String::new()
            };
            format!("Synced {name} with {upstream}: {} received, {sent} sent{target}.", count(received, "commit"))
        }
    };
    context.ui.say(&said);
}

/// The failure with git's own words below it.
fn in_gits_words(message: &str, error: &Error) -> Failure {
    let words = error.to_string();
    words.lines().fold(Failure::refused(message), Failure::help)
}

fn unreached(error: &Error, somebody: bool) -> Failure {
    let failure = in_gits_words("the other repository cannot be reached", error);
    if somebody {
        failure
    } else {
        failure
            .help("if it wants a password: run auxeng sync at a terminal, or set up a credential helper or an ssh key")
    }
}

/// That the other repository has other branches, and not the one that is followed.
fn gone(branch: &Branch<'_>) -> Failure {
    let Branch { name, upstream, .. } = branch;
    Failure::refused(format!("{upstream} is not there: it was taken away, or never was"))
        .help("nothing was pushed; ask those with whom you share it")
        .help(format!("to make it, with all commits of {name}: {}", branch.making()))
}

fn not_rebased(branch: &Branch<'_>, error: &Error) -> Failure {
    in_gits_words(&format!("git does not put {} upon {}", branch.name, branch.upstream), error)
}

/// That git waits at conflicts, which ones, and how to go on.
fn stopped(context: &Context, store: &Store, branch: &Branch<'_>, conflicts: &Conflicts) -> Failure {
    let Branch { name, upstream, .. } = branch;
    let failure = Failure::refused(format!("putting {name} upon {upstream} has stopped at a conflict"));
    let lines = conflicts.files.iter().flat_map(|conflict| resolve::told(context, store, conflict));
    go_on(lines.fold(failure, Failure::help), Operation::Rebase)
}

fn go_on(failure: Failure, operation: Operation) -> Failure {
    failure
        .help("settle it: auxeng resolve")
        .help(format!("then go on: {}, and auxeng sync", operation.goes_on_with()))
        .help(format!("or give it up: {}", operation.given_up_with()))
}

fn refusal(context: &Context, store: &Store, obstacle: Obstacle) -> Failure {
    let shown = |file: &Path| context.shown(store, file);
    match obstacle {
        Obstacle::Underway(operation, true) => {
            let message = format!("a {} is under way here and waits at a conflict", operation.name());
            go_on(Failure::refused(message), operation)
        }
        Obstacle::Underway(operation, false) => Failure::refused(format!("a {} is under way here", operation.name()))
            .help(format!("go on with it: {}, and auxeng sync", operation.goes_on_with()))
            .help(format!("or give it up: {}", operation.given_up_with()))
            .help(format!("where git can do neither, as after a kill: {}", operation.forgotten_with())),
        Obstacle::Conflicts => Failure::refused("files are in conflict here")
            .help("settle it: auxeng resolve")
            .help("then commit them, and auxeng sync"),
        Obstacle::Detached => Failure::refused("no branch is checked out here (git calls it a detached HEAD)")
            .help("go to the one that you share: git switch main"),
        Obstacle::Unborn => Failure::refused("nothing has been committed here")
            .help("commit the records first: git add . and git commit"),
        Obstacle::NoRemote => Failure::refused("this repository knows no other to sync with")
            .help("name one: git remote add origin URL, then git push --set-upstream origin HEAD"),
        Obstacle::NoUpstream(branch, remotes) => {
            let remote = remotes.iter().find(|remote| *remote == "origin").or(remotes.first());
            let remote = remote.map_or("origin", String::as_str);
            Failure::refused(format!("the branch {} follows no branch elsewhere", quoted(&branch))).help(format!(
                "to share it: git push --set-upstream {} {}",
                shell(remote),
                shell(&branch)
            ))
        }
        Obstacle::Local(name, upstream) => Failure::refused(format!(
            "the branch {} follows {}, a branch of this repository",
            quoted(&name),
            quoted(&upstream)
        ))
        .help(format!("to share it: git push --set-upstream origin {}", shell(&name))),
        Obstacle::Elsewhere { name, upstream, remote } => Failure::refused(format!(
            "the branch {} follows {}, which has another name: it is not clear where to push it",
            quoted(&name),
            quoted(&upstream)
        ))
        .help(format!("to share it under its own name: git push -u {} {}", shell(&remote), shell(&name)))
        .help("to push each branch to the one that it follows: git config push.default upstream"),
        Obstacle::PushesNothing => Failure::refused("git is set up to push nothing by itself (push.default = nothing)")
            .help("to let it push a branch to the one that it follows: git config push.default simple"),
        Obstacle::Uncommitted(files) => {
            const MOST: usize = 10;
            let failure = Failure::refused(format!("{} not committed", are(files.len())));
            let failure = files.iter().take(MOST).fold(failure, |failure, file| failure.help(shown(file)));
            let more = files.len().saturating_sub(MOST);
            let failure = if more > 0 { failure.help(format!("and {more} more")) } else { failure };
            failure
                .help("commit them first, with git add and git commit: auxeng commits nothing by itself")
                .help("to throw a change away: git restore --staged --worktree FILE, or rm FILE where it is new")
        }
    }
}

fn are(records: usize) -> String {
    if records == 1 { String::from("1 record is") } else { format!("{records} records are") }
}
