//! Goals: how many, of which kinds, how they are measured, and how high they are set.

use GoalKind::{Business, Diffusion, Technical};

use super::{Change, Example, TODAY, close, drop_goals, end_early, goals, scores, week, without_goals};
use crate::model::{GoalKind, Measure};

const DAY_BEFORE: &str = "2026-10-11";
const END: &str = "2026-12-19";

pub(super) const RATED: Change = |record| {
    goals(record, &[(Diffusion, 2), (Business, 1)], 0.5);
    record.goals[0].measure = Measure::Rating;
    record.goals[1].measure = Measure::Rating;
};
pub(super) const ALL_DONE: Change = |record| goals(record, &[(Diffusion, 2), (Business, 2)], 1.0);
pub(super) const FEW_DONE: Change = |record| {
    goals(record, &[(Diffusion, 3), (Business, 1)], 0.2);
    scores_of(record, 0, 1.0);
};
pub(super) const THREE_DONE: Change = |record| {
    ALL_DONE(record);
    scores_of(record, 0, 0.5);
};
pub(super) const FORGOTTEN: Change = |record| record.goals[1] = super::goal("sales", Business, &[("2026-W44", 0.9)]);
pub(super) const MVP_SPOKEN_OF: Change = |record| record.retros[4].mvp_weeks = Some(3);

pub(super) fn scores_of(record: &mut crate::model::EngagementRecord, goal: usize, value: f64) {
    let score = record.goals[goal].scores.get_mut(&week("2026-W47")).unwrap();
    score.value = crate::model::Value::Number(value);
}

