//! Writing records: under the store's lock, each file whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::decode::{self, Fields};
use super::edit::Draft;
use super::files::{self, Kind};
use super::{Error, Store, encode, guard, layout};
use crate::model::{Engagement, Goal, Milestone, ProjectRetro, Response, Retro, Slug};

/// Keeps other writers out of the store until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

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
    /// Takes the store's lock, waiting for another writer to finish; `waiting` is called first when there is one.
    ///
    /// A record must be read after the lock is taken, so that no change of another process is lost.
    ///
    /// # Errors
    /// When the lock file cannot be made or locked.
    pub fn lock(&self, waiting: impl FnOnce()) -> Result<Lock, Error> {
        let path = self.root().join(layout::LOCK);
        if files::kind(&path).map_err(Error::io("lock", &path))?.is_some_and(|kind| kind != Kind::File) {
            return Err(Error::Outside(path));
        }
        let options = File::options().read(true).append(true).create(true).open(&path);
        let file = options.map_err(Error::io("lock", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                waiting();
                file.lock().map_err(Error::io("lock", &path))?;
            }
            Err(fs::TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        Ok(Lock { _file: file })
    }

    /// Writes a new engagement.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_engagement(&self, _: &Lock, engagement: &Engagement) -> Result<Written, Error> {
        let id = &engagement.id;
        self.create(
            layout::engagement(id),
            |fields| decode::engagement(id, fields),
            |draft| encode::engagement(draft, engagement),
        )
    }

    /// Changes an engagement's file into one that says `engagement`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_engagement(&self, _: &Lock, engagement: &Engagement) -> Result<Written, Error> {
        let id = &engagement.id;
        self.save(
            layout::engagement(id),
            |fields| decode::engagement(id, fields),
            |draft| encode::engagement(draft, engagement),
        )
    }

    /// Writes a new goal of the engagement `id`.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_goal(&self, _: &Lock, id: &Slug, goal: &Goal) -> Result<Written, Error> {
        self.create(
            layout::goal(id, &goal.id),
            |fields| decode::goal(&goal.id, fields),
            |draft| encode::goal(draft, goal),
        )
    }

    /// Changes a goal's file into one that says `goal`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_goal(&self, _: &Lock, id: &Slug, goal: &Goal) -> Result<Written, Error> {
        self.save(
            layout::goal(id, &goal.id),
            |fields| decode::goal(&goal.id, fields),
            |draft| encode::goal(draft, goal),
        )
    }

    /// Writes a new milestone of the engagement `id`.
    ///
    /// # Errors
    /// When there is one with this id already, or the file cannot be written.
    pub fn create_milestone(&self, _: &Lock, id: &Slug, milestone: &Milestone) -> Result<Written, Error> {
        self.create(
            layout::milestone(id, &milestone.id),
            |fields| decode::milestone(&milestone.id, fields),
            |draft| encode::milestone(draft, milestone),
        )
    }

    /// Writes the retro of a week, or changes the one that is there into one that says `retro`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_retro(&self, _: &Lock, id: &Slug, retro: &Retro) -> Result<Written, Error> {
        self.save(
            layout::retro(id, retro.week),
            |fields| Some(decode::retro(retro.week, fields)),
            |draft| encode::retro(draft, retro),
        )
    }

    /// Writes the project retro, or changes the one that is there into one that says `retro`.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_project_retro(&self, _: &Lock, id: &Slug, retro: &ProjectRetro) -> Result<Written, Error> {
        self.save(layout::project_retro(id), decode::project_retro, |draft| encode::project_retro(draft, retro))
    }

    /// Writes a survey answer under a new random name.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_response(&self, _: &Lock, id: &Slug, round: NaiveDate, response: &Response) -> Result<Written, Error> {
        loop {
            let name: String = std::iter::repeat_with(|| fastrand::char('a'..='z')).take(8).collect();
            let path = layout::response(id, round, &name);
            match self.create(path, decode::response, |draft| encode::response(draft, response)) {
                Err(Error::Exists(_)) => {}
                done => return done,
            }
        }
    }

    /// Records how many were asked in a survey round.
    ///
    /// # Errors
    /// When the file cannot be read in full or cannot be written.
    pub fn save_asked(&self, _: &Lock, id: &Slug, round: NaiveDate, asked: u32) -> Result<Written, Error> {
        let file = layout::survey(id, round);
        self.save(file, |fields| Some(decode::survey(fields)), |draft| draft.integer("asked", Some(i64::from(asked))))
    }

    /// Writes a new record; `read` reads it back.
    pub(super) fn create<T>(
        &self,
        file: PathBuf,
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
        fill: impl FnOnce(&mut Draft),
    ) -> Result<Written, Error> {
        let path = self.root().join(&file);
        let mut draft = Draft::new();
        fill(&mut draft);
        let text = draft.into_new_text();
        guard::refuse_unreadable(&path, &text, read)?;
        self.make_folders(&file)?;
        put(&path, &text, false)?;
        Ok(Written::Created(file))
    }

    /// Changes a record, or writes it where there is none; `read` reads it as it is and as it will be.
    fn save<T>(
        &self,
        file: PathBuf,
        read: impl Fn(&mut Fields<'_, '_>) -> Option<T>,
        fill: impl FnOnce(&mut Draft),
    ) -> Result<Written, Error> {
        let path = self.root().join(&file);
        match files::kind(&path).map_err(Error::io("read", &path))? {
            None => return self.create(file, read, fill),
            Some(Kind::File) => {}
            Some(_) => return Err(Error::Outside(path)),
        }
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
        self.make_folders(&file)?;
        put(&path, &after, true)?;
        Ok(Written::Changed(file))
    }

    /// Makes the folders above `file` that are missing. None of those that are there may lead out of the store.
    fn make_folders(&self, file: &Path) -> Result<(), Error> {
        let mut folder = self.root().to_owned();
        for part in file.parent().unwrap_or(Path::new("")) {
            let parent = folder.clone();
            folder.push(part);
            match files::kind(&folder).map_err(Error::io("read", &folder))? {
                Some(Kind::Folder) => {}
                Some(_) => return Err(Error::Outside(folder)),
                None => {
                    fs::create_dir(&folder).map_err(Error::io("make", &folder))?;
                    sync_folder(&parent)?;
                }
            }
        }
        Ok(())
    }
}

