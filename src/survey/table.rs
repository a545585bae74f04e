//! From text to rows: the separator, the header, a second header where the tool writes one, and the line of each row.

use super::MOST_ROWS;
use super::quotes::misplaced;
use crate::text::count;

/// The separators that are tried.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// How many rows tell which separator it is.
const SAMPLE: usize = 100;

/// A row below the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, from 1.
    pub line: usize,
    /// Its cells without the space around them.
    pub cells: Vec<String>,
}

/// What an export holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns; one that has none is named by its place, such as `column 3`.
    pub columns: Vec<String>,
    /// The rows, but for blank ones.
    pub rows: Vec<Row>,
}

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is no header.
    #[error("it is empty")]
    Empty,
    /// There is a header and nothing below it.
    #[error("it has a header and no row below it")]
    NoRows,
    /// There are more rows than are read.
    #[error("it has more than {} below the header", count(MOST_ROWS, "row"))]
    TooManyRows,
    /// A quote stands where it should not.
    #[error("line {0} opens a quote that is not closed, or is closed in the middle of a cell")]
    Quote(usize),
}

/// Reads `text`, of which every line ends in a line feed.
///
/// # Errors
/// When it holds no rows, too many of them, or quotes that could hide some.
pub fn parse(text: &str) -> Result<Table, Unreadable> {
    let (named, body) = named_separator(text);
    let separator = named.unwrap_or_else(|| separator(body));
    let above = usize::from(named.is_some());
    if let Some(line) = misplaced(body, separator) {
        return Err(Unreadable::Quote(line.saturating_add(above)));
    }
    let mut records = records(body, separator, above.saturating_add(1), MOST_ROWS + 2).into_iter().peekable();
    let header = records.next().ok_or(Unreadable::Empty)?;
    let second = records.next_if(|record| is_second_header(&header, record));
    let columns = columns(&header, second.as_ref());
    let rows: Vec<Row> = records.collect();
    match rows.len() {
        0 => Err(Unreadable::NoRows),
        n if n > MOST_ROWS => Err(Unreadable::TooManyRows),
        _ => Ok(Table { columns, rows }),
    }
}

/// The separator that a first line `sep=;` names, as spreadsheets write it, and the text below.
fn named_separator(text: &str) -> (Option<u8>, &str) {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("\"sep="));
    let found = rest.and_then(|rest| {
        let (named, body) = rest.split_once('\n')?;
        let separator = SEPARATORS.into_iter().find(|separator| named.as_bytes().first() == Some(separator));
        Some((separator?, body)).filter(|_| named.trim_end_matches('"').len() <= 1)
    });
    found.map_or((None, text), |(separator, body)| (Some(separator), body))
}

/// The separator that gives the most rows as many cells as the header has, and of several such the one that gives most
/// cells.
fn separator(text: &str) -> u8 {
    let fit = |separator: u8| {
        let records = records(text, separator, 1, SAMPLE);
        let cells = records.first().map_or(0, |header| header.cells.len());
        let alike = records.iter().filter(|record| record.cells.len() == cells).count();
        if cells > 1 { (alike, cells) } else { (0, 0) }
    };
    // The first of the best: `max_by_key` would give the last.
    SEPARATORS.into_iter().rev().max_by_key(|separator| fit(*separator)).unwrap_or(b',')
}

/// The first `most` records that are not blank; the text begins on the line `first`.
fn records(text: &str, separator: u8, first: usize, most: usize) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let (mut line, mut offset) = (first, 0);
    let mut rows = Vec::new();
    while rows.len() < most && reader.read_record(&mut record).unwrap_or(false) {
        // The reader tells where it stood before it passed over empty lines.
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(offset);
        let gone = text.get(offset..start).unwrap_or_default();
        let blank = text.get(start..).unwrap_or_default().bytes().take_while(|byte| *byte == b'\n').count();
        line = gone.bytes().filter(|byte| *byte == b'\n').count().saturating_add(blank).saturating_add(line);
        offset = start.saturating_add(blank);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
        }
    }
    rows
}

/// Whether `record` is the second header of SurveyMonkey, which names the parts of a question.
fn is_second_header(header: &Row, record: &Row) -> bool {
    let names = header.cells.iter().take(2).map(|name| name.to_lowercase());
    let is_survey_monkey = names.into_iter().any(|name| matches!(name.as_str(), "respondent id" | "collector id"));
    is_survey_monkey && record.cells.first().is_none_or(String::is_empty)
}

/// The names of the columns: what the first header says, and below nothing what the second says.
fn columns(header: &Row, second: Option<&Row>) -> Vec<String> {
    let below = |index: usize| second.and_then(|row| row.cells.get(index)).filter(|name| !name.is_empty());
    let name = |(index, name): (usize, &String)| match (name.is_empty(), below(index)) {
        (false, _) => name.clone(),
        (true, Some(part)) => part.clone(),
        (true, None) => format!("column {}", index.saturating_add(1)),
    };
    header.cells.iter().enumerate().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        parse(text).unwrap().rows.into_iter().map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn rows_know_their_lines() {
        let text = "score,why\n9,\"one\ntwo\"\n\n\n8,\n,\n7, spaced \n";
        let texts = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let expected = vec![(2, texts(["9", "one\ntwo"])), (6, texts(["8", ""])), (8, texts(["7", "spaced"]))];
        assert_eq!(rows(text), expected);
        assert_eq!(rows(&format!("\n\n{text}")).first().map(|(line, _)| *line), Some(4));
    }

    #[test]
    fn the_separator_is_the_one_that_makes_rows_alike() {
        for (text, columns) in [
            ("ID,Score,Why\n1,9,ok\n", 3),
            ("ID;How likely, 0 to 10, are you;Why\n1;9;ok\n2;8;fine, thanks\n", 3),
            ("ID\tScore, of 10\n1\t9\n", 2),
            ("\"a;b\",c\n\"1;2\",3\n", 2),
            ("score\n9\n8\n", 1),
            ("sep=;\na,b;c\n1,2;3\n", 2),
        ] {
            assert_eq!(parse(text).unwrap().columns.len(), columns, "{text:?}");
        }
        assert_eq!(rows("sep=;\na;b\n1;2\n")[0].0, 3);
    }

    #[test]
    fn a_second_header_names_the_parts() {
        let text = "Respondent ID,Collector ID,How likely?,,Why?,\n,,Response,Other,Open-Ended Response,\n1,2,9,,ok,\n";
        let table = parse(text).unwrap();
        assert_eq!(table.columns, ["Respondent ID", "Collector ID", "How likely?", "Other", "Why?", "column 6"]);
        assert_eq!(table.rows.len(), 1);
        // Elsewhere a row without a first cell is an answer.
        assert_eq!(rows("Timestamp,Score\n,9\n").len(), 1);
    }

    #[test]
    fn what_is_no_table_is_told() {
        let many = |n: usize| format!("score\n{}", "9\n".repeat(n));
        for (text, why) in [
            (String::new(), Unreadable::Empty),
            (String::from("\n\n"), Unreadable::Empty),
            (String::from("score,why\n"), Unreadable::NoRows),
            (String::from("score,why\n,\n"), Unreadable::NoRows),
            (many(MOST_ROWS + 1), Unreadable::TooManyRows),
            (String::from("score,why\n9,\"open\n8,\n"), Unreadable::Quote(2)),
        ] {
            assert_eq!(parse(&text), Err(why));
        }
        assert!(parse(&many(MOST_ROWS)).is_ok());
    }
}
