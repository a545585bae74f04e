//! `auxeng report --program`

use clap::Args;

use super::output::Output;
use crate::cli::context::Context;
use crate::cli::dates::planned_day;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::formats::ReportFormat;
use crate::report::view::{Period, ProgramPart, ProgramView};
use crate::report::{envelope, program_document, program_page};
use crate::store::{Detail, Loaded};

/// Which stretch of the program.
#[derive(Debug, Args)]
pub(super) struct ProgramArgs {
    /// Show all engagements together: goals, NPS by quarter, practices, takeaways, engineers
    #[arg(long, conflicts_with_all = ["id", "engagement"])]
    pub(super) program: bool,

    /// With --program: from this day on
    #[arg(long, value_name = "DATE", requires = "program")]
    since: Option<String>,

    /// With --program: up to this day [default: today]
    #[arg(long, value_name = "DATE", requires = "program")]
    until: Option<String>,
}

impl ProgramArgs {
    fn period(&self, context: &Context) -> Result<Period, Failure> {
        let today = context.today();
        let day = |text: &Option<String>| text.as_deref().map(|text| planned_day(text, today)).transpose();
        let (since, until) = (day(&self.since)?, day(&self.until)?.unwrap_or(today));
        match since {
            Some(since) if since > until => Err(Failure::usage(format!("{since} comes after {until}"))
                .help("--since names the first day of the time, --until the last one")),
            _ => Ok(Period { since, until }),
        }
    }
}

pub(super) fn run(context: &Context, args: &ProgramArgs, output: &Output) -> anyhow::Result<ExitStatus> {
    let (format, period) = (output.format()?, args.period(context)?);
    let store = context.store()?;
    let (ids, mut findings) = store.ids()?;
    findings.extend(store.findings().iter().cloned());
    let (settings, today) = (store.settings(), context.today());
    let part = |loaded: Loaded| {
        let errors = loaded.findings.iter().filter(|finding| finding.is_error()).count();
        let part = loaded.record.and_then(|record| ProgramPart::of(record, settings, period, today, errors));
        (part, loaded.findings)
    };
    let mut parts = Vec::new();
    for (part, found) in store.load_each(&ids, Detail::REPORT, part) {
        parts.extend(part);
        findings.extend(found);
    }
    let view = ProgramView::new(parts, settings, period, today);
    let layout = context.layout();
    let text = match format {
        ReportFormat::Json => envelope("report", &view)?,
        ReportFormat::Html => program_page(&view),
        ReportFormat::Markdown => program_document(&view, layout).markdown(),
        ReportFormat::Table => program_document(&view, layout).terminal(layout),
    };
    output.put(context, &store, "program", &text)?;
    Ok(context.finish_reading(&store, &findings))
}
