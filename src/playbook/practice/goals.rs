//! The rules of the goals: how many, of which kinds, how they are measured, and how high they are set.

use super::case::{Case, days_word, weeks_word, when};
use super::{Advice, Group, Moment, Practice, RuleNumber, number, practice};
use crate::metrics::{GoalState, goal_state, goals_done, scores};
use crate::model::{Goal, GoalKind, Measure, Stage, Week};
use crate::text::{count, list};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Goals,
        "no-goals",
        no_goals,
        "an engagement that runs has goals",
        "Without goals nobody can say whether the engagement goes well. They fit on one page, can be measured, and are \
         agreed before the first day.",
    )
    .at(&[Moment::Status]),
    practice(
        Group::Goals,
        "goals-before-start",
        goals_before_start,
        "goals are agreed before the start",
        "What is agreed in the last days before the start is agreed in a hurry, and what is agreed later measures what is \
         there already.",
    )
    .counting(&[number("days", 7)]),
    practice(
        Group::Goals,
        "no-diffusion-goal",
        no_diffusion_goal,
        "at least one goal is about diffusion",
        "Spreading the practice is the primary goal of an engagement and the success of the project the secondary one. \
         One goal usually measures how far the practice is used in production.",
    ),
    practice(
        Group::Goals,
        "no-delivery-goal",
        no_delivery_goal,
        "at least one goal is about the business or the systems",
        "A practice spreads along work that matters to the host. Goals mix diffusion with business and technical ones.",
    ),
    practice(
        Group::Goals,
        "one-sided-goals",
        one_sided_goals,
        "goals mix business and technical ones",
        "Technical goals alone do not tell the host's leaders why it matters; business goals alone do not tell the \
         engineers what to do. From so many goals on both kinds are among them.",
    )
    .counting(&[number("goals", 4)]),
    practice(
        Group::Goals,
        "no-adoption-goal",
        no_adoption_goal,
        "one goal measures how far the practice is used in production",
        "What counts is not that the practice was shown but that it is used: services, people or changes that can be \
         counted. A metric of diffusion is one, and so is any goal that names production or adoption.",
    ),
    practice(
        Group::Goals,
        "too-many-goals",
        too_many_goals,
        "all goals fit on one page",
        "Goals are read aloud in every retro. So many fit on one page and into half an hour; the rest are wishes.",
    )
    .counting(&[number("goals", 8)])
    .at(&[Moment::Goal]),
    practice(
        Group::Goals,
        "unmeasured-goals",
        unmeasured_goals,
        "goals can be measured",
        "A rating is a judgement, and judgements are kind to those who judge. More than half of the goals are numbers, or \
         are reached or not.",
    )
    .at(&[Moment::Goal]),
    practice(
        Group::Goals,
        "no-mvp-goal",
        no_mvp_goal,
        "the goals that need the MVP are marked",
        "Goals that need the minimum viable product in production count only from then on. As long as none is marked, the \
         way there cannot be seen in any score.",
    ),
    practice(
        Group::Goals,
        "forgotten-goal",
        forgotten_goal,
        "every goal is scored or dropped",
        "A goal that nobody scores while the others are is one that nobody pursues. Dropping it, with the reason, is more \
         honest and loses nothing. Nothing is said of one that was never scored: it may be new.",
    )
    .counting(&[number("weeks", 3)]),
    practice(
        Group::Goals,
        "soft-goals",
        soft_goals,
        "goals are so high that about three quarters get done",
        "Where nearly all goals are done they were too soft: more was possible. While there are weeks left, set the bar \
         higher; at the end, keep it for the next engagement. `percent` is what nearly all means, and fewer than so many \
         goals tell nothing.",
    )
    .counting(&[percent_of(90), number("goals", 4)])
    .at(&[Moment::Close]),
    practice(
        Group::Goals,
        "hopeless-goals",
        hopeless_goals,
        "goals are not so high that few get done",
        "Where far fewer than three quarters of the goals are done they were hopeless, or something was in the way. Find \
         out in the project retro which. `percent` is what few means, and fewer than so many goals tell nothing; nor does \
         it matter where diffusion or delivery has come half way.",
    )
    .counting(&[percent_of(40), number("goals", 4)])
    .at(&[Moment::Close]),
];

