//! Proposals: folders that are no engagement yet, and what lies in those that have become one.

use std::io;
use std::path::{Path, PathBuf};

use super::Store;
use super::detail::Detail;
use super::files::{self, Entry, Kind};
use super::layout;
use super::load::{NotThere, is_folder};
use super::parts::Parts;
use super::reader::Reader;
use crate::model::{ProposalRecord, Slug};
use crate::playbook::Finding;

/// What was read of one proposal, and what is wrong with it.
#[derive(Debug)]
pub struct LoadedProposal {
    /// The name of its folder.
    pub id: Slug,
    /// The record, unless its `proposal.toml` cannot be read. Votes and agreements that cannot be read are left out.
    pub record: Option<ProposalRecord>,
    /// Everything that is wrong with the files that were read.
    pub findings: Vec<Finding>,
}

impl Store {
    /// Whether there is a proposal `id`, opened since or not, or something there that the disk does not tell.
    pub fn has_proposal(&self, id: &Slug) -> bool {
        let file = self.root().join(layout::proposal(id));
        is_folder(self.root(), Path::new(id.as_str())) && !matches!(files::kind(&file), Ok(None))
    }

    /// Reads the proposal `id`, opened since or not; `None` when there is none.
    pub fn load_proposal(&self, id: &Slug) -> Option<LoadedProposal> {
        let mut reader = Reader::new(self.root(), Some(id), Vec::new());
        let record = read(&mut reader, self.root(), id).ok()?;
        Some(LoadedProposal { id: id.clone(), record, findings: reader.findings })
    }

    /// Reads the proposals among `ids`, opened since or not. The order is kept.
    pub fn proposals(&self, ids: &[Slug]) -> Vec<LoadedProposal> {
        ids.iter().filter_map(|id| self.load_proposal(id)).collect()
    }
}

/// Reads the proposal `id`: no record when it cannot be read.
pub(super) fn read(reader: &mut Reader<'_>, root: &Path, id: &Slug) -> Result<Option<ProposalRecord>, NotThere> {
    if !is_folder(root, Path::new(id.as_str())) {
        return Err(NotThere);
    }
    let entries = match files::entries(&root.join(id.as_str())) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(NotThere),
        Err(error) => {
            reader.unreadable(PathBuf::from(id.as_str()), &error.to_string());
            return Ok(None);
        }
    };
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    if !has(layout::PROPOSAL) {
        let is_other = has(layout::ENGAGEMENT) || entries.iter().any(Entry::is_folder_of_records);
        let is_beside = |name: &str| layout::PROPOSAL_FOLDERS.contains(&name);
        let beside = entries.iter().find(|entry| entry.kind == Kind::Folder && is_beside(&entry.name));
        let beside = beside.filter(|_| !is_other).ok_or(NotThere)?;
        reader.missing(layout::proposal(id), &beside.name);
        return Ok(None);
    }
    let mut parts = Parts::default();
    parts.read(reader, id, &entries, Detail::SOURCING);
    Ok(parts.proposed(has(layout::ENGAGEMENT)))
}
