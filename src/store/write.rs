//! Writing records: under the store's lock, each file whole or not at all.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::decode::{self, Fields};
use super::edit::Draft;
use super::files::{self, Kind};
use super::lock::Lock;
use super::put::{put, sync_folder};
use super::{Error, Store, encode, guard, layout, strays};
use crate::model::{Engagement, Goal, Milestone, ProjectRetro, Response, Retro, Slug};

/// What a write did to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// The file, from the root of the store, is new.
    Created(PathBuf),
    /// The file was changed.
    Changed(PathBuf),
    /// The file says so already.
    Unchanged(PathBuf),
}

impl Written {
    /// The file, from the root of the store.
    pub fn file(&self) -> &Path {
        match self {
            Self::Created(file) | Self::Changed(file) | Self::Unchanged(file) => file,
        }
    }

    /// Whether the file is not as it was.
    pub fn is_change(&self) -> bool {
        !matches!(self, Self::Unchanged(_))
    }
}

impl Store {
    /// Writes a new engagement.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_engagement(&self, lock: &Lock, engagement: &Engagement) -> Result<Written, Error> {
        let id = &engagement.id;
        self.create(
            lock,
            layout::engagement(id),
            |fields| decode::engagement(id, fields),
            |draft| encode::engagement(draft, engagement),
        )
    }

    /// Changes an engagement's file into one that says `engagement`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_engagement(&self, lock: &Lock, engagement: &Engagement) -> Result<Written, Error> {
        let id = &engagement.id;
        self.save(
            lock,
            layout::engagement(id),
            |fields| decode::engagement(id, fields),
            |draft| encode::engagement(draft, engagement),
        )
    }

    /// Writes a new goal of the engagement `id`.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_goal(&self, lock: &Lock, id: &Slug, goal: &Goal) -> Result<Written, Error> {
        self.create(
            lock,
            layout::goal(id, &goal.id),
            |fields| decode::goal(&goal.id, fields),
            |draft| encode::goal(draft, goal),
        )
    }

    /// Changes a goal's file into one that says `goal`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_goal(&self, lock: &Lock, id: &Slug, goal: &Goal) -> Result<Written, Error> {
        self.save(
            lock,
            layout::goal(id, &goal.id),
            |fields| decode::goal(&goal.id, fields),
            |draft| encode::goal(draft, goal),
        )
    }

    /// Writes a new milestone of the engagement `id`.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_milestone(&self, lock: &Lock, id: &Slug, milestone: &Milestone) -> Result<Written, Error> {
        self.create(
            lock,
            layout::milestone(id, &milestone.id),
            |fields| decode::milestone(&milestone.id, fields),
            |draft| encode::milestone(draft, milestone),
        )
    }

    /// Writes the retro of a week, or changes the one that is there into one that says `retro`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_retro(&self, lock: &Lock, id: &Slug, retro: &Retro) -> Result<Written, Error> {
        self.save(
            lock,
            layout::retro(id, retro.week),
            |fields| Some(decode::retro(retro.week, fields)),
            |draft| encode::retro(draft, retro),
        )
    }

    /// Writes the project retro, or changes the one that is there into one that says `retro`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_project_retro(&self, lock: &Lock, id: &Slug, retro: &ProjectRetro) -> Result<Written, Error> {
        let file = layout::project_retro(id);
        self.save(lock, file, decode::project_retro, |draft| encode::project_retro(draft, retro))
    }

    /// Writes a survey answer under a new random name.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_response(
        &self,
        lock: &Lock,
        id: &Slug,
        round: NaiveDate,
        response: &Response,
    ) -> Result<Written, Error> {
        loop {
            let name: String = std::iter::repeat_with(|| fastrand::char('a'..='z')).take(8).collect();
            let path = layout::response(id, round, &name);
            match self.create(lock, path, decode::response, |draft| encode::response(draft, response)) {
                Err(Error::Exists(_)) => {}
                done => return done,
            }
        }
    }

    /// Records how many were asked in a survey round.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_asked(&self, lock: &Lock, id: &Slug, round: NaiveDate, asked: u32) -> Result<Written, Error> {
        let file = layout::survey(id, round);
        let read = |fields: &mut Fields<'_, '_>| Some(decode::survey(fields));
        self.save(lock, file, read, |draft| draft.integer("asked", Some(i64::from(asked))))
    }

    /// Writes a new record; `read` reads it back.
    pub(super) fn create<T>(
        &self,
        lock: &Lock,
        file: PathBuf,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
        fill: impl FnOnce(&mut Draft),
    ) -> Result<Written, Error> {
        let path = self.root().join(&file);
        let mut draft = Draft::new();
        fill(&mut draft);
        let text = draft.into_new_text();
        let begins_folder = file.ends_with(layout::ENGAGEMENT) || file.ends_with(layout::PROPOSAL);
        let put = guard::refuse_unreadable(&path, &text, read)
            .and_then(|()| self.make_folders(&file, usize::from(!begins_folder)))
            .and_then(|()| lock.put(&file, &text, false));
        put.map_err(|error| lock.after_written(error))?;
        Ok(Written::Created(file))
    }

    /// Changes a record, or writes it where there is none; `read` reads it as it is and as it will be.
    pub(super) fn save<T>(
        &self,
        lock: &Lock,
        file: PathBuf,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
        fill: impl FnOnce(&mut Draft),
    ) -> Result<Written, Error> {
        let path = self.root().join(&file);
        match files::kind(&path).map_err(Error::io("read", &path)) {
            Ok(None) => self.create(lock, file, read, fill),
            Ok(Some(Kind::File)) => self.change(lock, file, read, fill).map_err(|error| lock.after_written(error)),
            Ok(Some(_)) => Err(lock.after_written(Error::NoFile(path))),
            Err(error) => Err(lock.after_written(error)),
        }
    }

    /// Changes a record that is there.
    fn change<T>(
        &self,
        lock: &Lock,
        file: PathBuf,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
        fill: impl FnOnce(&mut Draft),
    ) -> Result<Written, Error> {
        let path = self.root().join(&file);
        let mut buffer = Vec::new();
        let before = guard::read_record(&path, &mut buffer)?;
        guard::refuse_damaged(&path, before, &read)?;
        let mut draft = Draft::parse(before).map_err(|error| guard::unreadable(&path, None, error.message()))?;
        fill(&mut draft);
        let after = draft.into_text();
        if after == before {
            return Ok(Written::Unchanged(file));
        }
        guard::refuse_unreadable(&path, &after, read)?;
        self.make_folders(&file, usize::MAX)?;
        lock.put(&file, &after, true)?;
        Ok(Written::Changed(file))
    }

    /// Makes the folders above `file` that are missing, but for the first `there`: an engagement that somebody has taken
    /// away meanwhile does not come back in part. None of those that are there may lead out of the store.
    pub(super) fn make_folders(&self, file: &Path, there: usize) -> Result<(), Error> {
        let mut folder = self.root().to_owned();
        for (depth, part) in file.parent().unwrap_or(Path::new("")).iter().enumerate() {
            let parent = folder.clone();
            folder.push(part);
            match files::kind(&folder).map_err(Error::io("read", &folder))? {
                Some(Kind::Folder) => {}
                Some(_) => return Err(Error::Outside(folder)),
                None if depth < there => {
                    return Err(Error::io("write", &self.root().join(file))(io::ErrorKind::NotFound.into()));
                }
                None => {
                    fs::create_dir(&folder).map_err(Error::io("make", &folder))?;
                    sync_folder(&parent).map_err(Error::io("make", &folder))?;
                }
            }
        }
        Ok(())
    }
}

impl Store {
    /// Writes a page to a file of the user's choice, whole or not at all.
    ///
    /// # Errors
    /// When the file is one that the store could take for one of its own, or cannot be written.
    pub fn write_output(&self, path: &Path, text: &str) -> Result<(), Error> {
        let root = fs::canonicalize(self.root()).unwrap_or_else(|_| self.root().to_owned());
        let real = target(path);
        if real.starts_with(&root) && (layout::is_place(path) || layout::is_place(&real)) {
            return Err(Error::Record(path.to_owned()));
        }
        match files::kind(path) {
            Ok(Some(Kind::Other)) => fs::write(path, text).map_err(Error::io("write", path)),
            _ => {
                strays::sweep(path.parent().unwrap_or(Path::new(".")));
                put(path, text, true)
            }
        }
    }
}

/// Where `path` leads, links followed as far as there are any.
fn target(path: &Path) -> PathBuf {
    let parent = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
    let beside = parent.zip(path.file_name()).map(|(parent, name)| parent.join(name));
    fs::canonicalize(path).ok().or(beside).unwrap_or_else(|| path.to_owned())
}
