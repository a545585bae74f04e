//! What an engagement looks back upon: the days that stand out, and how often its goals were scored and talked about.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Close, Engagement, EngagementRecord, Goal, Milestone, ProjectRetro, Week};

/// A day that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moment<'a> {
    /// The day; the Friday of its week where only the week is known.
    pub date: NaiveDate,
    /// What happened.
    pub happening: Happening<'a>,
}

/// What happened on a day that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happening<'a> {
    /// The first day.
    KickOff,
    /// A milestone, or a change of scope, that somebody wrote down.
    Milestone(&'a Milestone),
    /// The MVP was said to be further from production than the retro before had said.
    MvpDelayed(Delay),
    /// The MVP went into production.
    MvpInProduction,
    /// A goal was dropped: less is to be done.
    GoalDropped(&'a Goal),
    /// The last day, where nobody closed the engagement by then.
    LastDay,
    /// The project retro.
    ProjectRetro(&'a ProjectRetro),
    /// The engagement was closed.
    Closed(&'a Close),
}

/// That the MVP came to be expected later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delay {
    /// The week that was said before.
    pub from: Week,
    /// The week that is said now, or in which it went into production; later than `from`.
    pub to: Week,
}

impl Delay {
    /// How many weeks later; at least 1.
    pub fn weeks(self) -> i64 {
        self.to.since(self.from)
    }
}

/// A week in which something was scored or talked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordedWeek {
    /// The week.
    pub week: Week,
    /// Whether it has a retro.
    pub has_retro: bool,
    /// How many goals were scored.
    pub scored: usize,
}

/// The days of `record` that stand out, oldest first, up to `today`.
pub fn timeline(record: &EngagementRecord, today: NaiveDate) -> Vec<Moment<'_>> {
    let engagement = &record.engagement;
    let mut moments = vec![Moment { date: engagement.start, happening: Happening::KickOff }];
    let mut add = |date, happening| moments.push(Moment { date, happening });
    for milestone in &record.milestones {
        add(milestone.date, Happening::Milestone(milestone));
    }
    for (date, delay) in delays(record) {
        add(date, Happening::MvpDelayed(delay));
    }
    if let Some(live) = engagement.mvp_in_production {
        add(live, Happening::MvpInProduction);
    }
    for goal in &record.goals {
        if let Some(dropped) = &goal.dropped {
            add(dropped.date, Happening::GoalDropped(goal));
        }
    }
    if ends_by_itself(engagement, today) {
        add(engagement.end, Happening::LastDay);
    }
    if let Some(retro) = &record.project_retro {
        add(retro.date, Happening::ProjectRetro(retro));
    }
    if let Some(close) = &engagement.close {
        add(close.date, Happening::Closed(close));
    }
    let is_past = |moment: &Moment<'_>| match moment.happening {
        // A week that is known without its day is dated by its Friday, which may still lie ahead.
        Happening::MvpDelayed(_) => Week::of(moment.date) <= Week::of(today),
        _ => moment.date <= today,
    };
    moments.retain(is_past);
    moments.sort_by_key(|moment| moment.date);
    moments
}

/// Whether the last day has passed, and nobody had closed the engagement on it or before.
fn ends_by_itself(engagement: &Engagement, today: NaiveDate) -> bool {
    let closed = engagement.close.as_ref().is_some_and(|close| close.date <= engagement.end);
    engagement.end < today && !closed
}

/// Each time that the MVP came to be expected later than was said before, with the day on which that was known.
///
/// A retro that says "in 3 weeks" expects the MVP three weeks after its own week. The day it went into production is
/// the last word; what retros say from then on counts no more.
fn delays(record: &EngagementRecord) -> Vec<(NaiveDate, Delay)> {
    let live = record.engagement.mvp_in_production;
    let before_live = |week: &Week| live.is_none_or(|live| *week < Week::of(live));
    let said = record.retros.iter().filter_map(|retro| {
        let weeks = i64::from(retro.mvp_weeks?);
        let date = retro.date.unwrap_or(retro.week.friday());
        Some((retro.week, date, retro.week.plus(weeks), weeks == 0))
    });
    let mut delays = Vec::new();
    let mut expected: Option<Week> = None;
    let mut is_there = false;
    let mut hear = |date, week: Week| {
        if let Some(from) = expected.filter(|from| week > *from) {
            delays.push((date, Delay { from, to: week }));
        }
        expected = Some(week);
    };
    for (_, date, week, zero) in said.filter(|(week, ..)| before_live(week)) {
        if !is_there {
            hear(date, week);
        }
        is_there |= zero;
    }
    if let Some(live) = live.filter(|_| !is_there) {
        hear(live, Week::of(live));
    }
    delays
}

