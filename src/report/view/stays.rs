//! Where each engineer was, and when: every human once, however a record spells the name.

use chrono::NaiveDate;
use serde::Serialize;

use crate::metrics::{Stint, breaks, embedded_weeks};
use crate::model::{EngagementRecord, Person, Retro};
use crate::text::folded;

/// How much an engineer was embedded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EngineerView {
    /// The name.
    pub name: String,
    /// How many weeks of the time that is looked at were spent with host teams.
    pub weeks: i64,
    /// The engagements, by their first day.
    pub stints: Vec<StintView>,
    /// The host teams, in the order of time.
    pub hosts: Vec<String>,
    /// The practices, in the order of time.
    pub practices: Vec<String>,
}

/// A stay of an engineer with a host team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StintView {
    /// The id of the engagement.
    pub engagement: String,
    /// The first day.
    pub start: NaiveDate,
    /// The last day.
    pub end: NaiveDate,
    /// How many weeks off there were before it; `None` for the first.
    pub break_weeks: Option<i64>,
}

/// What an engagement tells of its people.
#[derive(Debug, Clone)]
pub struct Stay {
    pub(super) engagement: String,
    host: Option<String>,
    practice: Option<String>,
    pub(super) start: NaiveDate,
    end: NaiveDate,
    engineers: Vec<Person>,
    advisor: Option<Person>,
    /// The shares of the week that were spent hands-on, and, where it is told apart, planning.
    pub(super) times: Vec<(f64, Option<f64>)>,
    pub(super) ratings: Vec<f64>,
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

    /// Whether `person` is one of its engineers.
    pub(super) fn is_of(&self, person: &Person) -> bool {
        self.engineers.iter().any(|engineer| engineer.is(person))
    }

    /// Whether `person` is responsible for it.
    pub(super) fn is_advised_by(&self, person: &Person) -> bool {
        self.advisor.as_ref().is_some_and(|advisor| advisor.is(person))
    }
}

/// The engineers of `stays`, each human once, by name.
pub(super) fn engineers(stays: &[Stay]) -> Vec<&Person> {
    let mut known: Vec<&Person> = Vec::new();
    for person in stays.iter().flat_map(|stay| &stay.engineers) {
        if !known.iter().any(|other| other.is(person)) {
            known.push(person);
        }
    }
    known.sort_by_cached_key(|person| folded(&person.name));
    known
}

impl EngineerView {
    /// Where `person` was according to `stays`, which are in the order of time, with the weeks from `since`, or from the
    /// first day of the first, to `until`.
    pub(super) fn of(person: &Person, stays: &[Stay], since: Option<NaiveDate>, until: NaiveDate) -> Self {
        let own: Vec<&Stay> = stays.iter().filter(|stay| stay.is_of(person)).collect();
        let stints: Vec<Stint<'_>> =
            own.iter().map(|stay| Stint { engagement: &stay.engagement, start: stay.start, end: stay.end }).collect();
        let first = since.or_else(|| stints.first().map(|stint| stint.start)).unwrap_or(until);
        let stint = |(stint, break_weeks): (&Stint<'_>, Option<i64>)| StintView {
            engagement: stint.engagement.to_owned(),
            start: stint.start,
            end: stint.end,
            break_weeks,
        };
        Self {
            name: person.name.clone(),
            weeks: embedded_weeks(&stints, first, until),
            stints: stints.iter().zip(breaks(&stints)).map(stint).collect(),
            hosts: distinct(own.iter().filter_map(|stay| stay.host.as_ref())),
            practices: distinct(own.iter().filter_map(|stay| stay.practice.as_ref())),
        }
    }
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
