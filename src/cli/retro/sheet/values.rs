//! Parts of the document that are values: the MVP, the minutes, the week's split, the engineer's
//! satisfaction, the failure modes, the goals.

use super::change::{Change, Changing};
use crate::cli::failure::Failure;
use crate::cli::names::find_goal;
use crate::cli::retro::mvp::MvpSaid;
use crate::cli::retro::topics::{self, content, distance, split};
use crate::cli::values::{minutes, value};
use crate::model::{FailureMode, Score, Slug};
use crate::notes::sheet::{Problem, Saved};
use crate::notes::{Entry, Topic};
use crate::text::quoted;

impl Changing<'_> {
    /// Takes over the values that stand alone, and the failure modes.
    pub(super) fn values(&mut self) {
        let (held, today) = (self.sheet.held, self.sheet.today);
        let distance = |text: &str| distance(text, held, today);
        self.single(Topic::Minutes, minutes, |change| &mut change.retro.minutes);
        self.single(Topic::Time, split, |change| &mut change.retro.time);
        self.single(Topic::Satisfaction, content, |change| &mut change.retro.satisfaction);
        let weeks = |text: &str| distance(text).map(MvpSaid::weeks);
        self.single(Topic::Mvp, weeks, |change| &mut change.retro.mvp_weeks);
        if self.is_changed(Topic::Mvp) {
            self.change.mvp = self.saved.of(Topic::Mvp).find_map(|entry| distance(&entry.text).ok());
        }
        self.failure_modes();
    }

    /// Puts into `value` what stands under the heading of `topic`, where that was changed; nothing when it was taken away.
    fn single<T>(
        &mut self,
        topic: Topic,
        parse: impl Fn(&str) -> Result<T, String>,
        value: impl Fn(&mut Change) -> &mut Option<T>,
    ) {
        if !self.is_changed(topic) {
            return;
        }
        let entries: Vec<&Entry> = self.saved.of(topic).collect();
        let said = match entries.as_slice() {
            [] => Ok(None),
            [only] => parse(&only.text).map(Some).map_err(|message| Problem::new(only.line, message)),
            [_, second, ..] => {
                Err(Problem::new(second.line, format!("one line is enough under \"{}\"", topic.heading())))
            }
        };
        match said {
            Ok(said) => *value(&mut self.change) = said,
            Err(problem) => self.problems.push(problem),
        }
    }

    fn is_changed(&self, topic: Topic) -> bool {
        let texts = |entry: &Entry| entry.text.clone();
        self.opened.of(topic).map(texts).ne(self.saved.of(topic).map(texts))
    }

    fn failure_modes(&mut self) {
        let before = seen(&self.opened).unwrap_or_default();
        match seen(&self.saved) {
            Ok(after) => {
                let modes = &mut self.change.retro.failure_modes;
                modes.retain(|mode| after.contains(mode) || !before.contains(mode));
                let new = after.into_iter().filter(|mode| !before.contains(mode));
                for mode in new.collect::<Vec<_>>() {
                    if !modes.contains(&mode) {
                        modes.push(mode);
                    }
                }
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Takes over the scores whose lines were changed.
    pub(super) fn goals(&mut self) {
        let lines = |saved: &Saved| saved.of(Topic::Goals).cloned().collect::<Vec<Entry>>();
        let (opened, saved) = (lines(&self.opened), lines(&self.saved));
        let mut changed: Vec<Slug> = Vec::new();
        for entry in &saved {
            if opened.iter().any(|other| other.text == entry.text) {
                continue;
            }
            match self.score(&entry.text) {
                Ok((id, Some(_))) if changed.contains(&id) => {
                    let message = format!("{} is scored twice", quoted(id.as_str()));
                    self.problems.push(Problem::new(entry.line, message));
                }
                Ok((id, Some(score))) => {
                    self.change.scores.insert(id.clone(), score);
                    changed.push(id);
                }
                Ok((id, None)) => drop(self.change.scores.remove(&id)),
                Err(message) => self.problems.push(Problem::new(entry.line, message)),
            }
        }
        // An answer whose whole line was taken away is no answer any more.
        let has = |lines: &[Entry], id: &Slug| lines.iter().any(|entry| is_about(&entry.text, id));
        self.change.scores.retain(|id, _| changed.contains(id) || !has(&opened, id) || has(&saved, id));
    }

    /// Reads `coverage = 10 (basket and search added)`; without a value there is no score. What was not touched of it is
    /// exactly what it was, and not what it looks like.
    fn score(&self, text: &str) -> Result<(Slug, Option<Score>), String> {
        let form = || format!("{} is not goal = value, with a note in brackets behind it", quoted(text));
        let (name, number, note) = parts(text).ok_or_else(form)?;
        let goal = find_goal(self.sheet.record, name).map_err(|failure| in_words(&failure))?;
        let id = goal.id.clone();
        if number.is_empty() {
            let is_recorded = goal.scores.contains_key(&self.sheet.retro.week);
            let is_taken_away = is_recorded && self.opened.of(Topic::Goals).next().is_some();
            let shown = quoted(id.as_str());
            let stays = || format!("write a value for {shown}: a score can be corrected, and not taken away");
            return if is_taken_away { Err(stays()) } else { Ok((id, None)) };
        }
        let before = line(&self.opened, &id).or_else(|| line(&self.now, &id));
        let before = before.and_then(parts).zip(self.sheet.scores.get(&id));
        let new_value = || value(goal, number).map_err(|failure| in_words(&failure));
        let value = match before {
            Some(((_, same, _), score)) if same == number => score.value,
            _ => new_value()?,
        };
        let note = match before {
            Some(((.., same), score)) if same == note => score.note.clone(),
            _ => note.map(str::to_owned),
        };
        Ok((id, Some(Score { value, note })))
    }
}

/// The goal, the value and the note of `coverage = 10 (basket and search added)`.
fn parts(text: &str) -> Option<(&str, &str, Option<&str>)> {
    let (name, said) = text.split_once('=')?;
    let said = said.trim();
    let (number, note) = match said.strip_suffix(')').and_then(|said| said.split_once('(')) {
        Some((number, note)) => (number.trim(), Some(note.trim()).filter(|note| !note.is_empty())),
        None => (said, None),
    };
    Some((name.trim(), number, note))
}

/// The line about the goal `id`.
fn line<'s>(saved: &'s Saved, id: &Slug) -> Option<&'s str> {
    saved.of(Topic::Goals).map(|entry| entry.text.as_str()).find(|text| is_about(text, id))
}

/// Whether a line is about the goal `id`.
fn is_about(text: &str, id: &Slug) -> bool {
    parts(text).is_some_and(|(name, ..)| name == id.as_str())
}

/// The failure modes that are ticked, or named without a box.
fn seen(saved: &Saved) -> Result<Vec<FailureMode>, Vec<Problem>> {
    let mut modes = Vec::new();
    let mut problems = Vec::new();
    for entry in saved.of(Topic::FailureModes) {
        match topics::seen(entry) {
            Ok(mode) => modes.extend(mode.filter(|mode| !modes.contains(mode))),
            Err(message) => problems.push(Problem::new(entry.line, message)),
        }
    }
    if problems.is_empty() { Ok(modes) } else { Err(problems) }
}

/// A failure of a command line as one sentence.
fn in_words(failure: &Failure) -> String {
    let details = failure.details.iter().filter(|detail| *detail != "nothing was written");
    std::iter::once(&failure.message).chain(details).cloned().collect::<Vec<_>>().join("; ")
}
