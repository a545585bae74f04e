//! Putting a file in place, whole or not at all: written beside it, synced, then moved there.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Error, files, layout, limits};

/// Who may read a file that is new.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Everybody whom the umask lets in.
    Everybody,
    /// The user alone.
    User,
}

/// Puts `text` into the file at `path`, whole: written beside it, synced, then moved into place, and the folder synced.
pub(super) fn put(path: &Path, text: &str, replace: bool) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = temporary(folder, Readers::Everybody).and_then(|file| {
        if replace {
            keep_permissions(&file, path)?;
        }
        fill(file, text)
    });
    let file = file.map_err(Error::io("write", path))?;
    if replace {
        file.persist(path).map_err(|error| Error::io("write", path)(error.error))?;
    } else {
        file.persist_noclobber(path).map_err(|error| match error.error.kind() {
            io::ErrorKind::AlreadyExists => Error::Exists(path.to_owned()),
            _ => Error::io("write", path)(error.error),
        })?;
    }
    sync_folder(folder).map_err(|source| Error::Unsynced { path: path.to_owned(), source })
}

/// As [`put`], for a file of the user's own that nobody else may read.
pub(super) fn put_private(path: &Path, text: &str) -> Result<(), Error> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let file = temporary(folder, Readers::User).and_then(|file| fill(file, text));
    let persisted = file.and_then(|file| file.persist(path).map_err(|error| error.error));
    persisted.map_err(Error::io("write", path))?;
    sync_folder(folder).map_err(|source| Error::Unsynced { path: path.to_owned(), source })
}

/// A new temporary file in `folder`, locked as long as it is open: so others know that it is no stray.
fn temporary(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    limits::tell_instead_of_ending();
    let mut builder = tempfile::Builder::new();
    builder.prefix(layout::TEMPORARY).suffix(layout::TEMPORARY_END).rand_bytes(layout::TEMPORARY_SIGNS);
    // Temporary files are private unless said otherwise.
    #[cfg(unix)]
    if readers == Readers::Everybody {
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    }
    loop {
        let file = builder.tempfile_in(folder)?;
        // Where files cannot be locked, nobody takes one for a stray either.
        let is_taken = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        // Between making and locking it, somebody may have taken it away.
        if !is_taken && files::kind(file.path())?.is_some() {
            return Ok(file);
        }
    }
}

fn keep_permissions(file: &NamedTempFile, path: &Path) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(path) {
        // Setting what is so already would cost a journal entry.
        if file.as_file().metadata()?.permissions() != metadata.permissions() {
            file.as_file().set_permissions(metadata.permissions())?;
        }
    }
    Ok(())
}

fn fill(mut file: NamedTempFile, text: &str) -> io::Result<NamedTempFile> {
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    if cfg!(windows) {
        // There a lock keeps readers out as well, and once it is in place the file has some.
        file.as_file().unlock()?;
    }
    Ok(file)
}

/// Makes what was put into `folder` survive a crash, where the system can.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_replaced_stays_open_to_whom_it_was() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        put(&path, "a = 1\n", false).unwrap();
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        let usual = mode();
        for mode_before in [0o640, 0o600, 0o666] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode_before)).unwrap();
            put(&path, "a = 2\n", true).unwrap();
            assert_eq!(format!("{:o}", mode()), format!("{mode_before:o}"));
        }
        assert!(usual & 0o600 == 0o600 && matches!(put(&path, "", false), Err(Error::Exists(_))));
        put_private(&path, "a = 3\n").unwrap();
        assert_eq!(mode(), 0o600, "nobody else reads what is the user's own");
    }
}
