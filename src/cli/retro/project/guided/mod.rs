//! The project retro as a meeting: the way behind, the columns of the whole project, what is to be taken away.

mod steps;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::telling::{self, how, remind, told};
use super::{check_day, merged};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::meeting::{Clock, Conclusion, Draft, Meeting, Sheet, conduct, take_up};
use crate::cli::retro::additions::Additions;
use crate::cli::retro::recording::Once;
use crate::cli::retro::telling::say_git;
use crate::model::{About, EngagementRecord, ProjectRetro, Takeaway};
use crate::notes::Task;
use crate::report::view::PreparationView;
use crate::report::{day, preparation_document, project_retro_document};
use crate::store::{Detail, Store};
use crate::text::{count, list};
use crate::ui::prompt::Ask;
use steps::{ONCE_MORE, PARTS, steps};

/// How many minutes a project retro may take.
const TIMEBOX: u32 = 60;

/// The answers, as they were typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Answers {
    /// The day of the retro.
    pub(super) date: NaiveDate,
    pub(super) went_well: Vec<String>,
    pub(super) went_poorly: Vec<String>,
    pub(super) next: Vec<String>,
    /// What is to be taken away about this engagement.
    pub(super) takeaways: Vec<String>,
    /// What is to be taken away about engagements in general.
    pub(super) takeaways_general: Vec<String>,
    /// Who was there, where it was answered.
    pub(super) present: Option<Vec<String>>,
    /// Those who are recorded already, and were not there after all.
    pub(super) absent: Vec<String>,
    pub(super) minutes: Option<u32>,
    /// How many things went well and poorly in what is recorded already.
    #[serde(skip)]
    recorded: (usize, usize),
}

impl Answers {
    pub(super) fn new(date: NaiveDate) -> Self {
        Self { date, ..Self::default() }
    }

    /// Takes note of what is recorded already.
    fn begin_with(&mut self, retro: Option<&ProjectRetro>) {
        self.recorded = retro.map_or((0, 0), |retro| (retro.went_well.len(), retro.went_poorly.len()));
    }

    /// Whether so little went poorly that it is asked for once more.
    pub(super) fn is_thin(&self) -> bool {
        let mut said = ProjectRetro::new(self.date);
        let (well, poorly) = self.recorded;
        said.went_well = vec![String::new(); self.went_well.len().saturating_add(well)];
        said.went_poorly = vec![String::new(); self.went_poorly.len().saturating_add(poorly)];
        said.is_thin()
    }

    /// What is to be added to the project retro.
    fn additions(&self) -> Additions {
        let about = |texts: &[String], about| {
            texts.iter().map(|text| Takeaway { text: text.clone(), about }).collect::<Vec<_>>()
        };
        let takeaways = [about(&self.takeaways, About::Engagement), about(&self.takeaways_general, About::Engagements)];
        Additions {
            went_well: self.went_well.clone(),
            went_poorly: self.went_poorly.clone(),
            next: self.next.iter().map(|line| Task::of(line)).collect(),
            present: self.present.clone().unwrap_or_default(),
            absent: self.absent.clone(),
            takeaways: takeaways.concat(),
            ..Additions::default()
        }
    }
}

/// The project retro of `record` with the answers in it.
pub(super) fn recorded(record: &EngagementRecord, sheet: &Sheet<Answers>) -> Result<ProjectRetro, Failure> {
    let answers = &sheet.answers;
    let once =
        Once { minutes: answers.minutes, asked_for_negative: sheet.answered.contains(ONCE_MORE), ..Once::default() };
    merged(record, answers.date, &answers.additions(), &once, false)
}

/// Holds the project retro on `date` at the terminal.
pub(super) fn run(
    context: &Context,
    store: &Store,
    named: Option<&str>,
    date: NaiveDate,
    asker: &mut dyn Ask,
) -> anyhow::Result<ExitStatus> {
    let id = context.select(store, named)?;
    let record = context.read_sound(store, &id, Detail::COURSE)?;
    let mut draft = Draft::take("project-retro", id.as_str(), store.root())?;
    let found = draft.find()?;
    let tell = |sheet: &Sheet<Answers>| {
        let said = &sheet.answers;
        let takeaways = said.takeaways.len().saturating_add(said.takeaways_general.len());
        let poorly = said.went_poorly.len();
        let counts = format!("{} well · {poorly} poorly · {}", said.went_well.len(), count(takeaways, "takeaway"));
        format!("A project retro of {} was not finished: {counts}.", day(said.date))
    };
    let show = |sheet: &Sheet<Answers>| {
        let page = project_retro_document(&[], &recorded(&record, sheet)?);
        Ok(page.terminal(context.layout()))
    };
    let sheet = take_up(asker, &mut draft, found, "project retro", tell, show)?;
    let mut sheet = sheet.unwrap_or_else(|| Sheet { answers: Answers::new(date), ..Sheet::default() });
    check_day(&record, sheet.answers.date)?;
    sheet.answers.begin_with(record.project_retro.as_ref());
    let clock = Clock::start(TIMEBOX, sheet.seconds);
    let mut meeting = Meeting::new(asker, context.layout(), clock, draft);
    let behind = record.clone().as_of(context.today());
    let view = PreparationView::of(&behind, store.settings(), context.today());
    let page = preparation_document(&view, context.layout()).terminal(context.layout());
    meeting.asker.tell(page.trim_end());
    meeting.asker.tell("");
    meeting.hint("Enter takes (…) · ? help · < back · > next part · Ctrl-C keeps a draft");
    let steps = steps(&record);
    conduct(context, &mut meeting, &mut sheet, &steps, &Project { context, store, record: &record })
}

/// The project retro of an engagement, as it stood when the meeting began.
struct Project<'a> {
    context: &'a Context,
    store: &'a Store,
    record: &'a EngagementRecord,
}

impl Conclusion<Answers> for Project<'_> {
    const PARTS: &'static [(&'static str, &'static str)] = PARTS;
    const CAN_EDIT: bool = false;

    fn command(&self) -> String {
        format!("auxeng retro {} --project", self.record.engagement.id)
    }

    fn show(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<Answers>) -> Result<(), Failure> {
        let retro = recorded(self.record, sheet)?;
        let page = project_retro_document(&[], &retro).terminal(meeting.layout);
        meeting.asker.tell(page.trim_end());
        if !retro.present.is_empty() {
            meeting.explain(&format!("Present: {}.", list(&retro.present)));
        }
        Ok(())
    }

    fn write(&self, meeting: &mut Meeting<'_>, sheet: &Sheet<Answers>) -> anyhow::Result<()> {
        meeting.asker.tell("");
        write(self.context, self.store, self.record, sheet)
    }

    fn edit(&self, _: &Sheet<Answers>) -> anyhow::Result<bool> {
        Ok(false)
    }
}

/// Writes the project retro, over the record as it is now: somebody may have recorded meanwhile.
fn write(context: &Context, store: &Store, before: &EngagementRecord, sheet: &Sheet<Answers>) -> anyhow::Result<()> {
    let id = &before.engagement.id;
    let lock = context.lock(store)?;
    let record = context.read_for_change(store, id, Detail::COURSE, &lock)?;
    let retro = recorded(&record, sheet)?;
    if retro.is_silent() {
        return Err(Failure::refused("nothing was said, so there is no project retro to write").into());
    }
    store.save_project_retro(&lock, id, &retro)?;
    context.ui.say(&told(&retro, how(&record, false)));
    context.finish(store, &lock, &telling::recorded(id, &retro));
    remind(context, &record, &retro);
    say_git(context, store, id, "project retro");
    Ok(())
}
