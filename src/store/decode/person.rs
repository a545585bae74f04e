//! Reads whom a file is about that is named after a person.

use super::Fields;
use crate::model::{Person, Slug};
use crate::text::quoted;

/// What such a file is called where nothing of the name can be written in ASCII.
pub(in crate::store) const SOMEBODY: &str = "person";

impl Fields<'_, '_> {
    /// The person whom the file `id` is about. One whose name has no word in common with the file's is misplaced.
    pub(super) fn person(&mut self, name: &'static str, id: &Slug) -> Option<Person> {
        let person: Option<Person> = self.parsed(name);
        let person = self.required(name, person, &format!("{name} = \"Ana Duarte <ana@example.org>\""))?;
        if !is_about(id, &person) {
            let (said, file) = (quoted(&person.name), quoted(id.as_str()));
            let message = format!("{} is {said}, and the file is that of {file}", quoted(name));
            self.misplaced(name, message, "correct the name, or look in git whose file this was");
        }
        Some(person)
    }
}

fn is_about(id: &Slug, person: &Person) -> bool {
    let suggested = Slug::suggested(&person.name, SOMEBODY);
    let words = |slug: &Slug| slug.as_str().split('-').map(str::to_owned).collect::<Vec<_>>();
    let known = words(&suggested);
    words(id).iter().any(|word| known.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_about_whom_it_is_named_after() {
        for (id, name, is) in [
            ("ana-duarte", "Ana Duarte", true),
            ("ana", "Ana Duarte", true),
            ("ana-duarte-2", "Ana Duarte", true),
            ("ana-duarte", "Ana Lima", true),
            ("ana-duarte", "Lee Novak", false),
            ("lin-mei", "林美", true),
            ("person", "🎉", true),
            ("ana", "🎉", false),
        ] {
            let person = Person { name: name.to_owned(), email: None };
            assert_eq!(is_about(&id.parse().unwrap(), &person), is, "{id}: {name}");
        }
    }
}