/// A share of the goals that is `usual`.
const fn percent_of(usual: i64) -> RuleNumber {
    RuleNumber { name: "percent", usual, least: 1, most: 100 }
}

fn no_goals(case: &Case<'_>) -> Vec<Advice> {
    when(case.is_running() && case.goals().next().is_none(), || (String::from("no goals yet"), agree_on_some(case)))
}

fn agree_on_some(case: &Case<'_>) -> String {
    case.command("agree on some: auxeng goal add \"Services covered\" --from 2 --to 14")
}

fn goals_before_start(case: &Case<'_>) -> Vec<Advice> {
    let days = case.days_since(case.engagement().start).saturating_neg();
    let is_near = case.stage == Stage::Planned && days <= case.number("days");
    when(is_near && case.goals().next().is_none(), || {
        (format!("it begins in {} and has no goals", days_word(days)), agree_on_some(case))
    })
}

fn lacks(case: &Case<'_>, wanted: impl Fn(GoalKind) -> bool) -> bool {
    let mut goals = case.goals().peekable();
    !case.stage.is_over() && goals.peek().is_some() && !goals.any(|goal| wanted(goal.kind))
}

fn no_diffusion_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, |kind| kind == GoalKind::Diffusion), || {
        let help = case.command("auxeng goal add \"Services covered\" --from 2 --to 14 --kind diffusion");
        (String::from("none of the goals is about diffusion"), format!("add one: {help}"))
    })
}

fn no_delivery_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, GoalKind::is_delivery), || {
        let help = case.command("auxeng goal add \"First release\" --milestone --kind business");
        (String::from("none of the goals is a business or technical one"), format!("add one: {help}"))
    })
}

