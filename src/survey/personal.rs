//! Which columns tell who somebody is. They are never read, whatever is asked for.

use super::Table;
use super::columns::{mostly, words};

/// A header with one of these words tells who somebody is.
const PERSONAL: [&str; 27] = [
    "email",
    "mail",
    "emails",
    "username",
    "surname",
    "firstname",
    "lastname",
    "fullname",
    "phone",
    "telephone",
    "mobile",
    "ip",
    "ipaddress",
    "vorname",
    "nachname",
    "benutzername",
    "telefon",
    "nom",
    "prénom",
    "courriel",
    "nombre",
    "apellido",
    "apellidos",
    "correo",
    "sobrenome",
    "naam",
    "voornaam",
];

/// A header that is made of these words alone and has one of [`IDENTIFYING`] tells who somebody is.
const AROUND: [&str; 32] = [
    "your",
    "the",
    "full",
    "first",
    "last",
    "middle",
    "given",
    "family",
    "display",
    "what",
    "is",
    "s",
    "of",
    "respondent",
    "response",
    "responder",
    "collector",
    "network",
    "user",
    "employee",
    "person",
    "participant",
    "session",
    "submission",
    "external",
    "record",
    "recipient",
    "contact",
    "custom",
    "login",
    "number",
    "1",
];

/// See [`AROUND`].
const IDENTIFYING: [&str; 14] = [
    "name",
    "names",
    "id",
    "ids",
    "uid",
    "uuid",
    "guid",
    "token",
    "user",
    "respondent",
    "login",
    "data",
    "contact",
    "participant",
];

/// Whether a column tells who somebody is: by its name, or because most of its cells are mail or IP addresses.
pub fn is_personal(table: &Table, index: usize) -> bool {
    let header = table.columns.get(index).map_or("", String::as_str);
    let words = words(header);
    let all_around = words.iter().all(|word| AROUND.contains(&word.as_str()) || IDENTIFYING.contains(&word.as_str()));
    header == "#"
        || words.iter().any(|word| PERSONAL.contains(&word.as_str()))
        || (all_around && words.iter().any(|word| IDENTIFYING.contains(&word.as_str())))
        || mostly(table, index, is_address)
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

    fn personal(header: &str) -> bool {
        is_personal(&table(&[header, "x"], &[&["7", "x"]]), 0)
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
        ] {
            assert!(personal(header), "{header}");
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
        ] {
            assert!(!personal(header), "{header}");
        }
    }

    #[test]
    fn who_somebody_is_is_known_by_the_cells() {
        let rows: [&[&str]; 3] =
            [&["ana@example.org", "192.0.2.7", "ask ana@example.org"], &["", "::1", "ok"], &["x@y.org", "-", ""]];
        let table = table(&["Why?", "Role", "Comment"], &rows);
        assert_eq!([0, 1, 2].map(|index| is_personal(&table, index)), [true, true, false]);
    }
}
