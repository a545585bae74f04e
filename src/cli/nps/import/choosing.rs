//! Which columns are read: those that are named, else those that alone could be it, else those that a person chooses.

use std::collections::BTreeSet;

use super::ImportArgs;
use crate::cli::failure::Failure;
use crate::survey::{Choice, DateOrder, Found, Part, Table, find, is_personal, named, orders};
use crate::text::{alternatives, clean, list, shortened};
use crate::ui::prompt::{Answer, Ask, Question, Stop, ask};

/// A part that is looked for: the flag that names its column, and what it is in words.
struct Wanted {
    part: Part,
    flag: &'static str,
    words: &'static str,
}

const SCORE: Wanted = Wanted { part: Part::Score, flag: "--column", words: "the 0-10 question" };
const WHY: Wanted = Wanted { part: Part::Why, flag: "--why-column", words: "why somebody answered so" };
const ROLE: Wanted = Wanted { part: Part::Role, flag: "--role-column", words: "what somebody does" };
const DATE: Wanted = Wanted { part: Part::Date, flag: "--date-column", words: "when somebody answered" };

/// Chooses the columns; `asker` is asked where several could be it.
pub(super) fn choose<'a>(
    table: &'a Table,
    args: &ImportArgs,
    asker: Option<&'a mut dyn Ask>,
) -> anyhow::Result<Choice> {
    let mut columns = Columns { table, asker };
    let score = columns.find(&SCORE, args.column.as_deref())?;
    let score = score.ok_or_else(|| no_score(table))?;
    let why = columns.find(&WHY, args.why_column.as_deref())?;
    let role = columns.find(&ROLE, args.role_column.as_deref())?;
    let date = if args.round.is_some() { None } else { columns.find(&DATE, args.date_column.as_deref())? };
    let date = match date {
        None => None,
        Some(column) => Some((column, columns.order(column, args.date_format)?)),
    };
    Ok(Choice { score, why, role, date })
}

/// Which columns are read and which are not, in a sentence.
pub(super) fn told(table: &Table, choice: &Choice) -> String {
    let all = [
        (Some(choice.score), "as the score"),
        (choice.why, "as why"),
        (choice.role, "as the role"),
        (choice.date.map(|(column, _)| column), "as the date"),
    ];
    let read: Vec<String> = all
        .iter()
        .filter_map(|(column, words)| column.map(|column| format!("{} {words}", name(table, column))))
        .collect();
    let is_read = |column: &usize| all.iter().any(|(read, _)| *read == Some(*column));
    let others = (0..table.columns.len()).filter(|column| !is_read(column)).map(|column| name(table, column));
    let others: Vec<String> = others.collect();
    let others = if others.is_empty() { String::new() } else { format!(" Not read: {}.", list(&others)) };
    format!("Read {}.{others}", list(&read))
}

struct Columns<'a> {
    table: &'a Table,
    asker: Option<&'a mut dyn Ask>,
}

