//! The day of an answer. Where day and month could be either, all readings are given and none is chosen.

use chrono::NaiveDate;

use crate::model::is_recordable;

/// In which order a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `20/11/2026`.
    DayMonthYear,
    /// `11/20/2026`.
    MonthDayYear,
    /// `2026-11-20`.
    YearMonthDay,
}

impl DateOrder {
    /// Every order with its name.
    pub const NAMES: [(&'static str, Self); 3] =
        [("dmy", Self::DayMonthYear), ("mdy", Self::MonthDayYear), ("ymd", Self::YearMonthDay)];

    /// Its name: `dmy`, `mdy` or `ymd`.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, order)| *order == self).map_or("", |(name, _)| name)
    }

    /// The order that a format names by the letters in it: `dmy`, `DD/MM/YYYY`, `%d.%m.%y`.
    pub fn of_format(format: &str) -> Option<Self> {
        let mut letters = String::new();
        for letter in format.chars().map(|c| c.to_ascii_lowercase()).filter(|c| "dmy".contains(*c)) {
            if !letters.contains(letter) {
                letters.push(letter);
            }
        }
        Self::NAMES.iter().find(|(name, _)| *name == letters).map(|(_, order)| *order)
    }

    /// The day that `text` tells in this order; a time behind it does not count.
    pub fn day(self, text: &str) -> Option<NaiveDate> {
        let parts = parts(text)?;
        let [(year, digits), (month, _), (day, _)] = match self {
            Self::DayMonthYear => [parts[2], parts[1], parts[0]],
            Self::MonthDayYear => [parts[2], parts[0], parts[1]],
            Self::YearMonthDay => parts,
        };
        let year = match digits {
            4 => year,
            2 => year.saturating_add(2000),
            _ => return None,
        };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        is_recordable(date).then_some(date)
    }
}

/// Whether `text` is a date in some order.
pub(super) fn is_date(text: &str) -> bool {
    DateOrder::NAMES.iter().any(|(_, order)| order.day(text).is_some())
}

/// The orders in which the most of `texts` are dates, but for those that give the same days as one before.
pub fn orders(texts: &[&str]) -> Vec<DateOrder> {
    let mut best: Vec<(DateOrder, Vec<Option<NaiveDate>>)> = Vec::new();
    let dates = |days: &[Option<NaiveDate>]| days.iter().flatten().count();
    for (_, order) in DateOrder::NAMES {
        let days: Vec<_> = texts.iter().map(|text| order.day(text)).collect();
        let most = best.first().map_or(1, |(_, days)| dates(days));
        if dates(&days) > most {
            best.clear();
        }
        if dates(&days) >= most && best.iter().all(|(_, other)| *other != days) {
            best.push((order, days));
        }
    }
    best.into_iter().map(|(order, _)| order).collect()
}

/// The three numbers of a date with how many digits each has.
fn parts(text: &str) -> Option<[(u32, usize); 3]> {
    let date = text.trim().split(|c: char| c.is_whitespace() || matches!(c, 'T' | ',')).next()?;
    let sign = date.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = date.split(sign).map(|part| {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok()).flatten().map(|number| (number, part.len()))
    });
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_the_tools_write_them() {
        use DateOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        for (text, order, day) in [
            ("2026/11/20 4:29:13 PM GMT+1", YearMonthDay, "2026-11-20"),
            ("2026-11-20T16:29:13Z", YearMonthDay, "2026-11-20"),
            ("2026-11-20 16:29:13", YearMonthDay, "2026-11-20"),
            ("11/20/26 16:29:13", MonthDayYear, "2026-11-20"),
            ("11/20/2026 09:12:45 AM", MonthDayYear, "2026-11-20"),
            ("20.11.2026 09:12", DayMonthYear, "2026-11-20"),
            ("2/1/2026, 9:00", DayMonthYear, "2026-01-02"),
        ] {
            assert_eq!(order.day(text).map(|day| day.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in
            ["", "soon", "20/11", "20/11/2026/1", "20-11.2026", "31/02/2026", "1/2/026", "46346.38", "20 Nov 2026"]
        {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn only_what_cannot_be_told_apart_is_left_open() {
        for (texts, names) in [
            (&["2026-11-20"][..], &["ymd"][..]),
            (&["03/04/2026", "20/04/2026"], &["dmy"]),
            (&["03/04/2026", "04/20/2026"], &["mdy"]),
            (&["03/04/2026"], &["dmy", "mdy"]),
            (&["04.03.2026 10:00"], &["dmy", "mdy"]),
            (&["11/11/2026"], &["dmy"]),
            (&["10/11/12"], &["dmy", "mdy", "ymd"]),
            (&["03/04/2026", "20/04/2026", "soon"], &["dmy"]),
            (&["13/01/2026", "01/13/2026"], &["dmy", "mdy"]),
            (&["soon", ""], &[]),
        ] {
            let found: Vec<&str> = orders(texts).into_iter().map(DateOrder::name).collect();
            assert_eq!(found, names, "{texts:?}");
        }
    }

    #[test]
    fn a_format_is_known_by_its_letters() {
        for (format, name) in [
            ("dmy", Some("dmy")),
            ("DD/MM/YYYY HH:MM", Some("dmy")),
            ("%m/%d/%Y", Some("mdy")),
            ("YYYY-MM-DD", Some("ymd")),
            ("my", None),
            ("", None),
            ("ydm", None),
        ] {
            assert_eq!(DateOrder::of_format(format).map(DateOrder::name), name, "{format}");
        }
    }
}
