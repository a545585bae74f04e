//! What the page of a program shows beside the view: words and charts.

use askama::Template;
use chrono::{Datelike, Months, NaiveDate};

use super::champion::Champion;
use super::feedback::Feedback;
use super::plane::{Tick, place};
use super::{class, shown};
use crate::metrics::Ambition;
use crate::report::feedback;
use crate::report::numbers::signed_end;
use crate::report::program::{goals_done, how, introduction, pattern_words, reached, span, stint, stretch_of};
use crate::report::view::{EngineerView, ProgramView, QuarterView, Summary};

/// The page of a program.
#[derive(Debug, Template)]
#[template(path = "program.html")]
pub(super) struct ProgramPage<'a> {
    view: &'a ProgramView,
    introduction: String,
    /// How many goals were done, in words.
    goals_done: String,
    /// The outlook whose colour the share of the goals that were done has.
    outlook: &'static str,
    /// What stands above the calendar, in percent of its width.
    months: Vec<Tick>,
    engagements: Vec<Stretch<'a>>,
    quarters: Vec<Quarter<'a>>,
    /// Each practice with the teams, and how far it has spread there.
    practices: Vec<(&'a str, Vec<String>)>,
    /// Those who have not stepped back.
    champions: Vec<Champion<'a>>,
    /// How much feedback there is, and how far it has come, in words.
    feedback_summary: String,
    feedback: Vec<Feedback<'a>>,
    /// What more than one host has met, in words.
    patterns: Vec<String>,
    /// Each engineer with the engagements, and the weeks off before each.
    engineers: Vec<(&'a EngineerView, Vec<String>)>,
}

/// One engagement on the calendar, in percent of its width.
#[derive(Debug)]
struct Stretch<'a> {
    summary: &'a Summary,
    from: f64,
    width: f64,
    how: &'static str,
    class: String,
}

/// The score of a quarter on the scale, in percent.
#[derive(Debug)]
struct Quarter<'a> {
    view: &'a QuarterView,
    /// Where its interval begins and ends, in words.
    ends: (String, String),
    at: f64,
    low: f64,
    width: f64,
}

impl<'a> ProgramPage<'a> {
    pub(super) fn of(view: &'a ProgramView) -> Self {
        let span = span(view);
        Self {
            view,
            introduction: introduction(view),
            goals_done: goals_done(view),
            outlook: match view.ambition {
                Ambition::TooSoft => "at_risk",
                Ambition::AboutRight => "on_track",
                Ambition::Hopeless => "off_track",
                Ambition::CannotTell => "none",
            },
            months: months(span),
            engagements: view.engagements.iter().map(|summary| Stretch::of(summary, span)).collect(),
            quarters: view.nps.iter().filter_map(Quarter::of).collect(),
            practices: view
                .practices
                .iter()
                .map(|practice| (practice.practice.as_str(), practice.teams.iter().map(reached).collect()))
                .collect(),
            champions: view.champions.iter().filter(|one| one.stepped_back.is_none()).map(Champion::of).collect(),
            feedback_summary: feedback::summary(&view.feedback),
            feedback: view.feedback.iter().map(Feedback::of).collect(),
            patterns: view.patterns.iter().map(pattern_words).collect(),
            engineers: view
                .engineers
                .iter()
                .map(|engineer| (engineer, engineer.stints.iter().map(stint).collect()))
                .collect(),
        }
    }
}

impl<'a> Stretch<'a> {
    fn of(summary: &'a Summary, span: (NaiveDate, NaiveDate)) -> Self {
        let (from, to) = stretch_of(summary, span);
        let (from, width) = (place(100.0 * from), place((100.0 * (to - from)).max(0.6)));
        Self { summary, from, width, how: how(summary), class: class(how(summary)) }
    }
}

impl<'a> Quarter<'a> {
    /// `None` without answers.
    fn of(view: &'a QuarterView) -> Option<Self> {
        let (score, interval) = (view.tally.score?, view.tally.interval?);
        let at = |score: f64| place(50.0 + score / 2.0);
        Some(Self {
            view,
            ends: (signed_end(interval.low), signed_end(interval.high)),
            at: at(score),
            low: at(interval.low),
            width: place((interval.high - interval.low) / 2.0),
        })
    }
}

/// At most seven first days of a month, evenly spread. The first, and each January, has its year.
fn months((first, last): (NaiveDate, NaiveDate)) -> Vec<Tick> {
    const MOST: u32 = 6;
    let days = |day: NaiveDate| day.signed_duration_since(first).num_days() as f64;
    let whole = days(last) + 1.0;
    let number = |day: NaiveDate| day.year().saturating_mul(12).saturating_add_unsigned(day.month0());
    let months = u32::try_from(number(last).saturating_sub(number(first))).unwrap_or_default();
    let every = (months / MOST).saturating_add(1);
    let mut ticks = Vec::new();
    let mut month =
        first.with_day(1).and_then(|month| month.checked_add_months(Months::new(u32::from(first.day() > 1))));
    while let Some(day) = month.filter(|day| *day <= last) {
        let with_year = ticks.is_empty() || day.month() == 1;
        let label = day.format(if with_year { "%b %Y" } else { "%b" }).to_string();
        ticks.push(Tick { at: place(100.0 * days(day) / whole), label });
        month = day.checked_add_months(Months::new(every));
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_do_not_crowd() {
        let labels = |first: &str, last: &str| -> Vec<String> {
            let months = months((first.parse().unwrap(), last.parse().unwrap()));
            months.into_iter().map(|month| month.label).collect()
        };
        assert_eq!(labels("2026-10-12", "2026-12-18"), ["Nov 2026", "Dec"]);
        assert_eq!(labels("2026-10-01", "2026-10-31"), ["Oct 2026"]);
        assert_eq!(labels("2026-10-02", "2026-10-31"), [""; 0]);
        assert_eq!(labels("2026-05-20", "2027-03-10"), ["Jun 2026", "Aug", "Oct", "Dec", "Feb"]);
        assert!(labels("2020-01-01", "2026-12-31").len() <= 7);
    }
}
