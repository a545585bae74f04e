//! `auxeng checkin`

mod guided;

use chrono::NaiveDate;
use clap::Args;

use crate::cli::EngagementArgument;
use crate::cli::asking::{CommandLine, missing};
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::cli::selection::Tier;
use crate::metrics::check_in_awaited;
use crate::model::{Answer, CheckIn, EngagementRecord, Slug};
use crate::report;
use crate::store::{Detail, Store};
use crate::text::{clean, quoted};

const EXAMPLE: &str = "auxeng checkin --comfortable yes --habits partly --dependent no";

/// Record the check-in some months after the end
///
/// Is the host team comfortable maintaining what was built, were the habits kept, does it still depend on the home team?
/// Without an engagement it is the one whose check-in is due. Saying more on the same day adds to it, and corrects it.
/// At a terminal it asks for what no option says.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng checkin
  auxeng checkin payments --comfortable yes --habits partly --habits-note \"Logs first, when it burns\" --dependent no")]
pub(super) struct CheckInArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// Whether the team is comfortable maintaining what was built
    #[arg(long, value_name = "ANSWER", value_parser = answer_parser())]
    comfortable: Option<String>,

    /// What was said about that
    #[arg(long, value_name = "TEXT")]
    comfortable_note: Option<String>,

    /// Whether the habits were kept
    #[arg(long, value_name = "ANSWER", value_parser = answer_parser())]
    habits: Option<String>,

    /// What was said about that
    #[arg(long, value_name = "TEXT")]
    habits_note: Option<String>,

    /// Whether the team still depends on the home team
    #[arg(long, value_name = "ANSWER", value_parser = answer_parser())]
    dependent: Option<String>,

    /// What was said about that
    #[arg(long, value_name = "TEXT")]
    dependent_note: Option<String>,

    /// What else was said
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,

    /// Who was there; repeat for several
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,

    /// The day it was held [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// The values of the options that take an answer.
fn answer_parser() -> clap::builder::PossibleValuesParser {
    Answer::NAMES.map(|(name, _)| name).into()
}

fn answer(name: Option<&str>) -> Option<Answer> {
    Answer::NAMES.iter().find(|(known, _)| Some(*known) == name).map(|(_, answer)| *answer)
}

impl CheckInArgs {
    /// Whether none of the questions was answered.
    fn is_empty(&self) -> bool {
        let texts = [
            &self.comfortable,
            &self.comfortable_note,
            &self.habits,
            &self.habits_note,
            &self.dependent,
            &self.dependent_note,
            &self.note,
        ];
        texts.iter().all(|text| filled(text.as_deref()).is_none())
    }

    /// The command that says all of it.
    fn command(&self, id: &Slug) -> CommandLine {
        CommandLine::new("auxeng checkin")
            .text(Some(id.as_str()))
            .option("--comfortable", &self.comfortable)
            .option("--comfortable-note", &self.comfortable_note)
            .option("--habits", &self.habits)
            .option("--habits-note", &self.habits_note)
            .option("--dependent", &self.dependent)
            .option("--dependent-note", &self.dependent_note)
            .option("--note", &self.note)
            .option("--present", &self.present)
            .option("--date", &self.date)
    }

    /// Puts what was said into `check_in`, beside what is there.
    fn apply(&self, check_in: &mut CheckIn) {
        for (field, said) in [
            (&mut check_in.comfortable, &self.comfortable),
            (&mut check_in.habits, &self.habits),
            (&mut check_in.dependent, &self.dependent),
        ] {
            *field = answer(said.as_deref()).or(*field);
        }
        for (field, said) in [
            (&mut check_in.comfortable_note, &self.comfortable_note),
            (&mut check_in.habits_note, &self.habits_note),
            (&mut check_in.dependent_note, &self.dependent_note),
            (&mut check_in.note, &self.note),
        ] {
            if said.is_some() {
                *field = filled(said.as_deref());
            }
        }
        let is_there = |name: &String, present: &[String]| present.iter().any(|there| there.eq_ignore_ascii_case(name));
        for name in self.present.iter().filter_map(|name| filled(Some(name))) {
            if !is_there(&name, &check_in.present) {
                check_in.present.push(name);
            }
        }
    }
}

