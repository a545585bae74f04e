//! Which parts of a whole may be shown without telling on anybody.

/// The smallest group that is shown by itself.
pub const SMALLEST: u32 = 3;

/// Which of `groups` (how many people each has) may be shown beside their total, to which `others` belong too who are in
/// none of them.
///
/// A group of fewer than three is not shown. What is left over when all that is shown is taken from the total must be
/// nobody or at least three: otherwise the smallest group that is shown is withheld too, until it is so.
pub fn disclosed(groups: &[u32], others: u32) -> Vec<bool> {
    let mut shown: Vec<bool> = groups.iter().map(|size| *size >= SMALLEST).collect();
    loop {
        let withheld = groups.iter().zip(&shown).filter(|(_, shown)| !**shown).map(|(size, _)| *size);
        let left_over = withheld.fold(others, u32::saturating_add);
        let smallest = groups.iter().zip(&mut shown).filter(|(_, shown)| **shown).min_by_key(|(size, _)| **size);
        match smallest {
            Some((_, shown)) if (1..SMALLEST).contains(&left_over) => *shown = false,
            _ => return shown,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_can_be_worked_out() {
        for (groups, others, expected) in [
            (&[][..], 5, &[][..]),
            (&[3], 0, &[true]),
            (&[2], 0, &[false]),
            (&[5, 2], 0, &[false, false]),
            (&[5, 4, 2], 0, &[true, false, false]),
            (&[5, 2, 1], 0, &[true, false, false]),
            (&[4, 4], 1, &[false, true]),
            (&[4], 2, &[false]),
            (&[4], 3, &[true]),
            (&[3, 3, 3], 0, &[true, true, true]),
        ] {
            assert_eq!(disclosed(groups, others), expected, "{groups:?} {others}");
        }
    }

    proptest! {
        #[test]
        fn what_is_left_over_is_nobody_or_three(groups in prop::collection::vec(1_u32..9, 0..8), others in 0_u32..6) {
            let shown = disclosed(&groups, others);
            let of = |wanted: bool| groups.iter().zip(&shown).filter(move |(_, shown)| **shown == wanted);
            prop_assert!(of(true).all(|(size, _)| *size >= SMALLEST));
            let rest: u32 = of(false).map(|(size, _)| size).sum::<u32>() + others;
            prop_assert!(rest == 0 || rest >= SMALLEST || shown.iter().all(|shown| !shown));
        }
    }
}
