//! People as arguments of commands.

use super::failure::Failure;
use crate::model::{Person, Slug};
use crate::text::{folded, mark, quoted};

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
///
/// Many names of other scripts sound alike: those get a mark, so that two people who write at once do not meet in one file.
pub(super) fn id_of<'a>(person: &Person, known: impl Iterator<Item = (&'a Slug, &'a Person)>) -> Slug {
    let known: Vec<(&Slug, &Person)> = known.collect();
    if let Some((id, _)) = known.iter().find(|(_, other)| other.is(person)) {
        return (*id).clone();
    }
    let suggested = Slug::suggested(&person.name, "person");
    let suggested = if is_latin(&person.name) { suggested } else { suggested.marked(&mark(&folded(&person.name))) };
    let is_free = |id: &Slug| known.iter().all(|(taken, _)| *taken != id);
    let mut numbered = (2..1000).map(|number| suggested.numbered(number));
    if is_free(&suggested) { suggested.clone() } else { numbered.find(is_free).unwrap_or(suggested) }
}

/// Whether `name` has only Latin letters, also those with accents, of which an id keeps enough to tell names apart.
fn is_latin(name: &str) -> bool {
    name.chars().all(|sign| matches!(sign, '\0'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}'))
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
            ("Nguyễn Ái", "nguyen-ai"),
        ] {
            assert_eq!(id_of(&person(text), known.iter().map(|(id, person)| (id, person))).as_str(), id, "{text}");
        }
    }

    #[test]
    fn names_that_sound_alike_do_not_meet_in_one_file() {
        let id = |name: &str| id_of(&name.parse().unwrap(), std::iter::empty());
        let [one, other, signs] = ["李", "里", "🎉"].map(id);
        assert_ne!(one, other);
        for (id, sound) in [(&one, "li-"), (&other, "li-"), (&signs, "person-")] {
            assert!(id.as_str().starts_with(sound) && id.as_str().parse::<Slug>().as_ref() == Ok(id), "{id}");
        }
        assert_eq!(one, id_of(&"李".parse().unwrap(), std::iter::empty()), "it follows from the name alone");
    }
}
