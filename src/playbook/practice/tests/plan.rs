//! People, dates, and what is agreed before.

use super::{Change, Example, TODAY, changed, close, date, said};
use crate::model::{Agreement, EngagementKind, EngagementRecord, Proposal, Settings};

pub(super) const BEFORE: &str = "2026-10-01";
const FIRST_SUNDAY: &str = "2026-10-18";
const SECOND_MONDAY: &str = "2026-10-19";

pub(super) const NO_ADVISOR: Change = |record| record.engagement.advisor = None;
pub(super) const ALONE: Change = |record| record.engagement.engineers.truncate(1);
pub(super) const SMALL: Change = |record| record.engagement.people.truncate(4);
pub(super) const FIVE_WEEKS: Change = |record| record.engagement.end = date("2026-11-13");
pub(super) const FOURTEEN_WEEKS: Change = |record| record.engagement.end = date("2027-01-11");
pub(super) const NO_KICKOFF: Change = |record| record.engagement.kickoff = None;
pub(super) const EARLY_ADOPTER: Change = |record| record.engagement.kind = Some(EngagementKind::EarlyAdopter);
pub(super) const DEBUG: Change = |record| record.engagement.kind = Some(EngagementKind::Debug);
pub(super) const PROPOSED: Change = |record| {
    let id = record.engagement.id.clone();
    record.proposal = Some(Proposal::new(id, String::from("Contract tests"), date("2026-09-01")));
};

fn agreed(record: &mut EngagementRecord, names: &[&str]) {
    let agreement = |name: &&str| {
        let (id, person) = (name.to_lowercase().parse().unwrap(), name.parse().unwrap());
        Agreement { id, person, date: date(BEFORE), note: None }
    };
    record.agreements = names.iter().map(agreement).collect();
}

