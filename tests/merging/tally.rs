//! What happened in many runs, counted.

use std::collections::BTreeMap;
use std::fmt;

use crate::oracle::Neighbours;

#[derive(Debug, Default, Clone)]
pub(crate) struct Tally {
    pub(crate) runs: usize,
    /// Commands and edits by hand.
    pub(crate) steps: usize,
    /// How often each command was used.
    pub(crate) commands: BTreeMap<String, usize>,
    /// How often two people's work met, by merge and by rebase.
    pub(crate) merges: usize,
    pub(crate) rebases: usize,
    /// Meetings in which both had changed the same file, and nothing contradicted or stood side by side.
    pub(crate) apart: usize,
    /// Contradictions that git saw, and those that `check` found.
    pub(crate) conflicts: usize,
    pub(crate) findings: usize,
    /// Conflicts that `resolve` settled: by itself because nothing contradicts, and by taking one side.
    pub(crate) joined: usize,
    pub(crate) taken: usize,
    /// Records that did not contradict, which git has made no TOML and `check` has found.
    pub(crate) broken: usize,
    /// Items that both have added, which git has kept twice and `check` has found.
    pub(crate) twice: usize,
    /// Meetings of lines side by side without a contradiction: how many git merged, and of how many it asked.
    pub(crate) neighbours: BTreeMap<Neighbours, (usize, usize)>,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.steps += other.steps;
        self.merges += other.merges;
        self.rebases += other.rebases;
        self.apart += other.apart;
        self.conflicts += other.conflicts;
        self.findings += other.findings;
        self.joined += other.joined;
        self.taken += other.taken;
        self.broken += other.broken;
        self.twice += other.twice;
        for (command, count) in &other.commands {
            *self.commands.entry(command.clone()).or_default() += count;
        }
        for (why, (merged, asked)) in &other.neighbours {
            let mine = self.neighbours.entry(*why).or_default();
            *mine = (mine.0 + merged, mine.1 + asked);
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} interleavings, {} operations", self.runs, self.steps)?;
        let commands = self.commands.iter().map(|(command, count)| format!("{command} {count}"));
        writeln!(f, "  {}", commands.collect::<Vec<_>>().join(", "))?;
        writeln!(f, "{} merges and {} rebases of two people's work", self.merges, self.rebases)?;
        writeln!(f, "{} with changes of both to one file that merged, as they must", self.apart)?;
        writeln!(f, "{} real contradictions that git saw, {} that check found", self.conflicts, self.findings)?;
        for (why, (merged, asked)) in &self.neighbours {
            writeln!(f, "{why:?}: {merged} merged, {asked} asked")?;
        }
        writeln!(f, "{} conflicts that resolve joined by itself, {} by taking a side", self.joined, self.taken)?;
        writeln!(f, "{} with the same item of both twice, which check found", self.twice)?;
        writeln!(f, "{} put together wrongly by git, which check found", self.broken)?;
        write!(f, "0 false conflicts, 0 facts lost, doubled or altered")
    }
}
