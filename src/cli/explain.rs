//! `auxeng explain`

use clap::Args;

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use crate::playbook::{rule, rules};
use crate::report::rules_document;
use crate::text::{nearest, quoted};

/// Explain a rule of the playbook or of the record
///
/// Without a rule it lists them all.
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
    let document = match &args.rule {
        None => rules_document(rules()),
        Some(id) => crate::report::rule_document(rule(id).ok_or_else(|| unknown(id))?),
    };
    context.show(&document, false)?;
    Ok(ExitStatus::Done)
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
