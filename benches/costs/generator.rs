//! Makes stores of any size: invented teams and people, every record valid and in canonical form.
//!
//! The same number of an engagement always gives the same files, however many there are beside it, so that one
//! engagement can be compared between stores of different sizes. The text is written directly rather than through the
//! library: a generator that shared the code it measures would hide what that code costs, and would be slow.

mod records;
mod text;
mod words;

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use auxeng::model::Week;
use fastrand::Rng;

/// The day on which the generated stores are looked at: the Friday of [`THIS_WEEK`].
pub(crate) const TODAY: &str = "2026-11-20";
const THIS_WEEK: &str = "2026-W47";
/// The first engagement of every store. It is running in either mix.
pub(crate) const FIRST: &str = "checkout-contract-tests";
/// A goal that every engagement has: a number that goes up.
pub(crate) const METRIC_GOAL: &str = "services-adopted";
/// How long an engagement is planned for.
const WEEKS: i64 = 10;

/// What the engagements of a store are at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mix {
    /// What a program looks like after some years: 4 % running, 2 % planned, the rest closed.
    Program,
    /// All in their last week with every record there: the most that a table of engagements can have to read.
    AllRunning,
}

/// Where an engagement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Planned,
    Running,
    Closed,
    EndedEarly,
}

/// An engagement before it is written.
struct Plan {
    id: String,
    host: &'static words::Host,
    practice: &'static words::Practice,
    /// The engineer, the advisor and some of the host team.
    team: Vec<&'static str>,
    first_week: Week,
    /// How many weeks have a retro.
    held: i64,
    standing: Standing,
    rng: Rng,
}

/// Writes a store of `engagements` engagements into `root` and says how many records they have.
pub(crate) fn generate(root: &Path, engagements: usize, mix: Mix) -> anyhow::Result<usize> {
    fs::create_dir_all(root).with_context(|| format!("cannot make {}", root.display()))?;
    fs::write(root.join("auxeng.toml"), "schema = 1\nhome = \"Developer Platform\"\n")?;
    fs::write(root.join(".gitattributes"), "*.toml text eol=lf\n")?;
    fs::write(root.join(".gitignore"), ".auxeng.lock\n.auxeng-*.tmp\n")?;
    let this_week: Week = THIS_WEEK.parse()?;
    let mut records = 0;
    for number in 0..engagements {
        let mut plan = Plan::new(number, mix, this_week);
        let folder = root.join(&plan.id);
        records += plan.write(&folder).with_context(|| format!("cannot write {}", folder.display()))?;
    }
    Ok(records)
}

impl Plan {
    fn new(number: usize, mix: Mix, this_week: Week) -> Self {
        let mut rng = Rng::with_seed(u64::try_from(number).unwrap_or_default().wrapping_mul(0x9E37_79B9) ^ 0xA0E6);
        // Every host meets every practice once before any of them meets one again.
        let (hosts, practices) = (words::HOSTS.len(), words::PRACTICES.len());
        let host = &words::HOSTS[number % hosts];
        let practice = &words::PRACTICES[(number / hosts + number % hosts) % practices];
        let again = number / (hosts * practices);
        let suffix = if again == 0 { String::new() } else { format!("-{}", again + 1) };
        let id = format!("{}-{}{suffix}", host.slug, practice.slug);
        let (standing, held, first_week) = match (mix, number % 50) {
            (Mix::AllRunning, _) => (Standing::Running, WEEKS, this_week.plus(1 - WEEKS)),
            (Mix::Program, 0 | 25) => {
                let held = rng.i64(2..WEEKS);
                (Standing::Running, held, this_week.plus(-held))
            }
            (Mix::Program, 1) => (Standing::Planned, 0, this_week.plus(rng.i64(1..6))),
            (Mix::Program, _) => {
                let (standing, held) = match rng.u8(0..100) {
                    0..6 => (Standing::EndedEarly, rng.i64(3..6)),
                    _ => (Standing::Closed, WEEKS),
                };
                (standing, held, this_week.plus(-WEEKS - rng.i64(1..260)))
            }
        };
        let size = rng.usize(4..9);
        let team = rng.choose_multiple(words::PEOPLE, size);
        Self { id, host, practice, team, first_week, held, standing, rng }
    }

    /// The newest week that has records.
    fn last_week(&self) -> Week {
        self.first_week.plus(self.held - 1)
    }

    fn write(&mut self, folder: &Path) -> anyhow::Result<usize> {
        fs::create_dir(folder)?;
        fs::write(folder.join("engagement.toml"), records::engagement(self))?;
        let goals = write_all(&folder.join("goals"), &records::goals(self))?;
        let retros = write_all(&folder.join("retros"), &records::retros(self))?;
        let mut answers = 0;
        for (date, round) in records::rounds(self) {
            // The folder above holds rounds alone, so it is made with the first of them.
            answers += write_all(&folder.join("nps").join(date), &round)?;
        }
        Ok(1 + goals + retros + answers)
    }
}

/// Writes `files`, name and text, into `folder`, which is made when there are any.
fn write_all(folder: &Path, files: &[(String, String)]) -> anyhow::Result<usize> {
    if !files.is_empty() {
        fs::create_dir_all(folder)?;
    }
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(files.len())
}
