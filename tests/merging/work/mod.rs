//! What one person does: a command or an edit by hand, chosen at random among those that make sense, with what it says.

mod after;
mod engagements;
mod goals;
mod meetings;
mod surveys;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::facts::{Facts, Key, Part, field, item, key};
pub(crate) use surveys::EXPORTS;

/// The people who are named: engineers, advisors, members of a team.
const PEOPLE: [&str; 7] =
    ["Ana", "Lee Novak", "Mira Okafor <mira@example.org>", "Bo", "Sofía Marín", "林美玲", "Jo Berg"];

/// The weeks that are recorded, each with its Thursday and Friday.
const WEEKS: [(&str, [&str; 2]); 5] = [
    ("2026-W43", ["2026-10-22", "2026-10-23"]),
    ("2026-W44", ["2026-10-29", "2026-10-30"]),
    ("2026-W45", ["2026-11-05", "2026-11-06"]),
    ("2026-W46", ["2026-11-12", "2026-11-13"]),
    ("2026-W47", ["2026-11-19", "2026-11-20"]),
];

/// What a step says of a fact.
#[derive(Debug)]
pub(crate) enum Claim {
    /// From now on the fact is this, or is not there.
    Is(Key, Option<String>),
    /// An item of a list that was not there, with these fields; its id is made by the program.
    New { file: String, list: &'static str, fields: Vec<(&'static str, String)> },
    /// A file in this folder that was not there, with these fields; its name is made by the program.
    File { folder: String, fields: Vec<(&'static str, String)> },
}

/// How a step is done.
#[derive(Debug)]
pub(crate) enum Deed {
    /// With this command.
    Command(Vec<String>),
    /// With an editor: this line is put above the first line of the file, or below it.
    Line { file: String, line: String, above: bool },
}

/// One thing that one person does.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) deed: Deed,
    pub(crate) claims: Vec<Claim>,
    /// Facts that the program may settle by itself on this occasion.
    pub(crate) settled: Vec<Key>,
}

impl Step {
    fn command<S: AsRef<str>>(words: &[S]) -> Self {
        let words = words.iter().map(|word| word.as_ref().to_owned()).collect();
        Self { deed: Deed::Command(words), claims: Vec::new(), settled: Vec::new() }
    }

    fn word(&mut self, word: impl Into<String>) {
        if let Deed::Command(words) = &mut self.deed {
            words.push(word.into());
        }
    }

    fn option(&mut self, name: &str, value: impl Into<String>) {
        // In one word, so that a value may begin with a dash.
        self.word(format!("{name}={}", value.into()));
    }

    fn says(&mut self, key: Key, value: impl Into<String>) {
        self.claims.push(Claim::Is(key, Some(value.into())));
    }

    fn takes_away(&mut self, key: Key) {
        self.claims.push(Claim::Is(key, None));
    }

    /// What it does, for the story of a run.
    pub(crate) fn told(&self) -> String {
        match &self.deed {
            Deed::Command(words) => {
                format!("auxeng {words:?}")
            }
            Deed::Line { file, line, above } => format!("by hand in {file}, above {above}: {line}"),
        }
    }
}

/// What most of the work of a run is about, so that people meet in the same records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Engagement,
    Goals,
    Meeting,
    Anything,
}

/// What somebody can do to an engagement.
type Work = fn(&mut Person<'_>, &str) -> Option<Step>;

/// What there is to do, and how often it is done where the work is about each of [`Topic::ALL`].
const WORK: [(Work, [u32; 4]); 16] = [
    (|person, id| person.edit(id), [85, 0, 0, 11]),
    (|person, id| person.close(id), [15, 0, 0, 2]),
    (|person, id| person.score(id), [0, 30, 0, 20]),
    (|person, id| person.edit_goal(id), [0, 50, 0, 6]),
    (|person, id| person.drop_goal(id), [0, 20, 0, 4]),
    (|person, id| person.retro(id), [0, 0, 70, 20]),
    (|person, id| person.replace_retro(id), [0, 0, 0, 4]),
    (|person, id| person.project_retro(id), [0, 0, 15, 5]),
    (|person, id| person.send_notes(id), [0, 0, 15, 3]),
    (|person, id| person.add_goal(id), [0, 0, 0, 6]),
    (|person, id| person.milestone(id), [0, 0, 0, 3]),
    (|person, id| person.champion(id), [0, 0, 0, 6]),
    (|person, id| person.check_in(id), [0, 0, 0, 20]),
    (|person, id| person.answer(id), [0, 0, 0, 5]),
    (|person, id| person.import(id), [0, 0, 0, 3]),
    (|person, _| if person.random.bool() { person.open() } else { person.write_by_hand() }, [0, 0, 0, 8]),
];

impl Topic {
    pub(crate) const ALL: [Self; 4] = [Self::Engagement, Self::Goals, Self::Meeting, Self::Anything];
}

/// Somebody at work, who knows what the store on this machine says.
pub(crate) struct Person<'a> {
    pub(crate) random: &'a mut fastrand::Rng,
    pub(crate) facts: &'a Facts,
    pub(crate) topic: Topic,
    /// The day that counts as today.
    pub(crate) today: &'a str,
    /// A folder with exports of surveys.
    pub(crate) exports: &'a str,
    /// What makes texts of this person different from all others.
    pub(crate) count: &'a mut usize,
    pub(crate) name: usize,
}

