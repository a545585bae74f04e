//! The two scores week by week.

use chrono::NaiveDate;

use super::progress::{Scores, scores};
use crate::model::{EngagementRecord, Week};

/// How many weeks a trend shows at most: the newest ones.
const LONGEST: i64 = 53;

/// The scores at the end of a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekScores {
    /// The week.
    pub week: Week,
    /// The scores, by what had been scored up to then.
    pub scores: Scores,
}

/// The scores of every week from the first of the engagement to the one last scored (at most to `until`), the newest
/// 53 at most. Empty while nothing is scored.
pub fn trend(record: &EngagementRecord, until: NaiveDate) -> Vec<WeekScores> {
    let Some(last) = record.last_scored().map(|last| last.min(Week::of(until))) else {
        return Vec::new();
    };
    let first = record.engagement.first_week().max(last.plus(1 - LONGEST));
    (0..=last.since(first))
        .map(|offset| {
            let week = first.plus(offset);
            WeekScores {
                week,
                scores: scores(&record.goals, record.engagement.mvp_in_production, week.sunday().min(until)),
            }
        })
        .collect()
}

/// For how many weeks at the end of `trend` the score that `pick` chooses has not moved; 0 when it just did.
pub fn flat_weeks(trend: &[WeekScores], pick: impl Fn(&Scores) -> Option<f64>) -> usize {
    let mut values = trend.iter().rev().map(|at| pick(&at.scores));
    match values.next() {
        Some(Some(last)) => values.take_while(|value| value.is_some_and(|v| (v - last).abs() < 1e-9)).count(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(diffusion: Option<f64>) -> WeekScores {
        let week = Week::new(2026, 1).unwrap();
        WeekScores { week, scores: Scores { diffusion, delivery: None } }
    }

    #[test]
    fn counts_the_weeks_without_movement() {
        let flat = |values: &[Option<f64>]| {
            let trend: Vec<_> = values.iter().copied().map(at).collect();
            flat_weeks(&trend, |scores| scores.diffusion)
        };
        assert_eq!(flat(&[]), 0);
        assert_eq!(flat(&[None, Some(0.2)]), 0);
        assert_eq!(flat(&[Some(0.1), Some(0.2)]), 0);
        assert_eq!(flat(&[Some(0.1), Some(0.2), Some(0.2), Some(0.2)]), 2);
        assert_eq!(flat(&[Some(0.2), None]), 0);
    }
}
