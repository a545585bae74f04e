//! Three machines, each with a clone of one bare repository, at which people work and share what they did.

use std::collections::BTreeSet;
use std::path::Path;

use crate::facts::{Facts, Key, Part, part_of};
use crate::place::{Place, copy, said};
use crate::tally::Tally;
use crate::work::{Claim, Deed, EXPORTS, Person, Step, Topic};

pub(crate) const MACHINES: [&str; 3] = ["a", "b", "c"];
const DAYS: [&str; 2] = ["2026-11-19", "2026-11-20"];

/// A clone and what is known of it without looking.
pub(crate) struct Machine {
    pub(crate) folder: &'static str,
    today: &'static str,
    /// What the records say.
    pub(crate) facts: Facts,
    /// What they said when the machine last shared.
    pub(crate) base: Facts,
    /// How often anybody had pushed by then.
    pub(crate) pushes: usize,
    /// What they said after each commit since then.
    pub(crate) commits: Vec<Facts>,
    /// Whether something is not committed yet.
    is_dirty: bool,
}

pub(crate) struct Scene {
    pub(crate) place: Place,
    pub(crate) random: fastrand::Rng,
    pub(crate) machines: Vec<Machine>,
    /// What the bare repository says.
    pub(crate) origin: Facts,
    /// How often somebody has pushed.
    pub(crate) pushes: usize,
    /// The records that were made in the layout of old.
    pub(crate) old: BTreeSet<String>,
    /// What happened, to be told when something is wrong.
    pub(crate) story: Vec<String>,
    pub(crate) tally: Tally,
    topic: Topic,
    pub(crate) count: usize,
}

impl Scene {
    /// Three clones of the repository that lies in `start`, under the folder `root`.
    pub(crate) fn new(root: &Path, start: &Start, seed: u64) -> Self {
        let place = Place::new(root);
        copy(&start.folder.join("origin.git"), &root.join("origin.git"));
        for machine in MACHINES {
            copy(&start.folder.join("a"), &root.join(machine));
        }
        for (name, text) in EXPORTS {
            std::fs::write(root.join(name), text).expect("the folder is writable");
        }
        let mut random = fastrand::Rng::with_seed(seed);
        let machine = |folder| Machine {
            folder,
            today: DAYS[random.usize(0..DAYS.len())],
            facts: start.facts.clone(),
            base: start.facts.clone(),
            pushes: 0,
            commits: Vec::new(),
            is_dirty: false,
        };
        let machines = MACHINES.map(machine).into();
        let (origin, old) = (start.facts.clone(), start.old.clone());
        let topic = Topic::ALL[random.usize(0..Topic::ALL.len())];
        let tally = Tally { runs: 1, ..Tally::default() };
        Self { place, random, machines, origin, pushes: 0, old, story: Vec::new(), tally, topic, count: start.count }
    }

    /// Plays until everybody has everything, and looks at what they have.
    pub(crate) fn play(&mut self) {
        for _ in 0..self.random.usize(1..4) {
            for machine in self.order() {
                self.work(machine);
                if self.random.u8(0..4) == 0 {
                    self.commit(machine);
                    self.work(machine);
                }
            }
            for machine in self.order() {
                // Now and then somebody goes on alone.
                if self.random.u8(0..8) > 0 {
                    self.share(machine);
                }
            }
        }
        for machine in [self.order(), self.order()].concat() {
            self.share(machine);
        }
        self.compare();
    }

