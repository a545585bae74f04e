//! `auxeng nps survey`

use clap::{Args, ValueEnum};

use crate::cli::EngagementOption;
use crate::cli::context::Context;
use crate::cli::failure::ExitStatus;
use crate::report::survey_document;
use crate::store::Detail;

/// Print the questions of the survey, ready to be sent
///
/// Paste them into a survey tool, a chat or a mail. Where the newest round asked another question, it is that one.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng nps survey
  auxeng nps survey -e checkout --format markdown")]
pub(in crate::cli) struct SurveyArgs {
    #[command(flatten)]
    engagement: EngagementOption,

    /// How to write it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: SurveyFormat,
}

/// How the questions are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum SurveyFormat {
    /// For any mail program, chat or survey tool
    #[default]
    Text,
    /// For a pull request or a wiki
    Markdown,
}

pub(super) fn run(context: &Context, args: &SurveyArgs) -> anyhow::Result<ExitStatus> {
    let store = context.store()?;
    let id = context.select(&store, args.engagement.engagement.as_deref())?;
    let (record, findings) = context.read(&store, &id, Detail::ANSWERS)?;
    let document = survey_document(&record, store.settings());
    let text = match args.format {
        SurveyFormat::Text => document.plain(),
        SurveyFormat::Markdown => document.markdown(),
    };
    context.ui.print(&text)?;
    context.ui.say(&format!("When the answers are in: auxeng nps import FILE.csv -e {id}, or auxeng nps add -e {id}"));
    Ok(context.finish_reading(&store, &findings))
}
