//! Champions, and what they said.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{Champion, Engagement, OutOfTen};

/// The champions of some engagements.
#[derive(Debug, Clone, Serialize)]
pub struct ChampionsView {
    /// The day that it counts on whether a talk is due.
    pub today: NaiveDate,
    /// The champions: those first with whom somebody should talk, those last who have stepped back.
    pub champions: Vec<ChampionView>,
}

/// A champion.
#[derive(Debug, Clone, Serialize)]
pub struct ChampionView {
    /// The id of the engagement that has found them.
    pub engagement: String,
    /// The team that they belong to.
    pub host: Option<String>,
    /// The name of the file, without `.toml`.
    pub id: String,
    /// The name.
    pub person: String,
    /// What they are enthusiastic about.
    #[serde(rename = "for")]
    pub cause: Option<String>,
    /// How many weeks lie between two talks.
    pub every_weeks: u32,
    /// The day of the newest talk.
    pub last_talk: Option<NaiveDate>,
    /// When somebody should talk with them again; `None` once they have stepped back.
    pub due: Option<NaiveDate>,
    /// Whether that day has come.
    pub is_due: bool,
    /// How content they were when somebody last asked, 0…10.
    pub sentiment: Option<OutOfTen>,
    /// How much of what could use the platform did when somebody last asked, 0…1.
    pub adoption: Option<f64>,
    /// What they said, oldest first.
    pub talks: Vec<TalkView>,
    /// Since when they are no champion any more.
    pub stepped_back: Option<NaiveDate>,
    /// Why.
    pub stepped_back_reason: Option<String>,
}

/// What a champion said on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TalkView {
    /// The day.
    pub date: NaiveDate,
    /// How content they were, 0…10.
    pub sentiment: Option<OutOfTen>,
    /// How much of what could use the platform did, 0…1.
    pub adoption: Option<f64>,
    /// What else was said.
    pub note: Option<String>,
}

impl ChampionsView {
    /// The table of `champions` on `today`.
    pub fn new(today: NaiveDate, mut champions: Vec<ChampionView>) -> Self {
        champions.sort_by_cached_key(ChampionView::rank);
        Self { today, champions }
    }
}

impl ChampionView {
    /// How it stands with `champion` of `engagement` on `today`. `usual` is how many weeks lie between two talks where
    /// the champion has no number of their own.
    pub fn of(champion: &Champion, engagement: &Engagement, usual: u32, today: NaiveDate) -> Self {
        let due = champion.next_talk(engagement, usual);
        let talk = |(date, talk): (&NaiveDate, &crate::model::Talk)| TalkView {
            date: *date,
            sentiment: talk.sentiment(),
            adoption: talk.adoption(),
            note: talk.note().map(str::to_owned),
        };
        Self {
            engagement: engagement.id.to_string(),
            host: engagement.host.clone(),
            id: champion.id.to_string(),
            person: champion.person.name.clone(),
            cause: champion.cause.clone(),
            every_weeks: champion.every_weeks.unwrap_or(usual),
            last_talk: champion.last_talk(),
            due,
            is_due: due.is_some_and(|due| due <= today),
            sentiment: champion.sentiments().last(),
            adoption: champion.adoptions().last(),
            talks: champion.talks.iter().map(talk).collect(),
            stepped_back: champion.stepped_back.as_ref().map(|back| back.date),
            stepped_back_reason: champion.stepped_back.as_ref().and_then(|back| back.reason.clone()),
        }
    }

    /// What comes first: whose talk is due for longest, last those who have stepped back.
    fn rank(&self) -> impl Ord + use<> {
        (self.due.is_none(), self.due, self.stepped_back, self.engagement.clone(), self.id.clone())
    }
}
