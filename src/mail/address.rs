//! Addresses that a message can carry.

use lettre::Address;
use lettre::message::Mailbox;

use super::Undeliverable;
use crate::model::Person;
use crate::text::{clean, is_hostile};

/// Whether mail can be sent to `person`: the address is there, is sound, and is in ASCII, as most servers want it.
pub fn is_mailable(person: &Person) -> bool {
    mailbox(person).is_ok()
}

/// Whom a message goes to, as people read it: name and address, or the address where it stands for the name.
pub fn shown(person: &Person) -> String {
    if person.email.as_ref() == Some(&person.name) { person.name.clone() } else { person.to_string() }
}

/// `person` as a header names them. The name is cleaned; the address is taken as it is or not at all.
pub(super) fn mailbox(person: &Person) -> Result<Mailbox, Undeliverable> {
    let unusable = || Undeliverable::Address(person.to_string());
    let email = person.email.as_deref().ok_or_else(unusable)?;
    let is_safe = email.is_ascii() && !email.contains(is_hostile);
    let address: Address = email.parse().ok().filter(|_| is_safe).ok_or_else(unusable)?;
    // Where no name is known, the address stands for it.
    let name = Some(clean(&person.name).into_owned()).filter(|name| name != email);
    Ok(Mailbox::new(name, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sound_addresses_are_mailed_to() {
        let person = |email: &str| Person { name: String::from("Ana"), email: Some(email.to_owned()) };
        for sound in ["ana@example.org", "-oQ/tmp@example.org", "a.b+c@xn--bcher-kva.example", "ana@[127.0.0.1]"] {
            assert!(is_mailable(&person(sound)), "{sound}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "a..b@example.org",
            "ana@example.org\r\nBcc: eve@example.org",
            "ana@example.org,eve@example.org",
            "ana@example.org>, <eve@example.org",
            "ana @example.org",
            "an\u{202e}a@example.org",
            "müller@example.org",
            "ana@bücher.example",
        ] {
            assert!(!is_mailable(&person(bad)), "{bad:?}");
        }
        assert!(!is_mailable(&Person { name: String::from("Ana"), email: None }));
    }
}
