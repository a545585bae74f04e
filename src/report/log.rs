//! The timeline of an engagement's records.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::Document;
use super::grid::{Grid, Side};
use super::numbers::{signed, value};
use super::view::RoundView;
use crate::model::{Close, Engagement, EngagementRecord, Milestone, Retro, Week};
use crate::text::{clean, count};

/// What happened when, newest first.
#[derive(Debug, Clone, Serialize)]
pub struct LogView {
    /// The engagement's id.
    pub engagement: String,
    /// What it is about.
    #[serde(skip)]
    pub title: String,
    /// The events, newest first.
    pub events: Vec<EventView>,
}

/// Something that a record tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// The day; the Friday of its week where only the week is known.
    pub date: NaiveDate,
    /// The week.
    #[serde(serialize_with = "super::view::week")]
    pub week: Week,
    /// `start`, `end`, `score`, `retro`, `mvp`, `milestone`, `scope`, `goal_dropped`, `nps` or `closed`.
    pub kind: &'static str,
    /// What happened, in words.
    pub text: String,
}

impl EventView {
    fn new(date: NaiveDate, kind: &'static str, text: impl Into<String>) -> Self {
        Self { date, week: Week::of(date), kind, text: text.into() }
    }
}

impl LogView {
    /// The timeline of `record` up to `today`.
    pub fn of(record: &EngagementRecord, today: NaiveDate) -> Self {
        let engagement = &record.engagement;
        let mut events = course(engagement, today);
        let dropped = record.goals.iter().filter_map(|goal| Some((goal, goal.dropped.as_ref()?)));
        events.extend(dropped.map(|(goal, dropped)| {
            let reason = behind_colon(dropped.reason.as_deref());
            EventView::new(dropped.date, "goal_dropped", format!("dropped {}{reason}", goal.id))
        }));
        events.extend(record.milestones.iter().map(milestone_event));
        let scores = scores(record).into_iter();
        events.extend(scores.map(|(week, text)| EventView::new(week.friday(), "score", text)));
        events.extend(record.retros.iter().map(|retro| {
            let date = retro.date.unwrap_or(retro.week.friday());
            EventView::new(date, "retro", retro_words(retro))
        }));
        let id = engagement.id.as_str();
        events.extend(record.rounds.iter().map(|round| round_event(&RoundView::of(id, round))));
        events.extend(engagement.close.as_ref().map(close_event));
        // What is known by week alone is dated by its Friday, which may still lie ahead.
        events.retain(|event| event.week <= Week::of(today));
        events.sort_by_key(|event| event.date);
        events.reverse();
        Self { engagement: id.to_owned(), title: engagement.title.clone(), events }
    }
}

/// The days that the engagement itself names, but for its close.
fn course(engagement: &Engagement, today: NaiveDate) -> Vec<EventView> {
    let mut events = vec![EventView::new(engagement.start, "start", "the engagement began")];
    if engagement.end < today {
        events.push(EventView::new(engagement.end, "end", "the last day"));
    }
    let live = engagement.mvp_in_production;
    events.extend(live.map(|date| EventView::new(date, "mvp", "the MVP went into production")));
    events
}

fn milestone_event(milestone: &Milestone) -> EventView {
    let note = behind_colon(milestone.note.as_deref());
    EventView::new(milestone.date, milestone.kind.label(), format!("{}{note}", milestone.title))
}

fn round_event(round: &RoundView) -> EventView {
    let score = round.tally.score.map(|score| format!("NPS {}", signed(score)));
    let score = score.unwrap_or_else(|| String::from("no score"));
    let answers = count(usize::try_from(round.tally.n).unwrap_or_default(), "answer");
    EventView::new(round.date, "nps", format!("survey: {answers}, {score}"))
}

fn close_event(close: &Close) -> EventView {
    let how = if close.early { "ended early" } else { "closed" };
    let why = close.reason.as_deref().or(close.outcome.as_deref());
    EventView::new(close.date, "closed", format!("{how}{}", behind_colon(why)))
}

fn behind_colon(text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!(": {text}"))
}

/// For each week that has scores, all of them in words.
fn scores(record: &EngagementRecord) -> Vec<(Week, String)> {
    let mut weeks = std::collections::BTreeMap::<Week, Vec<String>>::new();
    for goal in &record.goals {
        for (week, score) in &goal.scores {
            let note = score.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
            let text = format!("{} {}{note}", goal.id, value(&goal.measure, score.value));
            weeks.entry(*week).or_default().push(text);
        }
    }
    weeks.into_iter().map(|(week, scores)| (week, format!("scored {}", scores.join(", ")))).collect()
}

fn retro_words(retro: &Retro) -> String {
    let mut words = vec![
        format!("{} well", retro.went_well.len()),
        format!("{} poorly", retro.went_poorly.len()),
        format!("{} to do", retro.next.len()),
    ];
    let mut add = |n: usize, what: &str| {
        if n > 0 {
            words.push(format!("{n} {what}"));
        }
    };
    add(retro.done.len(), "done");
    add(retro.dropped.len(), "dropped");
    add(retro.blockers.len(), "blocking");
    add(retro.cleared.len(), "unblocked");
    words.extend(retro.minutes.map(|minutes| format!("{minutes} min")));
    format!("retro: {}", words.join(", "))
}

/// The timeline as a table.
pub fn log_document(view: &LogView) -> Document {
    let mut page = Document::default();
    page.title(clean(&view.title));
    let mut table = Grid::new(&[("date", Side::Left), ("week", Side::Left), ("what", Side::Left)]);
    for event in &view.events {
        table.row(vec![event.date.to_string(), event.week.short(), clean(&event.text).into_owned()]);
    }
    page.grid(table);
    page
}
