//! Lays a document out as plain text that any mail program shows well: short lines, nothing drawn, no marks.

use unicode_width::UnicodeWidthStr;

use super::document::{Block, Document};
use super::terminal::grid;
use crate::text::Paint;

/// How long a line may be. A quoted reply then still fits 78 columns.
const WIDTH: usize = 72;

pub(super) fn lay_out(document: &Document) -> String {
    let mut text = String::new();
    let mut below_heading = true;
    for block in &document.blocks {
        if !below_heading {
            text.push('\n');
        }
        below_heading = matches!(block, Block::Title(_) | Block::Section(_) | Block::Part(_));
        match block {
            Block::Title(title) => text.push_str(&underlined(title, "=")),
            Block::Section(title) => text.push_str(&underlined(title, "-")),
            Block::Part(paragraph) | Block::Text(paragraph) => text.push_str(&wrap(paragraph, "", "")),
            Block::Grid(table) => text.push_str(&lines(&grid(table, WIDTH))),
            Block::List(items) => text.extend(items.iter().map(|(_, item)| wrap(item, "- ", "  "))),
            Block::Verbatim(_) => {}
        }
    }
    text.chars().filter(|c| Paint::of(*c).is_none()).collect()
}

/// A heading with a line of `sign`s and a blank one below it.
fn underlined(title: &str, sign: &str) -> String {
    let title = wrap(title, "", "");
    let widest = title.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    format!("{title}{}\n\n", sign.repeat(widest))
}

/// `text` wrapped at words, `first` before its first line and `rest` before the others. A word that is too long, such as
/// an address, is left whole.
fn wrap(text: &str, first: &str, rest: &str) -> String {
    let wrapped = text.lines().enumerate().map(|(index, line)| {
        let options = textwrap::Options::new(WIDTH)
            .initial_indent(if index == 0 { first } else { rest })
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::fill(line, options)
    });
    lines(&wrapped.collect::<Vec<_>>().join("\n"))
}

fn lines(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::grid::{Grid, Side};
    use crate::text::Role;

    #[test]
    fn a_page_reads_well_without_a_terminal() {
        let mut page = Document::default();
        page.title(Role::Heading.paint("Größe 林"));
        page.text("week 6 of 10");
        page.section("Went well");
        page.list(vec![("+", format!("{}\nsecond line", "word ".repeat(16))), ("+", String::from("b"))]);
        let mut table = Grid::new(&[("goal", Side::Left), ("now", Side::Right)]);
        table.row(vec![String::from("coverage"), Role::Good.paint("9")]);
        page.grid(table);
        let words = "word ".repeat(14);
        let expected = format!(
            "Größe 林\n========\n\nweek 6 of 10\n\nWent well\n---------\n\n- {}\n  word word\n  second line\n- b\n\n\
             GOAL      NOW\ncoverage    9\n",
            words.trim_end()
        );
        assert_eq!(lay_out(&page), expected);
    }

    #[test]
    fn an_address_is_not_broken() {
        let mut page = Document::default();
        let address = format!("https://example.org/{}", "a".repeat(200));
        page.text(format!("see {address} there"));
        assert!(lay_out(&page).lines().any(|line| line == address), "{}", lay_out(&page));
    }
}
