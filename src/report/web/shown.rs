//! Values as people read them, for the templates to call. Nothing here is HTML: what is given is cleaned and escaped like
//! any other value.
#![allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]

use std::fmt::Display;

use chrono::NaiveDate;

use crate::metrics::Interval;
use crate::model::Answer;
use crate::report::failure_modes;
use crate::report::numbers::{self, NOTHING};
use crate::report::view::FailureModeView;
use crate::text;

/// `20 November 2026`.
pub(super) fn day(date: &NaiveDate) -> String {
    numbers::day(*date)
}

/// A share of 0…1 as a whole percentage.
pub(super) fn percent(share: &f64) -> String {
    numbers::percent(*share)
}

/// A share of 0…1 with two decimals.
pub(super) fn share(share: &f64) -> String {
    text::share(*share)
}

/// A score of 0…1, or that there is none.
pub(super) fn score(score: &Option<f64>) -> String {
    score.map_or_else(|| NOTHING.to_owned(), text::share)
}

/// A score of the NPS scale with its sign, or that there is none.
pub(super) fn nps(score: &Option<f64>) -> String {
    score.map_or_else(|| NOTHING.to_owned(), numbers::signed)
}

/// The ends of an interval on the NPS scale, where there is one.
pub(super) fn ends(interval: &Option<Interval>) -> String {
    let ends = |ends: &Interval| format!("{} to {}", numbers::signed_end(ends.low), numbers::signed_end(ends.high));
    interval.as_ref().map(ends).unwrap_or_default()
}

/// `1 answer`, `2 answers`.
pub(super) fn count(n: &u32, noun: &str) -> String {
    text::count(usize::try_from(*n).unwrap_or(usize::MAX), noun)
}

/// A value, or that there is none.
pub(super) fn value<T: Display>(value: &Option<T>) -> String {
    value.as_ref().map_or_else(|| NOTHING.to_owned(), ToString::to_string)
}

/// The answer to a question of the check-in, or that there is none.
pub(super) fn answered(answer: &Option<Answer>) -> &'static str {
    answer.map_or(NOTHING, Answer::label)
}

/// For how long a failure mode has been seen.
pub(super) fn running(seen: &FailureModeView) -> String {
    failure_modes::running(seen)
}

/// The days of the retros that saw it.
pub(super) fn days(seen: &FailureModeView) -> String {
    failure_modes::days(seen)
}
