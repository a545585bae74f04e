//! What `--mvp` says.

use chrono::NaiveDate;

use crate::cli::dates::day;
use crate::cli::failure::Failure;
use crate::model::Week;
use crate::report;
use crate::text::{count, quoted};

/// How far the MVP is from production.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MvpSaid {
    /// So many weeks away.
    Weeks(u32),
    /// In production since this day; said without a date when `exact` does not hold, so that an earlier day stands.
    Live { since: NaiveDate, exact: bool },
}

impl MvpSaid {
    /// Reads `2`, `2w`, `2 weeks`, `live`, or a date: one that has been is when it went live, one to come lies so many
    /// calendar weeks after that of `held`, whichever the days: what was promised for a day stays promised for its week.
    ///
    /// No weeks at all mean that it is there, so a day still to come in the same week counts as one.
    pub(super) fn parse(text: &str, held: NaiveDate, today: NaiveDate) -> Result<Self, Failure> {
        let words = text.trim().to_lowercase();
        if matches!(words.as_str(), "live" | "in production") {
            return Ok(Self::Live { since: held, exact: false });
        }
        let units = ["weeks", "week", "w"];
        let number = units.iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(&words);
        let digits = number.trim_end();
        if digits.bytes().all(|byte| byte.is_ascii_digit())
            && let Ok(weeks) = digits.parse::<u32>()
            && weeks <= 520
        {
            return Ok(if weeks == 0 { Self::Live { since: held, exact: false } } else { Self::Weeks(weeks) });
        }
        let unknown = || {
            Failure::usage(format!("--mvp {} tells no distance to production", quoted(text)))
                .help("write the weeks (2), live, or a date (2026-12-04)")
                .help("nothing was written")
        };
        let date = day(text, today).map_err(|_| unknown())?;
        if date <= today {
            return Ok(Self::Live { since: date, exact: true });
        }
        u32::try_from(Week::of(date).since(Week::of(held)).max(1)).map(Self::Weeks).map_err(|_| unknown())
    }

    /// What was said, so that it means the same on any later day.
    pub(super) fn canonical(self) -> String {
        match self {
            Self::Weeks(weeks) => weeks.to_string(),
            Self::Live { exact: false, .. } => String::from("live"),
            Self::Live { since, exact: true } => since.to_string(),
        }
    }

    /// What was understood, in the retro of the day `held`.
    pub(super) fn in_words(self, held: NaiveDate) -> String {
        match self {
            Self::Weeks(weeks) => {
                let week = Week::of(held).plus(i64::from(weeks));
                format!("in {}, in {}", count(usize::try_from(weeks).unwrap_or_default(), "week"), week.short())
            }
            Self::Live { since, .. } => format!("live since {}", report::day(since)),
        }
    }

    /// Since when the MVP is in production, where that is said; `before` is what was known.
    pub(super) fn live(self, before: Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Self::Weeks(_) => None,
            Self::Live { since, exact: true } => Some(since),
            Self::Live { since, exact: false } => Some(before.map_or(since, |before| before.min(since))),
        }
    }

    /// The weeks to production; 0 when it is there.
    pub(super) fn weeks(self) -> u32 {
        match self {
            Self::Weeks(weeks) => weeks,
            Self::Live { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_saying_it() {
        let today: NaiveDate = "2026-11-20".parse().unwrap();
        for (text, said) in [
            ("2", MvpSaid::Weeks(2)),
            ("2w", MvpSaid::Weeks(2)),
            ("1 week", MvpSaid::Weeks(1)),
            ("3 weeks", MvpSaid::Weeks(3)),
            ("live", MvpSaid::Live { since: today, exact: false }),
            ("2026-11-18", MvpSaid::Live { since: "2026-11-18".parse().unwrap(), exact: true }),
            ("0", MvpSaid::Live { since: today, exact: false }),
            ("2026-11-23", MvpSaid::Weeks(1)),
            ("2026-11-27", MvpSaid::Weeks(1)),
            ("2026-11-29", MvpSaid::Weeks(1)),
            ("2026-11-30", MvpSaid::Weeks(2)),
            ("2026-11-21", MvpSaid::Weeks(1)),
        ] {
            assert_eq!(MvpSaid::parse(text, today, today).unwrap(), said, "{text}");
        }
        for text in ["", "soon", "-1", "2.5", "w", "99999", "2weeksweeks", "+2"] {
            assert!(MvpSaid::parse(text, today, today).is_err(), "{text}");
        }
    }

    #[test]
    fn a_promised_day_is_expected_in_the_same_week_whenever_it_is_said() {
        let promised = "2026-12-02";
        for held in ["2026-11-13", "2026-11-18", "2026-11-20", "2026-11-22", "2026-11-23"] {
            let held: NaiveDate = held.parse().unwrap();
            let said = MvpSaid::parse(promised, held, held).unwrap();
            assert_eq!(Week::of(held).plus(i64::from(said.weeks())).to_string(), "2026-W49", "{held}");
        }
    }

    #[test]
    fn what_was_understood_can_be_kept_and_told() {
        let held: NaiveDate = "2026-11-20".parse().unwrap();
        for (text, canonical, words) in [
            ("2", "2", "in 2 weeks, in W49"),
            ("2026-11-25", "1", "in 1 week, in W48"),
            ("live", "live", "live since 20 November 2026"),
            ("yesterday", "2026-11-19", "live since 19 November 2026"),
        ] {
            let said = MvpSaid::parse(text, held, held).unwrap();
            assert_eq!((said.canonical().as_str(), said.in_words(held).as_str()), (canonical, words), "{text}");
            assert_eq!(MvpSaid::parse(canonical, held, held).unwrap(), said, "{text}");
        }
    }
}
