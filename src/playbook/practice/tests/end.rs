//! The end, and what comes after it.

use super::{Change, Example, TODAY, close, date, end_early};
use crate::model::{About, EngagementRecord, Handover, NpsScore, ProjectRetro, Response, Round, Takeaway};

pub(super) const WEEK_AFTER: &str = "2026-12-25";
pub(super) const CLOSED: Change = |record| close(record, "2026-12-18");
const THREE_MONTHS: &[&str] = &["three-month check-in was due on 18 March"];

pub(super) fn answered(record: &mut EngagementRecord, answers: usize, asked: Option<u32>) {
    let response = Response { score: NpsScore::new(9).unwrap(), why: None, role: None };
    let round = Round { date: date("2026-12-11"), question: None, asked, responses: vec![response; answers] };
    record.round_dates = vec![round.date];
    record.rounds = vec![round];
}

pub(super) fn looked_back(record: &mut EngagementRecord, takeaways: &[About]) {
    let takeaway = |about: &About| Takeaway { text: String::from("Ask earlier"), about: *about };
    let takeaways = takeaways.iter().map(takeaway).collect();
    record.project_retro = Some(ProjectRetro { takeaways, ..ProjectRetro::new(date("2026-12-18")) });
    record.has_project_retro = true;
}

pub(super) fn checked_in(record: &mut EngagementRecord, day: &str) {
    CLOSED(record);
    record.check_in_dates = vec![date(day)];
}

pub(super) const EXAMPLES: &[Example] = &[
    ("past-end", |_| {}, "2026-12-18", &[]),
    ("past-end", |_| {}, "2026-12-19", &["ended 1 day ago and is not closed"]),
    ("past-end", CLOSED, "2027-01-10", &[]),
    ("no-project-retro", |_| {}, "2026-12-24", &[]),
    ("no-project-retro", |_| {}, WEEK_AFTER, &["no project retro 7 days after the end"]),
    ("no-project-retro", |record| record.has_project_retro = true, WEEK_AFTER, &[]),
    ("no-project-retro", |_| {}, "2027-03-18", &["no project retro 90 days after the end"]),
    ("no-project-retro", |_| {}, "2027-03-19", &[]),
    ("no-project-retro", |record| close(record, "2026-11-13"), TODAY, &["no project retro 7 days after the end"]),
    ("no-project-retro", |record| close(record, "2026-11-14"), TODAY, &[]),
    ("one-sided-takeaways", |_| {}, WEEK_AFTER, &[]),
    ("one-sided-takeaways", |record| looked_back(record, &[About::Engagement, About::Engagements]), WEEK_AFTER, &[]),
    (
        "one-sided-takeaways",
        |record| looked_back(record, &[About::Engagement]),
        WEEK_AFTER,
        &["the project retro has not taken away anything about engagements in general"],
    ),
    (
        "one-sided-takeaways",
        |record| looked_back(record, &[About::Engagements]),
        WEEK_AFTER,
        &["the project retro has not taken away anything about this engagement"],
    ),
    (
        "one-sided-takeaways",
        |record| looked_back(record, &[]),
        WEEK_AFTER,
        &["the project retro has not taken away anything"],
    ),
    ("one-sided-takeaways", |record| looked_back(record, &[]), "2027-03-19", &[]),
    ("project-notes-not-sent", |record| looked_back(record, &[]), "2026-12-20", &[]),
    (
        "project-notes-not-sent",
        |record| looked_back(record, &[]),
        "2026-12-21",
        &["the notes of the project retro are not sent after 3 days"],
    ),
    (
        "project-notes-not-sent",
        |record| {
            looked_back(record, &[]);
            record.project_retro.as_mut().unwrap().notes_sent = Some(date("2026-12-19"));
        },
        "2026-12-21",
        &[],
    ),
    ("no-nps", |_| {}, "2026-12-24", &[]),
    ("no-nps", |_| {}, WEEK_AFTER, &["no NPS answer 7 days after the end"]),
    ("no-nps", |record| answered(record, 1, None), WEEK_AFTER, &[]),
    (
        "no-nps",
        |record| record.round_dates = vec![date("2026-11-19")],
        WEEK_AFTER,
        &["no NPS answer 7 days after the end"],
    ),
    ("no-nps", |record| record.round_dates = vec![date("2026-11-20")], WEEK_AFTER, &[]),
    ("no-nps", |record| record.round_dates = ["2026-11-02", "2026-12-21"].map(date).to_vec(), WEEK_AFTER, &[]),
    ("no-nps", |_| {}, "2027-03-18", &["no NPS answer 90 days after the end"]),
    ("no-nps", |_| {}, "2027-03-19", &[]),
    ("no-nps", |record| close(record, "2026-11-13"), TODAY, &["no NPS answer 7 days after the end"]),
    ("few-answers", |record| answered(record, 2, Some(5)), "2026-12-24", &[]),
    ("few-answers", |record| answered(record, 2, Some(5)), WEEK_AFTER, &["2 of 5 have answered the survey"]),
    ("few-answers", |record| answered(record, 3, Some(6)), WEEK_AFTER, &[]),
    ("few-answers", |record| answered(record, 1, None), WEEK_AFTER, &[]),
    ("no-handover", |_| {}, "2026-12-18", &[]),
    ("no-handover", |_| {}, "2026-12-19", &["nobody is recorded as maintaining what was built"]),
    (
        "no-handover",
        |record| {
            let handover = Handover { what: String::from("The gate"), who: String::from("Hana"), note: None };
            record.engagement.handover = vec![handover];
        },
        "2026-12-19",
        &[],
    ),
    ("no-handover", |record| end_early(record, "2026-11-19"), TODAY, &[]),
    ("no-outcome", |_| {}, "2026-12-19", &[]),
    ("no-outcome", CLOSED, "2026-12-19", &[]),
    (
        "no-outcome",
        |record| {
            CLOSED(record);
            record.engagement.close.as_mut().unwrap().outcome = None;
        },
        "2026-12-19",
        &["what came of it is not recorded"],
    ),
    ("check-in-due", CLOSED, "2027-03-17", &[]),
    ("check-in-due", CLOSED, "2027-03-18", THREE_MONTHS),
    ("check-in-due", CLOSED, "2027-04-26", THREE_MONTHS),
    ("check-in-due", CLOSED, "2027-04-27", &[]),
    (
        "check-in-due",
        |record| {
            CLOSED(record);
            record.round_dates = vec![date("2026-12-18"), date("2027-03-10")];
        },
        "2027-03-18",
        THREE_MONTHS,
    ),
    ("check-in-due", |record| checked_in(record, "2027-03-10"), "2027-03-18", &[]),
    ("check-in-due", |record| checked_in(record, "2027-01-10"), "2027-03-18", THREE_MONTHS),
    ("check-in-due", |record| end_early(record, "2026-11-18"), "2027-02-20", &[]),
    ("check-in-due", |_| {}, "2027-03-18", &[]),
    (
        "nps-again",
        |record| checked_in(record, "2027-03-10"),
        "2027-03-11",
        &["there was a check-in, and the NPS question was not asked again"],
    ),
    (
        "nps-again",
        |record| {
            checked_in(record, "2027-03-10");
            record.round_dates = vec![date("2027-03-01")];
        },
        "2027-03-11",
        &[],
    ),
    ("nps-again", |record| checked_in(record, "2027-03-10"), "2027-06-11", &[]),
];
