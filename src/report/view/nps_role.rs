//! What the people of one role say, where none of them can be known by it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::metrics::{Interval, Nps, disclosed};
use crate::model::Response;

/// What the people of one role say together.
#[derive(Debug, Clone, Serialize)]
pub struct RoleView {
    /// What they do, as one of them wrote it.
    pub role: String,
    /// How many answered: three or more.
    pub n: u32,
    /// Answers of 9 and 10.
    pub promoters: u32,
    /// Answers of 7 and 8.
    pub passives: u32,
    /// Answers of 0 to 6.
    pub detractors: u32,
    /// −100…100.
    pub score: Option<f64>,
    /// The 95 % interval of the score.
    pub interval: Option<Interval>,
}

impl RoleView {
    /// The roles of `responses` that may be shown, the largest first, and whether there are others. Case makes no other
    /// role.
    pub fn of(responses: &[Response]) -> (Vec<Self>, bool) {
        let mut roles: BTreeMap<String, (&str, Nps)> = BTreeMap::new();
        let without = responses.iter().filter(|response| response.role.is_none()).count();
        let others = u32::try_from(without).unwrap_or(u32::MAX);
        for response in responses {
            let Some(role) = response.role.as_deref() else {
                continue;
            };
            let (name, nps) = roles.entry(role.to_lowercase()).or_insert((role, Nps::default()));
            *name = role.min(name);
            *nps = Nps::sum([*nps, Nps::of([response.score])]);
        }
        let sizes: Vec<u32> = roles.values().map(|(_, nps)| nps.n()).collect();
        let shown = disclosed(&sizes, others);
        let kept = roles.values().zip(&shown).filter(|(_, shown)| **shown);
        let mut views: Vec<Self> = kept.map(|((name, nps), _)| Self::new(name, *nps)).collect();
        views.sort_by_key(|view| std::cmp::Reverse(view.n));
        (views, shown.contains(&false))
    }

    fn new(role: &str, nps: Nps) -> Self {
        Self {
            role: role.to_owned(),
            n: nps.n(),
            promoters: nps.promoters,
            passives: nps.passives,
            detractors: nps.detractors,
            score: nps.score(),
            interval: nps.interval(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NpsScore;

    fn shown(answers: &[(&str, i64)]) -> (Vec<(String, u32)>, bool) {
        let response = |(role, score): &(&str, i64)| Response {
            score: NpsScore::new(*score).unwrap(),
            why: None,
            role: Some((*role).to_owned()).filter(|role| !role.is_empty()),
        };
        let (roles, withheld) = RoleView::of(&answers.iter().map(response).collect::<Vec<_>>());
        (roles.into_iter().map(|view| (view.role, view.n)).collect(), withheld)
    }

    #[test]
    fn a_role_is_shown_where_nobody_can_be_known_by_it() {
        let (dev, ops, tester) = (("developer", 9), ("Ops", 8), ("tester", 0));
        let of = |role: &str, n| (role.to_owned(), n);
        for (answers, expected) in [
            (vec![], (vec![], false)),
            (vec![("", 9); 6], (vec![], false)),
            (vec![dev, dev, ("Developer", 3)], (vec![of("Developer", 3)], false)),
            (vec![dev, dev], (vec![], true)),
            (vec![dev, dev, dev, tester], (vec![], true)),
            (vec![dev, dev, dev, ("", 1)], (vec![], true)),
            (vec![dev, dev, dev, dev, ops, ops, ops, tester], (vec![of("developer", 4)], true)),
            (vec![ops, ops, ops, dev, dev, dev, dev], (vec![of("developer", 4), of("Ops", 3)], false)),
            (vec![dev, dev, dev, ("", 1), ("", 2), ("", 3)], (vec![of("developer", 3)], false)),
        ] {
            assert_eq!(shown(&answers), expected, "{answers:?}");
        }
    }
}
