//! Failure modes over the weeks: what speaks for ending an engagement early.

use chrono::NaiveDate;

use crate::model::{FailureMode, Retro, Week};

/// A failure mode with the retros that saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Persistence {
    /// What goes wrong.
    pub mode: FailureMode,
    /// The retros that saw it, oldest first; never empty.
    pub seen: Vec<Sighting>,
    /// How many retros running have seen it, up to the newest; 0 where the newest did not.
    pub running: usize,
}

/// A retro that saw a failure mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sighting {
    /// Its week.
    pub week: Week,
    /// Its day, where the record tells.
    pub date: Option<NaiveDate>,
}

/// The failure modes that `retros` (oldest first) saw: those first that lasted longest up to now, then the most often
/// seen.
pub fn failure_modes(retros: &[Retro]) -> Vec<Persistence> {
    let saw = |mode| move |retro: &&Retro| retro.failure_modes.contains(&mode);
    let modes = FailureMode::NAMES.into_iter().map(|(_, mode)| Persistence {
        mode,
        seen: retros.iter().filter(saw(mode)).map(|retro| Sighting { week: retro.week, date: retro.date }).collect(),
        running: retros.iter().rev().take_while(saw(mode)).count(),
    });
    let mut modes: Vec<Persistence> = modes.filter(|seen| !seen.seen.is_empty()).collect();
    modes.sort_by_key(|seen| std::cmp::Reverse((seen.running, seen.seen.len())));
    modes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn retro(week: u32, modes: &[FailureMode]) -> Retro {
        Retro { failure_modes: modes.to_vec(), ..Retro::new(Week::new(2026, week).unwrap()) }
    }

    #[test]
    fn a_row_is_counted_from_the_newest_retro_back() {
        use FailureMode::{BadHabits, HardWork, NotWelcome};
        let retros = [
            retro(40, &[NotWelcome]),
            retro(41, &[HardWork, NotWelcome]),
            retro(42, &[NotWelcome]),
            retro(44, &[HardWork]),
            retro(45, &[BadHabits, HardWork]),
        ];
        let found = failure_modes(&retros);
        let found: Vec<(FailureMode, Vec<u32>, usize)> = found
            .into_iter()
            .map(|seen| (seen.mode, seen.seen.into_iter().map(|at| at.week.number()).collect(), seen.running))
            .collect();
        let expected = [(HardWork, vec![41, 44, 45], 2), (BadHabits, vec![45], 1), (NotWelcome, vec![40, 41, 42], 0)];
        assert_eq!(found, expected);
        assert_eq!(failure_modes(&[retro(40, &[])]), []);
    }
}
