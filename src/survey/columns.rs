//! Which column is what.

use super::Table;
use super::answers::score;
use super::dates::is_date;
use super::personal::is_personal;

/// What is read of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The answer to the 0–10 question.
    Score,
    /// Why.
    Why,
    /// What the person does.
    Role,
    /// When somebody answered.
    Date,
}

/// Which column could be a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// None.
    Nothing,
    /// This one, counted from 0.
    One(usize),
    /// Each of these.
    Several(Vec<usize>),
}

/// Words of a header that ask why.
const WHY: [&str; 22] = [
    "why",
    "reason",
    "reasons",
    "comment",
    "comments",
    "explain",
    "feedback",
    "because",
    "warum",
    "grund",
    "gründe",
    "begründung",
    "kommentar",
    "kommentare",
    "pourquoi",
    "raison",
    "commentaire",
    "motivo",
    "razón",
    "comentario",
    "comentarios",
    "waarom",
];

/// Words of a header that ask for a role.
const ROLE: [&str; 8] = ["role", "roles", "rolle", "rôle", "rol", "ruolo", "position", "job"];

/// A role is a word or two; what is longer than this is an answer to another question.
const LONGEST_ROLE: usize = 60;

/// Headers of the time at which somebody answered, as the tools write them; those of an earlier row come first.
const DATES: [&[&str]; 3] = [
    &[
        "submit date utc",
        "submit date",
        "submitted at",
        "submission date",
        "date submitted",
        "end date",
        "completion time",
        "completed at",
        "fertigstellungszeit",
        "heure de fin",
        "hora de finalización",
    ],
    &[
        "timestamp",
        "zeitstempel",
        "horodateur",
        "marca temporal",
        "tijdstempel",
        "informazioni cronologiche",
        "carimbo de data hora",
        "date",
        "datum",
        "fecha",
        "data",
        "day",
        "answered",
    ],
    &["start date utc", "start date", "start time", "startzeit", "heure de début", "hora de inicio"],
];

/// The columns of `table` that could be `part`, counted from 0. Of several dates the one that tools set last counts.
pub fn find(table: &Table, part: Part) -> Found {
    let offered = match part {
        Part::Date => DATES.iter().map(|names| dated(table, names)).find(|found| !found.is_empty()).unwrap_or_default(),
        _ => offered(table, part),
    };
    match offered.as_slice() {
        [] => Found::Nothing,
        [only] => Found::One(*only),
        _ => Found::Several(offered),
    }
}

/// Every column of `table` that may be taken for `part`.
fn offered(table: &Table, part: Part) -> Vec<usize> {
    let may_be = |index: &usize| {
        let header = table.columns.get(*index).map_or("", String::as_str);
        let says = |words: &[&str]| self::words(header).iter().any(|word| words.contains(&word.as_str()));
        let is_of_a_quiz = ["points - ", "feedback - "].iter().any(|start| header.to_lowercase().starts_with(start))
            || ["total points", "quiz feedback"].contains(&header.to_lowercase().as_str());
        !is_of_a_quiz
            && match part {
                Part::Score => mostly(table, *index, |cell| score(cell).is_some()),
                Part::Why => {
                    let is_score = || mostly(table, *index, |cell| score(cell).is_some());
                    says(&WHY) && filled(table, *index).next().is_some() && !is_score()
                }
                Part::Role => {
                    let is_short = |cell: &str| cell.chars().count() <= LONGEST_ROLE;
                    says(&ROLE) && !says(&WHY) && mostly(table, *index, is_short)
                }
                Part::Date => mostly(table, *index, is_date),
            }
    };
    (0..table.columns.len()).filter(|index| !is_personal(table, *index)).filter(may_be).collect()
}

