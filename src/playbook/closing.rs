//! What belongs to the end of an engagement.

use chrono::NaiveDate;

use crate::metrics::unscored;
use crate::model::{EngagementRecord, Week};
use crate::text::count;

/// What has not been done of an engagement that ends on `date`, each with the command that does it: the last scores, the
/// project retro, the survey.
pub fn unfinished(record: &EngagementRecord, date: NaiveDate) -> Vec<String> {
    let mut missing = Vec::new();
    let week = Week::of(date.min(record.engagement.end));
    let is_behind = |latest: Week| latest < week;
    let behind = unscored(record, week);
    let behind = behind.iter().filter(|goal| goal.latest().is_none_or(|(latest, _)| is_behind(latest))).count();
    if behind > 0 {
        missing.push(format!("the last scores of {} (auxeng score)", count(behind, "goal")));
    }
    if !record.has_project_retro {
        missing.push(String::from("the project retro (auxeng retro --project)"));
    }
    if record.round_dates.is_empty() {
        missing.push(String::from("the survey of the host team (auxeng nps add)"));
    }
    missing
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{Engagement, Goal, GoalKind, Measure, Score, Value};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn goal(scored: &[&str]) -> Goal {
        let score = |week: &&str| (week.parse().unwrap(), Score { value: Value::Number(0.5), note: None });
        Goal {
            id: "habits".parse().unwrap(),
            title: String::from("Habits"),
            why: None,
            kind: GoalKind::Diffusion,
            measure: Measure::Rating,
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: scored.iter().map(score).collect::<BTreeMap<_, _>>(),
        }
    }

    #[test]
    fn the_end_needs_scores_a_retro_and_a_survey() {
        let (start, end) = (date("2026-10-12"), date("2026-12-18"));
        let engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contracts"), start, end);
        let mut record = EngagementRecord::new(engagement);
        let named = |record: &EngagementRecord, day| {
            let missing = unfinished(record, date(day));
            ["goal", "retro", "survey"].map(|word| missing.iter().any(|missing| missing.contains(word)))
        };
        assert_eq!(named(&record, "2026-12-18"), [false, true, true]);
        record.has_project_retro = true;
        record.round_dates = vec![end];
        assert_eq!(unfinished(&record, end), [""; 0]);
        for (scored, day, is_missing) in [
            (&[][..], "2026-12-18", true),
            (&["2026-W50"], "2026-12-18", true),
            (&["2026-W51"], "2026-12-18", false),
            (&["2026-W51"], "2027-01-10", false),
            (&["2026-W52"], "2027-01-10", false),
            (&["2026-W47"], "2026-11-20", false),
            (&["2026-W47"], "2026-11-23", true),
        ] {
            record.goals = vec![goal(scored)];
            assert_eq!(named(&record, day), [is_missing, false, false], "{scored:?} on {day}");
        }
    }
}
