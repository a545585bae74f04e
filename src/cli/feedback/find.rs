//! Which feedback is meant, in whichever engagement it was met: its way home is often longer than the engagement.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::model::{FeedbackId, Slug};
use crate::playbook::Finding;
use crate::store::{Detail, Store};
use crate::text::{list, nearest, quoted};

/// Feedback, and the engagement that met it.
type Place = (Slug, FeedbackId);

/// The feedback that `name` stands for, in the engagement `named` or in any: its name, with or without the day, or a
/// beginning that no other has.
///
/// # Errors
/// When there is none or several, with what there is.
pub(super) fn find(context: &Context, store: &Store, named: Option<&str>, name: &str) -> anyhow::Result<Place> {
    let ids = match named {
        Some(_) => vec![context.select(store, named)?],
        None => store.ids()?.0,
    };
    let read = store.load_each(&ids, Detail::FEEDBACK, |loaded| {
        let all = loaded.record.map(|record| record.feedback).unwrap_or_default();
        let places = all.into_iter().map(|feedback| (loaded.id.clone(), feedback.id));
        (places.collect::<Vec<Place>>(), loaded.findings)
    });
    let (places, findings): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let places: Vec<Place> = places.into_iter().flatten().collect();
    let matches: [fn(&FeedbackId, &str) -> bool; 3] = [
        |id, name| id.to_string() == name,
        |id, name| id.slug.as_str() == name,
        |id, name| id.slug.as_str().starts_with(name) || id.to_string().starts_with(name),
    ];
    for is_meant in matches {
        let found = places.iter().filter(|(_, id)| !name.is_empty() && is_meant(id, name));
        match found.collect::<Vec<_>>().as_slice() {
            [] => {}
            [only] => return Ok((*only).clone()),
            several => return Err(ambiguous(name, several).into()),
        }
    }
    let findings: Vec<Finding> = findings.into_iter().flatten().filter(Finding::is_error).collect();
    context.tell_findings(store, &findings);
    Err(unknown(name, &places).into())
}

fn ambiguous(name: &str, several: &[&Place]) -> Failure {
    let named: Vec<String> = several.iter().map(|(engagement, id)| format!("{id} -e {engagement}")).collect();
    Failure::refused(format!("{} pieces of feedback match {}", several.len(), quoted(name)))
        .help(format!("name one: {}", named.join(", or ")))
        .help("nothing was written")
}

fn unknown(name: &str, places: &[Place]) -> Failure {
    let failure = Failure::refused(format!("there is no feedback {}", quoted(name)));
    let names: Vec<&str> = places.iter().map(|(_, id)| id.slug.as_str()).collect();
    let failure = match (nearest(name, &names), names.as_slice()) {
        (_, []) => failure.help("there is none yet: auxeng feedback add \"The first run takes twenty minutes\""),
        (Some(like), _) => failure.help(format!("did you mean {}?", quoted(like))),
        (None, names) if names.len() < 10 => failure.help(format!("feedback: {}", list(names))),
        (None, _) => failure.help("auxeng feedback list --all shows it"),
    };
    failure.help("nothing was written")
}
