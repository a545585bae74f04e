//! `auxeng score`

mod guided;

use clap::Args;

use crate::cli::EngagementOption;
use crate::cli::committing::message;
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::fields::filled;
use crate::cli::names::find_goal;
use crate::cli::values::value;
use crate::cli::weeks::check_week;
use crate::metrics::{Progress, unscored};
use crate::model::{Engagement, EngagementRecord, Goal, Measure, Score, Slug, Value, Week};
use crate::report;
use crate::store::{self, Detail, Loaded, Lock, Message, Store};
use crate::text::{list, quoted, share};

/// Score this week's goals
///
/// At a terminal, and with nothing named, it asks for each goal that is not scored yet.
///
/// Scoring a goal again in the same week corrects the score, and says so. When one of the scores cannot be, none is
/// written.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng score
  auxeng score coverage=71 adoption=4/9 launched=done habits=60%
  auxeng score coverage=10 --note coverage=\"basket and search added\"
  auxeng score checkout coverage=9 --date 2026-W46")]
pub(super) struct ScoreArgs {
    /// Goals with their values, GOAL=VALUE; before them the engagement's id where it is not clear
    #[arg(value_name = "GOAL=VALUE")]
    values: Vec<String>,

    #[command(flatten)]
    engagement: EngagementOption,

    /// What is to be said about a score; repeat for several
    #[arg(long, value_name = "GOAL=TEXT")]
    note: Vec<String>,

    /// The week, by any day of it [default: this week]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
}

/// A goal with the text of its value.
type Pair<'a> = (&'a str, &'a str);

impl ScoreArgs {
    /// The engagement that is named, and the goals with their values.
    fn split(&self) -> Result<(Option<&str>, Vec<Pair<'_>>), Failure> {
        let mut named = self.engagement.engagement.as_deref();
        let mut pairs = Vec::new();
        for (index, text) in self.values.iter().enumerate() {
            match (text.split_once('='), named) {
                (Some((goal, value)), _) => pairs.push((goal.trim(), value)),
                (None, None) if index == 0 => named = Some(text),
                (None, _) => return Err(self.no_pair(index, text)),
            }
        }
        Ok((named, pairs))
    }

    fn no_pair(&self, index: usize, text: &str) -> Failure {
        let before = index.checked_sub(1).and_then(|before| self.values.get(before));
        let pair = match before {
            Some(goal) if !goal.contains('=') && is_value(text) => format!("{goal}={text}"),
            _ => format!("{text}=VALUE"),
        };
        Failure::usage(format!("{} is not GOAL=VALUE", quoted(text)))
            .help(format!("write goal and value without a space between: {pair}"))
            .help("nothing was written")
    }
}

/// Whether `text` looks more like a value than like the id of a goal.
fn is_value(text: &str) -> bool {
    text.starts_with(|sign: char| sign.is_ascii_digit() || "+-.".contains(sign)) || ["done", "open"].contains(&text)
}

/// A score that is about to be written.
struct Change<'a> {
    goal: &'a Goal,
    value: Option<Value>,
    /// An empty one takes the note away.
    note: Option<String>,
}

pub(super) fn run(context: &Context, args: &ScoreArgs) -> anyhow::Result<ExitStatus> {
    let (named, pairs) = args.split()?;
    let date = context.past_day(args.date.as_deref())?;
    let week = Week::of(date);
    let store = context.store()?;
    let id = match (context.select(&store, named), named) {
        (Err(failure), Some(goal)) if pairs.is_empty() => {
            return Err(without_value(context, &store, goal).map_or(failure, Into::into));
        }
        (selected, _) => selected?,
    };
    if pairs.is_empty()
        && args.note.is_empty()
        && let Some(mut terminal) = context.terminal()?
    {
        return guided::run(context, &store, &id, week, &mut terminal);
    }
    let lock = context.lock(&store)?;
    let noted = args.note.iter().filter_map(|note| note.split_once('='));
    let names: Vec<&str> = pairs.iter().copied().chain(noted).map(|(goal, _)| goal.trim()).collect();
    let record = context.read_goals_for_change(&store, &id, &names, &lock)?;
    if pairs.is_empty() && args.note.is_empty() {
        return Err(nothing_to_score(&record, week).into());
    }
    check_week(context, &record.engagement, week)?;
    let changes = changes(&record, &pairs, &args.note, week)?;
    let told = write(context, &store, &lock, &id, &changes, week)?;
    context.finish(&store, &lock, &scored(&record.engagement, week).lines(told));
    Ok(ExitStatus::Done)
}

/// That the value of `goal` is missing, where it is a goal of an engagement that goes on.
fn without_value(context: &Context, store: &Store, goal: &str) -> Option<Failure> {
    let (ids, _) = store.ids().ok()?;
    let of_record = |loaded: Loaded| {
        let record = loaded.record.filter(|record| !record.engagement.stage(context.today()).is_over())?;
        record.goals.into_iter().find(|known| known.id.as_str() == goal).map(|goal| (loaded.id, goal))
    };
    let (id, goal) = store.load_each(&ids, Detail::GOALS, of_record).into_iter().flatten().next()?;
    Some(Failure::usage(format!("the value of {} is missing", quoted(goal.id.as_str()))).help(format!(
        "for example: auxeng score {}={} -e {id}",
        goal.id,
        example(&goal)
    )))
}

