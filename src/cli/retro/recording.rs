//! From what was said to the record of the week.

use chrono::NaiveDate;

use super::additions::Additions;
use super::merge::{Merged, merge, settled_negative};
use super::mvp::MvpSaid;
use crate::cli::failure::Failure;
use crate::model::{Engagement, EngagementRecord, OutOfTen, Retro, TimeSplit, Week};
use crate::store::{self, Lock, Store, Written};

/// What a retro has one of.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Once {
    /// The day it was held, where somebody named it.
    pub(super) named_day: Option<NaiveDate>,
    pub(super) minutes: Option<u32>,
    pub(super) mvp: Option<MvpSaid>,
    pub(super) time: Option<TimeSplit>,
    pub(super) satisfaction: Option<OutOfTen>,
    pub(super) asked_for_negative: bool,
}

/// The retro of the week of `date` with all that was said; `replace` puts it in place of what is recorded of the week.
pub(super) fn prepare(
    record: &EngagementRecord,
    date: NaiveDate,
    additions: &Additions,
    once: &Once,
    replace: bool,
) -> Result<Merged, Failure> {
    let start = of_week(record, date).filter(|_| !replace).cloned();
    let start = start.unwrap_or_else(|| Retro::new(Week::of(date)));
    let mut merged = merge(&record.retros, start, additions)?;
    complete(&mut merged.retro, once, date);
    Ok(merged)
}

/// What is recorded of the week of `date`.
pub(super) fn of_week(record: &EngagementRecord, date: NaiveDate) -> Option<&Retro> {
    record.retros.iter().find(|retro| retro.week == Week::of(date))
}

/// Adds what is one of a kind.
fn complete(retro: &mut Retro, once: &Once, date: NaiveDate) {
    if retro.date.is_none() || once.named_day.is_some() {
        retro.date = Some(once.named_day.unwrap_or(date));
    }
    retro.minutes = once.minutes.or(retro.minutes);
    retro.time = once.time.map(|time| time.completed_by(retro.time)).or(retro.time);
    retro.satisfaction = once.satisfaction.or(retro.satisfaction);
    retro.mvp_weeks = once.mvp.map(MvpSaid::weeks).or(retro.mvp_weeks);
    retro.asked_for_negative = settled_negative(retro.asked_for_negative, retro.is_thin(), once.asked_for_negative);
}

/// Writes the retro, and into the engagement since when the MVP is in production, where that is news.
///
/// The retro comes last: until it is there, all that was said can be said again.
pub(super) fn write(
    store: &Store,
    lock: &Lock,
    record: &EngagementRecord,
    retro: &Retro,
    mvp: Option<MvpSaid>,
) -> Result<Vec<Written>, store::Error> {
    let before = record.engagement.mvp_in_production;
    let live = mvp.and_then(|said| said.live(before)).filter(|live| Some(*live) != before);
    let engagement = live.map(|live| {
        let engagement = Engagement { mvp_in_production: Some(live), ..record.engagement.clone() };
        store.save_engagement(lock, &engagement)
    });
    let engagement = engagement.transpose()?;
    let retro = store.save_retro(lock, &record.engagement.id, retro)?;
    Ok([retro].into_iter().chain(engagement).collect())
}
