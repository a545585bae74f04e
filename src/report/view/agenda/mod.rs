//! What is to be done in a week, across engagements.

mod proposed;
mod weekly;

use chrono::{NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};

use super::week;
use crate::model::{Person, Week};

/// What is to be done in a week.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaView {
    /// The day that it is seen from.
    pub today: NaiveDate,
    /// The week.
    #[serde(serialize_with = "week")]
    pub week: Week,
    /// For whom it is; `None` for all.
    #[serde(rename = "for")]
    pub whom: Option<String>,
    /// What is to be done: what has a day first, in the order of days, then what has waited longest.
    pub items: Vec<AgendaItem>,
}

/// What kind of thing is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// Hold the kick-off.
    Kickoff,
    /// Score the goals, before the retro.
    Score,
    /// Hold the weekly retro.
    Retro,
    /// Close what has ended.
    Close,
    /// Ask the host team again.
    CheckIn,
    /// Talk with a champion.
    Champion,
    /// Do what a retro asked for.
    Action,
    /// Vote on a proposal.
    Vote,
    /// Send notes.
    Notes,
    /// Tell the host what became of its feedback.
    Tell,
    /// Carry feedback home.
    Raise,
    /// Build what was accepted.
    Build,
}

impl AgendaKind {
    /// The word that stands for the kind.
    pub fn label(self) -> &'static str {
        match self {
            Self::Kickoff => "kickoff",
            Self::Score => "score",
            Self::Retro => "retro",
            Self::Close => "close",
            Self::CheckIn => "check_in",
            Self::Champion => "champion",
            Self::Action => "action",
            Self::Vote => "vote",
            Self::Notes => "notes",
            Self::Tell => "tell",
            Self::Raise => "raise",
            Self::Build => "build",
        }
    }

    /// Whether the free Friday could go to it.
    pub fn is_for_friday(self) -> bool {
        matches!(self, Self::Notes | Self::Tell | Self::Raise | Self::Build)
    }
}

/// Who is to do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// One of these.
    Of(Vec<Person>),
    /// Everybody but these, who have done it.
    AllBut(Vec<Person>),
}

impl Whose {
    /// Whether it is for `person`.
    pub fn is_for(&self, person: &Person) -> bool {
        match self {
            Self::Of(people) => people.iter().any(|one| one.is(person)),
            Self::AllBut(people) => !people.iter().any(|one| one.is(person)),
        }
    }
}

/// Something to do.
#[derive(Debug, Clone, Serialize)]
pub struct AgendaItem {
    /// What kind of thing.
    pub kind: AgendaKind,
    /// The id of the engagement or proposal.
    pub engagement: String,
    /// The team that it is for.
    pub host: Option<String>,
    /// What tells it from others of its kind there, such as the week or the id of a champion.
    pub key: String,
    /// What is to be done, in words that begin in lower case.
    pub text: String,
    /// The day, where it has one in this week.
    pub date: Option<NaiveDate>,
    /// When it begins on that day.
    #[serde(serialize_with = "time")]
    pub time: Option<NaiveTime>,
    /// How long it takes, in minutes, where that is known.
    pub minutes: Option<u32>,
    /// Since when it waits, where that was before this week.
    pub since: Option<NaiveDate>,
    /// The names of those who are to do it; none where anybody may.
    #[serde(rename = "who", serialize_with = "names")]
    pub whose: Whose,
    /// The command that records it.
    pub command: String,
}

impl AgendaView {
    /// The agenda of `items` in `week`, for `whom` only where somebody is named.
    pub fn new(today: NaiveDate, week: Week, whom: Option<&Person>, mut items: Vec<AgendaItem>) -> Self {
        items.retain(|item| whom.is_none_or(|whom| item.whose.is_for(whom)));
        items.sort_by_cached_key(|item| {
            let undated = (item.date.is_none(), item.date, item.time);
            let waiting = (item.since.is_none(), item.since);
            let first = (item.date.is_none() && !item.kind.is_for_friday()).then_some(waiting);
            (item.kind.is_for_friday(), undated, first, item.kind, waiting, item.engagement.clone(), item.key.clone())
        });
        Self { today, week, whom: whom.map(|whom| whom.name.clone()), items }
    }
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn time<S: Serializer>(time: &Option<NaiveTime>, serializer: S) -> Result<S::Ok, S::Error> {
    match time {
        Some(time) => serializer.collect_str(&time.format("%H:%M")),
        None => serializer.serialize_none(),
    }
}

fn names<S: Serializer>(whose: &Whose, serializer: S) -> Result<S::Ok, S::Error> {
    let people = match whose {
        Whose::Of(people) => people.as_slice(),
        Whose::AllBut(_) => &[],
    };
    serializer.collect_seq(people.iter().map(|person| &person.name))
}
