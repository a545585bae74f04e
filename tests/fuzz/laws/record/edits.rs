//! What a command could change in a record.

use auxeng::model::{
    About, Close, Dropped, Engagement, EngagementKind, FailureMode, FollowUp, Goal, GoalKind, Handover, Measure, Note,
    OutOfTen, Person, ProjectRetro, Replacement, Retro, Score, Slug, Takeaway, Task, TimeSplit, Value, Week,
    WeeklyRetro, WorkDay, is_recordable,
};
use chrono::{Days, NaiveDate};

use super::Record;
use super::lifecycle::{edit_agreement, edit_champion, edit_check_in, edit_feedback, edit_proposal, edit_vote};

/// What an edit does to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// All that was there stays.
    Adds,
    /// Something else stands where something stood.
    Changes,
    /// Something that was there goes, with all that belongs to it.
    Removes,
}

/// Changes `record` in the way that `choice` says, with `words` where there is something to be said.
pub(super) fn edit(record: &mut Record, choice: u8, words: &str) -> Effect {
    let words = if words.is_empty() { "Pair" } else { words };
    match record {
        Record::Engagement(engagement) => edit_engagement(engagement, choice, words),
        Record::Goal(goal) => edit_goal(goal, choice, words),
        Record::Retro(retro) => edit_retro(retro, choice, words),
        Record::Project(retro) => edit_project_retro(retro, choice, words),
        Record::Round(round) if round.responses.is_empty() => {
            let effect = if round.asked.is_none() { Effect::Adds } else { Effect::Changes };
            round.asked = Some(u32::from(choice));
            effect
        }
        Record::Feedback(feedback) => edit_feedback(feedback, choice, words),
        Record::Champion(champion) => edit_champion(champion, choice, words),
        Record::CheckIn(held) => edit_check_in(held, choice, words),
        Record::Proposal(proposal) => edit_proposal(proposal, choice, words),
        Record::Vote(vote) => edit_vote(vote, choice, words),
        Record::Agreement(agreement) => edit_agreement(agreement, choice, words),
        Record::Milestone(_) | Record::Settings(_) | Record::Round(_) => Effect::Adds,
    }
}

fn edit_engagement(engagement: &mut Engagement, choice: u8, words: &str) -> Effect {
    match choice % 14 {
        1 => words.clone_into(&mut engagement.title),
        2 => engagement.end = later(engagement.end),
        3 => {
            let ana = || Person { name: String::from("Ana"), email: Some(String::from("ana@example.org")) };
            engagement.people.push(words.parse().unwrap_or_else(|_| ana()));
            return Effect::Adds;
        }
        4 => {
            let close = Close { date: engagement.start, outcome: Some(words.to_owned()), early: true, reason: None };
            return toggle(&mut engagement.close, close);
        }
        5 => return toggle(&mut engagement.practice, words.to_owned()),
        6 => {
            engagement.people.pop();
            engagement.engineers.reverse();
            return Effect::Removes;
        }
        7 => {
            engagement.kind = Some(EngagementKind::Debug);
            engagement.mvp_in_production = Some(engagement.start);
        }
        8 => return toggle(&mut engagement.symptom, words.to_owned()),
        9 => engagement.rituals.insert(0, words.to_owned()),
        10 => {
            let replaced = Replacement { by: words.to_owned(), because: words.to_owned() };
            let agreed = WeeklyRetro { day: Some(WorkDay::Friday), time: None, replaced: Some(replaced) };
            return toggle(&mut engagement.weekly_retro, agreed);
        }
        11 => engagement.handover.push(Handover { what: words.to_owned(), who: words.to_owned(), note: None }),
        12 => {
            engagement.rituals.pop();
            engagement.handover.reverse();
            return Effect::Removes;
        }
        13 => engagement.kickoff = Some(engagement.start),
        _ => return Effect::Adds,
    }
    Effect::Changes
}

fn edit_goal(goal: &mut Goal, choice: u8, words: &str) -> Effect {
    let value = |number| match goal.measure {
        Measure::Milestone => Value::Done(true),
        Measure::Rating | Measure::Metric { .. } => Value::Number(number),
    };
    let said = |number| Score { value: value(number), note: Some(words.to_owned()) };
    match choice % 10 {
        1 => words.clone_into(&mut goal.title),
        2 => {
            let week = week().plus(i64::from(choice));
            let is_new = !goal.scores.contains_key(&week);
            let score = said(0.5);
            goal.scores.insert(week, score);
            return if is_new { Effect::Adds } else { Effect::Changes };
        }
        3 => {
            let score = said(0.25);
            if let Some(mut last) = goal.scores.last_entry() {
                last.insert(score);
            }
        }
        4 => {
            if let Some(mut first) = goal.scores.first_entry() {
                first.get_mut().note = None;
            }
        }
        5 => return toggle(&mut goal.dropped, Dropped { date: day(), reason: Some(words.to_owned()) }),
        6 => return toggle(&mut goal.why, words.to_owned()),
        7 => {
            goal.weight = 2.5;
            goal.kind = GoalKind::Business;
        }
        8 => goal.mvp = !goal.mvp,
        9 => {
            if let Measure::Metric { baseline, target, unit } = &mut goal.measure {
                *unit = Some(words.to_owned());
                if Measure::is_distance(*baseline, *target + 1.0) {
                    *target += 1.0;
                }
            }
        }
        _ => return Effect::Adds,
    }
    // A weight of 1 and a flag that is not set are left out, and with them what stands above.
    if choice % 10 == 8 { Effect::Removes } else { Effect::Changes }
}

