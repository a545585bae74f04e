//! `auxeng nps import`

mod choosing;
mod placing;
mod reading;

use std::path::PathBuf;

use clap::Args;

use self::placing::Placed;
use super::add::check_asked;
use crate::cli::EngagementOption;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::metrics::Nps;
use crate::model::{EngagementRecord, Slug};
use crate::report::{ImportRow, import_document};
use crate::store::{Detail, Lock, Store, Written};
use crate::survey::{self, Answer, DateOrder, Reading};
use crate::text::{count, list, quoted};
use crate::ui::prompt::Ask;

/// How many rows that are no answers are listed with the reason.
const MOST_LISTED: usize = 50;

/// Add the answers of an export of a survey tool
///
/// It reads CSV as Google Forms, Microsoft Forms, Typeform, SurveyMonkey and spreadsheets write it, finds the column of the
/// 0-10 question, and asks where several could be it. Names, addresses and other columns that tell who somebody is are
/// not read. Importing a file again adds nothing.
///
/// An answer joins the round that began in the four weeks up to its date, or begins a new one.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng nps import survey.csv --dry-run
  auxeng nps import survey.csv --column \"How likely\" --why-column \"Why\"
  auxeng nps import survey.csv --date-format dmy
  auxeng nps import survey.csv --round 2026-11-20 --asked 9")]
pub(in crate::cli) struct ImportArgs {
    /// The export; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    #[command(flatten)]
    engagement: EngagementOption,

    /// The column of the 0-10 question: its name, a part of the name, or its number
    #[arg(long, value_name = "NAME")]
    column: Option<String>,

    /// The column that says why; an empty text for none
    #[arg(long, value_name = "NAME")]
    why_column: Option<String>,

    /// The column that says what the person does; an empty text for none
    #[arg(long, value_name = "NAME")]
    role_column: Option<String>,

    /// The column that says when somebody answered
    #[arg(long, value_name = "NAME", conflicts_with = "round")]
    date_column: Option<String>,

    /// How its dates are written: dmy, mdy or ymd, or a pattern such as DD/MM/YYYY
    #[arg(long, value_name = "FORMAT", value_parser = date_order, conflicts_with = "round")]
    date_format: Option<DateOrder>,

    /// The day of the round that all answers belong to, whatever their dates
    #[arg(long, value_name = "DATE")]
    round: Option<String>,

    /// How many people were asked in this round
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    asked: Option<u32>,

    /// Leave out the rows that are no answers
    #[arg(long)]
    skip_invalid: bool,

    /// Show what would be recorded, and write nothing
    #[arg(long)]
    dry_run: bool,
}

fn date_order(format: &str) -> Result<DateOrder, String> {
    DateOrder::of_format(format).ok_or_else(|| String::from("write dmy, mdy or ymd"))
}

pub(super) fn run(context: &Context, args: &ImportArgs) -> anyhow::Result<ExitStatus> {
    let round = args.round.as_deref().map(|day| context.past_day(Some(day))).transpose()?;
    let table = reading::read(context, &args.file)?;
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let mut terminal = context.terminal()?;
    let asker = terminal.as_mut().map(|terminal| terminal as &mut dyn Ask);
    let choice = choosing::choose(&table, args, asker)?;
    let reading = survey::read(&table, &choice, context.today());
    let answers = sound(context, args, &reading)?;
    // What only shows needs no lock, and so no right to write.
    let lock = (!args.dry_run).then(|| context.lock(&store)).transpose()?;
    let detail = if args.asked.is_some() { Detail::ANSWERS } else { Detail::ROUNDS };
    let record = context.read_sound(&store, &id, detail)?;
    let placed = placing::place(context, &store, &record, answers, round)?;
    check(args, &record, &placed)?;
    context.ui.say(&choosing::told(&table, &choice));
    let Some(lock) = lock else {
        let rows: Vec<ImportRow<'_>> = placed.iter().map(Placed::row).collect();
        context.show(&import_document(&rows), false)?;
        context.ui.say("Nothing was written.");
        return Ok(ExitStatus::Done);
    };
    write(&store, &lock, &id, args.asked, &placed)?;
    tell(context, &store, &record, &placed);
    let rounds: Vec<String> = placing::rounds(&placed).iter().map(ToString::to_string).collect();
    let new = count(placed.iter().filter(|placed| !placed.is_there).count(), "answer");
    context.commit(&store, &lock, &message("nps", &id, format!("{new} to the survey of {}", list(&rounds))));
    Ok(ExitStatus::Done)
}

