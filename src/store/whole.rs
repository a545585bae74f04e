//! The whole text of an engagement's file, for a person who edits it by hand.

use std::path::PathBuf;

use super::decode::{self, Source, decode};
use super::files::{self, Kind};
use super::{Error, Lock, Store, Written, guard, layout};
use crate::model::{Engagement, Slug};
use crate::playbook::Finding;

impl Store {
    /// The text of an engagement's file as it is, sound or not.
    ///
    /// # Errors
    /// When it is no file, or no text.
    pub fn engagement_text(&self, id: &Slug) -> Result<String, Error> {
        let path = self.root().join(layout::engagement(id));
        match files::kind(&path).map_err(Error::io("read", &path))? {
            Some(Kind::File) => {}
            _ => return Err(Error::NoFile(path)),
        }
        let mut buffer = Vec::new();
        guard::read_record(&path, &mut buffer).map(str::to_owned)
    }

    /// What `text` says as an engagement's file, where it is sound, and everything that is wrong with it.
    pub fn read_engagement(&self, id: &Slug, text: &str) -> (Option<Engagement>, Vec<Finding>) {
        let file = layout::engagement(id);
        let mut findings = Vec::new();
        let source = Source::new(&file, text, Some(id));
        let engagement = decode(&source, &mut findings, |fields| decode::engagement(id, fields));
        (engagement, findings)
    }

    /// Puts `text` in place of an engagement's file, which says `before`.
    ///
    /// # Errors
    /// When the file says something else by now, `text` is not sound, or it cannot be written.
    pub fn replace_engagement(&self, lock: &Lock, id: &Slug, before: &str, text: &str) -> Result<Written, Error> {
        let file: PathBuf = layout::engagement(id);
        let path = self.root().join(&file);
        if self.engagement_text(id)? != before {
            return Err(Error::Changed(path));
        }
        if text == before {
            return Ok(Written::Unchanged(file));
        }
        guard::refuse_unreadable(&path, text, |fields| decode::engagement(id, fields))?;
        lock.put(&file, text, true)?;
        Ok(Written::Changed(file))
    }
}
