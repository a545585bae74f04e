//! The rules of the practice: what the playbook advises, checked against a record.

use chrono::NaiveDate;

use super::{Finding, Rule, Severity};
use crate::metrics::{Health, Outlook, TaskState, blockers, days_unscored, health};
use crate::model::{EngagementRecord, GoalKind, Settings, Stage, Week};
use crate::text::{clean, count};

/// A record with what the rules need to know besides.
struct Case<'a> {
    record: &'a EngagementRecord,
    stage: Stage,
    health: Option<Health>,
    today: NaiveDate,
}

/// What a rule says about a case: what is the matter, and what to do.
type Advice = (String, String);

/// A rule of the practice.
pub(super) struct Practice {
    pub(super) rule: Rule,
    /// Whether it asks for attention now, rather than being true of the engagement as a whole.
    urgent: bool,
    judge: fn(&Case<'_>) -> Vec<Advice>,
}

const fn practice(
    id: &'static str,
    urgent: bool,
    judge: fn(&Case<'_>) -> Vec<Advice>,
    summary: &'static str,
    explanation: &'static str,
) -> Practice {
    Practice {
        rule: Rule {
            id,
            severity: Severity::Warning,
            summary,
            explanation,
        },
        urgent,
        judge,
    }
}

pub(super) static RULES: &[Practice] = &[
    practice(
        "off-track",
        true,
        off_track,
        "progress keeps up with what is expected by now",
        "Diffusion or delivery lies far behind the aim for this point of the engagement. Talk about it in the next \
         retro: what is in the way, and is the goal still the right one?",
    ),
    practice(
        "not-scored",
        true,
        not_scored,
        "goals are scored every week",
        "Goals are scored before each weekly retro, so that the meeting can talk about them. A week without scores \
         leaves a hole in the trend.",
    ),
    practice(
        "retro-missed",
        true,
        retro_missed,
        "a retro is held every week",
        "The weekly retro is where the engagement learns. Without it, or something that serves the same purpose, the \
         model benefits neither team.",
    ),
    practice(
        "old-blocker",
        true,
        old_blocker,
        "nothing blocks the MVP for weeks",
        "A blocker that outlives two retros is beyond what the people in the room can solve. The advisor can carry it \
         to those who can.",
    ),
    practice(
        "past-end",
        true,
        past_end,
        "an engagement is closed when it ends",
        "The last day has passed. Hold the project retro, send the survey, score the goals a last time, then close it; \
         or move the end if the work goes on.",
    ),
    practice(
        "no-nps",
        true,
        no_nps,
        "the host team is asked at the end",
        "The NPS survey goes out together with the project retro. Later, people have forgotten.",
    ),
    practice(
        "no-goals",
        true,
        no_goals,
        "goals are agreed before the start",
        "Without goals nobody can say whether the engagement goes well. They fit on one page, can be measured, and are \
         agreed before the first day.",
    ),
    practice(
        "no-diffusion-goal",
        false,
        no_diffusion_goal,
        "at least one goal is about diffusion",
        "Spreading the practice is the primary goal of an engagement and the success of the project the secondary one. \
         One goal usually measures how far the practice is used in production.",
    ),
    practice(
        "no-delivery-goal",
        false,
        no_delivery_goal,
        "at least one goal is about the business or the systems",
        "A practice spreads along work that matters to the host. Goals mix diffusion with business and technical ones.",
    ),
    practice(
        "too-long",
        false,
        too_long,
        "an engagement lasts no longer than a quarter",
        "Ten weeks is usual, a quarter the limit. What takes longer is better done as two engagements with a pause.",
    ),
    practice(
        "no-advisor",
        false,
        no_advisor,
        "an engagement has an advisor",
        "The advisor agrees goals and schedule, tracks progress, and may end the engagement early. Engineer and advisor \
         are two people.",
    ),
    practice(
        "thin-poorly",
        false,
        thin_poorly,
        "negative feedback is asked for in words",
        "Hard feedback is the most useful kind, and it rarely comes by itself. When the column stays thin, the retro \
         asks once more: what would you have changed about this week, or about how we work with you?",
    ),
];

/// Every finding of the practice about a record.
pub fn review(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |_| true)
}

/// The findings that ask for attention now.
pub fn attention(record: &EngagementRecord, settings: &Settings, today: NaiveDate) -> Vec<Finding> {
    judge(record, settings, today, |practice| practice.urgent)
}

fn judge(
    record: &EngagementRecord,
    settings: &Settings,
    today: NaiveDate,
    wanted: impl Fn(&Practice) -> bool,
) -> Vec<Finding> {
    let stage = record.engagement.stage(today);
    let case = Case {
        record,
        stage,
        health: health(record, settings, today),
        today,
    };
    let found = |practice: &'static Practice| {
        (practice.judge)(&case)
            .into_iter()
            .map(|(message, help)| Finding {
                rule: &practice.rule,
                engagement: Some(record.engagement.id.clone()),
                place: None,
                message,
                help,
            })
    };
    RULES
        .iter()
        .filter(|practice| wanted(practice))
        .flat_map(found)
        .collect()
}

