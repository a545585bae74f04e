//! Who takes part in an engagement, and who is meant by a name that somebody wrote down.

use super::{Engagement, Person};

/// Who is meant by a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// Somebody who takes part.
    One(Person),
    /// Several who have the same first name.
    Several(Vec<Person>),
    /// Nobody who takes part.
    Nobody,
}

impl Engagement {
    /// Everybody who takes part, each once: engineers, advisor, and the people of the host team and others. Where one of
    /// them is named twice, the address that either has counts.
    pub fn involved(&self) -> Vec<Person> {
        let mut all: Vec<Person> = Vec::new();
        for person in self.engineers.iter().chain(&self.advisor).chain(&self.people) {
            match all.iter_mut().find(|known| known.is(person)) {
                Some(known) if known.email.is_none() => known.email.clone_from(&person.email),
                Some(_) => {}
                None => all.push(person.clone()),
            }
        }
        all
    }

    /// Whom of those who take part `name` means: a whole name, else a first name that only one of them has. Case does not
    /// count.
    pub fn meant(&self, name: &str) -> Meant {
        let all = self.involved();
        let whole: Vec<Person> = all.iter().filter(|person| person.is_called(name)).cloned().collect();
        let first = || all.iter().filter(|person| is_first_name(name, person)).cloned().collect();
        let found = if whole.is_empty() { first() } else { whole };
        match found.as_slice() {
            [] => Meant::Nobody,
            [only] => Meant::One(only.clone()),
            _ => Meant::Several(found),
        }
    }
}

fn is_first_name(name: &str, person: &Person) -> bool {
    let first = person.name.split_whitespace().next().unwrap_or_default();
    first.to_lowercase() == name.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engagement() -> Engagement {
        let day = "2026-10-12".parse().unwrap();
        let people = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect();
        Engagement {
            engineers: people(&["Ana Duarte"]),
            advisor: "Mira Okafor <mira@example.org>".parse().ok(),
            people: people(&[
                "ana duarte <ana@example.org>",
                "Sofía Marín <sofia@example.org>",
                "Lee Novak",
                "Lee Chan",
                "Mira <MIRA@example.org>",
            ]),
            ..Engagement::new("checkout".parse().unwrap(), String::from("x"), day, day)
        }
    }

    #[test]
    fn each_takes_part_once_and_has_the_address_that_is_known() {
        let involved: Vec<String> = engagement().involved().iter().map(ToString::to_string).collect();
        let expected = [
            "Ana Duarte <ana@example.org>",
            "Mira Okafor <mira@example.org>",
            "Sofía Marín <sofia@example.org>",
            "Lee Novak",
            "Lee Chan",
        ];
        assert_eq!(involved, expected);
    }

    #[test]
    fn names_are_whole_or_first_ones_that_are_unique() {
        let engagement = engagement();
        for (name, meant) in [
            ("Ana", vec!["Ana Duarte"]),
            (" SOFÍA marín ", vec!["Sofía Marín"]),
            ("sofía", vec!["Sofía Marín"]),
            ("Lee", vec!["Lee Novak", "Lee Chan"]),
            ("Lee Chan", vec!["Lee Chan"]),
            ("Novak", vec![]),
            ("", vec![]),
        ] {
            let found = match engagement.meant(name) {
                Meant::One(person) => vec![person],
                Meant::Several(people) => {
                    assert!(people.len() > 1, "{name}");
                    people
                }
                Meant::Nobody => vec![],
            };
            assert_eq!(found.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), meant, "{name}");
        }
    }
}
