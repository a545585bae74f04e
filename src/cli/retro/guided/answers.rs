//! What was answered in a weekly retro, as it was typed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::cli::failure::Failure;
use crate::cli::meeting::{ScoreSaid, Sheet};
use crate::cli::names::find_goal;
use crate::cli::retro::additions::Additions;
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::recording::Once;
use crate::cli::values::value;
use crate::metrics::{Carried, TaskState, actions, blockers};
use crate::model::{EngagementRecord, FailureMode, Goal, Retro, Slug, TimeSplit, Value, Week};
use crate::notes::Task;
use crate::text::{count, quoted};

/// What becomes of an action from an earlier retro.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Fate {
    Done,
    Keep,
    Drop,
}

/// The question whether anything else went poorly.
pub(super) const ONCE_MORE: &str = "once-more";

/// The answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Answers {
    /// The day of the retro.
    pub(super) date: NaiveDate,
    /// What becomes of the actions of earlier retros, by id.
    pub(super) actions: BTreeMap<String, Fate>,
    /// The values of goals, by id.
    pub(super) scores: BTreeMap<String, ScoreSaid>,
    pub(super) went_well: Vec<String>,
    pub(super) went_poorly: Vec<String>,
    pub(super) next: Vec<String>,
    pub(super) mvp: Option<String>,
    /// Blockers that no longer block, by id.
    pub(super) cleared: BTreeSet<String>,
    pub(super) blockers: Vec<String>,
    /// Who was there, where it was answered.
    pub(super) present: Option<Vec<String>>,
    /// Those who are recorded for the week already, and were not there after all.
    pub(super) absent: Vec<String>,
    /// What of the failure modes was seen, where it was answered.
    pub(super) failure_modes: Option<Vec<FailureMode>>,
    /// What is recorded for the week already, and was not seen after all.
    pub(super) unseen: Vec<FailureMode>,
    pub(super) time: Option<TimeSplit>,
    pub(super) minutes: Option<u32>,
    /// How many things went well and poorly in what is recorded of the week already.
    #[serde(skip)]
    recorded: (usize, usize),
}

/// A goal with the value and the note that were said.
pub(super) type Scored<'a> = (&'a Goal, Value, Option<&'a str>);

impl Answers {
    pub(super) fn new(date: NaiveDate) -> Self {
        Self { date, ..Self::default() }
    }

    /// Takes note of what is recorded of the week already.
    pub(super) fn begin_with(&mut self, retro: Option<&Retro>) {
        self.recorded = retro.map_or((0, 0), |retro| (retro.went_well.len(), retro.went_poorly.len()));
    }

    /// Whether so little went poorly that it is asked for once more.
    pub(super) fn is_thin(&self) -> bool {
        let mut said = Retro::new(Week::of(self.date));
        let (well, poorly) = self.recorded;
        said.went_well = vec![String::new(); self.went_well.len().saturating_add(well)];
        said.went_poorly = vec![String::new(); self.went_poorly.len().saturating_add(poorly)];
        said.is_thin()
    }