impl Case<'_> {
    fn command(&self, command: &str) -> String {
        format!("{command} -e {}", self.record.engagement.id)
    }

    /// The weeks that are over since the engagement began, this one not counted.
    fn weeks_over(&self) -> i64 {
        self.record.engagement.week_number(Week::of(self.today)) - 1
    }
}

fn when(condition: bool, advice: impl FnOnce() -> Advice) -> Vec<Advice> {
    if condition {
        vec![advice()]
    } else {
        Vec::new()
    }
}

fn off_track(case: &Case<'_>) -> Vec<Advice> {
    let help = || String::from("talk about it in the next retro: what is in the way?");
    case.health
        .iter()
        .filter(|health| health.outlook == Outlook::OffTrack)
        .map(|health| (health.reason.clone(), help()))
        .collect()
}

fn not_scored(case: &Case<'_>) -> Vec<Advice> {
    const LATE_DAYS: i64 = 8;
    let has_goals = case.record.goals.iter().any(|goal| goal.dropped.is_none());
    if case.stage != Stage::Running || !has_goals {
        return Vec::new();
    }
    let help = || format!("score this week: {}", case.command("auxeng score"));
    match days_unscored(case.record, case.today) {
        Some(days) => when(days >= LATE_DAYS, || {
            (format!("not scored for {}", days_word(days)), help())
        }),
        None => when(case.weeks_over() >= 1, || {
            (String::from("never scored"), help())
        }),
    }
}

fn days_word(days: i64) -> String {
    count(usize::try_from(days).unwrap_or_default(), "day")
}

fn retro_missed(case: &Case<'_>) -> Vec<Advice> {
    if case.stage != Stage::Running {
        return Vec::new();
    }
    let engagement = &case.record.engagement;
    let before_first = engagement.first_week().plus(-1);
    let last = case
        .record
        .retro_weeks
        .last()
        .copied()
        .unwrap_or(before_first)
        .max(before_first);
    let missed = Week::of(case.today).since(last) - 1;
    when(missed >= 1, || {
        let week = match missed {
            1 => last.plus(1).to_string(),
            _ => format!("{} to {}", last.plus(1), last.plus(missed)),
        };
        (
            format!("no retro in {week}"),
            format!("hold one: {}", case.command("auxeng retro")),
        )
    })
}

fn old_blocker(case: &Case<'_>) -> Vec<Advice> {
    const OLD_WEEKS: i64 = 2;
    if !case.stage.is_active() {
        return Vec::new();
    }
    let week = Week::of(case.today);
    blockers(&case.record.retros)
        .into_iter()
        .filter(|blocker| {
            blocker.state == TaskState::Open && week.since(blocker.since) >= OLD_WEEKS
        })
        .map(|blocker| {
            let owner = blocker
                .task
                .owner
                .as_ref()
                .map(|owner| format!(" ({})", clean(owner)));
            let message = format!(
                "blocker \"{}\" is {} weeks old{}",
                clean(&blocker.task.text),
                week.since(blocker.since),
                owner.unwrap_or_default()
            );
            (
                message,
                format!(
                    "carry it to somebody who can lift it, then --unblock {}",
                    blocker.task.id
                ),
            )
        })
        .collect()
}

