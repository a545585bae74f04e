//! What stands before every write: nothing is changed that cannot be read, and nothing is written that could not be.

use std::path::Path;

use super::Error;
use super::decode::{Fields, Source, decode};
use super::files::{self, LARGEST, Refusal};
use crate::playbook::Finding;

/// The text of the record at `path`, which is to be changed.
pub(super) fn read_record<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Result<&'b str, Error> {
    files::read(path, buffer).map_err(|refusal| match refusal {
        Refusal::Io(error) => Error::io("read", path)(error),
        Refusal::TooLarge => unreadable(path, None, files::TOO_LARGE),
        Refusal::NotText(_) => unreadable(path, None, files::NOT_TEXT),
    })
}

/// Refuses to change a record that cannot be read in full.
pub(super) fn refuse_damaged<T>(
    path: &Path,
    text: &str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Result<(), Error> {
    match error_in(path, text, read) {
        None => Ok(()),
        Some(finding) => Err(unreadable(path, Some(&finding), &finding.message)),
    }
}

/// The first error in the record `text`.
fn error_in<T>(path: &Path, text: &str, read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>) -> Option<Finding> {
    let mut findings = Vec::new();
    decode(&Source::new(path, text, None), &mut findings, read);
    findings.into_iter().find(Finding::is_error)
}

/// Refuses to write what would not be read again.
pub(super) fn refuse_unreadable<T>(
    path: &Path,
    text: &str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Result<(), Error> {
    refuse_large(path, text)?;
    match error_in(path, text, read) {
        None => Ok(()),
        Some(finding) => Err(Error::Unwritable {
            path: path.to_owned(),
            reason: format!("it could not be read again: {}", finding.message),
            help: "correct what it is to say",
        }),
    }
}

/// Refuses to write more than is read.
pub(super) fn refuse_large(path: &Path, text: &str) -> Result<(), Error> {
    const MIB: u64 = 1024 * 1024;
    const TENTH: u64 = MIB / 10;
    let size = text.len() as u64;
    if size <= LARGEST {
        return Ok(());
    }
    let tenths = size.div_ceil(TENTH);
    Err(Error::Unwritable {
        path: path.to_owned(),
        reason: format!(
            "it would have {}.{} MiB, and no file of more than {} MiB is read",
            tenths / 10,
            tenths % 10,
            LARGEST / MIB
        ),
        help: "add less, and keep long texts in files of their own",
    })
}

/// That the record at `path` cannot be read, `finding` telling where.
pub(super) fn unreadable(path: &Path, finding: Option<&Finding>, reason: &str) -> Error {
    let excerpt = finding.and_then(|finding| finding.place.as_ref()?.excerpt.as_ref());
    let place = excerpt.map_or_else(
        || path.display().to_string(),
        |excerpt| format!("{}:{}:{}", path.display(), excerpt.line, excerpt.column),
    );
    Error::Unreadable { place, reason: reason.to_owned() }
}
