//! The rules of the end: that it is looked back upon, that the host is asked, and what stays.

use chrono::{Months, NaiveDate};

use super::case::{Case, days_word, when};
use super::{Advice, Group, Moment, Practice, RuleNumber, number, practice};
use crate::metrics::check_in_awaited;
use crate::model::{About, RoundTiming, Stage};
use crate::text::count;

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::End,
        "past-end",
        past_end,
        "an engagement is closed when it ends",
        "The last day has passed. Hold the project retro, send the survey, score the goals a last time, then close it; \
         or move the end if the work goes on.",
    )
    .at(&[Moment::Status]),
    practice(
        Group::End,
        "no-project-retro",
        no_project_retro,
        "the whole engagement is looked back upon at its end",
        "The project retro walks along the timeline, restates the goals, asks what went well and poorly in the whole \
         project, and keeps what was learnt for this engagement and for others. Later, people have forgotten.",
    )
    .counting(&[number("days", 7)])
    .at(&[Moment::Status]),
    practice(
        Group::End,
        "one-sided-takeaways",
        one_sided_takeaways,
        "the project retro takes something away for this engagement and for others",
        "What was learnt about this engagement helps this host; what was learnt about engagements in general makes the next \
         one better. A project retro establishes both.",
    ),
    practice(
        Group::End,
        "project-notes-not-sent",
        project_notes_not_sent,
        "notes of the project retro are sent to everyone involved",
        "More people are involved than came to the meeting: they learn from the notes what the engagement has brought.",
    )
    .counting(&[number("days", 3)]),
    practice(
        Group::End,
        "no-nps",
        no_nps,
        "the host team is asked at the end",
        "The NPS survey goes out together with the project retro. Later, people have forgotten. A round more than four \
         weeks before the end was about a part of it, and does not count.",
    )
    .counting(&[number("days", 7)])
    .at(&[Moment::Status]),
    practice(
        Group::End,
        "few-answers",
        few_answers,
        "at least half of those who are asked answer",
        "A score of three answers says what three people think. Ask once more, by name and in person: also a bad answer is \
         wanted. Nothing is said where it is not known how many were asked.",
    )
    .counting(&[RuleNumber { name: "percent", usual: 50, least: 1, most: 100 }, number("days", 14)]),
    practice(
        Group::End,
        "no-handover",
        no_handover,
        "it is recorded who maintains what was built",
        "What nobody owns falls back on the home team, or falls apart. For each thing that stays, somebody of the host takes \
         it over before the engagement ends.",
    ),
    practice(
        Group::End,
        "no-outcome",
        no_outcome,
        "it is recorded what came of an engagement",
        "Two sentences that a director reads a year later: what is different now, and who carries it on.",
    ),
    practice(
        Group::End,
        "check-in-due",
        check_in_due,
        "the host team is asked again three months after the end",
        "Three months on it shows whether the practice lasts: is the team comfortable with what was built, did the habits \
         stay, does it depend on us? The NPS question is asked again with it. After how many months is set as \
         `check_in_months` of the store.",
    )
    .at(&[Moment::Status]),
    practice(
        Group::End,
        "nps-again",
        nps_again,
        "the NPS question is asked again with the check-in",
        "One answer at the end is politeness; the same question three months on tells what lasted.",
    ),
];

fn past_end(case: &Case<'_>) -> Vec<Advice> {
    when(case.stage == Stage::WrappingUp, || {
        let message = format!("ended {} ago and is not closed", days_word(case.days_since(case.engagement().end)));
        (message, case.command("close it: auxeng close"))
    })
}

/// How many days ago the engagement ended, while what belongs to its end is late and not forgotten.
fn days_late(case: &Case<'_>) -> Option<i64> {
    const FORGOTTEN_DAYS: i64 = 90;
    let days = case.days_since(case.engagement().ended());
    (case.number("days")..=FORGOTTEN_DAYS).contains(&days).then_some(days)
}

fn no_project_retro(case: &Case<'_>) -> Vec<Advice> {
    let late = days_late(case).filter(|_| !case.record.has_project_retro);
    let advice = |days| {
        let message = format!("no project retro {} after the end", days_word(days));
        (message, case.command("look back upon the whole: auxeng retro --project"))
    };
    late.map(advice).into_iter().collect()
}

