//! Breaks between engagements, and one at a time.

use chrono::{Days, NaiveDate};

use super::{date, laws};
use crate::model::{Engagement, Settings};
use crate::playbook::practice::{across_all, across_dates};

/// Stays with hosts: the id, the first day, the weeks, and who works with the host.
type Stays = &'static [(&'static str, &'static str, u32, &'static [&'static str])];

/// Of these stays on that day the rule says that, or nothing.
pub(super) type Example = (&'static str, Stays, &'static str, &'static [&'static str]);

const TODAY: &str = "2026-11-20";
const SEARCH: (&str, &str, u32, &[&str]) = ("search", "2026-10-12", 10, &["Ana"]);

pub(super) const EXAMPLES: &[Example] = &[
    ("two-hosts-at-once", &[SEARCH], TODAY, &[]),
    ("two-hosts-at-once", &[SEARCH, ("basket", "2026-12-21", 10, &["Ana"])], TODAY, &[]),
    (
        "two-hosts-at-once",
        &[SEARCH, ("basket", "2026-12-14", 10, &["ana"])],
        TODAY,
        &["ana is with search until 18 December, and with basket from 14 December"],
    ),
    ("two-hosts-at-once", &[SEARCH, ("basket", "2026-12-14", 10, &["Lee"])], TODAY, &[]),
    ("two-hosts-at-once", &[SEARCH, ("basket", "2026-11-02", 10, &["Ana"])], TODAY, &[]),
    ("short-break", &[SEARCH, ("basket", "2027-01-11", 10, &["Ana"])], TODAY, &[]),
    (
        "short-break",
        &[SEARCH, ("basket", "2027-01-04", 10, &["Ana", "Lee"])],
        TODAY,
        &["Ana has 2 weeks off after search, 3 are usual"],
    ),
    (
        "short-break",
        &[SEARCH, ("basket", "2026-12-21", 10, &["Ana"])],
        TODAY,
        &["Ana has 0 weeks off after search, 3 are usual"],
    ),
    ("short-break", &[SEARCH, ("basket", "2026-12-14", 10, &["Ana"])], TODAY, &[]),
    // What has begun long ago cannot be moved.
    ("short-break", &[("search", "2026-08-03", 10, &["Ana"]), ("basket", "2026-10-19", 10, &["Ana"])], TODAY, &[]),
    (
        "short-break",
        &[("search", "2026-08-31", 10, &["Ana"]), ("basket", "2026-11-16", 10, &["Ana"])],
        TODAY,
        &["Ana has 1 week off after search, 3 are usual"],
    ),
    (
        "back-to-back",
        &[("a", "2026-09-07", 5, &["Ana"]), SEARCH, ("basket", "2026-12-21", 10, &["Ana"])],
        TODAY,
        &["basket is the engagement number 3 in a row for Ana, 2 are the most"],
    ),
    ("back-to-back", &[SEARCH, ("basket", "2026-12-21", 10, &["Ana"])], TODAY, &[]),
    ("back-to-back", &[("a", "2026-08-10", 5, &["Ana"]), SEARCH, ("basket", "2026-12-21", 10, &["Ana"])], TODAY, &[]),
];

/// The engagements that `stays` tell.
pub(super) fn engagements(stays: Stays) -> Vec<Engagement> {
    let engagement = |(id, start, weeks, engineers): &(&str, &str, u32, &[&str])| {
        let start: NaiveDate = date(start);
        let end = start.checked_add_days(Days::new(u64::from(*weeks) * 7 - 3)).unwrap();
        let engineers = engineers.iter().map(|name| name.parse().unwrap()).collect();
        Engagement { engineers, ..Engagement::new(id.parse().unwrap(), (*id).to_owned(), start, end) }
    };
    stays.iter().map(engagement).collect()
}

fn said(rule: &str, stays: Stays, settings: &Settings, today: &str) -> Vec<String> {
    let engagements = engagements(stays);
    let all: Vec<&Engagement> = engagements.iter().collect();
    let found = across_all(&all, settings, date(today)).into_iter().filter(|found| found.rule.id == rule);
    found.map(|found| found.message).collect()
}

#[test]
fn each_example_says_what_it_says() {
    for (rule, stays, today, expected) in EXAMPLES {
        assert_eq!(said(rule, stays, &Settings::default(), today), *expected, "{rule}: {stays:?}");
    }
}

