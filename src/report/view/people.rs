//! The engineers across engagements: where they were, for how long, and how they spent the weeks.

use chrono::NaiveDate;
use serde::Serialize;

use super::StintView;
use crate::metrics::{Stint, breaks, embedded_weeks, longest_row};
use crate::model::{EngagementRecord, Person, Retro, Settings};
use crate::playbook::rule;
use crate::text::folded;

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

/// What an engagement tells of its people.
#[derive(Debug, Clone)]
pub struct Stay {
    engagement: String,
    host: Option<String>,
    practice: Option<String>,
    start: NaiveDate,
    end: NaiveDate,
    engineers: Vec<Person>,
    advisor: Option<Person>,
    /// The shares of the week that were spent hands-on, and, where it is told apart, planning.
    times: Vec<(f64, Option<f64>)>,
    ratings: Vec<f64>,
}

impl Stay {
    /// What `record` tells. What its retros say of the week counts for each of its engineers.
    pub fn of(record: &EngagementRecord) -> Self {
        let engagement = &record.engagement;
        let time = |retro: &Retro| {
            let split = retro.time?;
            let [pairing, host, _, _, planning] = split.shares();
            Some((pairing + host, split.planning.map(|_| planning)))
        };
        let rating = |retro: &Retro| retro.satisfaction.map(|satisfaction| f64::from(satisfaction.get()));
        Self {
            engagement: engagement.id.to_string(),
            host: engagement.host.clone(),
            practice: engagement.practice.clone(),
            start: engagement.start,
            end: engagement.ended(),
            engineers: engagement.engineers.clone(),
            advisor: engagement.advisor.clone(),
            times: record.retros.iter().filter_map(time).collect(),
            ratings: record.retros.iter().filter_map(rating).collect(),
        }
    }
}

impl PeopleView {
    /// The engineers of `stays` on `today`.
    pub fn new(mut stays: Vec<Stay>, settings: &Settings, today: NaiveDate) -> Self {
        const USUAL: i64 = 3;
        let rest = rule("back-to-back").map_or(USUAL, |rule| rule.number_in(settings, "weeks"));
        stays.sort_by(|one, other| (one.start, &one.engagement).cmp(&(other.start, &other.engagement)));
        let mut known: Vec<&Person> = Vec::new();
        for person in stays.iter().flat_map(|stay| &stay.engineers) {
            if !known.iter().any(|other| other.is(person)) {
                known.push(person);
            }
        }
        let mut people: Vec<PersonView> =
            known.iter().map(|person| PersonView::of(person, &stays, (rest, today))).collect();
        people.sort_by_cached_key(|person| folded(&person.name));
        Self { today, people }
    }
}

impl PersonView {
    fn of(person: &Person, stays: &[Stay], (rest, today): (i64, NaiveDate)) -> Self {
        let own: Vec<&Stay> = stays.iter().filter(|stay| stay.engineers.iter().any(|known| known.is(person))).collect();
        let stints: Vec<Stint<'_>> =
            own.iter().map(|stay| Stint { engagement: &stay.engagement, start: stay.start, end: stay.end }).collect();
        let off = breaks(&stints);
        let first = stints.first().map_or(today, |stint| stint.start);
        let weeks = embedded_weeks(&stints, first, today);
        let all = embedded_weeks(&[Stint { engagement: "", start: first, end: today }], first, today);
        let times: Vec<(f64, Option<f64>)> = own.iter().flat_map(|stay| stay.times.iter().copied()).collect();
        let ratings: Vec<f64> = own.iter().flat_map(|stay| stay.ratings.iter().copied()).collect();
        let advised = stays.iter().filter(|stay| stay.advisor.as_ref().is_some_and(|advisor| advisor.is(person)));
        Self {
            name: person.name.clone(),
            back_to_back: longest_row(&off, rest),
            stints: stints
                .iter()
                .zip(&off)
                .map(|(stint, break_weeks)| StintView {
                    engagement: stint.engagement.to_owned(),
                    start: stint.start,
                    end: stint.end,
                    break_weeks: *break_weeks,
                })
                .collect(),
            hosts: distinct(own.iter().filter_map(|stay| stay.host.as_ref())),
            practices: distinct(own.iter().filter_map(|stay| stay.practice.as_ref())),
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

/// `names`, each once, as it is written first; case does not count.
pub(super) fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut distinct: Vec<String> = Vec::new();
    for name in names {
        if !distinct.iter().any(|known| folded(known) == folded(name)) {
            distinct.push(name.clone());
        }
    }
    distinct
}
