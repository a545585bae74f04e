//! Feedback for the platform: what was met, what it costs, and what became of it.

use super::document::Document;
use super::numbers::{NOTHING, day, number};
use super::view::FeedbackView;
use crate::model::{Errand, FeedbackKind, FeedbackState, Link, Minutes};
use crate::text::{clean, clean_lines, count, list};

/// That nobody at home knows of it.
const NOT_HOME: &str = "not carried home yet";

/// Feedback of several engagements, with the names by which it is changed.
pub fn feedback_document(feedback: &[FeedbackView]) -> Document {
    let mut page = Document::default();
    page.text(summary(feedback));
    page.list(overview(feedback, true));
    page
}

/// Adds the feedback of a program, where there is any.
pub(super) fn add_overview(page: &mut Document, feedback: &[FeedbackView]) {
    if feedback.is_empty() {
        return;
    }
    page.section("Feedback for the platform, and what became of it");
    page.text(summary(feedback));
    page.list(overview(feedback, false));
}

/// Adds the feedback of an engagement, where there is any: all that is known of each.
pub(super) fn add_whole(page: &mut Document, feedback: &[FeedbackView]) {
    if feedback.is_empty() {
        return;
    }
    page.section("Feedback for the platform");
    let item =
        |view: &FeedbackView| (sign(view), [vec![clean(&view.title).into_owned()], details(view)].concat().join("\n"));
    page.list(feedback.iter().map(item).collect());
}

/// How much there is, and how far it has come: `3 met · 1 not carried home · 2 shipped · 1 host not told`. What is
/// withdrawn is told, and does not count as met.
pub(super) fn summary(feedback: &[FeedbackView]) -> String {
    let of = |state: FeedbackState| feedback.iter().filter(|view| view.state == state).count();
    let withdrawn = of(FeedbackState::Withdrawn);
    let met = feedback.len().saturating_sub(withdrawn);
    let mut words: Vec<String> =
        Some(met).filter(|met| *met > 0 || withdrawn == 0).map(|met| format!("{met} met")).into_iter().collect();
    for (_, state) in FeedbackState::NAMES {
        let name = if state == FeedbackState::Noticed { "not carried home" } else { state.label() };
        words.extend(Some(of(state)).filter(|n| *n > 0).map(|n| format!("{n} {name}")));
    }
    let untold = feedback.iter().filter(|view| view.errand == Some(Errand::TellHost)).count();
    words.extend(Some(untold).filter(|n| *n > 0).map(|n| format!("{} not told", count(n, "host"))));
    words.join(" · ")
}

/// Each in three lines: what it is, who met it and what it costs, what became of it.
fn overview(feedback: &[FeedbackView], with_names: bool) -> Vec<(&'static str, String)> {
    let item = |view: &FeedbackView| {
        let name = if with_names { format!(" ({})", view.name) } else { String::new() };
        let hosts: Vec<_> = view.hosts.iter().map(|host| clean(host)).collect();
        let tool = view.tool.as_deref().map(|tool| clean(tool).into_owned());
        let about: Vec<String> = [Some(list(&hosts)), tool, worth(view)].into_iter().flatten().collect();
        (sign(view), format!("{}{name}\n{}\n{}", clean(&view.title), about.join(" · "), fate(view)))
    };
    feedback.iter().map(item).collect()
}

fn sign(view: &FeedbackView) -> &'static str {
    match view.kind {
        FeedbackKind::Friction => "-",
        FeedbackKind::Idea => "+",
    }
}

/// What it costs once, and what the tool saves.
pub(super) fn cost(view: &FeedbackView) -> String {
    match (view.cost_minutes, view.saves_minutes) {
        (None, None) => NOTHING.to_owned(),
        (Some(cost), None) => minutes(cost),
        (None, Some(saves)) => format!("saves {}", minutes(saves)),
        (Some(cost), Some(saves)) => format!("{}, saves {}", minutes(cost), minutes(saves)),
    }
}

/// All that is known of feedback but its title, a line each: what it is about, what was met, what it costs, who met it
/// and what became of it.
fn details(view: &FeedbackView) -> Vec<String> {
    let named =
        |name: &str, text: &Option<String>| text.as_deref().map(|text| format!("{name}: {}", clean_lines(text)));
    let mut lines: Vec<String> = Vec::new();
    lines.extend(named("tool", &view.tool));
    lines.extend(named("expected", &view.expected));
    lines.extend(named("happened", &view.happened));
    lines.extend(worth(view));
    lines.push(met(view));
    lines.extend(steps(view).into_iter().map(|step| match step.link {
        Some(link) => format!("{}: {link}", step.words),
        None => step.words,
    }));
    lines
}

/// When it was met, by whom and where.
pub(super) fn met(view: &FeedbackView) -> String {
    let by = view.by.as_deref().map_or_else(String::new, |by| format!(" by {}", clean(by)));
    let others: Vec<_> = view.hosts.iter().skip(1).map(|host| clean(host)).collect();
    let too = if others.is_empty() { String::new() } else { format!(", seen at {} too", list(&others)) };
    format!("met on {}{by}{too}", day(view.date))
}

