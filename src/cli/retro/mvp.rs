//! What `--mvp` says.

use chrono::NaiveDate;

use crate::cli::dates::day;
use crate::cli::failure::Failure;
use crate::text::quoted;

/// How far the MVP is from production.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MvpSaid {
    /// So many weeks away.
    Weeks(u32),
    /// In production since this day; said without a date when `exact` does not hold, so that an earlier day stands.
    Live { since: NaiveDate, exact: bool },
}

impl MvpSaid {
    /// Reads `2`, `2w`, `2 weeks`, `live`, or a date: one that has been is when it went live, one to come is so many
    /// weeks after `held`, rounded up.
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
            return Ok(Self::Weeks(weeks));
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
        let days = date.signed_duration_since(held).num_days();
        u32::try_from((days + 6) / 7).map(Self::Weeks).map_err(|_| unknown())
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
            ("2026-11-28", MvpSaid::Weeks(2)),
            ("2026-11-27", MvpSaid::Weeks(1)),
        ] {
            assert_eq!(MvpSaid::parse(text, today, today).unwrap(), said, "{text}");
        }
        for text in ["", "soon", "-1", "2.5", "w", "99999", "2weeksweeks", "+2"] {
            assert!(MvpSaid::parse(text, today, today).is_err(), "{text}");
        }
    }
}
