//! Several things measured by turns, and the middle of what each took.

use std::time::Duration;

/// Something that is measured again and again; it is told how often it has been before.
pub(crate) type Measured<'a> = &'a mut dyn FnMut(usize) -> anyhow::Result<Duration>;

/// What `N` things took, turn by turn.
pub(crate) struct Turns<const N: usize>(Vec<[Duration; N]>);

/// Measures each of `measured` once a turn, after a tenth as many turns that do not count. Every second turn runs
/// backwards, so that none profits from coming after another.
pub(crate) fn by_turns<const N: usize>(turns: usize, measured: &mut [Measured<'_>; N]) -> anyhow::Result<Turns<N>> {
    let warm_up = turns.div_ceil(10);
    let mut taken = Vec::with_capacity(turns);
    for turn in 0..warm_up + turns {
        let mut took = [Duration::ZERO; N];
        for step in 0..N {
            let index = if turn % 2 == 0 { step } else { N - 1 - step };
            took[index] = measured[index](turn)?;
        }
        if turn >= warm_up {
            taken.push(took);
        }
    }
    Ok(Turns(taken))
}

impl<const N: usize> Turns<N> {
    /// The median of what the thing at `index` took, in seconds.
    pub(crate) fn median(&self, index: usize) -> f64 {
        self.median_by(|took| took[index].as_secs_f64())
    }

    /// The median of how much longer the thing at `index` took than that at `base` in the same turn, in seconds.
    pub(crate) fn median_above(&self, index: usize, base: usize) -> f64 {
        self.median_by(|took| took[index].as_secs_f64() - took[base].as_secs_f64())
    }

    fn median_by(&self, value: impl Fn(&[Duration; N]) -> f64) -> f64 {
        let mut values: Vec<f64> = self.0.iter().map(value).collect();
        values.sort_unstable_by(f64::total_cmp);
        let middle = values.len() / 2;
        match values.len() {
            0 => f64::NAN,
            even if even % 2 == 0 => f64::midpoint(values[middle - 1], values[middle]),
            _ => values[middle],
        }
    }
}
