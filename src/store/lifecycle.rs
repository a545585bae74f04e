//! Writing the records around the weeks of an engagement.

use super::lock::Lock;
use super::write::Written;
use super::{Error, Store, decode, encode, layout};
use crate::model::{Champion, CheckIn, Feedback, Slug};

impl Store {
    /// Writes new feedback of the engagement `id`.
    ///
    /// # Errors
    /// When there is some of this name already, or the file cannot be written.
    pub fn create_feedback(&self, lock: &Lock, id: &Slug, feedback: &Feedback) -> Result<Written, Error> {
        self.create(
            lock,
            layout::feedback(id, &feedback.id),
            |fields| decode::feedback(&feedback.id, fields),
            |draft| encode::feedback(draft, feedback),
        )
    }

    /// Changes the file of feedback into one that says `feedback`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_feedback(&self, lock: &Lock, id: &Slug, feedback: &Feedback) -> Result<Written, Error> {
        self.save(
            lock,
            layout::feedback(id, &feedback.id),
            |fields| decode::feedback(&feedback.id, fields),
            |draft| encode::feedback(draft, feedback),
        )
    }

    /// Writes a new champion of the engagement `id`.
    ///
    /// # Errors
    /// When there is one of this name already, or the file cannot be written.
    pub fn create_champion(&self, lock: &Lock, id: &Slug, champion: &Champion) -> Result<Written, Error> {
        self.create(
            lock,
            layout::champion(id, &champion.id),
            |fields| decode::champion(&champion.id, fields),
            |draft| encode::champion(draft, champion),
        )
    }

    /// Changes a champion's file into one that says `champion`. Talks are only ever added or corrected.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_champion(&self, lock: &Lock, id: &Slug, champion: &Champion) -> Result<Written, Error> {
        self.save(
            lock,
            layout::champion(id, &champion.id),
            |fields| decode::champion(&champion.id, fields),
            |draft| encode::champion(draft, champion),
        )
    }

    /// Writes a check-in, or changes the one of that day into one that says `check_in`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_check_in(&self, lock: &Lock, id: &Slug, check_in: &CheckIn) -> Result<Written, Error> {
        self.save(
            lock,
            layout::check_in(id, check_in.date),
            |fields| Some(decode::check_in(check_in.date, fields)),
            |draft| encode::check_in(draft, check_in),
        )
    }
}
