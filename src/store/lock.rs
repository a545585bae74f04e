//! The lock that keeps other writers out of a store, and what its holder has written.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::files::{self, Kind};
use super::put::put;
use super::{Error, Store, layout, limits, strays};

/// The variable that tells the hooks of git for which stores it runs: their roots without links, as in a search path.
pub(super) const HELD: &str = "AUXENG_WAITING_STORES";

/// Keeps other writers out of the store until it is dropped.
///
/// Its file is empty but while a record is being written. So whoever finds it otherwise knows that a writer was stopped
/// half-way, and takes away what that one left behind.
#[derive(Debug)]
pub struct Lock {
    root: PathBuf,
    file: File,
    /// Whether the file says that a record is being written.
    is_marked: Cell<bool>,
    /// Whether something could not be taken away, so that the next writer has to try again.
    is_littered: Cell<bool>,
    /// The files that were written so far, from the root of the store.
    written: RefCell<Vec<PathBuf>>,
}

impl Store {
    /// Takes the store's lock, waiting for another writer to finish; `waiting` is called first when there is one.
    ///
    /// A record must be read after the lock is taken, so that no change of another process is lost.
    ///
    /// # Errors
    /// When the lock file cannot be made or locked.
    pub fn lock(&self, waiting: impl FnOnce()) -> Result<Lock, Error> {
        Lock::take(self.root(), waiting)
    }
}

impl Lock {
    /// As [`Store::lock`], where the store may yet have to be made.
    pub(super) fn take(root: &Path, waiting: impl FnOnce()) -> Result<Self, Error> {
        let path = root.join(layout::LOCK);
        if files::kind(&path).map_err(Error::io("lock", &path))?.is_some_and(|kind| kind != Kind::File) {
            return Err(Error::NoFile(path));
        }
        let options = File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let file = options.map_err(Error::io("lock", &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(fs::TryLockError::WouldBlock) => {
                if is_held_above(root) {
                    return Err(Error::Held(root.to_owned()));
                }
                waiting();
                file.lock().map_err(Error::io("lock", &path))?;
            }
            Err(fs::TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
        let is_marked = file.metadata().map_err(Error::io("lock", &path))?.len() > 0;
        let is_littered = is_marked && !strays::sweep_store(root);
        Ok(Self {
            root: root.to_owned(),
            file,
            is_marked: Cell::new(is_marked),
            is_littered: Cell::new(is_littered),
            written: RefCell::default(),
        })
    }

    /// The files that were written under this lock, each once and in turn, from the root of the store.
    pub fn written(&self) -> Vec<PathBuf> {
        let mut known = BTreeSet::new();
        self.written.borrow().iter().filter(|file| known.insert(*file)).cloned().collect()
    }

    /// Counts `file`, from the root of the store, among those that were written: what was written before there was a
    /// lock. All that is written under it counts anyhow.
    pub fn wrote(&self, file: &Path) {
        self.written.borrow_mut().push(file.to_owned());
    }

    /// Puts `text` into a file of the store, named from its root; without `replace` there must be none yet.
    pub(super) fn put(&self, file: &Path, text: &str, replace: bool) -> Result<(), Error> {
        self.mark()?;
        let path = self.root.join(file);
        match put(&path, text, replace) {
            Ok(()) => {
                self.written.borrow_mut().push(file.to_owned());
                Ok(())
            }
            Err(error) => {
                if !path.parent().is_some_and(strays::sweep) {
                    self.is_littered.set(true);
                }
                Err(error)
            }
        }
    }

    /// Lets the file say that a record is being written. A length is all that is needed: it takes no room, also on a full
    /// disk, and reaches the disk no later than the files that are made after it.
    fn mark(&self) -> Result<(), Error> {
        if !self.is_marked.get() {
            limits::tell_instead_of_ending();
            self.file.set_len(1).map_err(Error::io("write", &self.root.join(layout::LOCK)))?;
            self.is_marked.set(true);
        }
        Ok(())
    }

    /// `error`, with what was written before it.
    pub(super) fn after_written(&self, error: Error) -> Error {
        let written = self.written.borrow();
        match error {
            Error::Exists(_) | Error::Partly { .. } => error,
            error if written.is_empty() => error,
            error => Error::Partly { source: Box::new(error), written: written.clone() },
        }
    }
}

/// Whether the one that holds the lock may wait for this process: then it must not be waited for.
fn is_held_above(root: &Path) -> bool {
    let root = std::fs::canonicalize(root);
    let held = std::env::var_os(HELD).unwrap_or_default();
    root.is_ok_and(|root| std::env::split_paths(&held).any(|held| held == root))
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.is_marked.get() && !self.is_littered.get() {
            // Where this fails, the next writer looks for what is not there.
            let _ = self.file.set_len(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_knows_what_was_written_once_and_in_turn() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path(), || {}).unwrap();
        assert_eq!(lock.written(), Vec::<PathBuf>::new());
        let error = || Error::NotAStore(PathBuf::from("x"));
        assert!(matches!(lock.after_written(error()), Error::NotAStore(_)), "nothing was written before it");
        lock.wrote(Path::new("auxeng.toml"));
        for file in ["b.toml", "a.toml", "b.toml"] {
            lock.put(Path::new(file), "x\n", true).unwrap();
        }
        assert_eq!(lock.written(), ["auxeng.toml", "b.toml", "a.toml"].map(PathBuf::from));
        let Error::Partly { written, .. } = lock.after_written(error()) else { panic!("something was written") };
        assert_eq!(written.len(), 4);
        assert!(matches!(lock.after_written(Error::Exists(PathBuf::from("a"))), Error::Exists(_)));
    }

    #[test]
    fn the_file_is_marked_while_something_is_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(layout::LOCK);
        let length = || fs::metadata(&file).unwrap().len();
        let lock = Lock::take(folder.path(), || {}).unwrap();
        assert_eq!(length(), 0);
        lock.put(Path::new("a.toml"), "x\n", false).unwrap();
        assert_eq!(length(), 1);
        assert!(lock.put(Path::new("a.toml"), "y\n", false).is_err());
        drop(lock);
        assert_eq!(length(), 0, "nothing has to be taken away");
        fs::write(&file, "x").unwrap();
        let left = folder.path().join(".auxeng-abc123.tmp");
        fs::write(&left, "half").unwrap();
        drop(Lock::take(folder.path(), || {}).unwrap());
        assert!(!left.exists(), "who takes the lock takes away what another one left");
        assert_eq!(length(), 0);
    }

    #[test]
    #[cfg(unix)]
    fn what_cannot_be_taken_away_is_left_to_the_next_writer() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(folder.path(), || {}).unwrap();
        lock.put(Path::new("a.toml"), "x\n", false).unwrap();
        lock.is_littered.set(true);
        drop(lock);
        assert_eq!(fs::metadata(folder.path().join(layout::LOCK)).unwrap().len(), 1);
    }

    #[test]
    fn only_a_hook_of_the_holder_is_told_that_it_is_held() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_held_above(folder.path()));
        assert!(!is_held_above(&folder.path().join("nowhere")));
        let first = Lock::take(folder.path(), || {}).unwrap();
        std::thread::scope(|scope| {
            let (waits, waiting) = std::sync::mpsc::channel();
            let second = scope.spawn(move || Lock::take(folder.path(), move || waits.send(()).unwrap()).map(drop));
            waiting.recv().unwrap();
            drop(first);
            second.join().unwrap().unwrap();
        });
    }
}
