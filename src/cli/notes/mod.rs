//! `auxeng notes`

mod recipients;
mod send;
mod sender;

use chrono::NaiveDate;
use clap::Args;

use super::EngagementArgument;
use super::context::Context;
use super::dates::past_day;
use super::failure::{ExitStatus, Failure};
use super::formats::NotesFormat;
use crate::mail::Letter;
use crate::model::{EngagementRecord, Person, Week};
use crate::report::view::{ProjectNotes, RetroNotes};
use crate::report::{
    Document, project_notes_document, project_notes_subject, retro_notes_document, retro_notes_subject,
};
use crate::store::{Detail, Store};
use crate::text::list;
use recipients::recipients;

/// Show the notes of a retro, or send them to everybody who came
///
/// The notes say how the goals stood, what was said and what is to be done. They are the same whenever they are read:
/// scores and actions are as they stood on the day of the retro. The failure modes and the split of the week are not
/// among them.
///
/// How mail leaves is set in your own configuration or environment: see docs/configuration.md.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng notes
  auxeng notes checkout --week 2026-W46 --format markdown
  auxeng notes --format eml > notes.eml
  auxeng notes --send
  auxeng notes payments --project --send")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command")]
pub(super) struct NotesArgs {
    #[command(flatten)]
    engagement: EngagementArgument,

    /// The week of the retro, as W47, or any day of it [default: the newest retro]
    #[arg(long, value_name = "WEEK")]
    week: Option<String>,

    /// The project retro, whose notes go to everybody involved
    #[arg(long, conflicts_with = "week")]
    project: bool,

    /// How to write them
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: NotesFormat,

    /// Send them by mail, after showing to whom and asking
    #[arg(long, conflicts_with = "format")]
    send: bool,

    /// Send them without asking, as in a script
    #[arg(long, requires = "send")]
    yes: bool,

    /// Send them also where they have been sent before
    #[arg(long, requires = "send")]
    again: bool,

    /// Send them to this address instead of to those who came or are involved; repeat for several
    #[arg(long, value_name = "ADDRESS")]
    to: Vec<String>,
}

/// The notes of one retro, ready to be read.
struct Notes {
    which: Which,
    document: Document,
    subject: String,
    /// Who came, as it was written down.
    present: Vec<String>,
    /// When they were sent.
    sent: Option<NaiveDate>,
}

/// Which retro.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Week(Week),
    Project,
}

impl Notes {
    /// What the notes are of, as the middle of a sentence.
    fn of_what(&self) -> String {
        match self.which {
            Which::Week(week) => format!("the notes of {week}"),
            Which::Project => String::from("the notes of the project retro"),
        }
    }

    /// The file that says when they were sent.
    fn file(&self) -> String {
        match self.which {
            Which::Week(week) => format!("retros/{week}.toml"),
            Which::Project => String::from("retros/project.toml"),
        }
    }

    /// The command that has to do with these notes and no others.
    fn command(&self, record: &EngagementRecord) -> String {
        let which = match self.which {
            Which::Week(week) => format!("--week {week}"),
            Which::Project => String::from("--project"),
        };
        format!("auxeng notes {} {which}", record.engagement.id)
    }

    fn letter(&self, context: &Context, from: Person, to: Vec<Person>) -> Letter {
        Letter {
            from,
            to,
            subject: self.subject.clone(),
            text: self.document.plain(),
            html: self.document.html(),
            date: context.environment.now,
        }
    }
}

pub(super) fn run(context: &Context, args: &NotesArgs) -> anyhow::Result<ExitStatus> {
    if !args.to.is_empty() && !args.send && args.format != NotesFormat::Eml {
        return Err(Failure::usage("--to is for mail").help("add --send, or --format eml").into());
    }
    if context.commit.is_said() && !args.send {
        return Err(Failure::usage("nothing is written, so there is nothing to commit").help("add --send").into());
    }
    let store = context.store()?;
    let id = context.select(&store, args.engagement.named())?;
    if args.send {
        // What goes to everybody is whole.
        let record = context.read_sound(&store, &id, Detail::FULL)?.as_of(context.today());
        let notes = notes(context, args, &store, &record)?;
        return send::send(context, args, &store, &record, &notes);
    }
    let (record, findings) = context.read(&store, &id, Detail::FULL)?;
    let notes = notes(context, args, &store, &record).inspect_err(|_| context.tell_findings(&store, &findings))?;
    match args.format {
        NotesFormat::Text => context.ui.print(&notes.document.plain())?,
        NotesFormat::Markdown => context.ui.print(&notes.document.markdown())?,
        NotesFormat::Html => context.ui.print(&notes.document.html())?,
        NotesFormat::Eml => {
            let to = recipients(context, &record, &notes, &args.to)?;
            let from = sender::sender(&store, &sender::settings(context)?)?;
            // Every character of it is in ASCII, and its lines end in CR LF.
            context.ui.print_raw(&notes.letter(context, from, to).message(true)?)?;
        }
    }
    Ok(context.finish_reading(&store, &findings))
}

fn notes(context: &Context, args: &NotesArgs, store: &Store, record: &EngagementRecord) -> Result<Notes, Failure> {
    if args.project { of_project(context, store, record) } else { of_week(context, args, store, record) }
}

/// The notes of the retro of the week that is named, else of the newest one.
fn of_week(context: &Context, args: &NotesArgs, store: &Store, record: &EngagementRecord) -> Result<Notes, Failure> {
    let id = &record.engagement.id;
    let named = args.week.as_deref().map(|week| past_day(week, context.today())).transpose()?.map(Week::of);
    let newest = record.retros.last().map(|retro| retro.week);
    let Some(week) = named.or(newest) else {
        if !record.retro_weeks.is_empty() {
            return Err(Failure::refused(format!("no retro of {id} can be read")));
        }
        return Err(Failure::refused(format!("{id} has no retro yet"))
            .help(format!("record one: auxeng retro {id} --well \"…\" --poorly \"…\" --next \"…\"")));
    };
    let view = RetroNotes::of(record, store.settings(), week, context.today()).ok_or_else(|| {
        if record.retro_weeks.contains(&week) {
            return Failure::refused(format!("the retro of {week} cannot be read"));
        }
        let failure = Failure::refused(format!("{id} has no retro of {week}"));
        let weeks: Vec<String> = record.retros.iter().map(|retro| retro.week.to_string()).collect();
        if weeks.is_empty() { failure } else { failure.help(format!("there are retros of {}", list(&weeks))) }
    })?;
    Ok(Notes {
        which: Which::Week(week),
        document: retro_notes_document(&view),
        subject: retro_notes_subject(&view),
        present: view.retro.present,
        sent: view.retro.notes_sent,
    })
}

fn of_project(context: &Context, store: &Store, record: &EngagementRecord) -> Result<Notes, Failure> {
    let id = &record.engagement.id;
    let view = ProjectNotes::of(record, store.settings(), context.today()).ok_or_else(|| {
        if record.has_project_retro {
            return Failure::refused(format!("the project retro of {id} cannot be read"));
        }
        Failure::refused(format!("{id} has no project retro yet"))
            .help(format!("record one: auxeng retro {id} --project --well \"…\" --poorly \"…\""))
    })?;
    Ok(Notes {
        which: Which::Project,
        document: project_notes_document(&view),
        subject: project_notes_subject(&view),
        present: view.retro.present,
        sent: view.retro.notes_sent,
    })
}
