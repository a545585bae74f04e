//! What the share of goals that were done says about how ambitious they were.

use serde::Serialize;

/// How many of the goals were done, and how far their share can be trusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GoalsDone {
    /// How many were done.
    pub done: usize,
    /// How many were pursued.
    pub total: usize,
}

/// A 95 % interval of a share, both ends from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ShareInterval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// What the share of goals that were done says beside the aim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ambition {
    /// More were done than was aimed at: the goals were too soft.
    TooSoft,
    /// As many as was aimed at.
    AboutRight,
    /// Far fewer were done: the goals were hopeless.
    Hopeless,
    /// There are too few goals to tell.
    CannotTell,
}

impl Ambition {
    /// What it says, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::TooSoft => "more than the aim: the goals were too soft",
            Self::AboutRight => "about what is aimed at",
            Self::Hopeless => "less than the aim: the goals were hopeless",
            Self::CannotTell => "too few goals to tell whether they were too soft or hopeless",
        }
    }
}

impl GoalsDone {
    /// The share that was done, 0…1; `None` without goals.
    pub fn share(self) -> Option<f64> {
        (self.total > 0).then(|| self.done as f64 / self.total as f64)
    }

    /// The 95 % interval of the share by Wilson; `None` without goals.
    ///
    /// Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the
    /// American Statistical Association 22 (1927).
    pub fn interval(self) -> Option<ShareInterval> {
        const Z: f64 = 1.959_963_984_540_054;
        let (share, n) = (self.share()?, self.total as f64);
        let shrink = 1.0 + Z * Z / n;
        let centre = (share + Z * Z / (2.0 * n)) / shrink;
        let reach = Z / shrink * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
        Some(ShareInterval { low: (centre - reach).max(0.0), high: (centre + reach).min(1.0) })
    }

    /// What the share says beside `aim` (0…1): more or less only where the interval excludes the aim, and about right
    /// only where the interval is so narrow that something else would have shown. Fewer than eight goals say nothing.
    pub fn ambition(self, aim: f64) -> Ambition {
        const FEW: usize = 8;
        const NARROW: f64 = 0.4;
        match self.interval() {
            _ if self.total < FEW => Ambition::CannotTell,
            Some(interval) if interval.low > aim => Ambition::TooSoft,
            Some(interval) if interval.high < aim => Ambition::Hopeless,
            Some(interval) if interval.high - interval.low <= NARROW => Ambition::AboutRight,
            _ => Ambition::CannotTell,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_agrees_with_published_values() {
        // Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
        for (done, total, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let interval = GoalsDone { done, total }.interval().unwrap();
            assert!((interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5, "{interval:?}");
        }
        assert!(GoalsDone { done: 0, total: 0 }.interval().is_none());
    }

    #[test]
    fn an_interval_that_only_touches_the_aim_does_not_exclude_it() {
        let goals = GoalsDone { done: 80, total: 100 };
        let interval = goals.interval().unwrap();
        assert_eq!(goals.ambition(interval.low), Ambition::AboutRight);
        assert_eq!(goals.ambition(interval.high), Ambition::AboutRight);
        assert_eq!(goals.ambition(interval.low - 1e-9), Ambition::TooSoft);
        assert_eq!(goals.ambition(interval.high + 1e-9), Ambition::Hopeless);
    }

    #[test]
    fn what_it_says_is_said_in_words() {
        let words =
            [Ambition::TooSoft, Ambition::AboutRight, Ambition::Hopeless, Ambition::CannotTell].map(Ambition::words);
        let said = ["too soft", "about what is aimed at", "hopeless", "too few goals to tell"];
        assert!(words.iter().zip(said).all(|(words, said)| words.contains(said)), "{words:?}");
    }

    #[test]
    fn few_goals_say_nothing() {
        for (done, total, said) in [
            (0, 0, Ambition::CannotTell),
            (5, 5, Ambition::CannotTell),
            (1, 1, Ambition::CannotTell),
            (6, 8, Ambition::CannotTell),
            (0, 7, Ambition::CannotTell),
            (0, 8, Ambition::Hopeless),
            (12, 12, Ambition::TooSoft),
            (20, 20, Ambition::TooSoft),
            (15, 20, Ambition::AboutRight),
            (75, 100, Ambition::AboutRight),
            (90, 100, Ambition::TooSoft),
            (50, 100, Ambition::Hopeless),
            (5, 20, Ambition::Hopeless),
        ] {
            assert_eq!(GoalsDone { done, total }.ambition(0.75), said, "{done} of {total}");
        }
    }
}