/// How many of something there are, as the numbers of rules are.
fn tally(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn one_sided_goals(case: &Case<'_>) -> Vec<Advice> {
    let of = |kind| case.goals().any(|goal| goal.kind == kind);
    let (lacking, example) = match (of(GoalKind::Business), of(GoalKind::Technical)) {
        (true, false) => ("technical", "\"Build time\" --from 40 --to 10 --kind technical"),
        (false, true) => ("business", "\"First release\" --milestone --kind business"),
        _ => return Vec::new(),
    };
    when(!case.stage.is_over() && tally(case.goals().count()) >= case.number("goals"), || {
        let help = case.command(&format!("add one: auxeng goal add {example}"));
        (format!("none of {} is a {lacking} one", count(case.goals().count(), "goal")), help)
    })
}

fn no_adoption_goal(case: &Case<'_>) -> Vec<Advice> {
    fn measures_use(goal: &Goal) -> bool {
        let texts = [Some(goal.title.as_str()), goal.why.as_deref(), goal.measure.unit()];
        let names = |text: &str| ["production", "adopt"].iter().any(|word| text.to_lowercase().contains(word));
        let is_counted = goal.kind == GoalKind::Diffusion && matches!(goal.measure, Measure::Metric { .. });
        is_counted || texts.into_iter().flatten().any(names)
    }
    let has_diffusion = case.goals().any(|goal| goal.kind == GoalKind::Diffusion);
    when(!case.stage.is_over() && has_diffusion && !case.goals().any(measures_use), || {
        let help = case.command("auxeng goal add \"Services that use it in production\" --from 2 --to 14");
        (String::from("no goal counts how far the practice is used in production"), format!("add one: {help}"))
    })
}

fn too_many_goals(case: &Case<'_>) -> Vec<Advice> {
    let goals = case.goals().count();
    when(!case.stage.is_over() && tally(goals) > case.number("goals"), || {
        let message = format!("{goals} goals; {} fit on one page", case.number("goals"));
        (message, case.command("drop what matters least: auxeng goal drop GOAL --reason \"…\""))
    })
}

fn unmeasured_goals(case: &Case<'_>) -> Vec<Advice> {
    const FEW: usize = 3;
    let goals = case.goals().count();
    let ratings = case.goals().filter(|goal| goal.measure == Measure::Rating).count();
    when(!case.stage.is_over() && goals >= FEW && ratings.saturating_mul(2) > goals, || {
        let message = format!("{ratings} of {goals} goals are ratings, which nobody can measure");
        (message, case.command("count something instead: auxeng goal add \"Services covered\" --from 2 --to 14"))
    })
}

fn no_mvp_goal(case: &Case<'_>) -> Vec<Advice> {
    let is_near = |goal: &Goal| goal.mvp || goal.measure == Measure::Milestone;
    let is_spoken_of = case.record.retros.iter().any(|retro| retro.mvp_weeks.is_some());
    let has_goals = case.goals().next().is_some();
    when(case.is_running() && is_spoken_of && has_goals && !case.goals().any(is_near), || {
        let message = String::from("the MVP is talked about, and no goal depends on it");
        (message, case.command("mark those that do: auxeng goal edit GOAL --mvp true"))
    })
}

fn forgotten_goal(case: &Case<'_>) -> Vec<Advice> {
    let weeks = case.number("weeks");
    let Some(last) = case.record.last_scored().filter(|_| case.is_running()) else {
        return Vec::new();
    };
    // When a goal was added is not known, so that one that was never scored may be new.
    let is_forgotten = |goal: &&Goal| {
        let state = goal_state(goal, case.engagement().mvp_in_production, case.today);
        let is_old = goal.last_scored().is_some_and(|scored| last.since(scored) >= weeks);
        state == GoalState::Underway && is_old
    };
    let forgotten: Vec<String> = case.goals().filter(is_forgotten).map(|goal| goal.id.to_string()).collect();
    let Some(example) = forgotten.first() else {
        return Vec::new();
    };
    let message = format!("{} not scored for {} while others are", list(&forgotten), weeks_word(weeks));
    vec![(message, case.command(&format!("score it, or let it go: auxeng goal drop {example} --reason \"…\"")))]
}

/// How many goals are done and how many are pursued, where there are enough of them to tell.
fn done(case: &Case<'_>, today: Week) -> Option<(usize, usize)> {
    let (done, total) = goals_done(&case.record.goals, case.engagement().mvp_in_production, today.sunday());
    (total > 0 && tally(total) >= case.number("goals")).then_some((done, total))
}

fn percent(done: usize, total: usize) -> f64 {
    done as f64 * 100.0 / total as f64
}

fn soft_goals(case: &Case<'_>) -> Vec<Advice> {
    const LEFT: i64 = 3;
    let Some((done, total)) = done(case, Week::of(case.today)) else {
        return Vec::new();
    };
    if percent(done, total) < case.number("percent") as f64 {
        return Vec::new();
    }
    let said = format!("{done} of {total} goals are done");
    if case.is_running() && case.weeks_left() >= LEFT {
        let help = case.command("set the bar higher: auxeng goal add \"Services covered\" --from 14 --to 19");
        return vec![(format!("{said} with {} left", weeks_word(case.weeks_left())), help)];
    }
    when(case.has_just_ended(), || {
        let help = "aim higher the next time, and keep it: auxeng retro --project --takeaway-general \"…\"";
        (format!("{said}: they were too soft"), case.command(help))
    })
}

fn hopeless_goals(case: &Case<'_>) -> Vec<Advice> {
    const HALF_WAY: f64 = 0.5;
    let live = case.engagement().mvp_in_production;
    let scores = scores(&case.record.goals, live, case.today);
    let is_near = [scores.diffusion, scores.delivery].into_iter().flatten().any(|score| score >= HALF_WAY);
    let done = done(case, Week::of(case.today)).filter(|_| case.has_just_ended() && case.stage != Stage::EndedEarly);
    let few = done.filter(|(done, total)| !is_near && percent(*done, *total) < case.number("percent") as f64);
    let advice = |(done, total)| {
        let help = "what was in the way? keep it: auxeng retro --project --takeaway-general \"…\"";
        (format!("{done} of {total} goals were done, and the others are not half way"), case.command(help))
    };
    few.map(advice).into_iter().collect()
}
