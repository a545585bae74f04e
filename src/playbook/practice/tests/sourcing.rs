//! What comes before an engagement.

use super::{date, laws};
use crate::model::{Proposal, ProposalRecord, RuleSeverity, Ruling, Settings, Slug, Thumb, Verdict, Vote};
use crate::playbook::practice::review_proposal;

type Change = fn(&mut ProposalRecord);

/// Of a proposal of 2 November changed so, on that day, the rule says that, or nothing.
pub(super) type Example = (&'static str, Change, &'static str, &'static [&'static str]);

const PAGE: &str = "# Flags\n\n## Problem\n\nNights of watching\n\n## Wish list\n\n- Off without a release\n\n\
                    ## Business goals\n\n- No night\n\n## Technical goals\n\n- Nine of ten\n";

fn vote(voter: &str, points: i64) -> Vote {
    let [business, technical, team] = [points, points, points].map(|points| Thumb::new(points).unwrap());
    let id: Slug = voter.to_lowercase().parse().unwrap();
    Vote { id, voter: voter.parse().unwrap(), date: date("2026-11-05"), business, technical, team, reason: None }
}

fn decided(record: &mut ProposalRecord, verdict: Verdict) {
    record.proposal.decision = Some(Ruling { date: date("2026-11-10"), verdict });
}

const ACCEPTED: Change = |record| decided(record, Verdict::Accepted { reason: None });
const DECLINED: Change = |record| decided(record, Verdict::Declined { reason: String::from("no time") });
const NO_VOTES: Change = |record| record.votes.clear();
const ONE_VOTE: Change = |record| record.votes.truncate(1);
const SPLIT: Change = |record| record.votes[1] = vote("Samir", 0);
const NO_PAGE: Change = |record| record.one_pager = None;

const WEEK_ON: &str = "2026-11-09";

pub(super) const EXAMPLES: &[Example] = &[
    ("no-contact", |_| {}, WEEK_ON, &[]),
    ("no-contact", |record| record.proposal.contact = None, WEEK_ON, &["nobody is named who speaks for the host"]),
    (
        "no-contact",
        |record| {
            DECLINED(record);
            record.proposal.contact = None;
        },
        "2026-11-10",
        &[],
    ),
    ("incomplete-one-pager", |_| {}, WEEK_ON, &[]),
    ("incomplete-one-pager", NO_PAGE, "2026-11-08", &[]),
    (
        "incomplete-one-pager",
        NO_PAGE,
        WEEK_ON,
        &["the one-pager lacks the problem, the wish list, the business goals and the technical goals"],
    ),
    (
        "incomplete-one-pager",
        |record| record.one_pager = Some(PAGE.replace("- No night", "")),
        WEEK_ON,
        &["the one-pager lacks the business goals"],
    ),
    ("no-votes", |_| {}, WEEK_ON, &[]),
    ("no-votes", NO_VOTES, "2026-11-08", &[]),
    ("no-votes", NO_VOTES, WEEK_ON, &["nobody has voted in 7 days"]),
    ("few-votes", ONE_VOTE, "2026-11-15", &[]),
    ("few-votes", ONE_VOTE, "2026-11-16", &["1 has voted, and 2 are wanted"]),
    (
        "few-votes",
        |record| {
            ACCEPTED(record);
            record.votes.truncate(1);
        },
        "2026-11-10",
        &["1 has voted, and 2 are wanted"],
    ),
    ("few-votes", |_| {}, "2026-11-16", &[]),
    ("few-votes", NO_VOTES, "2026-11-16", &[]),
    ("split-votes", |_| {}, WEEK_ON, &[]),
    ("split-votes", SPLIT, WEEK_ON, &["the votes reach from 0 to 6 of 6 points"]),
    (
        "split-votes",
        |record| {
            SPLIT(record);
            ACCEPTED(record);
        },
        "2026-11-10",
        &[],
    ),
    ("undecided", |_| {}, "2026-11-29", &[]),
    ("undecided", |_| {}, "2026-11-30", &["waiting for a decision for 28 days"]),
    ("undecided", DECLINED, "2026-11-30", &[]),
    ("not-opened", ACCEPTED, "2026-12-07", &[]),
    ("not-opened", ACCEPTED, "2026-12-08", &["accepted 28 days ago, and not opened"]),
    (
        "not-opened",
        |record| {
            ACCEPTED(record);
            record.is_opened = true;
        },
        "2026-12-08",
        &[],
    ),
];

/// A rule, its number, a value that breaks it, one that keeps it, the record and the day.
pub(super) const EDGES: &[(&str, &str, i64, i64, Change, &str)] = &[
    ("incomplete-one-pager", "days", 7, 8, NO_PAGE, WEEK_ON),
    ("no-votes", "days", 7, 8, NO_VOTES, WEEK_ON),
    ("few-votes", "votes", 2, 1, ONE_VOTE, "2026-11-16"),
    ("few-votes", "days", 14, 15, ONE_VOTE, "2026-11-16"),
    ("split-votes", "points", 3, 4, |record| record.votes[1] = vote("Samir", 1), WEEK_ON),
    ("undecided", "days", 28, 29, |_| {}, "2026-11-30"),
    ("not-opened", "days", 28, 29, ACCEPTED, "2026-12-08"),
];

/// A proposal about which there is nothing to say a week after it was made.
fn sound() -> ProposalRecord {
    let proposal = Proposal::new("basket".parse().unwrap(), String::from("Flags for Basket"), date("2026-11-02"));
    ProposalRecord {
        votes: vec![vote("Mira", 2), vote("Samir", 2)],
        one_pager: Some(String::from(PAGE)),
        ..ProposalRecord::new(Proposal { contact: Some("Rosa".parse().unwrap()), ..proposal })
    }
}

fn said(rule: &str, change: Change, settings: &Settings, today: &str) -> Vec<String> {
    let mut record = sound();
    change(&mut record);
    let found = review_proposal(&record, settings, date(today)).into_iter().filter(|found| found.rule.id == rule);
    found
        .map(|found| {
            assert!(found.help.contains("auxeng ") && found.help.contains(" basket"), "{rule}: {}", found.help);
            found.message
        })
        .collect()
}

#[test]
fn each_example_says_what_it_says() {
    for (rule, change, today, expected) in EXAMPLES {
        assert_eq!(said(rule, *change, &Settings::default(), today), *expected, "{rule}, {today}");
        let off = laws::tuned(crate::playbook::rule(rule).unwrap().id, Some(RuleSeverity::Off), &[]);
        assert_eq!(said(rule, *change, &off, today), [""; 0], "{rule}, silenced");
    }
    assert_eq!(review_proposal(&sound(), &Settings::default(), date(WEEK_ON)), []);
}

#[test]
fn each_number_moves_the_edge_of_its_rule() {
    for (rule, number, breaks, keeps, change, today) in EDGES {
        let with = |value| said(rule, *change, &laws::tuned(rule, None, &[(number, value)]), today).len();
        assert_eq!((with(*breaks), with(*keeps)), (1, 0), "{number} of {rule}");
    }
}

#[test]
fn one_has_voted_and_two_have() {
    let told = |change| said("few-votes", change, &laws::tuned("few-votes", None, &[("votes", 3)]), "2026-11-16");
    assert_eq!(told(ONE_VOTE), ["1 has voted, and 3 are wanted"]);
    assert_eq!(told(|_| {}), ["2 have voted, and 3 are wanted"]);
}