impl Person<'_> {
    /// Something to do; `None` where what was chosen makes no sense just now.
    pub(crate) fn step(&mut self) -> Option<Step> {
        let id = self.engagement()?;
        let topic = if self.chance(60) { self.topic } else { Topic::Anything };
        let weight = |weights: &[u32; 4]| weights[topic as usize];
        let mut left = self.number(0..WORK.iter().map(|(_, weights)| weight(weights)).sum());
        let chosen = WORK.iter().find(|(_, weights)| {
            let is_it = left < weight(weights);
            left = left.saturating_sub(weight(weights));
            is_it
        });
        chosen.and_then(|(work, _)| work(self, &id))
    }

    /// One of a few; the first engagement is the one at which most work is done.
    fn engagement(&mut self) -> Option<String> {
        let ids = self.facts.engagements();
        if self.random.u8(0..3) > 0 { ids.first().cloned() } else { self.one_of(&ids).cloned() }
    }

    /// Whether the engagement was closed before the weeks that are recorded, so that nothing more is said of them.
    fn is_over(&self, id: &str) -> bool {
        let close = self.facts.field(&format!("{id}/engagement.toml"), "close");
        close.and_then(|close| crate::facts::part_of(close, "date")).is_some_and(|date| date < "2026-10-20")
    }

    fn one_of<'t, T>(&mut self, items: &'t [T]) -> Option<&'t T> {
        (!items.is_empty()).then(|| &items[self.random.usize(0..items.len())])
    }

    fn chance(&mut self, percent: u8) -> bool {
        self.random.u8(0..100) < percent
    }

    fn number(&mut self, range: Range<u32>) -> u32 {
        self.random.u32(range)
    }

    fn person(&mut self) -> String {
        PEOPLE[self.random.usize(0..PEOPLE.len())].to_owned()
    }

    /// A text that nobody else writes, with what could be taken for something else in it; rarely one that all write.
    fn text(&mut self, about: &str) -> String {
        const ODD: [&str; 8] =
            ["", "", "", " # no comment", " \"said\" 'so'", " [[next]]", " <<<<<<< HEAD", " = \\ ü 林 🎉"];
        if self.chance(10) {
            return format!("{about} that everybody has seen");
        }
        *self.count += 1;
        let odd = ODD[self.random.usize(0..ODD.len())];
        format!("{about} {}{}{odd}", ["a", "b", "c", "s"][self.name], self.count)
    }

    /// A text of one line or several.
    fn long_text(&mut self, about: &str) -> String {
        let first = self.text(about);
        if self.chance(25) { format!("{first}\n=======\n\nmore # of it\n\"\"\"") } else { first }
    }

    /// A comment or a field that no program knows, in a file chosen at random.
    fn write_by_hand(&mut self) -> Option<Step> {
        let records = self.facts.0.keys().filter(|key| key.part == Part::Record && key.file != "auxeng.toml");
        let mut files: Vec<String> = records.map(|key| key.file.clone()).collect();
        // The first line of the others is that of a title or a date.
        files.retain(|file| {
            !file.contains("/nps/") && (file.contains("/retros/") || self.facts.field(file, "title").is_some())
        });
        let file = self.one_of(&files)?.clone();
        *self.count += 1;
        let mark = format!("{}{}", ["a", "b", "c", "s"][self.name], self.count);
        let above = self.random.bool();
        let ticket = field(&file, "ticket");
        let (line, claimed) = if above {
            (format!("# by hand {mark}"), key(&file, Part::Comment(format!("# by hand {mark}"))))
        } else if self.facts.get(&ticket).is_some()
            || self.facts.field(&file, "date").is_none() && file.contains("/retros/")
        {
            return None;
        } else {
            (format!("ticket = \"{mark}\""), ticket)
        };
        let said = if above { String::new() } else { mark };
        let claims = vec![Claim::Is(claimed, Some(said))];
        Some(Step { deed: Deed::Line { file, line, above }, claims, settled: Vec::new() })
    }
}

/// The week of the name `week`, with its Thursday and Friday.
fn days_of(week: &str) -> [&'static str; 2] {
    WEEKS.iter().find(|(name, _)| *name == week).expect("a recorded week").1
}

/// The fields of a table, as facts say them.
fn table(fields: &[(&'static str, String)]) -> String {
    crate::facts::fields(&fields.iter().map(|(name, value)| (*name, value.clone())).collect::<BTreeMap<_, _>>())
}

fn list_item(file: &str, list: &str, text: &str) -> Key {
    item(file, list, text)
}
