//! What the page of one engagement shows beside the view: words and charts.

use askama::Template;

use super::champion::Champion;
use super::charts::{Balance, Clock, Parts, Progress, Scale, Spark};
use super::feedback::Feedback;
use super::{class, shown};
use crate::metrics::{GoalState, TaskState};
use crate::model::{About, TimeSplit};
use crate::report::numbers::day;
use crate::report::view::{BlockerView, GoalView, NpsView, ReportView, RetroView, RoundView, TakeawayView, TaskView};
use crate::report::{agreed, course, goals, nps, page, project};
use crate::text::{count, share};

/// The page of one engagement.
#[derive(Debug, Template)]
#[template(path = "engagement.html")]
pub(super) struct EngagementPage<'a> {
    view: &'a ReportView,
    /// Who helps whom, and with what.
    lead: String,
    /// What is agreed beside the goals, in words.
    agreed: Vec<(&'static str, String)>,
    /// Which week it is, or where it stands.
    week: String,
    /// The outlook whose colour the page has.
    outlook: String,
    /// How many goals are done, and the two scores.
    reached: String,
    groups: Vec<Group<'a>>,
    progress: Option<Progress>,
    balance: Option<Balance>,
    /// What became of the actions, in words.
    follow_through: Vec<String>,
    became: Option<Parts>,
    open: Vec<&'a TaskView>,
    mvp: Option<String>,
    clock: Option<Clock>,
    blockers: Vec<Blocker<'a>>,
    retros: Vec<Retro<'a>>,
    /// How the weeks split on the average, in words.
    mean_week: Option<String>,
    takeaways: Vec<Takeaways<'a>>,
    champions: Vec<Champion<'a>>,
    nps: Option<Nps<'a>>,
    feedback: Vec<Feedback<'a>>,
}

/// What the newest round says that somebody answered.
#[derive(Debug)]
struct Nps<'a> {
    round: &'a RoundView,
    scale: Option<Scale>,
    answers: Parts,
    /// How the score differs from the round before, in words.
    change: Option<String>,
    /// That scores by role are left out, in words.
    roles_withheld: Option<String>,
    /// All rounds, the oldest first.
    rounds: &'a [RoundView],
}

/// Goals of one kind.
#[derive(Debug)]
struct Group<'a> {
    title: &'static str,
    goals: Vec<Row<'a>>,
}

/// A goal in its own terms.
#[derive(Debug)]
struct Row<'a> {
    goal: &'a GoalView,
    baseline: String,
    now: String,
    target: String,
    /// How far it has come, or why that cannot be told.
    progress: String,
    spark: Option<Spark>,
    /// What was said about the newest score, behind its week.
    note: Option<String>,
}

/// A blocker with what became of it.
#[derive(Debug)]
struct Blocker<'a> {
    view: &'a BlockerView,
    fate: String,
}

/// A weekly retro.
#[derive(Debug)]
struct Retro<'a> {
    view: &'a RetroView,
    /// When it was, how long it took and who was there.
    circumstances: Vec<String>,
    next: Vec<Task<'a>>,
    blockers: Vec<Task<'a>>,
    seen: Vec<&'static str>,
    time: Option<String>,
    /// How content the engineer was.
    content: Option<String>,
}

/// An action or a blocker with what became of it.
#[derive(Debug)]
struct Task<'a> {
    view: &'a TaskView,
    fate: String,
}

/// What was learnt about something.
#[derive(Debug)]
struct Takeaways<'a> {
    about: &'static str,
    items: Vec<&'a TakeawayView>,
}

impl<'a> EngagementPage<'a> {
    pub(super) fn of(view: &'a ReportView) -> Self {
        let blockers = view.retros.iter().flat_map(|retro| &retro.blockers);
        let mut blockers: Vec<_> = blockers.map(|view| Blocker { view, fate: lasted(view) }).collect();
        blockers.sort_by_key(|blocker| blocker.view.task.state != TaskState::Open);
        Self {
            view,
            lead: page::lead(&view.summary),
            agreed: agreed::agreed(&view.agreed),
            week: page::which_week(&view.summary),
            outlook: view.summary.health.map_or_else(|| String::from("none"), |health| class(health.label())),
            reached: project::reached(view),
            groups: groups(view),
            progress: Progress::of(view),
            balance: Balance::of(&view.course),
            follow_through: course::follow_through(&view.follow_through),
            became: Parts::of_actions(&view.follow_through),
            open: view.actions.iter().filter(|action| action.state == TaskState::Open).collect(),
            mvp: page::mvp(&view.summary.mvp),
            clock: Clock::of(view),
            blockers,
            retros: view.retros.iter().rev().map(Retro::of).collect(),
            mean_week: view.working_time.as_ref().map(page::mean_week),
            takeaways: takeaways(view),
            champions: view.champions.iter().map(Champion::of).collect(),
            nps: view.summary.nps.as_ref().and_then(Nps::of),
            feedback: view.feedback.iter().map(Feedback::of).collect(),
        }
    }
}

impl<'a> Nps<'a> {
    /// `None` where nobody has answered.
    fn of(view: &'a NpsView) -> Option<Self> {
        let round = RoundView::newest(&view.rounds)?;
        Some(Self {
            round,
            scale: Scale::of(&round.tally),
            answers: Parts::of_answers(&round.tally),
            change: view.change.as_ref().map(nps::round_change),
            roles_withheld: nps::roles_withheld(round),
            rounds: &view.rounds,
        })
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
        let newest = goal.scores.last();
        Self {
            goal,
            baseline: goals::baseline(goal),
            now: goals::shown(goal, goal.value),
            target: goals::target(goal),
            spark: Spark::of(goal, &progress, view),
            progress,
            note: newest.and_then(|score| Some(format!("{}: {}", score.week.short(), score.note.as_deref()?))),
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
            content: view.satisfaction.map(page::content_with_week),
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
