//! Adding to a week's retro what it does not say yet.

use std::collections::HashSet;

use super::additions::Additions;
use super::ledger::Ledger;
use crate::cli::failure::Failure;
use crate::metrics::{actions, blockers};
use crate::model::Retro;
use crate::text::{folded, quoted};

/// A retro with what was added, and what is to be said about it.
#[derive(Debug)]
pub(super) struct Merged {
    pub(super) retro: Retro,
    pub(super) remarks: Vec<String>,
}

/// Adds `additions` to `retro`, one of the engagement's `retros` (oldest first) or a new one among them.
///
/// What the retro says already is not said twice, and what was taken back goes. An action that is raised again while it is open stays the one it is.
pub(super) fn merge(retros: &[Retro], retro: Retro, additions: &Additions) -> Result<Merged, Failure> {
    // The other retros, and of this one only what stays.
    let mut all: Vec<Retro> = retros.iter().filter(|other| other.week != retro.week).cloned().collect();
    let place = all.partition_point(|other| other.week < retro.week);
    all.insert(place, retro.clone());
    let mut merged = Merged { retro, remarks: Vec::new() };
    add_texts(&mut merged.retro.went_well, &additions.went_well);
    add_texts(&mut merged.retro.went_poorly, &additions.went_poorly);
    merged.retro.present.retain(|name| !additions.absent.contains(name));
    add_people(&mut merged.retro.present, &additions.present);
    merged.retro.failure_modes.retain(|mode| !additions.unseen.contains(mode));
    for mode in &additions.failure_modes {
        if !merged.retro.failure_modes.contains(mode) {
            merged.retro.failure_modes.push(*mode);
        }
    }
    for note in &additions.notes {
        if !merged.retro.notes.contains(note) {
            merged.retro.notes.push(note.clone());
        }
    }
    let up_to_now = all.get(..=place).unwrap_or(&all);
    let Merged { retro, remarks } = &mut merged;
    let mut known = Ledger::new("action", actions(&all), actions(up_to_now), &retro.next);
    for name in &additions.done {
        known.settle(&mut retro.done, name)?;
    }
    for name in &additions.dropped {
        known.settle(&mut retro.dropped, name)?;
    }
    for task in &additions.next {
        known.raise(&mut retro.next, &mut retro.done, remarks, task);
    }
    if let Some(id) = retro.dropped.iter().find(|id| retro.done.contains(id)) {
        let both = format!("{} cannot be done and dropped at once", quoted(id.as_str()));
        return Err(Failure::refused(both).help("nothing was written"));
    }
    let mut known = Ledger::new("blocker", blockers(&all), blockers(up_to_now), &retro.blockers);
    for name in &additions.cleared {
        known.settle(&mut retro.cleared, name)?;
    }
    for task in &additions.blockers {
        known.raise(&mut retro.blockers, &mut retro.cleared, remarks, task);
    }
    Ok(merged)
}

/// Adds those who are not there yet. However a name is written, it is one person.
pub(super) fn add_people(people: &mut Vec<String>, more: &[String]) {
    for name in more {
        if !people.iter().any(|known| folded(known) == folded(name)) {
            people.push(name.clone());
        }
    }
}

/// Adds what is not said yet.
pub(super) fn add_texts(texts: &mut Vec<String>, more: &[String]) {
    let mut said: HashSet<String> = texts.iter().cloned().collect();
    for text in more {
        if said.insert(text.clone()) {
            texts.push(text.clone());
        }
    }
}

/// Whether negative feedback was asked for in words, when a retro says so (`is_asked`) or said so `before`. Where there
/// is little of it and nobody said so, it was not; where there is enough, nothing is left to be asked for.
pub(super) fn settled_negative(before: Option<bool>, is_thin: bool, is_asked: bool) -> Option<bool> {
    match before {
        _ if is_asked => Some(true),
        None if is_thin => Some(false),
        Some(false) if !is_thin => None,
        before => before,
    }
}
