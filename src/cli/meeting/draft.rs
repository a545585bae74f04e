//! The draft of a meeting: every answer, on disk before the next question is asked.

use std::path::PathBuf;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Sheet;
use crate::store::{self, Drafts, draft_name};
use crate::text::{Role, clean};

/// Where the draft of a meeting is kept.
#[derive(Debug)]
pub(in crate::cli) struct Draft {
    /// `None` where the user has no folder for it.
    place: Option<(Drafts, String)>,
    /// Whether it was said that the draft cannot be kept.
    complained: bool,
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
    pub(in crate::cli) fn new(what: &str, id: &str, root: &std::path::Path) -> Self {
        let place = Drafts::of_user().map(|drafts| (drafts, draft_name(what, id, root, "json")));
        Self { place, complained: false }
    }

    /// A draft that is kept nowhere.
    #[cfg(test)]
    pub(in crate::cli) fn nowhere() -> Self {
        Self { place: None, complained: true }
    }

    /// What was kept of a meeting that was not finished.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(in crate::cli) fn find<A: DeserializeOwned>(&self) -> Result<Found<A>, store::Error> {
        let Some((drafts, name)) = &self.place else {
            return Ok(Found::Nothing);
        };
        let Some(text) = drafts.read(name)? else {
            return Ok(Found::Nothing);
        };
        let kept: Option<Kept<Sheet<A>>> = serde_json::from_str(&text).ok();
        Ok(match kept.filter(|kept| kept.schema == SCHEMA) {
            Some(kept) => Found::Unfinished(kept.sheet),
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

    /// Takes the draft away.
    ///
    /// # Errors
    /// When it cannot be taken away.
    pub(in crate::cli) fn discard(&self) -> Result<(), store::Error> {
        match &self.place {
            Some((drafts, name)) => drafts.discard(name),
            None => Ok(()),
        }
    }
}
