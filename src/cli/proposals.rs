//! Which proposal a command works on, and reading it.

use super::context::Context;
use super::failure::Failure;
use crate::model::{ProposalRecord, Slug};
use crate::playbook::Finding;
use crate::store::{LoadedProposal, Store};
use crate::text::{alternatives, list, nearest, quoted};

/// A proposal in an example.
pub(super) const EXAMPLE: &str = "auxeng propose \"Flags for Search\" --host Search";

/// The proposal that `named` stands for: its id, or a beginning that no other has.
pub(super) fn select(store: &Store, named: &str) -> anyhow::Result<Slug> {
    if let Some(id) = exactly(store, named) {
        return Ok(id);
    }
    let ids = all(store)?;
    let failure = match matching(&ids, named).as_slice() {
        [only] => return Ok((*only).clone()),
        [] if named.parse().is_ok_and(|id| store.has(&id)) => {
            Failure::refused(format!("{} was opened without a proposal", quoted(named)))
        }
        [] => {
            let failure = Failure::refused(format!("there is no proposal {}", quoted(named)));
            let failure = match nearest(named, &ids) {
                Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
                None => failure,
            };
            failure.help(if ids.is_empty() {
                format!("make the first one: {EXAMPLE}")
            } else {
                format!("proposals: {}", list(&ids))
            })
        }
        several => {
            let found = format!("{} proposals match {}", several.len(), quoted(named));
            Failure::refused(format!("{found}: {}", list(several)))
                .help(format!("name one in full: {}", alternatives(several)))
        }
    };
    Err(failure.into())
}

/// The proposal whose id `named` is.
pub(super) fn exactly(store: &Store, named: &str) -> Option<Slug> {
    named.parse().ok().filter(|id| store.has_proposal(id))
}

/// The proposals whose ids begin with `named`, where that could be an id.
pub(super) fn beginning(store: &Store, named: &str) -> anyhow::Result<Vec<Slug>> {
    if named.parse::<Slug>().is_err() {
        return Ok(Vec::new());
    }
    let ids = all(store)?;
    Ok(matching(&ids, named).into_iter().cloned().collect())
}

/// The proposal that is no engagement yet for which `named` stands, where it stands for no engagement.
pub(super) fn unopened(store: &Store, named: &str) -> anyhow::Result<Option<Slug>> {
    if let Ok(id) = named.parse::<Slug>()
        && (store.has(&id) || store.has_proposal(&id))
    {
        return Ok(Some(id).filter(|id| !store.has(id)));
    }
    let (ids, _) = store.ids()?;
    let found = matching(&ids, named);
    let (engagements, others): (Vec<&Slug>, Vec<&Slug>) = found.into_iter().partition(|id| store.has(id));
    let proposals: Vec<&Slug> = others.into_iter().filter(|id| store.has_proposal(id)).collect();
    Ok(match (engagements.as_slice(), proposals.as_slice()) {
        ([], [only]) => Some((*only).clone()),
        _ => None,
    })
}

fn all(store: &Store) -> anyhow::Result<Vec<Slug>> {
    let (ids, _) = store.ids()?;
    Ok(ids.into_iter().filter(|id| store.has_proposal(id)).collect())
}

fn matching<'a>(ids: &'a [Slug], named: &str) -> Vec<&'a Slug> {
    ids.iter().filter(|id| !named.is_empty() && id.as_str().starts_with(named)).collect()
}

fn load(store: &Store, id: &Slug) -> anyhow::Result<LoadedProposal> {
    let missing = || Failure::refused(format!("there is no proposal {}", quoted(id.as_str())));
    Ok(store.load_proposal(id).ok_or_else(missing)?)
}

impl Context {
    /// The proposal in whose folder the user is.
    pub(super) fn inside_proposal(&self, store: &Store) -> Option<Slug> {
        let below = store.locate(&self.environment.cwd)?;
        exactly(store, below.iter().next()?.to_str()?)
    }

    /// Reads a proposal as it stood today, and what is wrong with it.
    pub(super) fn read_proposal(&self, store: &Store, id: &Slug) -> anyhow::Result<(ProposalRecord, Vec<Finding>)> {
        let LoadedProposal { record, findings, .. } = load(store, id)?;
        let Some(record) = record else {
            self.tell_findings(store, &findings);
            return Err(Failure::refused(format!("{} cannot be read", quoted(id.as_str()))).into());
        };
        Ok((record.as_of(self.today()), [store.findings(), &findings].concat()))
    }

    /// Reads a proposal for a change. Anything that cannot be read in full refuses it.
    pub(super) fn read_proposal_sound(&self, store: &Store, id: &Slug) -> anyhow::Result<ProposalRecord> {
        let LoadedProposal { record, findings, .. } = load(store, id)?;
        let is_sound = !findings.iter().any(Finding::is_error);
        record.filter(|_| is_sound).ok_or_else(|| {
            self.tell_findings(store, &findings);
            let message = format!("{} cannot be read in full, so nothing was written", quoted(id.as_str()));
            Failure::refused(message).help("mend what is named above; auxeng check tells all of it").into()
        })
    }
}
