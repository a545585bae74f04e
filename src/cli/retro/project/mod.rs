//! `auxeng retro --project`: the engagement as a whole.

mod guided;
mod telling;

use chrono::NaiveDate;
use clap::Args;

use super::RetroArgs;
use super::additions::Additions;
use super::guided::in_full;
use super::merge::{add_people, add_texts, settled_negative};
use super::recording::Once;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::model::{About, EngagementRecord, FollowUp, Note, ProjectRetro, Takeaway};
use crate::notes::Task;
use crate::report::view::PreparationView;
use crate::report::{preparation_document, project_retro_document};
use crate::store::{Detail, Store};
use crate::text::list;
use telling::{how, recorded, remind, told};

/// The flags of a project retro alone.
#[derive(Debug, Args)]
pub(super) struct ProjectFlags {
    /// Look back upon the engagement as a whole, at its end
    ///
    /// At a terminal, and with nothing else given, it shows the way behind (the timeline, the goals from baseline to
    /// final, what came up again, unfinished actions), asks for everything in turn and writes at the end. With --dry-run
    /// alone it shows the way behind and asks nothing.
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
        return match context.terminal()? {
            Some(mut terminal) if !args.replace => {
                guided::run(context, &store, args.engagement.named(), date, &mut terminal)
            }
            _ => Err(nothing_named().into()),
        };
    }
    let id = context.select(&store, args.engagement.named())?;
    // What only shows needs no lock, and so no right to write.
    let lock = (!args.dry_run).then(|| context.lock(&store)).transpose()?;
    let record = context.read_sound(&store, &id, Detail::COURSE)?;
    if additions.is_empty() {
        return show_preparation(context, &store, record);
    }
    let retro = merged(&record, date, &additions, &args.once(&additions, date, context.today())?, args.replace)?;
    if retro.is_silent() && additions.says_nothing() {
        return Err(nothing_named().into());
    }
    let Some(lock) = lock else {
        context.show(&project_retro_document(&additions.placements(), &retro), false)?;
        context.ui.say("Nothing was written.");
        return Ok(ExitStatus::Done);
    };
    let written = store.save_project_retro(&lock, &id, &retro)?;
    if written.is_change() {
        context.ui.say(&told(&retro, how(&record, args.replace)));
    }
    context.finish(&store, &lock, &recorded(&id, &retro));
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
        ("--satisfaction", args.satisfaction.is_some()),
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
    date: NaiveDate,
    additions: &Additions,
    once: &Once,
    replace: bool,
) -> Result<ProjectRetro, Failure> {
    check_day(record, date)?;
    let before = record.project_retro.as_ref().filter(|_| !replace);
    let mut retro = before.cloned().unwrap_or_else(|| ProjectRetro::new(date));
    retro.date = once.named_day.unwrap_or(retro.date);
    retro.minutes = once.minutes.or(retro.minutes);
    retro.present.retain(|name| !additions.absent.contains(name));
    let recorded = retro.present.clone();
    add_people(&mut retro.present, &in_full(&additions.present, record, &recorded));
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
    retro.asked_for_negative = settled_negative(retro.asked_for_negative, retro.is_thin(), once.asked_for_negative);
    Ok(retro)
}

/// Refuses a day before the engagement began.
fn check_day(record: &EngagementRecord, date: NaiveDate) -> Result<(), Failure> {
    let start = record.engagement.start;
    if date < start {
        let message = format!("{} starts on {start}, and {date} is before that", record.engagement.id);
        return Err(Failure::refused(message).help("correct --date").help("nothing was written"));
    }
    Ok(())
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
