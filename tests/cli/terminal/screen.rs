//! What a person sees: the emulator's screen, and the lines that have scrolled off it.

use std::num::NonZeroU16;

/// More lines than any session has.
const SCROLLBACK: usize = 100_000;

pub(super) struct Screen {
    parser: vt100::Parser,
    /// All that came, as it came.
    bytes: Vec<u8>,
}

impl Screen {
    pub(super) fn new(columns: u16, rows: u16) -> Self {
        let size = |number| NonZeroU16::new(number).expect("a terminal has lines and columns");
        Self { parser: vt100::Parser::new(size(rows), size(columns), SCROLLBACK), bytes: Vec::new() }
    }

    pub(super) fn show(&mut self, bytes: &[u8]) {
        self.parser.process(bytes);
        self.bytes.extend_from_slice(bytes);
    }

    /// The lines from the first one on, also those that have scrolled off, without blanks at their ends.
    pub(super) fn lines(&self) -> Vec<String> {
        // A view that is scrolled back is another screen.
        let mut screen = self.parser.screen().clone();
        let mut lines = Vec::new();
        for back in (0..=screen.scrollback_len()).rev() {
            screen.set_scrollback(back);
            let mut rows = screen.rows(0, screen.size().1.get());
            if back == 0 {
                lines.extend(rows);
            } else {
                lines.extend(rows.next());
            }
        }
        lines.iter().map(|line| line.trim_end().to_owned()).collect()
    }

    /// All that came, as it came.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What is on the screen now.
    pub(super) fn visible(&self) -> String {
        let rows = self.parser.screen().rows(0, self.parser.screen().size().1.get());
        joined(rows.map(|row| row.trim_end().to_owned()).collect())
    }

    /// Everything that was seen.
    pub(super) fn transcript(&self) -> String {
        joined(self.lines())
    }

    /// The line of the cursor, counted from the first one that there was, and its column.
    pub(super) fn cursor(&self) -> (usize, usize) {
        let screen = self.parser.screen();
        let (row, column) = screen.cursor_position();
        (screen.scrollback_len() + usize::from(row), usize::from(column))
    }

    /// The lines from `first` on, the last of them up to the cursor, without any white space: what was typed stands at
    /// the end, wherever it was broken.
    pub(super) fn before_cursor(&self, first: usize) -> String {
        let (line, column) = self.cursor();
        let mut lines: Vec<String> = self.lines().into_iter().skip(first).take(line.saturating_sub(first)).collect();
        let column = u16::try_from(column).expect("a terminal is not that wide");
        let row = self.parser.screen().cursor_position().0;
        lines.extend(self.parser.screen().rows(0, column).nth(usize::from(row)));
        solid(&lines.concat())
    }

    pub(super) fn is_cursor_shown(&self) -> bool {
        !self.parser.screen().hide_cursor()
    }

    /// Whether the modes that line editors and full-screen programs set are off again.
    pub(super) fn is_plain(&self) -> bool {
        let screen = self.parser.screen();
        !screen.bracketed_paste() && !screen.alternate_screen() && !screen.application_cursor()
    }

    /// Whether anything was coloured, or bold, or otherwise set apart.
    pub(super) fn has_colour(&self) -> bool {
        let mut rest = self.bytes.as_slice();
        while let Some(at) = rest.windows(2).position(|pair| pair == b"\x1b[") {
            rest = &rest[at + 2..];
            let parameters = rest.iter().take_while(|byte| byte.is_ascii_digit() || b";:".contains(byte)).count();
            if rest.get(parameters) == Some(&b'm') && !matches!(&rest[..parameters], b"" | b"0") {
                return true;
            }
        }
        false
    }
}

/// `text` without white space.
pub(super) fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The lines up to the last that holds something, each with its end.
fn joined(mut lines: Vec<String>) -> String {
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.push(String::new());
    lines.join("\n")
}
