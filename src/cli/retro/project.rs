//! `auxeng retro --project`: the engagement as a whole.

use chrono::NaiveDate;
use clap::Args;

use super::RetroArgs;
use super::additions::Additions;
use super::merge::{add_texts, settled_negative};
use super::telling::ask_in_words;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::metrics::{TaskState, actions};
use crate::model::{About, EngagementRecord, FollowUp, Note, ProjectRetro, Takeaway};
use crate::notes::Task;
use crate::report::view::PreparationView;
use crate::report::{self, preparation_document, project_retro_document};
use crate::store::{Detail, Store};
use crate::text::{count, list};

/// The flags of a project retro alone.
#[derive(Debug, Args)]
pub(super) struct ProjectFlags {
    /// Look back upon the engagement as a whole, at its end
    ///
    /// With --dry-run and nothing to record it shows what there is to look back upon: the timeline, the goals from baseline to
    /// final, what came up again, and unfinished actions.
    #[arg(long)]
    pub(super) project: bool,

    /// With --project: something to take away about this engagement; repeat for several
    #[arg(long, value_name = "TEXT", requires = "project")]
    takeaway: Vec<String>,

    /// With --project: something to take away about engagements in general; repeat for several
    #[arg(long, value_name = "TEXT", requires = "project")]
    takeaway_general: Vec<String>,
}

impl ProjectFlags {
    /// What the flags take away.
    pub(super) fn takeaways(&self) -> Vec<Takeaway> {
        let about = |texts: &[String], about| {
            let said = super::additions::texts(texts);
            said.map(|text| Takeaway { text, about }).collect::<Vec<_>>()
        };
        [about(&self.takeaway, About::Engagement), about(&self.takeaway_general, About::Engagements)].concat()
    }
}

pub(super) fn run(context: &Context, args: &RetroArgs) -> anyhow::Result<ExitStatus> {
    refuse_weekly(args)?;
    let date = context.past_day(args.date.as_deref())?;
    let store = context.store()?;
    let additions = Additions::gather(context, args, &store, date)?;
    if additions.is_empty() && !args.dry_run {
        return Err(nothing_named().into());
    }
    let id = context.select(&store, args.engagement.named())?;
    // What only shows needs no lock, and so no right to write.
    let lock = (!args.dry_run).then(|| context.lock(&store)).transpose()?;
    let record = context.read_sound(&store, &id, Detail::COURSE)?;
    if additions.is_empty() {
        return show_preparation(context, &store, record);
    }
    let retro = merged(&record, args, date, &additions)?;
    let Some(lock) = lock else {
        context.show(&project_retro_document(&additions.placements(), &retro), false)?;
        context.ui.say("Nothing was written.");
        return Ok(ExitStatus::Done);
    };
    let written = store.save_project_retro(&lock, &id, &retro)?;
    if written.is_change() {
        context.ui.say(&told(&retro, how(&record, args.replace)));
    }
    context.say_written(&store, &[written]);
    remind(context, &record, &retro);
    Ok(ExitStatus::Done)
}

/// Refuses what is said in weekly retros alone.
fn refuse_weekly(args: &RetroArgs) -> Result<(), Failure> {
    let weekly = [
        ("--done", !args.done.is_empty()),
        ("--drop", !args.drop.is_empty()),
        ("--mvp", args.mvp.is_some()),
        ("--blocker", !args.blocker.is_empty()),
        ("--unblock", !args.unblock.is_empty()),
        ("--failure-mode", !args.failure_mode.is_empty()),
        ("--time", args.time.is_some()),
    ];
    let named: Vec<&str> = weekly.iter().filter(|(_, is_named)| *is_named).map(|(flag, _)| *flag).collect();
    if named.is_empty() {
        return Ok(());
    }
    let verb = if named.len() == 1 { "belongs" } else { "belong" };
    Err(Failure::usage(format!("{} {verb} to a weekly retro and not to the project retro", list(&named)))
        .help("record it in the retro of its week: the same command without --project")
        .help("nothing was written"))
}