/// The weeks of `record` that have a retro or a score, oldest first.
pub fn recorded_weeks(record: &EngagementRecord) -> Vec<RecordedWeek> {
    let mut weeks: BTreeMap<Week, (bool, usize)> = BTreeMap::new();
    for week in &record.retro_weeks {
        weeks.entry(*week).or_default().0 = true;
    }
    for week in record.goals.iter().flat_map(|goal| goal.scores.keys()) {
        let (_, scored) = weeks.entry(*week).or_default();
        *scored = scored.saturating_add(1);
    }
    weeks.into_iter().map(|(week, (has_retro, scored))| RecordedWeek { week, has_retro, scored }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dropped, GoalKind, Measure, MilestoneKind, Retro};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn week(number: u32) -> Week {
        Week::new(2026, number).unwrap()
    }

    /// Twelve weeks from 2026-W40 on.
    fn record() -> EngagementRecord {
        let id = "checkout".parse().unwrap();
        EngagementRecord::new(Engagement::new(id, String::from("T"), date("2026-09-28"), date("2026-12-18")))
    }

    fn goal(id: &str, scored: &[u32]) -> Goal {
        let score =
            |number: &u32| (week(*number), crate::model::Score { value: crate::model::Value::Number(0.5), note: None });
        Goal {
            id: id.parse().unwrap(),
            title: id.to_owned(),
            why: None,
            kind: GoalKind::Diffusion,
            measure: Measure::Rating,
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: scored.iter().map(score).collect(),
        }
    }

    /// The delays of an engagement in whose retros that was said, and whose MVP went into production on that day.
    fn delayed(said: &[(u32, Option<u32>)], live: Option<&str>) -> Vec<(String, u32, u32)> {
        let mut record = record();
        record.engagement.mvp_in_production = live.map(date);
        let retro = |(number, weeks): &(u32, Option<u32>)| Retro { mvp_weeks: *weeks, ..Retro::new(week(*number)) };
        record.retros = said.iter().map(retro).collect();
        let tell = |(date, delay): (NaiveDate, Delay)| (date.to_string(), delay.from.number(), delay.to.number());
        delays(&record).into_iter().map(tell).collect()
    }

    #[test]
    fn a_delay_is_an_expectation_that_moves_later() {
        let delay = |date: &str, from, to| (date.to_owned(), from, to);
        for (said, live, expected) in [
            (&[][..], None, vec![]),
            (&[(40, Some(4)), (41, Some(3)), (42, Some(2))], None, vec![]),
            (&[(40, Some(4)), (41, Some(4))], None, vec![delay("2026-10-09", 44, 45)]),
            (&[(40, Some(4)), (41, None), (44, Some(3))], None, vec![delay("2026-10-30", 44, 47)]),
            // Earlier is no delay, and what is later than that is one.
            (&[(40, Some(4)), (41, Some(1)), (42, Some(2))], None, vec![delay("2026-10-16", 42, 44)]),
            // Once it is there, nothing moves any more.
            (&[(40, Some(1)), (41, Some(0)), (42, Some(0)), (43, Some(2))], None, vec![]),
            (&[(40, Some(1)), (43, Some(0))], None, vec![delay("2026-10-23", 41, 43)]),
            // The day in production is the last word.
            (&[(40, Some(1))], Some("2026-10-21"), vec![delay("2026-10-21", 41, 43)]),
            (&[(40, Some(2)), (42, Some(5)), (43, Some(1))], Some("2026-10-15"), vec![]),
            (&[], Some("2026-10-15"), vec![]),
        ] {
            assert_eq!(delayed(said, live), expected, "{said:?}, {live:?}");
        }
    }

    #[test]
    fn a_delay_is_told_from_the_monday_of_its_week() {
        let mut record = record();
        let said = |number, weeks| Retro { mvp_weeks: Some(weeks), ..Retro::new(week(number)) };
        record.retros = vec![said(40, 4), said(42, 5)];
        let delays = |today: &str| -> Vec<i64> {
            let weeks = |moment: Moment<'_>| match moment.happening {
                Happening::MvpDelayed(delay) => Some(delay.weeks()),
                _ => None,
            };
            timeline(&record, date(today)).into_iter().filter_map(weeks).collect()
        };
        // The retro has no day of its own, and counts as held on Friday 16 October.
        assert_eq!(delays("2026-10-11"), Vec::<i64>::new());
        assert_eq!(delays("2026-10-12"), [3]);
        assert_eq!(delays("2026-11-20"), [3]);
    }

    #[test]
    fn what_stands_out_is_told_in_order_up_to_today() {
        let mut record = record();
        record.engagement.mvp_in_production = Some(date("2026-11-04"));
        let milestone = |id: &str, day, kind| Milestone {
            id: id.parse().unwrap(),
            title: id.to_owned(),
            date: date(day),
            kind,
            note: None,
        };
        record.milestones = vec![
            milestone("first", "2026-10-08", MilestoneKind::Milestone),
            milestone("less", "2026-11-10", MilestoneKind::Scope),
        ];
        let dropped = Some(Dropped { date: date("2026-11-05"), reason: None });
        record.goals = vec![goal("kept", &[40]), Goal { dropped, ..goal("gone", &[]) }];
        record.project_retro = Some(ProjectRetro::new(date("2026-12-17")));
        let told = |record: &EngagementRecord, today: &str| -> Vec<String> {
            let tell = |moment: Moment<'_>| {
                let what = match moment.happening {
                    Happening::KickOff => "kick-off",
                    Happening::Milestone(milestone) => milestone.id.as_str(),
                    Happening::MvpDelayed(_) => "delayed",
                    Happening::MvpInProduction => "live",
                    Happening::GoalDropped(goal) => goal.id.as_str(),
                    Happening::LastDay => "last day",
                    Happening::ProjectRetro(_) => "retro",
                    Happening::Closed(_) => "closed",
                };
                format!("{} {what}", moment.date.format("%m-%d"))
            };
            timeline(record, date(today)).into_iter().map(tell).collect()
        };
        let all = [
            "09-28 kick-off",
            "10-08 first",
            "11-04 live",
            "11-05 gone",
            "11-10 less",
            "12-17 retro",
            "12-18 last day",
        ];
        assert_eq!(told(&record, "2026-09-27"), Vec::<String>::new());
        assert_eq!(told(&record, "2026-11-05"), all[..4]);
        assert_eq!(told(&record, "2026-12-18"), all[..6]);
        assert_eq!(told(&record, "2026-12-19"), all);
        for (closed, last) in [
            ("2026-12-16", ["12-16 closed", "12-17 retro"]),
            ("2026-12-18", ["12-17 retro", "12-18 closed"]),
            ("2026-12-21", ["12-18 last day", "12-21 closed"]),
        ] {
            let close = Close { date: date(closed), outcome: None, early: false, reason: None };
            record.engagement.close = Some(close);
            let told = told(&record, "2026-12-31");
            assert_eq!(told[told.len() - 2..], last, "{closed}");
        }
    }

    #[test]
    fn a_week_counts_with_a_retro_or_a_score() {
        let mut record = record();
        record.goals = vec![goal("a", &[40, 41]), goal("b", &[41])];
        record.retro_weeks = vec![week(41), week(43)];
        let weeks = recorded_weeks(&record);
        let told: Vec<_> = weeks.iter().map(|at| (at.week.number(), at.has_retro, at.scored)).collect();
        assert_eq!(told, [(40, false, 1), (41, true, 2), (43, true, 0)]);
    }
}