/// What it costs, beside what the tool saves: what takes as long to learn as it saves is left alone.
pub(super) fn worth(view: &FeedbackView) -> Option<String> {
    let cost = view.cost_minutes.filter(|cost| cost.get() > 0.0);
    let (Some(cost), Some(saves)) = (cost, view.saves_minutes) else {
        let costs = cost.map(|cost| format!("costs {}", minutes(cost)));
        return costs.or_else(|| view.saves_minutes.map(|saves| format!("saves {}", minutes(saves))));
    };
    let gain = match view.uses_without_gain {
        None => return Some(format!("{} to learn what saves nothing", minutes(cost))),
        Some(uses) if uses < 1.0 => String::from("something is gained the first time"),
        Some(uses) if uses < 2.0 => String::from("nothing is gained the first time"),
        Some(uses) => format!("nothing is gained the first {} times", number(uses)),
    };
    Some(format!("{} to learn what saves {}: {gain}", minutes(cost), minutes(saves)))
}

/// How far it has come, in one line.
pub(super) fn fate(view: &FeedbackView) -> String {
    let step = withdrawn(view).or_else(|| shipped(view)).or_else(|| decided(view)).or_else(|| raised(view));
    let Some(step) = step else {
        return NOT_HOME.to_owned();
    };
    match view.errand {
        Some(Errand::TellHost) => format!("{step}, host not told"),
        _ if view.host_knows && view.withdrawn.is_none() => format!("{step}, host told"),
        _ => step,
    }
}

/// A step of the way home, with where it can be followed.
#[derive(Debug)]
pub(super) struct Step<'a> {
    pub(super) words: String,
    pub(super) link: Option<&'a Link>,
}

/// Its way home.
pub(super) fn steps(view: &FeedbackView) -> Vec<Step<'_>> {
    let step = |words: String, link| Step { words, link };
    let because = |reason: Option<&String>| reason.map_or_else(String::new, |why| format!(": {}", clean_lines(why)));
    let reason = because(view.decision.as_ref().and_then(|decision| decision.reason.as_ref()));
    let why = because(view.withdrawn.as_ref().and_then(|withdrawn| withdrawn.reason.as_ref()));
    let told = view.told.map(|told| format!("host told on {}", day(told)));
    let untold = match (view.errand, &told) {
        (Some(Errand::TellHost), None) => Some("host not told"),
        (Some(Errand::TellHost), Some(_)) => Some("host not told since"),
        _ => None,
    };
    let steps = [
        (view.state == FeedbackState::Noticed).then(|| step(NOT_HOME.to_owned(), None)),
        raised(view).map(|words| step(words, view.raised.as_ref().and_then(|raised| raised.link.as_ref()))),
        decided(view).map(|words| step(words + &reason, None)),
        shipped(view).map(|words| step(words, view.shipped.as_ref().and_then(|shipped| shipped.link.as_ref()))),
        told.map(|words| step(words, None)),
        untold.map(|words| step(words.to_owned(), None)),
        withdrawn(view).map(|words| step(words + &why, None)),
    ];
    steps.into_iter().flatten().collect()
}

fn raised(view: &FeedbackView) -> Option<String> {
    view.raised.as_ref().map(|raised| format!("raised on {}", day(raised.date)))
}

fn decided(view: &FeedbackView) -> Option<String> {
    let word = |accepted| if accepted { "accepted" } else { "declined" };
    view.decision.as_ref().map(|decision| format!("{} on {}", word(decision.accepted), day(decision.date)))
}

fn shipped(view: &FeedbackView) -> Option<String> {
    view.shipped.as_ref().map(|shipped| format!("shipped on {}", day(shipped.date)))
}

fn withdrawn(view: &FeedbackView) -> Option<String> {
    view.withdrawn.as_ref().map(|withdrawn| format!("withdrawn on {}", day(withdrawn.date)))
}

/// `20 min`, `1 h 30 min`, `8 h`.
pub(super) fn minutes(minutes: Minutes) -> String {
    const HOUR: f64 = 60.0;
    let (hours, rest) = ((minutes.get() / HOUR).floor(), minutes.get() % HOUR);
    match (hours > 0.0, rest > 0.0) {
        (false, _) => format!("{} min", number(rest)),
        (true, false) => format!("{} h", number(hours)),
        (true, true) => format!("{} h {} min", number(hours), number(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_read_aloud() {
        for (length, words) in
            [(0.0, "0 min"), (20.0, "20 min"), (2.5, "2.5 min"), (60.0, "1 h"), (90.0, "1 h 30 min"), (480.0, "8 h")]
        {
            assert_eq!(Minutes::new(length).map(minutes).as_deref(), Some(words));
        }
    }
}
