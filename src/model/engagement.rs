//! An engagement: who helps whom with what, from when to when, and how it ended.

use chrono::{Datelike, NaiveDate, Weekday};

use super::date::at_most_last;
use super::{Handover, Person, Slug, Week, WeeklyRetro};

/// Why a platform team lends an engineer. The five kinds of the playbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum EngagementKind {
    /// Drive the adoption of a tool or practice.
    Adoption,
    /// Rally around a strategic business goal.
    Strategic,
    /// Learn with the first team that uses something new.
    EarlyAdopter,
    /// Find out why a behaviour or a tool goes wrong.
    Debug,
    /// Spread knowledge of a technology or skill.
    Spread,
}

impl EngagementKind {
    /// Every kind with the word that stands for it in files and flags.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("adoption", Self::Adoption),
        ("strategic", Self::Strategic),
        ("early-adopter", Self::EarlyAdopter),
        ("debug", Self::Debug),
        ("spread", Self::Spread),
    ];

    /// The word that stands for the kind in files and flags.
    pub fn label(self) -> &'static str {
        match self {
            Self::Adoption => "adoption",
            Self::Strategic => "strategic",
            Self::EarlyAdopter => "early-adopter",
            Self::Debug => "debug",
            Self::Spread => "spread",
        }
    }
}

/// How and when an engagement ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// The day it was closed.
    pub date: NaiveDate,
    /// What came of it, in words.
    pub outcome: Option<String>,
    /// Whether it ended before its time.
    pub early: bool,
    /// Why it ended before its time.
    pub reason: Option<String>,
}

/// One engagement, as its `engagement.toml` tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Engagement {
    /// The name of its folder.
    pub id: Slug,
    /// What it is about, in one line.
    pub title: String,
    /// The practice that it spreads.
    pub practice: Option<String>,
    /// Why it was begun.
    pub kind: Option<EngagementKind>,
    /// The team that is helped.
    pub host: Option<String>,
    /// The team that lends the engineer.
    pub home: Option<String>,
    /// The first day.
    pub start: NaiveDate,
    /// The last day; never before the first.
    pub end: NaiveDate,
    /// The day of the kick-off meeting.
    pub kickoff: Option<NaiveDate>,
    /// Those who work with the host team.
    pub engineers: Vec<Person>,
    /// Who is responsible for the success of the whole; never one of the engineers.
    pub advisor: Option<Person>,
    /// The host team's people and others involved.
    pub people: Vec<Person>,
    /// Since when the minimum viable product is in production.
    pub mvp_in_production: Option<NaiveDate>,
    /// What whoever tries something new first hopes for.
    pub desired_outcome: Option<String>,
    /// What goes wrong, where the engagement is to find out why.
    pub symptom: Option<String>,
    /// By what it would show that the symptom is gone.
    pub symptom_metric: Option<String>,
    /// The host's meetings that the engineer joins.
    pub rituals: Vec<String>,
    /// When the weekly retro is held, or what stands in for it.
    pub weekly_retro: Option<WeeklyRetro>,
    /// Who maintains what when it is over.
    pub handover: Vec<Handover>,
    /// How it ended.
    pub close: Option<Close>,
}

/// Where an engagement stands. Derived from its dates and its end, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It has begun and has not reached its last day.
    Running,
    /// Its last day has passed and it is not closed.
    WrappingUp,
    /// It has not begun.
    Planned,
    /// It was closed.
    Closed,
    /// It was closed before its time.
    EndedEarly,
}

impl Stage {
    /// The stage in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::WrappingUp => "wrapping up",
            Self::Planned => "planned",
            Self::Closed => "closed",
            Self::EndedEarly => "ended early",
        }
    }

    /// Whether nothing more is expected to happen.
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::EndedEarly)
    }

    /// Whether the engineer works with the host, or has just ceased to.
    pub fn is_active(self) -> bool {
        matches!(self, Self::Running | Self::WrappingUp)
    }
}

impl Engagement {
    /// An engagement of which no more is known.
    pub fn new(id: Slug, title: String, start: NaiveDate, end: NaiveDate) -> Self {
        Self {
            id,
            title,
            practice: None,
            kind: None,
            host: None,
            home: None,
            start,
            end,
            kickoff: None,
            engineers: Vec::new(),
            advisor: None,
            people: Vec::new(),
            mvp_in_production: None,
            desired_outcome: None,
            symptom: None,
            symptom_metric: None,
            rituals: Vec::new(),
            weekly_retro: None,
            handover: Vec::new(),
            close: None,
        }
    }

