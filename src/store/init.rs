//! Making a store.

use std::fs;
use std::path::{Path, PathBuf};

use super::edit::Draft;
use super::files::{self, Kind};
use super::write::{put, sync_folder};
use super::{Error, Store, layout};
use crate::model::SCHEMA;

const ATTRIBUTES: &str = ".gitattributes";
const ATTRIBUTES_LINE: &str = "*.toml text eol=lf";
const IGNORE: &str = ".gitignore";
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
    fs::create_dir_all(root).map_err(Error::io("make", root))?;
    let mut written = Vec::new();
    let settings = root.join(layout::SETTINGS);
    if files::kind(&settings)
        .map_err(Error::io("read", &settings))?
        .is_none()
    {
        let mut draft = Draft::new();
        draft.integer("schema", Some(SCHEMA));
        draft.text("home", home);
        let text = format!("{}{SETTINGS_HINT}", draft.into_new_text());
        put(&settings, &text, false)?;
        written.push(PathBuf::from(layout::SETTINGS));
    }
    if add_lines(root, ATTRIBUTES, &[ATTRIBUTES_LINE])? {
        written.push(PathBuf::from(ATTRIBUTES));
    }
    if add_lines(root, IGNORE, &IGNORED)? {
        written.push(PathBuf::from(IGNORE));
    }
    sync_folder(root)?;
    Ok(Initialised {
        store: Store::open(root.to_owned())?,
        written,
    })
}

/// Adds the lines that the file does not have yet; says whether there were any.
fn add_lines(root: &Path, name: &str, lines: &[&str]) -> Result<bool, Error> {
    let path = root.join(name);
    let mut text = match files::kind(&path).map_err(Error::io("read", &path))? {
        None => String::new(),
        Some(Kind::File) => fs::read_to_string(&path).map_err(Error::io("read", &path))?,
        Some(_) => return Err(Error::Outside(path)),
    };
    let missing: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !text.lines().any(|present| present.trim() == *line))
        .collect();
    if missing.is_empty() {
        return Ok(false);
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    for line in missing {
        text.push_str(line);
        text.push('\n');
    }
    put(&path, &text, true)?;
    Ok(true)
}
