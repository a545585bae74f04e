//! Numbers and dates as people read them. Rounding happens here, once, at the end.

use chrono::NaiveDate;

use crate::model::{Measure, Talk, Value};

/// What stands where there is nothing to show.
pub(super) const NOTHING: &str = "–";

/// A number as it was given: `9`, `31.5`, at most four decimals.
pub fn number(value: f64) -> String {
    let rounded = (value * 10_000.0).round() / 10_000.0;
    if rounded.is_finite() { format!("{}", rounded + 0.0) } else { value.to_string() }
}

/// What a champion said, in a line; the note as it is in the record.
pub fn talk_words(talk: &Talk) -> String {
    let sentiment = talk.sentiment().map(|sentiment| format!("sentiment {} of 10", sentiment.get()));
    let adoption = talk.adoption().map(|adoption| format!("adoption {}", percent(adoption)));
    let parts: Vec<String> = sentiment.into_iter().chain(adoption).chain(talk.note().map(str::to_owned)).collect();
    parts.join(", ")
}

/// A share of 0…1 as a whole percentage.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A score of the NPS scale with its sign: `+50`, `−18`, `0`.
pub(super) fn signed(score: f64) -> String {
    let rounded = score.round();
    if rounded > 0.0 {
        format!("+{rounded:.0}")
    } else if rounded < 0.0 {
        format!("−{:.0}", rounded.abs())
    } else {
        String::from("0")
    }
}

/// An end of an interval: as [`signed`], but with a decimal where rounding would put it onto zero, which it leaves out.
pub(super) fn signed_end(end: f64) -> String {
    let sign = if end < 0.0 { '−' } else { '+' };
    let tenths = (end.abs() * 10.0).ceil() / 10.0;
    if end.abs() < 0.5 && end.abs() > 0.0 { format!("{sign}{tenths:.1}") } else { signed(end) }
}

/// `20 November 2026`.
pub fn day(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// A goal's value in its own terms: `9`, `60 %`, `done`.
pub fn value(measure: &Measure, value: Value) -> String {
    match (measure, value) {
        (Measure::Rating, Value::Number(rating)) => percent(rating),
        (_, Value::Number(value)) => number(value),
        (_, Value::Done(true)) => String::from("done"),
        (_, Value::Done(false)) => String::from("not done"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_what_they_were() {
        for (value, text) in
            [(9.0, "9"), (31.5, "31.5"), (0.1 + 0.2, "0.3"), (-0.0, "0"), (1e20, "100000000000000000000")]
        {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn an_end_that_leaves_out_zero_is_not_shown_as_zero() {
        for (end, text) in [(0.04, "+0.1"), (-0.4, "−0.4"), (0.0, "0"), (0.6, "+1"), (-17.7, "−18")] {
            assert_eq!(signed_end(end), text);
        }
    }

    #[test]
    fn signs_are_shown() {
        for (value, text) in [(50.0, "+50"), (-17.7, "−18"), (0.2, "0"), (-0.2, "0")] {
            assert_eq!(signed(value), text);
        }
    }
}