#[test]
fn the_start_that_is_named_keeps_the_rule() {
    let engagements = engagements(&[SEARCH, ("basket", "2027-01-04", 10, &["Ana"])]);
    let all: Vec<&Engagement> = engagements.iter().collect();
    let found = across_all(&all, &Settings::default(), date(TODAY));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].help, "start later: auxeng edit --start 2027-01-11 --weeks 10 -e basket");
    assert_eq!(found[0].engagement.as_ref().map(AsRef::as_ref), Some("basket"));
}

const TIGHT: Stays = &[SEARCH, ("basket", "2027-01-04", 10, &["Ana"])];
const THREE: Stays = &[("a", "2026-09-07", 5, &["Ana"]), SEARCH, ("basket", "2027-01-04", 10, &["Ana"])];

/// A rule, its number, a value that breaks it, one that keeps it, and the stays.
pub(super) const EDGES: &[(&str, &str, i64, i64, Stays)] = &[
    ("short-break", "weeks", 3, 2, TIGHT),
    ("back-to-back", "weeks", 3, 2, THREE),
    ("back-to-back", "engagements", 2, 3, THREE),
];

#[test]
fn a_store_moves_the_edges_and_silences() {
    for (rule, number, breaks, keeps, stays) in EDGES {
        let with = |value| said(rule, stays, &laws::tuned(rule, None, &[(number, value)]), TODAY).len();
        assert_eq!((with(*breaks), with(*keeps)), (1, 0), "{number} of {rule}");
    }
    for rule in ["short-break", "back-to-back", "two-hosts-at-once"] {
        let off = laws::tuned(rule, Some(crate::model::RuleSeverity::Off), &[]);
        assert_eq!(said(rule, THREE, &off, TODAY), [""; 0]);
    }
}

/// What is advised of the second of two stays, and whether it keeps the rules.
fn advised(stays: Stays, settings: &Settings) -> String {
    let engagements = engagements(stays);
    let all: Vec<&Engagement> = engagements.iter().collect();
    let found = across_all(&all, settings, date(TODAY));
    assert_eq!(found.len(), 1, "{found:?}");
    let words: Vec<&str> = found[0].help.split_whitespace().collect();
    words[words.iter().position(|word| *word == "--start").unwrap() + 1].to_owned()
}

#[test]
fn the_start_that_is_named_keeps_the_break_that_a_store_wants() {
    const AT_ONCE: Stays = &[SEARCH, ("basket", "2026-12-14", 10, &["Ana"])];
    let weeks = |weeks| laws::tuned("short-break", None, &[("weeks", weeks)]);
    assert_eq!(advised(AT_ONCE, &Settings::default()), "2027-01-11");
    assert_eq!(advised(AT_ONCE, &weeks(1)), "2026-12-28");
    assert_eq!(advised(AT_ONCE, &weeks(4)), "2027-01-18");
    let off = laws::tuned("short-break", Some(crate::model::RuleSeverity::Off), &[]);
    assert_eq!(advised(AT_ONCE, &off), "2026-12-21", "who does not mind is advised none");
}

#[test]
fn the_start_that_is_named_is_lined_up_with_the_quarter() {
    const AUTUMN: Stays = &[("search", "2026-11-02", 12, &["Ana"]), ("basket", "2027-01-25", 10, &["Ana"])];
    // Three weeks after the end it would begin on 15 February, and end on 23 April.
    assert_eq!(advised(AUTUMN, &Settings::default()), "2027-04-05");
    assert_eq!(advised(AUTUMN, &laws::tuned("off-quarter", None, &[("days", 30)])), "2027-02-15");
    let off = laws::tuned("off-quarter", Some(crate::model::RuleSeverity::Off), &[]);
    assert_eq!(advised(AUTUMN, &off), "2027-02-15");
}

#[test]
fn what_comes_after_is_told_where_it_is_news() {
    let engagements = engagements(&[("search", "2026-11-30", 4, &["Ana"]), ("basket", "2027-01-04", 10, &["Ana"])]);
    let [search, basket] = engagements.as_slice() else { panic!("{engagements:?}") };
    let told = |before: Option<&Engagement>, after: &Engagement| {
        let found = across_dates(before, after, &[search, basket], &Settings::default(), date(TODAY));
        found.into_iter().map(|found| found.message).collect::<Vec<_>>()
    };
    let one_week = "Ana has 1 week off after search, 3 are usual";
    assert_eq!(told(None, search), [one_week], "it is opened before the other one");
    assert_eq!(told(None, basket), [one_week], "it is opened after the other one");
    assert_eq!(told(Some(search), search), [""; 0], "nothing has changed");
    let mut later = search.clone();
    later.end = date("2027-01-08");
    assert_eq!(told(Some(search), &later), ["Ana is with search until 8 January, and with basket from 4 January"]);
}
