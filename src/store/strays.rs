//! Temporary files that a writer left behind who was killed.
//!
//! A writer keeps its temporary file locked as long as it lives. So one that can be locked is a stray.

use std::fs::{self, DirEntry, File};
use std::io;
use std::path::Path;

use super::layout;
use crate::model::Slug;

/// Takes the strays in `folder` away; whether none are left.
pub(super) fn sweep(folder: &Path) -> bool {
    sweep_and_list(folder).is_some_and(|swept| swept.is_clean)
}

/// Takes the strays away in all folders of the store in `root` in which records lie; whether none are left.
pub(super) fn sweep_store(root: &Path) -> bool {
    let Some(store) = sweep_and_list(root) else { return false };
    let engagements = store.folders.iter().filter(|entry| is_named(entry, |name| name.parse::<Slug>().is_ok()));
    let swept = engagements.map(|entry| sweep_engagement(&entry.path()));
    // All of them, also when one cannot be swept.
    swept.fold(store.is_clean, |all, one| all & one)
}

fn sweep_engagement(folder: &Path) -> bool {
    let Some(engagement) = sweep_and_list(folder) else { return false };
    let parts = engagement.folders.iter().filter(|entry| {
        is_named(entry, |name| layout::FOLDERS.contains(&name) || layout::PROPOSAL_FOLDERS.contains(&name))
    });
    let swept = parts.map(|part| {
        let rounds = |folders: Vec<DirEntry>| folders.iter().fold(true, |all, round| all & sweep(&round.path()));
        sweep_and_list(&part.path()).is_some_and(|swept| rounds(swept.folders) & swept.is_clean)
    });
    swept.fold(engagement.is_clean, |all, one| all & one)
}

fn is_named(entry: &DirEntry, is_right: impl FnOnce(&str) -> bool) -> bool {
    entry.file_name().to_str().is_some_and(is_right)
}

/// A folder without strays.
struct Swept {
    is_clean: bool,
    /// The folders in it; links are none.
    folders: Vec<DirEntry>,
}

/// Takes the strays in `folder` away; `None` when it cannot be listed. One that is gone is clean.
fn sweep_and_list(folder: &Path) -> Option<Swept> {
    let mut swept = Swept { is_clean: true, folders: Vec::new() };
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(swept),
        entries => entries.ok()?,
    };
    for entry in entries {
        let entry = entry.ok()?;
        let kind = entry.file_type().ok()?;
        if kind.is_dir() {
            swept.folders.push(entry);
        } else if kind.is_file() && is_named(&entry, is_temporary) {
            swept.is_clean &= take_away(&entry.path());
        }
    }
    Some(swept)
}

/// Whether `name` is one that our temporary files have.
fn is_temporary(name: &str) -> bool {
    let middle = name.strip_prefix(layout::TEMPORARY).and_then(|name| name.strip_suffix(layout::TEMPORARY_END));
    middle.is_some_and(|middle| {
        middle.len() == layout::TEMPORARY_SIGNS && middle.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Takes the regular file at `path` away, unless its writer lives; whether nothing is left that should not be.
fn take_away(path: &Path) -> bool {
    let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let file = match open(path) {
        Err(error) => return is_gone(&error),
        Ok(file) => file,
    };
    match file.try_lock() {
        // It is locked while it goes: so its writer, if one has only just made it, notices.
        Ok(()) => fs::remove_file(path).err().is_none_or(|error| is_gone(&error)),
        Err(fs::TryLockError::WouldBlock) => true,
        Err(fs::TryLockError::Error(_)) => false,
    }
}

/// Opens the file, if that is what lies there: in a folder that others may write to, it may have become something else.
fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags((OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}
