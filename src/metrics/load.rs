//! How long an engineer is embedded with other teams, and how long the breaks between are.

use chrono::NaiveDate;

/// A stay with a host team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stint<'a> {
    /// The id of the engagement.
    pub engagement: &'a str,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
}

/// How many weeks lie between the end of one stay and the start of the next, for each of `stints` (by start); `None`
/// for the first. Where two overlap there is no week between them. Weekends are no break: Friday to Monday is 0.
pub fn breaks(stints: &[Stint<'_>]) -> Vec<Option<i64>> {
    let mut free_from: Option<NaiveDate> = None;
    let mut breaks = Vec::with_capacity(stints.len());
    for stint in stints {
        breaks.push(free_from.map(|last| (stint.start.signed_duration_since(last).num_days() / 7).max(0)));
        free_from = Some(free_from.map_or(stint.end, |last| last.max(stint.end)));
    }
    breaks
}

/// How many stays followed each other at most with breaks of fewer than `rest` weeks between, of which `breaks` tells that
/// before each.
pub fn longest_row(breaks: &[Option<i64>], rest: i64) -> usize {
    let mut longest = 0;
    let mut row: usize = 0;
    for weeks in breaks {
        let goes_on = weeks.is_some_and(|weeks| weeks < rest);
        row = if goes_on { row.saturating_add(1) } else { 1 };
        longest = row.max(longest);
    }
    longest
}

/// How many weeks of the days from `since` to `until` are spent embedded, each day counted once; a part of a week
/// counts as a week.
pub fn embedded_weeks(stints: &[Stint<'_>], since: NaiveDate, until: NaiveDate) -> i64 {
    let mut days = 0_i64;
    let mut counted: Option<NaiveDate> = None;
    for stint in stints {
        let after = counted.and_then(|last| last.succ_opt()).unwrap_or(since);
        let (first, last) = (stint.start.max(since).max(after), stint.end.min(until));
        if first <= last {
            days = days.saturating_add(last.signed_duration_since(first).num_days()).saturating_add(1);
            counted = Some(last);
        }
    }
    // Ten weeks from a Monday to a Friday are 68 days.
    days.saturating_add(6) / 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn stints(days: &[(&str, &str)]) -> Vec<Stint<'static>> {
        days.iter().map(|(start, end)| Stint { engagement: "a", start: date(start), end: date(end) }).collect()
    }

    #[test]
    fn a_break_is_counted_in_whole_weeks() {
        let stints = stints(&[
            ("2026-01-05", "2026-03-13"),
            ("2026-04-06", "2026-06-12"),
            ("2026-06-15", "2026-06-19"),
            ("2026-05-04", "2026-06-05"),
        ]);
        assert_eq!(breaks(&stints), [None, Some(3), Some(0), Some(0)]);
        assert_eq!(breaks(&[]), []);
    }

    #[test]
    fn a_row_ends_with_three_weeks_off() {
        for (breaks, row) in [
            (&[][..], 0),
            (&[None], 1),
            (&[None, Some(3)], 1),
            (&[None, Some(2), Some(0), Some(8), Some(1)], 3),
            (&[None, Some(5), Some(0)], 2),
        ] {
            assert_eq!(longest_row(breaks, 3), row, "{breaks:?}");
        }
    }

    #[test]
    fn every_day_counts_once_and_within_the_period() {
        let (since, until) = (date("2026-01-01"), date("2026-12-31"));
        for (days, weeks) in [
            (&[][..], 0),
            (&[("2026-10-12", "2026-12-18")], 10),
            (&[("2026-10-12", "2026-10-12")], 1),
            (&[("2026-10-12", "2026-12-18"), ("2026-10-19", "2026-10-23")], 10),
            (&[("2025-12-01", "2026-01-07"), ("2026-12-28", "2027-02-26")], 2),
            (&[("2025-10-12", "2025-12-18")], 0),
        ] {
            assert_eq!(embedded_weeks(&stints(days), since, until), weeks, "{days:?}");
        }
    }
}
