//! The user's own configuration: `config.toml` in the user's configuration folder. No part of any store.

use std::fs;
use std::path::{Path, PathBuf};

use super::files::Kind;
use super::reader::Reader;
use super::{Error, decode};
use crate::model::MailSettings;
use crate::playbook::Finding;

/// The file in the folder.
const FILE: &str = "config.toml";

/// What the user has set, and what is wrong with it.
#[derive(Debug)]
pub struct Configuration {
    /// The folder in which the file lies, or would lie.
    pub folder: PathBuf,
    /// How mail leaves; nothing is set where an error is among the findings.
    pub mail: MailSettings,
    /// Whether what is written is to be committed; not where an error is among the findings.
    pub commit: bool,
    /// What is wrong with the file. None of them repeats its lines, which may hold a password.
    pub findings: Vec<Finding>,
    /// Whether others on this machine may read the file.
    pub is_open_to_others: bool,
}

impl Configuration {
    /// The file, or where it would be.
    pub fn file(&self) -> PathBuf {
        self.folder.join(FILE)
    }
}

/// Reads the user's configuration; without a file nothing is set. A link is followed: the file is the user's own.
///
/// # Errors
/// When the system tells no configuration folder, or the file is there and its kind cannot be told.
pub fn configuration() -> Result<Configuration, Error> {
    let projects = directories::ProjectDirs::from("", "", "auxeng");
    let projects = projects.ok_or_else(|| Error::io("find", Path::new(FILE))(std::io::ErrorKind::NotFound.into()))?;
    let folder = projects.config_dir().to_owned();
    let path = folder.join(FILE);
    let mut found = Configuration {
        folder,
        mail: MailSettings::default(),
        commit: false,
        findings: Vec::new(),
        is_open_to_others: false,
    };
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(found),
        Err(error) => return Err(Error::io("read", &path)(error)),
    };
    let kind = if metadata.is_file() { Kind::File } else { Kind::Other };
    let mut reader = Reader::new(&found.folder, None, Vec::new());
    let read = reader.read(Path::new(FILE), kind, |fields| Some(decode::configuration(fields)));
    let mut findings = reader.findings;
    for excerpt in findings.iter_mut().filter_map(|finding| finding.place.as_mut()?.excerpt.as_mut()) {
        excerpt.text.clear();
    }
    found.findings = findings;
    (found.mail, found.commit) = read.unwrap_or_default();
    found.is_open_to_others = is_open_to_others(&metadata);
    Ok(found)
}

#[cfg(unix)]
fn is_open_to_others(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    metadata.mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_the_users_own_or_open_to_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let file = tempfile::NamedTempFile::new().unwrap();
        for (mode, is_open) in [(0o600, false), (0o700, false), (0o640, true), (0o604, true), (0o602, true)] {
            file.as_file().set_permissions(fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(is_open_to_others(&file.as_file().metadata().unwrap()), is_open, "{mode:o}");
        }
    }
}