    fn order(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..MACHINES.len()).collect();
        self.random.shuffle(&mut order);
        order
    }

    /// Everybody has the same, and it is what the oracle says.
    fn compare(&mut self) {
        let heads = MACHINES.map(|machine| self.place.git_done(machine, &["rev-parse", "HEAD"]));
        assert!(heads.iter().all(|head| *head == heads[0]), "the clones are not the same: {heads:?}");
        for machine in MACHINES {
            let left = self.place.git_done(machine, &["status", "--porcelain"]);
            assert!(left.is_empty(), "{machine} is not clean: {left}");
            let facts = Facts::read(&self.place.root.join(machine));
            assert!(facts == self.origin, "{machine}:\n{}", facts.tell_differences(&self.origin));
        }
        assert_eq!(self.findings(0), Vec::<String>::new(), "check is not content");
        self.read_back();
    }

    /// Somebody does a few things.
    pub(crate) fn work(&mut self, machine: usize) {
        let topic = self.topic;
        for _ in 0..self.random.usize(1..4) {
            let mut step = None;
            for _ in 0..10 {
                let now = &self.machines[machine];
                let exports = self.place.root.to_string_lossy().into_owned();
                let (random, count) = (&mut self.random, &mut self.count);
                let mut person = Person {
                    random,
                    facts: &now.facts,
                    topic,
                    today: now.today,
                    exports: &exports,
                    count,
                    name: machine,
                };
                step = person.step();
                if step.is_some() {
                    break;
                }
            }
            if let Some(step) = step {
                self.take(machine, &step);
            }
        }
    }

    /// Does one thing, and sees that the records say it now and say nothing else anew.
    fn take(&mut self, machine: usize, step: &Step) {
        let now = &mut self.machines[machine];
        self.story.push(format!("{} on {}: {}", now.folder, now.today, step.told()));
        let root = self.place.root.join(now.folder);
        let command = match &step.deed {
            Deed::Command(words) => {
                let output = self.place.auxeng(now.folder, now.today, words);
                assert!(output.status.success(), "it refused:\n{}", said(&output));
                words[0].clone()
            }
            Deed::Line { file, line, above } => {
                let text = std::fs::read_to_string(root.join(file)).expect("the record is there");
                let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
                let text = if *above { format!("{line}\n{text}") } else { format!("{first}\n{line}\n{rest}") };
                std::fs::write(root.join(file), text).expect("the record can be written");
                String::from("by hand")
            }
        };
        self.tally.steps += 1;
        *self.tally.commands.entry(command).or_default() += 1;
        let after = Facts::read(&root);
        check_claims(&now.facts, &after, step);
        now.is_dirty |= now.facts != after;
        now.facts = after;
    }

    /// Commits what is there, if anything is.
    pub(crate) fn commit(&mut self, machine: usize) {
        let now = &mut self.machines[machine];
        if now.is_dirty {
            self.story.push(format!("{}: git commit", now.folder));
            self.place.git_done(now.folder, &["add", "--all"]);
            self.place.git_done(now.folder, &["commit", "--quiet", "--allow-empty", "--message", "work"]);
            now.commits.push(now.facts.clone());
            now.is_dirty = false;
        }
    }

    /// What `check` finds in the records themselves, which is more than advice.
    pub(crate) fn findings(&self, machine: usize) -> Vec<String> {
        const OF_RECORDS: [&str; 5] =
            ["dangling-reference", "said-twice", "settled-twice", "counted-twice", "unknown-file"];
        let words = ["check", "--format", "json"].map(String::from);
        let output = self.place.auxeng(self.machines[machine].folder, DAYS[1], &words);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("check wrote no JSON: {error}\n{}", said(&output)));
        let findings = report["findings"].as_array().expect("check lists findings");
        let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or_default().to_owned();
        let is_of_record = |finding: &&serde_json::Value| {
            let is_below_a_heading = text(finding, "help").contains("below this heading");
            let is_one = OF_RECORDS.contains(&text(finding, "rule").as_str());
            text(finding, "severity") == "error" || is_one || is_below_a_heading
        };
        let told =
            |finding| format!("{} {} {}", text(finding, "file"), text(finding, "rule"), text(finding, "message"));
        findings.iter().filter(is_of_record).map(told).collect()
    }
}

/// What each claim says holds after, and nothing else has changed since before.
fn check_claims(before: &Facts, after: &Facts, step: &Step) {
    let mut changed = before.differences(after);
    for claim in &step.claims {
        match claim {
            Claim::Is(key, value) => {
                assert_eq!(after.get(key), value.as_deref(), "{key}");
                changed.remove(key);
            }
            Claim::New { file, list, fields } => {
                let is_it = |key: &&Key| {
                    let is_item = matches!(&key.part, Part::Item(name, _) if name == list) && key.file == *file;
                    is_item && !before.0.contains_key(key) && after.get(key).is_some_and(|said| says(said, fields))
                };
                let key = changed.iter().find(is_it).cloned();
                changed.remove(&key.unwrap_or_else(|| panic!("no new {list} in {file} says {fields:?}")));
            }
            Claim::File { folder, fields } => {
                let is_new = |file: &String| {
                    let field = |name: &str| after.field(file, name);
                    fields.iter().all(|(name, value)| field(name) == Some(value))
                        && (field("why").is_some() == fields.iter().any(|(name, _)| *name == "why"))
                };
                let new = changed.iter().filter(|key| key.part == Part::Record).map(|key| key.file.clone());
                let mut new = new.filter(|file| file.starts_with(folder.as_str()) && !file.ends_with("survey.toml"));
                let file = new.find(is_new).unwrap_or_else(|| panic!("no new file in {folder} says {fields:?}"));
                changed.retain(|key| key.file != file);
            }
        }
    }
    changed.retain(|key| !step.settled.contains(key));
    assert!(changed.is_empty(), "it changed what it did not name:\n{}", before.tell_differences(after));
}

fn says(said: &str, fields: &[(&str, String)]) -> bool {
    let owner = fields.iter().any(|(name, _)| *name == "owner");
    fields.iter().all(|(name, value)| part_of(said, name) == Some(value)) && part_of(said, "owner").is_some() == owner
}

/// A store that everybody has when a run begins.
pub(crate) struct Start {
    pub(crate) folder: std::path::PathBuf,
    pub(crate) facts: Facts,
    pub(crate) old: BTreeSet<String>,
    /// How many texts have been made up for it.
    pub(crate) count: usize,
}
