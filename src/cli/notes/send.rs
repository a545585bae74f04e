//! Sending the notes: shown and asked for first, recorded afterwards.

use anyhow::Context as _;

use super::recipients::recipients;
use super::sender::{delivery, sender, settings};
use super::{Notes, NotesArgs, Which};
use crate::cli::asking::agrees;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::mail::{self, Letter, Refused, Sent, Unsent};
use crate::model::{EngagementRecord, Person, ProjectRetro, Retro};
use crate::report;
use crate::store::{self, Detail, Lock, Store};
use crate::text::{clean, count, list, shell};
use crate::ui::prompt::{Ask, Terminal};

/// Sends `notes`, unless the user says no.
pub(super) fn send(
    context: &Context,
    args: &NotesArgs,
    store: &Store,
    record: &EngagementRecord,
    notes: &Notes,
) -> anyhow::Result<ExitStatus> {
    let to = recipients(context, record, notes, &args.to)?;
    let settings = settings(context)?;
    let from = sender(store, &settings)?;
    let delivery = delivery(settings)?;
    let letter = notes.letter(context, from, to);
    if !may_send(context, args, notes, &letter)? {
        context.ui.say("Nothing was sent.");
        return Ok(ExitStatus::Failed);
    }
    // What could not be recorded is not sent: somebody would send it again.
    context.leave(context.lock(store)?);
    let sent = mail::send(&letter, &delivery).map_err(|unsent| failed(&unsent, record, notes, &letter))?;
    let reached: Vec<Person> = letter.to.into_iter().filter(|person| !is_refused(person, &sent)).collect();
    context.ui.say(&format!("Sent {} to {}.", notes.of_what(), names(&reached)));
    let lock = mark(context, store, record, notes).map_err(|error| {
        let failure =
            Failure::refused(format!("{} went out, and that could not be recorded: {error}", notes.of_what()));
        let help = error.downcast_ref().and_then(store::Error::help);
        help.into_iter().fold(failure, Failure::help).help(format!(
            "mend that, then write notes_sent = {} into {}, so that nobody sends them again",
            context.today(),
            notes.file()
        ))
    })?;
    let what = format!("{} sent", notes.of_what());
    context.finish(store, &lock, &message("notes", &record.engagement.id, what));
    Ok(tell_refused(context, record, notes, &sent.refused))
}

/// Shows what would be sent, and whether the user wants it.
fn may_send(context: &Context, args: &NotesArgs, notes: &Notes, letter: &Letter) -> anyhow::Result<bool> {
    let before = notes.sent.filter(|_| !args.again).map(report::day);
    if let Some(before) = &before
        && (args.yes || !context.ui.is_interactive())
    {
        return Err(Failure::refused(format!("{} were sent on {before}", notes.of_what()))
            .help("to send them again, add --again --yes")
            .help("nothing was sent")
            .into());
    }
    let to: Vec<String> = letter.to.iter().map(mail::shown).collect();
    let lines = [("From", mail::shown(&letter.from)), ("To", to.join(", ")), ("Subject", letter.subject.clone())];
    let lines = lines.map(|(name, text)| format!("{name}: {}", clean(&text)));
    if args.yes {
        for line in &lines {
            context.ui.say(line);
        }
        return Ok(true);
    }
    let terminal = Terminal::open(&context.ui).context("the terminal cannot be read, so nothing was sent")?;
    let mut terminal = terminal.ok_or_else(|| {
        Failure::refused("sending asks first, and there is no terminal to ask at")
            .help("add --yes to send without being asked")
            .help("nothing was sent")
    })?;
    terminal.tell(&lines.join("\n"));
    let people = count(letter.to.len(), "person");
    let prompt = match before {
        Some(before) => format!("They were sent on {before}. Send them again, to {people}?"),
        None => format!("Send them to {people}?"),
    };
    Ok(agrees(&mut terminal, prompt, "yes sends the message now, no sends nothing")?)
}

/// What to say when nothing went out.
fn failed(unsent: &Unsent, record: &EngagementRecord, notes: &Notes, letter: &Letter) -> Failure {
    let verb = if matches!(unsent, Unsent::Unknown { .. }) { "may not have been sent" } else { "were not sent" };
    let mut failure = Failure::refused(format!("{} {verb} to {}: {unsent}", notes.of_what(), names(&letter.to)));
    if let Unsent::AllRefused { refused, .. } = unsent {
        failure = refused.iter().fold(failure, |failure, refused| failure.help(told(refused)));
    }
    let eml = format!("{} --format eml > notes.eml", notes.command(record));
    failure.help(format!("try again, or send the message yourself: {eml}")).help("nothing was recorded as sent")
}

/// Records that the notes were sent today, and returns the lock under which it did. The retro is read anew: sending takes its time.
fn mark(context: &Context, store: &Store, record: &EngagementRecord, notes: &Notes) -> anyhow::Result<Lock> {
    let id = &record.engagement.id;
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let gone = || Failure::refused("the retro is no longer there");
    let notes_sent = Some(context.today());
    match notes.which {
        Which::Week(week) => {
            let retro = record.retros.into_iter().find(|retro| retro.week == week).ok_or_else(gone)?;
            store.save_retro(&lock, id, &Retro { notes_sent, ..retro })?
        }
        Which::Project => {
            let retro = record.project_retro.ok_or_else(gone)?;
            store.save_project_retro(&lock, id, &ProjectRetro { notes_sent, ..retro })?
        }
    };
    Ok(lock)
}

/// Names those whom the server refused, and how to reach them.
fn tell_refused(context: &Context, record: &EngagementRecord, notes: &Notes, refused: &[Refused]) -> ExitStatus {
    if refused.is_empty() {
        return ExitStatus::Done;
    }
    let who: Vec<String> = refused.iter().map(|refused| format!(" --to {}", shell(&refused.who))).collect();
    let details: Vec<String> = refused.iter().map(told).collect();
    let again = format!("to them alone: {} --send --again{}", notes.command(record), who.concat());
    let message = format!("{} did not go to {}", notes.of_what(), count(refused.len(), "person"));
    context.ui.error(&message, &[details, vec![again]].concat());
    ExitStatus::Failed
}

fn told(refused: &Refused) -> String {
    format!("{}: {}", clean(&refused.who), clean(&refused.reason))
}

fn is_refused(person: &Person, sent: &Sent) -> bool {
    sent.refused.iter().any(|refused| refused.who == mail::shown(person))
}

fn names(people: &[Person]) -> String {
    let names: Vec<_> = people.iter().map(|person| clean(&person.name)).collect();
    list(&names)
}
