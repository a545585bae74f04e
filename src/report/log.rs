//! The timeline of an engagement's records.

use chrono::NaiveDate;
use serde::Serialize;

use super::document::Document;
use super::grid::{Grid, Side};
use super::numbers::{signed, value};
use super::view::RoundView;
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

/// Something that a record tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// The day; the Friday of its week where only the week is known.
    pub date: NaiveDate,
    /// The week.
    #[serde(serialize_with = "super::view::week")]
    pub week: Week,
    /// `start`, `end`, `score`, `retro`, `mvp`, `goal_dropped`, `nps` or `closed`.
    pub kind: &'static str,
    /// What happened, in words.
    pub text: String,
}

impl LogView {
    /// The timeline of `record` up to `today`.
    pub fn of(record: &EngagementRecord, today: NaiveDate) -> Self {
        let engagement = &record.engagement;
        let mut events = Vec::new();
        let mut add = |date: NaiveDate, kind, text: String| {
            events.push(EventView {
                date,
                week: Week::of(date),
                kind,
                text,
            });
        };
        add(
            engagement.start,
            "start",
            String::from("the engagement began"),
        );
        if engagement.end < today {
            add(engagement.end, "end", String::from("the last day"));
        }
        if let Some(date) = engagement.mvp_in_production {
            add(date, "mvp", String::from("the MVP went into production"));
        }
        for goal in &record.goals {
            if let Some(dropped) = &goal.dropped {
                let reason = dropped
                    .reason
                    .as_deref()
                    .map_or_else(String::new, |reason| format!(": {reason}"));
                add(
                    dropped.date,
                    "goal_dropped",
                    format!("dropped {}{reason}", goal.id),
                );
            }
        }
        for (week, scores) in scores(record) {
            add(week.friday(), "score", scores);
        }
        for retro in &record.retros {
            add(
                retro.date.unwrap_or(retro.week.friday()),
                "retro",
                retro_words(retro),
            );
        }
        for round in &record.rounds {
            let view = RoundView::of(engagement.id.as_str(), round);
            let score = view.tally.score.map_or_else(
                || String::from("no score"),
                |score| format!("NPS {}", signed(score)),
            );
            let answers = count(usize::try_from(view.tally.n).unwrap_or_default(), "answer");
            add(round.date, "nps", format!("survey: {answers}, {score}"));
        }
        if let Some(close) = &engagement.close {
            let how = if close.early { "ended early" } else { "closed" };
            let why = close.reason.as_deref().or(close.outcome.as_deref());
            add(
                close.date,
                "closed",
                why.map_or_else(|| how.to_owned(), |why| format!("{how}: {why}")),
            );
        }
        // What is known by week alone is dated by its Friday, which may still lie ahead.
        events.retain(|event| event.week <= Week::of(today));
        events.sort_by_key(|event| event.date);
        events.reverse();
        Self {
            engagement: engagement.id.to_string(),
            title: engagement.title.clone(),
            events,
        }
    }
}

/// For each week that has scores, all of them in words.
fn scores(record: &EngagementRecord) -> Vec<(Week, String)> {
    let mut weeks = std::collections::BTreeMap::<Week, Vec<String>>::new();
    for goal in &record.goals {
        for (week, score) in &goal.scores {
            let note = score
                .note
                .as_deref()
                .map_or_else(String::new, |note| format!(" ({note})"));
            let text = format!("{} {}{note}", goal.id, value(&goal.measure, score.value));
            weeks.entry(*week).or_default().push(text);
        }
    }
    weeks
        .into_iter()
        .map(|(week, scores)| (week, format!("scored {}", scores.join(", "))))
        .collect()
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
    let mut table = Grid::new(&[
        ("date", Side::Left),
        ("week", Side::Left),
        ("what", Side::Left),
    ]);
    for event in &view.events {
        table.row(vec![
            event.date.to_string(),
            event.week.short(),
            clean(&event.text).into_owned(),
        ]);
    }
    page.grid(table);
    page
}
