//! Scoring at the terminal: one goal after the other, each recorded as it is given.

use super::{changes, nothing_to_score, scored, write};
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::cli::meeting::{ScoreSaid, ask_score};
use crate::cli::weeks::check_week;
use crate::metrics::unscored;
use crate::model::{Slug, Week};
use crate::store::{Detail, Store};
use crate::text::{Role, clean, count};
use crate::ui::prompt::{Answer, Ask, Stop};

/// Asks for the value of every goal that is not scored in `week`.
pub(super) fn run(
    context: &Context,
    store: &Store,
    id: &Slug,
    week: Week,
    asker: &mut dyn Ask,
) -> anyhow::Result<ExitStatus> {
    let record = context.read_sound(store, id, Detail::GOALS)?;
    check_week(context, &record.engagement, week)?;
    let mut goals = unscored(&record, week);
    goals.sort_by_key(|goal| goal.kind);
    if goals.is_empty() {
        return Err(nothing_to_score(&record, week).into());
    }
    let title = clean(&record.engagement.title).into_owned();
    asker.tell(&format!("{}: {} to score in {week}", Role::Heading.paint(title), count(goals.len(), "goal")));
    let mut said: Vec<Option<ScoreSaid>> = vec![None; goals.len()];
    let mut at = 0;
    while let (Some(goal), Some(before)) = (goals.get(at), said.get_mut(at)) {
        match ask_score(asker, context.layout(), goal, week, before.as_ref()) {
            Ok(Answer::Said(score)) => {
                record_one(context, store, id, goal.id.as_str(), &score, week)?;
                *before = Some(score);
                at = at.saturating_add(1);
            }
            Ok(Answer::Open) => at = at.saturating_add(1),
            Ok(Answer::Back) => at = at.saturating_sub(1),
            Ok(Answer::On) => break,
            Err(Stop::Left) => {
                context.ui.say("Stopped. What was scored is recorded.");
                return Ok(ExitStatus::Stopped);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(ExitStatus::Done)
}

fn record_one(
    context: &Context,
    store: &Store,
    id: &Slug,
    goal: &str,
    score: &ScoreSaid,
    week: Week,
) -> anyhow::Result<()> {
    let lock = context.lock(store)?;
    let record = context.read_goals_for_change(store, id, &[goal], &lock)?;
    let notes: Vec<String> = score.note.iter().map(|note| format!("{goal}={note}")).collect();
    let changes = changes(&record, &[(goal, score.value.as_str())], &notes, week)?;
    let told = write(context, store, &lock, id, &changes, week)?;
    context.commit(store, &lock, &scored(&record.engagement, week).lines(told));
    Ok(())
}
