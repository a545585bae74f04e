//! What is written is read back as it was, and writing it again changes nothing.

use std::fmt::Debug;

use proptest::prelude::*;

use super::arbitrary::{engagement, engagements, goal, goals, milestone, project_retro, response, retro, retros};
use super::{Record, changed, created, parsed, read};
use crate::model::Milestone;
use crate::playbook::record;
use crate::store::canonical::canonical;

/// The law of a new file: read back it is the record, without a remark; it is canonical; writing it again is no change.
pub(super) fn keeps(record: &(impl Record + PartialEq + Debug)) -> Result<(), TestCaseError> {
    let text = created(record);
    let (back, mut findings) = parsed(&text, record);
    // A random list may say the same twice, and random feedback may be withdrawn and go on.
    let may_be = [record::SAID_TWICE.id, record::WITHDRAWN_AND_GOES_ON.id];
    findings.retain(|finding| !may_be.contains(&finding.rule.id));
    prop_assert_eq!(back.as_ref(), Some(record), "{:?}\n{}", findings, text);
    prop_assert_eq!(findings, vec![], "{}", text);
    prop_assert_eq!(&canonical(&text).unwrap(), &text);
    prop_assert_eq!(&changed(&text, record), &text);
    Ok(())
}

/// The law of an edit: whatever the file said before, now it says `after`, and saying it again is no change.
pub(super) fn becomes<T: Record + PartialEq + Debug>(before: &T, after: &T) -> Result<(), TestCaseError> {
    for ends in ["\n", "\r\n"] {
        let text = changed(&created(before).replace('\n', ends), after);
        prop_assert_eq!(&read(&text, after), after, "{}", text);
        prop_assert_eq!(&changed(&text, after), &text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_engagement_is_read_back(engagement in engagement()) {
        keeps(&engagement)?;
    }

    #[test]
    fn a_goal_is_read_back(goal in goal()) {
        keeps(&goal)?;
    }

    #[test]
    fn a_milestone_is_read_back(milestone in milestone()) {
        keeps(&milestone)?;
    }

    #[test]
    fn a_retro_is_read_back(retro in retro()) {
        keeps(&retro)?;
    }

    #[test]
    fn a_project_retro_is_read_back(retro in project_retro()) {
        keeps(&retro)?;
    }

    #[test]
    fn a_response_is_read_back(response in response()) {
        keeps(&response)?;
    }

    #[test]
    fn any_engagement_can_become_any_other((before, after) in engagements()) {
        becomes(&before, &after)?;
    }

    #[test]
    fn any_goal_can_become_any_other((before, mut after) in goals()) {
        // Scores are only ever added or corrected.
        for (week, score) in &before.scores {
            after.scores.entry(*week).or_insert_with(|| score.clone());
        }
        becomes(&before, &after)?;
    }

    #[test]
    fn any_milestone_can_become_any_other(before in milestone(), after in milestone()) {
        becomes(&before, &Milestone { id: before.id.clone(), ..after })?;
    }

    #[test]
    fn any_retro_can_become_any_other((before, after) in retros()) {
        becomes(&before, &after)?;
    }

    #[test]
    fn any_project_retro_can_become_any_other(before in project_retro(), after in project_retro()) {
        becomes(&before, &after)?;
    }
}