/// The answers, where every row is one or the others may be left out.
fn sound<'a>(context: &Context, args: &ImportArgs, reading: &'a Reading) -> Result<&'a [Answer], Failure> {
    let problems = &reading.problems;
    let file = quoted(&args.file.display().to_string());
    let rows = count(problems.len().saturating_add(reading.answers.len()), "row");
    let listed = problems.iter().take(MOST_LISTED).map(|problem| format!("line {}: {}", problem.line, problem.message));
    let more = problems.len().saturating_sub(MOST_LISTED);
    let listed = listed.chain((more > 0).then(|| format!("and {more} more")));
    if reading.answers.is_empty() || (!problems.is_empty() && !args.skip_invalid) {
        let message = match problems.len() {
            n if reading.answers.is_empty() && n > 1 => format!("none of the {rows} of {file} is an answer"),
            1 => format!("1 of {rows} of {file} is no answer"),
            n => format!("{n} of {rows} of {file} are no answers"),
        };
        let mut failure = listed.fold(Failure::refused(message), Failure::help);
        if !reading.answers.is_empty() {
            failure = failure.help("correct the file, or leave these rows out: --skip-invalid");
        }
        return Err(failure.help("nothing was written"));
    }
    for line in listed {
        context.ui.warn(&format!("left out {line}"));
    }
    Ok(&reading.answers)
}

/// Refuses a number of those who were asked that cannot be, or that is not of one round.
fn check(args: &ImportArgs, record: &EngagementRecord, placed: &[Placed<'_>]) -> Result<(), Failure> {
    let Some(asked) = args.asked else { return Ok(()) };
    match placing::rounds(placed).as_slice() {
        [round] => {
            let there = record.rounds.iter().find(|there| there.date == *round);
            check_asked(asked, there, placed.iter().filter(|placed| !placed.is_there).count())
        }
        several => Err(Failure::refused(format!("--asked is of one round, and the answers are of {}", several.len()))
            .help("leave it out, or name the round that all of them belong to: --round DATE")
            .help("nothing was written")),
    }
}

/// Writes the answers; the number of those who were asked first, as `nps add` does.
fn write(
    store: &Store,
    lock: &Lock,
    id: &Slug,
    asked: Option<u32>,
    placed: &[Placed<'_>],
) -> Result<Vec<Written>, crate::store::Error> {
    let rounds = placing::rounds(placed);
    let survey = rounds.first().zip(asked).map(|(round, asked)| store.save_asked(lock, id, *round, asked));
    let answers = placed.iter().map(|placed| {
        let response = &placed.answer.response;
        store.import_response(lock, id, placed.round, response, placed.place)
    });
    survey.into_iter().chain(answers).collect()
}

/// Says how many answers went to which round.
fn tell(context: &Context, store: &Store, record: &EngagementRecord, placed: &[Placed<'_>]) {
    let id = &record.engagement.id;
    for round in placing::rounds(placed) {
        let new = || placed.iter().filter(|placed| placed.round == round && !placed.is_there);
        if new().count() == 0 {
            continue;
        }
        let nps = Nps::of(new().map(|placed| placed.answer.response.score));
        let kinds = [(nps.promoters, "promoter"), (nps.passives, "passive"), (nps.detractors, "detractor")];
        let kinds = kinds.iter().filter(|(n, _)| *n > 0).map(|(n, kind)| count(*n as usize, kind));
        let began = if record.round_dates.contains(&round) { "the round of" } else { "a new round," };
        let answers = count(new().count(), "answer");
        let kinds = list(&kinds.collect::<Vec<_>>());
        context.ui.say(&format!("Added {answers} to {began} {round} of {id}: {kinds}."));
    }
    let there = placed.iter().filter(|placed| placed.is_there).count();
    match there {
        0 => {}
        there if there == placed.len() => {
            let all = if there == 1 { String::from("The answer is") } else { format!("All {there} answers are") };
            context.ui.say(&format!("{all} recorded already; nothing was added."));
            return;
        }
        1 => context.ui.say("1 answer is recorded already."),
        there => context.ui.say(&format!("{there} answers are recorded already.")),
    }
    let folder = std::path::Path::new(id.as_str()).join("nps");
    let files = count(placed.len().saturating_sub(there), "file");
    context.ui.say(&format!("Saved {files} in {}.", context.shown(store, &folder)));
}
