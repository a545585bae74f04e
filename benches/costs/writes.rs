//! Writes: what it costs to add one record, whatever the size of the store.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::generator::{FIRST, METRIC_GOAL};
use crate::place::Place;
use crate::process::wall;
use crate::sample::by_turns;
use crate::table::{Amount, Table};

const TURNS: usize = 300;
const BAR: f64 = 1.5;
/// About as much as a goal with its scores has.
const BYTES: usize = 400;

/// Measures two commands that write one record, less the start of the program, against one durable write.
pub(crate) fn measure(place: &Place, store: &Path, among: &str, table: &mut Table) -> anyhow::Result<()> {
    let folder = store.join(FIRST).join("goals");
    let turns = by_turns(
        TURNS,
        &mut [
            // A disk that was written to a moment ago is quicker. The commands write after a start, so does this.
            &mut |_| {
                wall(&mut place.auxeng(store, &["--version"]))?;
                durable_write(&folder)
            },
            &mut |_| wall(&mut place.auxeng(store, &["--version"])),
            // Another value each time: a score that is recorded already is not written again.
            &mut |turn| {
                let value = format!("{METRIC_GOAL}={}", turn % 2 + 5);
                wall(&mut place.auxeng(store, &["score", "-e", FIRST, &value]))
            },
            &mut |_| wall(&mut place.auxeng(store, &["nps", "add", "-e", FIRST, "--score", "9"])),
        ],
    )?;
    let floor = (Amount::Seconds(turns.median(0)), "a durable write");
    for (index, command) in [(2, "score"), (3, "nps add")] {
        let ours = Amount::Seconds(turns.median_above(index, 1));
        table.row(format!("write among {among}: {command}"), ours, floor, Some(BAR));
    }
    Ok(())
}

/// Puts a file in place so that it survives a crash: written beside, synced, moved, and the folder synced.
fn durable_write(folder: &Path) -> anyhow::Result<Duration> {
    // Names that begin with a dot are no records.
    let (temporary, place) = (folder.join(".floor.tmp"), folder.join(".floor"));
    let begin = Instant::now();
    let mut file = File::create(&temporary)?;
    file.write_all(&[b'x'; BYTES])?;
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary, &place)?;
    File::open(folder)?.sync_all()?;
    Ok(begin.elapsed())
}
