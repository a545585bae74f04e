//! The rules of the plan: who takes part, from when to when, and what is agreed before.

use chrono::NaiveDate;

use super::case::{Case, weeks_word, when};
use super::{Advice, Group, Moment, Practice, number, practice};
use crate::model::{EngagementKind, Person, Quarter, Settings, Week};
use crate::playbook::rule;
use crate::text::{clean, count, shell};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Plan,
        "no-advisor",
        no_advisor,
        "an engagement has an advisor",
        "The advisor agrees goals and schedule, tracks progress, and may end the engagement early. Engineer and advisor \
         are two people.",
    )
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "engineer-is-advisor",
        engineer_is_advisor,
        "engineer and advisor are two people",
        "The advisor coaches the engineer and may end the engagement early, so nobody can be both. Where it is plainly the \
         same person the record is refused; this is about one name with two addresses.",
    )
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "no-engineer",
        no_engineer,
        "an engagement names its engineers",
        "Those who work with the host team are named, so that breaks between engagements, notes and owners of actions can \
         be told.",
    ),
    practice(
        Group::Plan,
        "lone-engineer",
        lone_engineer,
        "two people work with the host team",
        "Somebody alone with another team has nobody to think aloud with, and when they are away the engagement stands \
         still. At least two people work with the host.",
    )
    .counting(&[number("people", 2)])
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "small-host",
        small_host,
        "the host team has five people or more",
        "In a team of one to four there are too few to pair with, and one holiday stops the work. It is a known failure \
         mode: talk about it before the start, not after. Nothing is said while only one of the host is named.",
    )
    .counting(&[number("people", 5)])
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "too-long",
        too_long,
        "an engagement lasts no longer than a quarter",
        "Ten weeks is usual, a quarter the limit. What takes longer is better done as two engagements with a pause.",
    )
    .counting(&[number("weeks", 13)])
    .at(&[Moment::Dates]),
    practice(
        Group::Plan,
        "too-short",
        too_short,
        "an engagement lasts about ten weeks",
        "A practice spreads slowly: the first weeks go into getting to know each other. A few weeks are enough to find out \
         why something goes wrong, so nothing is said of engagements of the kind debug.",
    )
    .counting(&[number("weeks", 6)])
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "off-quarter",
        off_quarter,
        "an engagement is lined up with the quarter",
        "Teams plan by quarters. An engagement that lies across two of them meets two plans, and people are moved while it \
         runs. So many days over the edge do no harm.",
    )
    .counting(&[number("days", 14)])
    .at(&[Moment::Dates]),
    practice(
        Group::Plan,
        "no-kickoff",
        no_kickoff,
        "a kick-off meeting is held in the first week",
        "In the kick-off all hear the same: why we are here, the goals, the schedule and what is expected of both sides.",
    ),
    practice(
        Group::Plan,
        "late-kickoff",
        late_kickoff,
        "the kick-off is not later than the first week",
        "What is not agreed in the first week is learnt by misunderstanding. Hold the kick-off before the pairing starts.",
    ),
    practice(
        Group::Plan,
        "no-agreement",
        no_agreement,
        "somebody of the host has agreed to what is expected",
        "The engineer does not do the hard work alone; diffusion comes first and the project second; retros matter, and \
         hard feedback is wanted; where failure modes last, it ends early. Said before the start, this saves heartache \
         later. It is asked of engagements that began as a proposal.",
    ),
    practice(
        Group::Plan,
        "no-desired-outcome",
        no_desired_outcome,
        "an engagement with an early adopter says what the tool is to achieve",
        "One embeds with the first users of something new to see whether it does what it was made for. That has to be \
         written down before, or any outcome will look like it.",
    )
    .at(&[Moment::Open]),
    practice(
        Group::Plan,
        "no-symptom",
        no_symptom,
        "a debugging engagement names the symptom and its metric",
        "Larger commits, longer cycle times: what goes wrong is named before anybody looks for the cause, with the number \
         by which it would show that it is gone.",
    )
    .at(&[Moment::Open]),
];

fn no_advisor(case: &Case<'_>) -> Vec<Advice> {
    when(!case.stage.is_over() && case.engagement().advisor.is_none(), || {
        (String::from("nobody is the advisor"), case.command("name one: auxeng edit --advisor \"Name <mail>\""))
    })
}

