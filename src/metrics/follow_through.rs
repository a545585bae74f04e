//! What becomes of the actions that retros raise: how many are done, and how long that takes.

use super::carry::{Carried, TaskState};
use crate::model::Week;

/// What became of some actions.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Serialize)]
pub struct FollowThrough {
    /// How many were raised.
    pub raised: usize,
    /// How many of them are done.
    pub done: usize,
    /// How many of them were dropped.
    pub dropped: usize,
    /// How many of them are open.
    pub open: usize,
    /// The median of how many weeks those took that are done; `None` when none is.
    pub weeks_to_done: Option<f64>,
    /// How many weeks ago the oldest open one was raised; `None` when none is open.
    pub oldest_open_weeks: Option<i64>,
}

impl FollowThrough {
    /// What became of `actions` by the week `now`.
    pub fn of(actions: &[Carried<'_>], now: Week) -> Self {
        let in_state = |state| actions.iter().filter(move |action| action.state == state);
        let weeks = in_state(TaskState::Done).filter_map(|action| Some(action.settled?.since(action.since)));
        let open = in_state(TaskState::Open).map(|action| now.since(action.since).max(0));
        Self {
            raised: actions.len(),
            done: in_state(TaskState::Done).count(),
            dropped: in_state(TaskState::Dropped).count(),
            open: open.clone().count(),
            weeks_to_done: median(weeks.collect()),
            oldest_open_weeks: open.max(),
        }
    }
}

fn median(mut weeks: Vec<i64>) -> Option<f64> {
    weeks.sort_unstable();
    let upper = weeks.get(weeks.len() / 2)?;
    let lower = weeks.get(weeks.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(*lower as f64, *upper as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Task;

    fn week(number: u32) -> Week {
        Week::new(2026, number).unwrap()
    }

    /// What became by W47 of actions that were raised in these weeks, and what settled them when.
    fn of(actions: &[(u32, TaskState, Option<u32>)]) -> FollowThrough {
        let task = Task { id: "a".parse().unwrap(), text: String::from("a"), owner: None };
        let carried = |(since, state, settled): &(u32, TaskState, Option<u32>)| Carried {
            task: &task,
            since: week(*since),
            state: *state,
            settled: settled.map(week),
        };
        FollowThrough::of(&actions.iter().map(carried).collect::<Vec<_>>(), week(47))
    }

    #[test]
    fn every_action_is_counted_once() {
        let (done, dropped, open) = (TaskState::Done, TaskState::Dropped, TaskState::Open);
        assert_eq!(of(&[]), FollowThrough::default());
        let all = [(41, done, Some(42)), (41, dropped, Some(46)), (42, done, Some(46)), (44, open, None)];
        let expected = FollowThrough {
            raised: 4,
            done: 2,
            dropped: 1,
            open: 1,
            weeks_to_done: Some(2.5),
            oldest_open_weeks: Some(3),
        };
        assert_eq!(of(&all), expected);
        assert_eq!(of(&[(41, done, Some(41)), (41, done, Some(42)), (41, done, Some(45))]).weeks_to_done, Some(1.0));
        // A retro of a week that lies ahead is no negative age.
        assert_eq!(of(&[(48, open, None)]).oldest_open_weeks, Some(0));
    }
}