fn edit_retro(retro: &mut Retro, choice: u8, words: &str) -> Effect {
    match choice % 16 {
        1 => retro.went_well.push(words.to_owned()),
        2 => retro.went_poorly.insert(0, words.to_owned()),
        3 => {
            let id = free(&retro.next, words);
            retro.next.push(Task { id, text: words.to_owned(), owner: Some(words.to_owned()) });
        }
        4 => {
            let id = free(&retro.blockers, words);
            retro.blockers.insert(0, Task { id, text: words.to_owned(), owner: None });
        }
        5 => retro.notes.push(Note { title: Some(words.to_owned()), text: words.to_owned() }),
        6 => retro.failure_modes.push(FailureMode::BadHabits),
        7 => retro.done.push(slug(words)),
        8 => {
            retro.minutes = Some(u32::from(choice));
            retro.date = Some(week().friday());
            retro.asked_for_negative = Some(true);
            return Effect::Changes;
        }
        9 => {
            let was = retro.time;
            retro.time = TimeSplit::new(3.0, 1.5, 1.0);
            return if was.is_none() { Effect::Adds } else { Effect::Changes };
        }
        10 => {
            for task in &mut retro.next {
                task.owner = Some(words.to_owned());
            }
            return Effect::Changes;
        }
        11 => {
            retro.next.reverse();
            retro.notes.reverse();
            return Effect::Removes;
        }
        12 => {
            retro.next.pop();
            retro.present.clear();
            retro.time = None;
            return Effect::Removes;
        }
        13 => {
            if let Some(first) = retro.went_well.first_mut() {
                words.clone_into(first);
            }
            return Effect::Removes;
        }
        14 => {
            retro.satisfaction = OutOfTen::new(i64::from(choice % 11));
            return Effect::Changes;
        }
        15 => {
            retro.time = TimeSplit::in_parts([2.0, 1.0, 1.0], Some(0.5), None);
            return Effect::Removes;
        }
        _ => {}
    }
    Effect::Adds
}

fn edit_project_retro(retro: &mut ProjectRetro, choice: u8, words: &str) -> Effect {
    let text = words.to_owned();
    match choice % 8 {
        1 => retro.went_well.insert(0, text),
        2 => retro.next.push(FollowUp { text, owner: Some(words.to_owned()) }),
        3 => retro.takeaways.insert(0, Takeaway { text, about: About::Engagements }),
        4 => retro.notes.push(Note { title: None, text }),
        5 => {
            retro.takeaways.reverse();
            retro.next.clear();
            return Effect::Removes;
        }
        6 => {
            retro.minutes = Some(u32::from(choice));
            retro.notes_sent = Some(day());
            return Effect::Changes;
        }
        7 => {
            retro.went_poorly.clear();
            return Effect::Removes;
        }
        _ => {}
    }
    Effect::Adds
}

/// Sets what is not set, else takes it away.
pub(super) fn toggle<T>(field: &mut Option<T>, value: T) -> Effect {
    let was = field.take();
    if was.is_some() {
        return Effect::Removes;
    }
    *field = Some(value);
    Effect::Adds
}

/// An id that none of `tasks` has.
fn free(tasks: &[Task], words: &str) -> Slug {
    let id = slug(words);
    let is_free = |id: &Slug| tasks.iter().all(|task| task.id != *id);
    let mut ids = std::iter::once(id.clone()).chain((2..).map(|number| id.numbered(number)));
    ids.find(is_free).unwrap_or(id)
}

fn slug(words: &str) -> Slug {
    Slug::from_title(words).unwrap_or_else(|| "task".parse().unwrap())
}

fn later(date: NaiveDate) -> NaiveDate {
    date.checked_add_days(Days::new(7)).filter(|date| is_recordable(*date)).unwrap_or(date)
}

pub(super) fn day() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

fn week() -> Week {
    Week::of(day())
}

/// An engagement of which nothing more is known than must be.
pub(super) fn engagement(id: &Slug) -> Engagement {
    Engagement::new(id.clone(), String::from("T"), day(), later(day()))
}

/// A goal without scores.
pub(super) fn goal() -> Goal {
    Goal {
        id: "g".parse().unwrap(),
        title: String::from("G"),
        why: None,
        kind: GoalKind::Diffusion,
        measure: Measure::Rating,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: std::collections::BTreeMap::new(),
    }
}

/// A project retro in which nothing has been said.
pub(super) fn project_retro() -> ProjectRetro {
    ProjectRetro::new(day())
}
