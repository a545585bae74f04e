//! One row of the status table, and the table.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{CandidatesView, NpsView, ProposalView, RoundView, TaskView, optional_week, week};
use crate::metrics::{Carried, Outlook, TaskState, actions, blockers, expected, goals_done, health, scores, trend};
use crate::model::{EngagementKind, EngagementRecord, Person, Settings, Stage, Week};
use crate::playbook::{attention, record};
use crate::text::count;

/// How every engagement stands.
#[derive(Debug, Clone, Serialize)]
pub struct StatusView {
    /// The day that the numbers are of.
    pub today: NaiveDate,
    /// The engagements: those that need attention first, then running ones, then the rest.
    #[serde(serialize_with = "rows")]
    pub engagements: Vec<Summary>,
    /// The proposals that are no engagement yet: those that are not decided, the best first; then accepted and declined ones.
    pub proposals: Vec<ProposalView>,
}

/// A summary with its kind.
#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    kind: Option<EngagementKind>,
}

/// Serialises engagements with their kinds.
pub(super) fn rows<S: Serializer>(engagements: &[Summary], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(engagements.iter().map(|summary| Row { summary, kind: summary.kind }))
}

/// How one engagement stands.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// The engagement's id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The team that is helped.
    pub host: Option<String>,
    /// The team that lends the engineer.
    pub home: Option<String>,
    /// The practice that it spreads.
    pub practice: Option<String>,
    /// Why it was begun; serialised by what the summary stands in, where `kind` may mean something else.
    #[serde(skip)]
    pub kind: Option<EngagementKind>,
    /// Where it stands.
    pub stage: Stage,
    /// The number of the current week: 0 before the first, held to `weeks` after the last.
    pub week: i64,
    /// How many weeks it is planned to last.
    pub weeks: i64,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
    /// The day it was closed; serialised by what the summary stands in.
    #[serde(skip)]
    pub closed: Option<NaiveDate>,
    /// The names of those who work with the host team.
    pub engineers: Vec<String>,
    /// The name of who is responsible.
    pub advisor: Option<String>,
    /// How far the practice has spread, 0…1.
    pub diffusion: Option<f64>,
    /// How far the business and technical goals have come, 0…1.
    pub delivery: Option<f64>,
    /// The progress expected by now, 0…1.
    pub expected: f64,
    /// How it does; `None` before it begins and after it is closed.
    pub health: Option<Outlook>,
    /// Why it does so.
    pub reason: Option<String>,
    /// How many goals are done.
    pub goals_done: usize,
    /// How many goals are pursued.
    pub goals_total: usize,
    /// Whether there are goals that could not be read.
    #[serde(skip)]
    pub has_unreadable_goals: bool,
    /// The week last scored.
    #[serde(serialize_with = "optional_week")]
    pub last_scored: Option<Week>,
    /// The week of the newest retro.
    #[serde(serialize_with = "optional_week")]
    pub last_retro: Option<Week>,
    /// How many actions are open.
    pub open_actions: usize,
    /// The blockers that still block.
    pub blockers: Vec<BlockerView>,
    /// How far the MVP is from production.
    pub mvp: MvpView,
    /// What the newest survey round says; `None` without answers.
    pub nps: Option<NpsView>,
    /// What asks for attention now.
    pub attention: Vec<AttentionView>,
    /// The scores week by week.
    pub trend: Vec<WeekView>,
}

/// Something in the way of the MVP.
#[derive(Debug, Clone, Serialize)]
pub struct BlockerView {
    /// What it is and what became of it.
    #[serde(flatten)]
    pub task: TaskView,
    /// How many weeks ago it was raised.
    pub weeks: i64,
}

/// How far the minimum viable product is from production.
#[derive(Debug, Clone, Default, Serialize)]
pub struct MvpView {
    /// Since when it is in production.
    pub in_production: Option<NaiveDate>,
    /// How many weeks it was last thought to be away.
    pub weeks: Option<u32>,
    /// The week in which that was said.
    #[serde(serialize_with = "optional_week")]
    pub said: Option<Week>,
}

/// Something that asks for attention.
#[derive(Debug, Clone, Serialize)]
pub struct AttentionView {
    /// The rule that asks.
    pub rule: &'static str,
    /// What is the matter.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The scores at the end of a week.
#[derive(Debug, Clone, Serialize)]
pub struct WeekView {
    /// The week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// How far the practice had spread, 0…1.
    pub diffusion: Option<f64>,
    /// How far the business and technical goals had come, 0…1.
    pub delivery: Option<f64>,
}

impl StatusView {
    /// The table of `engagements` on `today`.
    pub fn new(today: NaiveDate, mut engagements: Vec<Summary>) -> Self {
        engagements.sort_by_cached_key(Summary::rank);
        Self { today, engagements, proposals: Vec::new() }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.engagements.is_empty() && self.proposals.is_empty()
    }

