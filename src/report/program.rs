//! The report of a program: what was spread where, what people say, and whether the goals are of the right size.

use chrono::NaiveDate;

use super::bars::stretch;
use super::document::{Document, Layout};
use super::feedback;
use super::grid::{Grid, Side};
use super::nps::quarters;
use super::numbers::{NOTHING, day, percent};
use super::view::{EngineerView, PatternView, ProgramView, ReachedView, RecurringView, StintView, Summary};
use super::{after, champions};
use crate::text::{clean, clean_lines, count, list, share};

/// The whole report.
pub fn program_document(view: &ProgramView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.title("The program");
    page.text(introduction(view));
    if view.engagements.is_empty() {
        feedback::add_overview(&mut page, &view.feedback);
        return page;
    }
    page.section("Engagements");
    page.grid(calendar(view, layout));
    let (first, last) = span(view);
    page.text(format!("The calendar is from {} to {}.", day(first), day(last)));
    page.section("Goals done");
    page.text(goals(view));
    if !view.nps.is_empty() {
        page.section("NPS by quarter");
        page.grid(quarters(&view.nps));
    }
    if !view.practices.is_empty() {
        page.section("Practices, and the teams that they reached");
        page.grid(practices(view));
    }
    feedback::add_overview(&mut page, &view.feedback);
    if !view.patterns.is_empty() {
        page.section("Patterns that more than one host has met");
        page.list(view.patterns.iter().map(|pattern| ("*", pattern_words(pattern))).collect());
    }
    if !view.takeaways.is_empty() {
        page.section("Takeaways about engagements");
        page.list(view.takeaways.iter().map(|takeaway| ("*", takeaway_words(takeaway))).collect());
    }
    if !view.check_ins.is_empty() {
        page.section("Check-ins after the end");
        page.grid(after::check_ins(&view.check_ins));
    }
    let champions: Vec<_> = view.champions.iter().filter(|one| one.stepped_back.is_none()).cloned().collect();
    if !champions.is_empty() {
        page.section("Champions");
        page.grid(champions::table(&champions, true, layout));
    }
    if !view.engineers.is_empty() {
        page.section("Engineers");
        page.grid(engineers(view));
    }
    page
}

/// From when to when, and how many engagements.
pub(super) fn introduction(view: &ProgramView) -> String {
    let until = day(view.until);
    let period = view.since.map_or_else(|| format!("until {until}"), |since| format!("{} to {until}", day(since)));
    let over = view.engagements.iter().filter(|summary| summary.stage.is_over()).count();
    format!("{period} · {}, {over} of them over", count(view.engagements.len(), "engagement"))
}

/// The first and the last day of the calendar.
pub(super) fn span(view: &ProgramView) -> (NaiveDate, NaiveDate) {
    let first = view.engagements.iter().map(|summary| summary.start).min().unwrap_or(view.until);
    let last = view.engagements.iter().map(Summary::last_day).max().unwrap_or(view.until);
    (view.since.unwrap_or(first), last.min(view.until).max(view.today.min(view.until)))
}

/// Where in the calendar `summary` begins and ends, as shares of the whole.
pub(super) fn stretch_of(summary: &Summary, (first, last): (NaiveDate, NaiveDate)) -> (f64, f64) {
    let days = |day: NaiveDate| day.signed_duration_since(first).num_days() as f64;
    let whole = (days(last) + 1.0).max(1.0);
    let place = |days: f64| (days / whole).clamp(0.0, 1.0);
    (place(days(summary.start)), place(days(summary.last_day()) + 1.0))
}

fn calendar(view: &ProgramView, layout: Layout) -> Grid {
    let width = if layout.width >= 100 { 36 } else { 20 };
    let mut table = Grid::new(&[
        ("engagement", Side::Left),
        ("host", Side::Left),
        ("calendar", Side::Left),
        ("diffusion", Side::Right),
        ("how", Side::Left),
    ]);
    let span = span(view);
    for summary in &view.engagements {
        let (from, to) = stretch_of(summary, span);
        table.row(vec![
            clean(&summary.id).into_owned(),
            summary.host.as_deref().map_or_else(|| NOTHING.to_owned(), |host| clean(host).into_owned()),
            stretch(from, to, width, layout.unicode),
            summary.diffusion.map_or_else(|| NOTHING.to_owned(), share),
            how(summary).to_owned(),
        ]);
    }
    table
}

/// How an engagement does, or did.
pub(super) fn how(summary: &Summary) -> &'static str {
    summary.health.map_or_else(|| summary.stage.label(), crate::metrics::Outlook::label)
}

/// How many goals were done, and what that says.
fn goals(view: &ProgramView) -> String {
    let says = view.goals_done_share.map_or_else(String::new, |_| format!("\n{}", view.ambition.words()));
    goals_done(view) + &says
}

/// How many goals were done.
pub(super) fn goals_done(view: &ProgramView) -> String {
    let Some(done) = view.goals_done_share else {
        return String::from("No engagement with goals ended in this time.");
    };
    let interval = view.goals_done_interval.map_or_else(String::new, |interval| {
        format!(", 95 % between {} and {}", percent(interval.low), percent(interval.high))
    });
    format!(
        "{} of {} done in engagements that ended ({}{interval}; the aim is {})",
        view.goals_done,
        count(view.goals_total, "goal"),
        percent(done),
        percent(view.aim),
    )
}

fn practices(view: &ProgramView) -> Grid {
    let mut table = Grid::new(&[("practice", Side::Left), ("teams", Side::Right), ("reached", Side::Left)]);
    for practice in &view.practices {
        let reached: Vec<String> = practice.teams.iter().map(reached).collect();
        table.row(vec![clean(&practice.practice).into_owned(), practice.teams.len().to_string(), reached.join(", ")]);
    }
    table
}

/// A team with how far the practice has spread there.
pub(super) fn reached(team: &ReachedView) -> String {
    let name = team.host.as_deref().unwrap_or(&team.engagement);
    let diffusion = team.diffusion.map_or_else(String::new, |diffusion| format!(" {}", share(diffusion)));
    format!("{}{diffusion}", clean(name))
}

/// What was met, by whom, and what kind of thing it is.
pub(super) fn pattern_words(pattern: &PatternView) -> String {
    let hosts: Vec<_> = pattern.hosts.iter().map(|host| clean(host)).collect();
    format!("{}: {} ({})", clean(&pattern.what), list(&hosts), pattern.kind.words())
}

fn takeaway_words(takeaway: &RecurringView) -> String {
    format!("{} ({})", clean_lines(&takeaway.text), takeaway.engagements.join(", "))
}

fn engineers(view: &ProgramView) -> Grid {
    let mut table = Grid::new(&[
        ("engineer", Side::Left),
        ("weeks", Side::Right),
        ("hosts", Side::Right),
        ("practices", Side::Right),
        ("with", Side::Left),
    ]);
    for EngineerView { name, weeks, stints, hosts, practices } in &view.engineers {
        let numbers = [weeks.to_string(), hosts.len().to_string(), practices.len().to_string()];
        let with: Vec<String> = stints.iter().map(stint).collect();
        table.row([vec![clean(name).into_owned()], numbers.to_vec(), vec![with.join(", ")]].concat());
    }
    table
}

/// An engagement, with the weeks off before it.
pub(super) fn stint(stint: &StintView) -> String {
    let off = match stint.break_weeks {
        None => String::new(),
        Some(0) => String::from("no week off, "),
        Some(weeks) => format!("{} off, ", count(usize::try_from(weeks).unwrap_or_default(), "week")),
    };
    format!("{off}{}", stint.engagement)
}
