//! Records around the weeks of an engagement as they might be.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::{collection, option, sample};

use super::super::arbitrary::{date, kind, person, slug, text, texts};
use crate::model::{
    Agreement, Answer, Champion, CheckIn, Decision, Feedback, FeedbackId, FeedbackKind, Link, Minutes, OutOfTen,
    Person, Proposal, Raised, Ruling, Shipped, Slug, SteppedBack, Talk, Thumb, Verdict, Vote, Withdrawn,
};
use crate::store::decode::SOMEBODY;

/// Feedback called `id` that says little.
pub(super) fn feedback_of(id: &str) -> Feedback {
    Feedback::new(id.parse().unwrap(), String::from("T"), FeedbackKind::Idea)
}

fn link() -> impl Strategy<Value = Link> {
    "https?://[a-z]{1,8}\\.example\\.org(/[a-z0-9?&=#%'é-]{0,12})?".prop_filter_map("no link", |text| text.parse().ok())
}

fn minutes() -> impl Strategy<Value = Option<Minutes>> {
    option::of(prop_oneof![(0..1000_i32).prop_map(f64::from), 0.0..1e6_f64])
        .prop_map(|minutes| minutes.and_then(Minutes::new))
}

fn day_from(first: NaiveDate) -> impl Strategy<Value = NaiveDate> {
    (0..400_u64).prop_map(move |days| first + chrono::Days::new(days))
}

/// What became of feedback, step by step.
type Steps = (Option<Raised>, Option<Decision>, Option<Shipped>, Option<NaiveDate>, Option<Withdrawn>);

fn steps(met: NaiveDate) -> impl Strategy<Value = Steps> {
    let raised = (day_from(met), option::of(link())).prop_map(|(date, link)| Raised { date, link });
    let decision = (day_from(met), any::<bool>(), option::of(text())).prop_map(|(date, accepted, reason)| Decision {
        date,
        accepted,
        reason,
    });
    let shipped = (day_from(met), option::of(link())).prop_map(|(date, link)| Shipped { date, link });
    let withdrawn = (day_from(met), option::of(text())).prop_map(|(date, reason)| Withdrawn { date, reason });
    (option::of(raised), option::of(decision), option::of(shipped), option::of(day_from(met)), option::of(withdrawn))
}

fn feedback_named(id: FeedbackId) -> impl Strategy<Value = Feedback> {
    let kind = sample::select(FeedbackKind::NAMES.map(|(_, kind)| kind).to_vec());
    let told = || option::of(text());
    let words = (text(), told(), told(), told(), told());
    (words, kind, minutes(), minutes(), texts(), steps(id.date)).prop_map(
        move |(
            (title, tool, expected, happened, by),
            kind,
            cost,
            saves,
            seen_at,
            (raised, decision, shipped, told, withdrawn),
        )| {
            let id = id.clone();
            Feedback {
                id,
                title,
                kind,
                tool,
                expected,
                happened,
                cost,
                saves,
                seen_at,
                by,
                raised,
                decision,
                shipped,
                told,
                withdrawn,
            }
        },
    )
}

fn feedback_id() -> impl Strategy<Value = FeedbackId> {
    (early_date(), slug()).prop_map(|(date, slug)| FeedbackId { date, slug })
}

pub(super) fn feedback() -> impl Strategy<Value = Feedback> {
    feedback_id().prop_flat_map(feedback_named)
}

/// Feedback before and after an edit.
pub(super) fn feedback_twice() -> impl Strategy<Value = (Feedback, Feedback)> {
    feedback_id().prop_flat_map(|id| (feedback_named(id.clone()), feedback_named(id)))
}

fn talk() -> impl Strategy<Value = Talk> {
    (option::of(0..=10_i64), option::of(0.0..=1.0_f64), option::of(text()))
        .prop_filter_map("it says something", |(sentiment, adoption, note)| {
            Talk::new(sentiment.and_then(OutOfTen::new), adoption, note)
        })
}

