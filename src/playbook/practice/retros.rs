//! The rules of the weekly retro: that it is held, by whom and how long, what is asked, and that its notes go out.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};

use super::case::{Case, days_word, weeks_word, when};
use super::{Advice, Group, Moment, Practice, RuleNumber, number, practice};
use crate::model::{Meant, Retro, Week};
use crate::text::{clean, count};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Week,
        "retro-missed",
        retro_missed,
        "a retro is held every week",
        "The weekly retro is where the engagement learns. Without it, or something that serves the same purpose, the \
         model benefits neither team.",
    )
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "retros-stopped",
        retros_stopped,
        "no two retros running are missed",
        "One retro is missed by a holiday. Two running are a sign: nobody has the time, or nobody sees the use. The advisor \
         talks about it with both teams. Something else may stand in for the retro where it serves the same purpose.",
    )
    .counting(&[number("weeks", 2)])
    .at(&[Moment::Status]),
    practice(
        Group::Week,
        "unrecorded-ritual",
        unrecorded_ritual,
        "what a ritual in place of the retro brings is recorded",
        "A meeting of the host may stand in for the retro where it shows progress and brings feedback. That shows in what \
         is recorded of it.",
    )
    .counting(&[number("weeks", 3)]),
    practice(
        Group::Week,
        "unreasoned-ritual",
        unreasoned_ritual,
        "it is said why a ritual serves the purpose of the retro",
        "A retro shows where we are and asks for hard feedback. Whoever replaces it says how the other meeting does both: \
         a word or two do not.",
    )
    .counting(&[number("words", 3)]),
    practice(
        Group::Week,
        "long-retro",
        long_retro,
        "a retro ends within its time",
        "Thirty minutes, unless the store sets others: start on time, end early. What needs longer gets a meeting of its \
         own, with those whom it concerns.",
    )
    .at(&[Moment::Retro]),
    practice(
        Group::Week,
        "wandering-retro",
        wandering_retro,
        "the retro is at the same time every week",
        "A meeting whose day changes is a meeting that can be moved away. Nothing is said unless so many retros running \
         were on as many days of the week.",
    )
    .counting(&[RuleNumber { name: "retros", usual: 3, least: 2, most: 5 }]),
    practice(
        Group::Week,
        "host-absent",
        host_absent,
        "the host team is at the retro",
        "A retro among those who were sent is a meeting of the home team. Everyone who works on the goals attends, or the \
         model benefits neither team.",
    )
    .at(&[Moment::Retro]),
    practice(
        Group::Week,
        "notes-not-sent",
        notes_not_sent,
        "notes of a retro are sent to all who came",
        "Notes that go out are read, and whoever was misunderstood can say so. It is asked of the newest retro, where it is \
         recorded who came.",
    )
    .counting(&[number("days", 3)]),
    practice(
        Group::Week,
        "thin-poorly",
        thin_poorly,
        "negative feedback is asked for in words",
        "Hard feedback is the most useful kind, and it rarely comes by itself. When the column stays thin, the retro \
         asks once more: what would you have changed about this week, or about how we work with you?",
    ),
    practice(
        Group::Week,
        "thin-to-the-end",
        thin_to_the_end,
        "hard feedback does not dry up towards the end",
        "Towards the end people are polite: it is nearly over, and you were kind. When so many retros running in the second \
         half bring next to nothing that went poorly, also where it was asked for, somebody else asks, and alone.",
    )
    .counting(&[number("retros", 3)]),
];

/// The first and the last of the weeks that have no retro since the newest one, and how many they are.
fn missed(case: &Case<'_>) -> Option<(Week, Week, i64)> {
    let engagement = case.engagement();
    let before_first = engagement.first_week().plus(-1);
    let last = case.record.retro_weeks.last().copied().unwrap_or(before_first).max(before_first);
    let missed = Week::of(case.today).since(last).saturating_sub(1);
    (case.is_running() && missed >= 1).then(|| (last.plus(1), last.plus(missed), missed))
}

fn is_replaced(case: &Case<'_>) -> bool {
    case.engagement().weekly_retro.as_ref().is_some_and(|retro| retro.replaced.is_some())
}

fn no_retro(missed: (Week, Week, i64)) -> String {
    match missed {
        (first, _, 1) => format!("no retro in {first}"),
        (first, last, _) => format!("no retro in {first} to {last}"),
    }
}

/// From how many missed weeks on it is more than one that was missed.
fn stopped_from(case: &Case<'_>) -> i64 {
    crate::playbook::rule("retros-stopped").map_or(2, |rule| rule.number_in(case.settings, "weeks"))
}

fn retro_missed(case: &Case<'_>) -> Vec<Advice> {
    let missed = missed(case).filter(|(.., weeks)| !is_replaced(case) && *weeks < stopped_from(case));
    let help = || case.command("hold one: auxeng retro --well \"…\" --poorly \"…\"");
    missed.map(|missed| (no_retro(missed), help())).into_iter().collect()
}

fn retros_stopped(case: &Case<'_>) -> Vec<Advice> {
    let missed = missed(case).filter(|(.., weeks)| !is_replaced(case) && *weeks >= case.number("weeks"));
    let help = || case.command("the advisor asks both teams why; hold one: auxeng retro --well \"…\" --poorly \"…\"");
    missed.map(|missed| (no_retro(missed), help())).into_iter().collect()
}

