//! How the weeks of an engineer split: with the host and at home, doing and planning.

use crate::model::Retro;

/// The mean of the weeks of which it was recorded how they split. The parts are shares, 0…1, and together 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorkingTime {
    /// How many weeks it is the mean of; at least 1.
    pub weeks: usize,
    /// Pairing with people of the host team on the goals.
    pub pairing: f64,
    /// Other work with the host team.
    pub host: f64,
    /// The day at home.
    pub home: f64,
    /// Work on the host's backlog that serves no goal.
    pub backlog: f64,
    /// Planning rather than doing.
    pub planning: f64,
}

impl WorkingTime {
    /// The mean of the weeks of `retros` that tell how they split; `None` where none does. Each week counts the same, in
    /// whatever unit it was recorded.
    pub fn of<'a>(retros: impl IntoIterator<Item = &'a Retro>) -> Option<Self> {
        let mut sums = [0.0; 5];
        let mut weeks = 0_usize;
        for time in retros.into_iter().filter_map(|retro| retro.time) {
            for (sum, share) in sums.iter_mut().zip(time.shares()) {
                *sum += share;
            }
            weeks = weeks.saturating_add(1);
        }
        let [pairing, host, home, backlog, planning] = sums.map(|sum| sum / weeks as f64);
        (weeks > 0).then_some(Self { weeks, pairing, host, home, backlog, planning })
    }

    /// The share that was not spent at home, 0…1. The playbook advises 0.8.
    pub fn away(self) -> f64 {
        1.0 - self.home
    }

    /// The share that was spent doing rather than planning, with the host and for its goals: pairing and other work with
    /// the host team, 0…1.
    pub fn hands_on(self) -> f64 {
        self.pairing + self.host
    }

    /// The mean of the newest `weeks` of `retros` (oldest first) that tell how they split, behind that of those before;
    /// `None` while there are not as many of these as well.
    pub fn before_and_lately(retros: &[Retro], weeks: usize) -> Option<(Self, Self)> {
        let told: Vec<&Retro> = retros.iter().filter(|retro| retro.time.is_some()).collect();
        let (before, lately) = told.split_at_checked(told.len().checked_sub(weeks)?)?;
        let means = Self::of(before.iter().copied()).zip(Self::of(lately.iter().copied()));
        means.filter(|(before, _)| before.weeks >= weeks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{TimeSplit, Week};

    fn retro(time: Option<TimeSplit>) -> Retro {
        Retro { time, ..Retro::new(Week::new(2026, 47).unwrap()) }
    }

    #[test]
    fn each_week_counts_the_same_in_whatever_unit() {
        let days = TimeSplit::new(4.0, 0.0, 1.0);
        let percent = TimeSplit::in_parts([40.0, 20.0, 20.0], Some(10.0), Some(10.0));
        let time = WorkingTime::of(&[retro(days), retro(None), retro(percent)]).unwrap();
        let found = [time.pairing, time.host, time.home, time.backlog, time.planning, time.away()];
        let expected = [0.6, 0.1, 0.2, 0.05, 0.05, 0.8];
        assert!(found.iter().zip(expected).all(|(one, other)| (one - other).abs() < 1e-12), "{time:?}");
        assert_eq!(time.weeks, 2);
        assert_eq!(WorkingTime::of(&[retro(None)]), None);
    }

    #[test]
    fn the_newest_weeks_are_compared_with_as_many_at_least() {
        let week = |home: f64| retro(TimeSplit::new(10.0 - home, 0.0, home));
        let away = |retros: &[Retro]| {
            let (before, lately) = WorkingTime::before_and_lately(retros, 2)?;
            Some([before.away(), lately.away()].map(|share| (share * 100.0).round()))
        };
        assert_eq!(away(&[]), None);
        assert_eq!(away(&[week(2.0), week(4.0), week(4.0)]), None, "one week before is no mean");
        assert_eq!(away(&[week(2.0), retro(None), week(4.0), week(5.0), retro(None), week(5.0)]), Some([70.0, 50.0]));
        assert_eq!(away(&[week(0.0), week(3.0), week(6.0), week(1.0), week(1.0)]), Some([70.0, 90.0]));
        let told = TimeSplit::in_parts([3.0, 1.0, 4.0], Some(1.0), Some(1.0));
        assert!((WorkingTime::of(&[retro(told)]).unwrap().hands_on() - 0.4).abs() < 1e-12);
    }
}
