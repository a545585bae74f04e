//! What must come of two people's work, worked out from facts alone: it knows no line, no file format and no git.
//!
//! Two people contradict each other when they say different things of the same fact: of a field, a score, an item, or of
//! the close as a whole. What one says and the other does not touch holds. So does what both say alike.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{AGAIN, Facts, Key, Part, field, part_of};

/// Two people's work on what both knew.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    /// What the records must say; where the two contradict, what was said by the one who is taken.
    pub(crate) facts: Facts,
    /// The facts of which they say different things.
    pub(crate) contradictions: Vec<Contradiction>,
    /// The files of which git must ask a person although nothing in them contradicts, with the reason.
    pub(crate) neighbours: BTreeMap<String, Neighbours>,
    /// How many files both have changed, where git must not ask.
    pub(crate) apart: usize,
}

/// Two people have said different things of one fact.
#[derive(Debug)]
pub(crate) struct Contradiction {
    pub(crate) key: Key,
    /// What each said; `None` where it is taken away.
    said: [Option<String>; 2],
}

impl Contradiction {
    /// Whether what the records say now is made of the two: `resolve` looks at the fields of an action or a close one by
    /// one, and there may be one that only one of them has changed.
    pub(crate) fn is_settled_by(&self, now: Option<&str>) -> bool {
        let known: Vec<&str> = self.said.iter().flatten().flat_map(|said| said.split(" | ")).collect();
        now.is_none_or(|now| now.split(" | ").all(|part| known.contains(&part)))
    }
}

/// Why git sees a conflict in a file where nothing contradicts: both put lines at the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Neighbours {
    /// Both began the same record.
    Begun,
    /// Both changed the same list.
    List,
    /// Both scored the same goal, in weeks with no other score between them.
    Weeks,
    /// Both made the same change, and one of them put a new field beside it, or took one away.
    Alike,
    /// Somebody wrote by hand where the other changed something.
    Hand,
    /// The record was made before fields had places of their own.
    Old,
}

/// Joins what was `base` for both, and is now `ours` and `theirs`. Where they contradict, `ours` holds if it is `taken`.
/// Files that `old` names have the layout of old.
pub(crate) fn join(base: &Facts, ours: &Facts, theirs: &Facts, taken: bool, old: &BTreeSet<String>) -> Joined {
    let (mine, other) = (base.differences(ours), base.differences(theirs));
    let mut facts = base.clone();
    let mut contradictions = Vec::new();
    let mut sides = [(&mine, ours), (&other, theirs)];
    if taken {
        sides.reverse();
    }
    for (keys, side) in sides {
        for key in keys {
            match side.0.get(key) {
                Some(said) => facts.0.insert(key.clone(), said.clone()),
                None => facts.0.remove(key),
            };
        }
    }
    for key in mine.intersection(&other) {
        if ours.0.get(key) != theirs.0.get(key) {
            let said = [ours, theirs].map(|side| side.0.get(key).cloned());
            contradictions.push(Contradiction { key: key.clone(), said });
        }
    }
    let files: BTreeSet<&str> = mine.iter().map(|key| key.file.as_str()).collect();
    let mut neighbours = BTreeMap::new();
    let mut apart = 0;
    for file in files {
        let of_file = |keys: &BTreeSet<Key>| keys.iter().filter(|key| key.file == file).cloned().collect::<Vec<_>>();
        let (mine, other) = (of_file(&mine), of_file(&other));
        let is_same = mine == other && mine.iter().all(|key| ours.0.get(key) == theirs.0.get(key));
        if !is_same && !other.is_empty() {
            let why = meet(base, file, &mine, &other, old).or_else(|| {
                let is_alike = |key: &&Key| other.contains(key) && ours.0.get(key) == theirs.0.get(key);
                let alike: Vec<&Key> = mine.iter().filter(is_alike).collect();
                let is_new = |key: &&Key| !alike.contains(key) && base.0.contains_key(key) != facts.0.contains_key(key);
                let is_beside = mine.iter().chain(&other).any(|key| is_new(&key));
                (!alike.is_empty() && is_beside).then_some(Neighbours::Alike)
            });
            let contradicts = contradictions.iter().any(|one: &Contradiction| one.key.file == file);
            apart += usize::from(why.is_none() && !contradicts);
            neighbours.extend(why.map(|why| (file.to_owned(), why)));
        }
    }
    Joined { facts, contradictions, neighbours, apart }
}