fn one_sided_takeaways(case: &Case<'_>) -> Vec<Advice> {
    let Some(retro) = case.record.project_retro.as_ref().filter(|retro| case.days_since(retro.date) <= 90) else {
        return Vec::new();
    };
    let lacks = |about| !retro.takeaways.iter().any(|takeaway| takeaway.about == about);
    let (what, flags) = match (lacks(About::Engagement), lacks(About::Engagements)) {
        (true, true) => ("anything", "--takeaway \"…\" --takeaway-general \"…\""),
        (true, false) => ("anything about this engagement", "--takeaway \"…\""),
        (false, true) => ("anything about engagements in general", "--takeaway-general \"…\""),
        (false, false) => return Vec::new(),
    };
    let help = case.command(&format!("what was learnt? auxeng retro --project {flags}"));
    vec![(format!("the project retro has not taken away {what}"), help)]
}

fn project_notes_not_sent(case: &Case<'_>) -> Vec<Advice> {
    let retro = case.record.project_retro.as_ref().filter(|retro| retro.notes_sent.is_none());
    let days = retro.map(|retro| case.days_since(retro.date)).filter(|days| (case.number("days")..=90).contains(days));
    let advice = |days| {
        let message = format!("the notes of the project retro are not sent after {}", days_word(days));
        (message, case.command("send them to everyone involved: auxeng notes --project --send"))
    };
    days.map(advice).into_iter().collect()
}

/// Whether a round that began on `date` asked about the whole.
fn is_of_end(case: &Case<'_>, date: NaiveDate) -> bool {
    RoundTiming::of(case.engagement(), date).is_about_the_whole()
}

fn no_nps(case: &Case<'_>) -> Vec<Advice> {
    let late = days_late(case).filter(|_| !case.record.round_dates.iter().any(|date| is_of_end(case, *date)));
    let advice = |days| {
        let message = format!("no NPS answer {} after the end", days_word(days));
        (message, case.command("ask the host team, then auxeng nps add --score 9"))
    };
    late.map(advice).into_iter().collect()
}

fn few_answers(case: &Case<'_>) -> Vec<Advice> {
    let is_recent = |days: i64| (case.number("days")..=90).contains(&days);
    let of_end = |date| is_of_end(case, date);
    let round = case.record.rounds.last().filter(|round| of_end(round.date) && is_recent(case.days_since(round.date)));
    let asked = round.and_then(|round| Some((round.responses.len(), usize::try_from(round.asked?).ok()?)));
    let is_few =
        |(answers, asked): &(usize, usize)| (*answers as f64) * 100.0 < (*asked as f64) * case.number("percent") as f64;
    let advice = |(answers, asked)| {
        let message = format!("{answers} of {asked} have answered the survey");
        (message, case.command("ask the others once more, in person, then auxeng nps add --score 9"))
    };
    asked.filter(is_few).map(advice).into_iter().collect()
}

fn no_handover(case: &Case<'_>) -> Vec<Advice> {
    let is_asked = case.has_just_ended() && case.stage != Stage::EndedEarly;
    when(is_asked && case.engagement().handover.is_empty(), || {
        let help = case.command("who of the host takes care of it? auxeng close --handover \"WHAT: WHO\"");
        (String::from("nobody is recorded as maintaining what was built"), help)
    })
}

fn no_outcome(case: &Case<'_>) -> Vec<Advice> {
    let close = case.engagement().close.as_ref().filter(|_| case.stage.is_over() && case.has_just_ended());
    when(close.is_some_and(|close| close.outcome.is_none()), || {
        (String::from("what came of it is not recorded"), case.command("say it: auxeng close --outcome \"…\""))
    })
}

fn check_in_due(case: &Case<'_>) -> Vec<Advice> {
    let months = case.settings.check_in_months;
    let advice = |due: chrono::NaiveDate| {
        let what = if months == 3 { String::from("three-month check-in") } else { count_months(months) };
        let message = format!("{what} was due on {}", due.format("%-d %B"));
        (message, case.command("talk to the host team, and record it: auxeng checkin"))
    };
    check_in_awaited(case.record, months, case.today).map(advice).into_iter().collect()
}

fn count_months(months: u32) -> String {
    format!("the check-in after {}", count(usize::try_from(months).unwrap_or_default(), "month"))
}

fn nps_again(case: &Case<'_>) -> Vec<Advice> {
    const FORGOTTEN_DAYS: i64 = 60;
    let held = case.record.check_in_dates.last().filter(|_| case.stage.is_over());
    let held = held.filter(|held| case.days_since(**held) <= FORGOTTEN_DAYS);
    let is_asked = |held: chrono::NaiveDate| {
        let month_before = held.checked_sub_months(Months::new(1)).unwrap_or(held);
        case.record.round_dates.iter().any(|began| *began >= month_before)
    };
    when(held.is_some_and(|held| !is_asked(*held)), || {
        let message = String::from("there was a check-in, and the NPS question was not asked again");
        (message, case.command("ask it: auxeng nps add --score 9"))
    })
}
