//! Whether an engagement is where it should be by now, and why.

use chrono::NaiveDate;

use super::progress::{Scores, scores, unscored};
use super::trend::{flat_weeks, trend};
use crate::model::{Engagement, EngagementRecord, Settings, Week};
use crate::text::share;

/// For how many weeks without a score health can still be told.
const STALE_WEEKS: i64 = 4;

/// More than rounding makes of a difference between shares, and less than anybody means.
const ROUNDING: f64 = 1e-9;

/// How an engagement does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlook {
    /// Far behind what is expected.
    OffTrack,
    /// Behind what is expected.
    AtRisk,
    /// It cannot be told.
    Unknown,
    /// About where it should be, or ahead.
    OnTrack,
}

impl Outlook {
    /// The outlook in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::OffTrack => "off track",
            Self::AtRisk => "at risk",
            Self::Unknown => "unknown",
            Self::OnTrack => "on track",
        }
    }
}

/// An outlook with its reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// How the engagement does.
    pub outlook: Outlook,
    /// Why.
    pub reason: String,
}

/// What progress is expected by now, 0…1: `aim` (the share of the goals that should be done at the end) times the
/// share of the engagement's days that have passed, today included.
pub fn expected(engagement: &Engagement, aim: f64, today: NaiveDate) -> f64 {
    let today = engagement.close.as_ref().map_or(today, |close| close.date.min(today));
    let days_to = |day: NaiveDate| day.signed_duration_since(engagement.start).num_days() as f64 + 1.0;
    aim * (days_to(today) / days_to(engagement.end)).clamp(0.0, 1.0)
}

/// How many days have passed since the week last scored ended; 0 while it lasts. `None` when nothing was scored.
pub fn days_unscored(record: &EngagementRecord, today: NaiveDate) -> Option<i64> {
    let last = record.last_scored()?;
    Some(today.signed_duration_since(last.sunday()).num_days().max(0))
}

