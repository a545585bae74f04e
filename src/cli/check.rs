//! `auxeng check`

use std::path::Path;

use clap::{Args, ValueEnum};

use super::context::Context;
use super::failure::ExitStatus;
use crate::model::{Engagement, Slug};
use crate::playbook::{Finding, across_all, review, review_proposal};
use crate::report::{check_document, check_json, github_annotations};
use crate::store::{self, Detail, Loaded, LoadedProposal, Store};

/// Check every record, and the practice against the playbook
///
/// Tells everything that is wrong at once, with file, line and column. Exits with 1 when a record has an error; advice
/// of the playbook is a warning and does not fail. auxeng explain RULE says more about each.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng check
  auxeng check --format github   # in a pull request's workflow")]
pub(super) struct CheckArgs {
    /// How to show the findings
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: CheckFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For a terminal
    Table,
    /// For a script
    Json,
    /// As annotations of a pull request
    Github,
}

pub(super) fn run(context: &Context, args: &CheckArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let Checked { findings, engagements, proposals } = checked(context, &store)?;
    let root = context.shown(&store, Path::new(""));
    match args.format {
        CheckFormat::Json => context.ui.print(&check_json(&findings)?)?,
        CheckFormat::Github => context.ui.print(&github_annotations(&findings, &root))?,
        CheckFormat::Table => context.show(&check_document(&findings, engagements, proposals, &root), false)?,
    }
    let failed = findings.iter().any(Finding::is_error);
    Ok(if failed { ExitStatus::Failed } else { ExitStatus::Done })
}

/// What was checked of a store.
pub(super) struct Checked {
    /// Everything that is wrong, errors first.
    pub(super) findings: Vec<Finding>,
    engagements: usize,
    /// How many proposals are no engagement yet.
    proposals: usize,
}

/// Checks every record of a store.
pub(super) fn checked(context: &Context, store: &Store) -> Result<Checked, store::Error> {
    let (ids, misnamed) = store.ids()?;
    let mut findings = store.findings().to_vec();
    findings.extend(misnamed);
    let today = context.today();
    let check = |loaded: Loaded| {
        let mut findings = loaded.findings;
        let engagement = loaded.record.map(|record| {
            let record = record.as_of(today);
            findings.extend(review(&record, store.settings(), today));
            record.engagement
        });
        (findings, engagement)
    };
    let (checked, known): (Vec<Vec<Finding>>, Vec<Option<Engagement>>) =
        store.load_each(&ids, Detail::EVERYTHING, check).into_iter().unzip();
    let engagements = checked.len();
    findings.extend(checked.into_iter().flatten());
    let known: Vec<&Engagement> = known.iter().flatten().collect();
    findings.extend(across_all(&known, store.settings(), today));
    let unopened: Vec<Slug> = ids.into_iter().filter(|id| !store.has(id)).collect();
    let loaded = store.proposals(&unopened);
    let proposals = loaded.len();
    for LoadedProposal { record, findings: wrong, .. } in loaded {
        // That a folder cannot be listed at all was said already.
        for finding in wrong {
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        let record = record.map(|record| record.as_of(today));
        findings.extend(record.iter().flat_map(|record| review_proposal(record, store.settings(), today)));
    }
    findings.sort_by_key(|finding| finding.severity);
    Ok(Checked { findings, engagements, proposals })
}
