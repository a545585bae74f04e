//! People as arguments of commands.

use super::failure::Failure;
use crate::model::Person;
use crate::text::quoted;

/// The person that `text` names.
pub(super) fn person(flag: &str, text: &str) -> Result<Person, Failure> {
    text.parse().map_err(|_| {
        Failure::usage(format!("{flag} {} does not name a person", quoted(text)))
            .help("write a name, or a name and an address: \"Ana Duarte <ana@example.org>\"")
    })
}

/// The people that `texts` name.
pub(super) fn people(flag: &str, texts: &[String]) -> Result<Vec<Person>, Failure> {
    texts.iter().map(|text| person(flag, text)).collect()
}
