//! Lays a document out as GitHub-flavoured Markdown, in which foreign text stays text.

use super::document::{Block, Document};
use super::grid::{Grid, Side};
use crate::text::Paint;

pub(super) fn lay_out(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        match block {
            Block::Title(title) => text.push_str(&format!("# {}\n", escape(title))),
            Block::Section(title) => text.push_str(&format!("## {}\n", escape(title))),
            Block::Part(title) => text.push_str(&format!("### {}\n", escape(title))),
            Block::Text(paragraph) => text.push_str(&format!("{}\n", escape(paragraph).replace('\n', "  \n"))),
            Block::Grid(table) => grid(&mut text, table),
            Block::List(items) => {
                for (_, item) in items {
                    text.push_str(&format!("- {}\n", escape(item).replace('\n', "  \n  ")));
                }
            }
            Block::Verbatim(_) => {}
        }
    }
    text
}

fn grid(text: &mut String, grid: &Grid) {
    if !grid.has_header() {
        return list(text, grid);
    }
    let titles: Vec<String> = grid.columns.iter().map(|(title, _)| escape(title)).collect();
    let rules = grid.columns.iter().map(|(_, side)| match side {
        Side::Left => "---",
        Side::Right => "---:",
    });
    let rules: Vec<&str> = rules.collect();
    row(text, &titles);
    row(text, &rules);
    for cells in &grid.rows {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell).replace('\n', "<br>")).collect();
        row(text, &cells);
    }
}

/// A table without titles is a list: its cells one behind the other, rows without a first cell below the one before.
fn list(text: &mut String, grid: &Grid) {
    for cells in &grid.rows {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell.trim())).collect();
        let indent = if cells.first().is_some_and(String::is_empty) { "  " } else { "" };
        let filled: Vec<&str> = cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
        text.push_str(&format!("{indent}- {}\n", filled.join(" ")));
    }
}

fn row<S: AsRef<str>>(text: &mut String, cells: &[S]) {
    text.push('|');
    for cell in cells {
        text.push(' ');
        text.push_str(cell.as_ref().trim());
        text.push_str(" |");
    }
    text.push('\n');
}

/// `text` with everything that Markdown or HTML would take for markup escaped, and without role marks.
pub(super) fn escape(text: &str) -> String {
    text.split('\n').map(escape_line).collect::<Vec<_>>().join("\n")
}

fn escape_line(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    let text = line.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind_mark = text.get(digits.saturating_add(1)..);
    let numbers_list = digits > 0 && behind_mark.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    for (index, c) in text.chars().filter(|c| Paint::of(*c).is_none()).enumerate() {
        let begins_block = match c {
            '#' | '+' | '-' | '=' => index == 0,
            '.' | ')' => numbers_list && index == digits,
            _ => false,
        };
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => escaped.extend(['\\', c]),
            _ if begins_block => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_stays_text() {
        for (text, escaped) in [
            ("Ana & Lee: 2-3 days", "Ana &amp; Lee: 2-3 days"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("a | b", "a \\| b"),
            ("[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"),
            ("# one\n- two\n  10. ten", "\\# one\n\\- two\n10\\. ten"),
            ("10.5 is 1) less", "10.5 is 1) less"),
            ("*bold* `code` ~~gone~~", "\\*bold\\* \\`code\\` \\~\\~gone\\~\\~"),
            ("\u{2061}marked\u{2060}", "marked"),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn tables_keep_their_columns() {
        let mut table = Grid::new(&[("goal", Side::Left), ("now", Side::Right)]);
        table.row(vec![String::from("a|b\nc"), String::from("9")]);
        let mut text = String::new();
        grid(&mut text, &table);
        assert_eq!(text, "| goal | now |\n| --- | ---: |\n| a\\|b<br>c | 9 |\n");
    }
}
