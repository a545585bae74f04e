//! `auxeng close`

mod guided;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::EngagementArgument;
use crate::cli::advice::speak_up;
use crate::cli::asking::{CommandLine, STOPPED, keeping_answers, missing};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::dates::past_day;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::metrics::{TaskState, actions};
use crate::model::{Close, Engagement, EngagementRecord, Slug};
use crate::playbook::Moment;
use crate::store::{Detail, Store};
use crate::text::{count, quoted};

const EXAMPLE: &str = "auxeng close --early --reason \"The team was dissolved\"";

/// Close an engagement
///
/// Its records stay as they are. Closing again corrects what was said. At a terminal it asks what came of it, and why it
/// ends early where it does.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng close --outcome \"Fourteen services covered; the team goes on alone\"
  auxeng close search-flags --early --reason \"The team was dissolved\"")]
pub(super) struct CloseArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// What came of it
    #[arg(long, value_name = "TEXT")]
    outcome: Option<String>,

    /// It ends before its time
    #[arg(long)]
    early: bool,

    /// Why it ends before its time
    #[arg(long, value_name = "TEXT", requires = "early")]
    reason: Option<String>,

    /// The day it is closed [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(super) fn run(context: &Context, args: &CloseArgs) -> anyhow::Result<ExitStatus> {
    let mut said = Said::check(args, context.today())?;
    let terminal = context.terminal()?;
    if said.early && said.reason.is_none() && terminal.is_none() {
        return Err(missing("--reason", "why it ends before its time", EXAMPLE).into());
    }
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let Some(mut terminal) = terminal else {
        return close(context, &store, &id, said);
    };
    let record = context.read_sound(&store, &id, Detail::FULL)?;
    let unasked = said.command(&id);
    let asked = guided::ask_how(&mut terminal, &record, &mut said, context.today());
    let answered = said.command(&id);
    let ended = asked.and_then(|()| close(context, &store, &id, said));
    keeping_answers(context, ended, (Some(&answered).filter(|answered| **answered != unasked), STOPPED))
}

fn close(context: &Context, store: &Store, id: &Slug, said: Said) -> anyhow::Result<ExitStatus> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::WEEKS, &lock)?;
    let mut engagement = record.engagement.clone();
    let before = engagement.close.take();
    let close = said.close(before.as_ref(), context.today());
    check_date(&engagement, close.date, close.early)?;
    let how = if close.early { "Ended early" } else { "Closed" };
    let again = if before.is_some() { " (corrected)" } else { "" };
    let told = format!("{how} {id} on {}{again}.", close.date);
    let is_told = close.outcome.is_some() || close.reason.is_some();
    let texts = [&close.reason, &close.outcome];
    let message = message("close", id, how.to_lowercase()).lines(texts.into_iter().flatten());
    engagement.close = Some(close);
    let written = store.save_engagement(&lock, &engagement)?;
    if written.is_change() {
        context.ui.say(&told);
    }
    let is_change = written.is_change();
    context.finish(store, &lock, &message);
    if is_change {
        context.ui.say(&format!("To undo it: auxeng edit {id}, and take [close] and its lines away."));
    }
    if !is_told {
        context.ui.say(&format!("Say what came of it: auxeng close {id} --outcome \"…\""));
    }
    if !record.has_project_retro {
        context.ui.say(&format!("Look back upon the whole: auxeng retro --project -e {id}"));
    }
    let open = actions(&record.retros);
    let open = open.iter().filter(|action| action.state == TaskState::Open).count();
    if open > 0 {
        context.ui.say(&format!("{} still open; they stay in the record.", count(open, "action")));
    }
    speak_up(context, store, Moment::Close, &EngagementRecord { engagement, ..record });
    Ok(ExitStatus::Done)
}

/// What was said of the end.
#[derive(Clone)]
struct Said {
    date: Option<NaiveDate>,
    outcome: Option<String>,
    early: bool,
    reason: Option<String>,
}

impl Said {
    fn check(args: &CloseArgs, today: NaiveDate) -> Result<Self, Failure> {
        let reason = filled(args.reason.as_deref());
        if args.reason.is_some() && reason.is_none() {
            return Err(Failure::usage("the --reason is empty")
                .help("say why it ends before its time: --early --reason \"the team was dissolved\"")
                .help("nothing was written"));
        }
        let date = args.date.as_deref().map(|text| past_day(text, today));
        Ok(Self { date: date.transpose()?, outcome: filled(args.outcome.as_deref()), early: args.early, reason })
    }

    /// The command that says all of it.
    fn command(&self, id: &Slug) -> CommandLine {
        CommandLine::new("auxeng close")
            .text(Some(id.as_str()))
            .flag("--early", self.early)
            .option("--reason", &self.reason)
            .option("--outcome", &self.outcome)
            .option("--date", self.date.map(|date| date.to_string()))
    }

    /// The close that corrects `before`, or the first one. Another day is another end: how it came about is said anew.
    fn close(self, before: Option<&Close>, today: NaiveDate) -> Close {
        let kept = before.filter(|_| self.date.is_none());
        let date = self.date.or_else(|| kept.map(|close| close.date));
        Close {
            date: date.unwrap_or(today),
            outcome: self.outcome.or_else(|| before.and_then(|close| close.outcome.clone())),
            early: self.early || kept.is_some_and(|close| close.early),
            reason: self.reason.or_else(|| kept.and_then(|close| close.reason.clone())),
        }
    }
}

fn check_date(engagement: &Engagement, date: NaiveDate, early: bool) -> Result<(), Failure> {
    let id = quoted(engagement.id.as_str());
    if date < engagement.start {
        let message = format!("{id} starts on {} and cannot be closed on {date}", engagement.start);
        return Err(Failure::refused(message)
            .help("to call it off before it starts: move its start first, auxeng edit --start today")
            .help("nothing was written"));
    }
    if date < engagement.end && !early {
        let message = format!("{id} runs until {}, and {date} is before that", engagement.end);
        return Err(Failure::refused(message)
            .help(format!("if it ends before its time: auxeng close {} --early --reason \"why\"", engagement.id))
            .help(format!("if its time has changed: auxeng edit {} --end {date}, then close it", engagement.id))
            .help("nothing was written"));
    }
    Ok(())
}
