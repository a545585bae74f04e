//! Writing the records around the weeks of an engagement.

use super::files::{self, Kind};
use super::lock::Lock;
use super::write::Written;
use super::{Error, Store, decode, encode, layout};
use crate::model::{Agreement, Champion, CheckIn, Feedback, Proposal, Slug, Vote};

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

    /// Writes a new proposal.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_proposal(&self, lock: &Lock, proposal: &Proposal) -> Result<Written, Error> {
        self.create(
            lock,
            layout::proposal(&proposal.id),
            |fields| decode::proposal(&proposal.id, fields),
            |draft| encode::proposal(draft, proposal),
        )
    }

    /// Changes the file of a proposal into one that says `proposal`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_proposal(&self, lock: &Lock, proposal: &Proposal) -> Result<Written, Error> {
        self.save(
            lock,
            layout::proposal(&proposal.id),
            |fields| decode::proposal(&proposal.id, fields),
            |draft| encode::proposal(draft, proposal),
        )
    }

    /// Writes the one-pager of the proposal `id`. One that is there stays as it is.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create_one_pager(&self, lock: &Lock, id: &Slug, text: &str) -> Result<Written, Error> {
        let file = layout::one_pager(id);
        let path = self.root().join(&file);
        match files::kind(&path).map_err(Error::io("read", &path))? {
            Some(Kind::File) => Ok(Written::Unchanged(file)),
            Some(_) => Err(lock.after_written(Error::Outside(path))),
            None => {
                let put = self.make_folders(&file, 0).and_then(|()| lock.put(&file, text, false));
                put.map_err(|error| lock.after_written(error))?;
                Ok(Written::Created(file))
            }
        }
    }

    /// Puts `text` into the place of the one-pager of the proposal `id`.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn replace_one_pager(&self, lock: &Lock, id: &Slug, text: &str) -> Result<Written, Error> {
        let file = layout::one_pager(id);
        let path = self.root().join(&file);
        let put = match files::kind(&path).map_err(Error::io("read", &path))? {
            Some(Kind::Other | Kind::Folder) => Err(Error::Outside(path)),
            Some(Kind::File) | None => self.make_folders(&file, 1).and_then(|()| lock.put(&file, text, true)),
        };
        put.map_err(|error| lock.after_written(error))?;
        Ok(Written::Changed(file))
    }

    /// Writes a vote on the proposal `id`, or changes the one that is there into one that says `vote`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_vote(&self, lock: &Lock, id: &Slug, vote: &Vote) -> Result<Written, Error> {
        self.save(
            lock,
            layout::vote(id, &vote.id),
            |fields| decode::vote(&vote.id, fields),
            |draft| encode::vote(draft, vote),
        )
    }

    /// Writes that somebody agreed to what is expected, or changes what is there into what `agreement` says.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_agreement(&self, lock: &Lock, id: &Slug, agreement: &Agreement) -> Result<Written, Error> {
        self.save(
            lock,
            layout::agreement(id, &agreement.id),
            |fields| decode::agreement(&agreement.id, fields),
            |draft| encode::agreement(draft, agreement),
        )
    }
}
