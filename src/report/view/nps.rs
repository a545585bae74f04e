//! Survey rounds and what they say.

use chrono::NaiveDate;
use serde::Serialize;

use crate::metrics::{Interval, Nps};
use crate::model::Round;

/// From how many answers on comments are shown, so that nobody can be known by theirs.
const COMMENTS_FROM: u32 = 5;

/// What answers say together.
#[derive(Debug, Clone, Serialize)]
pub struct TallyView {
    /// How many answered.
    pub n: u32,
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
    /// −100…100; `None` without answers.
    pub score: Option<f64>,
    /// The 95 % interval of the score.
    pub interval: Option<Interval>,
    /// How many were asked, where it is known for every round.
    pub asked: Option<u32>,
    /// Share of those asked who answered, 0…1.
    pub response_rate: Option<f64>,
}

/// The NPS of one or more rounds.
#[derive(Debug, Clone, Serialize)]
pub struct NpsView {
    /// What the rounds in question say together.
    #[serde(flatten)]
    pub tally: TallyView,
    /// All rounds, oldest first.
    pub rounds: Vec<RoundView>,
}

/// One survey round.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    /// The engagement that was asked about.
    pub engagement: String,
    /// The day it began.
    pub date: NaiveDate,
    /// What its answers say.
    #[serde(flatten)]
    pub tally: TallyView,
    /// What people wrote; empty while fewer than five have answered.
    pub comments: Vec<String>,
    /// Whether comments were left out because too few have answered.
    pub comments_withheld: bool,
}

impl TallyView {
    fn of(nps: Nps, asked: Option<u32>) -> Self {
        Self {
            n: nps.n(),
            promoters: nps.promoters,
            passives: nps.passives,
            detractors: nps.detractors,
            score: nps.score(),
            interval: nps.interval(),
            asked,
            response_rate: rate(nps.n(), asked),
        }
    }
}

impl RoundView {
    /// What a round of `engagement` says.
    pub fn of(engagement: &str, round: &Round) -> Self {
        let nps = Nps::of(round.responses.iter().map(|response| response.score));
        let comments = round.responses.iter().filter_map(|response| response.why.clone());
        let mut comments: Vec<String> = comments.collect();
        comments.sort_unstable();
        let comments_withheld = nps.n() < COMMENTS_FROM && !comments.is_empty();
        if comments_withheld {
            comments.clear();
        }
        Self {
            engagement: engagement.to_owned(),
            date: round.date,
            tally: TallyView::of(nps, round.asked),
            comments,
            comments_withheld,
        }
    }

    /// The newest of `rounds` that somebody answered.
    pub fn newest(rounds: &[Self]) -> Option<&Self> {
        rounds.iter().filter(|round| round.tally.n > 0).max_by_key(|round| round.date)
    }
}

impl NpsView {
    /// What the newest of an engagement's `rounds` says, with all of them beside it.
    pub fn newest(rounds: Vec<RoundView>) -> Self {
        let newest = RoundView::newest(&rounds).cloned();
        Self::pooled(newest.as_slice(), rounds)
    }

    /// What the answers of all `pool` rounds say together.
    pub fn pooled(pool: &[RoundView], rounds: Vec<RoundView>) -> Self {
        let sum = |of: fn(&TallyView) -> u32| pool.iter().map(|round| of(&round.tally)).sum();
        let nps = Nps {
            promoters: sum(|tally| tally.promoters),
            passives: sum(|tally| tally.passives),
            detractors: sum(|tally| tally.detractors),
        };
        let asked = pool.iter().map(|round| round.tally.asked).sum::<Option<u32>>();
        Self { tally: TallyView::of(nps, asked.filter(|_| !pool.is_empty())), rounds }
    }
}

/// The share of those asked who answered; unknown when more answered than were asked.
fn rate(n: u32, asked: Option<u32>) -> Option<f64> {
    asked.filter(|asked| *asked > 0 && *asked >= n).map(|asked| f64::from(n) / f64::from(asked))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NpsScore, Response};

    fn round(date: &str, scores: &[i64], asked: Option<u32>) -> RoundView {
        let response = |score: &i64| Response {
            score: NpsScore::new(*score).unwrap(),
            why: Some(format!("because {score}")),
            role: None,
        };
        let responses = scores.iter().map(response).collect();
        RoundView::of("checkout", &Round { date: date.parse().unwrap(), question: None, asked, responses })
    }

    #[test]
    fn comments_wait_for_the_fifth_answer() {
        let four = round("2026-11-20", &[9, 9, 9, 9], None);
        assert!(four.comments.is_empty() && four.comments_withheld);
        let five = round("2026-11-20", &[9, 9, 9, 9, 3], None);
        assert_eq!((five.comments.len(), five.comments_withheld), (5, false));
    }

    #[test]
    fn the_newest_round_with_answers_speaks() {
        let rounds = vec![
            round("2026-08-20", &[0], None),
            round("2026-11-20", &[10, 9], Some(4)),
            round("2026-12-01", &[], None),
        ];
        let view = NpsView::newest(rounds);
        assert_eq!((view.tally.n, view.tally.score, view.tally.response_rate), (2, Some(100.0), Some(0.5)));
        assert_eq!(view.rounds.len(), 3);
    }

    #[test]
    fn no_answers_are_no_score() {
        let view = NpsView::newest(vec![round("2026-11-20", &[], Some(9))]);
        assert_eq!((view.tally.n, view.tally.score, view.tally.asked, view.tally.response_rate), (0, None, None, None));
        assert!(view.tally.interval.is_none());
    }

    #[test]
    fn more_answers_than_asked_is_no_rate() {
        assert_eq!(round("2026-11-20", &[9, 9], Some(1)).tally.response_rate, None);
        assert_eq!(round("2026-11-20", &[], Some(0)).tally.response_rate, None);
    }
}
