//! Ids as arguments: new ones, and those of goals that are there.

use super::failure::Failure;
use super::proposals::EXAMPLE;
use crate::model::{EngagementRecord, Goal, Slug};
use crate::store::Store;
use crate::text::{alternatives, list, nearest, quoted};

/// The id that `text` is.
pub(super) fn slug(text: &str) -> Result<Slug, Failure> {
    text.parse().map_err(|error| Failure::usage(format!("--id {} cannot be an id: {error}", quoted(text))))
}

/// The id that `named` is or, where none is named, what the `title` of the new record suggests.
pub(super) fn new_id(named: Option<&str>, title: &str, example: &str) -> Result<Slug, Failure> {
    match named {
        Some(id) => slug(id),
        None => Slug::from_title(title).ok_or_else(|| {
            Failure::usage(format!("no id can be made from the title {}", quoted(title)))
                .help(format!("name one: --id {example}"))
        }),
    }
}

/// The engagement or proposal that `named` stands for: its id, or a beginning that no other has.
pub(super) fn find_record(store: &Store, named: &str) -> anyhow::Result<Slug> {
    let is_there = |id: &Slug| store.has(id) || store.has_proposal(id);
    if let Some(id) = named.parse().ok().filter(is_there) {
        return Ok(id);
    }
    let (ids, _) = store.ids()?;
    let ids: Vec<Slug> = ids.into_iter().filter(is_there).collect();
    let matching: Vec<&Slug> = ids.iter().filter(|id| !named.is_empty() && id.as_str().starts_with(named)).collect();
    let failure = match matching.as_slice() {
        [only] => return Ok((*only).clone()),
        [] => {
            let failure = Failure::refused(format!("there is no proposal or engagement {}", quoted(named)));
            match nearest(named, &ids) {
                Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
                None if ids.is_empty() => failure.help(format!("make the first one: {EXAMPLE}")),
                None => failure.help(format!("there are {}", list(&ids))),
            }
        }
        several => {
            let found = format!("{} proposals and engagements match {}", several.len(), quoted(named));
            Failure::refused(format!("{found}: {}", list(several)))
                .help(format!("name one in full: {}", alternatives(several)))
        }
    };
    Err(failure.into())
}

/// Refuses the id of something that is there, or of which something is left.
pub(super) fn refuse_taken(store: &Store, id: &Slug) -> Result<(), Failure> {
    if store.has_remains(id) {
        let message = format!("{} holds records, but its engagement.toml is missing", quoted(id.as_str()));
        return Err(Failure::refused(message)
            .help("put the file back from git, or give this one another id with --id")
            .help("nothing was written"));
    }
    let is_taken = |id: &Slug| store.has(id) || store.has_proposal(id);
    if !is_taken(id) {
        return Ok(());
    }
    let free = (2..1000).map(|number| id.numbered(number)).find(|id| !is_taken(id));
    let free = free.map_or_else(String::new, |free| format!("give this one another id: --id {free}"));
    let failure = if store.has(id) {
        Failure::refused(format!("there is an engagement {} already", quoted(id.as_str())))
    } else {
        Failure::refused(format!("there is a proposal {} already", quoted(id.as_str())))
            .help(format!("see it: auxeng propose {id}"))
            .help(format!("once it is accepted, open it: auxeng open {id}"))
    };
    Err(failure.help(free).help("nothing was written"))
}

/// The goal that `name` stands for: its id, or a beginning that no other has.
pub(super) fn find_goal<'a>(record: &'a EngagementRecord, name: &str) -> Result<&'a Goal, Failure> {
    if let Some(goal) = record.goal(name) {
        return refuse_dropped(record, goal);
    }
    let ids: Vec<&str> = record.goals.iter().map(|goal| goal.id.as_str()).collect();
    let matching: Vec<&&str> = ids.iter().filter(|id| !name.is_empty() && id.starts_with(name)).collect();
    if let [only] = matching.as_slice()
        && let Some(goal) = record.goal(only)
    {
        return refuse_dropped(record, goal);
    }
    let failure = Failure::refused(format!("{} has no goal {}", record.engagement.id, quoted(name)));
    let known = match ids.as_slice() {
        [] if record.has_unreadable_goals => String::from("not all of its goals can be read"),
        [] => format!(
            "it has no goals yet: auxeng goal add \"Services covered\" --from 2 --to 14 -e {}",
            record.engagement.id
        ),
        ids => format!("goals: {}", list(ids)),
    };
    let failure = match (matching.as_slice(), nearest(name, &ids)) {
        ([], Some(like)) => failure.help(format!("did you mean {}? ({known})", quoted(like))),
        _ => failure.help(known),
    };
    Err(failure.help("nothing was written"))
}

fn refuse_dropped<'a>(record: &EngagementRecord, goal: &'a Goal) -> Result<&'a Goal, Failure> {
    match &goal.dropped {
        None => Ok(goal),
        Some(dropped) => Err(Failure::refused(format!("{} was dropped on {}", quoted(goal.id.as_str()), dropped.date))
            .help(format!("to pursue it again: auxeng goal edit {} --resume -e {}", goal.id, record.engagement.id))
            .help("nothing was written")),
    }
}
