//! `auxeng close`

use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::dates::day;
use super::failure::{ExitStatus, Failure};
use super::fields::filled;
use crate::model::{Close, Engagement};
use crate::store::Detail;
use crate::text::{count, quoted};

/// Close an engagement
///
/// Its records stay as they are. Closing again corrects what was said.
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
    #[arg(long, requires = "reason")]
    early: bool,

    /// Why it ends before its time
    #[arg(long, value_name = "TEXT", requires = "early")]
    reason: Option<String>,

    /// The day it is closed [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(super) fn run(context: &Context, args: &CloseArgs) -> anyhow::Result<ExitStatus> {
    let today = context.today();
    let named = args
        .date
        .as_deref()
        .map(|text| day(text, today))
        .transpose()?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    let lock = context.lock(&store)?;
    let record = context.read_for_change(&store, &id, Detail::WEEKS, &lock)?;
    let mut engagement = record.engagement.clone();
    let before = engagement.close.take();
    let date = named
        .or(before.as_ref().map(|close| close.date))
        .unwrap_or(today);
    check_date(&engagement, date, args.early)?;
    let outcome = filled(args.outcome.as_deref())
        .or_else(|| before.as_ref().and_then(|close| close.outcome.clone()));
    engagement.close = Some(Close {
        date,
        outcome,
        early: args.early,
        reason: filled(args.reason.as_deref()),
    });
    let written = store.save_engagement(&lock, &engagement)?;
    let how = if args.early { "Ended early" } else { "Closed" };
    let again = if before.is_some() { " (corrected)" } else { "" };
    context.ui.say(&format!("{how} {id} on {date}{again}."));
    context.say_written(&store, &[written]);
    let open = crate::metrics::actions(&record.retros);
    let open = open
        .iter()
        .filter(|action| action.state == crate::metrics::TaskState::Open)
        .count();
    if open > 0 {
        context.ui.say(&format!(
            "{} still open; they stay in the record.",
            count(open, "action")
        ));
    }
    Ok(ExitStatus::Done)
}

fn check_date(
    engagement: &Engagement,
    date: chrono::NaiveDate,
    early: bool,
) -> Result<(), Failure> {
    let id = quoted(engagement.id.as_str());
    if date < engagement.start {
        let message = format!(
            "{id} starts on {} and cannot be closed on {date}",
            engagement.start
        );
        return Err(Failure::refused(message)
            .help("to call it off before it starts: auxeng close --early --reason … --date with its first day")
            .help("nothing was written"));
    }
    if date < engagement.end && !early {
        let message = format!(
            "{id} runs until {}, and {date} is before that",
            engagement.end
        );
        return Err(Failure::refused(message)
            .help("if it ends before its time: auxeng close --early --reason \"why\"")
            .help(format!(
                "if its time has changed: auxeng edit --end {date}, then close it"
            ))
            .help("nothing was written"));
    }
    Ok(())
}
