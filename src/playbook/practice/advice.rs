//! When each rule of the practice has something to say, and what.

use chrono::{Days, Months};

use super::{Advice, Case};
use crate::metrics::{Outlook, TaskState, blockers, days_unscored};
use crate::model::{FailureMode, GoalKind, Stage, Week};
use crate::text::{clean, count};

fn when(condition: bool, advice: impl FnOnce() -> Advice) -> Vec<Advice> {
    if condition { vec![advice()] } else { Vec::new() }
}

pub(super) fn off_track(case: &Case<'_>) -> Vec<Advice> {
    behind(case, Outlook::OffTrack)
}

pub(super) fn at_risk(case: &Case<'_>) -> Vec<Advice> {
    behind(case, Outlook::AtRisk)
}

fn behind(case: &Case<'_>, outlook: Outlook) -> Vec<Advice> {
    let help = || String::from("talk about it in the next retro: what is in the way?");
    case.health
        .iter()
        .filter(|health| health.outlook == outlook)
        .map(|health| (health.reason.clone(), help()))
        .collect()
}

pub(super) fn not_scored(case: &Case<'_>) -> Vec<Advice> {
    const LATE_DAYS: i64 = 8;
    let has_goals = case.record.goals.iter().any(|goal| goal.dropped.is_none());
    if case.stage != Stage::Running || !has_goals || case.record.has_unreadable_goals {
        return Vec::new();
    }
    let help = || format!("score this week: {}", case.command("auxeng score GOAL=VALUE"));
    match days_unscored(case.record, case.today) {
        Some(days) => when(days >= LATE_DAYS, || (format!("not scored for {}", days_word(days)), help())),
        None => when(case.weeks_over() >= 1, || (String::from("never scored"), help())),
    }
}

fn days_word(days: i64) -> String {
    count(usize::try_from(days).unwrap_or_default(), "day")
}

pub(super) fn retro_missed(case: &Case<'_>) -> Vec<Advice> {
    if case.stage != Stage::Running {
        return Vec::new();
    }
    let engagement = &case.record.engagement;
    let before_first = engagement.first_week().plus(-1);
    let last = case.record.retro_weeks.last().copied().unwrap_or(before_first).max(before_first);
    let missed = Week::of(case.today).since(last).saturating_sub(1);
    when(missed >= 1, || {
        let week = match missed {
            1 => last.plus(1).to_string(),
            _ => format!("{} to {}", last.plus(1), last.plus(missed)),
        };
        (
            format!("no retro in {week}"),
            format!("hold one: {}", case.command("auxeng retro --well \"…\" --poorly \"…\"")),
        )
    })
}

pub(super) fn old_blocker(case: &Case<'_>) -> Vec<Advice> {
    const OLD_WEEKS: i64 = 2;
    if !case.stage.is_active() {
        return Vec::new();
    }
    let week = Week::of(case.today);
    blockers(&case.record.retros)
        .into_iter()
        .filter(|blocker| blocker.state == TaskState::Open && week.since(blocker.since) >= OLD_WEEKS)
        .map(|blocker| {
            let owner = blocker.task.owner.as_ref().map(|owner| format!(" ({})", clean(owner)));
            let message = format!(
                "blocker \"{}\" is {} weeks old{}",
                clean(&blocker.task.text),
                week.since(blocker.since),
                owner.unwrap_or_default()
            );
            (
                message,
                format!(
                    "carry it to somebody who can lift it, then: {}",
                    case.command(&format!("auxeng retro --unblock {}", blocker.task.id))
                ),
            )
        })
        .collect()
}

pub(super) fn failure_mode(case: &Case<'_>) -> Vec<Advice> {
    const STALE_WEEKS: i64 = 2;
    let retros = &case.record.retros;
    let newest = retros.last().filter(|retro| Week::of(case.today).since(retro.week) <= STALE_WEEKS);
    let Some(newest) = newest.filter(|_| case.stage == Stage::Running) else {
        return Vec::new();
    };
    let running =
        |mode: &FailureMode| retros.iter().rev().take_while(|retro| retro.failure_modes.contains(mode)).count();
    let lasting = newest.failure_modes.iter().map(|mode| (mode, running(mode))).filter(|(_, retros)| *retros >= 2);
    lasting
        .map(|(mode, retros)| {
            let message = format!("{}, for {retros} retros running", mode.sentence());
            let close = case.command("auxeng close --early --reason \"…\"");
            (message, format!("the advisor takes it up with both teams; where it lasts: {close}"))
        })
        .collect()
}

