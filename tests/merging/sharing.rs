//! Pulling and pushing, and the promise: what does not contradict merges and says it all; what contradicts is seen.

use std::collections::BTreeSet;

use crate::facts::{Facts, Key};
use crate::oracle::{Joined, Neighbours, disagreements, join};
use crate::place::said;
use crate::scene::Scene;

/// Whose word holds where two people contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Take {
    Mine,
    Theirs,
}

const PULLS: [&[&str]; 2] = [&["pull", "--quiet", "--rebase"], &["pull", "--quiet", "--no-rebase", "--no-edit"]];

impl Scene {
    /// Commits, takes in what the others have shared, by merge or by rebase, and shares the outcome.
    pub(crate) fn share(&mut self, machine: usize) {
        self.commit(machine);
        let rebase = self.random.bool();
        let now = &self.machines[machine];
        let folder = now.folder;
        if now.pushes == self.pushes {
            return self.push(machine);
        }
        let is_met = !now.commits.is_empty();
        let take = if self.random.bool() { Take::Mine } else { Take::Theirs };
        let joined = self.joined(machine, rebase, take);
        let mut words: &[&str] = if rebase { PULLS[0] } else { PULLS[1] };
        self.story.push(format!("{folder}: git {}, and if need be auxeng resolve --take {take:?}", words.join(" ")));
        if is_met {
            *if rebase { &mut self.tally.rebases } else { &mut self.tally.merges } += 1;
        }
        let mut conflicts = 0;
        loop {
            let output = self.place.git(folder, words);
            if output.status.success() {
                break;
            }
            conflicts += 1;
            assert!(conflicts < 10, "it does not end:\n{}", said(&output));
            self.see_conflict(machine, &joined, &said(&output));
            if !disagreements(&joined.facts).is_empty() {
                // Where what both say cannot hold together, a person has to look at the whole.
                self.place.git_done(folder, if rebase { &["rebase", "--abort"] } else { &["merge", "--abort"] });
                return self.give_up(machine);
            }
            self.resolve(machine, &joined, take);
            words = if rebase {
                &["-c", "core.editor=true", "rebase", "--continue"]
            } else {
                &["commit", "--quiet", "--no-edit"]
            };
        }
        let facts = match Facts::try_read(&self.place.root.join(folder)) {
            Ok(facts) => facts,
            Err((file, told)) => {
                self.story.push(told);
                self.see_broken(machine, &joined, &file, "syntax");
                return self.give_up(machine);
            }
        };
        if !disagreements(&facts).is_empty() || conflicts == 0 && !joined.contradictions.is_empty() {
            self.see_finding(machine, &joined, &facts);
            return self.give_up(machine);
        }
        let different = different(&facts, &joined);
        let is_old = |key: &Key| joined.neighbours.get(&key.file) == Some(&Neighbours::Old);
        if let Some(key) = different.iter().next().filter(|_| different.iter().all(is_old)) {
            self.see_broken(machine, &joined, &key.file, "unknown-field");
            return self.give_up(machine);
        }
        assert!(different.is_empty(), "the records say:\n{}", facts.tell_differences(&joined.facts));
        assert_eq!(self.findings(machine), Vec::<String>::new(), "check finds what is not there");
        if conflicts == 0 {
            for why in joined.neighbours.values() {
                self.tally.neighbours.entry(*why).or_default().0 += 1;
            }
            self.tally.apart += joined.apart;
        }
        self.machines[machine].facts = facts;
        self.push(machine);
    }

    fn push(&mut self, machine: usize) {
        let now = &mut self.machines[machine];
        if !now.commits.is_empty() {
            self.story.push(format!("{}: git push", now.folder));
            self.place.git_done(now.folder, &["push", "--quiet", "origin", "HEAD"]);
            self.pushes += 1;
        }
        now.commits.clear();
        now.pushes = self.pushes;
        now.base.clone_from(&now.facts);
        self.origin.clone_from(&now.facts);
    }

    /// What must come of this machine's commits and of what the others have shared since they began.
    fn joined(&self, machine: usize, rebase: bool, take: Take) -> Joined {
        let now = &self.machines[machine];
        if !rebase {
            return join(&now.base, &now.facts, &self.origin, take == Take::Mine, &self.old);
        }
        let mut all = Joined { facts: self.origin.clone(), ..Joined::default() };
        let mut before = &now.base;
        for commit in &now.commits {
            let one = join(before, &all.facts, commit, take == Take::Theirs, &self.old);
            all.contradictions.extend(one.contradictions);
            all.neighbours.extend(one.neighbours);
            all.apart += one.apart;
            all.facts = one.facts;
            before = commit;
        }
        all
    }

