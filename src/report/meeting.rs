//! What a meeting shows between its questions.

use unicode_width::UnicodeWidthStr;

use super::bars::{bar, sparkline};
use super::document::{Document, Layout};
use super::numbers::{day, number, value};
use super::page::add_retro;
use super::status::painted;
use super::view::{RetroView, Summary};
use crate::metrics::{Carried, Progress, TaskState, actions, blockers};
use crate::model::{EngagementRecord, FailureMode, Goal, Measure, Retro, Value, Week};
use crate::text::{Role, clean, clean_lines, count, list, share};

/// The title of a part of a meeting, and the clock at the right.
pub fn meeting_heading(title: &str, clock: &str, layout: Layout) -> String {
    let gap = layout.width.saturating_sub(title.width()).saturating_sub(clock.width()).max(2);
    format!("{}{}{}", Role::Heading.paint(title), " ".repeat(gap), Role::Faint.paint(clock))
}

/// A paragraph of our own, wrapped.
pub fn paragraph(text: &str, layout: Layout) -> String {
    let mut page = Document::default();
    page.text(text);
    page.terminal(layout).trim_end().to_owned()
}

/// How the engagement stands as the retro of `week` begins.
pub fn meeting_opening(summary: &Summary, week: Week, layout: Layout) -> String {
    let mut lines = Vec::new();
    let week = format!("week {} of {} ({week})", summary.week, summary.weeks);
    let health = summary.health.map(painted);
    lines.push([Some(week), health].into_iter().flatten().collect::<Vec<_>>().join(" · "));
    lines.extend(summary.reason.clone());
    lines.push(match (summary.mvp.in_production, summary.mvp.weeks, summary.mvp.said) {
        (Some(date), ..) => format!("MVP in production since {}", day(date)),
        (None, Some(weeks), Some(said)) => {
            format!("MVP in {} (said in {})", count(weeks as usize, "week"), said.short())
        }
        _ => String::from("MVP: nobody has said yet how far it is"),
    });
    paragraph(&lines.join("\n"), layout)
}

/// An action or a blocker that is open in `now`: what it is, whose, since when.
pub fn open_task(task: &Carried<'_>, now: Week, layout: Layout) -> String {
    let text = clean_lines(&task.task.text);
    let age = match now.since(task.since) {
        ..=1 => String::new(),
        weeks => format!(", {weeks} weeks"),
    };
    let owner = task.task.owner.as_deref().map_or_else(String::new, |owner| format!("{}, ", clean(owner)));
    let about = format!("{owner}since {}{age}", task.since.short());
    let gap = layout.width.saturating_sub(2).saturating_sub(text.width()).saturating_sub(about.width());
    if gap >= 2 && !text.contains('\n') {
        format!("  {text}{}{}", " ".repeat(gap), Role::Faint.paint(about))
    } else {
        format!("  {text}\n    {}", Role::Faint.paint(about))
    }
}

/// A goal before it is scored in `week`: how far it has come, the last value, and the weeks so far.
pub fn goal_card(goal: &Goal, week: Week, layout: Layout) -> String {
    const BAR: usize = 16;
    let unit = goal.measure.unit().map_or_else(String::new, |unit| format!(", {}", clean(unit)));
    let title = format!("  {}{unit}", clean(&goal.title));
    let last = goal.as_of(week);
    let progress = |value: Value| Progress::of(&goal.measure, value).share();
    let ends = match &goal.measure {
        Measure::Metric { baseline, target, .. } => Some((number(*baseline), number(*target))),
        Measure::Rating => Some((String::from("0 %"), String::from("100 %"))),
        Measure::Milestone => None,
    };
    let so_far = last.map_or(0.0, |(_, score)| progress(score.value));
    let way = ends.map(|(from, to)| format!("{from} {} {to}", bar(so_far, BAR, layout.unicode)));
    let said = match last {
        Some((scored, score)) => format!("{} in {}", value(&goal.measure, score.value), scored.short()),
        None => String::from("not scored yet"),
    };
    let weeks: Vec<Option<f64>> = goal.scores.values().map(|score| Some(progress(score.value))).collect();
    let tells = weeks.len() > 1 && goal.measure != Measure::Milestone;
    let weeks = tells.then(|| sparkline(&weeks, layout.unicode));
    let line: Vec<String> = [way, Some(said), weeks].into_iter().flatten().collect();
    format!("{title}\n  {}", line.join("   "))
}

/// The playbook's failure modes with the numbers by which they are named.
pub fn failure_mode_list() -> String {
    let numbered = FailureMode::NAMES.iter().zip(1..);
    let lines: Vec<String> = numbered.map(|((_, mode), number)| format!("  {number} {}", mode.sentence())).collect();
    lines.join("\n")
}