/// The column that `text` names: its whole name, a part of it that no other has, or its number from 1.
///
/// # Errors
/// With the columns that it could mean, none or several.
pub fn named(table: &Table, text: &str) -> Result<usize, Vec<usize>> {
    let wanted = text.trim().to_lowercase();
    let all = || table.columns.iter().enumerate();
    let whole: Vec<usize> = all().filter(|(_, name)| name.to_lowercase() == wanted).map(|(index, _)| index).collect();
    let number = || wanted.parse().ok().and_then(|n: usize| n.checked_sub(1)).filter(|n| *n < table.columns.len());
    match whole.as_slice() {
        [only] => return Ok(*only),
        [] => {}
        _ => return Err(whole),
    }
    if let Some(number) = number() {
        return Ok(number);
    }
    let within = |name: &str| !wanted.is_empty() && name.to_lowercase().contains(&wanted);
    let within: Vec<usize> = all().filter(|(_, name)| within(name)).map(|(index, _)| index).collect();
    match within.as_slice() {
        [only] => Ok(*only),
        _ => Err(within),
    }
}

/// The columns with one of these names that have anything in them.
fn dated(table: &Table, names: &[&str]) -> Vec<usize> {
    let is_one = |name: &str| names.contains(&words(name).join(" ").as_str());
    let all = table.columns.iter().enumerate().filter(|(_, name)| is_one(name)).map(|(index, _)| index);
    all.filter(|index| filled(table, *index).next().is_some()).collect()
}

fn filled(table: &Table, index: usize) -> impl Iterator<Item = &str> {
    let cells = table.rows.iter().filter_map(move |row| row.cells.get(index));
    cells.map(String::as_str).filter(|cell| !cell.is_empty())
}

/// Whether at least half of the cells that are not blank are so, and any are.
pub(super) fn mostly(table: &Table, index: usize, is_so: impl Fn(&str) -> bool) -> bool {
    let all = filled(table, index).count();
    let so = filled(table, index).filter(|cell| is_so(cell)).count();
    so > 0 && so >= all.saturating_sub(so)
}

/// The words of a header in lower case.
pub(super) fn words(header: &str) -> Vec<String> {
    let lower = header.to_lowercase().replace("e-mail", "email");
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn table(columns: &[&str], rows: &[&[&str]]) -> Table {
        let quoted = |cells: &[&str]| cells.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let lines: Vec<String> = std::iter::once(columns).chain(rows.iter().copied()).map(quoted).collect();
        parse(&lines.join("\n")).unwrap()
    }

    #[test]
    fn each_part_is_found_or_all_that_could_be() {
        let rows: [&[&str]; 2] =
            [&["1", "9", "4", "good", "dev", "2026-11-20"], &["2", "11", "5", "", "", "2026-11-21"]];
        let table = table(&["ID", "Recommend?", "Content?", "Why?", "Role", "End Date"], &rows);
        assert_eq!(find(&table, Part::Score), Found::Several(vec![1, 2]));
        assert_eq!(find(&table, Part::Why), Found::One(3));
        assert_eq!(find(&table, Part::Role), Found::One(4));
        assert_eq!(find(&table, Part::Date), Found::One(5));
        for (text, column) in [
            ("Recommend?", Ok(1)),
            ("recom", Ok(1)),
            ("5", Ok(4)),
            ("?", Err(vec![1, 2, 3])),
            ("zzz", Err(vec![])),
            ("", Err(vec![])),
        ] {
            assert_eq!(named(&table, text), column, "{text}");
        }
    }

    #[test]
    fn the_last_time_that_a_tool_sets_counts() {
        let dates: &[&str] = &["2026-11-19", "2026-11-20", "2026-11-18"];
        for (headers, column) in [
            (["Start time", "Completion time", "Date"], Found::One(1)),
            (["Start Date (UTC)", "Submit Date (UTC)", "Stage Date (UTC)"], Found::One(1)),
            (["Start Date", "Horodateur", "x"], Found::One(1)),
            (["Start Date", "x", "y"], Found::One(0)),
            (["Date", "Datum", "x"], Found::Several(vec![0, 1])),
            (["x", "y", "z"], Found::Nothing),
        ] {
            assert_eq!(find(&table(&headers, &[dates]), Part::Date), column, "{headers:?}");
        }
    }

    #[test]
    fn points_of_a_quiz_are_no_answers() {
        let table =
            table(&["How likely?", "Points - How likely?", "Total points", "Quiz feedback"], &[&["9", "1", "1", "x"]]);
        assert_eq!(find(&table, Part::Score), Found::One(0));
        assert_eq!(find(&table, Part::Why), Found::Nothing);
    }
}
