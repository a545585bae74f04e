//! Start-up: what it costs to do nothing, and next to nothing.

use crate::generator::Mix;
use crate::place::Place;
use crate::process::wall;
use crate::sample::by_turns;
use crate::table::{Amount, Table};

const TURNS: usize = 600;
const BAR: f64 = 1.5;

/// Measures the start against a program that does nothing.
pub(crate) fn measure(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let store = place.store("empty-store", 0, Mix::Program)?;
    let turns = by_turns(
        TURNS,
        &mut [
            &mut |_| wall(&mut place.empty(&store)),
            &mut |_| wall(&mut place.auxeng(&store, &["--version"])),
            &mut |_| wall(&mut place.auxeng(&store, &["status"])),
        ],
    )?;
    let empty = (Amount::Seconds(turns.median(0)), "an empty program");
    table.row("start-up: --version", Amount::Seconds(turns.median(1)), empty, Some(BAR));
    table.row("start-up: status of nothing", Amount::Seconds(turns.median(2)), empty, Some(BAR));
    Ok(())
}