/// Whether the changes `mine` and `other` to `file` may stand on the same lines or on lines next to each other.
fn meet(base: &Facts, file: &str, mine: &[Key], other: &[Key], old: &BTreeSet<String>) -> Option<Neighbours> {
    if !base.has_file(file) {
        return Some(Neighbours::Begun);
    }
    let both = |is: &dyn Fn(&Key, &Key) -> bool| mine.iter().any(|a| other.iter().any(|b| is(a, b)));
    let list = |key: &Key| match &key.part {
        Part::Item(list, _) => Some(list.clone()),
        _ => None,
    };
    let scores: Vec<String> = base.scores(file).into_iter().map(|(week, _)| week).collect();
    let changed = |week: &String| {
        let is = |key: &Key| matches!(&key.part, Part::Score(other) if other == week);
        mine.iter().any(is) || other.iter().any(is)
    };
    let weeks = |a: &Key, b: &Key| match (&a.part, &b.part) {
        (Part::Score(a), Part::Score(b)) => {
            let (first, last) = (a.min(b), a.max(b));
            !scores.iter().any(|week| week > first && week < last && !changed(week))
        }
        _ => false,
    };
    // By hand, lines are put above the first line of a file and below it.
    let hand = |key: &Key| matches!(&key.part, Part::Comment(_)) || key.part == Part::Field(String::from("ticket"));
    let first = |key: &Key| matches!(&key.part, Part::Field(name) if name == "title" || name == "date");
    if both(&|a, b| list(a).is_some() && list(a) == list(b)) {
        Some(Neighbours::List)
    } else if both(&weeks) {
        Some(Neighbours::Weeks)
    } else if both(&|a, b| hand(a) && (hand(b) || first(b)) || first(a) && hand(b)) {
        Some(Neighbours::Hand)
    } else {
        old.contains(file).then_some(Neighbours::Old)
    }
}

/// What cannot hold at once in records that say `facts`, although no two people said different things of one fact.
pub(crate) fn disagreements(facts: &Facts) -> Vec<String> {
    let again = facts.0.iter().filter(|(key, said)| matches!(key.part, Part::Item(..)) && said.contains(AGAIN));
    let mut found: Vec<String> = again.map(|(key, _)| format!("{key} is said twice")).collect();
    for id in facts.engagements() {
        let file = format!("{id}/engagement.toml");
        let date = |name: &str| facts.field(&file, name).unwrap_or_default();
        if date("end") < date("start") {
            found.push(format!("{id} ends before it starts"));
        }
        let closed = facts.field(&file, "close").and_then(|close| part_of(close, "date"));
        if closed.is_some_and(|closed| closed < date("start")) {
            found.push(format!("{id} is closed before it starts"));
        }
        let engineers = facts.items(&file, "engineers");
        if engineers.iter().any(|(name, _)| facts.field(&file, "advisor") == Some(name)) {
            found.push(format!("the advisor of {id} is an engineer"));
        }
        for goal in facts.names(&format!("{id}/goals")) {
            let file = format!("{id}/goals/{goal}.toml");
            let (from, to) = (facts.get(&field(&file, "baseline")), facts.get(&field(&file, "target")));
            if from.is_some() && from == to {
                found.push(format!("{goal} ends where it begins"));
            }
            let measure = facts.field(&file, "measure").unwrap_or_default();
            let fits = |(_, said): &(String, String)| measures(measure, part_of(said, "value").unwrap_or_default());
            if !facts.scores(&file).iter().all(fits) {
                found.push(format!("{goal} has a score that is none of a {measure}"));
            }
        }
        tasks(facts, &id, "next", &["done", "dropped"], &mut found);
        tasks(facts, &id, "blockers", &["cleared"], &mut found);
        answers(facts, &id, &mut found);
    }
    found
}

/// Whether `value` can be the score of a goal with this measure.
fn measures(measure: &str, value: &str) -> bool {
    match measure {
        "milestone" => value.parse::<bool>().is_ok(),
        "rating" => value.parse::<f64>().is_ok_and(|number| (0.0..=1.0).contains(&number)),
        _ => value.parse::<f64>().is_ok(),
    }
}

/// Actions, or blockers: settled in two ways, settled and never raised, raised twice at once and not alike.
fn tasks(facts: &Facts, id: &str, raised: &str, settled: &[&str], found: &mut Vec<String>) {
    let mut weeks = facts.names(&format!("{id}/retros"));
    weeks.retain(|week| week != "project");
    let mut open: BTreeMap<String, String> = BTreeMap::new();
    let mut all: BTreeSet<String> = BTreeSet::new();
    let mut ends: BTreeMap<String, &str> = BTreeMap::new();
    for week in weeks {
        let file = format!("{id}/retros/{week}.toml");
        for (task, says) in facts.items(&file, raised) {
            if open.get(&task).is_some_and(|other| *other != says) {
                found.push(format!("{task} is raised twice, and not alike"));
            }
            ends.remove(&task);
            all.insert(task.clone());
            open.insert(task, says);
        }
        for way in settled {
            for (task, _) in facts.items(&file, way) {
                if !all.contains(&task) {
                    found.push(format!("{task} is settled in {week} and was never raised"));
                }
                if ends.insert(task.clone(), way).is_some_and(|before| before != *way) {
                    found.push(format!("{task} is settled in two ways"));
                }
                open.remove(&task);
            }
        }
    }
}

/// The same answer of an export in two rounds. The name of an imported answer follows from what it says.
fn answers(facts: &Facts, id: &str, found: &mut Vec<String>) {
    let folder = format!("{id}/nps/");
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for key in facts.0.keys().filter(|key| key.part == Part::Record) {
        let Some((round, name)) = key.file.strip_prefix(&folder).and_then(|rest| rest.split_once('/')) else {
            continue;
        };
        let before = seen.insert(name.to_owned(), round.to_owned());
        if let Some(before) = before.filter(|_| name != "survey.toml") {
            found.push(format!("answer {name} of {id} is in the rounds {before} and {round}"));
        }
    }
}
