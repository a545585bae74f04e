//! How far a goal has come, and the two scores of an engagement: diffusion and delivery.

use chrono::NaiveDate;

use crate::model::{EngagementRecord, Goal, Measure, Value, Week};

/// How far a goal has come from its baseline (0) to its target (1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    raw: f64,
}

impl Progress {
    /// The progress that `value` means under `measure`: for a metric (value − baseline) / (target − baseline), which
    /// also holds when less is better; for a milestone 0 or 1; for a rating the value itself.
    pub fn of(measure: &Measure, value: Value) -> Self {
        let raw = match (measure, value) {
            // Halves, so that the difference of two large numbers of opposite sign stays finite.
            (Measure::Metric { baseline, target, .. }, Value::Number(value)) => {
                (value / 2.0 - baseline / 2.0) / (target / 2.0 - baseline / 2.0)
            }
            (_, Value::Number(value)) => value,
            (_, Value::Done(done)) => f64::from(u8::from(done)),
        };
        // A zero that came from below would be written `-0`.
        Self { raw: raw + 0.0 }
    }

    /// The progress as measured: below 0 when worse than the baseline, above 1 beyond the target.
    pub fn raw(self) -> f64 {
        self.raw
    }

    /// The progress that counts, held to 0…1.
    pub fn share(self) -> f64 {
        if self.raw.is_nan() { 0.0 } else { self.raw.clamp(0.0, 1.0) }
    }

    /// Whether the target is reached.
    pub fn is_done(self) -> bool {
        self.raw >= 1.0
    }
}

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalState {
    /// Its target is reached.
    Done,
    /// It has been scored and its target is not reached.
    Underway,
    /// It was never scored.
    NotScored,
    /// It counts only once the MVP is in production.
    WaitingForProduction,
    /// It is no longer pursued.
    Dropped,
}

/// Where `goal` stands, given since when the MVP is in production and what day it is.
pub fn goal_state(goal: &Goal, mvp_in_production: Option<NaiveDate>, today: NaiveDate) -> GoalState {
    if goal.dropped.is_some() {
        GoalState::Dropped
    } else if is_waiting(goal, mvp_in_production, today) {
        GoalState::WaitingForProduction
    } else {
        match goal.latest() {
            None => GoalState::NotScored,
            Some((_, score)) if Progress::of(&goal.measure, score.value).is_done() => GoalState::Done,
            Some(_) => GoalState::Underway,
        }
    }
}

fn is_waiting(goal: &Goal, mvp_in_production: Option<NaiveDate>, today: NaiveDate) -> bool {
    goal.mvp && mvp_in_production.is_none_or(|live| today < live)
}

/// How many of the goals that are still pursued are done, and how many there are.
pub fn goals_done(goals: &[Goal], mvp_in_production: Option<NaiveDate>, today: NaiveDate) -> (usize, usize) {
    let states = goals.iter().map(|goal| goal_state(goal, mvp_in_production, today));
    let pursued: Vec<GoalState> = states.filter(|state| *state != GoalState::Dropped).collect();
    let done = pursued.iter().filter(|state| **state == GoalState::Done).count();
    (done, pursued.len())
}

/// The goals that are to be scored in `week` and are not yet: all that are pursued, but for milestones that are reached
/// and MVP goals before production.
pub fn unscored(record: &EngagementRecord, week: Week) -> Vec<&Goal> {
    let is_reached = |goal: &Goal| {
        let done = goal.as_of(week).is_some_and(|(_, score)| score.value == Value::Done(true));
        done && goal.measure == Measure::Milestone
    };
    let goals = record.goals.iter().filter(|goal| goal.dropped.is_none() && !goal.scores.contains_key(&week));
    let mvp = record.engagement.mvp_in_production;
    goals.filter(|goal| !is_reached(goal) && !is_waiting(goal, mvp, week.sunday())).collect()
}

/// The two scores of an engagement, side by side and never averaged into one.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// How far the practice has spread, 0…1; unknown while no diffusion goal is scored.
    pub diffusion: Option<f64>,
    /// How far the business and technical goals have come, 0…1; unknown while none of them is scored.
    pub delivery: Option<f64>,
}

/// The scores on `day`: for each the weighted mean of the progress of its goals, by their newest score up to the week of
/// that day. Dropped goals and MVP goals before production do not count; a goal that was never scored counts as standing
/// at its baseline once another of the same score is scored.
pub fn scores(goals: &[Goal], mvp_in_production: Option<NaiveDate>, day: NaiveDate) -> Scores {
    let week = Week::of(day);
    let mean = |delivery: bool| {
        let counted = goals.iter().filter(|goal| {
            goal.kind.is_delivery() == delivery && goal.dropped.is_none() && !is_waiting(goal, mvp_in_production, day)
        });
        weighted_mean(counted.map(|goal| {
            let score = goal.as_of(week);
            let share = score.map(|(_, score)| Progress::of(&goal.measure, score.value).share());
            (goal.weight, share)
        }))
    };
    Scores { diffusion: mean(false), delivery: mean(true) }
}

