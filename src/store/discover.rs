//! Finding the store that a command works on.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Error, Store, files, layout};

/// The child folder in which a store is looked for, beside the folder itself.
const CHILD: &str = "engagements";

/// The store that was found.
#[derive(Debug)]
pub enum Found {
    /// A store that is there.
    Store(Box<Store>),
    /// There is none: the place where the user's own store would be made.
    Nowhere(PathBuf),
}

/// Finds the store: `named` (by flag or environment); else the nearest folder upwards from `cwd` with an `auxeng.toml`
/// in it or in its child folder `engagements`; else the user's default store.
///
/// # Errors
/// When the named folder is not a store, when the store found cannot be opened, when it cannot be told whether a folder is
/// one, or when the system tells no data folder.
pub fn discover(named: Option<&Path>, cwd: &Path) -> Result<Found, Error> {
    let open = |root| Ok(Found::Store(Box::new(Store::open(root)?)));
    if let Some(root) = named {
        return open(root.to_owned());
    }
    let near = cwd.ancestors().flat_map(|folder| [folder.to_owned(), folder.join(CHILD)]);
    for root in near {
        if is_store(&root)? {
            return open(root);
        }
    }
    let root = default_root().ok_or_else(|| Error::NotAStore(cwd.to_owned()))?;
    if is_store(&root)? { open(root) } else { Ok(Found::Nowhere(root)) }
}

impl Store {
    /// Where in the store `folder` lies, however the store was named: by a relative path or through a link. `None` when
    /// it lies outside.
    pub fn locate(&self, folder: &Path) -> Option<PathBuf> {
        if let Ok(below) = folder.strip_prefix(self.root()) {
            return Some(below.to_owned());
        }
        let (root, folder) = (fs::canonicalize(self.root()).ok()?, fs::canonicalize(folder).ok()?);
        folder.strip_prefix(root).ok().map(Path::to_owned)
    }
}

/// Whether `folder` is a store. Where that cannot be told, another one must not take its place.
fn is_store(folder: &Path) -> Result<bool, Error> {
    let settings = folder.join(layout::SETTINGS);
    Ok(files::kind(&settings).map_err(Error::io("read", &settings))?.is_some())
}

fn default_root() -> Option<PathBuf> {
    let projects = directories::ProjectDirs::from("", "", "auxeng")?;
    Some(projects.data_dir().join(CHILD))
}
