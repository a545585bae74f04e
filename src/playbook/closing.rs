//! What belongs to the end of an engagement.

use chrono::NaiveDate;

use crate::metrics::unscored;
use crate::model::{EngagementRecord, RoundTiming, Week};
use crate::text::count;

/// Something that has not been done and belongs to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfinished {
    /// So many goals are not scored in the last week, which is this one.
    Scores(usize, Week),
    /// The whole is not looked back upon.
    ProjectRetro,
    /// The host team was not asked.
    Survey,
    /// Nobody is named to come back to.
    Champions,
    /// Nobody is named who maintains what stays.
    Handover,
}

impl Unfinished {
    /// What has not been done, in words that begin in lower case.
    pub fn words(self) -> String {
        match self {
            Self::Scores(goals, _) => format!("the last scores of {}", count(goals, "goal")),
            Self::ProjectRetro => String::from("the project retro"),
            Self::Survey => String::from("the survey of the host team"),
            Self::Champions => String::from("champions to come back to"),
            Self::Handover => String::from("the hand-over: who maintains what"),
        }
    }
}

/// What has not been done of an engagement that ends on `date`.
pub fn unfinished(record: &EngagementRecord, date: NaiveDate) -> Vec<Unfinished> {
    let end = date.min(record.engagement.end);
    let week = Week::of(end);
    let is_behind = |latest: Week| latest < week;
    let behind = unscored(record, week);
    let behind = behind.iter().filter(|goal| goal.latest().is_none_or(|(latest, _)| is_behind(latest))).count();
    // What was answered in mid-term says nothing of the whole.
    let is_of_end = |began: &NaiveDate| RoundTiming::seen_from(end, *began).is_about_the_whole();
    let has_champion = record.champions.iter().any(|champion| champion.stepped_back.is_none());
    let parts = [
        (behind > 0).then_some(Unfinished::Scores(behind, week)),
        (!record.has_project_retro).then_some(Unfinished::ProjectRetro),
        (!record.round_dates.iter().any(is_of_end)).then_some(Unfinished::Survey),
        (!has_champion).then_some(Unfinished::Champions),
        record.engagement.handover.is_empty().then_some(Unfinished::Handover),
    ];
    parts.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{self, Champion, Engagement, Goal, GoalKind, Measure, Score, SteppedBack, Value};

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
    fn the_end_needs_scores_a_retro_a_survey_champions_and_a_hand_over() {
        use Unfinished::{Champions, Handover, ProjectRetro, Scores, Survey};
        let (start, end) = (date("2026-10-12"), date("2026-12-18"));
        let engagement = Engagement::new("checkout".parse().unwrap(), String::from("Contracts"), start, end);
        let mut record = EngagementRecord::new(engagement);
        assert_eq!(unfinished(&record, end), [ProjectRetro, Survey, Champions, Handover]);
        record.has_project_retro = true;
        record.round_dates = vec![end];
        record.champions = vec![Champion::new("clara".parse().unwrap(), "Clara".parse().unwrap())];
        let (what, who) = (String::from("The broker"), String::from("Lee"));
        record.engagement.handover = vec![model::Handover { what, who, note: None }];
        assert_eq!(unfinished(&record, end), []);
        for (began, day, missing) in [
            ("2026-11-19", "2026-12-18", &[Survey][..]),
            ("2026-11-20", "2026-12-18", &[]),
            ("2026-11-19", "2026-12-11", &[]),
            ("2026-11-19", "2027-01-08", &[Survey]),
            ("2026-10-16", "2026-11-13", &[]),
        ] {
            record.round_dates = vec![date(began)];
            assert_eq!(unfinished(&record, date(day)), missing, "asked on {began}, closed on {day}");
        }
        record.round_dates = vec![end];
        for (scored, day, missing) in [
            (&[][..], "2026-12-18", Some("2026-W51")),
            (&["2026-W50"], "2026-12-18", Some("2026-W51")),
            (&["2026-W51"], "2026-12-18", None),
            (&["2026-W51"], "2027-01-10", None),
            (&["2026-W52"], "2027-01-10", None),
            (&["2026-W47"], "2026-11-20", None),
            (&["2026-W47"], "2026-11-23", Some("2026-W48")),
        ] {
            record.goals = vec![goal(scored)];
            let expected: Vec<_> = missing.map(|week| Scores(1, week.parse().unwrap())).into_iter().collect();
            assert_eq!(unfinished(&record, date(day)), expected, "{scored:?} on {day}");
        }
        record.goals = vec![];
        record.champions[0].stepped_back = Some(SteppedBack { date: end, reason: None });
        assert_eq!(unfinished(&record, end), [Champions], "one who has stepped back is none to come back to");
    }
}