fn weighted_mean(shares: impl Iterator<Item = (f64, Option<f64>)>) -> Option<f64> {
    let (mut weights, mut sum, mut known) = (0.0, 0.0, false);
    for (weight, share) in shares {
        known |= share.is_some();
        weights += weight;
        sum += weight * share.unwrap_or(0.0);
    }
    (known && weights > 0.0).then(|| sum / weights)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::model::{Dropped, Engagement, GoalKind, Score};

    fn metric(baseline: f64, target: f64) -> Measure {
        Measure::Metric { baseline, target, unit: None }
    }

    fn goal(kind: GoalKind, measure: Measure, scores: &[(&str, f64)]) -> Goal {
        let scored = |value| Score { value: Value::Number(value), note: None };
        Goal {
            id: "goal".parse().unwrap(),
            title: String::from("Goal"),
            why: None,
            kind,
            measure,
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: scores
                .iter()
                .map(|(week, value)| (week.parse().unwrap(), scored(*value)))
                .collect::<BTreeMap<_, _>>(),
        }
    }

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    fn close(one: Option<f64>, other: f64) -> bool {
        one.is_some_and(|one| (one - other).abs() < 1e-12)
    }

    #[test]
    fn progress_of_each_measure() {
        for (measure, value, raw, share) in [
            (metric(2.0, 14.0), Value::Number(8.0), 0.5, 0.5),
            (metric(2.0, 14.0), Value::Number(1.0), -1.0 / 12.0, 0.0),
            (metric(2.0, 14.0), Value::Number(17.0), 1.25, 1.0),
            (metric(40.0, 10.0), Value::Number(31.0), 0.3, 0.3),
            (metric(40.0, 10.0), Value::Number(40.0), 0.0, 0.0),
            (metric(40.0, 10.0), Value::Number(5.0), 35.0 / 30.0, 1.0),
            (metric(-f64::MAX, f64::MAX), Value::Number(0.0), 0.5, 0.5),
            (Measure::Milestone, Value::Done(true), 1.0, 1.0),
            (Measure::Milestone, Value::Done(false), 0.0, 0.0),
            (Measure::Rating, Value::Number(0.6), 0.6, 0.6),
        ] {
            let progress = Progress::of(&measure, value);
            assert!(raw < 0.0 || progress.raw().is_sign_positive(), "{measure:?} {value:?}: a zero below zero");
            assert!((progress.raw() - raw).abs() < 1e-12, "{measure:?} {value:?}: {progress:?}");
            assert!((progress.share() - share).abs() < 1e-12, "{measure:?} {value:?}: {progress:?}");
        }
    }

    #[test]
    fn scores_stay_apart_and_weigh() {
        let mut heavy = goal(GoalKind::Diffusion, metric(0.0, 10.0), &[("2026-W46", 10.0)]);
        heavy.weight = 3.0;
        let light = goal(GoalKind::Diffusion, metric(0.0, 10.0), &[("2026-W46", 2.0)]);
        let business = goal(GoalKind::Business, metric(0.0, 10.0), &[("2026-W47", 4.0)]);
        let technical = goal(GoalKind::Technical, metric(0.0, 10.0), &[("2026-W47", 6.0)]);
        let goals = [heavy, light, business, technical];
        let now = scores(&goals, None, week("2026-W47").sunday());
        assert!(close(now.diffusion, 0.8), "{now:?}");
        assert!(close(now.delivery, 0.5), "{now:?}");
        assert_eq!(scores(&goals, None, week("2026-W46").sunday()).delivery, None);
        assert_eq!(scores(&goals, None, week("2026-W45").sunday()), Scores::default());
    }

    #[test]
    fn unscored_counts_as_baseline_and_dropped_not_at_all() {
        let scored = goal(GoalKind::Diffusion, metric(0.0, 10.0), &[("2026-W46", 10.0)]);
        let unscored = goal(GoalKind::Diffusion, metric(0.0, 10.0), &[]);
        let mut dropped = goal(GoalKind::Diffusion, metric(0.0, 10.0), &[("2026-W46", 0.0)]);
        dropped.dropped = Some(Dropped { date: week("2026-W46").monday(), reason: None });
        let goals = [scored, unscored, dropped];
        assert!(close(scores(&goals, None, week("2026-W47").sunday()).diffusion, 0.5));
        assert_eq!(goals_done(&goals, None, week("2026-W47").monday()), (1, 2));
    }

    #[test]
    fn a_goal_is_done_when_its_target_is_reached() {
        let today = week("2026-W47").friday();
        let mut dropped = goal(GoalKind::Technical, metric(9.0, 3.0), &[("2026-W46", 2.0)]);
        dropped.dropped = Some(Dropped { date: today, reason: None });
        let goals = [
            (goal(GoalKind::Technical, metric(9.0, 3.0), &[]), GoalState::NotScored),
            (goal(GoalKind::Technical, metric(9.0, 3.0), &[("2026-W46", 3.1)]), GoalState::Underway),
            (goal(GoalKind::Technical, metric(9.0, 3.0), &[("2026-W46", 3.0)]), GoalState::Done),
            (goal(GoalKind::Technical, metric(9.0, 3.0), &[("2026-W45", 3.0), ("2026-W46", 4.0)]), GoalState::Underway),
            (dropped, GoalState::Dropped),
        ];
        for (goal, state) in &goals {
            assert_eq!(goal_state(goal, None, today), *state);
        }
        assert_eq!(goals_done(&goals.map(|(goal, _)| goal), None, today), (1, 4));
    }

    #[test]
    fn what_is_to_be_scored_in_a_week_is_not_yet() {
        let named = |id: &str, goal: Goal| Goal { id: id.parse().unwrap(), ..goal };
        let reached = |done| Score { value: Value::Done(done), note: None };
        let milestone = |id: &str, done| {
            let goal = named(id, goal(GoalKind::Business, Measure::Milestone, &[]));
            Goal { scores: BTreeMap::from([(week("2026-W46"), reached(done))]), ..goal }
        };
        let rating = |id: &str, scores: &[(&str, f64)]| named(id, goal(GoalKind::Business, Measure::Rating, scores));
        let dropped = Some(Dropped { date: week("2026-W46").monday(), reason: None });
        let goals = vec![
            rating("never-scored", &[]),
            rating("scored-before", &[("2026-W46", 1.0)]),
            rating("scored-now", &[("2026-W47", 1.0)]),
            milestone("reached", true),
            milestone("not-reached", false),
            Goal { dropped, ..rating("dropped", &[]) },
            Goal { mvp: true, ..rating("waiting", &[]) },
        ];
        let (start, end) = (week("2026-W40").monday(), week("2026-W50").friday());
        let engagement = Engagement::new("checkout".parse().unwrap(), String::from("T"), start, end);
        let mut record = EngagementRecord { goals, ..EngagementRecord::new(engagement) };
        let ids = |record: &EngagementRecord, at: &str| {
            unscored(record, week(at)).iter().map(|goal| goal.id.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&record, "2026-W47"), ["never-scored", "scored-before", "not-reached"]);
        assert_eq!(ids(&record, "2026-W45"), ["never-scored", "scored-before", "scored-now", "reached", "not-reached"]);
        record.engagement.mvp_in_production = Some(week("2026-W47").sunday());
        assert_eq!(ids(&record, "2026-W47"), ["never-scored", "scored-before", "not-reached", "waiting"]);
    }

    #[test]
    fn mvp_goals_wait_for_production() {
        let mut mvp = goal(GoalKind::Business, Measure::Rating, &[("2026-W45", 1.0)]);
        mvp.mvp = true;
        let live = week("2026-W46").friday();
        let state = |today| goal_state(&mvp, Some(live), today);
        assert_eq!(state(live.pred_opt().unwrap()), GoalState::WaitingForProduction);
        assert_eq!(state(live), GoalState::Done);
        assert_eq!(goal_state(&mvp, None, live), GoalState::WaitingForProduction);
        let goals = [mvp];
        assert_eq!(scores(&goals, Some(live), week("2026-W45").sunday()).delivery, None);
        assert!(close(scores(&goals, Some(live), week("2026-W46").sunday()).delivery, 1.0));
        assert_eq!(goals_done(&goals, None, live), (0, 1));
    }

    proptest! {
        #[test]
        fn the_share_is_a_share(b in any::<f64>(), t in any::<f64>(), v in any::<f64>()) {
            prop_assume!(b.is_finite() && t.is_finite() && v.is_finite() && (b - t).abs() > 0.0);
            let share = Progress::of(&metric(b, t), Value::Number(v)).share();
            prop_assert!((0.0..=1.0).contains(&share));
        }

        #[test]
        fn mirroring_changes_nothing(b in -1e6..1e6_f64, t in -1e6..1e6_f64, v in -1e6..1e6_f64) {
            prop_assume!((b - t).abs() > 1e-3);
            let up = Progress::of(&metric(b, t), Value::Number(v)).share();
            let down = Progress::of(&metric(-b, -t), Value::Number(-v)).share();
            prop_assert!((up - down).abs() < 1e-9);
        }
    }
}
