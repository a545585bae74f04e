//! What happened when.

use chrono::NaiveDate;
use serde::Serialize;

use super::week;
use crate::metrics::{Delay, Happening, Moment, timeline};
use crate::model::{Close, EngagementRecord, Feedback, FeedbackId, ProjectRetro, Slug, Week};
use crate::text::count;

/// Something that a record tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// The day; the Friday of its week where only the week is known.
    pub date: NaiveDate,
    /// The week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// `start`, `end`, `score`, `retro`, `project_retro`, `mvp`, `mvp_delayed`, `milestone`, `scope`, `goal_dropped`,
    /// `nps`, `feedback` or `closed`.
    pub kind: &'static str,
    /// What happened, in words.
    pub text: String,
    /// Which records tell it; none where it follows from several, or where it is not to be known who recorded it.
    #[serde(skip)]
    pub sources: Vec<Source>,
}

/// A record, or a part of one, that tells an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A field of the engagement itself.
    Engagement(&'static str),
    /// A field of a goal, or the score of a week.
    Goal(Slug, String),
    /// A milestone.
    Milestone(Slug),
    /// The retro of a week.
    Retro(Week),
    /// The project retro.
    ProjectRetro,
    /// A field of feedback, or a step of its way home.
    Feedback(FeedbackId, &'static str),
}

impl EventView {
    /// An event of a day.
    pub fn new(date: NaiveDate, kind: &'static str, text: impl Into<String>) -> Self {
        Self { date, week: Week::of(date), kind, text: text.into(), sources: Vec::new() }
    }

    /// The event as `sources` tell it.
    #[must_use]
    pub fn told_by(mut self, sources: impl IntoIterator<Item = Source>) -> Self {
        self.sources.extend(sources);
        self
    }

    /// The days of `record` that stand out, oldest first, up to `today`.
    pub fn timeline(record: &EngagementRecord, today: NaiveDate) -> Vec<Self> {
        timeline(record, today).iter().map(Self::of).collect()
    }

    /// What became of `feedback`, in the order of its way home.
    pub fn of_feedback(feedback: &Feedback) -> Vec<Self> {
        let (id, name) = (&feedback.id, &feedback.id.slug);
        let event =
            |date, text: String, key| Self::new(date, "feedback", text).told_by([Source::Feedback(id.clone(), key)]);
        let steps = [
            Some(event(id.date, format!("{} {name}: {}", feedback.kind.label(), feedback.title), "kind")),
            feedback.raised.as_ref().map(|raised| event(raised.date, format!("{name} raised"), "raised")),
            feedback.decision.as_ref().map(|decision| {
                let how = if decision.accepted { "accepted" } else { "declined" };
                let text = format!("{name} {how}{}", behind_colon(decision.reason.as_deref()));
                event(decision.date, text, "decision")
            }),
            feedback.shipped.as_ref().map(|shipped| event(shipped.date, format!("{name} shipped"), "shipped")),
            feedback.told.map(|told| event(told, format!("the host was told of {name}"), "told")),
            feedback.withdrawn.as_ref().map(|withdrawn| {
                let text = format!("{name} withdrawn{}", behind_colon(withdrawn.reason.as_deref()));
                event(withdrawn.date, text, "withdrawn")
            }),
        ];
        steps.into_iter().flatten().collect()
    }

    fn of(moment: &Moment<'_>) -> Self {
        let (kind, text) = match moment.happening {
            Happening::KickOff => ("start", String::from("the engagement began")),
            Happening::Milestone(milestone) => {
                let note = milestone.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
                (milestone.kind.label(), format!("{}{note}", milestone.title))
            }
            Happening::MvpDelayed(delay) => ("mvp_delayed", delay_words(delay)),
            Happening::MvpInProduction => ("mvp", String::from("the MVP went into production")),
            Happening::GoalDropped(goal) => {
                let reason = goal.dropped.as_ref().and_then(|dropped| dropped.reason.as_deref());
                ("goal_dropped", format!("dropped {}{}", goal.id, behind_colon(reason)))
            }
            Happening::LastDay => ("end", String::from("the last day")),
            Happening::ProjectRetro(retro) => ("project_retro", project_retro_words(retro)),
            Happening::Closed(close) => ("closed", close_words(close)),
        };
        Self::new(moment.date, kind, text).told_by(source(&moment.happening))
    }
}

fn source(happening: &Happening<'_>) -> Option<Source> {
    Some(match happening {
        Happening::KickOff => Source::Engagement("start"),
        Happening::Milestone(milestone) => Source::Milestone(milestone.id.clone()),
        Happening::MvpInProduction => Source::Engagement("mvp_in_production"),
        Happening::GoalDropped(goal) => Source::Goal(goal.id.clone(), String::from("dropped")),
        Happening::ProjectRetro(_) => Source::ProjectRetro,
        Happening::Closed(_) => Source::Engagement("close"),
        Happening::MvpDelayed(_) | Happening::LastDay => return None,
    })
}

fn delay_words(delay: Delay) -> String {
    let weeks = count(usize::try_from(delay.weeks()).unwrap_or_default(), "week");
    format!("the MVP was delayed by {weeks}, from {} to {}", delay.from.short(), delay.to.short())
}

fn project_retro_words(retro: &ProjectRetro) -> String {
    let mut words = vec![format!("{} well", retro.went_well.len()), format!("{} poorly", retro.went_poorly.len())];
    if !retro.next.is_empty() {
        words.push(format!("{} to do", retro.next.len()));
    }
    if !retro.takeaways.is_empty() {
        words.push(count(retro.takeaways.len(), "takeaway"));
    }
    words.extend(retro.minutes.map(|minutes| format!("{minutes} min")));
    format!("project retro: {}", words.join(", "))
}

fn close_words(close: &Close) -> String {
    let how = if close.early { "ended early" } else { "closed" };
    let why = close.reason.as_deref().or(close.outcome.as_deref());
    format!("{how}{}", behind_colon(why))
}

fn behind_colon(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!(": {text}"))
}
