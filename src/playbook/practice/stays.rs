//! The rules of an engineer's stays with hosts, which follow from all engagements together: breaks between them, and one
//! at a time.

use super::case::weeks_word;
use super::plan::lined_up;
use super::{Advice, Moment, Practice, across, number};
use crate::model::{Engagement, Person, Settings, Stage, Week};
use crate::playbook::{Rule, rule};
use crate::text::clean;
use chrono::NaiveDate;

pub(super) static RULES: &[Practice] = &[
    across(
        "two-hosts-at-once",
        two_hosts_at_once,
        "an engineer is with one host at a time",
        "Four days of the week belong to the host, so there is no room for another one. Where two engagements overlap, one \
         of them is not one.",
    )
    .at(&[Moment::Dates]),
    across(
        "short-break",
        short_break,
        "about three weeks lie between two engagements of an engineer",
        "The break is for the home team: taking home what was learnt, writing it down, and being a colleague again. \
         Whoever goes from host to host loses both.",
    )
    .counting(&[number("weeks", 3)])
    .at(&[Moment::Dates]),
    across(
        "back-to-back",
        back_to_back,
        "an engineer has at most two engagements back to back",
        "Two running can be borne, a third one burns people out. `weeks` is how long a break has to be to count as one, \
         `engagements` how many may follow each other without.",
    )
    .counting(&[number("engagements", 2), number("weeks", 3)])
    .at(&[Moment::Dates]),
];

/// An engagement of which plans can still be changed, among all of them.
pub(super) struct Stay<'a> {
    pub(super) rule: &'static Rule,
    pub(super) engagement: &'a Engagement,
    pub(super) all: &'a [&'a Engagement],
    pub(super) settings: &'a Settings,
}

impl<'a> Stay<'a> {
    /// Whether the stays of an engagement are asked about: it has not begun, or is in its first week.
    pub(super) fn is_asked(engagement: &Engagement, today: NaiveDate) -> bool {
        let stage = engagement.stage(today);
        stage == Stage::Planned || (stage == Stage::Running && engagement.week_number(Week::of(today)) <= 1)
    }

    fn number(&self, name: &str) -> i64 {
        self.rule.number_in(self.settings, name)
    }

    /// The stays of `person` that began before this one, newest end first.
    fn earlier(&self, person: &Person) -> Vec<&'a Engagement> {
        let key = |engagement: &Engagement| (engagement.start, engagement.id.clone());
        let this = key(self.engagement);
        let is_theirs = |other: &Engagement| other.engineers.iter().any(|engineer| engineer.is(person));
        let is_earlier = |other: &&&Engagement| key(other) < this && is_theirs(other);
        let mut earlier: Vec<&Engagement> = self.all.iter().filter(is_earlier).copied().collect();
        earlier.sort_by_key(|other| std::cmp::Reverse(other.ended()));
        earlier
    }

    /// What `judge` says of each engineer, by name.
    fn each(&self, judge: impl Fn(&str, &[&'a Engagement]) -> Option<Advice>) -> Vec<Advice> {
        let engineers = self.engagement.engineers.iter();
        engineers.filter_map(|person| judge(&clean(&person.name), &self.earlier(person))).collect()
    }
}

/// How many whole weeks lie between the end of one and the start of the other; weekends are no break. Less than 0 where
/// they overlap.
fn weeks_between(before: &Engagement, after: &Engagement) -> i64 {
    let days = after.start.signed_duration_since(before.ended()).num_days();
    if days <= 0 { -1 } else { days / 7 }
}

/// How long the store wants a break to be; 0 where it does not mind.
fn usual_break(settings: &Settings) -> i64 {
    let minded = rule("short-break").filter(|rule| rule.severity_in(settings).is_some());
    minded.map_or(0, |rule| rule.number_in(settings, "weeks"))
}

/// The command that moves the start behind a break of so many weeks, or as many as are usual, and into one quarter.
fn start_later(stay: &Stay<'_>, before: &Engagement, weeks: i64) -> String {
    let weeks = weeks.max(usual_break(stay.settings)).saturating_add(1);
    let (id, length) = (&stay.engagement.id, stay.engagement.weeks());
    let monday = lined_up(Week::of(before.ended()).plus(weeks).monday(), length, stay.settings);
    format!("start later: auxeng edit --start {monday} --weeks {length} -e {id}")
}

fn two_hosts_at_once(stay: &Stay<'_>) -> Vec<Advice> {
    stay.each(|name, earlier| {
        let other = earlier.first().filter(|other| weeks_between(other, stay.engagement) < 0)?;
        let (until, this) = (other.ended().format("%-d %B"), stay.engagement);
        let message = format!(
            "{name} is with {} until {until}, and with {} from {}",
            other.id,
            this.id,
            this.start.format("%-d %B")
        );
        Some((message, start_later(stay, other, 0)))
    })
}

fn short_break(stay: &Stay<'_>) -> Vec<Advice> {
    let wanted = stay.number("weeks");
    stay.each(|name, earlier| {
        let other = earlier.first()?;
        let weeks = weeks_between(other, stay.engagement);
        let message = format!("{name} has {} off after {}, {wanted} are usual", weeks_word(weeks), other.id);
        (0..wanted).contains(&weeks).then(|| (message, start_later(stay, other, wanted)))
    })
}

fn back_to_back(stay: &Stay<'_>) -> Vec<Advice> {
    let (most, weeks) = (stay.number("engagements"), stay.number("weeks"));
    stay.each(|name, earlier| {
        let mut running = 1_usize;
        let mut next = stay.engagement;
        for before in earlier {
            if weeks_between(before, next) >= weeks {
                break;
            }
            running = running.saturating_add(1);
            next = before;
        }
        let is_much = i64::try_from(running).is_ok_and(|running| running > most);
        let id = &stay.engagement.id;
        let message = format!("{id} is the engagement number {running} in a row for {name}, {most} are the most");
        is_much.then(|| (message, start_later(stay, earlier.first().unwrap_or(&stay.engagement), weeks)))
    })
}
