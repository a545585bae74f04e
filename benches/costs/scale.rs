//! Scale: whether the commands of one engagement cost more when there are many others.

use std::path::Path;

use crate::generator::{FIRST, METRIC_GOAL};
use crate::place::Place;
use crate::process::wall;
use crate::sample::by_turns;
use crate::table::{Amount, Table};

const TURNS: usize = 300;
const BAR: f64 = 1.1;

/// Measures three commands in a store of `many` engagements against the same in a store of `one`.
pub(crate) fn measure(place: &Place, (one, many): (&Path, &Path), table: &mut Table) -> anyhow::Result<()> {
    let status = |store: &Path, _| wall(&mut place.auxeng(store, &["status", FIRST]));
    // Another value and another text each time: what is recorded already is not written again.
    let score = |store: &Path, turn: usize| {
        let value = format!("{METRIC_GOAL}={}", turn % 2 + 5);
        wall(&mut place.auxeng(store, &["score", "-e", FIRST, &value]))
    };
    let retro = |store: &Path, turn: usize| {
        let text = format!("Went well for the {turn}. time");
        wall(&mut place.auxeng(store, &["retro", "-e", FIRST, "--well", &text]))
    };
    compare("status ID", (one, many), &status, table)?;
    compare("score -e ID", (one, many), &score, table)?;
    compare("retro -e ID", (one, many), &retro, table)
}

fn compare(
    name: &str,
    (one, many): (&Path, &Path),
    run: &dyn Fn(&Path, usize) -> anyhow::Result<std::time::Duration>,
    table: &mut Table,
) -> anyhow::Result<()> {
    let turns = by_turns(TURNS, &mut [&mut |turn| run(one, turn), &mut |turn| run(many, turn)])?;
    let alone = (Amount::Seconds(turns.median(0)), "the same among 1");
    let among_many = Amount::Seconds(turns.median(1));
    table.row(format!("among 10,000: {name}"), among_many, alone, Some(BAR));
    Ok(())
}
