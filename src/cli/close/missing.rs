//! What belongs to the end and has not been done: told, and at a terminal done there and then.

use chrono::NaiveDate;

use crate::cli::commands::carry_out;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::model::{EngagementRecord, Week};
use crate::playbook::{Unfinished, unfinished};
use crate::text::{list, shell};
use crate::ui::prompt::{Answer, Ask, Question, Stop, choose};

/// Says what is missing in `record`, each with the command that does it.
pub(super) fn say(context: &Context, record: &EngagementRecord, date: NaiveDate) {
    let missing = unfinished(record, date);
    if missing.is_empty() {
        return;
    }
    context.ui.say("Not done yet:");
    for part in missing {
        let words = command(part, record, context.today());
        let words: Vec<_> = words.iter().map(|word| shell(word)).collect();
        context.ui.say(&format!("  {}: auxeng {}", part.words(), words.join(" ")));
    }
}

/// The words of the command that does what is missing.
fn command(part: Unfinished, record: &EngagementRecord, today: NaiveDate) -> Vec<String> {
    let id = record.engagement.id.as_str();
    let words: Vec<&str> = match part {
        Unfinished::Scores(..) => vec!["score", "-e", id],
        Unfinished::ProjectRetro => vec!["retro", "--project", "-e", id],
        Unfinished::Survey => vec!["nps", "add", "-e", id],
        Unfinished::Champions => vec!["champion", "add", "-e", id],
        Unfinished::Handover => vec!["close", id, "--handover", "WHAT: WHO"],
    };
    let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
    if let Unfinished::Scores(_, week) = part
        && week != Week::of(today)
    {
        words.extend([String::from("--date"), week.to_string()]);
    }
    words
}

/// Offers to do at once what is missing, one after the other, and notes in `is_recorded` when something was done.
/// The hand-over is asked for later.
pub(super) fn walk(
    (context, asker): (&Context, &mut dyn Ask),
    record: &EngagementRecord,
    date: NaiveDate,
    is_recorded: &mut bool,
) -> anyhow::Result<()> {
    let parts: Vec<Unfinished> =
        unfinished(record, date).into_iter().filter(|part| *part != Unfinished::Handover).collect();
    if parts.is_empty() {
        return Ok(());
    }
    let words: Vec<String> = parts.iter().map(|part| part.words()).collect();
    asker.tell(&format!("Not done yet: {}.", list(&words)));
    for part in parts {
        match when(asker, part)? {
            When::Now => {}
            When::Later => continue,
            When::AllLater => break,
        }
        let ended = carry_out(context, &command(part, record, context.today()))?;
        *is_recorded = true;
        if ended == ExitStatus::Stopped {
            return Err(Stop::Left.into());
        }
    }
    Ok(())
}

/// When something is done.
#[derive(Debug, Clone, Copy)]
enum When {
    Now,
    Later,
    AllLater,
}

fn when(asker: &mut dyn Ask, part: Unfinished) -> Result<When, Stop> {
    let question = Question {
        prompt: format!("{}, now or later", part.words()),
        default: Some(String::from("later")),
        help: "now: it is asked for here, and saved; later: you get the command at the end; > puts off all of them.",
        ..Question::default()
    };
    Ok(match choose(asker, &question, &[("now", When::Now), ("later", When::Later)])? {
        Answer::Said(when) => when,
        Answer::On => When::AllLater,
        Answer::Open | Answer::Back => When::Later,
    })
}
