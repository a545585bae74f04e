//! `auxeng close`

mod guided;
mod missing;

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
use crate::cli::handover::{hand_over, handover};
use crate::metrics::{TaskState, actions};
use crate::model::{Close, Engagement, EngagementRecord, Handover, Slug};
use crate::playbook::Moment;
use crate::report::failure_mode_seen;
use crate::report::view::FailureModeView;
use crate::store::{Detail, Store};
use crate::text::{count, quoted};

/// What is said when somebody stops after other commands have recorded something.
const STOPPED_LATER: &str = "Stopped; what was recorded stays, and it is not closed.";

/// What has to be known of an engagement to say what is missing.
fn needed() -> Detail {
    Detail::FULL.and(Detail::CHAMPIONS)
}

const EXAMPLE: &str = "auxeng close --early --reason \"The team was dissolved\"";

/// Close an engagement
///
/// Its records stay as they are. Closing again corrects what was said. What belongs to the end and is missing is told; at
/// a terminal it asks for that, for what came of it, and for who maintains what. Where it ends early it shows which failure
/// modes the retros saw, and asks why.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng close --outcome \"Fourteen services covered; the team goes on alone\"
  auxeng close --handover \"The contract broker: Lee Novak\" --handover \"The CI template: Checkout\"
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

    /// What stays and who maintains it; repeat for several
    ///
    /// Who maintains it stands behind the last colon. What was handed over before is corrected or added to.
    #[arg(long, value_name = "WHAT: WHO")]
    handover: Vec<String>,

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
        return close(context, &store, &id, &said);
    };
    let record = context.read_sound(&store, &id, needed())?;
    let unasked = said.command(&id);
    let mut is_recorded = false;
    let asked = guided::ask_how((context, &mut terminal), &record, &mut said, &mut is_recorded);
    let answered = said.command(&id);
    let ended = asked.and_then(|()| close(context, &store, &id, &said));
    let stopped = if is_recorded { STOPPED_LATER } else { STOPPED };
    let is_answered = is_recorded || answered != unasked;
    keeping_answers(context, ended, (Some(&answered).filter(|_| is_answered), stopped))
}

fn close(context: &Context, store: &Store, id: &Slug, said: &Said) -> anyhow::Result<ExitStatus> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, needed(), &lock)?;
    let mut engagement = record.engagement.clone();
    let before = engagement.close.take();
    let close = said.close(before.as_ref(), context.today());
    check_date(&engagement, close.date, close.early)?;
    hand_over(&mut engagement.handover, &said.handover);
    engagement.close = Some(close.clone());
    let is_change = store.save_engagement(&lock, &engagement)?.is_change();
    let how = if close.early { "Ended early" } else { "Closed" };
    if is_change {
        let again = if before.is_some() { " (corrected)" } else { "" };
        let early = if close.early { " early" } else { "" };
        context.ui.say(&format!("Closed {id}{early} on {}{again}.", close.date));
    }
    let texts = [&close.reason, &close.outcome];
    let message = message("close", id, how.to_lowercase()).lines(texts.into_iter().flatten());
    context.finish(store, &lock, &message);
    if is_change {
        context.ui.say(&format!("To undo it: auxeng edit {id}, and take [close] and its lines away."));
    }
    if close.early && !context.ui.is_interactive() {
        for line in evidence(&record) {
            context.ui.say(&line);
        }
    }
    let record = EngagementRecord { engagement, ..record };
    say_missing(context, &record, &close);
    speak_up(context, store, Moment::Close, &record);
    Ok(ExitStatus::Done)
}

/// Says what belongs to the end and is not there yet.
fn say_missing(context: &Context, record: &EngagementRecord, close: &Close) {
    let id = &record.engagement.id;
    if close.outcome.is_none() && close.reason.is_none() {
        context.ui.say(&format!("Say what came of it: auxeng close {id} --outcome \"…\""));
    }
    missing::say(context, record, close.date);
    let open = actions(&record.retros);
    let open = open.iter().filter(|action| action.state == TaskState::Open).count();
    if open > 0 {
        context.ui.say(&format!("{} still open; they stay in the record.", count(open, "action")));
    }
}

/// What speaks for an end before the time: the failure modes that the retros saw.
fn evidence(record: &EngagementRecord) -> Vec<String> {
    let seen = FailureModeView::all(&record.retros);
    if seen.is_empty() {
        return vec![String::from("No retro has noted a failure mode.")];
    }
    let lines = seen.iter().map(|seen| format!("  {}", failure_mode_seen(seen)));
    std::iter::once(String::from("What the retros saw:")).chain(lines).collect()
}

/// What was said of the end.
#[derive(Clone)]
struct Said {
    date: Option<NaiveDate>,
    outcome: Option<String>,
    early: bool,
    reason: Option<String>,
    handover: Vec<Handover>,
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
        let handover = args.handover.iter().map(|text| handover(text)).collect::<Result<_, _>>()?;
        let outcome = filled(args.outcome.as_deref());
        Ok(Self { date: date.transpose()?, outcome, early: args.early, reason, handover })
    }

    /// The command that says all of it.
    fn command(&self, id: &Slug) -> CommandLine {
        CommandLine::new("auxeng close")
            .text(Some(id.as_str()))
            .flag("--early", self.early)
            .option("--reason", &self.reason)
            .option("--outcome", &self.outcome)
            .option("--handover", self.handover.iter().map(|item| format!("{}: {}", item.what, item.who)))
            .option("--date", self.date.map(|date| date.to_string()))
    }

    /// The close that corrects `before`, or the first one. Another day is another end: how it came about is said anew.
    fn close(&self, before: Option<&Close>, today: NaiveDate) -> Close {
        let kept = before.filter(|_| self.date.is_none());
        let date = self.date.or_else(|| kept.map(|close| close.date));
        Close {
            date: date.unwrap_or(today),
            outcome: self.outcome.clone().or_else(|| before.and_then(|close| close.outcome.clone())),
            early: self.early || kept.is_some_and(|close| close.early),
            reason: self.reason.clone().or_else(|| kept.and_then(|close| close.reason.clone())),
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
