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

/// Measures the table of 1,000 engagements in a committed repository, for a believable program and for the worst case.
pub(crate) fn measure(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let mixes = [
        (Mix::Program, "status of 1,000", Some(BAR)),
        (Mix::AllRunning, "all running", None),
    ];
    for (mix, name, bar) in mixes {
        let store = place.store(&format!("status-{mix:?}"), ENGAGEMENTS, mix)?;
        commit(place, &store)?;
        let turns = by_turns(
            TURNS,
            &mut [
                &mut |_| cpu(&mut place.git(&store, &["status"])),
                &mut |_| cpu(&mut place.auxeng(&store, &["status"])),
            ],
        )?;
        let git = (Amount::Seconds(turns.median(0)), "git status");
        table.row(
            format!("{name}: processor time"),
            Amount::Seconds(turns.median(1)),
            git,
            bar,
        );
        let memory = peak(&place.auxeng(&store, &["status"]))?;
        let (memory, most) = (Amount::Bytes(memory as f64), Amount::Bytes(MEMORY));
        table.row(format!("{name}: memory"), memory, (most, "at most"), bar);
    }
    Ok(())
}

/// Commits everything and lets git look at it once, so that its index knows every file.
fn commit(place: &Place, store: &Path) -> anyhow::Result<()> {
    for arguments in [
        ["init", "--quiet"].as_slice(),
        &["add", "."],
        &["commit", "--quiet", "-m", "Generated"],
        &["status"],
    ] {
        wall(&mut place.git(store, arguments))?;
    }
    Ok(())
}