    /// Where the engagement stands on `today`.
    pub fn stage(&self, today: NaiveDate) -> Stage {
        match &self.close {
            Some(close) if close.date <= today => {
                if close.early {
                    Stage::EndedEarly
                } else {
                    Stage::Closed
                }
            }
            _ if today < self.start => Stage::Planned,
            _ if today > self.end => Stage::WrappingUp,
            _ => Stage::Running,
        }
    }

    /// The day on which it ended, or is to end: the last one, or the one on which it was closed before that.
    pub fn ended(&self) -> NaiveDate {
        self.close.as_ref().map_or(self.end, |close| close.date.min(self.end))
    }

    /// The week that counts as the first: that of the first working day.
    pub fn first_week(&self) -> Week {
        first_week(self.start)
    }

    /// How many weeks the engagement is planned to last; at least 1.
    pub fn weeks(&self) -> i64 {
        self.week_number(Week::of(self.end)).max(1)
    }

    /// The number of `week` in the engagement, from 1; zero or less before it, more than [`Self::weeks`] after it.
    pub fn week_number(&self, week: Week) -> i64 {
        week.since(self.first_week()).saturating_add(1)
    }

    /// The last day of an engagement of `weeks` weeks (at least 1) that starts on `start`: a Friday, or the last day
    /// that a record can hold where that comes first.
    pub fn end_after(start: NaiveDate, weeks: u32) -> NaiveDate {
        let last = first_week(start).plus(i64::from(weeks.saturating_sub(1)));
        at_most_last(last.friday()).max(start)
    }
}

fn first_week(start: NaiveDate) -> Week {
    let weekend = matches!(start.weekday(), Weekday::Sat | Weekday::Sun);
    Week::of(start).plus(i64::from(weekend))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn engagement(start: &str, end: &str) -> Engagement {
        Engagement::new("checkout".parse().unwrap(), String::from("Contract tests"), date(start), date(end))
    }

    #[test]
    fn ten_weeks_end_on_the_tenth_friday() {
        for (start, end) in [("2026-10-12", "2026-12-18"), ("2026-10-14", "2026-12-18"), ("2026-10-17", "2026-12-25")] {
            assert_eq!(Engagement::end_after(date(start), 10), date(end), "{start}");
            assert_eq!(engagement(start, end).weeks(), 10, "{start}");
        }
    }

    #[test]
    fn the_end_is_a_day_that_a_record_can_hold() {
        for (start, weeks) in [("9998-12-01", 520), ("9998-12-31", 1), ("2026-10-12", u32::MAX)] {
            let end = Engagement::end_after(date(start), weeks);
            assert!(crate::model::is_recordable(end), "{start}, {weeks} weeks: {end}");
            assert!(end >= date(start), "{start}, {weeks} weeks: {end}");
        }
        assert_eq!(Engagement::end_after(date("9998-12-01"), 520), date("9998-12-31"));
    }

    #[test]
    fn weeks_are_numbered_from_one() {
        let engagement = engagement("2026-10-12", "2026-12-18");
        assert_eq!(engagement.week_number(Week::of(date("2026-10-12"))), 1);
        assert_eq!(engagement.week_number(Week::of(date("2026-11-20"))), 6);
        assert_eq!(engagement.week_number(Week::of(date("2026-10-09"))), 0);
    }

    #[test]
    fn the_stage_follows_the_dates() {
        let mut engagement = engagement("2026-10-12", "2026-12-18");
        assert_eq!(engagement.stage(date("2026-10-11")), Stage::Planned);
        assert_eq!(engagement.stage(date("2026-10-12")), Stage::Running);
        assert_eq!(engagement.stage(date("2026-12-18")), Stage::Running);
        assert_eq!(engagement.stage(date("2026-12-19")), Stage::WrappingUp);
        let close = |early| Close { date: date("2026-12-01"), outcome: None, early, reason: None };
        engagement.close = Some(close(false));
        assert_eq!(engagement.stage(date("2026-11-30")), Stage::Running);
        assert_eq!(engagement.stage(date("2026-12-01")), Stage::Closed);
        engagement.close = Some(close(true));
        assert_eq!(engagement.stage(date("2026-12-19")), Stage::EndedEarly);
        let all = [Stage::Running, Stage::WrappingUp, Stage::Planned, Stage::Closed, Stage::EndedEarly];
        assert_eq!(all.map(Stage::label), ["running", "wrapping up", "planned", "closed", "ended early"]);
        assert_eq!(all.map(Stage::is_over), [false, false, false, true, true]);
        assert_eq!(all.map(Stage::is_active), [true, true, false, false, false]);
    }
}
