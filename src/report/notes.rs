//! What a retro would record, before it does.

use super::document::Document;
use super::grid::{Grid, Side};
use super::page::add_retro;
use super::view::RetroView;
use crate::model::Retro;
use crate::text::clean;

/// Where each heading of the notes goes (`placements`: heading and column), and the retro as it would be.
pub fn notes_document(placements: &[(String, String)], retro: &Retro) -> Document {
    let mut page = Document::default();
    page.grid(placed(placements));
    for view in RetroView::all(std::slice::from_ref(retro), retro.week) {
        add_retro(&mut page, &view);
    }
    page
}

/// Where each heading of the notes goes.
pub(super) fn placed(placements: &[(String, String)]) -> Grid {
    let mut table = Grid::new(&[("heading", Side::Left), ("goes to", Side::Left)]);
    for (heading, target) in placements {
        table.row(vec![clean(heading).into_owned(), clean(target).into_owned()]);
    }
    table
}
