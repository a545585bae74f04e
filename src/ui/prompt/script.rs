//! Answers that are known beforehand, in place of a person.

use super::{Ask, Stop};

/// Answers one line after the other; when there are no more, the person has gone.
pub(crate) struct Script {
    lines: std::vec::IntoIter<String>,
    transcript: String,
}

impl Script {
    pub(crate) fn new<S: Into<String>>(lines: impl IntoIterator<Item = S>) -> Self {
        let lines: Vec<String> = lines.into_iter().map(Into::into).collect();
        Self { lines: lines.into_iter(), transcript: String::new() }
    }

    /// What a person would see, with what was already on a line in brackets.
    pub(crate) fn transcript(&self) -> &str {
        &self.transcript
    }
}

impl Ask for Script {
    fn tell(&mut self, text: &str) {
        self.transcript.push_str(&format!("{text}\n"));
    }

    fn read(&mut self, prompt: &str, initial: &str) -> Result<String, Stop> {
        self.transcript.push_str(prompt);
        if !initial.is_empty() {
            self.transcript.push_str(&format!("[{initial}] "));
        }
        let line = self.lines.next().ok_or(Stop::Left)?;
        self.transcript.push_str(&format!("{line}\n"));
        Ok(line)
    }

    fn width(&self) -> usize {
        80
    }
}
