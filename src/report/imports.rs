//! What an import would record, before it does.

use chrono::NaiveDate;

use super::document::Document;
use super::grid::{Grid, Side};
use crate::model::Response;
use crate::text::{Role, clean, clean_lines};

/// An answer of an export.
#[derive(Debug, Clone, Copy)]
pub struct ImportRow<'a> {
    /// The line of the file, from 1.
    pub line: usize,
    /// The round that it goes to.
    pub round: NaiveDate,
    /// What is recorded.
    pub response: &'a Response,
    /// Whether it is recorded already.
    pub is_there: bool,
}

/// What would be recorded of each row.
pub fn import_document(rows: &[ImportRow<'_>]) -> Document {
    let mut columns = vec![
        ("line", Side::Right),
        ("round", Side::Left),
        ("score", Side::Right),
        ("role", Side::Left),
        ("why", Side::Left),
    ];
    let any_there = rows.iter().any(|row| row.is_there);
    columns.extend(any_there.then_some(("", Side::Left)));
    let mut table = Grid::new(&columns);
    for row in rows {
        let ImportRow { line, round, response, is_there } = *row;
        let mut cells = vec![
            line.to_string(),
            round.to_string(),
            response.score.get().to_string(),
            response.role.as_deref().map(clean).unwrap_or_default().into_owned(),
            response.why.as_deref().map(clean_lines).unwrap_or_default().into_owned(),
        ];
        let there = if is_there { Role::Faint.paint("recorded already") } else { String::new() };
        cells.extend(any_there.then_some(there));
        table.row(cells);
    }
    let mut page = Document::default();
    page.grid(table);
    page
}
