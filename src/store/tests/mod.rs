//! The laws of the store: what is written is read back, writing twice changes nothing, an edit leaves alone what it
//! does not change, and canonical form is reached once and keeps the meaning.

mod absent;
mod arbitrary;
mod canonical;
mod damage;
mod depth;
mod diff;
mod edits;
mod goal_edits;
mod items;
mod join_laws;
mod joins;
mod lifecycle;
mod lists;
mod mistakes;
mod places;
mod proposals;
mod reading;
mod round_trip;
mod strays;
mod told;
mod writes;

use std::path::Path;

use super::decode::{self, Fields, Source, decode};
use super::edit::Draft;
use super::encode;
use crate::model::{Engagement, Goal, Milestone, ProjectRetro, Response, Retro};
use crate::playbook::Finding;

/// A record that can be written as TOML and read back.
trait Record: Sized {
    fn encode(&self, draft: &mut Draft);

    /// Reads a record that lies where `self` does.
    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self>;
}

impl Record for Engagement {
    fn encode(&self, draft: &mut Draft) {
        encode::engagement(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::engagement(&self.id, fields)
    }
}

impl Record for Goal {
    fn encode(&self, draft: &mut Draft) {
        encode::goal(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::goal(&self.id, fields)
    }
}

impl Record for Milestone {
    fn encode(&self, draft: &mut Draft) {
        encode::milestone(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::milestone(&self.id, fields)
    }
}

impl Record for Retro {
    fn encode(&self, draft: &mut Draft) {
        encode::retro(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        Some(decode::retro(self.week, fields))
    }
}

impl Record for ProjectRetro {
    fn encode(&self, draft: &mut Draft) {
        encode::project_retro(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::project_retro(fields)
    }
}

impl Record for Response {
    fn encode(&self, draft: &mut Draft) {
        encode::response(draft, self);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        decode::response(fields)
    }
}

/// The text of a new file that says `record`.
fn created(record: &impl Record) -> String {
    let mut draft = Draft::new();
    record.encode(&mut draft);
    draft.into_new_text()
}

/// `before` changed into a text that says `record`.
fn changed(before: &str, record: &impl Record) -> String {
    let mut draft = Draft::parse(before).unwrap();
    record.encode(&mut draft);
    draft.into_text()
}

/// The record in `text`, which lies where `like` does, and what is wrong with it.
fn parsed<T: Record>(text: &str, like: &T) -> (Option<T>, Vec<Finding>) {
    let mut findings = Vec::new();
    let source = Source::new(Path::new("record.toml"), text, None);
    let record = decode(&source, &mut findings, |fields| like.decode(fields));
    (record, findings)
}

/// The record in `text`, which must be sound but may have fields that nobody knows.
fn read<T: Record>(text: &str, like: &T) -> T {
    let (record, findings) = parsed(text, like);
    record.unwrap_or_else(|| panic!("{findings:?}\n{text}"))
}