fn nothing_named() -> Failure {
    Failure::usage("nothing to record of the project retro is named")
        .help("name at least one of --well, --poorly, --next, --takeaway, --takeaway-general, --present, --minutes")
        .help("and --note, or read notes: auxeng retro --project --from notes.md")
        .help("what there is to look back upon: auxeng retro --project --dry-run")
}

/// Shows what there is to look back upon.
fn show_preparation(context: &Context, store: &Store, record: EngagementRecord) -> anyhow::Result<ExitStatus> {
    let record = record.as_of(context.today());
    let view = PreparationView::of(&record, store.settings(), context.today());
    context.show(&preparation_document(&view, context.layout()), false)?;
    context.ui.say("Nothing was written.");
    Ok(ExitStatus::Done)
}

/// The project retro as it is recorded, or a new one, with what is added.
fn merged(
    record: &EngagementRecord,
    args: &RetroArgs,
    date: NaiveDate,
    additions: &Additions,
) -> Result<ProjectRetro, Failure> {
    let start = record.engagement.start;
    if date < start {
        let message = format!("{} starts on {start}, and {date} is before that", record.engagement.id);
        return Err(Failure::refused(message).help("correct --date").help("nothing was written"));
    }
    let before = record.project_retro.as_ref().filter(|_| !args.replace);
    let mut retro = before.cloned().unwrap_or_else(|| ProjectRetro::new(date));
    if args.date.is_some() {
        retro.date = date;
    }
    retro.minutes = args.minutes.or(retro.minutes);
    add_texts(&mut retro.present, &additions.present);
    add_texts(&mut retro.went_well, &additions.went_well);
    add_texts(&mut retro.went_poorly, &additions.went_poorly);
    let (done, to_do): (Vec<&Task>, Vec<&Task>) = additions.next.iter().partition(|task| task.done);
    let follow_up = |task: &Task| FollowUp { text: task.text.clone(), owner: task.owner.clone() };
    add(&mut retro.next, to_do.into_iter().map(follow_up));
    add(&mut retro.takeaways, additions.takeaways.iter().cloned());
    add(&mut retro.notes, additions.notes.iter().cloned());
    // What a project retro has no column for is kept as a note.
    let blockers: Vec<&Task> = additions.blockers.iter().collect();
    add(&mut retro.notes, [note("Done", &done), note("Blockers", &blockers)].into_iter().flatten());
    retro.asked_for_negative = settled_negative(retro.asked_for_negative, retro.is_thin(), args.asked_for_negative);
    Ok(retro)
}

/// Adds what is not there yet.
fn add<T: PartialEq>(items: &mut Vec<T>, more: impl Iterator<Item = T>) {
    for item in more {
        if !items.contains(&item) {
            items.push(item);
        }
    }
}

/// A list of tasks as a note.
fn note(title: &str, tasks: &[&Task]) -> Option<Note> {
    let line = |task: &&Task| {
        let owner = task.owner.as_deref().map_or_else(String::new, |owner| format!("{owner}: "));
        format!("- {owner}{}", task.text)
    };
    let lines: Vec<String> = tasks.iter().map(line).collect();
    (!lines.is_empty()).then(|| Note { title: Some(title.to_owned()), text: lines.join("\n") })
}

/// What the command did to the record.
fn how(record: &EngagementRecord, replaced: bool) -> &'static str {
    match &record.project_retro {
        Some(_) if replaced => "Replaced the project retro",
        Some(_) => "Added to the project retro",
        None => "Recorded the project retro",
    }
}

/// What the record holds now.
fn told(retro: &ProjectRetro, how: &str) -> String {
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
    let what = if parts.is_empty() { String::from("nothing said") } else { parts.join(" · ") };
    format!("{how} of {}: {what}", report::day(retro.date))
}

/// Says what the playbook would say now: take something away, ask for negative feedback, finish what is open.
fn remind(context: &Context, record: &EngagementRecord, retro: &ProjectRetro) {
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
