//! The document, put together part by part.

use super::forms::Forms;
use super::heading;
use crate::model::{Headings, Note, Task};
use crate::notes::Section;
use crate::notes::topics::{Mark, Topic};

/// A document that grows. Each item is written so that it is read as one item.
pub struct Page {
    text: String,
    forms: Forms,
}

impl Page {
    /// A document with help in a comment and `title` as its heading.
    #[must_use]
    pub fn new(title: &str, help: &str, headings: &Headings) -> Self {
        let mut page = Self { text: String::new(), forms: Forms::new(headings) };
        page.comment(help);
        page.text.push_str(&format!("\n# {title}\n"));
        page
    }

    /// The document.
    #[must_use]
    pub fn into_text(self) -> String {
        self.text
    }

    /// Begins the part of a topic, with a hint that is not read.
    pub fn topic(&mut self, topic: Topic, hint: &str) {
        self.part(topic.heading(), hint);
    }

    /// Adds an item to the part of `topic`, with a checkbox where there is a `mark`.
    pub fn entry(&mut self, topic: Topic, mark: Option<Mark>, text: &str) {
        let form = self.forms.entry(topic, mark, text);
        self.text.push_str(&form);
    }

    /// Adds a line of our own making, such as a number.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Adds a column.
    pub fn column(&mut self, section: Section, texts: &[String]) {
        self.part(heading(section), "");
        for text in texts {
            let form = self.forms.text(text);
            self.text.push_str(&form);
        }
    }

    /// Adds actions or blockers.
    pub fn tasks<'a>(&mut self, section: Section, hint: &str, tasks: impl IntoIterator<Item = (&'a Task, Mark)>) {
        self.part(heading(section), hint);
        for (task, mark) in tasks {
            let form = self.forms.task(task, mark);
            self.text.push_str(&form);
        }
    }

    /// Adds those who were there.
    pub fn people(&mut self, hint: &str, names: &[String]) {
        self.part(heading(Section::Present), hint);
        if !names.is_empty() {
            let form = self.forms.people(names);
            self.text.push_str(&form);
        }
    }

    /// Adds notes, each under a heading of its own.
    pub fn notes(&mut self, notes: &[Note]) {
        for note in notes {
            let form = self.forms.note(note);
            self.text.push('\n');
            self.text.push_str(&form);
        }
    }

    fn part(&mut self, heading: &str, hint: &str) {
        self.text.push_str(&format!("\n## {heading}\n\n"));
        if !hint.is_empty() {
            self.comment(hint);
        }
    }

    /// Adds a comment, on one line where it has no more.
    fn comment(&mut self, words: &str) {
        let words = words.trim_end().replace("-->", "- ->");
        let space = if words.contains('\n') { '\n' } else { ' ' };
        self.text.push_str(&format!("<!--{space}{words}{space}-->\n"));
    }
}
