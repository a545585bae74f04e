//! The rules of the practice: what the playbook advises, checked against a record.

mod advice;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use super::{Finding, Rule, RuleNumber, Severity};
use crate::metrics::{Health, health};
use crate::model::{EngagementRecord, Settings, Stage, Week};

/// A record with what the rules need to know besides.
struct Case<'a> {
    record: &'a EngagementRecord,
    stage: Stage,
    health: Option<Health>,
    today: NaiveDate,
}

/// What a rule says about a case: what is the matter, and what to do.
type Advice = (String, String);

/// A rule of the practice.
pub(super) struct Practice {
    pub(super) rule: Rule,
    /// Whether it asks for attention now, rather than being true of the engagement as a whole.
    urgent: bool,
    judge: fn(&Case<'_>) -> Vec<Advice>,
}

const fn practice(
    id: &'static str,
    urgent: bool,
    judge: fn(&Case<'_>) -> Vec<Advice>,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    Practice { rule: Rule { id, severity: Severity::Warning, summary, explanation, numbers: &[] }, urgent, judge }
}

impl Practice {
    /// The same, with a number that a store can set.
    const fn counting(mut self, numbers: &'static [RuleNumber]) -> Self {
        self.rule.numbers = numbers;
        self
    }
}

/// A number that is `usual`, and can be from 1 to a year's worth.
const fn number(name: &'static str, usual: i64) -> RuleNumber {
    RuleNumber { name, usual, least: 1, most: 366 }
}

pub(super) static RULES: &[Practice] = &[
    practice(
        "off-track",
        true,
        advice::off_track,
        "progress keeps up with what is expected by now",
        "Diffusion or delivery lies far behind the aim for this point of the engagement. Talk about it in the next \
         retro: what is in the way, and is the goal still the right one?",
    ),
    practice(
        "at-risk",
        true,
        advice::at_risk,
        "progress does not begin to lag",
        "Diffusion or delivery lies behind the aim for this point of the engagement. It may be the course of things; \
         if it stays so for a second week, talk about it in the retro.",
    ),
    practice(
        "not-scored",
        true,
        advice::not_scored,
        "goals are scored every week",
        "Goals are scored before each weekly retro, so that the meeting can talk about them. A week without scores \
         leaves a hole in the trend.",
    )
    .counting(&[number("days", 8)]),
    practice(
        "retro-missed",
        true,
        advice::retro_missed,
        "a retro is held every week",
        "The weekly retro is where the engagement learns. Without it, or something that serves the same purpose, the \
         model benefits neither team.",
    ),
    practice(
        "old-blocker",
        true,
        advice::old_blocker,
        "nothing blocks the MVP for weeks",
        "A blocker that outlives two retros is beyond what the people in the room can solve. The advisor can carry it \
         to those who can.",
    )
    .counting(&[number("weeks", 2)]),
    practice(
        "failure-mode",
        true,
        advice::failure_mode,
        "no failure mode is seen in two retros running",
        "The playbook knows six ways in which engagements fail. One that is seen twice running does not go away by itself: \
         the advisor takes it up with both teams, and an engagement in which it lasts ends early.",
    )
    .counting(&[number("retros", 2)]),
    practice(
        "check-in-due",
        true,
        advice::check_in_due,
        "the host team is asked again three months after the end",
        "Three months on it shows whether the practice lasts: is the team comfortable with what was built, did the habits \
         stay, does it depend on us? The NPS question is asked again with it.",
    ),
    practice(
        "past-end",
        true,
        advice::past_end,
        "an engagement is closed when it ends",
        "The last day has passed. Hold the project retro, send the survey, score the goals a last time, then close it; \
         or move the end if the work goes on.",
    ),
    practice(
        "no-project-retro",
        true,
        advice::no_project_retro,
        "the whole engagement is looked back upon at its end",
        "The project retro walks along the timeline, restates the goals, asks what went well and poorly in the whole \
         project, and keeps what was learnt for this engagement and for others. Later, people have forgotten.",
    )
    .counting(&[number("days", 7)]),
    practice(
        "no-nps",
        true,
        advice::no_nps,
        "the host team is asked at the end",
        "The NPS survey goes out together with the project retro. Later, people have forgotten.",
    )
    .counting(&[number("days", 7)]),
    practice(
        "no-goals",
        true,
        advice::no_goals,
        "goals are agreed before the start",
        "Without goals nobody can say whether the engagement goes well. They fit on one page, can be measured, and are \
         agreed before the first day.",
    ),
    practice(
        "no-diffusion-goal",
        false,
        advice::no_diffusion_goal,
        "at least one goal is about diffusion",
        "Spreading the practice is the primary goal of an engagement and the success of the project the secondary one. \
         One goal usually measures how far the practice is used in production.",
    ),
    practice(
        "no-delivery-goal",
        false,
        advice::no_delivery_goal,
        "at least one goal is about the business or the systems",
        "A practice spreads along work that matters to the host. Goals mix diffusion with business and technical ones.",
    ),
    practice(
        "too-long",
        false,
        advice::too_long,
        "an engagement lasts no longer than a quarter",
        "Ten weeks is usual, a quarter the limit. What takes longer is better done as two engagements with a pause.",
    )
    .counting(&[number("weeks", 13)]),
    practice(
        "no-advisor",
        false,
        advice::no_advisor,
        "an engagement has an advisor",
        "The advisor agrees goals and schedule, tracks progress, and may end the engagement early. Engineer and advisor \
         are two people.",
    ),
    practice(
        "thin-poorly",
        false,
        advice::thin_poorly,
        "negative feedback is asked for in words",
        "Hard feedback is the most useful kind, and it rarely comes by itself. When the column stays thin, the retro \
         asks once more: what would you have changed about this week, or about how we work with you?",
    ),
];

/// Every finding of the practice about a record.
pub fn review(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |_| true)
}

/// The findings that ask for attention now.
pub fn attention(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |practice| practice.urgent)
}

fn judge(
    record: &EngagementRecord,
    settings: &Settings,
    today: NaiveDate,
    wanted: impl Fn(&Practice) -> bool,
) -> Vec<Finding> {
    let stage = record.engagement.stage(today);
    let case = Case { record, stage, health: health(record, settings, today), today };
    let found = |practice: &'static Practice| {
        (practice.judge)(&case).into_iter().map(|(message, help)| Finding {
            rule: &practice.rule,
            engagement: Some(record.engagement.id.clone()),
            place: None,
            message,
            help,
        })
    };
    RULES.iter().filter(|practice| wanted(practice)).flat_map(found).collect()
}

impl Case<'_> {
    fn command(&self, command: &str) -> String {
        format!("{command} -e {}", self.record.engagement.id)
    }

    /// The weeks that are over since the engagement began, this one not counted.
    fn weeks_over(&self) -> i64 {
        self.record.engagement.week_number(Week::of(self.today)).saturating_sub(1)
    }
}
