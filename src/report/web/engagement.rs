//! What the page of one engagement shows beside the view: words and charts.

use serde::Serialize;

use super::charts::{Balance, Clock, Progress, Scale, Spark};
use crate::metrics::{GoalState, TaskState};
use crate::model::{About, TimeSplit};
use crate::report::numbers::day;
use crate::report::view::{BlockerView, GoalView, ReportView, RetroView, RoundView, TakeawayView, TaskView};
use crate::report::{course, goals, nps, page, project};
use crate::text::{count, share};

/// The page of one engagement.
#[derive(Debug, Serialize)]
pub(super) struct EngagementPage<'a> {
    view: &'a ReportView,
    /// Who helps whom.
    teams: Option<String>,
    /// Which week it is, or where it stands.
    week: String,
    /// How many goals are done, and the two scores.
    reached: String,
    groups: Vec<Group<'a>>,
    progress: Option<Progress>,
    balance: Option<Balance>,
    /// What became of the actions, in words.
    follow_through: Vec<String>,
    open: Vec<&'a TaskView>,
    mvp: Option<String>,
    clock: Option<Clock>,
    blockers: Vec<Blocker<'a>>,
    retros: Vec<Retro<'a>>,
    takeaways: Vec<Takeaways<'a>>,
    scale: Option<Scale>,
    /// The newest round that somebody answered.
    round: Option<&'a RoundView>,
    /// How its score differs from the round before, in words.
    change: Option<String>,
    /// That scores by role are left out, in words.
    roles_withheld: Option<String>,
}

/// Goals of one kind.
#[derive(Debug, Serialize)]
struct Group<'a> {
    title: &'static str,
    goals: Vec<Row<'a>>,
}

/// A goal in its own terms.
#[derive(Debug, Serialize)]
struct Row<'a> {
    goal: &'a GoalView,
    baseline: String,
    now: String,
    target: String,
    /// How far it has come, or why that cannot be told.
    progress: String,
    spark: Option<Spark>,
    /// What was said about the newest score.
    note: Option<&'a str>,
}

/// A blocker with what became of it.
#[derive(Debug, Serialize)]
struct Blocker<'a> {
    view: &'a BlockerView,
    fate: String,
}

/// A weekly retro.
#[derive(Debug, Serialize)]
struct Retro<'a> {
    view: &'a RetroView,
    /// When it was, how long it took and who was there.
    circumstances: Vec<String>,
    next: Vec<Task<'a>>,
    blockers: Vec<Task<'a>>,
    seen: Vec<&'static str>,
    time: Option<String>,
}

/// An action or a blocker with what became of it.
#[derive(Debug, Serialize)]
struct Task<'a> {
    view: &'a TaskView,
    fate: String,
}

/// What was learnt about something.
#[derive(Debug, Serialize)]
struct Takeaways<'a> {
    about: &'static str,
    items: Vec<&'a TakeawayView>,
}

impl<'a> EngagementPage<'a> {
    pub(super) fn of(view: &'a ReportView) -> Self {
        let blockers = view.retros.iter().flat_map(|retro| &retro.blockers);
        let mut blockers: Vec<_> = blockers.map(|view| Blocker { view, fate: lasted(view) }).collect();
        blockers.sort_by_key(|blocker| blocker.view.task.state != TaskState::Open);
        let answered = view.summary.nps.as_ref();
        let round = answered.and_then(|nps| RoundView::newest(&nps.rounds));
        Self {
            view,
            teams: page::teams(&view.summary),
            week: page::which_week(&view.summary),
            reached: project::reached(view),
            groups: groups(view),
            progress: Progress::of(view),
            balance: Balance::of(&view.course),
            follow_through: course::follow_through(&view.follow_through),
            open: view.actions.iter().filter(|action| action.state == TaskState::Open).collect(),
            mvp: page::mvp(&view.summary.mvp),
            clock: Clock::of(view),
            blockers,
            retros: view.retros.iter().rev().map(Retro::of).collect(),
            takeaways: takeaways(view),
            scale: round.and_then(|round| Scale::of(&round.tally)),
            round,
            change: answered.and_then(|nps| nps.change.as_ref()).map(nps::round_change),
            roles_withheld: round.and_then(nps::roles_withheld),
        }
    }
}

fn groups(view: &ReportView) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for goal in &view.goals {
        let title = if goal.state == GoalState::Dropped { "dropped" } else { goal.kind.label() };
        if groups.last().is_none_or(|group| group.title != title) {
            groups.push(Group { title, goals: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.goals.push(Row::of(goal, view));
        }
    }
    groups
}

impl<'a> Row<'a> {
    fn of(goal: &'a GoalView, view: &ReportView) -> Self {
        let progress = match (goal.state, goal.progress) {
            (GoalState::WaitingForProduction, _) => String::from("waits for the MVP"),
            (_, None) => String::from("not scored yet"),
            (_, Some(progress)) => share(progress),
        };
        Self {
            goal,
            baseline: goals::baseline(goal),
            now: goals::shown(goal, goal.value),
            target: goals::target(goal),
            progress,
            spark: Spark::of(goal, view),
            note: goal.scores.last().and_then(|score| score.note.as_deref()),
        }
    }
}

/// How long a blocker was in the way.
fn lasted(blocker: &BlockerView) -> String {
    let weeks = |weeks: i64| count(usize::try_from(weeks).unwrap_or_default(), "week");
    match blocker.task.settled {
        Some(settled) => format!("cleared in {} after {}", settled.short(), weeks(settled.since(blocker.task.since))),
        None => format!("in the way for {}", weeks(blocker.weeks)),
    }
}

impl<'a> Retro<'a> {
    fn of(view: &'a RetroView) -> Self {
        let mut circumstances: Vec<String> = view.date.map(day).into_iter().collect();
        circumstances.extend(view.minutes.map(|minutes| format!("{minutes} min")));
        if !view.present.is_empty() {
            circumstances.push(format!("{} present", view.present.len()));
        }
        let task = |view: &'a TaskView, done| Task { view, fate: page::settled(view.state, done, view.settled) };
        Self {
            view,
            circumstances,
            next: view.next.iter().map(|action| task(action, "done")).collect(),
            blockers: view.blockers.iter().map(|blocker| task(&blocker.task, "cleared")).collect(),
            seen: view.failure_modes.iter().map(|mode| mode.sentence()).collect(),
            time: view.time.map(|time: TimeSplit| page::week_split(time)),
        }
    }
}

fn takeaways(view: &ReportView) -> Vec<Takeaways<'_>> {
    let Some(retro) = &view.project_retro else { return Vec::new() };
    let about = |(_, about): (_, About)| Takeaways {
        about: about.words(),
        items: retro.takeaways.iter().filter(|takeaway| takeaway.about == about).collect(),
    };
    About::NAMES.into_iter().map(about).filter(|takeaways| !takeaways.items.is_empty()).collect()
}
