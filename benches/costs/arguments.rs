//! What the benchmark is asked to do.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::generator::{self, Mix, TODAY};
use crate::place::Place;
use crate::process;
use crate::table::Table;
use crate::{report, scale, startup, status, writes};

const USAGE: &str = "usage: cargo bench --bench costs [-- --strict | -- generate DIR N [--all-running]]";

/// Does what the arguments of this process ask for.
pub(crate) fn run() -> anyhow::Result<ExitCode> {
    // Cargo adds `--bench` when it measures. It does not when it only tests that everything runs.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (added, asked): (Vec<&str>, Vec<&str>) =
        arguments.iter().map(String::as_str).partition(|argument| *argument == "--bench");
    match asked.as_slice() {
        [] if added.is_empty() => {
            println!("nothing is measured in a test: cargo bench --bench costs");
            Ok(ExitCode::SUCCESS)
        }
        [] => measure(false),
        ["--strict"] => measure(true),
        ["generate", folder, number] => generate(folder, number, Mix::Program),
        ["generate", folder, number, "--all-running"] => generate(folder, number, Mix::AllRunning),
        [process::PEAK, program, arguments @ ..] => {
            println!("{}", process::peak_of_child(program, arguments)?);
            Ok(ExitCode::SUCCESS)
        }
        _ => anyhow::bail!(USAGE),
    }
}

fn measure(strict: bool) -> anyhow::Result<ExitCode> {
    let place = Place::make()?;
    let mut table = Table::default();
    startup::measure(&place, &mut table)?;
    report::measure(&place, &mut table)?;
    let one = place.store("one", 1, Mix::Program)?;
    let many = place.store("many", 10_000, Mix::Program)?;
    scale::measure(&place, (&one, &many), &mut table)?;
    writes::measure(&place, &one, "1", &mut table)?;
    writes::measure(&place, &many, "10,000", &mut table)?;
    status::measure(&place, &mut table)?;
    println!("{table}");
    let over = table.over();
    Ok(if strict && over > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn generate(folder: &str, number: &str, mix: Mix) -> anyhow::Result<ExitCode> {
    let engagements = number.parse().with_context(|| format!("{number} is no number of engagements; {USAGE}"))?;
    let folder = Path::new(folder);
    anyhow::ensure!(!folder.join("auxeng.toml").exists(), "{} is a store already", folder.display());
    let records = generator::generate(folder, engagements, mix)?;
    println!("{records} records of {engagements} engagements in {}", folder.display());
    println!("they are of the days up to {TODAY}: AUXENG_TODAY={TODAY} auxeng status --store {}", folder.display());
    Ok(ExitCode::SUCCESS)
}
