//! `auxeng search`

use std::path::Path;

use clap::Args;

use super::context::Context;
use super::failure::{ExitStatus, Failure};
use super::formats::TableFormat;
use crate::model::{Content, RecordKind};
use crate::report::view::{Query, SearchView};
use crate::report::{envelope, search_csv, search_document, search_words};
use crate::text::{nearest, quoted};

/// Search the texts of all records
///
/// A text is found that holds all words, wherever in it; case does not count. Several words in quotes are found as they
/// stand. Answers to surveys are not searched: auxeng nps shows of them what tells nobody's name.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng search staging broker
  auxeng search \"feature flag\" --kind retro --field went_poorly
  auxeng search access --kind feedback --format csv")]
pub(super) struct SearchArgs {
    /// The words
    #[arg(required = true)]
    words: Vec<String>,

    /// Only in fields of this name, such as title or note
    #[arg(long, value_name = "NAME")]
    field: Option<String>,

    /// Only in records of this kind; repeat for several
    #[arg(long, value_parser = kind_parser())]
    kind: Vec<String>,

    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    format: TableFormat,
}

/// The values of `--kind`: all but the answers, which are not searched.
fn kind_parser() -> clap::builder::PossibleValuesParser {
    let searched = RecordKind::NAMES.iter().filter(|(_, kind)| *kind != RecordKind::Answer);
    searched.map(|(name, _)| *name).collect::<Vec<_>>().into()
}

pub(super) fn run(context: &Context, args: &SearchArgs) -> anyhow::Result<ExitStatus> {
    let query = query(args)?;
    let store = context.present_store()?;
    let (contents, findings) = store.contents()?;
    refuse_unknown_field(&contents, &query)?;
    let view = SearchView::of(&contents, &query);
    match args.format {
        TableFormat::Json => context.ui.print(&envelope("search", &view)?)?,
        TableFormat::Csv => context.ui.print(&search_csv(&view)?)?,
        _ if view.hits.is_empty() => context.ui.say(&format!("No text has {}.", search_words(&view))),
        format => {
            let document = search_document(&view, |file| context.shown(&store, Path::new(file)));
            context.show(&document, format == TableFormat::Markdown)?;
        }
    }
    Ok(context.finish_reading(&store, &findings))
}

fn query(args: &SearchArgs) -> Result<Query, Failure> {
    if args.words.iter().any(|word| word.trim().is_empty()) {
        return Err(Failure::usage("there is no word to look for").help("for example: auxeng search staging"));
    }
    let kind = |name: &String| RecordKind::NAMES.iter().find(|(known, _)| known == name).map(|(_, kind)| *kind);
    Ok(Query {
        words: args.words.clone(),
        field: args.field.as_ref().map(|field| field.trim().replace('-', "_")),
        kinds: args.kind.iter().filter_map(kind).collect(),
    })
}

/// Refuses a field that no record has: a slip must not look as if nothing was there.
fn refuse_unknown_field(contents: &[Content], query: &Query) -> Result<(), Failure> {
    let Some(field) = &query.field else { return Ok(()) };
    let known = SearchView::fields(contents, query);
    if known.contains(field) {
        return Ok(());
    }
    let failure = Failure::refused(format!("no record that is searched has a field {}", quoted(field)));
    Err(match nearest(field, &known) {
        Some(like) => failure.help(format!("did you mean {}?", quoted(like))),
        None => failure.help("docs/file-format.md names the fields of each kind of record"),
    })
}