/// The health of a running or just finished engagement; `None` when it has not begun or is over.
///
/// The score that lags most behind what is expected decides: by more than `off_track` it is off track, by more than
/// `at_risk` at risk. Without a score, or with none for more than four weeks while goals are
/// to be scored, it cannot be told. One that is not on track
/// says since which week of the engagement that has been so.
pub fn health(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Option<Health> {
    if !record.engagement.stage(today).is_active() {
        return None;
    }
    Some(match Standing::on(record, settings, today) {
        Ok(standing) => Health { outlook: standing.outlook, reason: standing.reason(record, settings, today) },
        Err(reason) => Health { outlook: Outlook::Unknown, reason },
    })
}

/// Where an engagement stands on a day, by the score that lags most.
#[derive(Debug)]
struct Standing {
    outlook: Outlook,
    lagging: Pick,
    score: f64,
    expected: f64,
}

impl Standing {
    /// The standing on `day`, or why it cannot be told.
    fn on(record: &EngagementRecord, settings: &Settings, day: NaiveDate) -> Result<Self, String> {
        let engagement = &record.engagement;
        let mut counted = record.goals.iter().filter(|goal| goal.dropped.is_none()).peekable();
        if counted.peek().is_none() {
            return Err(String::from("it has no goals yet"));
        }
        let week = Week::of(day);
        let Some(last) = counted.filter_map(|goal| goal.as_of(week)).map(|(scored, _)| scored).max() else {
            return Err(String::from("nothing is scored yet"));
        };
        if week.since(last) > STALE_WEEKS && !unscored(record, week).is_empty() {
            return Err(format!("nothing is scored since {last}"));
        }
        let now = scores(&record.goals, engagement.mvp_in_production, day);
        let expected = expected(engagement, settings.aim, day);
        let candidates = [(now.diffusion, Pick::Diffusion), (now.delivery, Pick::Delivery)];
        let lagging = candidates
            .into_iter()
            .filter_map(|(score, pick)| Some((expected - score?, score?, pick)))
            .max_by(|(a, ..), (b, ..)| a.total_cmp(b));
        let Some((behind, score, lagging)) = lagging else {
            return Err(String::from("every scored goal waits for the MVP to be in production"));
        };
        // What is exactly at a threshold has not crossed it, whatever rounding makes of the difference.
        let crosses = |threshold: f64| behind > threshold + ROUNDING;
        let outlook = if crosses(settings.off_track) {
            Outlook::OffTrack
        } else if crosses(settings.at_risk) {
            Outlook::AtRisk
        } else {
            Outlook::OnTrack
        };
        Ok(Self { outlook, lagging, score, expected })
    }

    fn reason(&self, record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> String {
        let name = self.lagging.name();
        let (score, expected) = (share(self.score), share(self.expected));
        if self.outlook == Outlook::OnTrack {
            return format!("{name} is {score}, {expected} is expected by now");
        }
        let behind = share(self.expected - self.score);
        let flat = match flat_weeks(&trend(record, today), |scores| self.lagging.of(scores)) {
            0 | 1 => String::new(),
            weeks => format!(" and flat for {weeks} weeks"),
        };
        let week = Week::of(today);
        let since = self.since(record, settings, week);
        let since = if since < week {
            format!(", {} since week {}", self.outlook.label(), record.engagement.week_number(since))
        } else {
            String::new()
        };
        format!("{name} is {behind} behind the expected {expected}{flat}{since}")
    }

    /// The first of the weeks up to `week` at the end of each of which the outlook was what it is now.
    fn since(&self, record: &EngagementRecord, settings: &Settings, week: Week) -> Week {
        let first = record.engagement.first_week();
        let earlier = (1..=week.since(first)).map(|weeks| week.plus(weeks.saturating_neg()));
        let was_so = |week: &Week| {
            let then = Self::on(record, settings, week.sunday());
            then.is_ok_and(|then| then.outlook == self.outlook)
        };
        earlier.take_while(was_so).last().unwrap_or(week)
    }
}

#[derive(Debug, Clone, Copy)]
enum Pick {
    Diffusion,
    Delivery,
}

impl Pick {
    fn name(self) -> &'static str {
        match self {
            Self::Diffusion => "diffusion",
            Self::Delivery => "delivery",
        }
    }

    fn of(self, scores: &Scores) -> Option<f64> {
        match self {
            Self::Diffusion => scores.diffusion,
            Self::Delivery => scores.delivery,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Close, Goal, GoalKind, Measure, Score, Value};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn record(goals: Vec<Goal>) -> EngagementRecord {
        let (start, end) = (date("2026-10-12"), date("2026-12-18"));
        let engagement = Engagement::new("search".parse().unwrap(), String::from("Flags for Search"), start, end);
        EngagementRecord { goals, ..EngagementRecord::new(engagement) }
    }

    fn rating(kind: GoalKind, scores: &[(&str, f64)]) -> Goal {
        let score = |value: f64| Score { value: Value::Number(value), note: None };
        Goal {
            id: "habits".parse().unwrap(),
            title: String::from("Habits"),
            why: None,
            kind,
            measure: Measure::Rating,
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: scores.iter().map(|(week, value)| (week.parse().unwrap(), score(*value))).collect(),
        }
    }

    fn outlook(goals: Vec<Goal>) -> (Outlook, String) {
        let health = health(&record(goals), &Settings::default(), date("2026-11-20")).unwrap();
        (health.outlook, health.reason)
    }

    #[test]
    fn what_is_expected_grows_with_the_days() {
        let engagement = record(Vec::new()).engagement;
        for (today, share) in [
            ("2026-10-11", 0.0),
            ("2026-10-12", 1.0 / 68.0),
            ("2026-11-20", 40.0 / 68.0),
            ("2026-12-18", 1.0),
            ("2027-06-01", 1.0),
        ] {
            assert!((expected(&engagement, 0.75, date(today)) - 0.75 * share).abs() < 1e-12, "{today}");
        }
    }

    #[test]
    fn the_thresholds_are_crossed_not_touched() {
        // 0.75 × 40 / 68 = 0.4412 is expected.
        for (score, expected) in [
            (0.45, Outlook::OnTrack),
            (0.3413, Outlook::OnTrack),
            (0.3411, Outlook::AtRisk),
            (0.1913, Outlook::AtRisk),
            (0.1911, Outlook::OffTrack),
        ] {
            let (outlook, reason) = outlook(vec![rating(GoalKind::Diffusion, &[("2026-W47", score)])]);
            assert_eq!(outlook, expected, "{score}: {reason}");
        }
    }

    #[test]
    fn rounding_crosses_no_threshold() {
        let mut record = record(vec![rating(GoalKind::Diffusion, &[("2026-W43", 0.2)])]);
        // 10 of 25 days: 0.75 × 0.4 is 0.3, and 0.1 behind, but for what rounding adds.
        record.engagement.end = date("2026-11-05");
        let health = health(&record, &Settings::default(), date("2026-10-21")).unwrap();
        assert_eq!(health.outlook, Outlook::OnTrack, "{}", health.reason);
    }

    #[test]
    fn the_score_that_lags_most_decides_and_is_named() {
        let diffusion = rating(GoalKind::Diffusion, &[("2026-W47", 0.5)]);
        let delivery = rating(GoalKind::Business, &[("2026-W44", 0.1), ("2026-W47", 0.1)]);
        let expected = "delivery is 0.34 behind the expected 0.44 and flat for 3 weeks, off track since week 5";
        assert_eq!(outlook(vec![diffusion, delivery]), (Outlook::OffTrack, String::from(expected)));
    }

    #[test]
    fn it_tells_since_when_it_has_been_so() {
        // Expected at the ends of weeks 3 to 6: 0.23, 0.31, 0.39 and, on the Friday, 0.44.
        for (scores, since) in [
            (&[("2026-W47", 0.3)][..], ""),
            (&[("2026-W46", 0.28), ("2026-W47", 0.3)], ", at risk since week 5"),
            (&[("2026-W46", 0.1), ("2026-W47", 0.3)], ""),
            (&[("2026-W44", 0.0), ("2026-W45", 0.3), ("2026-W47", 0.0)], ""),
            (&[("2026-W44", 0.0), ("2026-W47", 0.0)], ", off track since week 4"),
            (&[("2026-W42", 0.3), ("2026-W47", 0.3)], ""),
        ] {
            let (_, reason) = outlook(vec![rating(GoalKind::Diffusion, scores)]);
            let told = reason.find(", ").map_or("", |place| &reason[place..]);
            assert_eq!(told, since, "{scores:?}: {reason}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        let said = |goals| outlook(goals).1;
        assert_eq!(said(vec![]), "it has no goals yet");
        assert_eq!(said(vec![rating(GoalKind::Diffusion, &[])]), "nothing is scored yet");
        let stale = rating(GoalKind::Diffusion, &[("2026-W42", 0.9)]);
        assert_eq!(said(vec![stale]), "nothing is scored since 2026-W42");
        let fresh = rating(GoalKind::Diffusion, &[("2026-W43", 0.9)]);
        assert_eq!(outlook(vec![fresh]).0, Outlook::OnTrack);
        let mut reached = rating(GoalKind::Diffusion, &[("2026-W42", 0.0)]);
        reached.measure = Measure::Milestone;
        for (done, expected) in [(true, Outlook::OnTrack), (false, Outlook::Unknown)] {
            reached.scores.values_mut().for_each(|score| score.value = Value::Done(done));
            assert_eq!(outlook(vec![reached.clone()]).0, expected, "once all is reached nothing is to be scored");
        }
        let mut waiting = rating(GoalKind::Diffusion, &[("2026-W47", 0.9)]);
        waiting.mvp = true;
        assert_eq!(outlook(vec![waiting]).0, Outlook::Unknown);
    }

    #[test]
    fn only_active_engagements_have_health() {
        let goals = vec![rating(GoalKind::Diffusion, &[("2026-W47", 0.9)])];
        let mut record = record(goals);
        let settings = Settings::default();
        assert!(health(&record, &settings, date("2026-10-11")).is_none());
        assert!(health(&record, &settings, date("2026-12-19")).is_some());
        let close = Close { date: date("2026-11-01"), outcome: None, early: false, reason: None };
        record.engagement.close = Some(close);
        assert!(health(&record, &settings, date("2026-11-20")).is_none());
    }

    #[test]
    fn days_without_a_score_count_from_the_end_of_the_week() {
        let record = record(vec![rating(GoalKind::Diffusion, &[("2026-W45", 0.1)])]);
        assert_eq!(days_unscored(&record, date("2026-11-06")), Some(0));
        assert_eq!(days_unscored(&record, date("2026-11-20")), Some(12));
    }
}
