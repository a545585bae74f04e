//! The weeks of an engagement, one after the other: the two scores beside what is expected, and what the retros said.

use chrono::NaiveDate;
use serde::Serialize;

use super::{WeekView, week};
use crate::metrics::expected;
use crate::model::{EngagementRecord, Retro, Week};

/// One week of an engagement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CourseView {
    /// The week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// The last day of it that counts, for layouts.
    #[serde(skip)]
    pub day: NaiveDate,
    /// How far the practice had spread, 0…1.
    pub diffusion: Option<f64>,
    /// How far the business and technical goals had come, 0…1.
    pub delivery: Option<f64>,
    /// The progress expected by then, 0…1.
    pub expected: f64,
    /// How many things went well; `None` without a retro.
    pub went_well: Option<usize>,
    /// How many things went poorly; `None` without a retro.
    pub went_poorly: Option<usize>,
    /// How many weeks the MVP was thought to be from production.
    pub mvp_weeks: Option<u32>,
}

impl CourseView {
    /// The weeks of `record` from the first that tells something to the last one, given the `trend` of its scores.
    pub fn all(record: &EngagementRecord, trend: &[WeekView], aim: f64, today: NaiveDate) -> Vec<Self> {
        let retros = &record.retros;
        let weeks = || trend.iter().map(|at| at.week).chain(retros.iter().map(|retro| retro.week));
        let (Some(first), Some(last)) = (weeks().min(), weeks().max()) else {
            return Vec::new();
        };
        let one = |week: Week| {
            let scores = trend.iter().find(|at| at.week == week);
            let retro: Option<&Retro> = retros.iter().find(|retro| retro.week == week);
            let day = week.sunday().min(today);
            Self {
                week,
                day,
                diffusion: scores.and_then(|scores| scores.diffusion),
                delivery: scores.and_then(|scores| scores.delivery),
                expected: expected(&record.engagement, aim, day),
                went_well: retro.map(|retro| retro.went_well.len()),
                went_poorly: retro.map(|retro| retro.went_poorly.len()),
                mvp_weeks: retro.and_then(|retro| retro.mvp_weeks),
            }
        };
        // As many weeks as a trend shows: an engagement may have begun in another century.
        let first = first.max(last.plus(-52));
        (0..=last.since(first)).map(|offset| one(first.plus(offset))).collect()
    }
}
