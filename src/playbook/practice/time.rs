//! The rules of the engineer's time: four days with the host, one at home, and what the four are for.

use super::case::Case;
use super::{Advice, Group, Moment, Practice, RuleNumber, number, practice};
use crate::metrics::WorkingTime;
use crate::model::{Retro, Week};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Week,
        "week-split",
        week_split,
        "four fifths of the week are spent with the host, and one at home",
        "Monday to Thursday belong to the host. The free day is for notes, for the home team and for the platform; without \
         it nothing that was learnt comes home, and with more of it nobody pairs. `percent` is the share of the day at \
         home, `points` how far from it the mean of so many weeks may be.",
    )
    .counting(&[share("percent", 20), share("points", 10), number("weeks", 3)])
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "little-pairing",
        little_pairing,
        "most of the time with the host is pairing on the goals",
        "Pairing shares context fastest and spreads the practice as it goes. Whatever else takes the days, the engineer \
         does alone, and it ends with the engagement. `percent` is the least share of the week.",
    )
    .counting(&[share("percent", 40), number("weeks", 3)]),
    practice(
        Group::Week,
        "backlog-work",
        backlog_work,
        "the engineer does not burn down the host's backlog",
        "Work that serves no goal is help, and not an engagement: it makes the host faster for ten weeks and spreads \
         nothing. `percent` is the most of the week.",
    )
    .counting(&[share("percent", 10), number("weeks", 3)]),
    practice(
        Group::Week,
        "much-planning",
        much_planning,
        "the engineer does more than plan",
        "Engagements are there so that experienced people solve real problems with their own hands. Planning has its time, \
         and it is the smaller part. `percent` is the most of the week.",
    )
    .counting(&[share("percent", 30), number("weeks", 3)]),
];

/// A share in percent.
const fn share(name: &'static str, usual: i64) -> RuleNumber {
    RuleNumber { name, usual, least: 1, most: 100 }
}

/// How the newest weeks split of which it was recorded, as many of them as the rule looks at. Beside this week one more
/// may be untold; what lies further back is not how it goes now.
fn lately(case: &Case<'_>) -> Option<WorkingTime> {
    const UNTOLD: i64 = 1;
    let weeks = usize::try_from(case.number("weeks")).unwrap_or_default();
    let age = |retro: &Retro| Week::of(case.today).since(retro.week);
    let is_recent = |retro: &&Retro| age(retro) <= case.number("weeks").saturating_add(UNTOLD);
    let told = case.record.retros.iter().rev().filter(|retro| retro.time.is_some()).filter(is_recent).take(weeks);
    WorkingTime::of(told).filter(|time| time.weeks == weeks && case.is_running())
}

/// More than rounding makes of a share, and less than anybody means.
const ROUNDING: f64 = 1e-9;

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn week_split(case: &Case<'_>) -> Vec<Advice> {
    let Some(time) = lately(case) else {
        return Vec::new();
    };
    let (usual, room) = (case.number("percent") as f64 / 100.0, case.number("points") as f64 / 100.0);
    let weeks = time.weeks;
    if time.home < usual - room - ROUNDING {
        let message =
            format!("{} of the last {weeks} weeks was at home, {} is usual", percent(time.home), percent(usual));
        return vec![(
            message,
            String::from("what takes the free day? keep it for notes, the home team and the platform"),
        )];
    }
    if time.home > usual + room + ROUNDING {
        let (away, usual) = (percent(time.away()), percent(1.0 - usual));
        let message = format!("{away} of the last {weeks} weeks was with the host, {usual} is usual");
        return vec![(message, String::from("what keeps the engineer away? Monday to Thursday are the host's"))];
    }
    Vec::new()
}

fn little_pairing(case: &Case<'_>) -> Vec<Advice> {
    let little = lately(case).filter(|time| time.pairing + ROUNDING < case.number("percent") as f64 / 100.0);
    let advice = |time: WorkingTime| {
        let message = format!("{} of the last {} weeks was pairing on the goals", percent(time.pairing), time.weeks);
        (message, String::from("who of the host sits down with you, and when? put it into the calendar"))
    };
    little.map(advice).into_iter().collect()
}

fn backlog_work(case: &Case<'_>) -> Vec<Advice> {
    let much = lately(case).filter(|time| time.backlog > case.number("percent") as f64 / 100.0 + ROUNDING);
    let advice = |time: WorkingTime| {
        let message = format!("{} of the last {} weeks went into the backlog", percent(time.backlog), time.weeks);
        (message, String::from("which goal does it serve? where it serves none, say no to it in the next retro"))
    };
    much.map(advice).into_iter().collect()
}

fn much_planning(case: &Case<'_>) -> Vec<Advice> {
    let much = lately(case).filter(|time| time.planning > case.number("percent") as f64 / 100.0 + ROUNDING);
    let advice = |time: WorkingTime| {
        let message = format!("{} of the last {} weeks was planning", percent(time.planning), time.weeks);
        (message, String::from("what of it could somebody at home do, so that the engineer can code again?"))
    };
    much.map(advice).into_iter().collect()
}
