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

/// Refuses somebody who would be engineer and advisor at once.
pub(super) fn keep_apart(engineers: &[Person], advisor: Option<&Person>) -> Result<(), Failure> {
    match advisor.filter(|advisor| engineers.iter().any(|engineer| engineer.is(advisor))) {
        None => Ok(()),
        Some(both) => Err(Failure::refused(format!(
            "{} cannot be engineer and advisor of the same engagement",
            both.name
        ))
        .help("the advisor coaches the engineer and may end the engagement: name somebody else")
        .help("nothing was written")),
    }
}