    /// The same with proposals.
    #[must_use]
    pub fn with(self, candidates: CandidatesView) -> Self {
        Self { proposals: candidates.proposals, ..self }
    }
}

impl Summary {
    /// How `record` stands on `today`.
    pub fn of(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Self {
        let engagement = &record.engagement;
        let stage = engagement.stage(today);
        let now = Week::of(today);
        let last = engagement.close.as_ref().map_or(now, |close| now.min(Week::of(close.date)));
        let scores = scores(&record.goals, engagement.mvp_in_production, today);
        let health = health(record, settings, today);
        let (goals_done, goals_total) = goals_done(&record.goals, engagement.mvp_in_production, today);
        let blockers = blockers(&record.retros);
        let open = |task: &&Carried<'_>| task.state == TaskState::Open;
        let attention = attention(record, settings, today);
        Self {
            id: engagement.id.to_string(),
            title: engagement.title.clone(),
            host: engagement.host.clone(),
            home: engagement.home.clone().or_else(|| settings.home.clone()),
            practice: engagement.practice.clone(),
            kind: engagement.kind,
            stage,
            week: engagement.week_number(last).clamp(0, engagement.weeks()),
            weeks: engagement.weeks(),
            start: engagement.start,
            end: engagement.end,
            closed: engagement.close.as_ref().map(|close| close.date).filter(|_| stage.is_over()),
            engineers: engagement.engineers.iter().map(name).collect(),
            advisor: engagement.advisor.as_ref().map(name),
            diffusion: scores.diffusion,
            delivery: scores.delivery,
            expected: expected(engagement, settings.aim, today),
            health: health.as_ref().map(|health| health.outlook),
            reason: health.map(|health| health.reason),
            goals_done,
            goals_total,
            has_unreadable_goals: record.has_unreadable_goals,
            last_scored: record.last_scored(),
            last_retro: record.retro_weeks.last().copied(),
            open_actions: actions(&record.retros).iter().filter(open).count(),
            blockers: blockers.iter().filter(open).map(|blocker| BlockerView::of(blocker, now)).collect(),
            mvp: MvpView::of(record),
            nps: nps(record),
            attention: attention
                .into_iter()
                .map(|found| AttentionView { rule: found.rule.id, message: found.message, help: found.help })
                .collect(),
            trend: trend(record, today)
                .into_iter()
                .map(|at| WeekView { week: at.week, diffusion: at.scores.diffusion, delivery: at.scores.delivery })
                .collect(),
        }
    }

    /// The same, where `errors` records of the engagement cannot be read: its numbers are not the whole truth.
    #[must_use]
    pub fn but_unread(mut self, errors: usize) -> Self {
        if errors == 0 {
            return self;
        }
        let message = format!("{} cannot be read, so the numbers are not complete", count(errors, "record"));
        let help = String::from("mend what auxeng check names");
        if self.health.is_some() {
            self.health = Some(Outlook::Unknown);
            self.reason = Some(message.clone());
        }
        self.attention.insert(0, AttentionView { rule: record::UNREADABLE.id, message, help });
        self
    }

    /// The day on which it ended, or is planned to end.
    pub fn last_day(&self) -> NaiveDate {
        self.closed.unwrap_or(self.end)
    }

    /// How far the score that lags most is before (above 0) or behind what is expected by now; `None` where no score is
    /// expected to be anything.
    pub fn against_expected(&self) -> Option<f64> {
        let known = [self.diffusion, self.delivery].into_iter().flatten();
        known.map(|score| score - self.expected).min_by(f64::total_cmp).filter(|_| self.health.is_some())
    }

    /// What comes first in the table: those that need attention, by how badly they do and what is over last; then
    /// running, wrapping up, planned, and last what is over, newest first.
    fn rank(&self) -> impl Ord + use<> {
        let over = self.stage.is_over();
        let newest = over.then_some(std::cmp::Reverse(self.end));
        let health = self.health.unwrap_or(Outlook::OnTrack);
        (self.attention.is_empty(), over, health, newest, self.stage, self.id.clone())
    }
}

impl BlockerView {
    /// A blocker as it stands in the week `now`.
    pub fn of(carried: &Carried<'_>, now: Week) -> Self {
        Self { task: TaskView::of(carried), weeks: now.since(carried.since) }
    }
}

impl MvpView {
    fn of(record: &EngagementRecord) -> Self {
        let said = record.retros.iter().rev().find_map(|retro| Some((retro.week, retro.mvp_weeks?)));
        Self {
            in_production: record.engagement.mvp_in_production,
            weeks: said.map(|(_, weeks)| weeks),
            said: said.map(|(week, _)| week),
        }
    }
}

fn name(person: &Person) -> String {
    person.name.clone()
}

fn nps(record: &EngagementRecord) -> Option<NpsView> {
    Some(NpsView::newest(RoundView::all(record))).filter(|nps| nps.tally.n > 0)
}
