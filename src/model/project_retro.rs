//! The project retro: the engagement as a whole in three columns, and what is to be taken away from it.

use chrono::NaiveDate;

use super::Note;
use super::retro::is_thin;

/// What a takeaway is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// This engagement.
    Engagement,
    /// Engagements in general.
    Engagements,
}

impl About {
    /// What a takeaway can be about, with the word that stands for it in files.
    pub const NAMES: [(&'static str, Self); 2] = [("engagement", Self::Engagement), ("engagements", Self::Engagements)];

    /// The word that stands for it in files.
    pub fn label(self) -> &'static str {
        match self {
            Self::Engagement => "engagement",
            Self::Engagements => "engagements",
        }
    }

    /// The same in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Engagement => "this engagement",
            Self::Engagements => "engagements in general",
        }
    }
}

/// Something that was learnt and should not be forgotten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Takeaway {
    /// What was learnt.
    pub text: String,
    /// What it is about.
    pub about: About,
}

/// Something to do next time, or after the engagement. No later retro asks about it, so it needs no id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// What it is.
    pub text: String,
    /// Who takes care of it.
    pub owner: Option<String>,
}

/// A project retro, as `retros/project.toml` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectRetro {
    /// The day it was held.
    pub date: NaiveDate,
    /// How long it took, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub present: Vec<String>,
    /// What went well.
    pub went_well: Vec<String>,
    /// What went poorly.
    pub went_poorly: Vec<String>,
    /// Whether negative feedback was asked for in words; unknown where nobody wrote it down.
    pub asked_for_negative: Option<bool>,
    /// The day on which the notes were sent to everyone involved.
    pub notes_sent: Option<NaiveDate>,
    /// What to do next time.
    pub next: Vec<FollowUp>,
    /// What is to be taken away, those about this engagement and those about engagements in general.
    pub takeaways: Vec<Takeaway>,
    /// Everything else that was written down.
    pub notes: Vec<Note>,
}

impl ProjectRetro {
    /// A project retro held on `date` in which nothing has been said.
    pub fn new(date: NaiveDate) -> Self {
        Self {
            date,
            minutes: None,
            present: Vec::new(),
            went_well: Vec::new(),
            went_poorly: Vec::new(),
            asked_for_negative: None,
            notes_sent: None,
            next: Vec::new(),
            takeaways: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Whether nobody said anything, as in a weekly retro.
    pub fn is_silent(&self) -> bool {
        let (asked_for_negative, notes_sent) = (self.asked_for_negative, self.notes_sent);
        *self == Self { asked_for_negative, notes_sent, ..Self::new(self.date) }
    }

    /// Whether "went poorly" says so little that negative feedback should be asked for, as in a weekly retro.
    pub fn is_thin(&self) -> bool {
        is_thin(self.went_well.len(), self.went_poorly.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_takeaway_is_about_one_engagement_or_all() {
        for (about, (name, same), words) in [
            (About::Engagement, About::NAMES[0], "this engagement"),
            (About::Engagements, About::NAMES[1], "engagements in general"),
        ] {
            assert_eq!((about, about.label(), about.words()), (same, name, words));
        }
    }

    #[test]
    fn it_is_thin_as_a_weekly_retro_is() {
        let mut retro = ProjectRetro::new(NaiveDate::default());
        retro.asked_for_negative = Some(true);
        assert!(retro.is_thin() && retro.is_silent());
        retro.went_poorly = vec![String::from("x")];
        assert!(!retro.is_thin() && !retro.is_silent());
        retro.went_well = vec![String::from("x"); 3];
        assert!(retro.is_thin());
    }
}
