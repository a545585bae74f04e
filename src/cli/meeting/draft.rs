//! The draft of a meeting: every answer, on disk before the next question is asked.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Sheet;
use crate::cli::failure::Failure;
use crate::store::{self, Drafts, draft_name};
use crate::text::{Role, clean};

/// Where the draft of a meeting is kept.
#[derive(Debug)]
pub(in crate::cli) struct Draft {
    /// `None` where the user has no folder for it.
    place: Option<(Drafts, String)>,
    /// Whether it was said that the draft cannot be kept.
    complained: bool,
    /// Whether anything was kept, now or before.
    is_there: bool,
    /// Keeps another terminal from the same meeting.
    _lock: Option<File>,
}

/// What lies where the draft is kept.
#[derive(Debug)]
pub(in crate::cli) enum Found<A> {
    /// Nothing.
    Nothing,
    /// The answers of a meeting that was not finished.
    Unfinished(Sheet<A>),
    /// Something that this version cannot read.
    Foreign(PathBuf),
}

/// The file of a draft.
#[derive(Serialize, Deserialize)]
struct Kept<S> {
    schema: u32,
    sheet: S,
}

/// The version of the file.
const SCHEMA: u32 = 1;

impl Draft {
    /// The draft of a meeting called `what` about the engagement `id` of the store in `root`.
    ///
    /// # Errors
    /// When the same meeting is held at another terminal.
    pub(in crate::cli) fn take(what: &str, id: &str, root: &Path) -> Result<Self, Failure> {
        let place = Drafts::of_user().map(|drafts| (drafts, draft_name(what, id, root, "json")));
        let lock = match &place {
            None => None,
            // Where no lock can be had, no draft can be kept either, and that is said when it is tried.
            Some((drafts, _)) => match drafts.lock(&draft_name(what, id, root, "lock")) {
                Ok(None) => {
                    return Err(Failure::refused(format!("this retro of {id} is being held at another terminal"))
                        .help("go on there, or end it there first; its answers are kept"));
                }
                Ok(lock) => lock,
                Err(_) => None,
            },
        };
        Ok(Self { place, complained: false, is_there: false, _lock: lock })
    }

    /// What there are drafts of about the engagement `id` of the store in `root`.
    pub(in crate::cli) fn all(id: &str, root: &Path) -> Vec<String> {
        let end = draft_name("", id, root, "json");
        let names = Drafts::of_user().map(|drafts| drafts.names()).unwrap_or_default();
        names.iter().filter_map(|name| name.strip_suffix(&end).map(str::to_owned)).collect()
    }

    /// A draft that is kept nowhere.
    #[cfg(test)]
    pub(in crate::cli) fn nowhere() -> Self {
        Self { place: None, complained: true, is_there: false, _lock: None }
    }

    /// What was kept of a meeting that was not finished.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(in crate::cli) fn find<A: DeserializeOwned>(&mut self) -> Result<Found<A>, store::Error> {
        let Some((drafts, name)) = &self.place else {
            return Ok(Found::Nothing);
        };
        let Some(text) = drafts.read(name)? else {
            return Ok(Found::Nothing);
        };
        let kept: Option<Kept<Sheet<A>>> = serde_json::from_str(&text).ok();
        Ok(match kept.filter(|kept| kept.schema == SCHEMA) {
            Some(kept) => {
                self.is_there = true;
                Found::Unfinished(kept.sheet)
            }
            None => Found::Foreign(drafts.path(name)),
        })
    }

    /// Keeps the answers; what is wrong where that fails, said once.
    pub(super) fn keep<A: Serialize>(&mut self, sheet: &Sheet<A>) -> Option<String> {
        let problem = match &self.place {
            Some((drafts, name)) => {
                let text = serde_json::to_string_pretty(&Kept { schema: SCHEMA, sheet });
                let kept = text.map_err(|error| error.to_string());
                let kept = kept.and_then(|text| drafts.keep(name, &text).map_err(|error| error.to_string()));
                match kept {
                    Ok(()) => {
                        self.complained = false;
                        self.is_there = true;
                        return None;
                    }
                    Err(problem) => problem,
                }
            }
            None => String::from("there is no folder for it"),
        };
        let said = std::mem::replace(&mut self.complained, true);
        (!said).then(|| {
            let warning = Role::Caution.paint("warning");
            format!("{warning}: the draft is not kept: {}\n  stay here until all is written", clean(&problem))
        })
    }

    /// Whether the latest answers are in the draft.
    pub(super) fn is_kept(&self) -> bool {
        !self.complained
    }

    /// Whether there were any answers to keep.
    pub(super) fn is_there(&self) -> bool {
        self.is_there || self.complained
    }

    /// Takes the draft away.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub(in crate::cli) fn discard(&mut self) -> Result<(), store::Error> {
        self.is_there = false;
        match &self.place {
            Some((drafts, name)) => drafts.discard(name),
            None => Ok(()),
        }
    }
}
