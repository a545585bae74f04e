//! Actions and blockers carry over by themselves, from the retro that raised them until one that settles them.

use std::collections::HashMap;

use crate::model::{Retro, Slug, Task, Week};

/// What became of an action or a blocker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskState {
    /// Still to do; still in the way.
    Open,
    /// Done; no longer in the way.
    Done,
    /// Will not be done.
    Dropped,
}

/// An action or a blocker with its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carried<'a> {
    /// The action or blocker.
    pub task: &'a Task,
    /// The week that raised it.
    pub since: Week,
    /// What became of it.
    pub state: TaskState,
    /// The week that settled it.
    pub settled: Option<Week>,
}

/// Every action that `retros` (oldest first) raised, in that order, with what became of it. One that two retros raised
/// before it was settled, as two people may at the same time, is one where both say the same.
pub fn actions(retros: &[Retro]) -> Vec<Carried<'_>> {
    let done = |retro: &Retro| retro.done.iter().map(|id| (id.clone(), TaskState::Done)).collect::<Vec<_>>();
    let dropped = |retro: &Retro| retro.dropped.iter().map(|id| (id.clone(), TaskState::Dropped)).collect();
    carry(retros, |retro| &retro.next, |retro| [done(retro), dropped(retro)].concat())
}

/// Every blocker that `retros` (oldest first) raised, in that order, with what became of it.
pub fn blockers(retros: &[Retro]) -> Vec<Carried<'_>> {
    let cleared = |retro: &Retro| retro.cleared.iter().map(|id| (id.clone(), TaskState::Done)).collect();
    carry(retros, |retro| &retro.blockers, cleared)
}

fn carry(
    retros: &[Retro],
    raised: impl Fn(&Retro) -> &[Task],
    settled: impl Fn(&Retro) -> Vec<(Slug, TaskState)>,
) -> Vec<Carried<'_>> {
    let mut carried: Vec<Carried<'_>> = Vec::new();
    let mut newest: HashMap<&Slug, usize> = HashMap::new();
    for retro in retros {
        for task in raised(retro) {
            let open = newest.get(&task.id).and_then(|index| carried.get(*index));
            if open.is_some_and(|open| open.state == TaskState::Open && open.task.says_as(task)) {
                continue;
            }
            newest.insert(&task.id, carried.len());
            carried.push(Carried { task, since: retro.week, state: TaskState::Open, settled: None });
        }
        for (id, state) in settled(retro) {
            let task = newest.get(&id).and_then(|index| carried.get_mut(*index));
            if let Some(task) = task.filter(|task| task.state == TaskState::Open) {
                task.state = state;
                task.settled = Some(retro.week);
            }
        }
    }
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    fn task(id: &str) -> Task {
        Task { id: id.parse().unwrap(), text: String::from(id), owner: None }
    }

    fn retro(week: u32, next: &[&str], done: &[&str], dropped: &[&str]) -> Retro {
        let ids = |ids: &[&str]| ids.iter().map(|id| id.parse().unwrap()).collect();
        Retro {
            next: next.iter().map(|id| task(id)).collect(),
            done: ids(done),
            dropped: ids(dropped),
            ..Retro::new(Week::new(2026, week).unwrap())
        }
    }

    fn states(retros: &[Retro]) -> Vec<(&str, TaskState, Option<u32>)> {
        actions(retros).into_iter().map(|c| (c.task.id.as_str(), c.state, c.settled.map(Week::number))).collect()
    }

    #[test]
    fn open_until_a_later_retro_settles_it() {
        let retros = [retro(1, &["a", "b", "c"], &[], &[]), retro(2, &[], &["a"], &[]), retro(4, &[], &[], &["b"])];
        let expected =
            [("a", TaskState::Done, Some(2)), ("b", TaskState::Dropped, Some(4)), ("c", TaskState::Open, None)];
        assert_eq!(states(&retros), expected);
    }

    #[test]
    fn the_first_answer_counts_and_the_same_retro_may_give_it() {
        let retros = [retro(1, &["a"], &["a"], &[]), retro(2, &[], &[], &["a"])];
        assert_eq!(states(&retros), [("a", TaskState::Done, Some(1))]);
    }

    #[test]
    fn an_answer_before_the_question_settles_nothing() {
        let retros = [retro(1, &[], &["a"], &[]), retro(2, &["a"], &[], &[])];
        assert_eq!(states(&retros), [("a", TaskState::Open, None)]);
    }

    #[test]
    fn an_id_raised_again_is_a_new_action() {
        let retros = [retro(1, &["a"], &[], &[]), retro(2, &[], &["a"], &[]), retro(3, &["a"], &[], &[])];
        assert_eq!(states(&retros), [("a", TaskState::Done, Some(2)), ("a", TaskState::Open, None)]);
    }

    #[test]
    fn the_same_raised_twice_at_once_is_one() {
        let mut retros = vec![retro(1, &["a"], &[], &[]), retro(2, &["a"], &[], &[])];
        assert_eq!(states(&retros), [("a", TaskState::Open, None)]);
        retros[1].next[0].owner = Some(String::from("Lee"));
        assert_eq!(states(&retros), [("a", TaskState::Open, None), ("a", TaskState::Open, None)]);
        retros[1].next[0].owner = None;
        retros.push(retro(3, &[], &["a"], &[]));
        assert_eq!(states(&retros), [("a", TaskState::Done, Some(3))]);
    }

    #[test]
    fn blockers_are_cleared() {
        let mut first = retro(1, &[], &[], &[]);
        first.blockers = vec![task("access")];
        let mut second = retro(3, &[], &["access"], &[]);
        assert_eq!(blockers(&[first.clone(), second.clone()])[0].state, TaskState::Open);
        second.cleared = vec!["access".parse().unwrap()];
        assert_eq!(blockers(&[first, second])[0].state, TaskState::Done);
    }
}
