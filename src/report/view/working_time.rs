//! How the engineer's weeks split on the average, and whether that drifts.

use serde::Serialize;

use crate::metrics::WorkingTime;
use crate::model::{Retro, Settings, TimeSplit};
use crate::playbook::rule;

/// The mean of the weeks whose retros tell how they split. Shares are 0…1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct WorkingTimeView {
    /// How many weeks it is the mean of.
    pub weeks: usize,
    /// Pairing on the goals.
    pub pairing: f64,
    /// Other work with the host team.
    pub host: f64,
    /// The day at home.
    pub home: f64,
    /// Work on the host's backlog, where a week tells it apart.
    pub backlog: Option<f64>,
    /// Planning, where a week tells it apart.
    pub planning: Option<f64>,
    /// Pairing and other work with the host team together.
    pub hands_on: f64,
    /// All that is not at home.
    pub with_host: f64,
    /// How much of the week is usually spent with the host.
    pub usual: f64,
    /// How the newest weeks differ from those before, where there are enough of both.
    pub drift: Option<DriftView>,
}

/// The share of the week with the host, lately and before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DriftView {
    /// How many weeks the newest ones are.
    pub weeks: usize,
    /// The share in these.
    pub lately: f64,
    /// The share in those before.
    pub before: f64,
}

impl WorkingTimeView {
    /// How the weeks of `retros` (oldest first) split; `None` where none tells it. What is usual, and how many weeks are
    /// the newest, are the numbers of the rule on it.
    pub fn of(retros: &[Retro], settings: &Settings) -> Option<Self> {
        let time = WorkingTime::of(retros)?;
        let number = |name: &str| rule("week-split").map_or(0, |rule| rule.number_in(settings, name));
        let weeks = usize::try_from(number("weeks")).unwrap_or_default();
        let drift = WorkingTime::before_and_lately(retros, weeks);
        let is_told = |part: fn(TimeSplit) -> Option<f64>| {
            retros.iter().filter_map(|retro| retro.time).any(|it| part(it).is_some())
        };
        Some(Self {
            weeks: time.weeks,
            pairing: time.pairing,
            host: time.host,
            home: time.home,
            backlog: is_told(|time| time.backlog).then_some(time.backlog),
            planning: is_told(|time| time.planning).then_some(time.planning),
            hands_on: time.hands_on(),
            with_host: time.away(),
            usual: 1.0 - number("percent") as f64 / 100.0,
            drift: drift.map(|(before, lately)| DriftView { weeks, lately: lately.away(), before: before.away() }),
        })
    }
}
