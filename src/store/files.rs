//! Reading single files and folders, trusting nothing that is found there.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Error, layout};

/// The largest file that is read, and the largest record that is written, in bytes.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// Why a file that is larger is not read.
pub(super) const TOO_LARGE: &str = "it is larger than 4 MiB";

/// Why bytes are no text.
pub(super) const NOT_TEXT: &str = "it is not UTF-8";

/// As much as a record usually has, in bytes: read in one go.
const USUAL: usize = 8 * 1024;

/// What a folder holds under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link, a device, a pipe: nothing that is followed or opened.
    Other,
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its name; characters that are not UTF-8 are replaced, and the entry is then [`Kind::Other`].
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Its name as it is, where that is not UTF-8.
    foreign: Option<OsString>,
}

impl Entry {
    /// Whether its name is not UTF-8.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// Where something lies in it, from the folder that it is in.
    pub(super) fn within(&self, name: &str) -> PathBuf {
        Path::new(self.foreign.as_deref().unwrap_or(self.name.as_ref())).join(name)
    }

    /// Whether it is one of the folders in which the records of an engagement lie.
    pub(super) fn is_folder_of_records(&self) -> bool {
        self.kind == Kind::Folder && layout::FOLDERS.contains(&self.name.as_str())
    }

    /// Whether its name is one that a record can have.
    pub(super) fn is_record(&self) -> bool {
        self.name.strip_suffix(".toml").is_some()
    }
}

/// The entries of `folder` by name, without those whose name begins with a dot.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let (name, foreign) = match entry.file_name().into_string() {
            Ok(name) => (name, None),
            Err(name) => (name.to_string_lossy().into_owned(), Some(name)),
        };
        if name.starts_with('.') {
            continue;
        }
        let kind = if foreign.is_some() {
            Kind::Other
        } else if kind.is_file() {
            Kind::File
        } else if kind.is_dir() {
            Kind::Folder
        } else {
            Kind::Other
        };
        entries.push(Entry { name, kind, foreign });
    }
    entries.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    Ok(entries)
}

/// What lies at `path` itself, links not followed; `None` when nothing does.
pub(super) fn kind(path: &Path) -> io::Result<Option<Kind>> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(Kind::File)),
        Ok(metadata) if metadata.is_dir() => Ok(Some(Kind::Folder)),
        Ok(_) => Ok(Some(Kind::Other)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Makes `folder` and the folders above it, where it is not there yet. A link to a folder will do.
pub(super) fn make_folder(folder: &Path) -> Result<(), Error> {
    let made = match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(io::ErrorKind::NotADirectory.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        Err(error) => Err(error),
    };
    made.map_err(Error::io("make", folder))
}

/// Why a file that is there is not read.
#[derive(Debug)]
pub(super) enum Refusal {
    Io(io::Error),
    TooLarge,
    /// Not UTF-8 from this byte on; what came before is text.
    NotText(String),
}

impl Refusal {
    /// Why the file cannot be read, in words.
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Io(error) => error.to_string(),
            Self::TooLarge => TOO_LARGE.to_owned(),
            Self::NotText(_) => NOT_TEXT.to_owned(),
        }
    }
}

/// Reads the regular file at `path`, of which the kind is known, into `buffer` and returns its text.
pub(super) fn read<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, Refusal> {
    buffer.clear();
    buffer.reserve(USUAL);
    let file = File::open(path).map_err(Refusal::Io)?;
    file.take(LARGEST + 1).read_to_end(buffer).map_err(Refusal::Io)?;
    if buffer.len() as u64 > LARGEST {
        return Err(Refusal::TooLarge);
    }
    std::str::from_utf8(buffer).map_err(|error| {
        let valid = buffer.get(..error.valid_up_to()).unwrap_or_default();
        Refusal::NotText(String::from_utf8_lossy(valid).into_owned())
    })
}

/// Reads a text file of the user's own, such as notes: any readable file of moderate size.
///
/// # Errors
/// When it cannot be read, is larger than 4 MiB, or is not UTF-8.
pub fn read_input(path: &Path) -> Result<String, Error> {
    let mut buffer = Vec::new();
    let text = read(path, &mut buffer).map_err(|refusal| {
        let error = match refusal {
            Refusal::Io(error) => error,
            Refusal::TooLarge => io::Error::new(io::ErrorKind::FileTooLarge, TOO_LARGE),
            Refusal::NotText(_) => io::Error::new(io::ErrorKind::InvalidData, NOT_TEXT),
        };
        Error::io("read", path)(error)
    })?;
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_told_is_not_taken_for_absent() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(kind(&file).unwrap(), Some(Kind::File));
        assert_eq!(kind(folder.path()).unwrap(), Some(Kind::Folder));
        assert_eq!(kind(&folder.path().join("nowhere")).unwrap(), None);
        assert_eq!(kind(&file.join("below")).unwrap(), None);
        assert!(
            kind(&folder.path().join("x".repeat(1000))).is_err(),
            "no file has such a name, and the system says so"
        );
    }

    #[test]
    fn a_folder_is_made_where_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        make_folder(&deep).unwrap();
        make_folder(&deep).unwrap();
        assert!(deep.is_dir());
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        for taken in [file.clone(), file.join("below")] {
            assert!(matches!(make_folder(&taken), Err(Error::Io { action: "make", path, .. }) if path == taken));
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn an_entry_whose_name_is_no_text_is_nothing_that_is_opened() {
        use std::os::unix::ffi::OsStringExt as _;
        let folder = tempfile::tempdir().unwrap();
        let name = OsString::from_vec(b"a\xff".to_vec());
        fs::create_dir(folder.path().join(&name)).unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        let found = entries(folder.path()).unwrap();
        let about: Vec<_> = found.iter().map(|entry| (entry.is_foreign(), entry.kind, entry.within("x"))).collect();
        let [first, second] = [(true, Kind::Other, name.into()), (false, Kind::Folder, "b".into())]
            .map(|(is_foreign, kind, folder): (_, _, PathBuf)| (is_foreign, kind, folder.join("x")));
        assert_eq!(about, [first, second]);
    }
}
