//! What a store says, fact by fact, read from its files with a parser of TOML and nothing of the program.
//!
//! A fact is the smallest thing that one person says: the value of a field, an item of a list, the score of a week, the
//! close of an engagement, a comment. Where two people say different facts, both hold.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use toml::de::{DeTable, DeValue};

/// Which fact of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// That the file is there.
    Record,
    /// A field, or a table such as `[close]`, which is said as a whole.
    Field(String),
    /// An item of a list: a text, or of a table its id, else all of it.
    Item(String, String),
    /// The score of a week, or what a champion said on a day.
    Score(String),
    /// A comment.
    Comment(String),
}

/// A fact's place: the file from the root of the store, and which fact of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) file: String,
    pub(crate) part: Part,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.part {
            Part::Record => write!(f, "{}", self.file),
            Part::Field(name) => write!(f, "{}: {name}", self.file),
            Part::Item(list, item) => write!(f, "{}: {list}[{item}]", self.file),
            Part::Score(week) => write!(f, "{}: {week}", self.file),
            Part::Comment(text) => write!(f, "{}: {text}", self.file),
        }
    }
}

pub(crate) fn key(file: &str, part: Part) -> Key {
    Key { file: file.to_owned(), part }
}

pub(crate) fn field(file: &str, name: &str) -> Key {
    key(file, Part::Field(name.to_owned()))
}

pub(crate) fn item(file: &str, list: &str, item: &str) -> Key {
    key(file, Part::Item(list.to_owned(), item.to_owned()))
}

/// Stands between what an item says and what it says the second time that it stands in its list.
pub(crate) const AGAIN: &str = " AND AGAIN ";

/// The facts of a store with what each says. An item that stands in its list twice says so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts(pub(crate) BTreeMap<Key, String>);

impl Facts {
    /// Reads every record below `root`, all of which are sound.
    pub(crate) fn read(root: &Path) -> Self {
        Self::try_read(root).unwrap_or_else(|(file, told)| panic!("{file}: {told}"))
    }

    /// Reads every record below `root`; else the first that is no TOML, and why.
    pub(crate) fn try_read(root: &Path) -> Result<Self, (String, String)> {
        let mut facts = Self::default();
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder can be listed") {
                let path = entry.expect("the entry can be read").path();
                let name = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
                if name.starts_with(".git") {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "toml") {
                    let text = fs::read_to_string(&path).expect("a record is text");
                    facts.add_file(&name, &text).map_err(|told| (name, told))?;
                }
            }
        }
        Ok(facts)
    }

    fn add_file(&mut self, file: &str, text: &str) -> Result<(), String> {
        let table = DeTable::parse(text).map_err(|error| format!("{error}\n{text}"))?;
        self.add(key(file, Part::Record), String::new());
        for (name, value) in table.get_ref() {
            let name: &str = name.get_ref();
            match value.get_ref() {
                DeValue::Table(scores) if matches!(name, "scores" | "talks") => {
                    for (week, score) in scores {
                        self.add(key(file, Part::Score(week.get_ref().to_string())), show(score.get_ref()));
                    }
                }
                DeValue::Array(items) => {
                    for one in items {
                        let shown = show(one.get_ref());
                        let id = one.get_ref().as_table().and_then(|table| table.get("id")?.get_ref().as_str());
                        self.add(item(file, name, id.unwrap_or(&shown)), shown.clone());
                    }
                }
                DeValue::String(text) if text.trim().is_empty() => {}
                value => self.add(field(file, name), show(value)),
            }
        }
        for line in text.lines().map(str::trim).filter(|line| line.starts_with('#')) {
            self.add(key(file, Part::Comment(line.to_owned())), String::new());
        }
        Ok(())
    }

    fn add(&mut self, key: Key, said: String) {
        let there = self.0.entry(key);
        there.and_modify(|there| *there = format!("{there}{AGAIN}{said}")).or_insert(said);
    }

    pub(crate) fn get(&self, key: &Key) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    pub(crate) fn field(&self, file: &str, name: &str) -> Option<&str> {
        self.get(&field(file, name))
    }

    pub(crate) fn has_file(&self, file: &str) -> bool {
        self.0.contains_key(&key(file, Part::Record))
    }

    /// The files below `folder`, with what stands before `.toml` in their names.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let files = self.0.keys().filter(|key| key.part == Part::Record).map(|key| key.file.as_str());
        let below = files.filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/')?.strip_suffix(".toml"));
        below.filter(|name| !name.contains('/')).map(str::to_owned).collect()
    }

    /// The ids of the engagements.
    pub(crate) fn engagements(&self) -> Vec<String> {
        let files = self.0.keys().filter(|key| key.part == Part::Record).map(|key| key.file.as_str());
        files.filter_map(|file| file.strip_suffix("/engagement.toml")).map(str::to_owned).collect()
    }

    /// The items of a list: their names, and what they say.
    pub(crate) fn items(&self, file: &str, list: &str) -> Vec<(String, String)> {
        let of_list = |(key, said): (&Key, &String)| match &key.part {
            Part::Item(name, item) if name == list && key.file == file => Some((item.clone(), said.clone())),
            _ => None,
        };
        self.0.iter().filter_map(of_list).collect()
    }

    /// The weeks of the scores of a goal.
    pub(crate) fn scores(&self, file: &str) -> Vec<(String, String)> {
        let of_file = |(key, said): (&Key, &String)| match &key.part {
            Part::Score(week) if key.file == file => Some((week.clone(), said.clone())),
            _ => None,
        };
        self.0.iter().filter_map(of_file).collect()
    }

    /// The facts that are not the same in both.
    pub(crate) fn differences(&self, other: &Self) -> BTreeSet<Key> {
        let keys = self.0.keys().chain(other.0.keys());
        keys.filter(|key| self.0.get(key) != other.0.get(key)).cloned().collect()
    }

    /// What is not the same in both, in words.
    pub(crate) fn tell_differences(&self, other: &Self) -> String {
        let line = |key: &Key| format!("  {key}: {:?} and not {:?}", self.0.get(key), other.0.get(key));
        self.differences(other).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A value as text; numbers that are the same look the same.
pub(crate) fn show(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().replace('_', ""),
        DeValue::Float(number) => number.as_str().parse::<f64>().expect("a float is a number").to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(datetime) => datetime.to_string(),
        DeValue::Array(items) => format!("{:?}", items.iter().map(|item| show(item.get_ref())).collect::<Vec<_>>()),
        DeValue::Table(table) => {
            let pairs: BTreeMap<_, _> =
                table.iter().map(|(key, value)| (key.get_ref().to_string(), show(value.get_ref()))).collect();
            fields(&pairs)
        }
    }
}

/// The fields of a table as [`show`] writes them.
pub(crate) fn fields<K: fmt::Display, V: fmt::Display>(pairs: &BTreeMap<K, V>) -> String {
    pairs.iter().map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(" | ")
}

/// The value of a field in what [`show`] wrote of a table.
pub(crate) fn part_of<'a>(shown: &'a str, name: &str) -> Option<&'a str> {
    shown.split(" | ").find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}
