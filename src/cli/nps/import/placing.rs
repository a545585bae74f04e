//! To which round an answer belongs, and which of its equals it is.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::nps::add::round_of;
use crate::model::{EngagementRecord, Response};
use crate::report::ImportRow;
use crate::store::Store;
use crate::survey::Answer;
use crate::text::list;

/// An answer in its round.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) answer: &'a Answer,
    pub(super) round: NaiveDate,
    /// How many answers of the round that say the same stand before it.
    pub(super) place: usize,
    /// Whether it is recorded already.
    pub(super) is_there: bool,
}

impl<'a> Placed<'a> {
    /// How it is shown before it is recorded.
    pub(super) fn row(&self) -> ImportRow<'a> {
        let Self { answer, round, is_there, .. } = *self;
        ImportRow { line: answer.line, round, response: &answer.response, is_there }
    }
}

/// Puts each answer into its round: that of the day `named`, else that of its date. Answers without dates go to the round
/// of today, unless that could be another one than when they were imported before.
pub(super) fn place<'a>(
    context: &Context,
    store: &Store,
    record: &EngagementRecord,
    answers: &'a [Answer],
    named: Option<NaiveDate>,
) -> Result<Vec<Placed<'a>>, Failure> {
    let rounds = &record.round_dates;
    let is_dated = answers.iter().all(|answer| answer.date.is_some());
    let fallback = match named {
        Some(day) => Some(round_of(rounds, day)),
        None if is_dated => None,
        None => Some(undated(rounds, context.today())?),
    };
    let id = &record.engagement.id;
    let mut placed = in_rounds(rounds, answers, fallback);
    for placed in &mut placed {
        placed.is_there = store.has_imported(id, placed.round, &placed.answer.response, placed.place);
    }
    Ok(placed)
}

/// The rounds that any of `placed` belongs to.
pub(super) fn rounds(placed: &[Placed<'_>]) -> Vec<NaiveDate> {
    placed.iter().map(|placed| placed.round).collect::<BTreeSet<_>>().into_iter().collect()
}

fn undated(rounds: &[NaiveDate], today: NaiveDate) -> Result<NaiveDate, Failure> {
    let round = round_of(rounds, today);
    if rounds.is_empty() || rounds.contains(&round) {
        return Ok(round);
    }
    let known: Vec<String> = rounds.iter().map(ToString::to_string).collect();
    Err(Failure::refused("the file does not tell when people answered, and there are earlier rounds")
        .help(format!("name the round: --round today begins a new one; rounds: {}", list(&known)))
        .help("nothing was written"))
}

/// Puts the answers into rounds, oldest first: into `all_in`, else by their dates. The order of the file decides only
/// which of several equal answers is the first, and that makes no difference.
fn in_rounds<'a>(rounds: &[NaiveDate], answers: &'a [Answer], all_in: Option<NaiveDate>) -> Vec<Placed<'a>> {
    let mut rounds = rounds.to_vec();
    let mut oldest_first: Vec<&Answer> = answers.iter().collect();
    oldest_first.sort_by_key(|answer| answer.date);
    let mut equals: BTreeMap<(NaiveDate, Said<'_>), usize> = BTreeMap::new();
    let mut placed = Vec::with_capacity(answers.len());
    for answer in oldest_first {
        let Some(round) = all_in.or_else(|| answer.date.map(|date| round_of(&rounds, date))) else { continue };
        rounds.push(round);
        let before = equals.entry((round, said(&answer.response))).or_default();
        placed.push(Placed { answer, round, place: *before, is_there: false });
        *before = before.saturating_add(1);
    }
    placed.sort_by_key(|placed| placed.answer.line);
    placed
}

/// What is recorded of an answer.
type Said<'a> = (u8, Option<&'a str>, Option<&'a str>);

fn said(response: &Response) -> Said<'_> {
    (response.score.get(), response.role.as_deref(), response.why.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NpsScore;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn answers(answers: &[(i64, &str)]) -> Vec<Answer> {
        let answer = |(line, (score, day)): (usize, &(i64, &str))| {
            let response = Response { score: NpsScore::new(*score).unwrap(), why: None, role: None };
            Answer { line, date: Some(date(day)), response }
        };
        answers.iter().enumerate().map(answer).collect()
    }

    fn places(placed: &[Placed<'_>]) -> Vec<(String, usize)> {
        placed.iter().map(|placed| (placed.round.to_string(), placed.place)).collect()
    }

    #[test]
    fn answers_go_to_the_round_of_their_date_whatever_their_order() {
        let answers =
            answers(&[(9, "2027-02-20"), (9, "2026-11-25"), (9, "2026-11-20"), (8, "2026-11-21"), (9, "2027-02-18")]);
        let first = in_rounds(&[], &answers, None);
        let own = |round: &str, place| (round.to_owned(), place);
        let expected = [
            own("2027-02-18", 1),
            own("2026-11-20", 1),
            own("2026-11-20", 0),
            own("2026-11-20", 0),
            own("2027-02-18", 0),
        ];
        assert_eq!(places(&first), expected);
        // Again, with the rounds that are there now, and without the newest answer.
        let again = in_rounds(&rounds(&first), &answers[1..], None);
        assert_eq!(rounds(&again), [date("2026-11-20"), date("2027-02-18")]);
        let all_in = in_rounds(&[], &answers, Some(date("2026-11-20")));
        assert_eq!(rounds(&all_in), [date("2026-11-20")]);
        assert_eq!(all_in.iter().map(|placed| placed.place).max(), Some(3));
    }

    #[test]
    fn answers_without_dates_never_begin_a_second_round_by_themselves() {
        let today = date("2026-11-20");
        assert_eq!(undated(&[], today).unwrap(), today);
        assert_eq!(undated(&[date("2026-11-01")], today).unwrap(), date("2026-11-01"));
        assert!(undated(&[date("2026-08-01")], today).is_err());
    }
}