pub(super) const EXAMPLES: &[Example] = &[
    ("no-advisor", |_| {}, BEFORE, &[]),
    ("no-advisor", NO_ADVISOR, BEFORE, &["nobody is the advisor"]),
    ("no-advisor", NO_ADVISOR, TODAY, &["nobody is the advisor"]),
    (
        "no-advisor",
        |record| {
            record.engagement.advisor = None;
            close(record, TODAY);
        },
        TODAY,
        &[],
    ),
    ("engineer-is-advisor", |_| {}, TODAY, &[]),
    (
        "engineer-is-advisor",
        |record| {
            record.engagement.engineers = vec!["Ana <ana@example.org>".parse().unwrap()];
            record.engagement.advisor = Some("ana <a.duarte@example.org>".parse().unwrap());
        },
        TODAY,
        &["ana is named as engineer and as advisor"],
    ),
    ("no-engineer", ALONE, TODAY, &[]),
    ("no-engineer", |record| record.engagement.engineers.clear(), TODAY, &["nobody is named as engineer"]),
    ("lone-engineer", |_| {}, BEFORE, &[]),
    ("lone-engineer", |record| record.engagement.engineers.clear(), BEFORE, &[]),
    ("lone-engineer", ALONE, FIRST_SUNDAY, &["1 engineer works with the host, and 2 are better"]),
    ("lone-engineer", ALONE, SECOND_MONDAY, &[]),
    ("small-host", |_| {}, BEFORE, &[]),
    ("small-host", SMALL, BEFORE, &["4 of the host are named; a team of fewer than 5 is a risk"]),
    ("small-host", SMALL, SECOND_MONDAY, &[]),
    ("small-host", |record| record.engagement.people.truncate(1), BEFORE, &[]),
    ("small-host", |record| record.engagement.people.clear(), BEFORE, &[]),
    (
        "small-host",
        |record| record.engagement.people[0] = "Mira".parse().unwrap(),
        BEFORE,
        &["4 of the host are named; a team of fewer than 5 is a risk"],
    ),
    ("too-long", |record| record.engagement.end = date("2027-01-10"), TODAY, &[]),
    ("too-long", FOURTEEN_WEEKS, TODAY, &["planned for 14 weeks, more than a quarter"]),
    (
        "too-long",
        |record| {
            record.engagement.end = date("2027-01-11");
            close(record, "2026-11-19");
        },
        TODAY,
        &[],
    ),
    ("too-short", |record| record.engagement.end = date("2026-11-20"), BEFORE, &[]),
    ("too-short", FIVE_WEEKS, BEFORE, &["planned for 5 weeks, too few for a practice to spread"]),
    ("too-short", FIVE_WEEKS, SECOND_MONDAY, &[]),
    (
        "too-short",
        |record| {
            record.engagement.end = date("2026-11-13");
            record.engagement.kind = Some(EngagementKind::Debug);
        },
        BEFORE,
        &[],
    ),
    ("off-quarter", |_| {}, BEFORE, &[]),
    ("off-quarter", |record| record.engagement.end = date("2027-01-14"), BEFORE, &[]),
    (
        "off-quarter",
        |record| {
            record.engagement.start = date("2026-11-16");
            record.engagement.end = date("2027-01-22");
        },
        BEFORE,
        &["it lies across two quarters: 46 days in 2026-Q4, 22 after it"],
    ),
    ("no-kickoff", |_| {}, FIRST_SUNDAY, &[]),
    ("no-kickoff", NO_KICKOFF, "2026-10-11", &[]),
    ("no-kickoff", NO_KICKOFF, "2026-10-12", &["no kick-off meeting is recorded"]),
    ("no-kickoff", NO_KICKOFF, "2026-10-26", &[]),
    ("late-kickoff", |record| record.engagement.kickoff = Some(date(FIRST_SUNDAY)), BEFORE, &[]),
    (
        "late-kickoff",
        |record| record.engagement.kickoff = Some(date(SECOND_MONDAY)),
        BEFORE,
        &["the kick-off is on 19 October, after the first week"],
    ),
    ("no-agreement", |_| {}, BEFORE, &[]),
    ("no-agreement", PROPOSED, BEFORE, &["nobody of the host has agreed to what is expected"]),
    (
        "no-agreement",
        |record| {
            PROPOSED(record);
            agreed(record, &["ana", "Hana"]);
        },
        BEFORE,
        &[],
    ),
    (
        "no-agreement",
        |record| {
            PROPOSED(record);
            agreed(record, &["ana", "Mira"]);
        },
        BEFORE,
        &["nobody of the host has agreed to what is expected"],
    ),
    ("no-agreement", PROPOSED, "2026-10-26", &[]),
    ("no-desired-outcome", |_| {}, BEFORE, &[]),
    ("no-desired-outcome", EARLY_ADOPTER, BEFORE, &["what the early adopter hopes for is not recorded"]),
    (
        "no-desired-outcome",
        |record| {
            EARLY_ADOPTER(record);
            record.engagement.desired_outcome = Some(String::from("Nobody watches a release"));
        },
        BEFORE,
        &[],
    ),
    ("no-symptom", |_| {}, BEFORE, &[]),
    ("no-symptom", DEBUG, BEFORE, &["neither the symptom nor its metric is recorded"]),
    (
        "no-symptom",
        |record| {
            DEBUG(record);
            record.engagement.symptom = Some(String::from("Commits grow"));
        },
        BEFORE,
        &["the metric of the symptom is not recorded"],
    ),
    (
        "no-symptom",
        |record| {
            DEBUG(record);
            record.engagement.symptom = Some(String::from("Commits grow"));
            record.engagement.symptom_metric = Some(String::from("Lines in a commit"));
        },
        BEFORE,
        &[],
    ),
];

#[test]
fn an_engagement_is_to_be_shortened_while_that_can_be_done() {
    let help = |today| said("too-long", &changed(FOURTEEN_WEEKS), &Settings::default(), today)[0].help.clone();
    for today in [BEFORE, FIRST_SUNDAY] {
        assert_eq!(help(today), "shorten it: auxeng edit --weeks 10 -e checkout");
    }
    for today in [SECOND_MONDAY, "2027-01-11"] {
        assert!(!help(today).contains("--weeks"), "{}", help(today));
    }
    let tight = super::laws::tuned("too-long", None, &[("weeks", 8)]);
    let found = said("too-long", &changed(FOURTEEN_WEEKS), &tight, BEFORE);
    assert_eq!(found[0].help, "shorten it: auxeng edit --weeks 8 -e checkout", "what is advised keeps the rule");
}
