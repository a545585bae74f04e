//! The report of one engagement: what a director reads without asking what the columns mean.

use super::after;
use super::agreed::agreed;
use super::bars::sparkline;
use super::course;
use super::document::{Document, Layout};
use super::failure_modes::failure_mode_seen;
use super::feedback;
use super::goals;
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day, percent};
use super::project::{add_project_retro, add_timeline};
use super::status::painted;
use super::view::{MvpView, NoteView, ReportView, RetroView, Summary, WeekView, WorkingTimeView};
use crate::metrics::TaskState;
use crate::model::{OutOfTen, Stage, TimeSplit, Week};
use crate::text::{clean, clean_lines, count, list, share};

/// The whole report.
pub fn report_document(view: &ReportView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.title(clean(&view.summary.title));
    page.text(introduction(view));
    page.text(standing(view));
    if !view.goals.is_empty() {
        page.section("Goals");
        page.grid(goals::table(&view.goals, false, layout));
        page.list(goals::notes(&view.goals));
        page.grid(trend(view, layout));
    }
    if !view.summary.attention.is_empty() {
        page.section("Needs attention");
        page.list(view.summary.attention.iter().map(|found| ("!", found.message.clone())).collect());
    }
    let weeks = course::weeks(view);
    if !weeks.is_empty() {
        page.section("Week by week");
        page.grid(weeks);
    }
    if let Some(time) = &view.working_time {
        page.text(mean_week(time));
    }
    add_open(&mut page, view);
    if let Some(retro) = &view.project_retro {
        page.section("Project retro");
        add_project_retro(&mut page, retro);
    }
    after::add_after(&mut page, view, layout);
    super::nps::add_newest(&mut page, view.summary.nps.as_ref(), layout);
    feedback::add_whole(&mut page, &view.feedback);
    add_timeline(&mut page, &view.timeline);
    if !view.retros.is_empty() {
        page.section("Weekly retros, newest first");
        for retro in view.retros.iter().rev() {
            add_retro(&mut page, retro);
        }
    }
    page
}

