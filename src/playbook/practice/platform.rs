//! The rules of feedback for the platform: that there is some, that it comes home, and that the host hears of it.

use super::case::{Case, days_word, when};
use super::{Advice, Group, Practice, number, practice};
use crate::model::{Feedback, FeedbackKind, FeedbackState};
use crate::text::{clean, list};

pub(super) static RULES: &[Practice] = &[
    practice(
        Group::Platform,
        "no-feedback",
        no_feedback,
        "an engagement brings feedback for the platform",
        "Whoever pairs with the users of a platform sees where it falls short. An engagement without any friction or idea \
         noted by then has not looked, and no improvement to the platform comes out: a failure mode.",
    )
    .counting(&[number("weeks", 5)]),
    practice(
        Group::Platform,
        "vague-friction",
        vague_friction,
        "friction is noted with what was expected, what happened or what it cost",
        "\"It is confusing\" helps nobody. What did they expect, what happened instead, how many minutes did it cost? A tool \
         that takes twenty minutes to learn and saves twenty will not be used.",
    ),
    practice(
        Group::Platform,
        "feedback-not-raised",
        feedback_not_raised,
        "feedback is brought home",
        "What is only noted is forgotten with the engagement. The free day is there to bring it to those who own the tool.",
    )
    .counting(&[number("days", 14)]),
    practice(
        Group::Platform,
        "feedback-waiting",
        feedback_waiting,
        "those who own the tool say what becomes of feedback",
        "Accepted or declined, and why: a no is an answer too. Feedback that waits for months is the last that this host \
         gives.",
    )
    .counting(&[number("days", 42)]),
    practice(
        Group::Platform,
        "host-not-told",
        host_not_told,
        "the host is told what became of its feedback",
        "Relationships are built on this: you said it, we changed it. Or: we will not, because. It takes one message.",
    )
    .counting(&[number("days", 7)]),
];

/// How long after the end feedback of an engagement is still asked about.
const FORGOTTEN_DAYS: i64 = 180;

/// Says `message` of the feedback that `wanted` chooses, where there is some, and what to do with the first of it.
fn of_feedback(
    case: &Case<'_>,
    wanted: impl Fn(&Feedback) -> bool,
    message: impl Fn(&str) -> String,
    help: impl Fn(&str) -> String,
) -> Vec<Advice> {
    const SHOWN: usize = 2;
    if case.days_over().is_some_and(|days| days > FORGOTTEN_DAYS) {
        return Vec::new();
    }
    let found: Vec<&Feedback> = case.record.feedback.iter().filter(|feedback| wanted(feedback)).collect();
    let Some(first) = found.first() else {
        return Vec::new();
    };
    let mut titles: Vec<String> = found.iter().take(SHOWN).map(|of| format!("\"{}\"", short(&of.title))).collect();
    let more = found.len().saturating_sub(SHOWN);
    if more > 0 {
        titles.push(format!("{more} more"));
    }
    vec![(message(&list(&titles)), case.command(&help(&first.id.to_string())))]
}

/// A title, or as much of it as names it.
fn short(title: &str) -> String {
    const MOST: usize = 24;
    let title = clean(title);
    let beginning: String = title.chars().take(MOST).collect();
    if beginning.len() < title.len() { format!("{}…", beginning.trim_end()) } else { beginning }
}

fn no_feedback(case: &Case<'_>) -> Vec<Advice> {
    let is_late = case.is_running() && case.week() > case.number("weeks");
    when(is_late && case.record.feedback.iter().all(Feedback::is_withdrawn), || {
        let message = format!("no feedback for the platform in {} weeks", case.week().saturating_sub(1));
        (message, case.command("what did they stumble over? auxeng feedback add \"…\" --tool TOOL --cost 20m"))
    })
}

fn vague_friction(case: &Case<'_>) -> Vec<Advice> {
    let is_vague = |of: &Feedback| {
        let says = of.expected.is_some() || of.happened.is_some() || of.cost.is_some();
        of.kind == FeedbackKind::Friction && !says && !of.state().is_settled()
    };
    let message = |titles: &str| format!("neither what was expected nor what happened is told of {titles}");
    of_feedback(case, is_vague, message, |id| format!("auxeng feedback edit {id} --expected \"…\" --happened \"…\""))
}

fn feedback_not_raised(case: &Case<'_>) -> Vec<Advice> {
    let days = case.number("days");
    let is_kept = |of: &Feedback| of.state() == FeedbackState::Noticed && case.days_since(of.id.date) >= days;
    let message = |titles: &str| format!("not brought home for {} or more: {titles}", days_word(days));
    of_feedback(case, is_kept, message, |id| format!("tell those who own it, then auxeng feedback edit {id} --raised"))
}

fn feedback_waiting(case: &Case<'_>) -> Vec<Advice> {
    let days = case.number("days");
    let since = |of: &Feedback| of.raised.as_ref().map(|raised| case.days_since(raised.date));
    let waits = |of: &Feedback| of.state() == FeedbackState::Raised && since(of).is_some_and(|since| since >= days);
    let message = |titles: &str| format!("no answer for {} or more: {titles}", days_word(days));
    let help = "ask what becomes of it, then auxeng feedback edit";
    of_feedback(case, waits, message, |id| format!("{help} {id} --accepted"))
}

fn host_not_told(case: &Case<'_>) -> Vec<Advice> {
    let settled = |of: &Feedback| {
        let declined = of.decision.as_ref().map(|decision| decision.date);
        of.shipped.as_ref().map(|shipped| shipped.date).or(declined).filter(|_| of.state().is_settled())
    };
    let is_late = |of: &Feedback| {
        of.told.is_none()
            && !of.is_withdrawn()
            && settled(of).is_some_and(|date| case.days_since(date) >= case.number("days"))
    };
    let message = |titles: &str| format!("the host does not know what became of {titles}");
    of_feedback(case, is_late, message, |id| format!("tell them, then auxeng feedback edit {id} --told"))
}
