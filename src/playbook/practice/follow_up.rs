//! The rules of what retros raise: actions, blockers, failure modes, and how the engineer is.

use super::case::{Case, weeks_word, when};
use super::{Advice, Group, Moment, Practice, RuleNumber, number, practice};
use crate::metrics::{Carried, TaskState, actions, blockers, failure_modes};
use crate::model::{Retro, Week};
use crate::text::{clean, count, list};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Week,
        "unowned-action",
        unowned_action,
        "every action has an owner",
        "What everybody will do nobody does. An action that has gone through a retro without a name is given one, or \
         dropped.",
    ),
    practice(
        Group::Week,
        "old-action",
        old_action,
        "actions are done, or dropped",
        "An action that stays open from retro to retro takes the minutes of those that matter. Do it this week, give it to \
         somebody else, or say that it will not be done.",
    )
    .counting(&[number("weeks", 4)]),
    practice(
        Group::Week,
        "old-blocker",
        old_blocker,
        "nothing blocks the MVP for weeks",
        "A blocker that outlives two retros is beyond what the people in the room can solve. The advisor can carry it \
         to those who can.",
    )
    .counting(&[number("weeks", 2)])
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "failure-mode",
        failure_mode,
        "no failure mode is seen in two retros running",
        "The playbook knows six ways in which engagements fail. One that is seen twice running does not go away by itself: \
         the advisor takes it up with both teams, and an engagement in which it lasts ends early.",
    )
    .counting(&[number("retros", 2)])
    .at(&[Moment::Status, Moment::Retro]),
    practice(
        Group::Week,
        "low-satisfaction",
        low_satisfaction,
        "the engineer is content with the weeks",
        "Engagements are to let experienced people work on real problems again. Where the engineer is not content for weeks \
         running, the advisor asks why. `points` of ten are still content.",
    )
    .counting(&[RuleNumber { name: "points", usual: 5, least: 1, most: 10 }, number("retros", 2)]),
];

/// The actions that are open, while the engagement runs, and for how many weeks.
fn open<'a>(case: &Case<'_>, carried: Vec<Carried<'a>>) -> Vec<(Carried<'a>, i64)> {
    let week = Week::of(case.today);
    let open = carried.into_iter().filter(|task| task.state == TaskState::Open && case.stage.is_active());
    open.map(|task| (task, week.since(task.since))).collect()
}

fn ids(tasks: &[(Carried<'_>, i64)]) -> String {
    list(&tasks.iter().map(|(task, _)| task.task.id.as_str()).collect::<Vec<_>>())
}

fn unowned_action(case: &Case<'_>) -> Vec<Advice> {
    let mut unowned = open(case, actions(&case.record.retros));
    unowned.retain(|(action, weeks)| *weeks >= 1 && action.task.owner.is_none());
    when(!unowned.is_empty() && case.is_running(), || {
        let message = format!("{} without an owner: {}", count(unowned.len(), "action"), ids(&unowned));
        (message, case.command("who takes it? give it a name: auxeng retro --edit"))
    })
}

fn old_action(case: &Case<'_>) -> Vec<Advice> {
    let weeks = case.number("weeks");
    let mut old = open(case, actions(&case.record.retros));
    old.retain(|(_, age)| *age >= weeks);
    let Some((first, _)) = old.first().filter(|_| case.is_running()) else {
        return Vec::new();
    };
    let message = format!("{} open for {} or more: {}", count(old.len(), "action"), weeks_word(weeks), ids(&old));
    vec![(message, case.command(&format!("done, or not to be done? auxeng retro --done {}", first.task.id)))]
}

fn old_blocker(case: &Case<'_>) -> Vec<Advice> {
    let mut old = open(case, blockers(&case.record.retros));
    old.retain(|(_, weeks)| *weeks >= case.number("weeks"));
    let advice = |(blocker, weeks): (Carried<'_>, i64)| {
        let owner = blocker.task.owner.as_ref().map(|owner| format!(" ({})", clean(owner)));
        let text = clean(&blocker.task.text);
        let message = format!("blocker \"{text}\" is {weeks} weeks old{}", owner.unwrap_or_default());
        let unblock = case.command(&format!("auxeng retro --unblock {}", blocker.task.id));
        (message, format!("carry it to somebody who can lift it, then: {unblock}"))
    };
    old.into_iter().map(advice).collect()
}

fn failure_mode(case: &Case<'_>) -> Vec<Advice> {
    const STALE_WEEKS: i64 = 2;
    let retros = &case.record.retros;
    let is_stale = |retro: &Retro| Week::of(case.today).since(retro.week) > STALE_WEEKS;
    if case.newest().is_none_or(is_stale) {
        return Vec::new();
    }
    let is_lasting = |retros: usize| i64::try_from(retros).is_ok_and(|retros| retros >= case.number("retros"));
    let advisor = case.engagement().advisor.as_ref();
    let advisor = advisor.map_or_else(|| String::from("the advisor"), |advisor| clean(&advisor.name).into_owned());
    failure_modes(retros)
        .iter()
        .filter(|seen| is_lasting(seen.running))
        .map(|seen| {
            let message = format!("{}, for {} retros running", seen.mode.sentence(), seen.running);
            let close = case.command("auxeng close --early --reason \"…\"");
            (message, format!("{advisor} takes it up with both teams; where it lasts: {close}"))
        })
        .collect()
}

fn low_satisfaction(case: &Case<'_>) -> Vec<Advice> {
    let content = case.number("points");
    let is_low = |retro: &&Retro| retro.satisfaction.is_some_and(|points| i64::from(points.get()) < content);
    let retros = case.last_retros(case.number("retros"));
    when(!retros.is_empty() && retros.iter().all(is_low), || {
        let message = format!("the engineer was not content in the last {}", count(retros.len(), "retro"));
        (message, String::from("the advisor asks, alone: what would make next week a good one?"))
    })
}
