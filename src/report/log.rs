//! The timeline of an engagement's records.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::Document;
use super::numbers::{signed, value};
use super::project::events;
use super::view::{EventView, RoundView};
use crate::model::{EngagementRecord, Retro, Week};
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

impl LogView {
    /// The timeline of `record` up to `today`.
    pub fn of(record: &EngagementRecord, today: NaiveDate) -> Self {
        let engagement = &record.engagement;
        let mut events = EventView::timeline(record, today);
        let scores = scores(record).into_iter();
        events.extend(scores.map(|(week, text)| EventView::new(week.friday(), "score", text)));
        events.extend(record.retros.iter().map(|retro| {
            let date = retro.date.unwrap_or(retro.week.friday());
            EventView::new(date, "retro", retro_words(retro))
        }));
        let id = engagement.id.as_str();
        events.extend(RoundView::all(record).iter().map(round_event));
        // What is known by week alone is dated by its Friday, which may still lie ahead.
        events.retain(|event| event.week <= Week::of(today));
        // Of one day, what ends the engagement comes last.
        events.sort_by_key(|event| (event.date, matches!(event.kind, "project_retro" | "closed")));
        events.reverse();
        Self { engagement: id.to_owned(), title: engagement.title.clone(), events }
    }
}

fn round_event(round: &RoundView) -> EventView {
    let score = round.tally.score.map(|score| format!("NPS {}", signed(score)));
    let score = score.unwrap_or_else(|| String::from("no score"));
    let answers = count(usize::try_from(round.tally.n).unwrap_or_default(), "answer");
    EventView::new(round.date, "nps", format!("survey: {answers}, {score}"))
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
    page.grid(events(view.events.iter()));
    page
}
