//! Everything that a report says of one engagement.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    AgreedView, ChampionView, ChampionsView, CheckInView, CourseView, EventView, FailureModeView, FeedbackView,
    GoalView, HandoverView, MilestoneView, ProjectRetroView, RetroView, Summary, TaskView, WorkingTimeView,
};
use crate::metrics::{FollowThrough, actions};
use crate::model::{EngagementKind, EngagementRecord, Settings, Week};

/// One engagement with its whole record.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// The day that the numbers are of.
    pub today: NaiveDate,
    /// How it stands. Its kind stands beside it, because `kind` is the envelope's.
    #[serde(flatten)]
    pub summary: Summary,
    /// Why it was begun.
    pub engagement_kind: Option<EngagementKind>,
    /// What is agreed beside the goals.
    #[serde(flatten)]
    pub agreed: AgreedView,
    /// Names of the host team's people and others involved.
    pub people: Vec<String>,
    /// When it was closed.
    pub closed: Option<NaiveDate>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Why it ended before its time.
    pub ended_early_reason: Option<String>,
    /// Its goals: diffusion, business, technical, and within each by id.
    pub goals: Vec<GoalView>,
    /// Its weekly retros, oldest first.
    pub retros: Vec<RetroView>,
    /// Every action that a retro raised, oldest first.
    pub actions: Vec<TaskView>,
    /// What became of these actions, in numbers.
    pub follow_through: FollowThrough,
    /// The failure modes that the retros saw, those first that lasted longest up to now.
    pub failure_modes: Vec<FailureModeView>,
    /// Its weeks, oldest first: the scores beside what is expected, and how much the retros said.
    pub course: Vec<CourseView>,
    /// How the engineer's weeks split on the average, where a retro tells it.
    pub working_time: Option<WorkingTimeView>,
    /// The project retro.
    pub project_retro: Option<ProjectRetroView>,
    /// Its milestones, oldest first.
    pub milestones: Vec<MilestoneView>,
    /// The days that stand out, oldest first.
    pub timeline: Vec<EventView>,
    /// Who maintains what when it is over.
    pub handover: Vec<HandoverView>,
    /// The champions that it has found, those first with whom somebody should talk.
    pub champions: Vec<ChampionView>,
    /// The check-ins after it, oldest first.
    pub check_ins: Vec<CheckInView>,
    /// The feedback for the platform: what several teams met first, then what costs most.
    pub feedback: Vec<FeedbackView>,
    /// The share of the goals that should be done at the end, 0…1; for layouts.
    #[serde(skip)]
    pub aim: f64,
}

impl ReportView {
    /// The report of `record` on `today`.
    pub fn of(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Self {
        let engagement = &record.engagement;
        let close = engagement.close.as_ref().filter(|close| close.date <= today);
        let summary = Summary::of(record, settings, today);
        let (now, actions) = (Week::of(today), actions(&record.retros));
        Self {
            today,
            course: CourseView::all(record, &summary.trend, settings.aim, today),
            summary,
            engagement_kind: engagement.kind,
            agreed: AgreedView::of(record),
            people: engagement.people.iter().map(|person| person.name.clone()).collect(),
            closed: close.map(|close| close.date),
            outcome: close.and_then(|close| close.outcome.clone()),
            ended_early_reason: close.and_then(|close| close.reason.clone()),
            goals: Self::goals(record, today),
            retros: RetroView::all(&record.retros, now),
            actions: actions.iter().map(TaskView::of).collect(),
            follow_through: FollowThrough::of(&actions, now),
            failure_modes: FailureModeView::all(&record.retros),
            working_time: WorkingTimeView::of(&record.retros, settings),
            project_retro: record.project_retro.as_ref().map(ProjectRetroView::of),
            milestones: MilestoneView::all(record),
            timeline: EventView::timeline(record, today),
            handover: engagement.handover.iter().map(HandoverView::of).collect(),
            champions: champions(record, settings, today),
            check_ins: record.check_ins.iter().map(CheckInView::of).collect(),
            feedback: FeedbackView::all(record),
            aim: settings.aim,
        }
    }

    /// The same, where `errors` records of the engagement cannot be read.
    #[must_use]
    pub fn but_unread(self, errors: usize) -> Self {
        Self { summary: self.summary.but_unread(errors), ..self }
    }

    /// The goals of `record` in the order in which they are shown: diffusion, business, technical, then dropped ones, the
    /// heavier before the lighter.
    pub fn goals(record: &EngagementRecord, today: NaiveDate) -> Vec<GoalView> {
        let view = |goal| GoalView::of(goal, record.engagement.mvp_in_production, today);
        let mut goals: Vec<GoalView> = record.goals.iter().map(view).collect();
        goals.sort_by(|a, b| {
            let rank = |goal: &GoalView| (goal.dropped.is_some(), goal.kind);
            rank(a).cmp(&rank(b)).then(b.weight.total_cmp(&a.weight)).then(a.id.cmp(&b.id))
        });
        goals
    }
}

/// The champions of `record`, those first with whom somebody should talk.
fn champions(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<ChampionView> {
    let view = |champion| ChampionView::of(champion, &record.engagement, settings.champion_weeks, today);
    ChampionsView::new(today, record.champions.iter().map(view).collect()).champions
}
