//! A meeting that the program guides: questions in parts, a clock between the answers, a draft after each.
//!
//! The weekly retro, the project retro and the scoring of goals ask in the same way. What they ask is theirs.

mod clock;
mod draft;
mod goal;
mod lines;
mod minutes;
mod resume;
mod review;
mod step;

pub(super) use clock::Clock;
pub(super) use draft::{Draft, Found};
pub(super) use goal::{ScoreSaid, ask_score};
pub(super) use lines::{LINES, ask_lines};
pub(super) use minutes::ask_minutes;
pub(super) use resume::take_up;
pub(super) use review::{Conclusion, conduct};
pub(super) use step::{Step, Turn, hold, turn};

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::report::{Layout, meeting_heading, paragraph};
use crate::store;
use crate::text::{Role, clean, clean_lines};
use crate::ui::prompt::Ask;

/// What has been answered so far, as it is kept in the draft.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Sheet<A> {
    /// How long the meeting has taken, in seconds.
    pub(super) seconds: u64,
    /// The questions that are behind us, by their keys.
    pub(super) answered: BTreeSet<String>,
    /// The answers.
    pub(super) answers: A,
}

/// A meeting while it is held.
pub(super) struct Meeting<'a> {
    pub(super) asker: &'a mut dyn Ask,
    pub(super) layout: Layout,
    clock: Clock,
    draft: Draft,
}

impl<'a> Meeting<'a> {
    pub(super) fn new(asker: &'a mut dyn Ask, layout: Layout, clock: Clock, draft: Draft) -> Self {
        Self { asker, layout, clock, draft }
    }

    /// Says something, in words that may come from a record.
    pub(super) fn say(&mut self, text: &str) {
        self.asker.tell(&clean(text));
    }

    /// Says something of our own in whole sentences, wrapped as a paragraph.
    pub(super) fn explain(&mut self, text: &str) {
        self.asker.tell(&paragraph(text, self.layout));
    }

    /// Says beside the point how to answer.
    pub(super) fn hint(&mut self, text: &str) {
        let lines: Vec<String> = paragraph(text, self.layout).lines().map(|line| Role::Faint.paint(line)).collect();
        self.asker.tell(&lines.join("\n"));
    }

    /// Begins a part: its title, and the clock at the right.
    pub(super) fn heading(&mut self, title: &str) {
        let heading = meeting_heading(title, &self.clock.shown(), self.layout);
        self.asker.tell(&format!("\n{heading}"));
    }

    /// The clock.
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Keeps what has been answered so far. Where that fails it is said once, and the meeting goes on.
    pub(super) fn keep<A: Serialize>(&mut self, sheet: &mut Sheet<A>) {
        sheet.seconds = self.clock.elapsed().as_secs();
        if let Some(problem) = self.draft.keep(sheet) {
            self.asker.tell(&problem);
        }
    }

    /// Leaves the meeting with nothing written: the answers are in the draft, and where they are not, they are shown.
    pub(super) fn leave<A: Serialize>(&mut self, sheet: &Sheet<A>, command: &str) {
        if !self.draft.is_there() {
            self.explain("Nothing was said, and nothing is written.");
            return;
        }
        if self.draft.is_kept() {
            self.say(&format!("Nothing is written yet. The answers are kept. To go on: {command}"));
            return;
        }
        self.explain("Nothing is written yet. The answers are not kept, so here they are:");
        let answers = serde_json::to_string_pretty(&sheet.answers).unwrap_or_default();
        self.asker.tell(&clean_lines(&answers));
    }

    /// Ends the meeting: what was said is written, and the draft is needed no more.
    ///
    /// # Errors
    /// When the draft cannot be taken away.
    pub(super) fn finish(&mut self) -> Result<(), store::Error> {
        self.draft.discard()
    }

    /// Says a word about the time, where one is due.
    fn mind_the_clock(&mut self) {
        if let Some(word) = self.clock.word() {
            self.asker.tell(&word);
        }
    }
}
