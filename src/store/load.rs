//! Loading records: only what a command needs, and everything that is wrong with it.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use super::detail::{Depth, Detail};
use super::files::{self, Kind};
use super::parts::Parts;
use super::reader::{Reader, misnamed};
use super::{Error, Store, decode, layout, proposals, references};
use crate::model::{EngagementRecord, SCHEMA, Settings, Slug};
use crate::playbook::{Finding, record};
use crate::text::quoted;

/// How many engagements are worth a second thread.
const PARALLEL_FROM: usize = 64;

/// What was read of one engagement, and what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// The engagement's id.
    pub id: Slug,
    /// The record, unless its `engagement.toml` cannot be read. Records in it that cannot be read are left out.
    pub record: Option<EngagementRecord>,
    /// Everything that is wrong with the files that were read.
    pub findings: Vec<Finding>,
}

/// Reads `auxeng.toml` in `root`.
pub(super) fn settings(root: &Path) -> Result<(Settings, Vec<Finding>), Error> {
    let path = root.join(layout::SETTINGS);
    let kind = files::kind(&path).map_err(Error::io("read", &path))?;
    let kind = kind.ok_or_else(|| Error::NotAStore(root.to_owned()))?;
    let mut reader = Reader::new(root, None, Vec::new());
    let read = reader.read(Path::new(layout::SETTINGS), kind, decode::settings);
    let schema = match &read {
        Some((schema, _)) => Some(*schema),
        None => std::str::from_utf8(&reader.buffer).ok().and_then(decode::schema),
    };
    if let Some(found) = schema.filter(|schema| *schema > SCHEMA) {
        return Err(Error::NewerSchema { path, found });
    }
    Ok((read.map(|(_, settings)| settings).unwrap_or_default(), reader.findings))
}

impl Store {
    /// The ids of all engagements, in order, and what is wrong with the names of the folders.
    ///
    /// # Errors
    /// When the store's folder cannot be listed. One that does not exist has no engagements.
    pub fn ids(&self) -> Result<(Vec<Slug>, Vec<Finding>), Error> {
        let entries = match files::entries(self.root()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            entries => entries.map_err(Error::io("list", self.root()))?,
        };
        let mut ids = Vec::new();
        let mut reader = Reader::new(self.root(), None, Vec::new());
        for entry in entries {
            let is_there = |file: &PathBuf| matches!(files::kind(&self.root().join(file)), Ok(Some(_)));
            let files = [layout::ENGAGEMENT, layout::PROPOSAL].map(|file| entry.within(file));
            let found = || files.iter().find(|file| is_there(file)).cloned();
            match (entry.name.parse(), entry.kind) {
                (Ok(id), Kind::Folder) => ids.push(id),
                (Err(error), kind) if kind == Kind::Folder || entry.is_foreign() => {
                    let name = quoted(&entry.name);
                    let message = format!("{name} cannot be the id of an engagement: {error}");
                    let finding = found().map(|file| misnamed(&record::INVALID_NAME, file, None, message));
                    reader.findings.extend(finding);
                }
                (_, Kind::Other) if found().is_some() => {
                    let reason = "it is a link, and links are not followed";
                    reader.unreadable(PathBuf::from(&entry.name), reason);
                }
                _ => {}
            }
        }
        Ok((ids, reader.findings))
    }

    /// Whether there is an engagement `id`.
    pub fn has(&self, id: &Slug) -> bool {
        let file = self.root().join(layout::engagement(id));
        is_folder(self.root(), Path::new(id.as_str())) && matches!(files::kind(&file), Ok(Some(_)))
    }

    /// Whether records of an engagement `id` are there, though the engagement itself is missing.
    pub fn has_remains(&self, id: &Slug) -> bool {
        let folder = self.root().join(id.as_str());
        let is_there = |path: &Path| matches!(files::kind(path), Ok(Some(_)));
        !self.has(id) && layout::FOLDERS.iter().any(|part| is_there(&folder.join(part)))
    }

    /// Reads the engagement `id`; `None` when there is no such engagement.
    pub fn load(&self, id: &Slug, detail: Detail) -> Option<Loaded> {
        let is_there = is_folder(self.root(), Path::new(id.as_str()));
        is_there.then(|| load(self.root(), id, detail, &mut Vec::new()))?
    }