fn past_end(case: &Case<'_>) -> Vec<Advice> {
    when(case.stage == Stage::WrappingUp, || {
        let days = case
            .today
            .signed_duration_since(case.record.engagement.end)
            .num_days();
        let message = format!("ended {} ago and is not closed", days_word(days));
        (
            message,
            format!("close it: {}", case.command("auxeng close")),
        )
    })
}

fn no_nps(case: &Case<'_>) -> Vec<Advice> {
    const LATE_DAYS: i64 = 7;
    const FORGOTTEN_DAYS: i64 = 90;
    let engagement = &case.record.engagement;
    let ended = engagement
        .close
        .as_ref()
        .map_or(engagement.end, |close| close.date.min(engagement.end));
    let days = case.today.signed_duration_since(ended).num_days();
    let due = (LATE_DAYS..=FORGOTTEN_DAYS).contains(&days);
    when(due && case.record.round_dates.is_empty(), || {
        let message = format!("no NPS answer {} after the end", days_word(days));
        (
            message,
            format!(
                "ask the host team, then {}",
                case.command("auxeng nps add --score N")
            ),
        )
    })
}

fn no_goals(case: &Case<'_>) -> Vec<Advice> {
    let none = case.record.goals.iter().all(|goal| goal.dropped.is_some());
    when(case.stage == Stage::Running && none, || {
        (
            String::from("no goals yet"),
            format!("agree on some: {}", case.command("auxeng goal add TITLE")),
        )
    })
}

fn lacks(case: &Case<'_>, wanted: impl Fn(GoalKind) -> bool) -> bool {
    let mut goals = case
        .record
        .goals
        .iter()
        .filter(|goal| goal.dropped.is_none())
        .peekable();
    !case.stage.is_over() && goals.peek().is_some() && !goals.any(|goal| wanted(goal.kind))
}

fn no_diffusion_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, |kind| kind == GoalKind::Diffusion), || {
        let help = case.command("auxeng goal add TITLE --kind diffusion");
        (
            String::from("none of the goals is about diffusion"),
            format!("add one: {help}"),
        )
    })
}

fn no_delivery_goal(case: &Case<'_>) -> Vec<Advice> {
    when(lacks(case, GoalKind::is_delivery), || {
        let help = case.command("auxeng goal add TITLE --kind business");
        (
            String::from("none of the goals is a business or technical one"),
            format!("add one: {help}"),
        )
    })
}

fn too_long(case: &Case<'_>) -> Vec<Advice> {
    const QUARTER_WEEKS: i64 = 13;
    let weeks = case.record.engagement.weeks();
    when(!case.stage.is_over() && weeks > QUARTER_WEEKS, || {
        (
            format!("planned for {weeks} weeks, more than a quarter"),
            case.command("shorten it: auxeng edit --weeks 10"),
        )
    })
}

fn no_advisor(case: &Case<'_>) -> Vec<Advice> {
    when(
        !case.stage.is_over() && case.record.engagement.advisor.is_none(),
        || {
            (
                String::from("nobody is the advisor"),
                case.command("name one: auxeng edit --advisor \"Name <mail>\""),
            )
        },
    )
}

fn thin_poorly(case: &Case<'_>) -> Vec<Advice> {
    let newest = case
        .record
        .retros
        .last()
        .filter(|_| case.stage == Stage::Running);
    newest
        .filter(|retro| retro.is_thin() && retro.asked_for_negative != Some(true))
        .map(|retro| {
            let said = match retro.went_poorly.len() {
                0 => "nothing went poorly",
                _ => "only one thing went poorly",
            };
            let message = format!(
                "{said} in {}, and negative feedback was not asked for",
                retro.week
            );
            let help = "ask in words next time, and record it: auxeng retro --asked-for-negative";
            (message, String::from(help))
        })
        .into_iter()
        .collect()
}
