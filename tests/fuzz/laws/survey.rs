//! Laws of the import of survey exports, for any bytes.
//!
//! Every row is an answer or is told with its line. No column that tells who somebody is is offered. Neither the encoding
//! nor the line ends, nor the separator of a file that is quoted throughout, changes what is read.

use auxeng::survey::{
    Choice, DateOrder, Encoding, Found, MOST_ROWS, Part, Row, Table, decode, find, is_personal, named, orders, parse,
    read,
};
use chrono::NaiveDate;

/// Checks every law on `data`.
pub fn hold(data: &[u8]) {
    let Ok((text, encoding)) = decode(data) else { return };
    assert!(!text.contains(['\r', '\0']), "line ends are line feeds");
    let table = parse(&text);
    if encoding == Encoding::Utf8 {
        for bytes in encoded(&text) {
            let again = decode(&bytes).map(|(text, _)| text);
            assert_eq!(again.as_ref(), Ok(&text), "the encoding does not matter");
        }
    }
    let Ok(table) = table else { return };
    is_whole(&table, text.lines().count());
    reads_alike(&table);
    for choice in choices(&table) {
        answers_or_tells(&table, &choice);
    }
    for header in &table.columns {
        if let Ok(column) = named(&table, header) {
            assert!(column < table.columns.len());
        }
    }
}

/// `text` as other programs would have written it.
fn encoded(text: &str) -> Vec<Vec<u8>> {
    // A mark in front of the text would be taken for that of the file.
    let mark = if text.starts_with('\u{feff}') { "" } else { "\u{feff}" };
    let marked = || format!("\u{feff}{text}");
    let utf16 = |unit: fn(u16) -> [u8; 2]| marked().encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let mut all = vec![utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), marked().replace('\n', "\r\n").into_bytes()];
    if !mark.is_empty() {
        all.push(text.replace('\n', "\r").into_bytes());
    }
    all
}

/// Rows have something in them, stand on lines of the file, and in its order.
fn is_whole(table: &Table, lines: usize) {
    assert!(!table.columns.is_empty() && (1..=MOST_ROWS).contains(&table.rows.len()));
    assert!(table.columns.iter().all(|name| !name.is_empty()), "every column has a name");
    assert!(table.rows.is_sorted_by(|one, next| one.line < next.line), "rows stand on lines of their own");
    assert!(table.rows.iter().all(|row| (2..=lines).contains(&row.line)), "rows stand below the header");
    for row in &table.rows {
        assert!(row.cells.iter().any(|cell| !cell.is_empty()), "blank rows are left out");
        assert!(row.cells.iter().all(|cell| cell.trim() == cell));
    }
}

/// Quoted throughout, the table reads as it is with each separator.
fn reads_alike(table: &Table) {
    // Such a header may have a second one below.
    let has_second = table.columns.iter().take(2).any(|name| {
        let name = name.to_lowercase();
        name == "respondent id" || name == "collector id"
    });
    if has_second {
        return;
    }
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    for separator in [",", ";", "\t"] {
        let line = |cells: &[String]| cells.iter().map(quoted).collect::<Vec<_>>().join(separator) + "\n";
        let text: String =
            std::iter::once(&table.columns).chain(table.rows.iter().map(cells)).map(|row| line(row)).collect();
        // One named separator settles it; without one the file must be told from its rows.
        let named = parse(&format!("sep={separator}\n{text}"));
        let named = named.unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(named.columns, table.columns, "{text}");
        assert_eq!(
            named.rows.iter().map(cells).collect::<Vec<_>>(),
            table.rows.iter().map(cells).collect::<Vec<_>>(),
            "{text}"
        );
    }
}

fn cells(row: &Row) -> &Vec<String> {
    &row.cells
}

/// Every choice of columns that the import could make by itself, and one of each column as the score.
fn choices(table: &Table) -> Vec<Choice> {
    let columns = |part| {
        let columns = match find(table, part) {
            Found::Nothing => Vec::new(),
            Found::One(column) => vec![column],
            Found::Several(columns) => {
                assert!(columns.len() > 1 && columns.is_sorted());
                columns
            }
        };
        for column in &columns {
            assert!(*column < table.columns.len());
            let header = &table.columns[*column];
            assert!(part == Part::Date || !is_personal(table, *column), "nobody is told by {header}");
        }
        columns
    };
    let (why, role, date) = (columns(Part::Why), columns(Part::Role), columns(Part::Date));
    let date = date.first().and_then(|column| {
        let texts: Vec<&str> = table.rows.iter().filter_map(|row| row.cells.get(*column)).map(String::as_str).collect();
        let orders = orders(&texts);
        assert!(orders.len() <= DateOrder::NAMES.len());
        Some((*column, *orders.last()?))
    });
    let scores = columns(Part::Score).into_iter().chain(0..table.columns.len().min(4));
    scores.map(|score| Choice { score, why: why.last().copied(), role: role.last().copied(), date }).collect()
}

/// Each row is an answer with what its cells say, or a problem with the line.
fn answers_or_tells(table: &Table, choice: &Choice) {
    let today: NaiveDate = "2026-11-20".parse().unwrap();
    let reading = read(table, choice, today);
    assert_eq!(reading.answers.len() + reading.problems.len(), table.rows.len(), "no row is passed over");
    let mut lines: Vec<usize> = reading.answers.iter().map(|answer| answer.line).collect();
    lines.extend(reading.problems.iter().map(|problem| problem.line));
    lines.sort_unstable();
    assert_eq!(lines, table.rows.iter().map(|row| row.line).collect::<Vec<_>>());
    for answer in &reading.answers {
        let row = table.rows.iter().find(|row| row.line == answer.line).unwrap();
        let cell = |column: Option<usize>| row.cells.get(column?).filter(|cell| !cell.is_empty());
        assert_eq!(answer.response.why.as_ref(), cell(choice.why));
        assert_eq!(answer.response.role.as_ref(), cell(choice.role));
        assert!(cell(Some(choice.score)).unwrap().contains(&answer.response.score.get().to_string()));
        assert_eq!(answer.date.is_some(), choice.date.is_some());
        assert!(answer.date.is_none_or(|date| date <= today));
    }
    assert!(reading.problems.iter().all(|problem| !problem.message.contains('\n')), "a problem is told on one line");
}
