//! The project retro: what it begins with, and what came of it.

use super::document::{Document, Layout};
use super::goals;
use super::grid::{Grid, Side};
use super::numbers::{day, percent};
use super::page::{note_text, task};
use super::view::{EventView, NoteView, PreparationView, ProjectRetroView, ReportView};
use crate::metrics::{Carried, Theme};
use crate::model::{About, ProjectRetro, Week};
use crate::text::{clean, clean_lines, count, list, share};

/// What a project retro begins with: the timeline, the goals from baseline to final, what came up again and again, and
/// the actions that nobody settled.
pub fn preparation_document(view: &PreparationView<'_>, layout: Layout) -> Document {
    let report = &view.report;
    let mut page = Document::default();
    page.title(format!("Project retro · {}", clean(&report.summary.title)));
    page.text(introduction(view));
    add_timeline(&mut page, &report.timeline);
    if !report.goals.is_empty() {
        page.section("Goals, from baseline to final");
        page.grid(goals::table(&report.goals, false, layout));
        page.list(goals::notes(&report.goals));
        page.text(reached(report));
    }
    if !view.themes.is_empty() {
        page.section("What came up again");
        page.list(themes(view));
    }
    let unfinished = super::page::open_actions(report);
    if !unfinished.is_empty() {
        page.section("Unfinished actions");
        page.grid(unfinished);
    }
    page
}

fn introduction(view: &PreparationView<'_>) -> String {
    let summary = &view.report.summary;
    let retros = view.weeks.iter().filter(|week| week.has_retro).count();
    let scored = view.weeks.iter().filter(|week| week.scored > 0).count();
    let planned = count(usize::try_from(summary.weeks).unwrap_or_default(), "week");
    let end = view.report.closed.map_or(summary.end, |closed| closed.min(summary.end));
    format!(
        "{} to {} · planned for {planned}\n{}, scores in {}",
        day(summary.start),
        day(end),
        count(retros, "weekly retro"),
        count(scored, "week"),
    )
}

/// How many goals were reached, beside the aim, and the two scores.
pub(super) fn reached(report: &ReportView) -> String {
    let summary = &report.summary;
    let mut line = format!("{} of {} done", summary.goals_done, count(summary.goals_total, "goal"));
    if summary.goals_total > 0 {
        let done = summary.goals_done as f64 / summary.goals_total as f64;
        line.push_str(&format!(" ({}; the aim is {})", percent(done), percent(report.aim)));
    }
    for (name, score) in [("diffusion", summary.diffusion), ("delivery", summary.delivery)] {
        if let Some(score) = score {
            line.push_str(&format!(" · {name} {}", share(score)));
        }
    }
    line
}

fn themes(view: &PreparationView<'_>) -> Vec<(&'static str, String)> {
    let themes = &view.themes;
    let mut items = Vec::new();
    let modes = themes.failure_modes.iter();
    items.extend(modes.map(|(mode, weeks)| ("!", format!("{} (seen in {})", mode.sentence(), in_words(weeks)))));
    items.extend(themes.blockers.iter().map(|blocker| ("!", blocker_words(blocker))));
    let word = |theme: &Theme<'_>| {
        let example = clean(theme.example);
        format!("\"{}\" in {}: {example}", clean(&theme.word), in_words(&theme.weeks))
    };
    items.extend(themes.poorly.iter().map(|theme| ("-", word(theme))));
    items.extend(themes.well.iter().map(|theme| ("+", word(theme))));
    items
}

fn in_words(weeks: &[Week]) -> String {
    list(&weeks.iter().map(|week| week.short()).collect::<Vec<_>>())
}

fn blocker_words(blocker: &Carried<'_>) -> String {
    let text = task(&blocker.task.text, blocker.task.owner.as_deref());
    let until = blocker.settled.map_or_else(|| String::from("and still there"), |week| format!("to {}", week.short()));
    format!("{text} (in the way from {} {until})", blocker.since.short())
}

/// Adds the days that stand out, where there are others than the first and the last.
pub(super) fn add_timeline(page: &mut Document, timeline: &[EventView]) {
    if timeline.iter().all(|event| matches!(event.kind, "start" | "end")) {
        return;
    }
    page.section("Timeline");
    page.grid(events(timeline.iter()));
}

/// What happened, one row an event.
pub(super) fn events<'a>(events: impl Iterator<Item = &'a EventView>) -> Grid {
    let mut table = Grid::new(&[("date", Side::Left), ("week", Side::Left), ("what", Side::Left)]);
    for event in events {
        let scope = if event.kind == "scope" { "scope: " } else { "" };
        let text = format!("{scope}{}", clean(&event.text));
        table.row(vec![event.date.to_string(), event.week.short(), text]);
    }
    table
}

/// The project retro as it would be recorded, and where each heading of the notes goes (heading and column).
pub fn project_retro_document(placements: &[(String, String)], retro: &ProjectRetro) -> Document {
    let mut page = Document::default();
    page.grid(super::notes::placed(placements));
    add_project_retro(&mut page, &ProjectRetroView::of(retro));
    page
}

/// Adds a project retro as a part of a section.
pub(super) fn add_project_retro(page: &mut Document, retro: &ProjectRetroView) {
    let mut heading = vec![day(retro.date)];
    heading.extend(retro.minutes.map(|minutes| format!("{minutes} min")));
    if !retro.present.is_empty() {
        heading.push(format!("{} present", retro.present.len()));
    }
    page.part(heading.join(" · "));
    let line = |text: &String| clean_lines(text).into_owned();
    let mut items = Vec::new();
    items.extend(retro.went_well.iter().map(|text| ("+", line(text))));
    items.extend(retro.went_poorly.iter().map(|text| ("-", line(text))));
    items.extend(retro.next.iter().map(|item| (">", task(&item.text, item.owner.as_deref()))));
    // A note without a text is a heading that headed nothing.
    let notes = retro.notes.iter().filter(|note: &&NoteView| !note.text.is_empty());
    items.extend(notes.map(|note| (".", note_text(note))));
    page.list(items);
    for (_, about) in About::NAMES {
        let takeaways = retro.takeaways.iter().filter(|takeaway| takeaway.about == about);
        let takeaways: Vec<_> = takeaways.map(|takeaway| ("*", line(&takeaway.text))).collect();
        if !takeaways.is_empty() {
            page.part(format!("Takeaways, {}", about.words()));
            page.list(takeaways);
        }
    }
}
