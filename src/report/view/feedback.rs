//! Feedback for the platform, and what became of it.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{
    Decision, Engagement, EngagementRecord, Errand, Feedback, FeedbackKind, FeedbackState, Minutes, Raised, Shipped,
    Withdrawn,
};
use crate::text::folded;

/// A friction that was met, or an idea.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FeedbackView {
    /// The id of the engagement that met it.
    pub engagement: String,
    /// Its id: the day on which it was met, and a name.
    pub id: String,
    /// The name, which tells it from the others of that day.
    #[serde(skip)]
    pub name: String,
    /// What it is, in one line.
    pub title: String,
    /// What it tells.
    pub kind: FeedbackKind,
    /// What it is about.
    pub tool: Option<String>,
    /// What was expected.
    pub expected: Option<String>,
    /// What happened instead.
    pub happened: Option<String>,
    /// What it cost once.
    pub cost_minutes: Option<Minutes>,
    /// What the tool saves, once it is known.
    pub saves_minutes: Option<Minutes>,
    /// How many times the tool is used before anything is gained.
    pub uses_without_gain: Option<f64>,
    /// The teams that met it: the host of the engagement, then those at which it was seen too.
    pub hosts: Vec<String>,
    /// Who met it.
    pub by: Option<String>,
    /// The day on which it was met.
    pub date: NaiveDate,
    /// How far it has come.
    pub state: FeedbackState,
    /// That it was brought home.
    pub raised: Option<Raised>,
    /// What was decided there.
    pub decision: Option<Decision>,
    /// That the platform was changed.
    pub shipped: Option<Shipped>,
    /// The day on which the host was told.
    pub told: Option<NaiveDate>,
    /// That it is no feedback of its own after all.
    pub withdrawn: Option<Withdrawn>,
    /// Whether the host knows how far it has come.
    pub host_knows: bool,
    /// What is still to be done by those who met it; for layouts.
    #[serde(skip)]
    pub errand: Option<Errand>,
    /// Whether nothing about it is left to do; for layouts.
    #[serde(skip)]
    pub is_done: bool,
}

impl FeedbackView {
    /// The feedback of `record`, as [`Self::rank`] orders it.
    pub fn all(record: &EngagementRecord) -> Vec<Self> {
        let mut all: Vec<Self> =
            record.feedback.iter().map(|feedback| Self::of(feedback, &record.engagement)).collect();
        Self::rank(&mut all);
        all
    }

    /// `feedback` of `engagement`.
    pub fn of(feedback: &Feedback, engagement: &Engagement) -> Self {
        Self {
            engagement: engagement.id.to_string(),
            id: feedback.id.to_string(),
            name: feedback.id.slug.to_string(),
            title: feedback.title.clone(),
            kind: feedback.kind,
            tool: feedback.tool.clone(),
            expected: feedback.expected.clone(),
            happened: feedback.happened.clone(),
            cost_minutes: feedback.cost,
            saves_minutes: feedback.saves,
            uses_without_gain: feedback.uses_without_gain(),
            hosts: hosts(feedback, engagement),
            by: feedback.by.clone(),
            date: feedback.id.date,
            state: feedback.state(),
            raised: feedback.raised.clone(),
            decision: feedback.decision.clone(),
            shipped: feedback.shipped.clone(),
            told: feedback.told,
            withdrawn: feedback.withdrawn.clone(),
            host_knows: feedback.is_told(),
            errand: feedback.errand(),
            is_done: feedback.is_done(),
        }
    }

    /// The days on which it was met and came further.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let raised = self.raised.as_ref().map(|raised| raised.date);
        let decided = self.decision.as_ref().map(|decision| decision.date);
        let shipped = self.shipped.as_ref().map(|shipped| shipped.date);
        let withdrawn = self.withdrawn.as_ref().map(|withdrawn| withdrawn.date);
        [Some(self.date), raised, decided, shipped, self.told, withdrawn].into_iter().flatten()
    }

    /// Orders feedback: what several teams met comes first, then what costs most, then what was met first; what is
    /// withdrawn comes last.
    pub fn rank(feedback: &mut [Self]) {
        let cost = |view: &Self| view.cost_minutes.map_or(-1.0, Minutes::get);
        feedback.sort_by(|one, other| {
            let key = |view: &Self| (view.withdrawn.is_some(), Reverse(view.hosts.len()));
            let first = key(one).cmp(&key(other));
            let then = first.then(cost(other).total_cmp(&cost(one)));
            then.then_with(|| (&one.id, &one.engagement).cmp(&(&other.id, &other.engagement)))
        });
    }
}

/// The teams that met `feedback`, each once. An engagement that names no host stands for it itself.
fn hosts(feedback: &Feedback, engagement: &Engagement) -> Vec<String> {
    let own = engagement.host.clone().unwrap_or_else(|| engagement.id.to_string());
    let mut hosts = vec![own];
    for host in &feedback.seen_at {
        if !hosts.iter().any(|known| folded(known) == folded(host)) {
            hosts.push(host.clone());
        }
    }
    hosts
}
