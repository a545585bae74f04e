//! What the page of a program shows beside the view: words and charts.

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

use super::plane::{Tick, place};
use crate::metrics::Ambition;
use crate::report::program::{goals, how, introduction, reached, span, stint, stretch_of};
use crate::report::view::ProgramView;

/// The page of a program.
#[derive(Debug, Serialize)]
pub(super) struct ProgramPage<'a> {
    view: &'a ProgramView,
    introduction: String,
    goals: Vec<String>,
    /// The outlook whose colour the share of the goals that were done has.
    outlook: &'static str,
    calendar: Calendar,
    /// For each quarter its score with its interval, in percent of the scale.
    scores: Vec<Score>,
    /// For each practice the teams, with how far it has spread there.
    reached: Vec<Vec<String>>,
    /// For each engineer the engagements, with the weeks off before each.
    stints: Vec<Vec<String>>,
}

/// The engagements on a calendar, in percent of its width.
#[derive(Debug, Serialize)]
struct Calendar {
    months: Vec<Tick>,
    stretches: Vec<Stretch>,
}

/// One engagement on the calendar.
#[derive(Debug, Serialize)]
struct Stretch {
    from: f64,
    width: f64,
    how: &'static str,
}

/// The score of a quarter on the scale, in percent.
#[derive(Debug, Serialize)]
struct Score {
    at: f64,
    low: f64,
    width: f64,
}

impl<'a> ProgramPage<'a> {
    pub(super) fn of(view: &'a ProgramView) -> Self {
        Self {
            view,
            introduction: introduction(view),
            goals: goals(view).lines().map(str::to_owned).collect(),
            outlook: match view.ambition {
                Ambition::TooSoft => "at_risk",
                Ambition::AboutRight => "on_track",
                Ambition::Hopeless => "off_track",
                Ambition::CannotTell => "none",
            },
            calendar: Calendar::of(view),
            scores: view
                .nps
                .iter()
                .filter_map(|quarter| {
                    let (score, interval) = (quarter.tally.score?, quarter.tally.interval?);
                    let at = |score: f64| place(50.0 + score / 2.0);
                    Some(Score {
                        at: at(score),
                        low: at(interval.low),
                        width: place((interval.high - interval.low) / 2.0),
                    })
                })
                .collect(),
            reached: view.practices.iter().map(|practice| practice.teams.iter().map(reached).collect()).collect(),
            stints: view.engineers.iter().map(|engineer| engineer.stints.iter().map(stint).collect()).collect(),
        }
    }
}

impl Calendar {
    fn of(view: &ProgramView) -> Self {
        let span = span(view);
        let stretches = view.engagements.iter().map(|summary| {
            let (from, to) = stretch_of(summary, span);
            Stretch { from: place(100.0 * from), width: place((100.0 * (to - from)).max(0.6)), how: how(summary) }
        });
        Self { months: months(span), stretches: stretches.collect() }
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
