//! Lays a document out as one HTML page that stands alone: no script, nothing fetched, foreign text stays text.
//!
//! Mail programs show it too: the little style that there is stands in the elements, because many drop style sheets.

use std::borrow::Cow;

use super::document::{Block, Document};
use super::grid::{Grid, Side};
use crate::text::Paint;

const BODY: &str = "font-family: sans-serif; line-height: 1.4; max-width: 45em";
const TABLE: &str = "border-collapse: collapse";
const CELL: &str = "padding: 0.2em 0.8em 0.2em 0; vertical-align: top";

pub(super) fn lay_out(document: &Document) -> String {
    let mut body = String::new();
    let mut title = String::new();
    for block in &document.blocks {
        match block {
            Block::Title(text) => {
                title = escape(text).into_owned();
                body.push_str(&element("h1", text));
            }
            Block::Section(text) => body.push_str(&element("h2", text)),
            Block::Part(text) => body.push_str(&element("h3", text)),
            Block::Text(text) => body.push_str(&element("p", text)),
            Block::Grid(table) => grid(&mut body, table),
            Block::List(items) => {
                body.push_str("<ul>\n");
                body.extend(items.iter().map(|(_, item)| element("li", item)));
                body.push_str("</ul>\n");
            }
            Block::Verbatim(_) => {}
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
         <body style=\"{BODY}\">\n{body}</body>\n</html>\n"
    )
}

fn grid(html: &mut String, grid: &Grid) {
    html.push_str(&format!("<table style=\"{TABLE}\">\n"));
    if grid.has_header() {
        let titles = grid.columns.iter().map(|(title, _)| *title);
        row(html, "th", grid, titles);
    }
    for cells in &grid.rows {
        row(html, "td", grid, cells.iter().map(String::as_str));
    }
    html.push_str("</table>\n");
}

fn row<'a>(html: &mut String, tag: &str, grid: &Grid, cells: impl Iterator<Item = &'a str>) {
    html.push_str("<tr>");
    for ((_, side), cell) in grid.columns.iter().zip(cells) {
        let align = if *side == Side::Right { "right" } else { "left" };
        html.push_str(&format!("<{tag} style=\"{CELL}; text-align: {align}\">{}</{tag}>", lines(cell.trim())));
    }
    html.push_str("</tr>\n");
}

fn element(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>\n", lines(text))
}

/// `text` as an element of a page whose style may be dropped: its lines stay lines.
fn lines(text: &str) -> String {
    escape(text).replace('\n', "<br>\n")
}

/// `text` as HTML shows it letter by letter, in an element or an attribute; role marks are left out. All HTML is escaped
/// here.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars().filter(|c| Paint::of(*c).is_none()) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Role;

    #[test]
    fn foreign_text_stays_text() {
        for (text, escaped) in [
            ("Ana & Lee", "Ana &amp; Lee"),
            ("</li><script>alert(1)</script>", "&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' `", "&quot; onload=&#39;x&#39; `"),
            ("&amp;", "&amp;amp;"),
            ("a\nb", "a\nb"),
            ("\u{2061}marked\u{2060}", "marked"),
            ("", ""),
        ] {
            assert_eq!(escape(text), escaped);
        }
    }

    #[test]
    fn a_page_stands_alone() {
        let mut page = Document::default();
        page.title("A < B");
        page.section("Went well");
        page.list(vec![("+", String::from("one\ntwo"))]);
        let mut table = Grid::new(&[("goal", Side::Left), ("now", Side::Right)]);
        table.row(vec![String::from("a|b"), Role::Good.paint("9")]);
        page.grid(table);
        let html = lay_out(&page);
        assert!(html.starts_with("<!DOCTYPE html>\n") && html.ends_with("</html>\n"), "{html}");
        for part in [
            "<title>A &lt; B</title>",
            "<h1>A &lt; B</h1>\n<h2>Went well</h2>\n<ul>\n<li>one<br>\ntwo</li>\n</ul>\n",
            "text-align: right\">9</td></tr>\n</table>\n",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        for fetched in ["<script", "<link", "src=", "href=", "url("] {
            assert!(!html.contains(fetched), "{fetched}");
        }
    }
}
