//! Champions, who is one and what they said; and check-ins after the end.

use super::{Person, Step, table};
use crate::facts::{Part, field, key};

/// Those who may be champions, each with the name of their file.
const CHAMPIONS: [(&str, &str); 3] = [("Lee Novak", "lee-novak"), ("Bo", "bo"), ("Jo Berg", "jo-berg")];

impl Person<'_> {
    /// Adds a champion, corrects what is said of one, records a talk, or that they have stepped back.
    pub(super) fn champion(&mut self, id: &str) -> Option<Step> {
        let (name, slug) = *self.one_of(&CHAMPIONS)?;
        let file = format!("{id}/champions/{slug}.toml");
        let is_there = self.facts.has_file(&file);
        let has_stepped_back = self.facts.field(&file, "stepped_back").is_some();
        match self.number(0..3) {
            0 if is_there && !has_stepped_back => {
                let sentiment = self.number(0..11).to_string();
                let step = ["champion", "talk", slug, "-e", id, "--date", self.today, "--sentiment", &sentiment];
                let mut step = Step::command(&step);
                step.says(key(&file, Part::Score(self.today.to_owned())), table(&[("sentiment", sentiment)]));
                Some(step)
            }
            // How often to talk with somebody who steps back is a contradiction in which git has to ask.
            1 if is_there && !has_stepped_back && self.facts.field(&file, "every_weeks").is_some() => {
                let reason = self.text("Has moved because");
                let mut step = Step::command(&["champion", "step-back", slug, "-e", id, "--date", self.today]);
                step.option("--reason", reason.clone());
                let said = [("date", self.today.to_owned()), ("reason", reason)];
                step.says(field(&file, "stepped_back"), table(&said));
                Some(step)
            }
            2 if is_there => {
                let weeks = self.number(1..53).to_string();
                let mut step = Step::command(&["champion", "add", name, "-e", id, "--every", &weeks]);
                step.says(field(&file, "every_weeks"), weeks);
                if has_stepped_back {
                    step.takes_away(field(&file, "stepped_back"));
                }
                Some(step)
            }
            _ if !is_there => {
                let cause = self.text("Flags");
                let mut step = Step::command(&["champion", "add", name, "-e", id]);
                step.option("--for", cause.clone());
                step.says(key(&file, Part::Record), "");
                step.says(field(&file, "person"), name);
                step.says(field(&file, "for"), cause);
                Some(step)
            }
            _ => None,
        }
    }

    /// Holds a check-in with a team whose engagement is over, or says more of the one of that day.
    pub(super) fn check_in(&mut self, id: &str) -> Option<Step> {
        if !self.is_over(id) {
            return None;
        }
        let day = ["2026-11-18", "2026-11-19"][self.random.usize(0..2)];
        let file = format!("{id}/checkins/{day}.toml");
        let mut step = Step::command(&["checkin", id, "--date", day]);
        if !self.facts.has_file(&file) {
            step.says(key(&file, Part::Record), "");
        }
        for name in ["comfortable", "habits", "dependent"] {
            if self.random.bool() {
                let answer = *self.one_of(&["yes", "partly", "no"])?;
                step.option(&format!("--{name}"), answer);
                step.says(field(&file, name), answer);
            }
        }
        let note = self.long_text("They said");
        step.option("--note", note.clone());
        step.says(field(&file, "note"), note);
        Some(step)
    }
}
