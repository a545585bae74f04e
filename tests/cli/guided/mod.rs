//! Commands that ask at a terminal for what was not said.

mod champion;
mod checkin;
mod close;
mod feedback_add;
mod feedback_same;
mod goal_add;
#[cfg(target_os = "linux")]
mod killed;
mod nps_add;
mod open;
mod pick;
mod propose;
mod resolve;
mod retro;
mod signals;

use crate::environment::TestEnvironment;
use crate::terminal::{Ended, Session};

/// Plays a session on terminals of 80×24 and 60×20, each with colour and without, which must show the same; what was
/// seen at both sizes.
#[track_caller]
fn everywhere(scene: fn() -> TestEnvironment, arguments: &[&str], play: impl Fn(&mut Session<'_>)) -> [Ended; 2] {
    [(80, 24), (60, 20)].map(|(columns, rows)| {
        let [plain, coloured] = [false, true].map(|colour| {
            let env = scene();
            let terminal = env.terminal(arguments).size(columns, rows);
            let mut session = if colour { terminal.colour().start() } else { terminal.start() };
            play(&mut session);
            session.finish().restored().read_as(steady)
        });
        assert!(!plain.has_colour() && coloured.has_colour());
        assert_eq!(coloured.text(), plain.text());
        plain
    })
}

/// `text` with what is different each time replaced: the names of answers to surveys, and the clock of a meeting on a
/// machine that is busy.
fn steady(text: &str) -> String {
    const BEFORE: &str = "nps/2026-11-20/";
    const NAME: &str = "qmzkrtvw";
    let text = text.replace(" 1 of 30 min", " 0 of 30 min");
    let mut parts = text.split(BEFORE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let is_name = part.get(NAME.len()..).is_some_and(|rest| rest.starts_with(".toml"));
        let part = if is_name { part.replacen(&part[..NAME.len()], NAME, 1) } else { part.to_owned() };
        text + BEFORE + &part
    })
}
