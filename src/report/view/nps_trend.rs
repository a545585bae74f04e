//! The net promoter score quarter by quarter, across engagements.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{RoundView, TallyView};
use crate::metrics::{Change, Nps};
use crate::model::Quarter;

/// The score of every quarter in which somebody answered.
#[derive(Debug, Clone, Serialize)]
pub struct NpsTrendView {
    /// The quarters, oldest first.
    pub quarters: Vec<QuarterView>,
}

/// What the rounds of a quarter say together, whatever the engagement.
#[derive(Debug, Clone, Serialize)]
pub struct QuarterView {
    /// The quarter in which the rounds began, such as `2026-Q4`.
    pub quarter: String,
    /// How many engagements were asked about.
    pub engagements: usize,
    /// In how many rounds.
    pub rounds: usize,
    /// What the answers say.
    #[serde(flatten)]
    pub tally: TallyView,
    /// How it differs from the quarter before it in the list.
    pub change: Option<Change>,
}

impl NpsTrendView {
    /// The quarters of `rounds`. One that nobody answered does not count.
    pub fn of(rounds: &[RoundView]) -> Self {
        let mut pools: BTreeMap<Quarter, Vec<&RoundView>> = BTreeMap::new();
        for round in rounds.iter().filter(|round| round.tally.n > 0) {
            pools.entry(Quarter::of(round.date)).or_default().push(round);
        }
        let mut before: Option<Nps> = None;
        let quarters = pools.into_iter().map(|(quarter, pool)| {
            let nps = Nps::sum(pool.iter().map(|round| round.nps()));
            let engagements: BTreeSet<&str> = pool.iter().map(|round| round.engagement.as_str()).collect();
            QuarterView {
                quarter: quarter.to_string(),
                engagements: engagements.len(),
                rounds: pool.len(),
                change: before.replace(nps).and_then(|before| nps.change_since(before)),
                tally: TallyView::pooled(pool),
            }
        });
        Self { quarters: quarters.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Engagement, NpsScore, Response, Round};

    fn round(engagement: &str, date: &str, scores: &[i64], asked: Option<u32>) -> RoundView {
        let (start, end) = ("2026-01-05".parse().unwrap(), "2026-03-13".parse().unwrap());
        let engagement = Engagement::new(engagement.parse().unwrap(), String::from("Work"), start, end);
        let response = |score: &i64| Response { score: NpsScore::new(*score).unwrap(), why: None, role: None };
        let responses = scores.iter().map(response).collect();
        RoundView::of(&engagement, &Round { date: date.parse().unwrap(), question: None, asked, responses })
    }

    #[test]
    fn a_quarter_pools_its_answers_and_not_its_scores() {
        let view = NpsTrendView::of(&[
            round("search", "2026-11-20", &[9, 9, 9, 9], Some(4)),
            round("checkout", "2026-10-01", &[0], Some(8)),
            round("checkout", "2026-12-31", &[7], None),
            round("checkout", "2026-06-30", &[0, 0, 10], Some(6)),
            round("checkout", "2026-08-01", &[], Some(6)),
        ]);
        let rows: Vec<_> = view
            .quarters
            .iter()
            .map(|row| (row.quarter.as_str(), row.engagements, row.rounds, row.tally.n, row.tally.asked))
            .collect();
        assert_eq!(rows, [("2026-Q2", 1, 1, 3, Some(6)), ("2026-Q4", 2, 3, 6, None)]);
        assert_eq!(view.quarters[1].tally.score, Some(50.0));
        assert!(view.quarters[0].change.is_none());
        let change = view.quarters[1].change.unwrap();
        assert!((change.difference - (50.0 + 100.0 / 3.0)).abs() < 1e-9 && !change.clear);
    }
}
