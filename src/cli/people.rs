//! People as arguments of commands.

use super::failure::Failure;
use crate::model::{Person, Slug};
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

/// The id of the record about `person` among `known`, or a free one for a new record, made from the name.
pub(super) fn id_of<'a>(person: &Person, known: impl Iterator<Item = (&'a Slug, &'a Person)>) -> Slug {
    let known: Vec<(&Slug, &Person)> = known.collect();
    if let Some((id, _)) = known.iter().find(|(_, other)| other.is(person)) {
        return (*id).clone();
    }
    let suggested = Slug::suggested(&person.name, "person");
    let is_free = |id: &Slug| known.iter().all(|(taken, _)| *taken != id);
    let mut numbered = (2..1000).map(|number| suggested.numbered(number));
    if is_free(&suggested) { suggested.clone() } else { numbered.find(is_free).unwrap_or(suggested) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_a_record_keeps_it_and_others_get_their_own() {
        let person = |text: &str| text.parse::<Person>().unwrap();
        let known: Vec<(Slug, Person)> = [("ana", "Ana <a@example.org>"), ("lin-mei", "林美")]
            .map(|(id, text)| (id.parse().unwrap(), person(text)))
            .to_vec();
        for (text, id) in [
            ("A. Duarte <A@example.org>", "ana"),
            ("Ana", "ana"),
            ("Ana <other@example.org>", "ana-2"),
            ("林美", "lin-mei"),
            ("Lin Mei", "lin-mei-2"),
            ("Şule Öztürk", "sule-ozturk"),
            ("🎉", "person"),
        ] {
            assert_eq!(id_of(&person(text), known.iter().map(|(id, person)| (id, person))).as_str(), id, "{text}");
        }
    }
}
