//! What a retro command is given, from flags and from notes, before it meets the record.

use std::path::Path;

use chrono::NaiveDate;

use super::RetroArgs;
use super::mvp::MvpSaid;
use super::topics::{self, Said};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::model::{FailureMode, Note, OutOfTen, Takeaway, TimeSplit};
use crate::notes::{self, Notes, Placement, Task, Topic};
use crate::store::{LARGEST, Store, read_input};

/// Everything that is to be added to a week's retro.
#[derive(Debug, Default)]
pub(super) struct Additions {
    pub(super) went_well: Vec<String>,
    pub(super) went_poorly: Vec<String>,
    pub(super) next: Vec<Task>,
    pub(super) done: Vec<String>,
    pub(super) dropped: Vec<String>,
    pub(super) present: Vec<String>,
    /// Those who are recorded and were not there after all.
    pub(super) absent: Vec<String>,
    pub(super) blockers: Vec<Task>,
    pub(super) cleared: Vec<String>,
    pub(super) notes: Vec<Note>,
    pub(super) failure_modes: Vec<FailureMode>,
    /// What is recorded and was not seen after all.
    pub(super) unseen: Vec<FailureMode>,
    /// Of a project retro alone.
    pub(super) takeaways: Vec<Takeaway>,
    pub(super) mvp: Option<MvpSaid>,
    pub(super) minutes: Option<u32>,
    pub(super) time: Option<TimeSplit>,
    pub(super) satisfaction: Option<OutOfTen>,
    /// Whether anything is given that is one of a kind, such as the minutes.
    pub(super) single: bool,
    pub(super) placements: Vec<Placement>,
    /// What was not kept as a note, by its place among those that are.
    pub(super) understood: Vec<(usize, Topic)>,
}

impl Additions {
    /// Reads the flags, and the notes where `--from` names some, of a retro that was held on `held`.
    pub(super) fn gather(context: &Context, args: &RetroArgs, store: &Store, held: NaiveDate) -> anyhow::Result<Self> {
        let headings = &store.settings().headings;
        let mut additions = match &args.from {
            None => Self::default(),
            Some(file) if args.project.project => Self::of(notes::parse_project(&read(context, file)?, headings)),
            Some(file) => Self::of_week(notes::parse(&read(context, file)?, headings), held, context.today()),
        };
        additions.went_well.extend(texts(&args.well));
        additions.went_poorly.extend(texts(&args.poorly));
        additions.next.extend(texts(&args.next).map(|text| Task::of(&text)));
        additions.done.extend(texts(&args.done));
        additions.dropped.extend(texts(&args.drop));
        additions.present.extend(texts(&args.present));
        additions.blockers.extend(texts(&args.blocker).map(|text| Task::of(&text)));
        additions.cleared.extend(texts(&args.unblock));
        additions.failure_modes.extend(&args.failure_mode);
        additions.notes.extend(texts(&args.note).map(|text| note(&text)));
        additions.takeaways.extend(args.project.takeaways());
        let single = [args.minutes.is_some(), args.mvp.is_some(), args.time.is_some(), args.satisfaction.is_some()];
        additions.single |= args.asked_for_negative || single.contains(&true);
        Ok(additions)
    }

    /// What the notes of a week say, also under the headings of values.
    fn of_week(mut notes: Notes, held: NaiveDate, today: NaiveDate) -> Self {
        let mut kept = Vec::new();
        let mut said = Vec::new();
        for (place, part) in std::mem::take(&mut notes.other).into_iter().enumerate() {
            match topics::said(&part, held, today).zip(part.topic) {
                Some((what, topic)) => said.push((place, topic, what)),
                None => kept.push(part),
            }
        }
        let mut additions = Self::of(Notes { other: kept, ..notes });
        for (place, topic, what) in said {
            match what {
                Said::Mvp(mvp) => additions.mvp = Some(mvp),
                Said::Minutes(minutes) => additions.minutes = Some(minutes),
                Said::Time(time) => additions.time = Some(time),
                Said::Satisfaction(points) => additions.satisfaction = Some(points),
                Said::FailureModes(modes) => additions.failure_modes.extend(modes),
            }
            additions.understood.push((place, topic));
            additions.single = true;
        }
        additions
    }

    fn of(notes: Notes) -> Self {
        Self {
            went_well: notes.went_well,
            went_poorly: notes.went_poorly,
            next: notes.next,
            present: notes.present,
            blockers: notes.blockers,
            notes: notes.other.into_iter().map(|other| Note { title: other.title, text: other.text }).collect(),
            takeaways: notes.takeaways,
            placements: notes.placements,
            ..Self::default()
        }
    }

    /// Whether there is nothing to record.
    pub(super) fn is_empty(&self) -> bool {
        !self.single && self.says_nothing()
    }

    /// Whether nothing is said but, perhaps, what there is one of.
    pub(super) fn says_nothing(&self) -> bool {
        let texts = [&self.went_well, &self.went_poorly, &self.done, &self.dropped, &self.present, &self.cleared];
        texts.iter().all(|texts| texts.is_empty())
            && self.next.is_empty()
            && self.blockers.is_empty()
            && self.notes.is_empty()
            && self.failure_modes.is_empty()
            && self.takeaways.is_empty()
    }

    /// Where each heading of the notes went: the heading, and the column with its number of items.
    pub(super) fn placements(&self) -> Vec<(String, String)> {
        let heading = |placement: &Placement| {
            let heading = placement.heading.clone().unwrap_or_else(|| String::from("before any heading"));
            format!("{heading} (line {})", placement.line)
        };
        let mut notes = 0..;
        let mut target = |placement: &Placement| match placement.section {
            Some(section) => format!("{}: {}", section.label(), crate::text::count(placement.items, "item")),
            None => {
                let place = notes.next();
                let topic = self.understood.iter().find(|(other, _)| Some(*other) == place);
                topic.map_or_else(|| String::from("kept as a note"), |(_, topic)| topic.label().to_owned())
            }
        };
        self.placements.iter().map(|placement| (heading(placement), target(placement))).collect()
    }
}

fn read(context: &Context, file: &Path) -> anyhow::Result<String> {
    if file == Path::new("-") {
        return context.ui.read_input(LARGEST).map_err(|error| {
            Failure::refused(format!("cannot read notes from standard input: {error}"))
                .help("nothing was written")
                .into()
        });
    }
    Ok(read_input(&context.environment.cwd.join(file))?)
}

/// The texts that say something.
pub(super) fn texts(texts: &[String]) -> impl Iterator<Item = String> {
    texts.iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A note, with what stands before a colon as its title.
fn note(text: &str) -> Note {
    match text.split_once(": ") {
        Some((title, text)) if !title.trim().is_empty() && title.len() <= 40 && !text.trim().is_empty() => {
            Note { title: Some(title.trim().to_owned()), text: text.trim().to_owned() }
        }
        _ => Note { title: None, text: text.to_owned() },
    }
}
