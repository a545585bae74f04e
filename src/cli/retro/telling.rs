//! What a retro command says when it is done: what the week holds now, and what the playbook would say.

use std::path::Path;

use super::mvp::MvpSaid;
use crate::cli::advice::speak_up;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::metrics::{Carried, TaskState, actions, blockers, unscored};
use crate::model::{Engagement, EngagementRecord, Retro, Slug, Week};
use crate::playbook::Moment;
use crate::report;
use crate::store::{Message, Store};
use crate::text::{clean, count, list, shell};

/// How the retro of the week came to be what it is.
pub(super) fn how(was_there: bool, replaced: bool) -> &'static str {
    match (was_there, replaced) {
        (true, true) => "Replaced the retro of",
        (true, false) => "Added to the retro of",
        (false, _) => "Recorded the retro of",
    }
}

/// What a commit says of the retro.
pub(super) fn recorded(store: &Store, engagement: &Engagement, retro: &Retro) -> Message {
    let week = engagement.week_number(retro.week);
    message("retro", &engagement.id, format!("week {week}")).line(format!("{}: {}", retro.week, holds(store, retro)))
}

/// What the record of the week holds now, and `how` it came to that.
pub(super) fn told(store: &Store, retro: &Retro, how: &str) -> String {
    format!("{how} {}: {}", retro.week, holds(store, retro))
}

/// What the record of the week holds.
fn holds(store: &Store, retro: &Retro) -> String {
    let mut parts = Vec::new();
    let mut add = |n: usize, what: &str| {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    };
    add(retro.went_well.len(), "well");
    add(retro.went_poorly.len(), "poorly");
    add(retro.next.len(), "to do");
    add(retro.done.len(), "done");
    add(retro.dropped.len(), "dropped");
    add(retro.cleared.len(), "unblocked");
    add(retro.present.len(), "present");
    if !retro.notes.is_empty() {
        parts.push(count(retro.notes.len(), "note"));
    }
    if let Some(minutes) = retro.minutes {
        parts.push(format!("{minutes} of {} minutes", store.settings().retro_minutes));
    }
    parts.extend(retro.satisfaction.map(|points| format!("content: {} of 10", points.get())));
    if parts.is_empty() {
        parts.extend((!retro.blockers.is_empty()).then(|| count(retro.blockers.len(), "blocker")));
        parts.extend((!retro.failure_modes.is_empty()).then(|| count(retro.failure_modes.len(), "failure mode")));
        parts.extend(retro.time.map(|_| String::from("how the week split")));
        parts.extend(retro.mvp_weeks.map(|_| String::from("when the MVP will be there")));
    }
    if parts.is_empty() { String::from("nothing said") } else { parts.join(" · ") }
}

/// Says what the playbook would say now: score first, ask for negative feedback, mind the open actions.
pub(super) fn remind(context: &Context, store: &Store, record: &EngagementRecord, retro: &Retro) {
    let id = &record.engagement.id;
    let after = with_retro(record, retro);
    say_open(context, &actions(&after.retros));
    say_blockers(context, &blockers(&after.retros));
    let unscored = unscored(record, retro.week);
    let unscored: Vec<&str> = unscored.iter().map(|goal| goal.id.as_str()).collect();
    if !unscored.is_empty() {
        let date =
            if retro.week == Week::of(context.today()) { String::new() } else { format!(" --date {}", retro.week) };
        let values: Vec<String> = unscored.iter().map(|goal| format!("{goal}=…")).collect();
        context.ui.say(&format!("Not scored in {}: {}", retro.week, list(&unscored)));
        context.ui.say(&format!("  score before you talk: auxeng score {} -e {id}{date}", values.join(" ")));
    }
    if retro.is_thin() && retro.asked_for_negative != Some(true) {
        let question = "what would you have changed about this week, or about how we work with you?";
        ask_in_words(context, retro.went_poorly.len(), question, &format!("auxeng retro {id}"));
    }
    say_rules(context, store, &after, retro);
}