    /// Takes away what was answered about actions, blockers and goals that have gone meanwhile; says which.
    pub(super) fn forget_what_is_gone(&mut self, record: &EngagementRecord) -> Vec<String> {
        let mut gone = Vec::new();
        let open = |tasks: Vec<Carried<'_>>| -> Vec<String> {
            let open = tasks.into_iter().filter(|task| task.state == TaskState::Open);
            open.map(|task| task.task.id.to_string()).collect()
        };
        let here = record.retros.iter().find(|retro| retro.week == Week::of(self.date));
        let is_here = |id: &str, pick: fn(&Retro) -> &[Slug]| {
            here.is_some_and(|retro| pick(retro).iter().any(|it| it.as_str() == id))
        };
        let actions = open(actions(&record.retros));
        self.actions.retain(|id, fate| {
            let stays = match fate {
                Fate::Keep => true,
                Fate::Done => actions.contains(id) || is_here(id, |retro| &retro.done),
                Fate::Drop => actions.contains(id) || is_here(id, |retro| &retro.dropped),
            };
            if !stays {
                gone.push(format!("the action {} is no longer open, and stays as it is", quoted(id)));
            }
            stays
        });
        let blockers = open(blockers(&record.retros));
        self.cleared.retain(|id| {
            let stays = blockers.contains(id) || is_here(id, |retro| &retro.cleared);
            if !stays {
                gone.push(format!("the blocker {} blocks no longer, and stays as it is", quoted(id)));
            }
            stays
        });
        self.scores.retain(|id, said| {
            let goal = record.goal(id).filter(|goal| goal.dropped.is_none());
            let stays = goal.is_some_and(|goal| value(goal, &said.value).is_ok());
            if !stays {
                gone.push(format!("the goal {} has changed, so {} is not recorded", quoted(id), quoted(&said.value)));
            }
            stays
        });
        gone
    }

    /// What is to be added to the retro of the week.
    pub(super) fn additions(&self) -> Additions {
        let with_fate = |wanted| {
            let fates = self.actions.iter().filter(move |(_, fate)| **fate == wanted);
            fates.map(|(id, _)| id.clone()).collect::<Vec<_>>()
        };
        Additions {
            went_well: self.went_well.clone(),
            went_poorly: self.went_poorly.clone(),
            next: self.next.iter().map(|line| Task::of(line)).collect(),
            done: with_fate(Fate::Done),
            dropped: with_fate(Fate::Drop),
            present: self.present.clone().unwrap_or_default(),
            absent: self.absent.clone(),
            blockers: self.blockers.iter().map(|line| Task::of(line)).collect(),
            cleared: self.cleared.iter().cloned().collect(),
            failure_modes: self.failure_modes.clone().unwrap_or_default(),
            unseen: self.unseen.clone(),
            ..Additions::default()
        }
    }

    /// What the retro has one of.
    pub(super) fn once(&self, answered: &BTreeSet<String>, today: NaiveDate) -> Result<Once, Failure> {
        let mvp = self.mvp.as_deref().map(|text| MvpSaid::parse(text, self.date, today));
        Ok(Once {
            named_day: None,
            minutes: self.minutes,
            mvp: mvp.transpose()?,
            time: self.time,
            satisfaction: None,
            asked_for_negative: answered.contains(ONCE_MORE),
        })
    }

    /// The goals of `record` that were given a value. One that has gone, or cannot have this value any more, refuses.
    pub(super) fn scored<'a>(&'a self, record: &'a EngagementRecord) -> Result<Vec<Scored<'a>>, Failure> {
        let scored = |(id, said): (&'a String, &'a ScoreSaid)| {
            let goal = find_goal(record, id)?;
            Ok((goal, value(goal, &said.value)?, said.note.as_deref()))
        };
        let mut all: Vec<Scored<'a>> = self.scores.iter().map(scored).collect::<Result<_, Failure>>()?;
        all.sort_by_key(|(goal, ..)| goal.kind);
        Ok(all)
    }
}

/// What is recorded already and missing in an answer that stands for all of it; nothing where there is no answer.
pub(in crate::cli::retro) fn taken_away<T: PartialEq + Clone>(recorded: &[T], answer: Option<&[T]>) -> Vec<T> {
    let missing = |answer: &[T]| recorded.iter().filter(|item| !answer.contains(item)).cloned().collect();
    answer.map(missing).unwrap_or_default()
}

/// What a draft holds, in a line.
pub(super) fn told(sheet: &Sheet<Answers>) -> String {
    let answers = &sheet.answers;
    let settled = answers.actions.values().filter(|fate| **fate != Fate::Keep).count();
    let parts = [
        (answers.scores.len(), "goal", "scored"),
        (answers.went_well.len(), "", "well"),
        (answers.went_poorly.len(), "", "poorly"),
        (answers.next.len(), "", "to do"),
        (settled, "", "settled"),
        (answers.blockers.len(), "blocker", ""),
    ];
    let said = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, noun, word)| {
        let counted = if noun.is_empty() { n.to_string() } else { count(n, noun) };
        format!("{counted} {word}").trim_end().to_owned()
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { String::from("nothing said yet") } else { said.join(" · ") }
}
