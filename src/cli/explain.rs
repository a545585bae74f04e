//! `auxeng explain`

use clap::Args;

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::model::Settings;
use crate::playbook::{rule, rules};
use crate::report::{rule_document, rules_document};
use crate::store::Found;
use crate::text::{nearest, quoted};

/// Explain a rule of the playbook or of the record
///
/// Without a rule it lists them all, by what they are about. Where there is a store, it says how that has tuned them.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng explain
  auxeng explain thin-poorly")]
pub(super) struct ExplainArgs {
    /// The rule's id, as auxeng check names it
    rule: Option<String>,
}

pub(super) fn run(context: &Context, args: &ExplainArgs) -> anyhow::Result<ExitStatus> {
    let named = args.rule.as_deref().map(|id| rule(id).ok_or_else(|| unknown(id))).transpose()?;
    let settings = settings(context)?;
    let document = match named {
        None => rules_document(&settings),
        Some(rule) => rule_document(rule, &settings),
    };
    context.show(&document, false)?;
    Ok(ExitStatus::Done)
}

/// The settings of the store, where there is one and they can be read. A rule can be explained without.
fn settings(context: &Context) -> anyhow::Result<Settings> {
    if context.named_store.is_some() {
        return Ok(context.store()?.settings().clone());
    }
    Ok(match context.find_store() {
        Ok(Found::Store(store)) => store.settings().clone(),
        Ok(Found::Nowhere(_)) | Err(_) => Settings::default(),
    })
}

fn unknown(id: &str) -> Failure {
    let ids: Vec<&str> = rules().map(|rule| rule.id).collect();
    let failure = Failure::refused(format!("there is no rule {}", quoted(id)));
    match nearest(id, &ids) {
        Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
        None => failure,
    }
    .help("auxeng explain lists them all")
}
