//! Making a store.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::edit::Draft;
use super::files::{self, Kind};
use super::{Error, Lock, Store, layout};
use crate::model::SCHEMA;

const ATTRIBUTES_LINE: &str = "*.toml text eol=lf";
const IGNORED: [&str; 2] = [layout::LOCK, ".auxeng-*.tmp"];

const SETTINGS_HINT: &str = "
# These are the defaults; take the `#` away to change one.
#
# [defaults]
# weeks = 10              # of an engagement
# retro_minutes = 30      # of a weekly retro
#
# [health]
# aim = 0.75              # share of the goals that should be done at the end
# at_risk = 0.10          # this far behind what is expected: at risk
# off_track = 0.25        # this far behind: off track
";

/// What `init` did.
#[derive(Debug)]
pub struct Initialised {
    /// The store.
    pub store: Store,
    /// The files that were made or added to, from the root of the store.
    pub written: Vec<PathBuf>,
}

/// Makes `root` a store; what is there already stays as it is.
///
/// # Errors
/// When a folder or file cannot be made, or when a store is there that cannot be opened.
pub fn init(root: &Path, home: Option<&str>) -> Result<Initialised, Error> {
    files::make_folder(root)?;
    let settings = root.join(layout::SETTINGS);
    let kind = files::kind(&settings).map_err(Error::io("read", &settings))?;
    match kind {
        None => {}
        Some(Kind::File) => drop(Store::open(root.to_owned())?),
        Some(_) => return Err(no_file(&settings)),
    }
    let made = || Ok(Initialised { store: Store::open(root.to_owned())?, written: Vec::new() });
    if kind.is_some() && words_for_git(root)?.is_empty() {
        return made();
    }
    let lock = Lock::take(root, || ())?;
    // What is there now: another process may just have made the store. The file that makes it one comes last: with it
    // all is there.
    let mut texts = words_for_git(root)?;
    if files::kind(&settings).map_err(Error::io("read", &settings))?.is_none() {
        let mut draft = Draft::new();
        draft.integer("schema", Some(SCHEMA));
        draft.text("home", home);
        texts.push((layout::SETTINGS, format!("{}{SETTINGS_HINT}", draft.into_new_text())));
    }
    for (name, text) in &texts {
        let put = lock.put(Path::new(name), text, *name != layout::SETTINGS);
        put.map_err(|error| lock.after_written(error))?;
    }
    let written = texts.iter().rev().map(|(name, _)| PathBuf::from(name)).collect();
    Ok(Initialised { written, ..made()? })
}

/// The files that tell git how to treat the records, with their texts, where they do not tell it yet.
fn words_for_git(root: &Path) -> Result<Vec<(&'static str, String)>, Error> {
    let ignore = with_lines(root, layout::IGNORE, &IGNORED)?.map(|text| (layout::IGNORE, text));
    let attributes = with_lines(root, layout::ATTRIBUTES, &[ATTRIBUTES_LINE])?.map(|text| (layout::ATTRIBUTES, text));
    Ok(ignore.into_iter().chain(attributes).collect())
}

/// The text of a file with the lines that it does not have yet; `None` when it has them all.
fn with_lines(root: &Path, name: &str, lines: &[&str]) -> Result<Option<String>, Error> {
    let path = root.join(name);
    let mut text = match files::kind(&path).map_err(Error::io("read", &path))? {
        None => String::new(),
        Some(Kind::File) => fs::read_to_string(&path).map_err(Error::io("read", &path))?,
        Some(_) => return Err(no_file(&path)),
    };
    let is_missing = |line: &&str| !text.lines().any(|present| present.trim() == *line);
    let missing: Vec<&str> = lines.iter().copied().filter(is_missing).collect();
    if missing.is_empty() {
        return Ok(None);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in missing {
        text.push_str(line);
        text.push('\n');
    }
    Ok(Some(text))
}

fn no_file(path: &Path) -> Error {
    let reason = "it is not a regular file";
    Error::io("use", path)(io::Error::new(io::ErrorKind::InvalidInput, reason))
}
