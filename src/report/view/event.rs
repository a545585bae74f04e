//! What happened when.

use chrono::NaiveDate;
use serde::Serialize;

use super::{CheckInView, week};
use crate::metrics::{Delay, Happening, Moment, timeline};
use crate::model::{
    Agreement, Champion, CheckIn, Close, EngagementRecord, Feedback, FeedbackId, ProjectRetro, Slug, Talk, Week,
};
use crate::report::numbers::talk_words;
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
    /// `nps`, `agreed`, `feedback`, `champion`, `check_in` or `closed`.
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
    /// That somebody agreed to what is expected.
    Agreement(Slug),
    /// What a champion said on a day, or that they stepped back.
    Champion(Slug, String),
    /// A check-in.
    CheckIn(NaiveDate),
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

    /// That somebody agreed to what is expected.
    pub fn of_agreement(agreement: &Agreement) -> Self {
        let text =
            format!("{} agreed to what is expected{}", agreement.person.name, behind_colon(agreement.note.as_deref()));
        Self::new(agreement.date, "agreed", text).told_by([Source::Agreement(agreement.id.clone())])
    }

    /// What `champion` said, day by day, and that they stepped back.
    pub fn of_champion(champion: &Champion) -> Vec<Self> {
        let event = |date, text: String, key: String| {
            Self::new(date, "champion", text).told_by([Source::Champion(champion.id.clone(), key)])
        };
        let name = &champion.person.name;
        let talk = |(date, talk): (&NaiveDate, &Talk)| {
            event(*date, format!("talked with {name}: {}", talk_words(talk)), date.to_string())
        };
        let stepped_back = champion.stepped_back.as_ref().map(|back| {
            let text = format!("{name} stepped back{}", behind_colon(back.reason.as_deref()));
            event(back.date, text, String::from("stepped_back"))
        });
        champion.talks.iter().map(talk).chain(stepped_back).collect()
    }

    /// What the host team said when it was asked again.
    pub fn of_check_in(check_in: &CheckIn) -> Self {
        let view = CheckInView::of(check_in);
        let answers = view.questions().into_iter();
        let answers = answers.filter_map(|(question, answer, _)| Some(format!("{question}: {}", answer?.label())));
        let said: Vec<String> = answers.chain(check_in.note.clone()).collect();
        let text = if said.is_empty() { String::from("check-in") } else { format!("check-in, {}", said.join(", ")) };
        Self::new(check_in.date, "check_in", text).told_by([Source::CheckIn(check_in.date)])
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