pub(super) fn check_in_due(case: &Case<'_>) -> Vec<Advice> {
    const FORGOTTEN_DAYS: u64 = 40;
    let closed = case.record.engagement.close.as_ref().filter(|_| case.stage == Stage::Closed);
    let Some(due) = closed.and_then(|close| close.date.checked_add_months(Months::new(3))) else {
        return Vec::new();
    };
    let half_way = due.checked_sub_months(Months::new(1)).unwrap_or(due);
    let is_asked = case.record.round_dates.iter().any(|began| *began >= half_way);
    let forgotten = due.checked_add_days(Days::new(FORGOTTEN_DAYS)).unwrap_or(due);
    when(case.today >= due && case.today < forgotten && !is_asked, || {
        let message = format!("three-month check-in was due on {}", due.format("%-d %B"));
        (message, format!("talk to the host team and ask again: {}", case.command("auxeng nps add --score 9")))
    })
}

pub(super) fn past_end(case: &Case<'_>) -> Vec<Advice> {
    when(case.stage == Stage::WrappingUp, || {
        let days = case.today.signed_duration_since(case.record.engagement.end).num_days();
        let message = format!("ended {} ago and is not closed", days_word(days));
        (message, format!("close it: {}", case.command("auxeng close")))
    })
}

/// How many days ago the engagement ended, while what belongs to its end is late and not forgotten.
fn days_late(case: &Case<'_>) -> Option<i64> {
    const LATE_DAYS: i64 = 7;
    const FORGOTTEN_DAYS: i64 = 90;
    let days = case.today.signed_duration_since(case.record.engagement.ended()).num_days();
    (LATE_DAYS..=FORGOTTEN_DAYS).contains(&days).then_some(days)
}

pub(super) fn no_project_retro(case: &Case<'_>) -> Vec<Advice> {
    let late = days_late(case).filter(|_| !case.record.has_project_retro);
    let advice = |days| {
        let message = format!("no project retro {} after the end", days_word(days));
        (message, format!("look back upon the whole: {}", case.command("auxeng retro --project")))
    };
    late.map(advice).into_iter().collect()
}

pub(super) fn no_nps(case: &Case<'_>) -> Vec<Advice> {
    let late = days_late(case).filter(|_| case.record.round_dates.is_empty());
    let advice = |days| {
        let message = format!("no NPS answer {} after the end", days_word(days));
        (message, format!("ask the host team, then {}", case.command("auxeng nps add --score 9")))
    };
    late.map(advice).into_iter().collect()
}

pub(super) fn no_goals(case: &Case<'_>) -> Vec<Advice> {
    let none = case.record.goals.iter().all(|goal| goal.dropped.is_some());
    when(case.stage == Stage::Running && none && !case.record.has_unreadable_goals, || {
        (
            String::from("no goals yet"),
            format!("agree on some: {}", case.command("auxeng goal add \"Services covered\" --from 2 --to 14")),
        )
    })
}

fn lacks(case: &Case<'_>, wanted: impl Fn(GoalKind) -> bool) -> bool {
    let mut goals = case.record.goals.iter().filter(|goal| goal.dropped.is_none()).peekable();
    let are_known = goals.peek().is_some() && !case.record.has_unreadable_goals;
    !case.stage.is_over() && are_known && !goals.any(|goal| wanted(goal.kind))
}

pub(super) fn no_diffusion_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, |kind| kind == GoalKind::Diffusion), || {
        let help = case.command("auxeng goal add \"Services covered\" --from 2 --to 14 --kind diffusion");
        (String::from("none of the goals is about diffusion"), format!("add one: {help}"))
    })
}

pub(super) fn no_delivery_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, GoalKind::is_delivery), || {
        let help = case.command("auxeng goal add \"First release\" --milestone --kind business");
        (String::from("none of the goals is a business or technical one"), format!("add one: {help}"))
    })
}

pub(super) fn too_long(case: &Case<'_>) -> Vec<Advice> {
    const QUARTER_WEEKS: i64 = 13;
    let weeks = case.record.engagement.weeks();
    when(!case.stage.is_over() && weeks > QUARTER_WEEKS, || {
        (format!("planned for {weeks} weeks, more than a quarter"), case.command("shorten it: auxeng edit --weeks 10"))
    })
}

pub(super) fn no_advisor(case: &Case<'_>) -> Vec<Advice> {
    when(!case.stage.is_over() && case.record.engagement.advisor.is_none(), || {
        (String::from("nobody is the advisor"), case.command("name one: auxeng edit --advisor \"Name <mail>\""))
    })
}

pub(super) fn thin_poorly(case: &Case<'_>) -> Vec<Advice> {
    let newest = case.record.retros.last().filter(|_| case.stage == Stage::Running);
    newest
        .filter(|retro| retro.is_thin() && retro.asked_for_negative != Some(true))
        .map(|retro| {
            let said = match retro.went_poorly.len() {
                0 => "nothing went poorly",
                _ => "only one thing went poorly",
            };
            let message = format!("{said} in {}, and negative feedback was not asked for", retro.week);
            let command = case.command("auxeng retro --asked-for-negative");
            (message, format!("ask in words next time, and record it: {command}"))
        })
        .into_iter()
        .collect()
}
