//! What the votes on proposals say together, and how the proposals rank.

use std::cmp::Ordering;

use crate::model::Vote;

/// What all votes on a proposal say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fit {
    /// How many voted; at least 1.
    pub voters: u32,
    /// What all of them gave to the value for the business together, up to 2 each.
    pub business: u32,
    /// What all of them gave to the value for the systems, up to 2 each.
    pub technical: u32,
    /// What all of them gave to the fit of the teams, up to 2 each.
    pub team: u32,
    /// The points of the vote that gave fewest, 0 to 6.
    pub lowest: u32,
    /// The points of the vote that gave most, 0 to 6.
    pub highest: u32,
}

impl Fit {
    /// The most points that a vote can give.
    pub const MOST: u32 = 6;

    /// What `votes` say together; `None` where nobody has voted.
    pub fn of(votes: &[Vote]) -> Option<Self> {
        let points = || votes.iter().map(|vote| u32::from(vote.points()));
        let sum = |part: fn(&Vote) -> u8| votes.iter().fold(0_u32, |sum, vote| sum.saturating_add(part(vote).into()));
        Some(Self {
            lowest: points().min()?,
            highest: points().max()?,
            voters: u32::try_from(votes.len()).unwrap_or(u32::MAX),
            business: sum(|vote| vote.business.points()),
            technical: sum(|vote| vote.technical.points()),
            team: sum(|vote| vote.team.points()),
        })
    }

    /// All points together.
    pub fn points(&self) -> u32 {
        self.business.saturating_add(self.technical).saturating_add(self.team)
    }

    /// What a voter gave in the mean, 0 to 6: by this proposals compare on which not equally many have voted.
    pub fn score(&self) -> f64 {
        self.each(self.points())
    }

    /// What a voter gave of `points` in the mean.
    pub fn each(&self, points: u32) -> f64 {
        f64::from(points) / f64::from(self.voters.max(1))
    }

    /// How far the voters are apart, 0 to 6.
    pub fn spread(&self) -> u32 {
        self.highest.saturating_sub(self.lowest)
    }

    /// Which of two has the better score; exact, unlike the quotients.
    fn better(&self, other: &Self) -> Ordering {
        let product = |points: u32, voters: u32| u64::from(points).saturating_mul(u64::from(voters));
        product(other.points(), self.voters).cmp(&product(self.points(), other.voters))
    }
}

/// The place of each among all by its score, from 1; equals share a place. Those on which nobody voted have none.
pub fn ranks(fits: &[Option<Fit>]) -> Vec<Option<usize>> {
    let better = |than: &Fit| fits.iter().flatten().filter(|fit| fit.better(than) == Ordering::Less).count();
    fits.iter().map(|fit| fit.as_ref().map(|fit| better(fit).saturating_add(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Thumb;

    fn vote(points: [i64; 3]) -> Vote {
        let [business, technical, team] = points.map(|points| Thumb::new(points).unwrap());
        let (id, voter) = ("ana".parse().unwrap(), "Ana".parse().unwrap());
        Vote { id, voter, date: "2026-11-20".parse().unwrap(), business, technical, team, reason: None }
    }

    fn fit(votes: &[[i64; 3]]) -> Option<Fit> {
        Fit::of(&votes.iter().copied().map(vote).collect::<Vec<_>>())
    }

    #[test]
    fn votes_are_taken_together() {
        assert_eq!(fit(&[]), None);
        let fit = fit(&[[2, 2, 1], [2, 1, 1], [0, 0, 0]]).unwrap();
        assert_eq!((fit.business, fit.technical, fit.team, fit.points()), (4, 3, 2, 9));
        assert_eq!((fit.lowest, fit.highest, fit.spread(), fit.voters), (0, 5, 5, 3));
        assert!((fit.score() - 3.0).abs() < 1e-12 && (fit.each(fit.team) - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn the_score_of_a_voter_ranks_and_equals_share_a_place() {
        let fits = [
            fit(&[[1, 1, 1]]),
            fit(&[[2, 2, 1], [0, 0, 1]]),
            fit(&[]),
            fit(&[[2, 2, 2]]),
            fit(&[[0, 0, 0], [2, 2, 2], [0, 1, 1]]),
        ];
        assert_eq!(ranks(&fits), [Some(2), Some(2), None, Some(1), Some(4)]);
        assert_eq!(ranks(&[]), []);
    }
}