/// Puts `text` into the file at `path`, whole: written beside it, synced, then moved into place, and the folder synced.
pub(super) fn put(path: &Path, text: &str, replace: bool) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = temporary(folder, path, text, replace).map_err(Error::io("write", path))?;
    if replace {
        file.persist(path).map_err(|error| Error::io("write", path)(error.error))?;
    } else {
        file.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
            _ => Error::io("write", path)(error.error),
        })?;
    }
    sync_folder(folder)
}

/// As [`put`], for a file of the user's own that nobody else may read.
pub(super) fn put_private(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    let file = builder.prefix(layout::TEMPORARY).tempfile_in(folder).and_then(|file| fill(file, text));
    let persisted = file.and_then(|file| file.persist(path).map_err(|error| error.error));
    persisted.map_err(Error::io("write", path))?;
    sync_folder(folder)
}

fn temporary(folder: &Path, path: &Path, text: &str, replace: bool) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(layout::TEMPORARY).suffix(".tmp");
    // Temporary files are private unless said otherwise; a record is for everybody whom the umask lets in.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder)?;
    if replace && let Ok(metadata) = fs::metadata(path) {
        // Setting what is so already would cost a journal entry.
        if file.as_file().metadata()?.permissions() != metadata.permissions() {
            file.as_file().set_permissions(metadata.permissions())?;
        }
    }
    fill(file, text)
}

fn fill(mut file: tempfile::NamedTempFile, text: &str) -> io::Result<tempfile::NamedTempFile> {
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes what was put into `folder` survive a crash, where the system can.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(Error::io("write", folder))?;
    }
    Ok(())
}

impl Store {
    /// Writes a page to a file of the user's choice, whole or not at all.
    ///
    /// # Errors
    /// When the file is one that the store could take for a record, or cannot be written.
    pub fn write_output(&self, path: &Path, text: &str) -> Result<(), Error> {
        let root = fs::canonicalize(self.root()).unwrap_or_else(|_| self.root().to_owned());
        let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
        let real = target(path);
        if real.starts_with(&root) && (is_toml || real.extension().is_some_and(|end| end == "toml")) {
            return Err(Error::Record(path.to_owned()));
        }
        match files::kind(path) {
            Ok(Some(Kind::Other)) => fs::write(path, text).map_err(Error::io("write", path)),
            _ => put(path, text, true),
        }
    }
}

/// Where `path` leads, links followed as far as there are any.
fn target(path: &Path) -> PathBuf {
    let parent = path.parent().and_then(|parent| fs::canonicalize(parent).ok());
    let beside = parent.zip(path.file_name()).map(|(parent, name)| parent.join(name));
    fs::canonicalize(path).ok().or(beside).unwrap_or_else(|| path.to_owned())
}
