//! A table before it is laid out.

use unicode_width::UnicodeWidthStr;

/// How many columns there are between two columns of a table.
pub(super) const GAP: usize = 2;

/// The space between all of `columns`.
pub(super) fn gaps(columns: usize) -> usize {
    columns.saturating_sub(1).saturating_mul(GAP)
}

/// A longer word may be broken where there is no room, unless it is an id.
const LONG_WORD: usize = 16;

/// On which side the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A table: columns with their titles, and rows of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) columns: Vec<(&'static str, Side)>,
    pub(super) rows: Vec<Vec<String>>,
    /// The column of ids, which are never broken, so that they can be copied.
    pub(super) ids: Option<usize>,
}

impl Grid {
    pub(super) fn new(columns: &[(&'static str, Side)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), ids: None }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The longest word of each column.
    pub(super) fn longest_words(&self) -> Vec<usize> {
        let longest_in = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default();
        let of_column = |(index, (title, _)): (usize, &(&'static str, Side))| {
            let cells = self.rows.iter().filter_map(|row| row.get(index));
            cells.map(|cell| longest_in(cell)).max().unwrap_or_default().max(longest_in(title))
        };
        self.columns.iter().enumerate().map(of_column).collect()
    }

    /// Whether it needs no more than `width` columns, where no short cell is wrapped and no word that is not very long is
    /// broken.
    pub(super) fn fits(&self, width: usize) -> bool {
        const SHORT: usize = 20;
        let words = self.longest_words();
        let of_column = |(index, word): (usize, usize)| {
            if self.ids == Some(index) {
                return word;
            }
            let title = self.columns.get(index).map(|(title, _)| title.width());
            let cells = self.rows.iter().filter_map(|row| row.get(index)).map(|cell| cell.width());
            let whole = cells.chain(title).filter(|width| *width <= SHORT).max();
            whole.unwrap_or_default().max(word.min(LONG_WORD))
        };
        let needed: usize = words.into_iter().enumerate().map(of_column).sum();
        needed.saturating_add(gaps(self.columns.len())) <= width
    }

    /// Whether any column has a title.
    pub(super) fn has_header(&self) -> bool {
        self.columns.iter().any(|(title, _)| !title.is_empty())
    }
}