impl Columns<'_> {
    /// The column of a part: the one that `said` names, none where that is empty, else the only one that could be it.
    fn find(&mut self, wanted: &Wanted, said: Option<&str>) -> anyhow::Result<Option<usize>> {
        match said.map(str::trim) {
            Some("") if wanted.part != Part::Score => Ok(None),
            Some(said) => Ok(Some(self.named(wanted, said)?)),
            None => match find(self.table, wanted.part) {
                Found::Nothing => Ok(None),
                Found::One(column) => Ok(Some(column)),
                Found::Several(columns) => self.one_of(wanted, &columns),
            },
        }
    }

    fn named(&self, wanted: &Wanted, said: &str) -> Result<usize, Failure> {
        let refused = |message: String| Failure::refused(message);
        let column = named(self.table, said).map_err(|several| match several.as_slice() {
            [] => refused(format!("there is no column {}", shortened(said))).help(all(self.table)),
            several => refused(format!("{} columns match {}", several.len(), shortened(said)))
                .help(format!("name one by its number: {}", numbered(self.table, several).join(", "))),
        });
        let column = column.map_err(|failure| failure.help("nothing was written"))?;
        if is_personal(self.table, column) {
            let message = format!("{} tells who somebody is, and that is not recorded", name(self.table, column));
            let failure = refused(message).help(format!("name another with {}", wanted.flag));
            return Err(failure.help("nothing was written"));
        }
        Ok(column)
    }

    /// Asks which of several columns it is, or refuses to guess.
    fn one_of(&mut self, wanted: &Wanted, columns: &[usize]) -> anyhow::Result<Option<usize>> {
        let several = format!("{} columns could be {}", columns.len(), wanted.words);
        let lines = numbered(self.table, columns);
        let Some(asker) = &mut self.asker else {
            let failure = lines.into_iter().fold(Failure::refused(several), Failure::help);
            let example = columns.first().map_or_else(String::new, |column| number(*column));
            let none = if wanted.part == Part::Score { "" } else { ", or none: \"\"" };
            return Err(failure
                .help(format!("name one by its number or a part of its name: {} {example}{none}", wanted.flag))
                .help("nothing was written")
                .into());
        };
        asker.tell(&format!("{several}:"));
        for line in lines {
            asker.tell(&format!("  {line}"));
        }
        let question = Question {
            prompt: String::from("column"),
            help: "Answer with its number or a part of its name. - leaves the question open, where nothing has to be read.",
            required: wanted.part == Part::Score,
            ..Question::default()
        };
        let is_one = |text: &str| {
            let column = named(self.table, text).ok().filter(|column| columns.contains(column));
            let numbers: Vec<String> = columns.iter().map(|column| number(*column)).collect();
            column.ok_or_else(|| format!("answer {}", alternatives(&numbers)))
        };
        match ask(*asker, &question, is_one)? {
            Answer::Said(column) => Ok(Some(column)),
            Answer::Open | Answer::On => Ok(None),
            Answer::Back => Err(Stop::Left.into()),
        }
    }

    /// The order of the dates of a column: the one that is `said`, else the only one that is possible.
    fn order(&mut self, column: usize, said: Option<DateOrder>) -> anyhow::Result<DateOrder> {
        let cells = self.table.rows.iter().filter_map(|row| row.cells.get(column)).map(String::as_str);
        let cells: Vec<&str> = cells.collect();
        let possible = orders(&cells);
        match (said, possible.as_slice()) {
            (Some(said), _) => Ok(said),
            (None, [only]) => Ok(*only),
            (None, []) => {
                let message = format!("{} holds no date that can be read", name(self.table, column));
                Err(Failure::refused(message)
                    .help("name another with --date-column, or the round of all answers: --round DATE")
                    .help("nothing was written")
                    .into())
            }
            (None, several) => {
                let days = |text: &str| several.iter().filter_map(|order| order.day(text)).collect::<BTreeSet<_>>();
                let example = cells.iter().find(|text| days(text).len() > 1).copied().unwrap_or_default();
                self.one_order(column, example, several)
            }
        }
    }

    fn one_order(&mut self, column: usize, example: &str, orders: &[DateOrder]) -> anyhow::Result<DateOrder> {
        let readings: Vec<String> = orders
            .iter()
            .filter_map(|order| order.day(example).map(|day| format!("{} ({})", day.format("%-d %B %Y"), order.name())))
            .collect();
        let message = format!("the dates of {} can be read in {} ways", name(self.table, column), orders.len());
        let example = format!("{} is {}", shortened(example), readings.join(" or "));
        let names: Vec<&str> = orders.iter().map(|order| order.name()).collect();
        let Some(asker) = &mut self.asker else {
            return Err(Failure::refused(message)
                .help(example)
                .help(format!("say which: --date-format {}", names.join(" or --date-format ")))
                .help("nothing was written")
                .into());
        };
        asker.tell(&format!("{message}: {example}"));
        let question = Question {
            prompt: format!("date format, {}", names.join(", ")),
            help: "dmy: day, month, year. mdy: month, day, year. ymd: year, month, day.",
            required: true,
            ..Question::default()
        };
        let is_one = |text: &str| {
            let order = DateOrder::of_format(text).filter(|order| orders.contains(order));
            order.ok_or_else(|| format!("answer {}", alternatives(&names)))
        };
        match ask(*asker, &question, is_one)? {
            Answer::Said(order) => Ok(order),
            Answer::Open | Answer::On | Answer::Back => Err(Stop::Left.into()),
        }
    }
}

fn no_score(table: &Table) -> Failure {
    Failure::refused("no column holds whole numbers from 0 to 10")
        .help(all(table))
        .help("name the one of the 0-10 question: --column NAME")
        .help("nothing was written")
}

fn all(table: &Table) -> String {
    let names: Vec<String> = (0..table.columns.len()).map(|column| name(table, column)).collect();
    format!("columns: {}", list(&names))
}

fn name(table: &Table, column: usize) -> String {
    shortened(table.columns.get(column).map_or("", String::as_str))
}

/// The number of a column, counted from 1.
fn number(column: usize) -> String {
    column.saturating_add(1).to_string()
}

/// The columns with their numbers and what is in the first few rows.
fn numbered(table: &Table, columns: &[usize]) -> Vec<String> {
    let sample = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(column)).filter(|cell| !cell.is_empty());
        let cells = cells.take(3).map(|cell| clean(cell).chars().take(20).collect::<String>());
        cells.collect::<Vec<_>>().join(", ")
    };
    let line = |column: &usize| format!("{}: {}, such as {}", number(*column), name(table, *column), sample(*column));
    columns.iter().map(line).collect()
}
