//! `auxeng nps add`

use chrono::{Days, NaiveDate};
use clap::Args;

use super::guided;
use crate::cli::EngagementOption;
use crate::cli::asking::missing;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::model::{EngagementRecord, NpsScore, Response, Round, Slug};
use crate::store::{Detail, Store};
use crate::text::quoted;

/// Add an answer to the survey
///
/// It joins the round that began in the last four weeks, or begins a new one. No name is recorded. At a terminal, without
/// a score, it asks for that and for all that no option says, and then for the next answer.
#[derive(Debug, Clone, Args)]
#[command(after_long_help = "\
Examples:
  auxeng nps add
  auxeng nps add --score 9 --why \"We could not have done it alone\"
  auxeng nps add --score 6 --role developer --asked 9")]
pub(in crate::cli) struct AddArgs {
    #[command(flatten)]
    engagement: EngagementOption,

    /// How likely to recommend Aux Eng, 0 to 10
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    pub(super) score: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(super) why: Option<String>,

    /// What the person does, in a word or two
    #[arg(long, value_name = "TEXT")]
    pub(super) role: Option<String>,

    /// How many people were asked in this round
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) asked: Option<u32>,

    /// The day of the answer [default: today]
    #[arg(long, value_name = "DATE")]
    pub(super) date: Option<String>,
}

pub(super) fn run(context: &Context, args: &AddArgs) -> anyhow::Result<ExitStatus> {
    let given = args.score.as_deref().map(score).transpose()?;
    let date = context.past_day(args.date.as_deref())?;
    let Some(score) = given else {
        return ask(context, args, date);
    };
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    add(context, &Place { store: &store, id: &id, date }, args, score)?;
    Ok(ExitStatus::Done)
}

fn ask(context: &Context, args: &AddArgs, date: NaiveDate) -> anyhow::Result<ExitStatus> {
    let Some(mut terminal) = context.terminal()? else {
        let example = "auxeng nps add --score 9 --why \"We could not have done it alone\"";
        return Err(missing("--score", "how likely to recommend Aux Eng, 0 to 10", example).into());
    };
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    guided::add_answers(context, &mut terminal, &Place { store: &store, id: &id, date }, args)
}

impl AddArgs {
    /// How much has to be known of an engagement.
    pub(super) fn detail(&self) -> Detail {
        if self.asked.is_some() { Detail::ANSWERS } else { Detail::ROUNDS }
    }

    /// The round that an answer of `date` joins or begins.
    pub(super) fn round(&self, record: &EngagementRecord, date: NaiveDate) -> Result<NaiveDate, Failure> {
        let round = round_of(&record.round_dates, date);
        if let Some(asked) = self.asked {
            check_asked(asked, record.rounds.iter().find(|there| there.date == round), 1)?;
        }
        Ok(round)
    }
}

/// Where an answer belongs.
pub(super) struct Place<'a> {
    pub(super) store: &'a Store,
    pub(super) id: &'a Slug,
    pub(super) date: NaiveDate,
}

/// Adds an answer with `score`, and whatever else `args` say of it.
pub(super) fn add(context: &Context, place: &Place<'_>, args: &AddArgs, score: NpsScore) -> anyhow::Result<()> {
    let Place { store, id, date } = *place;
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, args.detail(), &lock)?;
    let round = args.round(&record, date)?;
    let response = Response { score, why: filled(args.why.as_deref()), role: filled(args.role.as_deref()) };
    // The number first: after a failure in between, trying again says it once more and counts no answer twice.
    let asked = args.asked;
    asked.map(|asked| store.save_asked(&lock, id, round, asked)).transpose()?;
    store.add_response(&lock, id, round, &response)?;
    let kind = match () {
        () if score.is_promoter() => "a promoter",
        () if score.is_detractor() => "a detractor",
        () => "a passive",
    };
    let began = if record.round_dates.contains(&round) { "the round of" } else { "a new round," };
    context.ui.say(&format!("Added {}, {kind}, to {began} {round} of {id}.", score.get()));
    context.finish(store, &lock, &message("nps", id, format!("1 answer to the survey of {round}")));
    Ok(())
}

/// Refuses that fewer were asked than have answered, the `new` answers included.
pub(super) fn check_asked(asked: u32, round: Option<&Round>, new: usize) -> Result<(), Failure> {
    let answered = round.map_or(0, |round| round.responses.len()).saturating_add(new);
    if usize::try_from(asked).is_ok_and(|asked| asked < answered) {
        let with = if new == 1 { "this one" } else { "these" };
        let message = format!("{answered} have answered with {with}, so {asked} cannot be all who were asked");
        return Err(Failure::refused(message).help("correct --asked").help("nothing was written"));
    }
    Ok(())
}

/// The score that `text` names.
pub(super) fn score(text: &str) -> Result<NpsScore, Failure> {
    let digits = Some(text.trim()).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let whole = digits.and_then(|text| text.parse().ok()).and_then(NpsScore::new);
    whole.ok_or_else(|| {
        Failure::usage(format!("--score {} is not a whole number from 0 to 10", quoted(text)))
            .help("nothing was written")
    })
}

/// The round that an answer of `date` belongs to: the newest that began in the four weeks up to it, else a new one.
pub(super) fn round_of(rounds: &[NaiveDate], date: NaiveDate) -> NaiveDate {
    let since = date.checked_sub_days(Days::new(Round::DAYS)).unwrap_or(date);
    rounds.iter().copied().filter(|began| *began > since && *began <= date).max().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_scale_is_a_score() {
        assert_eq!(score("10").unwrap().get(), 10);
        for text in ["8.5", "11", "-1", "ten", "", "9/10", "+9"] {
            assert!(score(text).is_err(), "{text}");
        }
    }

    #[test]
    fn answers_join_a_round_for_four_weeks() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let rounds = [date("2026-08-01"), date("2026-11-01")];
        for (answer, joins) in [
            ("2026-11-01", "2026-11-01"),
            ("2026-11-28", "2026-11-01"),
            ("2026-11-29", "2026-11-29"),
            ("2026-10-31", "2026-10-31"),
            ("2026-08-20", "2026-08-01"),
        ] {
            assert_eq!(round_of(&rounds, date(answer)), date(joins), "{answer}");
        }
    }
}
