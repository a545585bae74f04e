//! What a person has typed and not recorded yet, kept in their own folder until it is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use super::files::{self, Kind};
use super::put::put_private;
use super::{Error, strays};

/// The user's own folder of drafts. Nothing in it is part of a store.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// The drafts of this user: in the folder for state, where the system knows one, else in that for data. `None`
    /// where the user has no home.
    pub fn of_user() -> Option<Self> {
        Self::called("drafts")
    }

    /// The pages that this user has opened in a browser, in a folder beside that of the drafts.
    pub fn pages_of_user() -> Option<Self> {
        Self::called("pages")
    }

    fn called(name: &str) -> Option<Self> {
        let folders = ProjectDirs::from("", "", "auxeng")?;
        let state = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
        Some(Self { folder: state.join(name) })
    }

    /// Where the draft called `name` lies, whether it is there or not.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The draft called `name`, where there is one.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.path(name);
        match files::kind(&path).map_err(Error::io("read", &path))? {
            Some(Kind::File) => files::read_input(&path).map(Some),
            None => Ok(None),
            Some(_) => Err(Error::NoFile(path)),
        }
    }

    /// Keeps `text` as the draft called `name`, whole or not at all, so that it outlives a crash. Only the user may
    /// read it.
    ///
    /// # Errors
    /// When it cannot be written; the draft from before stays.
    pub fn keep(&self, name: &str, text: &str) -> Result<(), Error> {
        let path = self.path(name);
        files::make_folder(&self.folder)?;
        strays::sweep(&self.folder);
        put_private(&path, text)
    }

    /// Keeps others from a draft as long as the file lives that is returned; `None` where somebody has it.
    ///
    /// # Errors
    /// When the file called `name`, which stays, cannot be made or locked.
    pub fn lock(&self, name: &str) -> Result<Option<File>, Error> {
        let path = self.path(name);
        files::make_folder(&self.folder)?;
        if files::kind(&path).map_err(Error::io("lock", &path))?.is_some_and(|kind| kind != Kind::File) {
            return Err(Error::NoFile(path));
        }
        let file = File::options().append(true).create(true).open(&path).map_err(Error::io("lock", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(Error::io("lock", &path)(error)),
        }
    }

    /// The names of all drafts; none where they cannot be listed.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }

    /// Takes the draft called `name` away; none being there is as well.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub fn discard(&self, name: &str) -> Result<(), Error> {
        let path = self.path(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io("remove", &path)(error)),
            _ => Ok(()),
        }
    }
}

/// The name of a draft about the engagement `id` of the store in `root`, with what it is a draft of before it and
/// `extension` behind it: the same engagement in another store has another.
pub fn draft_name(what: &str, id: &str, root: &Path, extension: &str) -> String {
    let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
    // FNV-1a: short, and the same in every version of the program.
    let mark = root
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{what}-{id}-{mark:016x}.{extension}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_kept_until_it_is_taken_away() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts { folder: folder.path().join("not/there/yet") };
        assert_eq!(drafts.read("a.json").unwrap(), None);
        drafts.keep("a.json", "first").unwrap();
        drafts.keep("a.json", "second").unwrap();
        assert_eq!(drafts.read("a.json").unwrap().as_deref(), Some("second"));
        assert_eq!(drafts.names(), ["a.json"]);
        drafts.discard("a.json").unwrap();
        drafts.discard("a.json").unwrap();
        assert_eq!(drafts.read("a.json").unwrap(), None);
        assert_eq!(drafts.names(), Vec::<String>::new(), "nothing else is left behind");
        fs::create_dir(drafts.path("folder")).unwrap();
        assert!(drafts.discard("folder").is_err(), "a folder is no draft");
    }

    #[test]
    fn one_at_a_time_has_a_draft() {
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts { folder: folder.path().join("not/there/yet") };
        let first = drafts.lock("a.lock").unwrap();
        assert!(first.is_some());
        assert!(drafts.lock("a.lock").unwrap().is_none());
        assert!(drafts.lock("b.lock").unwrap().is_some());
        drop(first);
        assert!(drafts.lock("a.lock").unwrap().is_some());
    }

    #[test]
    #[cfg(unix)]
    fn nobody_else_may_read_a_draft() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let drafts = Drafts { folder: folder.path().to_owned() };
        drafts.keep("a.json", "first").unwrap();
        let mode = fs::metadata(drafts.path("a.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }

    #[test]
    fn stores_do_not_share_drafts() {
        let name = |root: &str| draft_name("retro", "checkout", Path::new(root), "json");
        assert_eq!(name("/no/store"), name("/no/store"));
        assert_ne!(name("/no/store"), name("/no/other"));
        assert_eq!(
            name("/no/store"),
            "retro-checkout-3d992f5ef4352357.json",
            "every version finds the drafts of another"
        );
    }
}
