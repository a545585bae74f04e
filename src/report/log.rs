//! The timeline of an engagement's records.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

use super::document::Document;
use super::grid::Side;
use super::numbers::{signed, value};
use super::project::events;
use super::view::{EventView, RoundView, Source};
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
    pub events: Vec<LogEvent>,
}

/// An event, and who recorded it.
#[derive(Debug, Clone, Serialize)]
pub struct LogEvent {
    /// What happened.
    #[serde(flatten)]
    pub event: EventView,
    /// Those who recorded it, the first of them first; nobody where it is not committed, `None` where nothing tells.
    pub recorded: Option<Vec<Recorded>>,
}

/// Who recorded something, and on which day first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// Their name.
    pub by: String,
    /// The day.
    pub on: NaiveDate,
}

/// Tells who recorded what: nobody where it is not committed, `None` where that cannot be told.
pub(super) type Recorder<'a> = &'a dyn Fn(&Source) -> Option<Vec<Recorded>>;

impl LogView {
    /// The timeline of `record` up to `today`; `recorded` tells who recorded what, where that is known.
    pub fn of(record: &EngagementRecord, today: NaiveDate, recorded: Option<Recorder<'_>>) -> Self {
        let engagement = &record.engagement;
        let mut events = EventView::timeline(record, today);
        let scores = scores(record).into_iter();
        events.extend(
            scores.map(|(week, (text, sources))| EventView::new(week.friday(), "score", text).told_by(sources)),
        );
        events.extend(record.retros.iter().map(|retro| {
            let date = retro.date.unwrap_or(retro.week.friday());
            EventView::new(date, "retro", retro_words(retro)).told_by([Source::Retro(retro.week)])
        }));
        let id = engagement.id.as_str();
        events.extend(RoundView::all(record).iter().map(round_event));
        events.extend(record.agreements.iter().map(EventView::of_agreement));
        events.extend(record.feedback.iter().flat_map(EventView::of_feedback));
        events.extend(record.champions.iter().flat_map(EventView::of_champion));
        events.extend(record.check_ins.iter().map(EventView::of_check_in));
        // What is known by week alone is dated by its Friday, which may still lie ahead.
        events.retain(|event| event.week <= Week::of(today));
        // Of one day, what ends the engagement comes last.
        events.sort_by_key(|event| (event.date, matches!(event.kind, "project_retro" | "closed")));
        events.reverse();
        let with_authors = |event: EventView| {
            let recorded = recorded.filter(|_| !event.sources.is_empty());
            let recorded = recorded.and_then(|recorded| all(&event.sources, recorded));
            LogEvent { event, recorded }
        };
        let events = events.into_iter().map(with_authors).collect();
        Self { engagement: id.to_owned(), title: engagement.title.clone(), events }
    }
}

/// Those who recorded any of `sources`, each once. Where nobody did, and of one it cannot be told, it cannot be told.
fn all(sources: &[Source], recorded: Recorder<'_>) -> Option<Vec<Recorded>> {
    let told: Vec<Option<Vec<Recorded>>> = sources.iter().map(recorded).collect();
    let is_told = told.iter().all(Option::is_some);
    let mut found: Vec<Recorded> = told.into_iter().flatten().flatten().collect();
    found.sort_by_key(|recorded| recorded.on);
    let mut names = BTreeSet::new();
    found.retain(|recorded| names.insert(recorded.by.clone()));
    (is_told || !found.is_empty()).then_some(found)
}

fn round_event(round: &RoundView) -> EventView {
    let score = round.tally.score.map(|score| format!("NPS {}", signed(score)));
    let score = score.unwrap_or_else(|| String::from("no score"));
    let answers = count(usize::try_from(round.tally.n).unwrap_or_default(), "answer");
    EventView::new(round.date, "nps", format!("survey: {answers}, {score}"))
}

/// For each week that has scores, all of them in words, and where they stand.
fn scores(record: &EngagementRecord) -> Vec<(Week, (String, Vec<Source>))> {
    let mut weeks = BTreeMap::<Week, Vec<(String, Source)>>::new();
    for goal in &record.goals {
        for (week, score) in &goal.scores {
            let note = score.note.as_deref().map_or_else(String::new, |note| format!(" ({note})"));
            let text = format!("{} {}{note}", goal.id, value(&goal.measure, score.value));
            weeks.entry(*week).or_default().push((text, Source::Goal(goal.id.clone(), week.to_string())));
        }
    }
    let told = |scores: Vec<(String, Source)>| {
        let (texts, sources): (Vec<_>, Vec<_>) = scores.into_iter().unzip();
        (format!("scored {}", texts.join(", ")), sources)
    };
    weeks.into_iter().map(|(week, scores)| (week, told(scores))).collect()
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
    let mut table = events(view.events.iter().map(|event| &event.event));
    if view.events.iter().any(|event| event.recorded.is_some()) {
        table.columns.push(("recorded by", Side::Left));
        for (row, event) in table.rows.iter_mut().zip(&view.events) {
            row.push(event.recorded.as_ref().map_or_else(String::new, |recorded| authors(recorded, event.event.date)));
        }
    }
    page.grid(table);
    page
}

/// `Ana Aux, 20 Nov`, with the year where it is not that of the event.
fn authors(recorded: &[Recorded], event: NaiveDate) -> String {
    if recorded.is_empty() {
        return String::from("not committed");
    }
    let one = |recorded: &Recorded| {
        let year = if recorded.on.year() == event.year() { "" } else { " %Y" };
        format!("{}, {}", clean(&recorded.by), recorded.on.format(&format!("%-d %b{year}")))
    };
    recorded.iter().map(one).collect::<Vec<_>>().join("; ")
}
