//! When the host team is to be asked again.

use chrono::{Days, Months, NaiveDate};

use crate::model::{CheckIn, EngagementRecord, Stage};

/// For how many days after it was due a check-in is asked for.
const FORGOTTEN_DAYS: u64 = 40;

/// Since when the check-in of a closed engagement, so many `months` after its end, is awaited on `today`.
///
/// `None` before that day, once one was held (one up to a month before counts), once it is forgotten, and for what
/// ended early.
pub fn check_in_awaited(record: &EngagementRecord, months: u32, today: NaiveDate) -> Option<NaiveDate> {
    if record.engagement.stage(today) != Stage::Closed {
        return None;
    }
    let due = CheckIn::due(&record.engagement, months);
    let counts_from = due.checked_sub_months(Months::new(1)).unwrap_or(due);
    let forgotten = due.checked_add_days(Days::new(FORGOTTEN_DAYS)).unwrap_or(due);
    let is_held = record.check_in_dates.iter().any(|held| *held >= counts_from && *held <= today);
    (due <= today && today < forgotten && !is_held).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Close, Engagement};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn record(held: &[&str], early: bool) -> EngagementRecord {
        let (start, end) = (date("2026-06-22"), date("2026-08-14"));
        let mut engagement = Engagement::new("tracing".parse().unwrap(), String::from("Tracing"), start, end);
        engagement.close = Some(Close { date: date("2026-08-17"), outcome: None, early, reason: None });
        EngagementRecord {
            check_in_dates: held.iter().map(|held| date(held)).collect(),
            ..EngagementRecord::new(engagement)
        }
    }

    #[test]
    fn it_is_awaited_from_its_day_until_it_is_held_or_forgotten() {
        for (held, today, awaited) in [
            (&[][..], "2026-11-13", false),
            (&[], "2026-11-14", true),
            (&[], "2026-12-23", true),
            (&[], "2026-12-24", false),
            (&["2026-10-13"], "2026-11-20", true),
            (&["2026-10-14"], "2026-11-20", false),
            (&["2026-11-20"], "2026-11-20", false),
            (&["2026-11-21"], "2026-11-20", true),
        ] {
            let expected = awaited.then(|| date("2026-11-14"));
            assert_eq!(check_in_awaited(&record(held, false), 3, date(today)), expected, "{held:?} on {today}");
        }
        assert_eq!(check_in_awaited(&record(&[], true), 3, date("2026-11-20")), None, "it ended early");
        assert_eq!(check_in_awaited(&record(&[], false), 4, date("2026-11-20")), None, "four months");
        let mut open = record(&[], false);
        open.engagement.close = None;
        assert_eq!(check_in_awaited(&open, 3, date("2026-11-20")), None, "it is not closed");
    }
}