fn unrecorded_ritual(case: &Case<'_>) -> Vec<Advice> {
    let replaced = case.engagement().weekly_retro.as_ref().and_then(|retro| retro.replaced.as_ref());
    let missed = missed(case).filter(|(.., weeks)| *weeks >= case.number("weeks"));
    let advice = |(ritual, (.., weeks)): (&crate::model::Replacement, (Week, Week, i64))| {
        let message = format!("nothing is recorded of \"{}\" for {}", clean(&ritual.by), weeks_word(weeks));
        (message, case.command("record what it brought: auxeng retro --well \"…\" --poorly \"…\""))
    };
    replaced.zip(missed).map(advice).into_iter().collect()
}

fn unreasoned_ritual(case: &Case<'_>) -> Vec<Advice> {
    let replaced = case.engagement().weekly_retro.as_ref().and_then(|retro| retro.replaced.as_ref());
    let is_short = |because: &str| {
        let words = because.split_whitespace().count();
        because.is_ascii() && i64::try_from(words).is_ok_and(|words| words < case.number("words"))
    };
    let unreasoned = replaced.filter(|ritual| !case.stage.is_over() && is_short(&ritual.because));
    let advice = |ritual: &crate::model::Replacement| {
        let message = format!("why \"{}\" serves the purpose of the retro is not said", clean(&ritual.by));
        (message, case.command("how does it show progress and bring hard feedback? auxeng edit --because \"…\""))
    };
    unreasoned.map(advice).into_iter().collect()
}

fn long_retro(case: &Case<'_>) -> Vec<Advice> {
    let limit = case.settings.retro_minutes;
    let long = case.newest().and_then(|retro| Some((retro.week, retro.minutes?))).filter(|(_, took)| *took > limit);
    let advice = |(week, took): (Week, u32)| {
        let message = format!("the retro of {week} took {took} minutes of {limit}");
        (message, String::from("what needs a meeting of its own? start on time, and end early"))
    };
    long.map(advice).into_iter().collect()
}

fn wandering_retro(case: &Case<'_>) -> Vec<Advice> {
    let retros = case.last_retros(case.number("retros"));
    let days: Option<BTreeSet<u32>> =
        retros.iter().map(|retro| Some(retro.date?.weekday().num_days_from_monday())).collect();
    let is_wandering = days.is_some_and(|days| days.len() == retros.len() && days.len() > 1);
    when(is_wandering, || {
        let names: Vec<&str> = retros.iter().rev().filter_map(|retro| Some(short_day(retro.date?.weekday()))).collect();
        let message = format!("the last {} retros were on {}", retros.len(), crate::text::list(&names));
        (message, String::from("which day and time suit all? keep to it every week"))
    })
}

fn short_day(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

fn host_absent(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let ours = || engagement.engineers.iter().chain(&engagement.advisor);
    let is_ours = |name: &String| {
        // Whole names are the rule; whom a first name means takes longer to find out.
        let of_host = || engagement.people.iter().any(|known| known.is_called(name));
        let meant = || matches!(engagement.meant(name), Meant::One(person) if ours().any(|known| known.is(&person)));
        ours().any(|known| known.is_called(name)) || (!of_host() && meant())
    };
    let absent = |retro: &&Retro| !retro.present.is_empty() && retro.present.iter().all(is_ours);
    let advice = |retro: &Retro| {
        let message = format!("nobody of the host team was at the retro of {}", retro.week);
        (message, String::from("what would have to change so that they come: the day, the hour, what it is about?"))
    };
    case.newest().filter(absent).map(advice).into_iter().collect()
}

fn notes_not_sent(case: &Case<'_>) -> Vec<Advice> {
    let newest = case.newest().filter(|retro| !retro.present.is_empty() && retro.notes_sent.is_none());
    let held = newest.map(|retro| (retro.week, case.days_since(retro.date.unwrap_or_else(|| retro.week.friday()))));
    let late = held.filter(|(_, days)| *days >= case.number("days"));
    let advice = |(week, days): (Week, i64)| {
        let message = format!("the notes of {week} are not sent, {} after the retro", days_word(days));
        (message, case.command("send them: auxeng notes --send"))
    };
    late.map(advice).into_iter().collect()
}

fn thin_poorly(case: &Case<'_>) -> Vec<Advice> {
    let thin = case.newest().filter(|retro| retro.is_thin() && retro.asked_for_negative != Some(true));
    let advice = |retro: &Retro| {
        let said = match retro.went_poorly.len() {
            0 => "nothing went poorly",
            _ => "only one thing went poorly",
        };
        let message = format!("{said} in {}, and negative feedback was not asked for", retro.week);
        let help = "ask in words next time; where it was asked: auxeng retro --asked-for-negative --date";
        (message, case.command(&format!("{help} {}", retro.week)))
    };
    thin.map(advice).into_iter().collect()
}

fn thin_to_the_end(case: &Case<'_>) -> Vec<Advice> {
    let is_second_half = case.week().saturating_mul(2) > case.engagement().weeks();
    let retros = case.last_retros(case.number("retros"));
    let is_thin = !retros.is_empty() && retros.iter().all(|retro| retro.is_thin());
    when(is_second_half && is_thin, || {
        let message = format!("next to nothing went poorly in the last {}", count(retros.len(), "retro"));
        (
            message,
            String::from("who else can ask them alone, such as the advisor: what would you do without next time?"),
        )
    })
}