pub(super) fn run(context: &Context, args: &CheckInArgs) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(args.date.as_deref())?;
    let terminal = if args.is_empty() { context.terminal()? } else { None };
    if terminal.is_none() && args.is_empty() {
        return Err(missing("--comfortable", "what the host team says, or --habits or --dependent", EXAMPLE).into());
    }
    let store = context.store()?;
    let id = select(context, &store, args.engagement.named())?;
    match terminal {
        Some(mut terminal) => guided::ask(context, &mut terminal, (&store, &id, date), args),
        None => record(context, &store, (&id, date), args),
    }
}

/// The engagement that is named or, where none is, the one whose check-in is due, else one that is over.
fn select(context: &Context, store: &Store, named: Option<&str>) -> anyhow::Result<Slug> {
    let (today, months) = (context.today(), store.settings().check_in_months);
    let is_over = |record: &EngagementRecord| record.engagement.stage(today).is_over();
    let tiers = [
        Tier { is_in_question: &|record| check_in_awaited(record, months, today).is_some(), what: "check-ins are due" },
        Tier {
            is_in_question: &|record| is_over(record) && record.check_in_dates.is_empty(),
            what: "engagements are over and have had no check-in",
        },
        Tier { is_in_question: &is_over, what: "engagements are over" },
        Tier { is_in_question: &|_| true, what: "engagements are in question, and none is over" },
    ];
    context.select_among(store, named, Detail::CHECK_IN_DATES, &tiers)
}

/// Refuses a check-in of an engagement that goes on.
fn refuse_running(record: &EngagementRecord, date: NaiveDate) -> Result<(), Failure> {
    let engagement = &record.engagement;
    if date > engagement.ended() {
        return Ok(());
    }
    let message =
        format!("{} is not over on {date}, and a check-in comes after the end", quoted(engagement.id.as_str()));
    Err(Failure::refused(message)
        .help(format!("it goes on until {}; what is said before belongs to a retro: auxeng retro", engagement.ended()))
        .help("nothing was written"))
}

/// Records what `args` say.
fn record(
    context: &Context,
    store: &Store,
    (id, date): (&Slug, NaiveDate),
    args: &CheckInArgs,
) -> anyhow::Result<ExitStatus> {
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::CHECK_INS.and(Detail::ROUNDS), &lock)?;
    refuse_running(&record, date)?;
    let before = record.check_ins.iter().find(|check_in| check_in.date == date);
    let mut check_in = before.cloned().unwrap_or_else(|| CheckIn::new(date));
    args.apply(&mut check_in);
    let again = if before.is_some() { " (corrected)" } else { "" };
    if store.save_check_in(&lock, id, &check_in)?.is_change() {
        context.ui.say(&format!("Check-in of {id} on {date}{again}: {}.", told(&check_in)));
    }
    let message = message("checkin", id, format!("the check-in of {date}")).line(told(&check_in));
    context.finish(store, &lock, &message);
    say_next(context, &record, &check_in);
    Ok(ExitStatus::Done)
}

/// The answers in a line.
fn told(check_in: &CheckIn) -> String {
    let answers = [
        ("comfortable", check_in.comfortable),
        ("habits kept", check_in.habits),
        ("depends on us", check_in.dependent),
    ];
    let answered = answers.iter().filter_map(|(what, answer)| Some(format!("{what} {}", answer.as_ref()?.label())));
    let mut parts: Vec<String> = answered.collect();
    if parts.is_empty() {
        parts.extend(check_in.note.as_deref().map(|note| clean(note).into_owned()));
    }
    if parts.is_empty() { String::from("noted") } else { parts.join(", ") }
}

/// Says what belongs to a check-in besides.
fn say_next(context: &Context, record: &EngagementRecord, check_in: &CheckIn) {
    let id = &record.engagement.id;
    if check_in.comfortable.is_none() || check_in.habits.is_none() || check_in.dependent.is_none() {
        context.ui.say(&format!("Not all was asked yet: auxeng checkin {id} --date {}", check_in.date));
    }
    match record.round_dates.iter().rfind(|began| **began >= check_in.date) {
        None => context.ui.say(&format!("Ask the NPS question again: auxeng nps add -e {id}")),
        Some(began) => context.ui.say(&format!("The NPS question was asked again on {}.", report::day(*began))),
    }
}
