//! `auxeng export`

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::context::Context;
use super::failure::ExitStatus;
use crate::model::RecordKind;
use crate::report::view::ExportView;
use crate::report::{envelope, export_csv};

/// Export every record as it is written, for other programs
///
/// As JSON each record has its fields; as CSV each value has a row. What is computed is not in it: auxeng status and
/// auxeng report give that in the same formats.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  auxeng export > program.json
  auxeng export -o program.csv")]
pub(super) struct ExportArgs {
    /// How to write it
    ///
    /// Without it: as the name of the output file says (.json, .csv), else JSON.
    #[arg(long, value_name = "FORMAT")]
    format: Option<ExportFormat>,

    /// Write it to a file
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    file: Option<PathBuf>,

    /// Also what people wrote in surveys, and what they do
    ///
    /// Beside their scores it can tell who they are: give it to nobody who should not know. Without it, a number stands for
    /// the file of each answer.
    #[arg(long)]
    answers: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// One object with all records
    Json,
    /// One row for each value
    Csv,
}

impl ExportArgs {
    fn format(&self) -> ExportFormat {
        let extension = self.file.as_ref().and_then(|file| file.extension()).map(OsStr::to_ascii_lowercase);
        let by_name = if extension.is_some_and(|end| end == "csv") { ExportFormat::Csv } else { ExportFormat::Json };
        self.format.unwrap_or(by_name)
    }
}

pub(super) fn run(context: &Context, args: &ExportArgs) -> anyhow::Result<ExitStatus> {
    let store = context.present_store()?;
    let (records, findings) = store.contents()?;
    let withheld = !args.answers && records.iter().any(|record| record.kind == RecordKind::Answer);
    let view = ExportView::new(context.today(), records, args.answers);
    let text = match args.format() {
        ExportFormat::Json => envelope("export", &view)?,
        ExportFormat::Csv => export_csv(&view)?,
    };
    match &args.file {
        Some(file) => {
            store.write_output(&context.environment.cwd.join(file), &context.ui.plain(&text))?;
            context.ui.say(&format!("Wrote {}", file.display()));
        }
        None => context.ui.print(&text)?,
    }
    if withheld {
        context.ui.say("Of survey answers only the scores are in it; --answers adds what people wrote.");
    }
    Ok(context.finish_reading(&store, &findings))
}
