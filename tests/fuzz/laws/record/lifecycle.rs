//! What a command could change in the records around the weeks of an engagement.

use auxeng::model::{
    Answer, Champion, CheckIn, Decision, Feedback, FeedbackKind, Minutes, OutOfTen, Raised, Shipped, SteppedBack, Talk,
};
use chrono::Days;

use super::edits::{Effect, day, toggle};

pub(super) fn edit_feedback(feedback: &mut Feedback, choice: u8, words: &str) -> Effect {
    let met = feedback.id.date;
    let said = words.to_owned();
    match choice % 12 {
        1 => feedback.title = said,
        2 => return toggle(&mut feedback.tool, said),
        3 => return toggle(&mut feedback.happened, said),
        4 => feedback.cost = Minutes::new(f64::from(choice) / 8.0),
        5 => {
            feedback.seen_at.insert(0, said);
            return Effect::Adds;
        }
        6 => {
            feedback.seen_at.pop();
            feedback.by = None;
            return Effect::Removes;
        }
        7 => return toggle(&mut feedback.raised, Raised { date: met, link: words.parse().ok() }),
        8 => return toggle(&mut feedback.decision, Decision { date: met, accepted: true, reason: Some(said) }),
        9 => return toggle(&mut feedback.shipped, Shipped { date: met, link: "https://example.org/1".parse().ok() }),
        10 => return toggle(&mut feedback.told, met),
        11 => {
            if let Some(raised) = &mut feedback.raised {
                raised.date = raised.date.checked_add_days(Days::new(1)).unwrap_or(met);
            }
            if let Some(decision) = &mut feedback.decision {
                decision.accepted = !decision.accepted;
            }
            feedback.kind = FeedbackKind::Idea;
        }
        _ => return Effect::Adds,
    }
    Effect::Changes
}

/// Talks are only ever added or corrected.
pub(super) fn edit_champion(champion: &mut Champion, choice: u8, words: &str) -> Effect {
    let talk = |note: &str| Talk::new(OutOfTen::new(i64::from(choice % 10)), Some(0.5), Some(note.to_owned())).unwrap();
    match choice % 8 {
        1 => return toggle(&mut champion.cause, words.to_owned()),
        2 => champion.every_weeks = Some(u32::from(choice % 52).max(1)),
        3 => {
            let date = day().checked_add_days(Days::new(u64::from(choice))).unwrap();
            let was = champion.talks.insert(date, talk(words));
            return if was.is_none() { Effect::Adds } else { Effect::Changes };
        }
        4 => {
            if let Some(mut last) = champion.talks.last_entry() {
                last.insert(talk(words));
            }
        }
        5 => {
            if let Some(mut first) = champion.talks.first_entry() {
                first.insert(Talk::new(OutOfTen::new(7), None, None).unwrap());
            }
            return Effect::Removes;
        }
        6 => return toggle(&mut champion.stepped_back, SteppedBack { date: day(), reason: Some(words.to_owned()) }),
        7 => champion.person.email = Some(String::from("ana@example.org")),
        _ => return Effect::Adds,
    }
    Effect::Changes
}

pub(super) fn edit_check_in(held: &mut CheckIn, choice: u8, words: &str) -> Effect {
    let said = words.to_owned();
    match choice % 7 {
        1 => held.present.insert(0, said),
        2 => return toggle(&mut held.comfortable, Answer::Partly),
        3 => return toggle(&mut held.habits_note, said),
        4 => {
            held.dependent = Some(Answer::No);
            held.dependent_note = Some(said);
            return Effect::Changes;
        }
        5 => {
            held.present.clear();
            held.habits = None;
            return Effect::Removes;
        }
        6 => return toggle(&mut held.note, said),
        _ => {}
    }
    Effect::Adds
}
