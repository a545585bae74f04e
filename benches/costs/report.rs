//! The web page of one engagement: what it costs against `check`, which reads the same records.

use crate::generator::Mix;
use crate::place::Place;
use crate::process::wall;
use crate::sample::by_turns;
use crate::table::{Amount, Table};

const TURNS: usize = 400;
const BAR: f64 = 1.5;

/// Measures the page of the only engagement of a store.
pub(crate) fn measure(place: &Place, table: &mut Table) -> anyhow::Result<()> {
    let store = place.store("page", 1, Mix::AllRunning)?;
    let turns = by_turns(
        TURNS,
        &mut [&mut |_| wall(&mut place.auxeng(&store, &["check"])), &mut |_| {
            wall(&mut place.auxeng(&store, &["report", "--format", "html"]))
        }],
    )?;
    let check = (Amount::Seconds(turns.median(0)), "check");
    table.row("the page of an engagement", Amount::Seconds(turns.median(1)), check, Some(BAR));
    Ok(())
}
