//! Feedback for the platform.

use super::{Change, Example, TODAY, close, date};
use crate::model::{Decision, EngagementRecord, Feedback, FeedbackKind, Raised, Shipped, Withdrawn};

/// There is feedback with these names.
fn noted(record: &mut EngagementRecord, ids: &[&str]) {
    let feedback = |id: &&str| {
        let happened = Some(String::from("Three tokens from three pages"));
        let title = format!("About {id}");
        Feedback { happened, ..Feedback::new(id.parse().unwrap(), title, FeedbackKind::Friction) }
    };
    record.feedback = ids.iter().map(feedback).collect();
}

fn raised(record: &mut EngagementRecord, day: &str) {
    noted(record, &["2026-10-28-slow"]);
    record.feedback[0].raised = Some(Raised { date: date(day), link: None });
}

fn decided(record: &mut EngagementRecord, day: &str, accepted: bool) {
    raised(record, "2026-10-30");
    record.feedback[0].decision = Some(Decision { date: date(day), accepted, reason: None });
}

const VAGUE: Change = |record| {
    noted(record, &["2026-11-18-slow"]);
    record.feedback[0].happened = None;
};
pub(super) const NOTED: Change = |record| noted(record, &["2026-11-06-slow"]);
pub(super) const RAISED: Change = |record| raised(record, "2026-11-01");
pub(super) const DECLINED: Change = |record| decided(record, "2026-11-13", false);

/// All that there is was taken back again.
fn withdraw(record: &mut EngagementRecord) {
    for feedback in &mut record.feedback {
        feedback.withdrawn = Some(Withdrawn { date: date("2026-11-13"), reason: None });
    }
}

pub(super) const EXAMPLES: &[Example] = &[
    ("no-feedback", |record| record.feedback.clear(), "2026-11-15", &[]),
    ("no-feedback", |record| record.feedback.clear(), TODAY, &["no feedback for the platform in 5 weeks"]),
    ("no-feedback", NOTED, TODAY, &[]),
    (
        "no-feedback",
        |record| {
            NOTED(record);
            withdraw(record);
        },
        TODAY,
        &["no feedback for the platform in 5 weeks"],
    ),
    ("no-feedback", |record| record.feedback.clear(), "2026-12-19", &[]),
    ("vague-friction", NOTED, TODAY, &[]),
    (
        "vague-friction",
        VAGUE,
        TODAY,
        &["neither what was expected nor what happened is told of \"About 2026-11-18-slow\""],
    ),
    (
        "vague-friction",
        |record| {
            VAGUE(record);
            record.feedback[0].kind = FeedbackKind::Idea;
        },
        TODAY,
        &[],
    ),
    ("feedback-not-raised", NOTED, "2026-11-19", &[]),
    ("feedback-not-raised", NOTED, TODAY, &["not brought home for 14 days or more: \"About 2026-11-06-slow\""]),
    ("feedback-not-raised", RAISED, TODAY, &[]),
    (
        "feedback-not-raised",
        |record| {
            noted(record, &["2026-11-06-slow", "2026-11-06-slower"]);
            withdraw(record);
            record.feedback[0].withdrawn = None;
        },
        TODAY,
        &["not brought home for 14 days or more: \"About 2026-11-06-slow\""],
    ),
    (
        "feedback-not-raised",
        |record| noted(record, &["2026-10-20-a", "2026-10-21-b", "2026-10-22-c", "2026-10-23-d", "2026-11-18-e"]),
        TODAY,
        &["not brought home for 14 days or more: \"About 2026-10-20-a\", \"About 2026-10-21-b\" and 2 more"],
    ),
    (
        "feedback-not-raised",
        |record| {
            NOTED(record);
            close(record, "2026-12-18");
        },
        "2027-06-17",
        &[],
    ),
    ("feedback-waiting", RAISED, "2026-12-12", &[]),
    ("feedback-waiting", RAISED, "2026-12-13", &["no answer for 42 days or more: \"About 2026-10-28-slow\""]),
    ("feedback-waiting", DECLINED, "2026-12-13", &[]),
    ("host-not-told", RAISED, TODAY, &[]),
    ("host-not-told", DECLINED, "2026-11-19", &[]),
    ("host-not-told", DECLINED, TODAY, &["the host does not know what became of \"About 2026-10-28-slow\""]),
    ("host-not-told", |record| decided(record, "2026-11-02", true), TODAY, &[]),
    (
        "host-not-told",
        |record| {
            decided(record, "2026-11-02", true);
            record.feedback[0].shipped = Some(Shipped { date: date("2026-11-10"), link: None });
        },
        TODAY,
        &["the host does not know what became of \"About 2026-10-28-slow\""],
    ),
    (
        "host-not-told",
        |record| {
            DECLINED(record);
            record.feedback[0].told = Some(date("2026-11-16"));
        },
        TODAY,
        &[],
    ),
    (
        "host-not-told",
        |record| {
            DECLINED(record);
            withdraw(record);
        },
        TODAY,
        &[],
    ),
];
