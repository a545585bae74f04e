//! What a command could change in the records before, beside and after the weeks of an engagement.

use auxeng::model::{
    Agreement, Answer, Champion, CheckIn, Decision, EngagementKind, Feedback, FeedbackKind, Minutes, OutOfTen, Person,
    Proposal, Raised, Ruling, Shipped, SteppedBack, Talk, Thumb, Verdict, Vote, Withdrawn,
};
use chrono::Days;

use super::edits::{Effect, day, toggle};

pub(super) fn edit_feedback(feedback: &mut Feedback, choice: u8, words: &str) -> Effect {
    let met = feedback.id.date;
    let said = words.to_owned();
    match choice % 13 {
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
        12 => return toggle(&mut feedback.withdrawn, Withdrawn { date: met, reason: Some(said) }),
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

pub(super) fn edit_proposal(proposal: &mut Proposal, choice: u8, words: &str) -> Effect {
    let said = words.to_owned();
    let ruled = |verdict| Ruling { date: proposal.proposed, verdict };
    match choice % 7 {
        1 => proposal.title = said,
        2 => return toggle(&mut proposal.host, said),
        3 => {
            let verdict = ruled(Verdict::Accepted { reason: (choice > b'0').then_some(said) });
            return toggle(&mut proposal.decision, verdict);
        }
        4 => {
            let verdict = ruled(Verdict::Declined { reason: said });
            return toggle(&mut proposal.decision, verdict);
        }
        5 => return toggle(&mut proposal.contact, words.parse().unwrap_or_else(|_| somebody())),
        6 => {
            proposal.practice = None;
            proposal.kind = Some(EngagementKind::Debug);
            return Effect::Removes;
        }
        _ => return Effect::Adds,
    }
    Effect::Changes
}

pub(super) fn edit_vote(vote: &mut Vote, choice: u8, words: &str) -> Effect {
    match choice % 5 {
        1 => (vote.business, vote.technical, vote.team) = (Thumb::Up, Thumb::Sideways, Thumb::Down),
        2 => vote.date = day(),
        3 => return toggle(&mut vote.reason, words.to_owned()),
        4 => vote.voter.email = Some(String::from("ana@example.org")),
        _ => return Effect::Adds,
    }
    Effect::Changes
}

pub(super) fn edit_agreement(agreement: &mut Agreement, choice: u8, words: &str) -> Effect {
    match choice % 4 {
        1 => agreement.date = day(),
        2 => return toggle(&mut agreement.note, words.to_owned()),
        3 => agreement.person = somebody(),
        _ => return Effect::Adds,
    }
    Effect::Changes
}

/// Whom the files are about that are named after a person.
pub(super) fn somebody() -> Person {
    "Ana Duarte <ana@example.org>".parse().unwrap()
}

/// A vote in which nothing is seen.
pub(super) fn vote() -> Vote {
    let nothing = Thumb::Down;
    Vote {
        id: "ana-duarte".parse().unwrap(),
        voter: somebody(),
        date: day(),
        business: nothing,
        technical: nothing,
        team: nothing,
        reason: None,
    }
}

/// An agreement of which no more is known.
pub(super) fn agreement() -> Agreement {
    Agreement { id: "ana-duarte".parse().unwrap(), person: somebody(), date: day(), note: None }
}