fn engineer_is_advisor(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let advisor = engagement.advisor.as_ref().filter(|_| !case.stage.is_over());
    let both = advisor.filter(|advisor| engagement.engineers.iter().any(|engineer| engineer.is_called(&advisor.name)));
    let advice = |both: &crate::model::Person| {
        let message = format!("{} is named as engineer and as advisor", clean(&both.name));
        (message, case.command("name somebody else: auxeng edit --advisor \"Name <mail>\""))
    };
    both.map(advice).into_iter().collect()
}

fn no_engineer(case: &Case<'_>) -> Vec<Advice> {
    when(!case.stage.is_over() && case.engagement().engineers.is_empty(), || {
        (String::from("nobody is named as engineer"), case.command("name them: auxeng edit --engineer \"Name <mail>\""))
    })
}

fn lone_engineer(case: &Case<'_>) -> Vec<Advice> {
    let (engineers, wanted) = (case.engagement().engineers.len(), case.number("people"));
    let is_less = engineers > 0 && i64::try_from(engineers).is_ok_and(|engineers| engineers < wanted);
    when(case.is_early() && is_less, || {
        let verb = if engineers == 1 { "works" } else { "work" };
        let message = format!("{} {verb} with the host, and {wanted} are better", count(engineers, "engineer"));
        let option = |engineer: &Person| format!("--engineer {}", shell(&engineer.to_string()));
        let known: Vec<String> = case.engagement().engineers.iter().map(option).collect();
        (
            message,
            case.command(&format!("name the other too: auxeng edit {} --engineer \"Name <mail>\"", known.join(" "))),
        )
    })
}

fn small_host(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let ours = || engagement.engineers.iter().chain(&engagement.advisor);
    let host = engagement.people.iter().filter(|person| !ours().any(|known| known.is(person))).count();
    // A single one is whom to ask, and not the team.
    let is_small = host > 1 && i64::try_from(host).is_ok_and(|host| host < case.number("people"));
    when(case.is_early() && is_small, || {
        let message =
            format!("{} of the host are named; a team of fewer than {} is a risk", host, case.number("people"));
        (
            message,
            case.command("talk about it before it begins, or name the others: auxeng edit --person \"Name <mail>\""),
        )
    })
}

fn too_long(case: &Case<'_>) -> Vec<Advice> {
    let weeks = case.engagement().weeks();
    when(!case.stage.is_over() && weeks > case.number("weeks"), || {
        let limit = match case.number("weeks") {
            13 => String::from("a quarter"),
            weeks => weeks_word(weeks),
        };
        let help = if case.is_early() {
            let usual = i64::from(case.settings.weeks).min(case.number("weeks"));
            case.command(&format!("shorten it: auxeng edit --weeks {usual}"))
        } else {
            String::from("what can end now, and what is better a second engagement after a pause?")
        };
        (format!("planned for {weeks} weeks, more than {limit}"), help)
    })
}

fn too_short(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let (weeks, usual) = (engagement.weeks(), i64::from(case.settings.weeks));
    let is_short = weeks < case.number("weeks").min(usual);
    when(case.is_early() && is_short && engagement.kind != Some(EngagementKind::Debug), || {
        let message = format!("planned for {}, too few for a practice to spread", weeks_word(weeks));
        (message, case.command(&format!("give it more time: auxeng edit --weeks {usual}")))
    })
}

/// How many days from `start` to `end` lie in the quarter of the start, and how many after it, where both are more than
/// `days` and a quarter has room for all of them.
fn across_quarters(start: NaiveDate, end: NaiveDate, days: i64) -> Option<(i64, i64)> {
    let last = Quarter::of(start).last_day();
    let before = last.signed_duration_since(start).num_days().saturating_add(1);
    let after = end.signed_duration_since(last).num_days();
    (before.min(after) > days && before.saturating_add(after) <= 7 * 13).then_some((before, after))
}

/// The first Monday in the quarter after that of `day`, or the last days before it.
fn next_quarter(day: NaiveDate) -> NaiveDate {
    Week::of(Quarter::of(day).last_day()).plus(1).monday()
}

