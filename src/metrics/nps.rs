//! The net promoter score and how far it can be trusted.

use crate::model::NpsScore;

/// How many answered what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Nps {
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
}

/// A 95 % interval, both ends from −100 to 100.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Nps {
    /// Counts `answers`; their order does not matter.
    pub fn of(answers: impl IntoIterator<Item = NpsScore>) -> Self {
        let mut nps = Self::default();
        for score in answers {
            if score.is_promoter() {
                nps.promoters += 1;
            } else if score.is_detractor() {
                nps.detractors += 1;
            } else {
                nps.passives += 1;
            }
        }
        nps
    }

    /// How many answered.
    pub fn n(self) -> u32 {
        self.promoters + self.passives + self.detractors
    }

    /// Share of promoters less share of detractors, times 100: −100 to 100. `None` without answers.
    pub fn score(self) -> Option<f64> {
        let n = f64::from(self.n());
        (n > 0.0).then(|| 100.0 * (f64::from(self.promoters) - f64::from(self.detractors)) / n)
    }

    /// The 95 % interval of the score by adjusted Wald: three imaginary answers are added, ¾ of one to the promoters
    /// and ¾ of one to the detractors, and the ends are held to ±100. `None` without answers.
    ///
    /// Source: B. Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician 70 (2016).
    pub fn interval(self) -> Option<Interval> {
        const Z: f64 = 1.959_963_984_540_054;
        if self.n() == 0 {
            return None;
        }
        let n = f64::from(self.n()) + 3.0;
        let promoters = (f64::from(self.promoters) + 0.75) / n;
        let detractors = (f64::from(self.detractors) + 0.75) / n;
        let centre = promoters - detractors;
        let variance = promoters + detractors - centre * centre;
        let reach = Z * (variance / n).sqrt();
        Some(Interval { low: (100.0 * (centre - reach)).max(-100.0), high: (100.0 * (centre + reach)).min(100.0) })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn nps(answers: &[i64]) -> Nps {
        Nps::of(answers.iter().map(|answer| NpsScore::new(*answer).unwrap()))
    }

    #[test]
    fn counts_and_scores() {
        assert_eq!(nps(&[]).score(), None);
        assert_eq!(nps(&[]).interval(), None);
        assert_eq!(nps(&[6, 7, 8, 9]), Nps { promoters: 1, passives: 2, detractors: 1 });
        assert_eq!(nps(&[10, 9, 9, 10, 8, 3]).score(), Some(50.0));
        assert_eq!(nps(&[0]).score(), Some(-100.0));
    }

    #[test]
    fn the_interval_agrees_with_a_hand_calculation() {
        // n + 3 = 9: (4.75 − 1.75) / 9 = 1/3; variance (6.5 / 9 − 1/9) / 9; 1.96 standard errors.
        let interval = nps(&[10, 9, 9, 10, 8, 3]).interval().unwrap();
        assert!((interval.low - -17.739_144).abs() < 1e-6, "{interval:?}");
        assert!((interval.high - 84.405_811).abs() < 1e-6, "{interval:?}");
    }

    #[test]
    fn the_interval_is_held_to_the_scale() {
        assert_eq!(nps(&[10; 5]).interval().unwrap().high.to_bits(), 100.0_f64.to_bits());
        assert_eq!(nps(&[0; 5]).interval().unwrap().low.to_bits(), (-100.0_f64).to_bits());
    }

    proptest! {
        #[test]
        fn order_does_not_matter(mut answers in prop::collection::vec(0_i64..=10, 0..60)) {
            let before = nps(&answers);
            answers.sort_unstable();
            prop_assert_eq!(before, nps(&answers));
        }

        #[test]
        fn turning_the_scale_round_turns_the_interval_round(p in 0_u32..60, q in 0_u32..60, d in 0_u32..60) {
            let nps = Nps { promoters: p, passives: q, detractors: d };
            let turned = Nps { promoters: d, passives: q, detractors: p };
            match (nps.interval(), turned.interval()) {
                (Some(one), Some(other)) => {
                    prop_assert!((one.low + other.high).abs() < 1e-9);
                    prop_assert!(one.low <= one.high);
                    prop_assert!(one.low >= -100.0 && one.high <= 100.0);
                }
                (one, other) => prop_assert!(one.is_none() && other.is_none()),
            }
        }
    }
}
