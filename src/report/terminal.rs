//! Lays a document out for a terminal: aligned, wrapped, nothing but text and role marks.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};
use unicode_width::UnicodeWidthStr;

use super::document::{Block, Document, Layout};
use super::grid::{GAP, Grid, Side, gaps};
use crate::text::Role;

/// The narrowest width that is laid out for; a narrower terminal wraps by itself.
const NARROWEST: usize = 40;

pub(super) fn lay_out(document: &Document, layout: Layout) -> String {
    let text = lay_out_blocks(document, layout);
    if layout.unicode {
        return text;
    }
    // Our own signs have forms of the same width.
    text.replace(['·', '–', '−'], "-")
}

fn lay_out_blocks(document: &Document, layout: Layout) -> String {
    let width = layout.width.max(NARROWEST);
    let mut text = String::new();
    let mut below_heading = true;
    for block in &document.blocks {
        // A heading stands right above what it heads.
        if !below_heading {
            text.push('\n');
        }
        below_heading = matches!(block, Block::Title(_) | Block::Section(_) | Block::Part(_));
        match block {
            Block::Title(title) | Block::Section(title) => {
                text.push_str(&line(&Role::Heading.paint(wrap(title, width))));
            }
            // Often an id, which is copied as one.
            Block::Part(title) => text.push_str(&line(&textwrap::fill(title, options(width).break_words(false)))),
            Block::Text(paragraph) => text.push_str(&line(&wrap(paragraph, width))),
            Block::Grid(table) => text.push_str(&line(&grid(table, width))),
            Block::List(items) => {
                for (sign, item) in items {
                    text.push_str(&line(&hang(sign, item, width)));
                }
            }
            Block::Verbatim(verbatim) => text.push_str(&line(verbatim)),
        }
    }
    text
}

fn line(text: &str) -> String {
    let mut line: String = text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    line.push('\n');
    line
}

fn wrap(text: &str, width: usize) -> String {
    textwrap::fill(text, options(width))
}

/// An item with its sign before it and its further lines below its first word.
fn hang(sign: &str, item: &str, width: usize) -> String {
    let first = format!("  {sign} ");
    let rest = " ".repeat(first.width());
    let mut text = String::new();
    for (index, paragraph) in item.lines().enumerate() {
        let before = if index == 0 { &first } else { &rest };
        let options = options(width).initial_indent(before).subsequent_indent(&rest);
        if index > 0 {
            text.push('\n');
        }
        text.push_str(&textwrap::fill(paragraph, options));
    }
    text
}

fn options(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width).word_splitter(textwrap::WordSplitter::NoHyphenation)
}

/// No lines at all: columns stand apart by their padding.
const BARE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .content_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none());

pub(super) fn grid(grid: &Grid, width: usize) -> String {
    let last = grid.columns.len().saturating_sub(1);
    let gaps = gaps(grid.columns.len());
    let narrowest = narrowest(grid, width.saturating_sub(gaps));
    // An id that is longer than the terminal is wide is wrapped by that, and still copied as one.
    let width = width.max(narrowest.iter().sum::<usize>().saturating_add(gaps));
    let mut table = Table::new();
    table.load_style(BARE);
    // The arrangement wraps now and then what has room.
    let arrangement = if grid.whole() <= width { ContentArrangement::Disabled } else { ContentArrangement::Dynamic };
    table.set_content_arrangement(arrangement);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if grid.has_header() {
        table.set_header(grid.columns.iter().map(|(title, _)| Cell::new(Role::Faint.paint(title.to_uppercase()))));
    }
    for row in &grid.rows {
        table.add_row(row.iter().map(Cell::new));
    }
    for (index, (_, side)) in grid.columns.iter().enumerate() {
        if let Some(column) = table.column_mut(index) {
            let gap = if index == last { 0 } else { GAP };
            column.set_padding((0, u16::try_from(gap).unwrap_or_default()));
            column.set_cell_alignment(match side {
                Side::Left => CellAlignment::Left,
                Side::Right => CellAlignment::Right,
            });
            let words = narrowest.get(index).copied().unwrap_or_default();
            if let Ok(width) = u16::try_from(words.saturating_add(gap)) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
            }
        }
    }
    table.trim_fmt()
}

/// How narrow each column may become where all of them have `width`: as its longest word, and where that does not fit,
/// the longest words of all are broken first. Ids stay whole; where they take most of the room and even titles would be
/// broken, nothing is, and the terminal wraps the lines.
fn narrowest(grid: &Grid, width: usize) -> Vec<usize> {
    let words = grid.longest_words();
    let ids = grid.ids.and_then(|column| words.get(column)).copied().unwrap_or_default();
    let title = grid.columns.iter().map(|(title, _)| title.width()).max().unwrap_or_default();
    let held_to = |most: usize| {
        let each = words.iter().enumerate();
        each.map(move |(index, word)| if grid.ids == Some(index) { *word } else { *word.min(&most) })
    };
    let longest = words.iter().copied().max().unwrap_or_default().min(width);
    let most = (1..=longest).rev().find(|most| held_to(*most).sum::<usize>() <= width).unwrap_or(1);
    if most < title && ids.saturating_mul(2) > width { words } else { held_to(most).collect() }
}
