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

/// A 95 % interval: of a score from −100 to 100, of a difference of two scores from −200 to 200.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// How much a score has changed.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Change {
    /// The later score less the earlier one: −200 to 200.
    pub difference: f64,
    /// The 95 % interval of the difference.
    pub interval: Interval,
    /// Whether the interval leaves out zero; otherwise there is no clear change.
    pub clear: bool,
}

impl Nps {
    /// Counts `answers`; their order does not matter.
    pub fn of(answers: impl IntoIterator<Item = NpsScore>) -> Self {
        let mut nps = Self::default();
        for score in answers {
            let group = if score.is_promoter() {
                &mut nps.promoters
            } else if score.is_detractor() {
                &mut nps.detractors
            } else {
                &mut nps.passives
            };
            *group = group.saturating_add(1);
        }
        nps
    }

    /// What the answers of several counts are together.
    pub fn sum(counts: impl IntoIterator<Item = Self>) -> Self {
        counts.into_iter().fold(Self::default(), |sum, nps| Self {
            promoters: sum.promoters.saturating_add(nps.promoters),
            passives: sum.passives.saturating_add(nps.passives),
            detractors: sum.detractors.saturating_add(nps.detractors),
        })
    }

    /// How many answered.
    pub fn n(self) -> u32 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
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
        let (centre, variance) = self.adjusted(0.75, 3.0)?;
        Some(Interval::around(centre, variance, 100.0))
    }

    /// How much the score has changed since `before`, with the 95 % interval by adjusted Wald: to each of the two one
    /// imaginary promoter and one imaginary detractor are added, and the ends are held to ±200. `None` where either has no
    /// answers.
    ///
    /// Source: the four imaginary answers of A. Agresti and B. Caffo, "Simple and Effective Confidence Intervals for
    /// Proportions and Differences of Proportions Result from Adding Two Successes and Two Failures", The American
    /// Statistician 54 (2000), on the variance of a net score. It holds for few answers. Over all shares in steps of a
    /// twentieth and up to twelve answers a side, a change is called where there is none in at most 8 of 100 cases, and
    /// usually in far fewer; from five answers on, the interval holds the true difference in 88 of 100 at worst. With the
    /// adjustment of [`Nps::interval`] on each side, an interval could miss every time.
    pub fn change_since(self, before: Self) -> Option<Change> {
        let difference = self.score()? - before.score()?;
        let (now, now_variance) = self.adjusted(1.0, 2.0)?;
        let (then, then_variance) = before.adjusted(1.0, 2.0)?;
        let interval = Interval::around(now - then, now_variance + then_variance, 200.0);
        Some(Change { difference, interval, clear: interval.low > 0.0 || interval.high < 0.0 })
    }

    /// The net share with `each` imaginary promoters and detractors among `added` imaginary answers, and its variance.
    /// `None` without real answers.
    fn adjusted(self, each: f64, added: f64) -> Option<(f64, f64)> {
        let n = f64::from(self.n()) + added;
        let promoters = (f64::from(self.promoters) + each) / n;
        let detractors = (f64::from(self.detractors) + each) / n;
        let net = promoters - detractors;
        (self.n() > 0).then(|| (net, (promoters + detractors - net * net) / n))
    }
}

impl Interval {
    /// 1.96 standard errors to either side of `centre` (a share), times 100 and held to ±`most`.
    fn around(centre: f64, variance: f64, most: f64) -> Self {
        const Z: f64 = 1.959_963_984_540_054;
        let reach = Z * variance.sqrt();
        Self { low: (100.0 * (centre - reach)).max(-most), high: (100.0 * (centre + reach)).min(most) }
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
    fn counts_are_put_together() {
        let all = Nps::sum([nps(&[9, 7]), nps(&[]), nps(&[10, 8, 3])]);
        assert_eq!(all, nps(&[3, 7, 8, 9, 10]));
        assert_eq!((all.n(), Nps::sum([])), (5, nps(&[])));
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

    #[test]
    fn a_change_agrees_with_a_hand_calculation() {
        let [before, after] = [nps(&[9, 9, 3, 8]), nps(&[10, 10, 9, 9, 7])];
        let change = after.change_since(before).unwrap();
        // 80 − 25; (5 − 1)/7 and (3 − 2)/6 of the net; variances (6/7 − 16/49)/7 and (5/6 − 1/36)/6.
        assert!((change.difference - 55.0).abs() < 1e-9);
        let (centre, reach) = (4.0 / 7.0 - 1.0 / 6.0, 1.959_963_984_540_054 * (26.0 / 343.0 + 29.0 / 216.0_f64).sqrt());
        assert!((change.interval.low - 100.0 * (centre - reach)).abs() < 1e-9, "{change:?}");
        assert!((change.interval.high - 100.0 * (centre + reach)).abs() < 1e-9, "{change:?}");
        assert!(!change.clear);
        assert!(nps(&[10; 9]).change_since(nps(&[0; 9])).unwrap().clear);
        assert!(nps(&[0; 9]).change_since(nps(&[10; 9])).unwrap().clear, "a fall is a change too");
        assert_eq!((nps(&[]).change_since(before), before.change_since(nps(&[]))), (None, None));
    }

    /// Every outcome of `n` answers with its probability, when these are the shares of promoters and detractors.
    fn outcomes(n: u32, promoters: f64, detractors: f64) -> Vec<(Nps, f64)> {
        let ways = |n: u32, k: u32| (0..k).fold(1.0, |ways, i| ways * f64::from(n - i) / f64::from(i + 1));
        let power = |share: f64, k: u32| share.powi(i32::try_from(k).unwrap());
        let passives = 1.0 - promoters - detractors;
        let all = (0..=n).flat_map(|p| (0..=n - p).map(move |d| (p, d)));
        all.map(|(p, d)| {
            let probability = ways(n, p) * ways(n - p, d) * power(promoters, p) * power(detractors, d);
            let rest = n - p - d;
            (Nps { promoters: p, passives: rest, detractors: d }, probability * power(passives.max(0.0), rest))
        })
        .collect()
    }

    #[test]
    fn few_answers_seldom_call_a_change_where_there_is_none() {
        let shares = (0..=10).flat_map(|p| (0..=10 - p).map(move |d| (f64::from(p) / 10.0, f64::from(d) / 10.0)));
        for (before, after) in [(1, 1), (2, 2), (2, 9), (3, 3), (4, 4), (5, 6), (6, 8)] {
            for (promoters, detractors) in shares.clone() {
                let (then, now) = (outcomes(before, promoters, detractors), outcomes(after, promoters, detractors));
                let pairs = then.iter().flat_map(|then| now.iter().map(move |now| (then, now)));
                let called = pairs.filter(|((then, _), (now, _))| now.change_since(*then).unwrap().clear);
                let share: f64 = called.map(|((_, then), (_, now))| then * now).sum();
                assert!(share < 0.08, "{share} for {before} and {after} answers of {promoters} and {detractors}");
            }
        }
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
