//! From rows to answers, and every row that is none.

use chrono::{Days, NaiveDate};

use super::dates::DateOrder;
use super::{Row, Table};
use crate::model::{NpsScore, Response};
use crate::text::{count, shortened};

/// Which columns are read, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// The answer to the 0–10 question.
    pub score: usize,
    /// Why.
    pub why: Option<usize>,
    /// What the person does.
    pub role: Option<usize>,
    /// When somebody answered, and in which order the date is written.
    pub date: Option<(usize, DateOrder)>,
}

/// An answer of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The line of the file, from 1.
    pub line: usize,
    /// The day, where a date is read.
    pub date: Option<NaiveDate>,
    /// What is recorded.
    pub response: Response,
}

/// A row that is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

/// What the rows say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The answers in the order of the file.
    pub answers: Vec<Answer>,
    /// The rows that are no answers.
    pub problems: Vec<Problem>,
}

/// Reads the rows of `table` on `today`.
///
/// A tool may write the time of another part of the world: a date of tomorrow counts as today.
pub fn read(table: &Table, choice: &Choice, today: NaiveDate) -> Reading {
    let mut reading = Reading { answers: Vec::new(), problems: Vec::new() };
    for row in &table.rows {
        match answer(row, table.columns.len(), choice, today) {
            Ok(answer) => reading.answers.push(answer),
            Err(message) => reading.problems.push(Problem { line: row.line, message }),
        }
    }
    reading
}

fn answer(row: &Row, columns: usize, choice: &Choice, today: NaiveDate) -> Result<Answer, String> {
    // What is beyond the header does no harm while it is blank; what is missing may have moved the cells.
    let cells = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last.saturating_add(1));
    if cells > columns || row.cells.len() < columns {
        return Err(format!("it has {}, and the header has {columns}", count(row.cells.len(), "cell")));
    }
    let cell = |index: usize| row.cells.get(index).map_or("", String::as_str);
    let said = cell(choice.score);
    let score = match score(said) {
        Some(score) => score,
        None if said.is_empty() => return Err(String::from("it has no score")),
        None => return Err(format!("{} is not a whole number from 0 to 10", shortened(said))),
    };
    let date = choice.date.map(|(index, order)| day(cell(index), order, today)).transpose()?;
    let filled = |index: Option<usize>| index.map(cell).filter(|cell| !cell.is_empty()).map(str::to_owned);
    Ok(Answer {
        line: row.line,
        date,
        response: Response { score, why: filled(choice.why), role: filled(choice.role) },
    })
}

fn day(text: &str, order: DateOrder, today: NaiveDate) -> Result<NaiveDate, String> {
    if text.is_empty() {
        return Err(String::from("it has no date"));
    }
    let date = order.day(text).ok_or_else(|| format!("{} is not a date ({})", shortened(text), order.name()))?;
    let tomorrow = today.checked_add_days(Days::new(1));
    if date > today && Some(date) != tomorrow {
        return Err(format!("{date} is in the future: today is {today}"));
    }
    Ok(date.min(today))
}

/// The score of a cell: a whole number from 0 to 10, also with the words that a tool puts beside the ends of the scale,
/// as in `10 - Extremely likely` or `Extremely likely - 10`.
pub(super) fn score(cell: &str) -> Option<NpsScore> {
    let number = |text: &str| {
        let text = text.trim();
        let text = text.strip_suffix(".0").unwrap_or(text);
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_number).and_then(NpsScore::new)
    };
    let is_label = |text: &str| !text.trim().is_empty() && !text.contains(char::is_numeric);
    let labelled = |sign: &str| {
        let (left, right) = cell.split_once(sign)?;
        let before = number(left).filter(|_| is_label(right));
        let (left, right) = cell.rsplit_once(sign)?;
        before.or_else(|| number(right).filter(|_| is_label(left)))
    };
    number(cell).or_else(|| [" - ", " – ", " — "].into_iter().find_map(labelled))
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn a_score_is_a_whole_number_perhaps_with_its_label() {
        for (cell, expected) in [
            ("0", Some(0)),
            ("10", Some(10)),
            (" 9 ", Some(9)),
            ("9.0", Some(9)),
            ("10 - Extremely likely", Some(10)),
            ("Not at all likely - 0", Some(0)),
            ("0 – Überhaupt nicht - nie", Some(0)),
            ("11", None),
            ("-1", None),
            ("8.5", None),
            ("9/10", None),
            ("9 - 10", None),
            ("7 - I gave 7 of 10", None),
            (" - 9", None),
            ("9 -", None),
            ("ten", None),
            ("１０", None),
            ("+9", None),
            ("009", None),
            ("", None),
        ] {
            assert_eq!(score(cell).map(NpsScore::get), expected, "{cell:?}");
        }
    }

    fn reading(text: &str, date: Option<(usize, DateOrder)>) -> Reading {
        let choice = Choice { score: 0, why: Some(1), role: None, date };
        read(&parse(text).unwrap(), &choice, "2026-11-20".parse().unwrap())
    }

    #[test]
    fn every_row_is_an_answer_or_is_told() {
        let text = "score,why\n9,good\n11,\n,late\n8\n7,a,b\n6,,,\nten,\n";
        let reading = reading(text, None);
        let answers: Vec<_> = reading.answers.iter().map(|answer| (answer.line, answer.response.score.get())).collect();
        assert_eq!(answers, [(2, 9), (7, 6)]);
        let problems: Vec<_> =
            reading.problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect();
        let expected = [
            (3, "`11` is not a whole number from 0 to 10"),
            (4, "it has no score"),
            (5, "it has 1 cell, and the header has 2"),
            (6, "it has 3 cells, and the header has 2"),
            (8, "`ten` is not a whole number from 0 to 10"),
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn dates_may_not_lie_ahead() {
        let text = "score,why,date\n9,,2026-11-20\n9,,2026-11-21\n9,,2026-11-22\n9,,soon\n9,,\n";
        let reading = reading(text, Some((2, DateOrder::YearMonthDay)));
        let dates: Vec<_> = reading.answers.iter().map(|answer| answer.date.unwrap().to_string()).collect();
        assert_eq!(dates, ["2026-11-20", "2026-11-20"]);
        let lines: Vec<_> = reading.problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [4, 5, 6]);
    }

    #[test]
    fn a_long_cell_is_quoted_by_its_beginning() {
        let reading = reading(&format!("score,why\n{},x\n", "9".repeat(1_000_000)), None);
        assert!(reading.problems[0].message.chars().count() < 100);
    }
}
