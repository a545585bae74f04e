//! What is said when a project retro is recorded: what it holds now, and what the playbook would say.

use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::retro::telling::ask_in_words;
use crate::metrics::{TaskState, actions};
use crate::model::{About, EngagementRecord, ProjectRetro, Slug};
use crate::report;
use crate::store::Message;
use crate::text::{count, list};

/// What the command did to the record.
pub(super) fn how(record: &EngagementRecord, replaced: bool) -> &'static str {
    match &record.project_retro {
        Some(_) if replaced => "Replaced the project retro",
        Some(_) => "Added to the project retro",
        None => "Recorded the project retro",
    }
}

/// What a commit says of the retro.
pub(super) fn recorded(id: &Slug, retro: &ProjectRetro) -> Message {
    message("retro", id, "project retro").line(holds(retro))
}

/// What the record holds now, and `how` it came to that.
pub(super) fn told(retro: &ProjectRetro, how: &str) -> String {
    format!("{how} of {}: {}", report::day(retro.date), holds(retro))
}

/// What the record holds.
fn holds(retro: &ProjectRetro) -> String {
    let mut parts = Vec::new();
    let mut add = |n: usize, what: &str| {
        if n > 0 {
            parts.push(format!("{n} {what}"));
        }
    };
    add(retro.went_well.len(), "well");
    add(retro.went_poorly.len(), "poorly");
    add(retro.next.len(), "to do");
    add(retro.present.len(), "present");
    for (n, what) in [(retro.takeaways.len(), "takeaway"), (retro.notes.len(), "note")] {
        if n > 0 {
            parts.push(count(n, what));
        }
    }
    parts.extend(retro.minutes.map(|minutes| count(usize::try_from(minutes).unwrap_or_default(), "minute")));
    if parts.is_empty() { String::from("nothing said") } else { parts.join(" · ") }
}

/// Says what the playbook would say now: take something away, ask for negative feedback, finish what is open.
pub(super) fn remind(context: &Context, record: &EngagementRecord, retro: &ProjectRetro) {
    let id = &record.engagement.id;
    let open = actions(&record.retros);
    let open: Vec<&str> =
        open.iter().filter(|action| action.state == TaskState::Open).map(|action| action.task.id.as_str()).collect();
    if !open.is_empty() {
        context.ui.say(&format!("{} of the weekly retros still open: {}", count(open.len(), "action"), list(&open)));
        context.ui.say(&format!("  settle what can be: auxeng retro {id} --done {}", open.first().unwrap_or(&"…")));
    }
    let about = |about| retro.takeaways.iter().any(|takeaway| takeaway.about == about);
    let missing: Vec<&str> =
        [(About::Engagement, "--takeaway \"…\""), (About::Engagements, "--takeaway-general \"…\"")]
            .into_iter()
            .filter(|(what, _)| !about(*what))
            .map(|(_, flag)| flag)
            .collect();
    if !missing.is_empty() {
        let what = match missing.len() {
            2 => "What is to be taken away from it?",
            _ if about(About::Engagement) => "What is to be taken away about engagements in general?",
            _ => "What is to be taken away about this engagement?",
        };
        context.ui.say(what);
        context.ui.say(&format!("  auxeng retro {id} --project {}", missing.join(" ")));
    }
    if retro.is_thin() && retro.asked_for_negative != Some(true) {
        let question = "what would you have changed about this engagement, or about how we worked with you?";
        ask_in_words(context, retro.went_poorly.len(), question, &format!("auxeng retro {id} --project"));
    }
}
