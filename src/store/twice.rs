//! People who have two files where one is meant: both would count.

use std::path::Path;

use super::reader::{Reader, misnamed};
use crate::model::{Person, Slug};
use crate::playbook::{Finding, record};
use crate::text::quoted;

/// Adds a finding for each of the files in `folder` that is about the same person as one before it.
pub(super) fn report<'p>(
    reader: &mut Reader<'_>,
    id: &Slug,
    folder: &Path,
    people: impl Iterator<Item = (&'p Slug, &'p Person)>,
) {
    let mut known: Vec<(&Slug, &Person)> = Vec::new();
    for (name, person) in people {
        if let Some((first, _)) = known.iter().find(|(_, other)| other.is(person)) {
            let file = folder.join(format!("{name}.toml"));
            let message = format!("{} has a file already: {first}.toml", quoted(&person.name));
            let finding = misnamed(&record::SAME_PERSON, file, Some(id), message);
            let help = String::from("agree on what holds, keep it in one file, and remove the other with git");
            reader.findings.push(Finding { help, ..finding });
        }
        known.push((name, person));
    }
}
