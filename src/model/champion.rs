//! Champions: enthusiastic users that an engagement has found, and what they said each time that somebody asked.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Engagement, OutOfTen, Person, Slug};

/// What a champion said on a day. It tells at least one of the three.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    sentiment: Option<OutOfTen>,
    adoption: Option<f64>,
    note: Option<String>,
}

impl Talk {
    /// A talk that told so much; `None` when it told nothing, or an adoption that is not 0 to 1.
    pub fn new(sentiment: Option<OutOfTen>, adoption: Option<f64>, note: Option<String>) -> Option<Self> {
        let is_empty = sentiment.is_none() && adoption.is_none() && note.is_none();
        let is_share = adoption.is_none_or(|adoption| (0.0..=1.0).contains(&adoption));
        (!is_empty && is_share).then_some(Self { sentiment, adoption, note })
    }

    /// How content the champion was.
    pub fn sentiment(&self) -> Option<OutOfTen> {
        self.sentiment
    }

    /// How much of what could use the platform did, as the champion saw it, 0 to 1.
    pub fn adoption(&self) -> Option<f64> {
        self.adoption
    }

    /// What else was said.
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// That somebody is no champion any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SteppedBack {
    /// Since when.
    pub date: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// A champion, as a file in `champions/` tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Champion {
    /// The name of the file, without `.toml`.
    pub id: Slug,
    /// Who it is.
    pub person: Person,
    /// What they are enthusiastic about.
    pub cause: Option<String>,
    /// How often somebody talks with them, in weeks, 1 to 52, where it is not as often as with all of them.
    pub every_weeks: Option<u32>,
    /// What they said, by day.
    pub talks: BTreeMap<NaiveDate, Talk>,
    /// That they are no champion any more.
    pub stepped_back: Option<SteppedBack>,
}

impl Champion {
    /// The most weeks between two talks: a year.
    pub const RAREST: u32 = 52;

    /// A champion of whom no more is known.
    pub fn new(id: Slug, person: Person) -> Self {
        Self { id, person, cause: None, every_weeks: None, talks: BTreeMap::new(), stepped_back: None }
    }

    /// How content they were each time that somebody asked, oldest first; 0 to 10.
    pub fn sentiments(&self) -> impl Iterator<Item = OutOfTen> {
        self.talks.values().filter_map(Talk::sentiment)
    }

    /// How much of what could use the platform did, each time that somebody asked, oldest first; 0 to 1.
    pub fn adoptions(&self) -> impl Iterator<Item = f64> {
        self.talks.values().filter_map(Talk::adoption)
    }

    /// The day of the newest talk.
    pub fn last_talk(&self) -> Option<NaiveDate> {
        self.talks.last_key_value().map(|(date, _)| *date)
    }

    /// When somebody should talk with them again: so many weeks after the newest talk or, before the first one, after
    /// `engagement` ended. `usual` is how many weeks where the champion has no number of their own. `None` once they
    /// have stepped back.
    pub fn next_talk(&self, engagement: &Engagement, usual: u32) -> Option<NaiveDate> {
        if self.stepped_back.is_some() {
            return None;
        }
        let since = self.last_talk().unwrap_or_else(|| engagement.ended());
        let weeks = u64::from(self.every_weeks.unwrap_or(usual));
        Some(since.checked_add_days(Days::new(weeks.saturating_mul(7))).unwrap_or(since))
    }

    /// As it stood on `date`: what was said later is left out.
    pub(super) fn leave_out_after(&mut self, date: NaiveDate) {
        self.talks.retain(|talked, _| *talked <= date);
        self.stepped_back.take_if(|back| back.date > date);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Close;
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_talk_tells_something_that_can_be() {
        assert_eq!(Talk::new(None, None, None), None);
        assert!(Talk::new(OutOfTen::new(8), None, None).is_some());
        assert!(Talk::new(None, None, Some(String::from("fine"))).is_some());
        for (adoption, is_share) in [(0.0, true), (1.0, true), (-0.1, false), (1.1, false), (f64::NAN, false)] {
            assert_eq!(Talk::new(None, Some(adoption), None).is_some(), is_share, "{adoption}");
        }
    }

    #[test]
    fn the_next_talk_follows_the_last_one_or_the_end() {
        let (start, end) = (date("2026-06-22"), date("2026-08-14"));
        let mut engagement = Engagement::new("tracing".parse().unwrap(), String::from("Tracing"), start, end);
        let mut champion = Champion::new("clara-weiss".parse().unwrap(), "Clara Weiss".parse().unwrap());
        assert_eq!(champion.next_talk(&engagement, 6), Some(date("2026-09-25")));
        engagement.close = Some(Close { date: date("2026-07-31"), outcome: None, early: true, reason: None });
        assert_eq!(champion.next_talk(&engagement, 6), Some(date("2026-09-11")), "it ended when it was closed");
        let talk = Talk::new(OutOfTen::new(8), None, None).unwrap();
        champion.talks.insert(date("2026-10-02"), talk.clone());
        champion.talks.insert(date("2026-09-04"), talk);
        assert_eq!(champion.next_talk(&engagement, 6), Some(date("2026-11-13")));
        champion.every_weeks = Some(4);
        assert_eq!(champion.next_talk(&engagement, 6), Some(date("2026-10-30")));
        champion.stepped_back = Some(SteppedBack { date: date("2026-10-05"), reason: None });
        assert_eq!(champion.next_talk(&engagement, 6), None);
        champion.leave_out_after(date("2026-10-01"));
        assert_eq!(champion.next_talk(&engagement, 6), Some(date("2026-10-02")));
    }
}