pub(super) const EXAMPLES: &[Example] = &[
    ("no-goals", without_goals, DAY_BEFORE, &[]),
    ("no-goals", without_goals, "2026-10-12", &["no goals yet"]),
    (
        "no-goals",
        |record| {
            drop_goals(record, Diffusion);
            drop_goals(record, Business);
        },
        TODAY,
        &["no goals yet"],
    ),
    ("no-goals", |record| drop_goals(record, Business), TODAY, &[]),
    ("no-goals", without_goals, END, &[]),
    ("goals-before-start", |_| {}, DAY_BEFORE, &[]),
    ("goals-before-start", without_goals, "2026-10-04", &[]),
    ("goals-before-start", without_goals, "2026-10-05", &["it begins in 7 days and has no goals"]),
    ("goals-before-start", without_goals, "2026-10-12", &[]),
    ("no-diffusion-goal", |_| {}, TODAY, &[]),
    ("no-diffusion-goal", without_goals, TODAY, &[]),
    ("no-diffusion-goal", |record| drop_goals(record, Diffusion), TODAY, &["none of the goals is about diffusion"]),
    (
        "no-diffusion-goal",
        |record| drop_goals(record, Diffusion),
        DAY_BEFORE,
        &["none of the goals is about diffusion"],
    ),
    (
        "no-diffusion-goal",
        |record| {
            drop_goals(record, Diffusion);
            close(record, "2026-11-19");
        },
        TODAY,
        &[],
    ),
    (
        "no-delivery-goal",
        |record| drop_goals(record, Business),
        TODAY,
        &["none of the goals is a business or technical one"],
    ),
    ("no-delivery-goal", |record| record.goals[1].kind = Technical, TODAY, &[]),
    ("no-delivery-goal", without_goals, TODAY, &[]),
    ("one-sided-goals", |record| goals(record, &[(Diffusion, 1), (Business, 2)], 0.5), TODAY, &[]),
    (
        "one-sided-goals",
        |record| goals(record, &[(Diffusion, 2), (Business, 2)], 0.5),
        TODAY,
        &["none of 4 goals is a technical one"],
    ),
    (
        "one-sided-goals",
        |record| goals(record, &[(Diffusion, 2), (Technical, 2)], 0.5),
        TODAY,
        &["none of 4 goals is a business one"],
    ),
    ("one-sided-goals", |record| goals(record, &[(Diffusion, 2), (Business, 1), (Technical, 1)], 0.5), TODAY, &[]),
    ("no-adoption-goal", |_| {}, TODAY, &[]),
    ("no-adoption-goal", without_goals, TODAY, &[]),
    (
        "no-adoption-goal",
        |record| record.goals[0].measure = Measure::Rating,
        TODAY,
        &["no goal counts how far the practice is used in production"],
    ),
    (
        "no-adoption-goal",
        |record| {
            record.goals[0].measure = Measure::Rating;
            record.goals[1].title = String::from("Adopted by all services");
        },
        TODAY,
        &[],
    ),
    ("too-many-goals", |record| goals(record, &[(Diffusion, 4), (Business, 2), (Technical, 2)], 0.5), TODAY, &[]),
    (
        "too-many-goals",
        |record| goals(record, &[(Diffusion, 4), (Business, 2), (Technical, 3)], 0.5),
        TODAY,
        &["9 goals; 8 fit on one page"],
    ),
    (
        "too-many-goals",
        |record| {
            goals(record, &[(Diffusion, 8), (Business, 1)], 0.5);
            drop_goals(record, Business);
        },
        TODAY,
        &[],
    ),
    ("unmeasured-goals", |record| goals(record, &[(Diffusion, 2), (Business, 1)], 0.5), TODAY, &[]),
    ("unmeasured-goals", RATED, TODAY, &["2 of 3 goals are ratings, which nobody can measure"]),
    ("unmeasured-goals", |record| record.goals.iter_mut().for_each(|goal| goal.measure = Measure::Rating), TODAY, &[]),
    ("no-mvp-goal", |_| {}, TODAY, &[]),
    ("no-mvp-goal", MVP_SPOKEN_OF, TODAY, &["the MVP is talked about, and no goal depends on it"]),
    (
        "no-mvp-goal",
        |record| {
            MVP_SPOKEN_OF(record);
            record.goals[1].mvp = true;
        },
        TODAY,
        &[],
    ),
    ("forgotten-goal", |_| {}, TODAY, &[]),
    ("forgotten-goal", FORGOTTEN, TODAY, &["sales not scored for 3 weeks while others are"]),
    ("forgotten-goal", |record| record.goals[1] = super::goal("sales", Business, &[("2026-W45", 0.9)]), TODAY, &[]),
    (
        "forgotten-goal",
        // It may have been added a minute ago.
        |record| record.goals[1] = super::goal("sales", Business, &[]),
        TODAY,
        &[],
    ),
    ("forgotten-goal", |record| record.goals[1] = super::goal("sales", Business, &[("2026-W44", 1.0)]), TODAY, &[]),
    ("soft-goals", |_| {}, TODAY, &[]),
    ("soft-goals", |record| scores(record, &[("2026-W47", 1.0)]), TODAY, &[]),
    ("soft-goals", ALL_DONE, TODAY, &["4 of 4 goals are done with 4 weeks left"]),
    ("soft-goals", ALL_DONE, "2026-12-04", &[]),
    ("soft-goals", ALL_DONE, END, &["4 of 4 goals are done: they were too soft"]),
    (
        "soft-goals",
        |record| {
            ALL_DONE(record);
            close(record, "2026-12-18");
        },
        "2027-03-19",
        &[],
    ),
    ("hopeless-goals", ALL_DONE, END, &[]),
    ("hopeless-goals", FEW_DONE, TODAY, &[]),
    ("hopeless-goals", FEW_DONE, END, &["1 of 4 goals were done, and the others are not half way"]),
    (
        "hopeless-goals",
        |record| {
            FEW_DONE(record);
            end_early(record, "2026-11-19");
        },
        TODAY,
        &[],
    ),
    (
        "hopeless-goals",
        |record| {
            FEW_DONE(record);
            scores_of(record, 3, 0.5);
        },
        END,
        &[],
    ),
];
