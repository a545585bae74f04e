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
        self.needed() <= width
    }

    /// How many columns it needs where nothing is wrapped.
    pub(super) fn whole(&self) -> usize {
        let widest_line = |text: &str| text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
        let of_column = |(index, (title, _)): (usize, &(&'static str, Side))| {
            let cells = self.rows.iter().filter_map(|row| row.get(index));
            cells.map(|cell| widest_line(cell)).max().unwrap_or_default().max(title.width())
        };
        let widths: usize = self.columns.iter().enumerate().map(of_column).sum();
        widths.saturating_add(gaps(self.columns.len()))
    }

    /// How many columns it needs for that.
    fn needed(&self) -> usize {
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
        needed.saturating_add(gaps(self.columns.len()))
    }

    /// The same, where it does not fit into `width` columns with the ids cut to what is left, and to no less than tells
    /// them apart: what stands before the dots still names one.
    #[must_use]
    pub(super) fn with_short_ids(mut self, width: usize) -> Self {
        let over = self.needed().saturating_sub(width);
        let Some(column) = self.ids.filter(|_| over > 0) else {
            return self;
        };
        let ids: Vec<String> = self.rows.iter().filter_map(|row| row.get(column)).cloned().collect();
        let longest = ids.iter().map(|id| id.width()).max().unwrap_or_default();
        let most = longest.saturating_sub(over).max(apart(&ids).saturating_add(1));
        for id in self.rows.iter_mut().filter_map(|row| row.get_mut(column)).filter(|id| id.width() > most) {
            let beginning: String = id.chars().take(most.saturating_sub(1)).collect();
            *id = format!("{beginning}…");
        }
        self
    }

    /// Whether any column has a title.
    pub(super) fn has_header(&self) -> bool {
        self.columns.iter().any(|(title, _)| !title.is_empty())
    }
}

/// How many characters tell `ids` apart from one another.
fn apart(ids: &[String]) -> usize {
    let alike = |one: &str, other: &str| one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let mut sorted: Vec<&String> = ids.iter().collect();
    sorted.sort();
    let neighbours = sorted.iter().zip(sorted.iter().skip(1));
    neighbours.map(|(one, other)| alike(one, other)).max().map_or(1, |same| same.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(ids: &[&str]) -> Grid {
        let mut table = Grid::new(&[("id", Side::Left), ("business", Side::Right)]);
        table.ids = Some(0);
        for id in ids {
            table.row(vec![(*id).to_owned(), String::from("1.5")]);
        }
        table
    }

    fn ids(table: Grid) -> Vec<String> {
        table.rows.into_iter().filter_map(|row| row.into_iter().next()).collect()
    }

    #[test]
    fn ids_are_cut_to_what_is_left_and_stay_apart() {
        let long = ["contract-tests-for-checkout", "contract-tests-for-basket", "flags"];
        for (width, expected) in [
            (37, long),
            (36, ["contract-tests-for-checko…", "contract-tests-for-basket", "flags"]),
            (32, ["contract-tests-for-ch…", "contract-tests-for-ba…", "flags"]),
            // What tells them apart stays, however narrow it is.
            (20, ["contract-tests-for-c…", "contract-tests-for-b…", "flags"]),
        ] {
            let table = table(&long).with_short_ids(width);
            assert_eq!(table.fits(width), width > 30, "{width}");
            assert_eq!(ids(table), expected, "{width}");
        }
        assert_eq!(ids(table(&["flags"]).with_short_ids(12)), ["f…"]);
        assert_eq!(ids(table(&[]).with_short_ids(1)), [] as [&str; 0]);
    }

    #[test]
    fn what_has_room_is_not_wrapped() {
        // A column of marks, of which there is none just now.
        let columns =
            ["", "engagement", "host", "week", "diffusion", "delivery", "health"].map(|title| (title, Side::Left));
        let mut table = Grid::new(&columns);
        table.ids = Some(1);
        let cells = ["", "checkout-contract-tests", "Checkout", "6/10", "0.70 ▂▃▄▅▅▆", "0.70 ▂▃▄▅▅▆", "on track"];
        table.row(cells.map(str::to_owned).to_vec());
        let whole = table.whole();
        let lines = |width: usize| crate::report::terminal::grid(&table, width).lines().count();
        assert_eq!((whole, lines(whole), lines(whole - 1)), (77, 2, 3));
    }
}
