//! The notes of a project retro, for everybody involved.

use super::document::Document;
use super::goals;
use super::grid::{Grid, Side};
use super::numbers::day;
use super::page::{note_text, task};
use super::project::{add_timeline, reached};
use super::retro_notes::{MAIL, add, add_texts};
use super::view::{GoalView, ProjectNotes};
use crate::model::About;
use crate::text::{clean, clean_lines, count, list};

/// The notes, to be laid out as Markdown, plain text or HTML.
pub fn project_notes_document(notes: &ProjectNotes) -> Document {
    let retro = &notes.retro;
    let mut page = Document::default();
    page.title(clean(&notes.report.summary.title));
    page.text(introduction(notes));
    add_timeline(&mut page, &notes.report.timeline);
    if !notes.report.goals.is_empty() {
        page.section("Goals, from baseline to final");
        page.grid(table(&notes.report.goals));
        page.text(reached(&notes.report));
    }
    add_texts(&mut page, "Went well", &retro.went_well);
    add_texts(&mut page, "Went poorly", &retro.went_poorly);
    add(&mut page, "Do next time", retro.next.iter().map(|item| task(&item.text, item.owner.as_deref())).collect());
    for (_, about) in About::NAMES {
        let takeaways = retro.takeaways.iter().filter(|takeaway| takeaway.about == about);
        let takeaways = takeaways.map(|takeaway| clean_lines(&takeaway.text).into_owned());
        add(&mut page, &format!("Takeaways, {}", about.words()), takeaways.collect());
    }
    // A note without a text is a heading that headed nothing.
    let others = retro.notes.iter().filter(|note| !note.text.is_empty());
    add(&mut page, "Other notes", others.map(note_text).collect());
    page
}

/// What a mail with the notes is about, in one line.
pub fn project_notes_subject(notes: &ProjectNotes) -> String {
    format!("Project retro notes: {} ({})", clean(&notes.report.summary.title), notes.retro.date)
}

fn introduction(notes: &ProjectNotes) -> String {
    let (summary, retro) = (&notes.report.summary, &notes.retro);
    let mut facts = vec![String::from("Project retro"), day(retro.date)];
    let minutes = retro.minutes.and_then(|minutes| usize::try_from(minutes).ok());
    facts.extend(minutes.map(|minutes| count(minutes, "minute")));
    let mut lines = vec![facts.join(" · ")];
    let weeks = count(usize::try_from(summary.weeks).unwrap_or_default(), "week");
    lines.push(format!("The engagement: {} to {}, {weeks}", day(summary.start), day(summary.end)));
    if !retro.present.is_empty() {
        let names: Vec<_> = retro.present.iter().map(|name| clean(name)).collect();
        lines.push(format!("Present: {}", list(&names)));
    }
    lines.join("\n")
}

fn table(goals: &[GoalView]) -> Grid {
    let mut table = Grid::new(&[
        ("goal", Side::Left),
        ("baseline", Side::Right),
        ("final", Side::Right),
        ("target", Side::Right),
        ("progress", Side::Left),
    ]);
    for goal in goals {
        let progress = if goal.dropped.is_some() { String::from("dropped") } else { goals::progress(goal, 0, MAIL) };
        let now = goals::shown(goal, goal.value);
        table.row(vec![goals::titled(goal), goals::baseline(goal), now, goals::target(goal), progress]);
    }
    table
}
