//! People, written as git and mail write them: `Ana Duarte <ana@example.org>`.

use std::fmt;
use std::str::FromStr;

/// Somebody who takes part in an engagement.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Person {
    /// The name as the person writes it; never empty.
    pub name: String,
    /// Where notes are sent.
    pub email: Option<String>,
}

/// Why a text is no [`Person`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a person, such as \"Ana Duarte <ana@example.org>\"")]
pub struct InvalidPerson;

impl Person {
    /// Whether both are the same human: by e-mail where both have one, else by name. Case does not count.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.email, &other.email) {
            (Some(mine), Some(theirs)) => mine.to_lowercase() == theirs.to_lowercase(),
            _ => self.is_called(&other.name),
        }
    }

    /// Whether `name` is this person's name. Case does not count.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.trim().to_lowercase()
    }
}

impl fmt::Display for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.email {
            Some(email) => write!(f, "{} <{email}>", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl FromStr for Person {
    type Err = InvalidPerson;

    fn from_str(text: &str) -> Result<Self, InvalidPerson> {
        let text = text.trim();
        let (name, email) = match text.split_once('<') {
            None => (text, None),
            Some((name, rest)) => {
                let email = rest.strip_suffix('>').ok_or(InvalidPerson)?.trim();
                let (local, domain) = email.split_once('@').ok_or(InvalidPerson)?;
                let stray = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | '@');
                if local.is_empty() || domain.is_empty() || local.contains(stray) || domain.contains(stray) {
                    return Err(InvalidPerson);
                }
                (name.trim(), Some(email.to_owned()))
            }
        };
        if name.is_empty() || name.contains(|c: char| c.is_control() || matches!(c, '<' | '>')) {
            return Err(InvalidPerson);
        }
        Ok(Self { name: name.to_owned(), email })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for text in ["Ana Duarte <ana@example.org>", "Ana Duarte", "林美 <mei@example.org>"] {
            let person: Result<Person, _> = text.parse();
            assert_eq!(person.map(|person| person.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn refuses_what_cannot_be_mailed() {
        for bad in ["", "<ana@example.org>", "Ana <ana>", "Ana <a@b", "Ana <a b@c>", "Ana <a@b@c>", "A\nB", "Ana <@x>"]
        {
            assert!(bad.parse::<Person>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn sameness_goes_by_mail_then_name() {
        let person = |text: &str| text.parse::<Person>().unwrap();
        assert!(person("Ana <a@example.org>").is(&person("A. Duarte <A@example.org>")));
        assert!(person("ana").is(&person("Ana <a@example.org>")));
        assert!(!person("Ana <a@example.org>").is(&person("Lee <l@example.org>")));
        assert!(!person("Ana <a@example.org>").is(&person("Ana <ana@example.org>")));
    }
}