fn champion_of(person: Person) -> impl Strategy<Value = Champion> {
    let talks = collection::btree_map(date(), talk(), 0..5);
    let back = (date(), option::of(text())).prop_map(|(date, reason)| SteppedBack { date, reason });
    let every_weeks = option::of(1..=Champion::RAREST);
    (option::of(text()), every_weeks, talks, option::of(back)).prop_map(move |(cause, every_weeks, talks, back)| {
        let id = Slug::suggested(&person.name, SOMEBODY);
        Champion { id, person: person.clone(), cause, every_weeks, talks, stepped_back: back }
    })
}

pub(super) fn champion() -> impl Strategy<Value = Champion> {
    person().prop_flat_map(champion_of)
}

/// A champion before and after an edit.
pub(super) fn champions() -> impl Strategy<Value = (Champion, Champion)> {
    person().prop_flat_map(|person| (champion_of(person.clone()), champion_of(person)))
}

fn answer() -> impl Strategy<Value = Option<Answer>> {
    option::of(sample::select(Answer::NAMES.map(|(_, answer)| answer).to_vec()))
}

prop_compose! {
    pub(super) fn check_in()(
        date in date(),
        present in texts(),
        (comfortable, habits, dependent) in (answer(), answer(), answer()),
        (comfortable_note, habits_note) in (option::of(text()), option::of(text())),
        (dependent_note, note) in (option::of(text()), option::of(text())),
    ) -> CheckIn {
        CheckIn {
            date, present, comfortable, comfortable_note, habits, habits_note, dependent, dependent_note, note,
        }
    }
}

fn early_date() -> impl Strategy<Value = NaiveDate> {
    date().prop_map(|date| date.min(NaiveDate::from_ymd_opt(9990, 1, 1).unwrap()))
}

fn verdict() -> impl Strategy<Value = Verdict> {
    prop_oneof![
        option::of(text()).prop_map(|reason| Verdict::Accepted { reason }),
        text().prop_map(|reason| Verdict::Declined { reason }),
    ]
}

pub(super) fn proposal() -> impl Strategy<Value = Proposal> {
    let ruling = |proposed| (day_from(proposed), verdict()).prop_map(|(date, verdict)| Ruling { date, verdict });
    early_date().prop_flat_map(move |proposed| {
        let words = (slug(), text(), option::of(text()), option::of(text()));
        let more = (option::of(kind()), option::of(person()), option::of(ruling(proposed)));
        (words, more).prop_map(move |((id, title, host, practice), (kind, contact, decision))| Proposal {
            id,
            title,
            host,
            practice,
            kind,
            proposed,
            contact,
            decision,
        })
    })
}

fn thumb() -> impl Strategy<Value = Thumb> {
    (0..=2_i64).prop_map(|points| Thumb::new(points).unwrap())
}

fn vote_of(voter: Person) -> impl Strategy<Value = Vote> {
    (date(), thumb(), thumb(), thumb(), option::of(text())).prop_map(
        move |(date, business, technical, team, reason)| {
            let id = Slug::suggested(&voter.name, SOMEBODY);
            Vote { id, voter: voter.clone(), date, business, technical, team, reason }
        },
    )
}

/// A vote, and the same one cast again.
pub(super) fn votes() -> impl Strategy<Value = (Vote, Vote)> {
    person().prop_flat_map(|person| (vote_of(person.clone()), vote_of(person)))
}

fn agreement_of(person: Person) -> impl Strategy<Value = Agreement> {
    (date(), option::of(text())).prop_map(move |(date, note)| {
        let id = Slug::suggested(&person.name, SOMEBODY);
        Agreement { id, person: person.clone(), date, note }
    })
}

/// An agreement before and after an edit.
pub(super) fn agreements() -> impl Strategy<Value = (Agreement, Agreement)> {
    person().prop_flat_map(|person| (agreement_of(person.clone()), agreement_of(person)))
}