    /// Every file of the engagement `id` that is read as a record, and what is wrong with them.
    pub(super) fn records(&self, id: &Slug) -> (Vec<PathBuf>, Vec<Finding>) {
        let mut reader = Reader::new(self.root(), Some(id), Vec::new());
        reader.seen = Some(Vec::new());
        let _ = read(&mut reader, self.root(), id, Detail::EVERYTHING);
        if !self.has(id) {
            let _ = proposals::read(&mut reader, self.root(), id);
        }
        (reader.seen.unwrap_or_default(), reader.findings)
    }

    /// Reads the engagement `id` and of its goals only `goals`; `None` when one of these is not there.
    pub fn load_goals(&self, id: &Slug, goals: &[Slug]) -> Option<Loaded> {
        let folder = Path::new(id.as_str());
        if !is_folder(self.root(), folder) || !is_folder(self.root(), &folder.join(layout::GOALS)) {
            return None;
        }
        let mut reader = Reader::new(self.root(), Some(id), Vec::new());
        let kind = |path: &Path| files::kind(&self.root().join(path)).ok().flatten();
        let path = layout::engagement(id);
        let engagement = reader.read(&path, kind(&path)?, |fields| decode::engagement(id, fields));
        let mut parts = Parts::default();
        for goal in goals {
            let path = layout::goal(id, goal);
            let kind = kind(&path)?;
            parts.goals.extend(reader.read(&path, kind, |fields| decode::goal(goal, fields)));
        }
        let record = engagement.map(|engagement| parts.with(engagement));
        Some(Loaded { id: id.clone(), record, findings: reader.findings })
    }

    /// Reads each of `ids` and turns it into a `T`; folders that are no engagements are passed over. The order is kept.
    pub fn load_each<T: Send>(&self, ids: &[Slug], detail: Detail, use_it: impl Fn(Loaded) -> T + Sync) -> Vec<T> {
        let read = |ids: &[Slug]| {
            let mut buffer = Vec::new();
            let loaded = ids.iter().filter_map(|id| load(self.root(), id, detail, &mut buffer));
            loaded.map(&use_it).collect::<Vec<T>>()
        };
        if ids.len() < PARALLEL_FROM {
            return read(ids);
        }
        let (first, second) = ids.split_at_checked(ids.len() / 2).unwrap_or((ids, &[]));
        thread::scope(|scope| {
            let ahead = scope.spawn(|| read(first));
            let mut behind = read(second);
            let mut all = ahead.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            all.append(&mut behind);
            all
        })
    }
}

/// Whether `folder` is a folder of the store in `root`, and not one elsewhere that a link names. Where that cannot be
/// told, it is taken for one, and reading it tells why.
pub(super) fn is_folder(root: &Path, folder: &Path) -> bool {
    matches!(files::kind(&root.join(folder)), Ok(Some(Kind::Folder)) | Err(_))
}

fn load(root: &Path, id: &Slug, detail: Detail, buffer: &mut Vec<u8>) -> Option<Loaded> {
    let mut reader = Reader::new(root, Some(id), std::mem::take(buffer));
    let record = read(&mut reader, root, id, detail).ok()?;
    *buffer = reader.buffer;
    Some(Loaded { id: id.clone(), record, findings: reader.findings })
}

/// That there is no such engagement or proposal.
pub(super) struct NotThere;

/// Reads the engagement `id`: no record when it cannot be read.
fn read(reader: &mut Reader<'_>, root: &Path, id: &Slug, detail: Detail) -> Result<Option<EngagementRecord>, NotThere> {
    let entries = match files::entries(&root.join(id.as_str())) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotThere),
        Err(error) => {
            reader.unreadable(PathBuf::from(id.as_str()), &error.to_string());
            return Ok(None);
        }
    };
    let Some(entry) = entries.iter().find(|entry| entry.name == layout::ENGAGEMENT) else {
        let folder = entries.iter().find(|entry| entry.is_folder_of_records());
        let folder = folder.ok_or(NotThere)?;
        reader.missing(layout::engagement(id), &folder.name);
        return Ok(None);
    };
    let engagement = reader.read(&layout::engagement(id), entry.kind, |fields| decode::engagement(id, fields));
    let detail = detail.once_read(engagement.as_ref());
    let mut parts = Parts::default();
    parts.read(reader, id, &entries, detail);
    let record = engagement.map(|engagement| parts.with(engagement));
    if detail.retros == Depth::All
        && let Some(record) = &record
    {
        references::check(root, record, &mut reader.findings);
    }
    Ok(record)
}