fn introduction(view: &ReportView) -> String {
    let summary = &view.summary;
    let mut lines = Vec::new();
    lines.push(lead(summary));
    lines.push(format!("{} to {} · {}", day(summary.start), day(summary.end), which_week(summary)));
    let mut people = Vec::new();
    if !summary.engineers.is_empty() {
        let names: Vec<_> = summary.engineers.iter().map(|name| clean(name)).collect();
        people.push(format!("{} {}", if names.len() == 1 { "engineer" } else { "engineers" }, list(&names)));
    }
    people.extend(summary.advisor.as_deref().map(|advisor| format!("advisor {}", clean(advisor))));
    lines.push(people.join(" · "));
    lines.extend(agreed(&view.agreed).into_iter().map(|(name, words)| format!("{name}: {words}")));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// Who helps whom, and with what; empty where nobody says.
pub(super) fn lead(summary: &Summary) -> String {
    let practice = summary.practice.as_deref().map(|practice| clean(practice).into_owned());
    [teams(summary), practice].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn teams(summary: &Summary) -> Option<String> {
    let team = |team: &Option<String>| team.as_deref().map(|team| clean(team).into_owned());
    match (team(&summary.host), team(&summary.home)) {
        (Some(host), Some(home)) => Some(format!("{home} helps {host}")),
        (Some(host), None) => Some(format!("for {host}")),
        (None, home) => home,
    }
}

/// In which week an engagement is, or where it stands.
pub(super) fn which_week(summary: &Summary) -> String {
    match summary.stage {
        Stage::Running => format!("week {} of {}", summary.week, summary.weeks),
        Stage::Planned => format!("planned, {}", weeks(summary.weeks)),
        stage => format!("{}, {}", stage.label(), weeks(summary.weeks)),
    }
}

fn weeks(weeks: i64) -> String {
    count(usize::try_from(weeks).unwrap_or_default(), "week")
}

fn standing(view: &ReportView) -> String {
    let summary = &view.summary;
    let mut lines = Vec::new();
    if let (Some(outlook), Some(reason)) = (summary.health, &summary.reason) {
        lines.push(format!("{}: {reason}", painted(outlook)));
    }
    if let Some(closed) = view.closed {
        let how = if summary.stage == Stage::EndedEarly { "ended early" } else { "closed" };
        let reason = view.ended_early_reason.as_deref().map_or_else(String::new, |why| format!(": {}", clean(why)));
        lines.push(format!("{how} on {}{reason}", day(closed)));
    }
    if let Some(outcome) = &view.outcome {
        lines.push(format!("outcome: {}", clean_lines(outcome)));
    }
    let goals = match summary.goals_total {
        0 if summary.has_unreadable_goals => String::from("no goals that can be read"),
        0 => String::from("no goals yet"),
        total => format!("{} of {} done", summary.goals_done, count(total, "goal")),
    };
    lines.push([Some(goals), mvp(&summary.mvp)].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    lines.join("\n")
}

/// How far the MVP is from production, where somebody has said so.
pub(super) fn mvp(mvp: &MvpView) -> Option<String> {
    match (mvp.in_production, mvp.weeks, mvp.said) {
        (Some(date), ..) => Some(format!("MVP in production since {}", day(date))),
        (None, Some(weeks_away), Some(said)) => {
            Some(format!("MVP in {} (said in {})", weeks(i64::from(weeks_away)), said.short()))
        }
        _ => None,
    }
}

fn trend(view: &ReportView, layout: Layout) -> Grid {
    let mut table =
        Grid::new(&[("score", Side::Left), ("now", Side::Right), ("expected", Side::Right), ("weeks", Side::Left)]);
    let mut add = |name: &str, now: Option<f64>, pick: fn(&WeekView) -> Option<f64>| {
        let shares: Vec<Option<f64>> = view.summary.trend.iter().map(pick).collect();
        let now = now.map_or_else(|| NOTHING.to_owned(), share);
        table.row(vec![name.to_owned(), now, share(view.summary.expected), sparkline(&shares, layout.unicode)]);
    };
    add("diffusion", view.summary.diffusion, |week| week.diffusion);
    add("delivery", view.summary.delivery, |week| week.delivery);
    table
}

/// Adds what is still to do and what still blocks.
fn add_open(page: &mut Document, view: &ReportView) {
    let became = course::follow_through(&view.follow_through);
    if !became.is_empty() {
        page.section("Actions");
        page.text(became.join(" · "));
        if view.follow_through.open > 0 {
            page.part("Still open");
            page.grid(open_actions(view));
        }
    }
    if !view.summary.blockers.is_empty() {
        page.section("Blockers");
        let mut table = Grid::new(&[("blocker", Side::Left), ("owner", Side::Left), ("since", Side::Left)]);
        for blocker in &view.summary.blockers {
            let text = format!("{} ({})", clean(&blocker.task.text), blocker.task.id);
            table.row(vec![text, owner(blocker.task.owner.as_deref()), blocker.task.since.short()]);
        }
        page.grid(table);
    }
    if !view.failure_modes.is_empty() {
        page.section("Failure modes");
        page.list(view.failure_modes.iter().map(|seen| ("!", failure_mode_seen(seen))).collect());
    }
}

/// The actions that nobody has settled.
pub(super) fn open_actions(view: &ReportView) -> Grid {
    let mut table = Grid::new(&[("action", Side::Left), ("owner", Side::Left), ("since", Side::Left)]);
    for action in view.actions.iter().filter(|action| action.state == TaskState::Open) {
        let text = format!("{} ({})", clean(&action.text), action.id);
        table.row(vec![text, owner(action.owner.as_deref()), action.since.short()]);
    }
    table
}

fn owner(owner: Option<&str>) -> String {
    owner.map_or_else(|| NOTHING.to_owned(), |owner| clean(owner).into_owned())
}

pub(super) fn add_retro(page: &mut Document, retro: &RetroView) {
    let mut heading = vec![retro.week.to_string()];
    heading.extend(retro.date.map(day));
    heading.extend(retro.minutes.map(|minutes| format!("{minutes} min")));
    if !retro.present.is_empty() {
        heading.push(format!("{} present", retro.present.len()));
    }
    page.part(heading.join(" · "));
    let mut items = Vec::new();
    let line = |sign, text: &String| (sign, clean_lines(text).into_owned());
    items.extend(retro.went_well.iter().map(|text| line("+", text)));
    items.extend(retro.went_poorly.iter().map(|text| line("-", text)));
    items.extend(retro.next.iter().map(|action| {
        let text = task(&action.text, action.owner.as_deref());
        (">", format!("{text}{}", settled(action.state, "done", action.settled)))
    }));
    items.extend(retro.blockers.iter().map(|blocker| {
        let text = task(&blocker.task.text, blocker.task.owner.as_deref());
        ("!", format!("{text}{}", settled(blocker.task.state, "cleared", blocker.task.settled)))
    }));
    items.extend(retro.failure_modes.iter().map(|mode| ("!", format!("seen: {}", mode.sentence()))));
    items.extend(retro.time.map(|time| (".", week_split(time))));
    items.extend(retro.satisfaction.map(|points| (".", content_with_week(points))));
    // A note without a text is a heading that headed nothing.
    let notes = retro.notes.iter().filter(|note| !note.text.is_empty());
    items.extend(notes.map(|note| (".", note_text(note))));
    page.list(items);
}

/// How the engineer's week split, in percent.
pub(super) fn week_split(time: TimeSplit) -> String {
    let [pairing, host, home, backlog, planning] = time.shares();
    let (backlog, planning) = (time.backlog.map(|_| backlog), time.planning.map(|_| planning));
    format!("the week: {}", parts_of_week([pairing, host, home], backlog, planning))
}

/// Shares of a week in percent.
fn parts_of_week([pairing, host, home]: [f64; 3], backlog: Option<f64>, planning: Option<f64>) -> String {
    let [pairing, host, home] = [pairing, host, home].map(percent);
    let mut words = format!("{pairing} pairing, {host} other host work, {home} home");
    for (share, name) in [(backlog, "backlog"), (planning, "planning")] {
        words.extend(share.map(|share| format!(", {} {name}", percent(share))));
    }
    words
}

/// How the engineer's weeks split on the average: the parts, then how that compares with what is usual and what was before.
pub(super) fn mean_week(time: &WorkingTimeView) -> String {
    let weeks = count(time.weeks, "week");
    let parts = parts_of_week([time.pairing, time.host, time.home], time.backlog, time.planning);
    let mut split = vec![format!("{} with the host, {} is usual", percent(time.with_host), percent(time.usual))];
    if time.backlog.or(time.planning).is_some() {
        split.push(format!("{} hands-on", percent(time.hands_on)));
    }
    let drift = time.drift.map(|drift| (drift, percent(drift.lately), percent(drift.before)));
    split.extend(drift.filter(|(_, lately, before)| lately != before).map(|(drift, lately, before)| {
        let newest = if drift.weeks == 1 { String::from("week") } else { count(drift.weeks, "week") };
        format!("the last {newest} {lately}, before {before}")
    }));
    format!("The mean of {weeks}: {parts}\n{}", split.join(" · "))
}

/// How content the engineer was.
pub(super) fn content_with_week(points: OutOfTen) -> String {
    format!("how content the engineer was: {} of 10", points.get())
}

/// What is to be done, with who does it before it.
pub(super) fn task(text: &str, owner: Option<&str>) -> String {
    let owner = owner.map_or_else(String::new, |owner| format!("{}: ", clean(owner)));
    format!("{owner}{}", clean_lines(text))
}

/// ` (done W44)`; nothing while it is open.
pub(super) fn settled(state: TaskState, done: &str, week: Option<Week>) -> String {
    let word = match state {
        TaskState::Open => return String::new(),
        TaskState::Done => done,
        TaskState::Dropped => "dropped",
    };
    format!(" ({word} {})", week.map(Week::short).unwrap_or_default())
}

/// A note with what it is about before it.
pub(super) fn note_text(note: &NoteView) -> String {
    let text = clean_lines(&note.text);
    let apart = if text.contains('\n') { ":\n" } else { ": " };
    match note.title.as_deref() {
        Some(title) => format!("{}{apart}{text}", clean(title)),
        None => text.into_owned(),
    }
}