/// The record with what the retro is now.
pub(super) fn with_retro(record: &EngagementRecord, retro: &Retro) -> EngagementRecord {
    let mut after = record.clone();
    after.retros.retain(|other| other.week != retro.week);
    after.retros.push(retro.clone());
    after.retros.sort_by_key(|retro| retro.week);
    after
}

/// Says what rules speak up about where `retro` is the newest one of `after`.
pub(super) fn say_rules(context: &Context, store: &Store, after: &EngagementRecord, retro: &Retro) {
    if after.retros.last() == Some(retro) {
        speak_up(context, store, Moment::Retro, after);
    }
}

/// Asks once more what went poorly, where so few things did.
pub(super) fn once_more(poorly: usize, question: &str) -> String {
    format!("{} Hard feedback is the most useful kind, and rarely comes unasked: {question}", so_few(poorly))
}

fn so_few(poorly: usize) -> &'static str {
    match poorly {
        0 => "Nothing went poorly?",
        _ => "Only one thing went poorly?",
    }
}

/// Says that so few things went `poorly` that negative feedback should be asked for, and how to record the answer.
pub(super) fn ask_in_words(context: &Context, poorly: usize, question: &str, command: &str) {
    let said = so_few(poorly);
    context.ui.say(&format!("{said} Hard feedback is the most useful kind, and rarely comes unasked. Ask in words:"));
    context.ui.say(&format!("  {question}"));
    context.ui.say(&format!("  then: {command} --asked-for-negative --poorly \"…\""));
}

/// Lists the actions that the next retro will ask about.
fn say_open(context: &Context, actions: &[Carried<'_>]) {
    let open: Vec<_> = actions.iter().filter(|action| action.state == TaskState::Open).collect();
    if open.is_empty() {
        return;
    }
    context.ui.say(&format!("{} open:", count(open.len(), "action")));
    for action in open {
        say_task(context, action);
    }
}

/// Says what is now known of the MVP, and what was known before where that is something else.
pub(super) fn say_mvp(context: &Context, engagement: &Engagement, said: Option<MvpSaid>) {
    let before = engagement.mvp_in_production;
    let live = said.and_then(|said| said.live(before));
    if let Some(live) = live {
        match before.filter(|before| *before != live) {
            Some(before) => context.ui.warn(&format!(
                "the MVP was in production since {}; corrected to {}",
                report::day(before),
                report::day(live)
            )),
            None => context.ui.say(&format!("The MVP is in production since {}.", report::day(live))),
        }
    }
    match (said, before) {
        (Some(MvpSaid::Weeks(_)), Some(before)) => context.ui.warn(&format!(
            "the MVP is in production since {}; if it is not: auxeng edit {} --mvp-in-production \"\"",
            report::day(before),
            engagement.id
        )),
        (Some(MvpSaid::Weeks(weeks)), None) => {
            let weeks = usize::try_from(weeks).unwrap_or_default();
            context.ui.say(&format!("The MVP is {} from production.", count(weeks, "week")));
        }
        _ => {}
    }
}

/// Says how a store in git takes up what was written, where it is not committed anyhow.
pub(super) fn say_git(context: &Context, store: &Store, id: &Slug, what: &str) {
    if matches!(context.commits(), Ok(false)) && store.is_in_git() {
        let folder = shell(&context.shown(store, Path::new(id.as_str())));
        context.ui.say(&format!("For git: git add {folder} && git commit -m 'retro({id}): {what}'"));
    }
}

/// Lists the blockers that still block.
fn say_blockers(context: &Context, blockers: &[Carried<'_>]) {
    let open: Vec<_> = blockers.iter().filter(|blocker| blocker.state == TaskState::Open).collect();
    if !open.is_empty() {
        context.ui.say(&format!("{}:", count(open.len(), "blocker")));
        for blocker in open {
            say_task(context, blocker);
        }
    }
}

fn say_task(context: &Context, open: &Carried<'_>) {
    let owner = open.task.owner.as_deref().map_or_else(String::new, |owner| format!("{owner}, "));
    let (id, text) = (&open.task.id, clean(&open.task.text));
    context.ui.say(&format!("  {id}: {text} ({owner}since {})", open.since.short()));
}