/// The whole of a weekly retro of the engagement `record` before it is written: the goals with their values of the week,
/// then what was said, and what became of earlier actions and blockers.
pub fn review_document(record: &EngagementRecord, scores: &[(&Goal, Value, Option<&str>)], retro: &Retro) -> Document {
    let mut retros: Vec<Retro> = record.retros.iter().filter(|other| other.week < retro.week).cloned().collect();
    retros.push(retro.clone());
    let mut lines: Vec<(&str, String)> = scores.iter().map(score_line).collect();
    let settled = |carried: &&Carried<'_>| carried.settled == Some(retro.week) && carried.since < retro.week;
    let line = |carried: &Carried<'_>, word: &str| ("x", format!("{word}: {}", clean_lines(&carried.task.text)));
    for action in actions(&retros).iter().filter(settled) {
        lines.push(line(action, if action.state == TaskState::Dropped { "dropped" } else { "done" }));
    }
    lines.extend(blockers(&retros).iter().filter(settled).map(|blocker| line(blocker, "cleared")));
    lines.extend(retro.mvp_weeks.map(|weeks| match weeks {
        0 => (".", String::from("the MVP is in production")),
        weeks => (".", format!("the MVP is {} from production", count(weeks as usize, "week"))),
    }));
    lines.extend(present(record, retro));
    let mut page = Document::default();
    page.list(lines);
    for view in RetroView::all(&retros, retro.week).iter().filter(|view| view.week == retro.week) {
        add_retro(&mut page, view);
    }
    page
}

/// Who was there, by name, so that a mistake in one is seen; those who were never named before are marked.
fn present(record: &EngagementRecord, retro: &Retro) -> Option<(&'static str, String)> {
    let engagement = &record.engagement;
    let people = engagement.engineers.iter().chain(&engagement.people).chain(&engagement.advisor);
    let before = record.retros.iter().filter(|other| other.week < retro.week).flat_map(|other| &other.present);
    let known: Vec<&String> = people.map(|person| &person.name).chain(before).collect();
    let shown = |name: &String| format!("{}{}", clean(name), if known.contains(&name) { "" } else { " (new)" });
    let names: Vec<String> = retro.present.iter().map(shown).collect();
    (!names.is_empty()).then(|| (".", format!("present: {}", list(&names))))
}

fn score_line(&(goal, now, note): &(&Goal, Value, Option<&str>)) -> (&'static str, String) {
    let note = note.map_or_else(String::new, |note| format!(" ({})", clean(note)));
    let progress = share(Progress::of(&goal.measure, now).share());
    ("=", format!("{}: {}, progress {progress}{note}", clean(&goal.title), value(&goal.measure, now)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::{GoalKind, Score, Task};

    const LAYOUT: Layout = Layout { width: 60, unicode: true };

    fn week(text: &str) -> Week {
        text.parse().unwrap()
    }

    #[test]
    fn the_clock_stands_at_the_right() {
        let heading = meeting_heading("Score the goals", "4 of 30 min", LAYOUT);
        assert_eq!(heading.width(), 60);
        let narrow = meeting_heading("A title that is long", "4 of 30 min", Layout { width: 20, unicode: true });
        assert_eq!(narrow.width(), 20 + 2 + 11);
    }

    #[test]
    fn a_task_tells_whose_it_is_and_how_old() {
        let task =
            |text: &str| Task { id: "a".parse().unwrap(), text: text.to_owned(), owner: Some(String::from("Ana")) };
        let told = |text: &str, now: &str| {
            let task = task(text);
            let carried = Carried { task: &task, since: week("2026-W45"), state: TaskState::Open, settled: None };
            open_task(&carried, week(now), LAYOUT)
        };
        let about = Role::Faint.paint("Ana, since W45, 2 weeks");
        assert_eq!(told("split it", "2026-W47"), format!("  split it{}{about}", " ".repeat(27)));
        let long = "split the continuous integration pipeline in two";
        assert_eq!(told(long, "2026-W46"), format!("  {long}\n    {}", Role::Faint.paint("Ana, since W45")));
    }

    #[test]
    fn a_goal_shows_its_way() {
        let mut goal = Goal {
            id: "coverage".parse().unwrap(),
            title: String::from("Services covered"),
            why: None,
            kind: GoalKind::Diffusion,
            measure: Measure::Metric { baseline: 2.0, target: 14.0, unit: Some(String::from("services")) },
            mvp: false,
            weight: 1.0,
            dropped: None,
            scores: BTreeMap::new(),
        };
        let card = |goal: &Goal| goal_card(goal, week("2026-W47"), LAYOUT);
        assert_eq!(card(&goal), "  Services covered, services\n  2 ░░░░░░░░░░░░░░░░ 14   not scored yet");
        for (at, now) in [("2026-W45", 2.0), ("2026-W46", 8.0)] {
            goal.scores.insert(week(at), Score { value: Value::Number(now), note: None });
        }
        assert_eq!(card(&goal), "  Services covered, services\n  2 ████████░░░░░░░░ 14   8 in W46   ▁▅");
        goal.measure = Measure::Milestone;
        goal.scores = BTreeMap::from([(week("2026-W46"), Score { value: Value::Done(false), note: None })]);
        assert_eq!(card(&goal), "  Services covered\n  not done in W46");
    }
}
