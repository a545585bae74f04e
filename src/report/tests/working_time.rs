//! How the engineer's weeks split on the average, on the pages of an engagement.

use super::*;
use crate::model::{RuleSetting, TimeSplit};
use crate::report::view::ReportView;
use crate::report::{report_document, report_page};

/// Wide enough for each line.
const WIDE: Layout = Layout { width: 120, unicode: true };

/// An engagement whose retros, from the fifth week before today's on, tell these splits.
fn split(times: &[&str]) -> EngagementRecord {
    let mut record = record("split");
    for (at, time) in (42..).zip(times) {
        let time = time.parse::<TimeSplit>().ok();
        record.retros.push(Retro { time, ..Retro::new(week(&format!("2026-W{at}"))) });
    }
    record
}

fn pages(record: &EngagementRecord) -> [String; 2] {
    let view = ReportView::of(record, &Settings::default(), date(TODAY));
    [report_document(&view, WIDE).terminal(WIDE), report_page(&view)]
}

#[test]
fn the_mean_week_is_told_where_a_retro_tells_one() {
    for (times, lines) in [
        (
            &["3/1/1"][..],
            ["The mean of 1 week: 60 % pairing, 20 % other host work, 20 % home", "80 % with the host, 80 % is usual"],
        ),
        (
            &["", "3/1/1/0/0", "50/0/30/10/10"],
            [
                "The mean of 2 weeks: 55 % pairing, 10 % other host work, 25 % home, 5 % backlog, 5 % planning",
                "75 % with the host, 80 % is usual · 65 % hands-on",
            ],
        ),
        // Three weeks are not told by what was before until there are three of these too.
        (&["4/0/1", "4/0/1", "1/1/2", "1/1/2", "1/1/2"], ["The mean of 5 weeks:", "62 % with the host, 80 % is usual"]),
        (
            &["4/0/1", "4/0/1", "4/0/1", "1/1/2", "1/1/2", "1/1/2"],
            ["The mean of 6 weeks:", "65 % with the host, 80 % is usual · the last 3 weeks 50 %, before 80 %"],
        ),
    ] {
        for page in pages(&split(times)) {
            assert!(lines.iter().all(|line| page.contains(line)), "{times:?}\n{page}");
            assert_eq!(page.contains("· the last"), lines[1].contains("· the last"), "{times:?}\n{page}");
        }
    }
    for page in pages(&split(&["4/0/1"; 6])) {
        assert!(!page.contains("· the last"), "{page}");
    }
    for page in pages(&split(&["", ""])) {
        assert!(!page.contains("The mean of"), "{page}");
    }
}

#[test]
fn the_store_says_what_is_usual_and_how_many_weeks_are_the_newest() {
    let mut settings = Settings::default();
    let numbers = [("percent", 40), ("weeks", 1)].into();
    settings.rules.insert("week-split", RuleSetting { severity: None, numbers, reason: String::from("part time") });
    let view = ReportView::of(&split(&["1/0/1", "3/0/1"]), &settings, date(TODAY));
    let page = report_document(&view, WIDE).terminal(WIDE);
    assert!(page.contains("62 % with the host, 60 % is usual · the last week 75 %, before 50 %"), "{page}");
}
