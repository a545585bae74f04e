//! Which columns tell who somebody is. They are never read, whatever is asked for.

use super::Table;
use super::answers::score;
use super::columns::{mostly, words};

/// A short header with one of these words asks how to reach somebody, or for a part of a name.
const CONTACT: &str = "email emails mail username surname firstname lastname fullname nickname phone telephone mobile ip \
    ipaddress vorname nachname benutzername nutzername telefon nom prénom courriel nombre apellido apellidos correo \
    nome sobrenome naam voornaam achternaam";

/// How many words a header has at most that asks for nothing else. A long one may be a question about a mail service.
const SHORT: usize = 6;

/// One of these words makes a header personal that has no others but those of [`AROUND`] and [`CONTACT`].
const IDENTIFYING: &str = "name names id ids uid uuid guid token user respondent login contact participant";

/// See [`IDENTIFYING`].
const AROUND: &str = "your my the a and please enter optional full first last middle given family display what is s of \
    respondent response responder collector network user employee person participant session submission external record \
    recipient contact login number work";

/// Whether a column tells who somebody is: by its name, or because most of its cells are mail or IP addresses.
pub fn is_personal(table: &Table, index: usize) -> bool {
    let header = table.columns.get(index).map_or("", String::as_str);
    let words = words(header);
    let any = |list: &str| words.iter().any(|word| is_in(list, word));
    let nothing_else = || words.iter().all(|word| [AROUND, IDENTIFYING, CONTACT].iter().any(|list| is_in(list, word)));
    // Whole numbers from 0 to 10 reach nobody; but they may be ids.
    let is_score = || mostly(table, index, |cell| score(cell).is_some());
    header == "#"
        || header.to_lowercase().starts_with("custom data")
        || (any(IDENTIFYING) && nothing_else())
        || (any(CONTACT) && words.len() <= SHORT && !is_score())
        || mostly(table, index, is_address)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

fn is_address(cell: &str) -> bool {
    let is_mail = cell.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    (is_mail && !cell.contains(char::is_whitespace)) || cell.parse::<std::net::IpAddr>().is_ok()
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

    fn personal(header: &str, cell: &str) -> bool {
        is_personal(&table(&[header, "x"], &[&[cell, "x"]]), 0)
    }

    #[test]
    fn who_somebody_is_is_known_by_the_header() {
        for header in [
            "Name",
            "Your name",
            "What is your name?",
            "First Name",
            "last name",
            "Full name",
            "Email",
            "E-mail",
            "Email Address",
            "E-Mail-Adresse",
            "Your e-mail",
            "Username",
            "User ID",
            "IP Address",
            "IP",
            "#",
            "ID",
            "Id",
            "Respondent ID",
            "Collector ID",
            "Response ID",
            "Network ID",
            "Phone number",
            "Vorname",
            "Nachname",
            "Adresse e-mail",
            "Correo electrónico",
            "Custom Data 1",
            "Token",
            "UUID",
            "Respondent",
            "Please enter your first and last name",
            "Your work e-mail (optional)",
        ] {
            assert!(personal(header, "x1"), "{header}");
        }
        for header in [
            "Score",
            "How likely are you to recommend Aux Eng to a friend?",
            "Why?",
            "Your role",
            "Team name",
            "What is the name of your team?",
            "Timestamp",
            "Rating",
            "0-10",
            "Number of services",
            "Would you recommend Mobile?",
            "Data",
        ] {
            assert!(!personal(header, "7"), "{header}");
        }
    }

    #[test]
    fn a_question_about_a_mail_service_is_none_about_a_person() {
        assert!(!personal("Why would you recommend the mail service of the platform team?", "It is fast"));
        assert!(personal("ID", "7") && personal("Respondent", "7"), "whole numbers may be ids");
    }

    #[test]
    fn who_somebody_is_is_known_by_the_cells() {
        let rows: [&[&str]; 3] =
            [&["ana@example.org", "192.0.2.7", "ask ana@example.org"], &["", "::1", "ok"], &["x@y.org", "-", ""]];
        let table = table(&["Why?", "Role", "Comment"], &rows);
        assert_eq!([0, 1, 2].map(|index| is_personal(&table, index)), [true, true, false]);
    }
}
