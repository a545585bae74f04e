//! How a week went: pairing, other work with the host, the day at home and, where they are told apart, backlog and
//! planning.

use std::fmt;
use std::str::FromStr;

/// How the engineer's week split, in any one unit: days, hours or percent. Only the shares count.
///
/// No part is negative or infinite, and not all of them are 0.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TimeSplit {
    /// Pairing with people of the host team on the goals.
    pub pairing: f64,
    /// Other work with the host team.
    pub host: f64,
    /// The day at home: notes, the home team, the platform.
    pub home: f64,
    /// Work on the host's backlog that serves no goal, where it is told apart.
    pub backlog: Option<f64>,
    /// Planning rather than doing, where it is told apart.
    pub planning: Option<f64>,
}

impl TimeSplit {
    /// A week that split so; `None` for what cannot be.
    pub fn new(pairing: f64, host: f64, home: f64) -> Option<Self> {
        Self::in_parts([pairing, host, home], None, None)
    }

    /// A week of pairing, other host work and home in which backlog and planning may be told apart from these; `None`
    /// for what cannot be.
    pub fn in_parts([pairing, host, home]: [f64; 3], backlog: Option<f64>, planning: Option<f64>) -> Option<Self> {
        const LARGEST: f64 = 1e6;
        let split = Self { pairing, host, home, backlog, planning };
        let parts = split.parts();
        let possible = parts.iter().all(|part| (0.0..=LARGEST).contains(part)) && parts.iter().any(|part| *part > 0.0);
        possible.then_some(split)
    }

    fn parts(self) -> [f64; 5] {
        let [backlog, planning] = [self.backlog, self.planning].map(Option::unwrap_or_default);
        [self.pairing, self.host, self.home, backlog, planning]
    }

    /// The shares of pairing, other host work, home, backlog and planning, each 0…1; together they are 1.
    pub fn shares(self) -> [f64; 5] {
        // Scaled down first: the sum of parts as small as numbers can be is still a number.
        let largest = self.parts().into_iter().fold(0.0, f64::max);
        let parts = self.parts().map(|part| part / largest);
        let sum: f64 = parts.iter().sum();
        parts.map(|part| part / sum)
    }

    /// The same week, with the backlog and planning of `before` where nothing is said of them.
    #[must_use]
    pub fn completed_by(self, before: Option<Self>) -> Self {
        let part = |part: fn(&Self) -> Option<f64>| part(&self).or_else(|| part(before.as_ref()?));
        Self { backlog: part(|split| split.backlog), planning: part(|split| split.planning), ..self }
    }
}

/// A text that tells no split of a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidTimeSplit;

impl fmt::Display for InvalidTimeSplit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write pairing, other host work and home in one unit: 3/1/1 for days, 60/20/20 for percent")
    }
}

impl std::error::Error for InvalidTimeSplit {}

impl FromStr for TimeSplit {
    type Err = InvalidTimeSplit;

    /// Reads `3/1/1`, `3 1 1`, `2.5 1.5 1` or `60% 20% 20%`; with backlog and planning behind the three, `3/1/0.5/0.5/0`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let part = |part: &str| {
            let number = part.strip_suffix('%').unwrap_or(part);
            if is_plain(number) { number.parse::<f64>().ok() } else { None }
        };
        let parts = text.split(|c: char| c == '/' || c.is_whitespace()).filter(|part| !part.is_empty());
        let parts: Option<Vec<f64>> = parts.map(part).collect();
        match parts.as_deref() {
            Some(&[pairing, host, home]) => Self::new(pairing, host, home).ok_or(InvalidTimeSplit),
            Some(&[pairing, host, home, backlog, planning]) => {
                Self::in_parts([pairing, host, home], Some(backlog), Some(planning)).ok_or(InvalidTimeSplit)
            }
            _ => Err(InvalidTimeSplit),
        }
    }
}

impl fmt::Display for TimeSplit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.pairing, self.host, self.home)?;
        if self.backlog.is_some() || self.planning.is_some() {
            let [.., backlog, planning] = self.parts();
            write!(f, "/{backlog}/{planning}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_it() {
        let days = TimeSplit::new(3.0, 1.0, 1.0).unwrap();
        for text in ["3/1/1", "3 1 1", " 3 / 1 / 1 ", "3.0/1/1"] {
            assert_eq!(text.parse(), Ok(days), "{text}");
        }
        assert_eq!("60% 20% 20%".parse(), Ok(TimeSplit::new(60.0, 20.0, 20.0).unwrap()));
        assert_eq!(days.to_string(), "3/1/1");
        for text in ["", "3/1", "3/1/1/1", "-3/1/1", "0/0/0", "a/b/c", "inf/1/1", "1e3/1/1", "9999999/1/1", "./1/1"] {
            assert_eq!(text.parse::<TimeSplit>(), Err(InvalidTimeSplit), "{text}");
        }
        assert!(InvalidTimeSplit.to_string().contains("3/1/1 for days"));
    }

    #[test]
    fn only_the_shares_count() {
        for (split, expected) in [
            ([3.0, 1.0, 1.0], [0.6, 0.2, 0.2]),
            ([60.0, 20.0, 20.0], [0.6, 0.2, 0.2]),
            // As small as numbers can be.
            ([5e-324, 0.0, 5e-324], [0.5, 0.0, 0.5]),
        ] {
            let [pairing, host, home] = split;
            let shares = TimeSplit::new(pairing, host, home).unwrap().shares();
            // Not a number is no share either.
            let same = shares.into_iter().zip(expected).all(|(share, expected)| (share - expected).abs() <= 1e-12);
            assert!(same, "{split:?}: {shares:?}");
        }
    }

    #[test]
    fn backlog_and_planning_are_shares_of_the_same_week() {
        let week = TimeSplit::in_parts([2.0, 1.0, 1.0], Some(0.5), Some(0.5)).unwrap();
        let expected = [0.4, 0.2, 0.2, 0.1, 0.1];
        assert!(week.shares().iter().zip(expected).all(|(share, expected)| (share - expected).abs() < 1e-12));
        assert_eq!(week.to_string().parse(), Ok(week));
        assert!(TimeSplit::in_parts([0.0; 3], Some(1.0), None).is_some(), "a week of backlog alone");
        assert_eq!(TimeSplit::in_parts([0.0; 3], Some(0.0), Some(0.0)), None);
        assert_eq!(TimeSplit::in_parts([1.0; 3], Some(-1.0), None), None);
        let planned = TimeSplit::in_parts([3.0, 1.0, 0.0], None, Some(1.0)).unwrap();
        assert_eq!(planned.to_string(), "3/1/0/0/1");
    }

    #[test]
    fn three_parts_said_again_keep_the_others() {
        let days = TimeSplit::new(3.0, 1.0, 1.0).unwrap();
        let before = TimeSplit::in_parts([9.0; 3], Some(0.5), None);
        assert_eq!(days.completed_by(before), TimeSplit::in_parts([3.0, 1.0, 1.0], Some(0.5), None).unwrap());
        assert_eq!(days.completed_by(None), days);
        let planned = TimeSplit::in_parts([2.0, 2.0, 1.0], None, Some(0.5));
        assert_eq!(days.completed_by(planned).planning, Some(0.5));
        let all: TimeSplit = "3/1/1/0/0".parse().unwrap();
        assert_eq!(all.completed_by(before), all);
    }
}
