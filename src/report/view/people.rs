//! The engineers across engagements: where they were, for how long, and how they spent the weeks.

use chrono::NaiveDate;
use serde::Serialize;

use super::stays::engineers;
use super::{EngineerView, Stay, StintView};
use crate::metrics::{Stint, embedded_weeks, longest_row};
use crate::model::{Person, Settings};
use crate::playbook::rule;

/// Everybody who works or worked with a host team.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleView {
    /// The day that the numbers are of.
    pub today: NaiveDate,
    /// The engineers, by name.
    pub people: Vec<PersonView>,
}

/// An engineer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The engagements, by their first day.
    pub stints: Vec<StintView>,
    /// The host teams, in the order of time.
    pub hosts: Vec<String>,
    /// The practices, in the order of time.
    pub practices: Vec<String>,
    /// How many weeks were spent with host teams until today.
    pub weeks: i64,
    /// How many of the weeks since the first day of the first engagement were not.
    pub weeks_off: i64,
    /// How many engagements followed each other at most without a break as long as the rule `back-to-back` wants.
    pub back_to_back: usize,
    /// The share of the week spent pairing and on other work with the host, 0…1, on the average of the weeks that say so.
    pub hands_on: Option<f64>,
    /// The share of the week spent planning, 0…1, on the average of the weeks that tell it apart.
    pub planning: Option<f64>,
    /// How many weeks say how they were spent.
    pub weeks_told: usize,
    /// How content the engineer was with the weeks, 0…10, on the average.
    pub satisfaction: Option<f64>,
    /// How many weeks say so.
    pub weeks_rated: usize,
    /// The ids of the engagements that the same person is or was responsible for.
    pub advises: Vec<String>,
}

impl PeopleView {
    /// The engineers of `stays` on `today`.
    pub fn new(mut stays: Vec<Stay>, settings: &Settings, today: NaiveDate) -> Self {
        const USUAL: i64 = 3;
        let rest = rule("back-to-back").map_or(USUAL, |rule| rule.number_in(settings, "weeks"));
        stays.sort_by(|one, other| (one.start, &one.engagement).cmp(&(other.start, &other.engagement)));
        let people = engineers(&stays);
        let people = people.iter().map(|person| PersonView::of(person, &stays, (rest, today))).collect();
        Self { today, people }
    }
}

impl PersonView {
    fn of(person: &Person, stays: &[Stay], (rest, today): (i64, NaiveDate)) -> Self {
        let own: Vec<&Stay> = stays.iter().filter(|stay| stay.is_of(person)).collect();
        let EngineerView { name, weeks, stints, hosts, practices } = EngineerView::of(person, stays, None, today);
        let first = stints.first().map_or(today, |stint| stint.start);
        let all = embedded_weeks(&[Stint { engagement: "", start: first, end: today }], first, today);
        let off: Vec<Option<i64>> = stints.iter().map(|stint| stint.break_weeks).collect();
        let times: Vec<(f64, Option<f64>)> = own.iter().flat_map(|stay| stay.times.iter().copied()).collect();
        let ratings: Vec<f64> = own.iter().flat_map(|stay| stay.ratings.iter().copied()).collect();
        let advised = stays.iter().filter(|stay| stay.is_advised_by(person));
        Self {
            name,
            back_to_back: longest_row(&off, rest),
            stints,
            hosts,
            practices,
            weeks,
            weeks_off: all.saturating_sub(weeks).max(0),
            hands_on: mean(times.iter().map(|(hands_on, _)| *hands_on)),
            planning: mean(times.iter().filter_map(|(_, planning)| *planning)),
            weeks_told: times.len(),
            satisfaction: mean(ratings.iter().copied()),
            weeks_rated: ratings.len(),
            advises: advised.map(|stay| stay.engagement.clone()).collect(),
        }
    }
}

/// The mean of `values`; `None` of none.
fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let n = values.clone().count();
    (n > 0).then(|| values.sum::<f64>() / n as f64)
}
