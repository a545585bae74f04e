//! What the five kinds of engagements change: how long one lasts, and which goals fit.

use crate::model::{Engagement, EngagementKind, GoalKind};

/// How many weeks are enough to find out why something goes wrong.
const DEBUG_WEEKS: u32 = 4;
/// How many weeks are enough to spread knowledge that needs no building.
const SPREAD_WEEKS: u32 = 6;

/// How many weeks an engagement lasts unless said otherwise, where `usual` is the length of those of its store.
pub fn usual_weeks(kind: Option<EngagementKind>, usual: u32) -> u32 {
    match kind {
        Some(EngagementKind::Debug) => usual.min(DEBUG_WEEKS),
        Some(EngagementKind::Spread) => usual.min(SPREAD_WEEKS),
        Some(EngagementKind::Adoption | EngagementKind::Strategic | EngagementKind::EarlyAdopter) | None => usual,
    }
}

/// A goal that fits a kind of engagement; its numbers are to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedGoal {
    /// What is to be reached.
    pub title: String,
    /// What it is for.
    pub kind: GoalKind,
    /// How it is measured.
    pub measure: SuggestedMeasure,
}

/// How a suggested goal is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestedMeasure {
    /// By a number, with an example of where it begins and where it is to lead.
    Metric {
        /// What is counted, where that is known.
        unit: Option<&'static str>,
        /// The number before the engagement.
        from: u32,
        /// The number that is aimed at.
        to: u32,
    },
    /// It is reached or not.
    Milestone,
}

/// Goals that fit `engagement`, diffusion first: one on which the practice is in production, and one that matters to the
/// host. None where it is not known of which kind it is.
pub fn suggested_goals(engagement: &Engagement) -> Vec<SuggestedGoal> {
    use GoalKind::{Business, Diffusion, Technical};
    let practice = engagement.practice.as_deref().unwrap_or("the new way");
    let goal = |kind, measure, title: String| SuggestedGoal { title, kind, measure };
    let metric =
        |kind, unit, title: String| goal(kind, SuggestedMeasure::Metric { unit: Some(unit), from: 0, to: 10 }, title);
    let milestone = |kind, title: &str| goal(kind, SuggestedMeasure::Milestone, title.to_owned());
    match engagement.kind {
        None => Vec::new(),
        Some(EngagementKind::Adoption) => vec![
            metric(Diffusion, "services", format!("Services with {practice} in production")),
            metric(Diffusion, "people", format!("People who have used {practice} without us")),
            milestone(Business, "A release that needed it"),
        ],
        Some(EngagementKind::Strategic) => vec![
            milestone(Business, "The first version is in production"),
            metric(Diffusion, "people", format!("People who go on with {practice} without us")),
        ],
        Some(EngagementKind::EarlyAdopter) => {
            let hoped = engagement.desired_outcome.as_deref().unwrap_or("What the host hopes for is reached");
            vec![
                metric(Diffusion, "services", format!("Services with {practice} in production")),
                milestone(Business, hoped),
                metric(Technical, "changes", String::from("Changes to the platform that were learnt here")),
            ]
        }
        Some(EngagementKind::Debug) => {
            let gone = engagement.symptom_metric.as_deref().unwrap_or("By what it shows that the symptom is gone");
            vec![
                milestone(Technical, "The cause is known and shown to both teams"),
                goal(Technical, SuggestedMeasure::Metric { unit: None, from: 60, to: 10 }, gone.to_owned()),
                metric(Diffusion, "people", format!("People who keep to {practice}")),
            ]
        }
        Some(EngagementKind::Spread) => vec![
            metric(Diffusion, "people", format!("People who have used {practice} on their own")),
            metric(Diffusion, "sessions", String::from("Sessions that the host held itself")),
            milestone(Business, "A piece of the host's own work done with it"),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_kinds_are_shorter_than_usual_and_none_is_longer() {
        for (kind, weeks) in
            [("adoption", 10), ("strategic", 10), ("early-adopter", 10), ("debug", 4), ("spread", 6), ("", 10)]
        {
            let kind = EngagementKind::NAMES.into_iter().find(|(name, _)| *name == kind).map(|(_, kind)| kind);
            assert_eq!((usual_weeks(kind, 10), usual_weeks(kind, 3)), (weeks, 3), "{kind:?}");
        }
    }

    #[test]
    fn the_goals_of_every_kind_mix_diffusion_and_delivery() {
        let (id, day) = ("checkout".parse().unwrap(), "2026-11-23".parse().unwrap());
        let mut engagement = Engagement::new(id, String::from("Checkout"), day, day);
        assert_eq!(suggested_goals(&engagement), []);
        engagement.symptom_metric = Some(String::from("Cycle time in days"));
        engagement.desired_outcome = Some(String::from("A build in five minutes"));
        let mut said = String::new();
        for (_, kind) in EngagementKind::NAMES {
            engagement.kind = Some(kind);
            let goals = suggested_goals(&engagement);
            assert!(goals.iter().any(|goal| goal.kind.is_delivery()), "{kind:?}");
            assert!(goals.iter().any(|goal| goal.kind == GoalKind::Diffusion), "{kind:?}");
            said.extend(goals.into_iter().map(|goal| goal.title));
        }
        assert!(said.contains("Cycle time in days") && said.contains("A build in five minutes"), "{said}");
    }
}
