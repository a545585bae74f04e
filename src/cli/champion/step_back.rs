//! `auxeng champion step-back`

use clap::Args;

use super::find::Champions;
use super::talk::{Whom, champion_for_change};
use crate::cli::EngagementOption;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::fields::filled;
use crate::model::SteppedBack;
use crate::text::{clean, shell};

/// Record that somebody is no champion any more
///
/// What they said stays, and nobody is reminded of them. Saying it again corrects it.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng champion step-back clara --reason \"Has moved to another team\"")]
pub(in crate::cli) struct StepBackArgs {
    /// Who it is: a name or an id, or the beginning of one
    #[arg(value_name = "NAME")]
    champion: String,

    #[command(flatten)]
    engagement: EngagementOption,

    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,

    /// Since when [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

pub(super) fn run(context: &Context, args: &StepBackArgs) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let champions = Champions::read(context, &store, args.engagement.engagement.as_deref())?;
    let (engagement, champion) = champions.called(context, &store, &args.champion)?;
    let lock = context.lock(&store)?;
    let whom = Whom { engagement, champion: champion.id, date };
    let (_, mut champion) = champion_for_change(context, &store, &whom, &lock)?;
    let before = champion.stepped_back.take();
    let date = match (&args.date, &before) {
        (None, Some(before)) => before.date,
        _ => date,
    };
    let reason = filled(args.reason.as_deref()).or_else(|| before.and_then(|before| before.reason));
    let message = message("champion", &whom.engagement, format!("{} stepped back on {date}", champion.id));
    let message = message.lines(reason.iter());
    champion.stepped_back = Some(SteppedBack { date, reason });
    if store.save_champion(&lock, &whom.engagement, &champion)?.is_change() {
        let name = clean(&champion.person.name);
        context.ui.say(&format!("{name} is no champion of {} any more, since {date}.", whom.engagement));
    }
    context.finish(&store, &lock, &message);
    let name = shell(&clean(&champion.person.name));
    context.ui.say(&format!("To have them again: auxeng champion add {name} -e {}", whom.engagement));
    Ok(ExitStatus::Done)
}
