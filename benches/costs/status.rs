//! The table of all engagements: what it costs against `git status`, which looks at every file and opens none.

use std::path::Path;

use crate::generator::Mix;
use crate::place::Place;
use crate::process::{cpu, peak, wall};
use crate::sample::by_turns;
use crate::table::{Amount, Table};

const ENGAGEMENTS: usize = 1_000;
const TURNS: usize = 25;
const BAR: f64 = 1.0;
/// How much memory the table may take, in bytes.
const MEMORY: f64 = 60e6;

/// Measures the table of 1,000 engagements in a committed repository: of a believable program as it is usually asked
/// for, and, for information, with those closed long ago and of a program in which all are running.
pub(crate) fn measure(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let program = place.store("program", ENGAGEMENTS, Mix::Program)?;
    commit(place, &program)?;
    compare(place, &program, ("status", &["status"]), Some(BAR), table)?;
    compare(place, &program, ("status --all", &["status", "--all"]), None, table)?;
    let running = place.store("running", ENGAGEMENTS, Mix::AllRunning)?;
    commit(place, &running)?;
    compare(place, &running, ("status, all running", &["status"]), None, table)
}

fn compare(
    place: &Place,
    store: &Path,
    (name, arguments): (&str, &[&str]),
    bar: Option<f64>,
    table: &mut Table,
) -> anyhow::Result<()> {
    let turns = by_turns(
        TURNS,
        &mut [&mut |_| cpu(&mut place.git(store, &["status"])), &mut |_| cpu(&mut place.auxeng(store, arguments))],
    )?;
    let git = (Amount::Seconds(turns.median(0)), "git status");
    let ours = Amount::Seconds(turns.median(1));
    table.row(format!("1,000: {name}, processor"), ours, git, bar);
    let memory = Amount::Bytes(peak(&place.auxeng(store, arguments))? as f64);
    let most = (Amount::Bytes(MEMORY), "at most");
    table.row(format!("1,000: {name}, memory"), memory, most, bar);
    Ok(())
}

/// Commits everything and lets git look at it once, so that its index knows every file.
fn commit(place: &Place, store: &Path) -> anyhow::Result<()> {
    for arguments in
        [["init", "--quiet"].as_slice(), &["add", "."], &["commit", "--quiet", "-m", "Generated"], &["status"]]
    {
        wall(&mut place.git(store, arguments))?;
    }
    Ok(())
}
