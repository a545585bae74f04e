//! The rules of progress: where an engagement should be by now, whether that can be told, and how far the MVP is.

use super::case::{Case, days_word, weeks_word, when};
use super::{Advice, Group, Moment, Practice, number, practice};
use crate::metrics::{GoalState, Outlook, days_unscored, goal_state, unscored};
use crate::model::Week;

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Week,
        "off-track",
        off_track,
        "progress keeps up with what is expected by now",
        "Diffusion or delivery lies far behind the aim for this point of the engagement. Talk about it in the next \
         retro: what is in the way, and is the goal still the right one?",
    )
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "at-risk",
        at_risk,
        "progress does not begin to lag",
        "Diffusion or delivery lies behind the aim for this point of the engagement. It may be the course of things; \
         if it stays so for a second week, talk about it in the retro.",
    )
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "not-scored",
        not_scored,
        "goals are scored every week",
        "Goals are scored before each weekly retro, so that the meeting can talk about them. A week without scores \
         leaves a hole in the trend. Nothing is asked once each goal is a reached milestone, dropped, or waiting.",
    )
    .counting(&[number("days", 8)])
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "scores-before-retro",
        scores_before_retro,
        "goals are scored before the retro that talks about them",
        "The retro reviews the scores with the host. One in whose week nothing is scored has talked about impressions.",
    ),
    practice(
        Group::Week,
        "mvp-untold",
        mvp_untold,
        "retros talk about how far the MVP is from production",
        "An MVP in production and feedback of real users come first. As long as goals wait for it, each retro says how \
         many weeks it is away and what blocks it.",
    )
    .counting(&[number("retros", 2)]),
    practice(
        Group::Week,
        "mvp-too-late",
        mvp_too_late,
        "the MVP is in production before the engagement ends",
        "An MVP that comes after the last day gives no feedback while anybody could act on it. Make it smaller, or move \
         the end.",
    )
    .at(&[Moment::Status]),
];

fn off_track(case: &Case<'_>) -> Vec<Advice> {
    behind(case, Outlook::OffTrack)
}

fn at_risk(case: &Case<'_>) -> Vec<Advice> {
    behind(case, Outlook::AtRisk)
}

fn behind(case: &Case<'_>, outlook: Outlook) -> Vec<Advice> {
    let help = || String::from("talk about it in the next retro: what is in the way?");
    let health = case.health.filter(|health| health.outlook == outlook);
    health.map(|health| (health.reason.clone(), help())).into_iter().collect()
}

fn not_scored(case: &Case<'_>) -> Vec<Advice> {
    let is_asked = case.is_running() && case.knows_goals();
    if !is_asked || unscored(case.record, Week::of(case.today)).is_empty() {
        return Vec::new();
    }
    let help = || case.command("score this week: auxeng score GOAL=VALUE");
    match days_unscored(case.record, case.today) {
        Some(days) => when(days >= case.number("days"), || (format!("not scored for {}", days_word(days)), help())),
        None => when(case.week() > 1, || (String::from("never scored"), help())),
    }
}

fn scores_before_retro(case: &Case<'_>) -> Vec<Advice> {
    let Some(week) = case.newest().map(|retro| retro.week) else {
        return Vec::new();
    };
    let is_scored = case.goals().any(|goal| goal.scores.contains_key(&week));
    let is_asked = case.knows_goals() && !unscored(case.record, week).is_empty();
    when(is_asked && !is_scored, || {
        let help = format!("score the week now, and before the next retro: auxeng score GOAL=VALUE --date {week}");
        (format!("the retro of {week} had no scores to talk about"), case.command(&help))
    })
}

fn mvp_untold(case: &Case<'_>) -> Vec<Advice> {
    let live = case.engagement().mvp_in_production;
    let is_waiting = |state| state == GoalState::WaitingForProduction;
    let waits = case.goals().any(|goal| is_waiting(goal_state(goal, live, case.today)));
    let retros = case.last_retros(case.number("retros"));
    let is_untold = !retros.is_empty() && retros.iter().all(|retro| retro.mvp_weeks.is_none());
    when(waits && is_untold, || {
        let message = format!("goals wait for the MVP, and {} retros did not say how far it is", retros.len());
        (message, case.command("ask in the next one: auxeng retro --mvp WEEKS"))
    })
}

fn mvp_too_late(case: &Case<'_>) -> Vec<Advice> {
    let live = case.engagement().mvp_in_production;
    let said = case.newest().filter(|_| live.is_none()).and_then(|retro| Some((retro.week, retro.mvp_weeks?)));
    let Some((week, away)) = said.map(|(week, away)| (week, i64::from(away))) else {
        return Vec::new();
    };
    let number = case.engagement().week_number(week);
    let left = case.engagement().weeks().saturating_sub(number);
    when(away > left, || {
        let message =
            format!("the MVP was {} away in {}, with {} left", weeks_word(away), week.short(), weeks_word(left));
        let help = format!("make it smaller, or move the end: auxeng edit --weeks {}", number.saturating_add(away));
        (message, case.command(&help))
    })
}
