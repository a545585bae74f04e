//! A champion on a page.

use crate::report::champions::{adoption, last_word};
use crate::report::numbers::{NOTHING, day};
use crate::report::view::ChampionView;

/// A champion, with what is said of them in words.
#[derive(Debug)]
pub(super) struct Champion<'a> {
    pub(super) view: &'a ChampionView,
    /// How content they are, and how content they were each time.
    pub(super) sentiment: String,
    pub(super) adoption: String,
    pub(super) due: String,
    pub(super) words: Option<String>,
}

impl<'a> Champion<'a> {
    pub(super) fn of(view: &'a ChampionView) -> Self {
        let said: Vec<String> = view.talks.iter().filter_map(|talk| Some(talk.sentiment?.get().to_string())).collect();
        Self {
            view,
            sentiment: if said.is_empty() { NOTHING.to_owned() } else { said.join(" → ") },
            adoption: adoption(view, true),
            due: match (view.due, view.stepped_back) {
                (Some(due), _) if view.is_due => format!("due since {}", day(due)),
                (Some(due), _) => day(due),
                (None, Some(back)) => format!("stepped back on {}", day(back)),
                (None, None) => NOTHING.to_owned(),
            },
            words: last_word(view),
        }
    }
}
