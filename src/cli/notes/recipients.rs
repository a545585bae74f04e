//! Who gets the notes.

use super::Notes;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::people::person;
use crate::mail::is_mailable;
use crate::model::{EngagementRecord, Meant, Person};
use crate::text::{clean, list, quoted};

/// Those named by `--to`, else everybody who came and has an address. Who is left out is named.
pub(super) fn recipients(
    context: &Context,
    record: &EngagementRecord,
    notes: &Notes,
    to: &[String],
) -> Result<Vec<Person>, Failure> {
    let mut people = Vec::new();
    if to.is_empty() {
        people.extend(notes.present.iter().filter_map(|name| who_came(context, record, name)));
    }
    for text in to {
        let person = addressee(text)?;
        if !is_mailable(&person) {
            return Err(Failure::usage(format!("--to {} is no address that mail can be sent to", quoted(text)))
                .help("write an address, or a name and an address: \"Ana Duarte <ana@example.org>\""));
        }
        people.push(person);
    }
    let mut once: Vec<Person> = Vec::new();
    for person in people {
        if !once.iter().any(|known| address(known) == address(&person)) {
            once.push(person);
        }
    }
    if once.is_empty() {
        let failure = Failure::refused(format!("{} have nobody to go to", notes.of_what()));
        let who = if notes.present.is_empty() {
            "the retro does not say who was there"
        } else {
            "nobody who came has an address"
        };
        return Err(failure.help(format!("{who}: name somebody with --to ADDRESS")));
    }
    Ok(once)
}

/// The person with the name that stands among those who came; says why there is none that can be written to.
fn who_came(context: &Context, record: &EngagementRecord, name: &str) -> Option<Person> {
    let id = &record.engagement.id;
    // An address that stands there is not used: who gets mail is said by the engagement alone.
    let parsed: Option<Person> = name.parse().ok();
    let name = parsed.map_or_else(|| name.to_owned(), |person| person.name);
    let add = |name: &str| format!("auxeng edit {id} --person \"{} <lee@example.org>\"", clean(name));
    match record.engagement.meant(&name) {
        Meant::One(person) if is_mailable(&person) => return Some(person),
        Meant::One(Person { name, email: Some(email) }) => {
            context.ui.warn(&format!("no mail can be sent to {} <{}>: {}", clean(&name), clean(&email), add(&name)));
        }
        Meant::One(person) => {
            context.ui.warn(&format!("no address for {}: {}", clean(&person.name), add(&person.name)))
        }
        Meant::Several(people) => {
            let names: Vec<_> = people.iter().map(|person| clean(&person.name)).collect();
            let message = format!("{} may be {}, so nothing goes to either", quoted(&name), list(&names));
            context.ui.warn(&format!("{message}: write the whole name into `present`, or use --to"));
        }
        Meant::Nobody => context.ui.warn(&format!("no address for {}: {}", clean(&name), add(&name))),
    }
    None
}

/// A person by an address, with a name or without one.
fn addressee(text: &str) -> Result<Person, Failure> {
    if text.contains('<') || !text.contains('@') {
        return person("--to", text);
    }
    let address = text.trim();
    Ok(Person { name: address.to_owned(), email: Some(address.to_owned()) })
}

fn address(person: &Person) -> Option<String> {
    person.email.as_deref().map(str::to_lowercase)
}
