//! A page before it is laid out: headings, paragraphs, tables and lists of plain text.
//!
//! The text in a document may carry [`Role`](crate::text::Role) marks and must otherwise be clean; each layout escapes
//! what means something to it.

use super::grid::Grid;
use super::{html, markdown, plain, terminal};

/// What the reader's terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// How many columns there are.
    pub width: usize,
    /// Whether it can show more than ASCII.
    pub unicode: bool,
}

/// A page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    pub(super) blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The title of the page.
    Title(String),
    /// The heading of a section.
    Section(String),
    /// The heading of a part of a section.
    Part(String),
    /// A paragraph; its lines stay lines.
    Text(String),
    /// A table.
    Grid(Grid),
    /// A list, each item with the sign that stands before it on a terminal.
    List(Vec<(&'static str, String)>),
    /// Text exactly as it is, for a terminal only.
    Verbatim(String),
}

impl Document {
    pub(super) fn title(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Title(text.into()));
    }

    pub(super) fn section(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Section(text.into()));
    }

    pub(super) fn part(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Part(text.into()));
    }

    pub(super) fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    pub(super) fn grid(&mut self, grid: Grid) {
        if !grid.is_empty() {
            self.blocks.push(Block::Grid(grid));
        }
    }

    pub(super) fn list(&mut self, items: Vec<(&'static str, String)>) {
        if !items.is_empty() {
            self.blocks.push(Block::List(items));
        }
    }

    pub(super) fn verbatim(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Verbatim(text.into()));
    }

    /// The page for a terminal.
    pub fn terminal(&self, layout: Layout) -> String {
        terminal::lay_out(self, layout)
    }

    /// The page as GitHub-flavoured Markdown.
    pub fn markdown(&self) -> String {
        markdown::lay_out(self)
    }

    /// The page as plain text of short lines, as for a mail.
    pub fn plain(&self) -> String {
        plain::lay_out(self)
    }

    /// The page as HTML that stands alone.
    pub fn html(&self) -> String {
        html::lay_out(self)
    }
}