/// What a commit says of scores of `week`.
fn scored(engagement: &Engagement, week: Week) -> Message {
    message("score", &engagement.id, format!("week {}", engagement.week_number(week)))
}

/// Writes the scores of `week`, and says what each is, which is returned where it is news.
fn write(
    context: &Context,
    store: &Store,
    lock: &Lock,
    id: &Slug,
    changes: &[Change<'_>],
    week: Week,
) -> anyhow::Result<Vec<String>> {
    let mut said = Vec::new();
    for change in changes {
        let before = change.goal.scores.get(&week);
        let Some(value) = change.value.or(before.map(|score| score.value)) else {
            continue;
        };
        let note = match &change.note {
            Some(text) => filled(Some(text)),
            None => before.and_then(|score| score.note.clone()),
        };
        let told = save(context, store, lock, id, (change.goal, week), Score { value, note })?;
        said.extend(told);
    }
    Ok(said)
}

/// Writes the score of a goal in a week, and says so; what was said is returned where the file is another now.
pub(super) fn save(
    context: &Context,
    store: &Store,
    lock: &Lock,
    id: &Slug,
    (goal, week): (&Goal, Week),
    score: Score,
) -> Result<Option<String>, store::Error> {
    let mut after = goal.clone();
    let value = score.value;
    after.scores.insert(week, score);
    let written = store.save_goal(lock, id, &after)?;
    let told = told(goal, week, goal.scores.get(&week), value);
    context.ui.say(&told);
    Ok(written.is_change().then_some(told))
}

/// Checks every score before any is written.
fn changes<'a>(
    record: &'a EngagementRecord,
    pairs: &[Pair<'_>],
    notes: &[String],
    week: Week,
) -> Result<Vec<Change<'a>>, Failure> {
    let mut changes: Vec<Change<'a>> = Vec::new();
    for (name, text) in pairs {
        let goal = find_goal(record, name)?;
        if changes.iter().any(|change| change.goal.id == goal.id) {
            return Err(
                Failure::usage(format!("{} is scored twice", quoted(goal.id.as_str()))).help("nothing was written")
            );
        }
        changes.push(Change { goal, value: Some(value(goal, text)?), note: None });
    }
    for note in notes {
        let (name, text) = note.split_once('=').ok_or_else(|| {
            Failure::usage(format!("--note {} is not GOAL=TEXT", quoted(note))).help("nothing was written")
        })?;
        let goal = find_goal(record, name.trim())?;
        let text = Some(text.trim().to_owned());
        if let Some(change) = changes.iter_mut().find(|change| change.goal.id == goal.id) {
            change.note = text;
        } else if goal.scores.contains_key(&week) {
            changes.push(Change { goal, value: None, note: text });
        } else {
            let message = format!("{} has no score in {week} that a note could stand beside", quoted(goal.id.as_str()));
            return Err(Failure::refused(message)
                .help(format!("score it too: auxeng score {}=VALUE --note …", goal.id))
                .help("nothing was written"));
        }
    }
    Ok(changes)
}

fn nothing_to_score(record: &EngagementRecord, week: Week) -> Failure {
    let open: Vec<&Goal> = record.goals.iter().filter(|goal| goal.dropped.is_none()).collect();
    let Some(first) = open.first() else {
        return Failure::usage(format!("{} has no goals to score yet", record.engagement.id)).help(format!(
            "agree on one first: auxeng goal add \"Services covered\" --from 2 --to 14 -e {}",
            record.engagement.id
        ));
    };
    let failure = Failure::usage("name what to score: GOAL=VALUE");
    let unscored: Vec<&str> = unscored(record, week).iter().map(|goal| goal.id.as_str()).collect();
    let first = record.goals.iter().find(|goal| unscored.first() == Some(&goal.id.as_str())).unwrap_or(first);
    match unscored.as_slice() {
        [] => failure.help(format!("every goal is scored in {week}; naming one again corrects it")),
        unscored => failure.help(format!("not scored in {week}: {}", list(unscored))),
    }
    .help(format!("for example: auxeng score {}={} -e {}", first.id, example(first), record.engagement.id))
}

fn example(goal: &Goal) -> String {
    match &goal.measure {
        Measure::Metric { baseline, .. } => report::number(*baseline),
        Measure::Milestone => String::from("done"),
        Measure::Rating => String::from("60%"),
    }
}

/// `coverage: 10 in 2026-W47 (progress 0.67)`, or what a correction changed.
fn told(goal: &Goal, week: Week, before: Option<&Score>, value: Value) -> String {
    let progress = share(Progress::of(&goal.measure, value).share());
    let new = report::value(&goal.measure, value);
    match before {
        Some(before) if before.value != value => {
            let old = report::value(&goal.measure, before.value);
            format!("{}: corrected {week} from {old} to {new} (progress {progress})", goal.id)
        }
        _ => format!("{}: {new} in {week} (progress {progress})", goal.id),
    }
}