/// `monday`, or where `weeks` from then would lie across two quarters, and the store minds, the beginning of the next one.
pub(super) fn lined_up(monday: NaiveDate, weeks: i64, settings: &Settings) -> NaiveDate {
    let minded = rule("off-quarter").filter(|rule| rule.severity_in(settings).is_some());
    let end = Week::of(monday).plus(weeks.saturating_sub(1)).friday();
    let across = minded.and_then(|rule| across_quarters(monday, end, rule.number_in(settings, "days")));
    if across.is_some() { next_quarter(monday) } else { monday }
}

fn off_quarter(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let across = across_quarters(engagement.start, engagement.end, case.number("days")).filter(|_| case.is_early());
    let advice = |(before, after)| {
        let quarter = Quarter::of(engagement.start);
        let message = format!("it lies across two quarters: {before} days in {quarter}, {after} after it");
        let monday = next_quarter(engagement.start);
        let start = format!("auxeng edit --start {monday} --weeks {}", engagement.weeks());
        (message, case.command(&format!("begin it with the next quarter: {start}")))
    };
    across.map(advice).into_iter().collect()
}

fn no_kickoff(case: &Case<'_>) -> Vec<Advice> {
    let is_begun = case.is_running() && (1..=2).contains(&case.week());
    when(is_begun && case.engagement().kickoff.is_none(), || {
        let help = case.command(&format!("hold it this week, and record it: auxeng edit --kickoff {}", case.today));
        (String::from("no kick-off meeting is recorded"), help)
    })
}

fn late_kickoff(case: &Case<'_>) -> Vec<Advice> {
    let late = |kickoff: &chrono::NaiveDate| *kickoff > case.engagement().first_week().sunday();
    let kickoff = case.engagement().kickoff.filter(|_| !case.stage.is_over() && case.week() <= 2).filter(late);
    let advice = |kickoff: chrono::NaiveDate| {
        let message = format!("the kick-off is on {}, after the first week", kickoff.format("%-d %B"));
        let monday = case.engagement().first_week().monday().max(case.engagement().start);
        (message, case.command(&format!("can it be earlier? then: auxeng edit --kickoff {monday}")))
    };
    kickoff.map(advice).into_iter().collect()
}

fn no_agreement(case: &Case<'_>) -> Vec<Advice> {
    let (record, engagement) = (case.record, case.engagement());
    let is_ours = |person: &Person| engagement.engineers.iter().chain(&engagement.advisor).any(|ours| ours.is(person));
    let is_agreed = record.agreements.iter().any(|agreement| !is_ours(&agreement.person));
    let is_asked = !case.stage.is_over() && case.week() <= 2 && record.proposal.is_some();
    when(is_asked && !is_agreed, || {
        let message = String::from("nobody of the host has agreed to what is expected");
        let record = "who of them has read it and said yes? record it: auxeng pitch --agreed \"Name\"";
        (message, case.command(record))
    })
}

fn no_desired_outcome(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let is_asked = case.is_early() && engagement.kind == Some(EngagementKind::EarlyAdopter);
    when(is_asked && engagement.desired_outcome.is_none(), || {
        let message = String::from("what the early adopter hopes for is not recorded");
        (message, case.command("by what will it be judged? write it down: auxeng edit --desired-outcome \"…\""))
    })
}

fn no_symptom(case: &Case<'_>) -> Vec<Advice> {
    let engagement = case.engagement();
    let is_asked = case.is_early() && engagement.kind == Some(EngagementKind::Debug);
    let missing = match (&engagement.symptom, &engagement.symptom_metric) {
        (None, None) => "neither the symptom nor its metric is recorded",
        (None, Some(_)) => "the symptom is not recorded",
        (Some(_), None) => "the metric of the symptom is not recorded",
        (Some(_), Some(_)) => "",
    };
    when(is_asked && !missing.is_empty(), || {
        let options = match (&engagement.symptom, &engagement.symptom_metric) {
            (None, None) => "--symptom \"…\" --symptom-metric \"…\"",
            (None, Some(_)) => "--symptom \"…\"",
            (Some(_), _) => "--symptom-metric \"…\"",
        };
        let help = format!("by what would it show that it is gone? write it down: auxeng edit {options}");
        (missing.to_owned(), case.command(&help))
    })
}
