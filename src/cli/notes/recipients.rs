//! Who gets the notes.

use super::{Notes, Which};
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::people::person;
use crate::mail::is_mailable;
use crate::model::{EngagementRecord, Meant, Person};
use crate::text::{clean, list, quoted, shell};

/// Those named by `--to`; else everybody who came, or after a project retro everybody involved, who has an address. Who is left out is named.
pub(super) fn recipients(
    context: &Context,
    record: &EngagementRecord,
    notes: &Notes,
    to: &[String],
) -> Result<Vec<Person>, Failure> {
    let mut people = Vec::new();
    match notes.which {
        _ if !to.is_empty() => {}
        Which::Week(_) => people.extend(notes.present.iter().filter_map(|name| who_came(context, record, name))),
        Which::Project => {
            let involved = record.engagement.involved().into_iter();
            people.extend(involved.filter_map(|person| with_address(context, record, person)));
            warn_of_strangers(context, record, &notes.present);
        }
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
        let why = match notes.which {
            Which::Week(_) if notes.present.is_empty() => "the retro does not say who was there",
            Which::Week(_) => "nobody who came has an address",
            Which::Project => "nobody who is involved has an address",
        };
        let failure = Failure::refused(format!("{} have nobody to go to", notes.of_what()));
        return Err(failure.help(format!("{why}: name somebody with --to ADDRESS")));
    }
    Ok(once)
}

/// Names those who came and are not involved: nothing goes to them.
fn warn_of_strangers(context: &Context, record: &EngagementRecord, present: &[String]) {
    let names = present.iter().map(|text| name_in(text));
    for name in names.filter(|name| record.engagement.meant(name) == Meant::Nobody) {
        with_address(context, record, Person { name, email: None });
    }
}

/// The name of somebody who came. An address that stands there is not used: who gets mail is said by the engagement
/// alone.
fn name_in(text: &str) -> String {
    let parsed: Option<Person> = text.parse().ok();
    parsed.map_or_else(|| text.to_owned(), |person| person.name)
}

/// The person with the name that stands among those who came; says why there is none that can be written to.
fn who_came(context: &Context, record: &EngagementRecord, name: &str) -> Option<Person> {
    let name = name_in(name);
    match record.engagement.meant(&name) {
        Meant::One(person) => with_address(context, record, person),
        Meant::Nobody => with_address(context, record, Person { name, email: None }),
        Meant::Several(people) => {
            let names: Vec<_> = people.iter().map(|person| clean(&person.name)).collect();
            let message = format!("{} may be {}, so nothing goes to either", quoted(&name), list(&names));
            context.ui.warn(&format!("{message}: write the whole name into `present`, or use --to"));
            None
        }
    }
}

/// `person`, where mail can be sent to them; says so where it cannot.
fn with_address(context: &Context, record: &EngagementRecord, person: Person) -> Option<Person> {
    if is_mailable(&person) {
        return Some(person);
    }
    let name = clean(&person.name);
    let problem = match &person.email {
        Some(email) => format!("no mail can be sent to {name} <{}>", clean(email)),
        None => format!("no address for {name}"),
    };
    let example = shell(&format!("{name} <name@example.org>"));
    context.ui.warn(&format!("{problem}: auxeng edit {} --person {example}", record.engagement.id));
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
