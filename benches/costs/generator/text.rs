//! The text of one record in canonical form, written line by line.

use std::fmt::{Display, Write as _};

/// A record that is being written.
#[derive(Default)]
pub(super) struct Text(String);

impl Text {
    /// `key = "text"`. The texts of this generator need no escapes.
    pub(super) fn text(&mut self, key: &str, text: &str) -> &mut Self {
        self.line(format_args!("{key} = \"{text}\""))
    }

    /// A number, a flag or a date.
    pub(super) fn plain(&mut self, key: &str, value: impl Display) -> &mut Self {
        self.line(format_args!("{key} = {value}"))
    }

    /// A list, one text a line; nothing when it is empty.
    pub(super) fn texts<S: Display>(&mut self, key: &str, texts: &[S]) -> &mut Self {
        if texts.is_empty() {
            return self;
        }
        self.line(format_args!("{key} = ["));
        for text in texts {
            self.line(format_args!("    \"{text}\","));
        }
        self.line(format_args!("]"))
    }

    /// A blank line and the header of a table, `[name]` or `[[name]]`.
    pub(super) fn header(&mut self, header: &str) -> &mut Self {
        self.gap().line(format_args!("{header}"))
    }

    /// A blank line, unless the last one is blank already or there is none yet.
    pub(super) fn gap(&mut self) -> &mut Self {
        if !self.0.is_empty() && !self.0.ends_with("\n\n") {
            self.0.push('\n');
        }
        self
    }

    pub(super) fn line(&mut self, line: std::fmt::Arguments<'_>) -> &mut Self {
        // Writing into a `String` cannot fail.
        let _ = writeln!(self.0, "{line}");
        self
    }

    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.0)
    }
}