    /// A conflict is one of lines that contradict, or that stand side by side; and nobody can overlook it.
    fn see_conflict(&mut self, machine: usize, joined: &Joined, told: &str) {
        let folder = self.machines[machine].folder;
        let files = self.place.git_done(folder, &["diff", "--name-only", "--diff-filter=U"]);
        assert!(!files.is_empty(), "git gave up without a conflict:\n{told}");
        let findings = self.findings(machine);
        let mut is_real = false;
        for file in files.lines() {
            let contradicts = joined.contradictions.iter().any(|one| one.key.file == file);
            let why = joined.neighbours.get(file);
            is_real |= contradicts;
            if !contradicts {
                let text = std::fs::read_to_string(self.place.root.join(folder).join(file)).unwrap_or_default();
                let why = why.unwrap_or_else(|| panic!("a false conflict in {file}:\n{text}"));
                self.tally.neighbours.entry(*why).or_default().1 += 1;
            }
            let is_found = findings.iter().any(|finding| finding.starts_with(&format!("{file} conflict")));
            assert!(is_found, "check does not see the conflict in {file}: {findings:?}");
        }
        self.tally.conflicts += usize::from(is_real);
    }

    /// Git has merged what cannot hold at once: `check` says so.
    fn see_finding(&mut self, machine: usize, joined: &Joined, facts: &Facts) {
        let why = disagreements(facts);
        let facts: Vec<String> = joined.contradictions.iter().map(|one| one.key.to_string()).collect();
        let findings = self.findings(machine);
        assert!(!findings.is_empty(), "nobody is told of {facts:?} {why:?}");
        let is_twice = joined.contradictions.is_empty() && why.iter().all(|why| why.ends_with("said twice"));
        *if is_twice { &mut self.tally.twice } else { &mut self.tally.findings } += 1;
    }

    /// Git has put lines of both together into what nobody said: the same new field twice or, in the layout of old, a field
    /// below the heading of a table. `check` says so.
    fn see_broken(&mut self, machine: usize, joined: &Joined, file: &str, rule: &str) {
        let contradicts = joined.contradictions.iter().any(|one| one.key.file == file);
        let is_beside = joined.neighbours.contains_key(file);
        assert!(contradicts || is_beside, "git has broken {file}");
        let findings = self.findings(machine);
        assert!(findings.iter().any(|finding| finding.starts_with(&format!("{file} {rule}"))), "{file}: {findings:?}");
        *if contradicts { &mut self.tally.findings } else { &mut self.tally.broken } += 1;
    }

    /// Settles a conflict with the program: by itself where nothing contradicts.
    fn resolve(&mut self, machine: usize, joined: &Joined, take: Take) {
        let now = &self.machines[machine];
        let mut words = vec![String::from("resolve")];
        if !joined.contradictions.is_empty() {
            words.extend([String::from("--take"), format!("{take:?}").to_lowercase()]);
        }
        let output = self.place.auxeng(now.folder, "2026-11-20", &words);
        assert!(output.status.success(), "{words:?}:\n{}", said(&output));
        *if words.len() == 1 { &mut self.tally.joined } else { &mut self.tally.taken } += 1;
    }

    /// Takes what the others have, and forgets what was done here.
    fn give_up(&mut self, machine: usize) {
        let now = &mut self.machines[machine];
        self.story.push(format!("{}: gives up its own work", now.folder));
        self.place.git_done(now.folder, &["reset", "--quiet", "--hard", "origin/main"]);
        now.facts.clone_from(&self.origin);
        now.base.clone_from(&self.origin);
        now.pushes = self.pushes;
        now.commits.clear();
    }
}

/// Where the records do not say what they must.
fn different(facts: &Facts, joined: &Joined) -> BTreeSet<Key> {
    let mut different = facts.differences(&joined.facts);
    for one in &joined.contradictions {
        if one.is_settled_by(facts.get(&one.key)) {
            different.remove(&one.key);
        }
    }
    different
}
