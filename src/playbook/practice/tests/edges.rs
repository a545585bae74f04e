//! The numbers of rules: a value that breaks the rule and the next one that keeps it, of the same record.

use super::plan::{ALONE, BEFORE, FIVE_WEEKS, FOURTEEN_WEEKS, SMALL};
use super::retros::{DEMO, UNSENT};
use super::{Change, TODAY, after, date, end, follow_up, goals, platform, progress, retros, time, without_goals};
use crate::model::GoalKind::{Business, Diffusion};

/// A rule, its number, a value that breaks it, one that keeps it, the record and the day.
type Edge = (&'static str, &'static str, i64, i64, Change, &'static str);

const ACROSS: Change = |record| {
    record.engagement.start = date("2026-11-16");
    record.engagement.end = date("2027-01-22");
};
const FOUR_GOALS: Change = |record| super::goals(record, &[(Diffusion, 2), (Business, 2)], 0.5);
const REPLACED: Change = |record| {
    DEMO(record);
    record.retro_weeks.truncate(3);
};
const WANDERING: Change = |record| retros::on_days(record, ["2026-11-04", "2026-11-13", "2026-11-16"]);
const SEEN_TWICE: Change = |record| follow_up::seen(record, &[4, 5]);
const HARDLY_CONTENT: Change = |record| follow_up::content(record, [4, 4]);
const BLOCKED: Change = |record| follow_up::block(record, 3);
const TWO_OF_FIVE: Change = |record| end::answered(record, 2, Some(5));
const LOOKED_BACK: Change = |record| end::looked_back(record, &[]);

pub(super) const EDGES: &[Edge] = &[
    ("lone-engineer", "people", 2, 1, ALONE, BEFORE),
    ("small-host", "people", 5, 4, SMALL, BEFORE),
    ("too-long", "weeks", 13, 14, FOURTEEN_WEEKS, BEFORE),
    ("too-short", "weeks", 6, 5, FIVE_WEEKS, BEFORE),
    ("off-quarter", "days", 21, 22, ACROSS, BEFORE),
    ("goals-before-start", "days", 11, 10, without_goals, BEFORE),
    ("one-sided-goals", "goals", 4, 5, FOUR_GOALS, TODAY),
    ("too-many-goals", "goals", 3, 4, FOUR_GOALS, TODAY),
    ("forgotten-goal", "weeks", 3, 4, goals::FORGOTTEN, TODAY),
    ("soft-goals", "percent", 75, 76, goals::THREE_DONE, "2026-12-19"),
    ("soft-goals", "goals", 4, 5, goals::ALL_DONE, "2026-12-19"),
    ("hopeless-goals", "percent", 26, 25, goals::FEW_DONE, "2026-12-19"),
    ("hopeless-goals", "goals", 4, 5, goals::FEW_DONE, "2026-12-19"),
    ("not-scored", "days", 8, 9, progress::UNSCORED, "2026-11-23"),
    ("mvp-untold", "retros", 6, 7, progress::WAITS, TODAY),
    ("retros-stopped", "weeks", 2, 3, |_| {}, "2026-12-07"),
    ("unrecorded-ritual", "weeks", 3, 4, REPLACED, "2026-11-23"),
    ("unreasoned-ritual", "words", 12, 11, DEMO, TODAY),
    ("wandering-retro", "retros", 3, 4, WANDERING, TODAY),
    ("notes-not-sent", "days", 3, 4, UNSENT, "2026-11-23"),
    ("thin-to-the-end", "retros", 3, 4, |record| retros::thin(record, 3), TODAY),
    ("old-action", "weeks", 3, 4, follow_up::OLD, TODAY),
    ("old-blocker", "weeks", 2, 3, BLOCKED, TODAY),
    ("failure-mode", "retros", 2, 3, SEEN_TWICE, TODAY),
    ("low-satisfaction", "points", 5, 4, HARDLY_CONTENT, TODAY),
    ("low-satisfaction", "retros", 2, 3, HARDLY_CONTENT, TODAY),
    ("week-split", "percent", 20, 19, time::NO_FREE_DAY, TODAY),
    ("week-split", "points", 10, 11, time::NO_FREE_DAY, TODAY),
    ("week-split", "weeks", 3, 4, time::NO_FREE_DAY, TODAY),
    ("little-pairing", "percent", 31, 30, time::ALONE, TODAY),
    ("little-pairing", "weeks", 3, 4, time::ALONE, TODAY),
    ("backlog-work", "percent", 14, 15, time::BACKLOG, TODAY),
    ("backlog-work", "weeks", 3, 4, time::BACKLOG, TODAY),
    ("much-planning", "percent", 39, 40, time::PLANNING, TODAY),
    ("much-planning", "weeks", 3, 4, time::PLANNING, TODAY),
    ("no-feedback", "weeks", 5, 6, |record| record.feedback.clear(), TODAY),
    ("feedback-not-raised", "days", 14, 15, platform::NOTED, TODAY),
    ("feedback-waiting", "days", 42, 43, platform::RAISED, "2026-12-13"),
    ("host-not-told", "days", 7, 8, platform::DECLINED, TODAY),
    ("champion-due", "days", 7, 8, after::TALKED, TODAY),
    ("not-lasting", "days", 60, 59, after::UNCOMFORTABLE, "2027-05-17"),
    ("no-project-retro", "days", 7, 8, |_| {}, end::WEEK_AFTER),
    ("project-notes-not-sent", "days", 3, 4, LOOKED_BACK, "2026-12-21"),
    ("no-nps", "days", 7, 8, |_| {}, end::WEEK_AFTER),
    ("few-answers", "percent", 41, 40, TWO_OF_FIVE, end::WEEK_AFTER),
    ("few-answers", "days", 14, 15, TWO_OF_FIVE, end::WEEK_AFTER),
];
