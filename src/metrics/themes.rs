//! What came up again and again in the retros of an engagement.
//!
//! Honest and simple: a theme is a word that was said in several weeks, with the weeks and an example. It says where to
//! look and judges nothing. Names of people are no themes, and neither is what the whole engagement is about: what its title
//! says, and what stands in most of all that was said.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::carry::{Carried, blockers};
use super::stop_words::is_stop_word;
use crate::model::{EngagementRecord, FailureMode, Retro, Week};

/// How many weeks make something a theme.
const SEVERAL: usize = 2;

/// How many weeks a blocker must last to be one.
const LASTING_WEEKS: i64 = 2;

/// At most so many words of a column are themes: those of the most weeks.
const MOST: usize = 3;

/// From so many items on, a word that stands in most of them is what the engagement is about.
const MANY_ITEMS: usize = 6;

/// What came up again and again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Themes<'a> {
    /// The failure modes that were seen in several weeks, with the weeks.
    pub failure_modes: Vec<(FailureMode, Vec<Week>)>,
    /// The blockers that lasted, oldest first.
    pub blockers: Vec<Carried<'a>>,
    /// Words that came up again among what went poorly.
    pub poorly: Vec<Theme<'a>>,
    /// Words that came up again among what went well.
    pub well: Vec<Theme<'a>>,
}

/// A word that was said in several weeks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme<'a> {
    /// The word, in lower case, as it was said last.
    pub word: String,
    /// The weeks, oldest first; two or more.
    pub weeks: Vec<Week>,
    /// What was said the last time.
    pub example: &'a str,
}

impl Themes<'_> {
    /// Whether nothing came up again.
    pub fn is_empty(&self) -> bool {
        self.failure_modes.is_empty() && self.blockers.is_empty() && self.poorly.is_empty() && self.well.is_empty()
    }
}

/// What came up again and again in the retros of `record`, seen from the week `now`.
pub fn themes(record: &EngagementRecord, now: Week) -> Themes<'_> {
    let retros = &record.retros;
    let mut known = expected_words(record);
    known.extend(everywhere(retros));
    let lasts = |blocker: &Carried<'_>| blocker.settled.unwrap_or(now).since(blocker.since) >= LASTING_WEEKS;
    Themes {
        failure_modes: failure_modes(retros),
        blockers: blockers(retros).into_iter().filter(lasts).collect(),
        poorly: words_again(retros, &known, |retro| &retro.went_poorly),
        well: words_again(retros, &known, |retro| &retro.went_well),
    }
}

fn failure_modes(retros: &[Retro]) -> Vec<(FailureMode, Vec<Week>)> {
    let mut weeks: BTreeMap<FailureMode, BTreeSet<Week>> = BTreeMap::new();
    for retro in retros {
        for mode in &retro.failure_modes {
            weeks.entry(*mode).or_default().insert(retro.week);
        }
    }
    let modes = weeks.into_iter().filter(|(_, weeks)| weeks.len() >= SEVERAL);
    modes.map(|(mode, weeks)| (mode, weeks.into_iter().collect())).collect()
}

/// A text of a column, by its week and its place in it.
type At = (Week, usize);

/// The words that were said in several weeks in a column, those of the most weeks first. Of words that were only said
/// together, the first in the alphabet stands for all.
fn words_again<'a>(
    retros: &'a [Retro],
    known: &HashSet<String>,
    column: impl Fn(&'a Retro) -> &'a [String],
) -> Vec<Theme<'a>> {
    let mut said: BTreeMap<String, (BTreeSet<At>, Theme<'a>)> = BTreeMap::new();
    for retro in retros {
        for (place, text) in column(retro).iter().enumerate() {
            for (root, word) in significant(text, known) {
                let theme = || (BTreeSet::new(), Theme { word: String::new(), weeks: Vec::new(), example: text });
                let (places, theme) = said.entry(root).or_insert_with(theme);
                places.insert((retro.week, place));
                theme.word = word;
                theme.example = text;
                if theme.weeks.last() != Some(&retro.week) {
                    theme.weeks.push(retro.week);
                }
            }
        }
    }
    let mut again: Vec<_> = said.into_values().filter(|(_, theme)| theme.weeks.len() >= SEVERAL).collect();
    again.sort_by_key(|(_, theme)| std::cmp::Reverse(theme.weeks.len()));
    let mut chosen: Vec<(BTreeSet<At>, Theme<'a>)> = Vec::new();
    for (places, theme) in again {
        if chosen.len() < MOST && !chosen.iter().any(|(others, _)| places.is_subset(others)) {
            chosen.push((places, theme));
        }
    }
    chosen.into_iter().map(|(_, theme)| theme).collect()
}

/// The words of a text that mean something by themselves: the root by which they are compared, and the word.
fn significant(text: &str, known: &HashSet<String>) -> Vec<(String, String)> {
    let is_acronym = |word: &str| word.chars().count() >= 2 && word.chars().all(char::is_uppercase);
    let is_long = |word: &str| word.chars().count() >= 4 && word.chars().any(char::is_alphabetic);
    words(text)
        .filter(|word| is_long(word) || is_acronym(word))
        .map(str::to_lowercase)
        .filter(|word| !is_stop_word(word))
        .map(|word| (root(&word).to_owned(), word))
        .filter(|(root, _)| !known.contains(root))
        .collect()
}

/// The words of a text as they are written, without `'s`; what a hyphen joins is one word.
fn words(text: &str) -> impl Iterator<Item = &str> {
    const INSIDE: [char; 4] = ['\'', '’', '-', '‑'];
    text.split(|c: char| !c.is_alphanumeric() && !INSIDE.contains(&c)).map(|word| {
        let word = word.trim_matches(INSIDE);
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
    })
}

/// A word without the ending of a plural, so that `trace` and `traces` are the same.
fn root(word: &str) -> &str {
    let stem = word.strip_suffix('s').filter(|stem| stem.len() >= 4 && !stem.ends_with(['s', 'u', 'i']));
    stem.unwrap_or(word)
}

/// The roots of the words that stand in most of all items, where there are many.
fn everywhere(retros: &[Retro]) -> HashSet<String> {
    let items: Vec<&String> =
        retros.iter().flat_map(|retro| retro.went_well.iter().chain(&retro.went_poorly)).collect();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for item in &items {
        let roots: HashSet<String> = significant(item, &HashSet::new()).into_iter().map(|(root, _)| root).collect();
        for root in roots {
            let count = counts.entry(root).or_default();
            *count = count.saturating_add(1);
        }
    }
    let most = |count: usize| items.len() >= MANY_ITEMS && count > items.len() / 2;
    counts.into_iter().filter(|(_, count)| most(*count)).map(|(root, _)| root).collect()
}

/// The roots of the words that say nothing new: those of the names of everybody whom the record names, and of what the
/// engagement is about.
fn expected_words(record: &EngagementRecord) -> HashSet<String> {
    let engagement = &record.engagement;
    let people = engagement.engineers.iter().chain(&engagement.advisor).chain(&engagement.people);
    let present = record.retros.iter().flat_map(|retro| &retro.present);
    let tasks = record.retros.iter().flat_map(|retro| retro.next.iter().chain(&retro.blockers));
    let owners = tasks.filter_map(|task| task.owner.as_ref());
    let subject = [Some(&engagement.title), engagement.practice.as_ref(), engagement.host.as_ref()];
    let all = people.map(|person| &person.name).chain(present).chain(owners).chain(subject.into_iter().flatten());
    all.flat_map(|text| words(text)).map(|word| root(&word.to_lowercase()).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::{Engagement, Task};

    fn week(number: u32) -> Week {
        Week::new(2026, number).unwrap()
    }

    fn record(retros: Vec<Retro>) -> EngagementRecord {
        let day = NaiveDate::default();
        let mut engagement =
            Engagement::new("checkout".parse().unwrap(), String::from("Contracts for Checkout"), day, day);
        engagement.people = vec!["Sofía Marín".parse().unwrap()];
        EngagementRecord { retros, ..EngagementRecord::new(engagement) }
    }

    fn poorly(number: u32, texts: &[&str]) -> Retro {
        let went_poorly = texts.iter().map(|text| (*text).to_owned()).collect();
        Retro { went_poorly, ..Retro::new(week(number)) }
    }

    fn again(retros: Vec<Retro>) -> Vec<(String, Vec<u32>, String)> {
        let record = record(retros);
        let tell = |theme: &Theme<'_>| {
            let weeks = theme.weeks.iter().map(|week| week.number()).collect();
            (theme.word.clone(), weeks, theme.example.to_owned())
        };
        themes(&record, week(50)).poorly.iter().map(tell).collect()
    }

    #[test]
    fn a_word_of_two_weeks_is_a_theme() {
        let retros = vec![
            poorly(1, &["Staging was down", "Nothing else"]),
            poorly(2, &["Lunch"]),
            poorly(3, &["The team's staging is shared"]),
        ];
        assert_eq!(again(retros), [("staging".to_owned(), vec![1, 3], "The team's staging is shared".to_owned())]);
        assert_eq!(again(vec![poorly(1, &["Staging", "staging again", "Staging!"])]), []);
    }

    #[test]
    fn small_words_names_and_numbers_are_none() {
        for (first, second) in [
            ("We were not there when it was needed", "There were things that we needed when it was late"),
            ("Sofía was away", "We missed Sofía's view"),
            ("1000 of 1000", "1000 again"),
            ("Contracts, contracts", "More contracts for Checkout"),
            ("One contract is there", "A contract broke"),
            ("a CD", "an cd"),
            ("the stand-up", "a stand at the fair"),
            ("This week the team had no time", "The team needed more time this week"),
            ("", "!"),
        ] {
            assert_eq!(again(vec![poorly(1, &[first]), poorly(2, &[second])]), [], "{first}");
        }
    }

    #[test]
    fn what_most_items_say_is_no_theme() {
        let all = ["the gate is red", "gates are slow", "the gate again", "a gate, and staging"];
        let (few, more) = (vec![poorly(1, &all[..2]), poorly(2, &all[2..3])], ["staging", "lunch"]);
        assert_eq!(again(few).len(), 1, "three items are too few to tell");
        let words = |retros| again(retros).into_iter().map(|at| at.0).collect::<Vec<_>>();
        let retros = vec![poorly(1, &all[..2]), poorly(2, &all[2..]), poorly(3, &more)];
        assert_eq!(words(retros), ["staging"], "four of six say gate");
        let half = vec![poorly(1, &all[..2]), poorly(2, &[all[2], "lunch", "rain", "hail"])];
        assert_eq!(words(half), ["gate"], "three of six are not most");
        let nearly_all = vec![poorly(1, &all), poorly(2, &all), poorly(3, &["lunch"])];
        assert_eq!(words(nearly_all), ["slow", "staging"], "eight of nine say gate");
    }

    #[test]
    fn case_plural_and_owner_do_not_matter_and_acronyms_count() {
        for (first, second, word) in [
            ("Traces get lost", "one TRACE more", "trace"),
            ("CI is slow", "again CI", "ci"),
            ("the gate’s message", "a message", "message"),
            ("late for the stand-up", "Stand-up too long", "stand-up"),
            ("テスト環境", "テスト環境", "テスト環境"),
        ] {
            let found = again(vec![poorly(1, &[first]), poorly(2, &[second])]);
            assert_eq!(found.first().map(|theme| theme.0.as_str()), Some(word), "{first}");
        }
    }

    #[test]
    fn only_the_ending_of_a_plural_goes() {
        for (word, stem) in [
            ("traces", "trace"),
            ("tests", "test"),
            ("logs", "logs"),
            ("gas", "gas"),
            ("class", "class"),
            ("status", "status"),
            ("axis", "axis"),
        ] {
            assert_eq!(root(word), stem);
        }
    }

    #[test]
    fn anything_that_came_up_again_is_something() {
        let blocker = Task { id: "a".parse().unwrap(), text: String::from("a"), owner: None };
        let blocked = Retro { blockers: vec![blocker], ..Retro::new(week(1)) };
        let seen = |number| Retro { failure_modes: vec![FailureMode::HardWork], ..Retro::new(week(number)) };
        let well = |number| Retro { went_well: vec![String::from("Lunch")], ..Retro::new(week(number)) };
        for (retros, is_empty) in [
            (vec![], true),
            (vec![poorly(1, &["Lunch"])], true),
            (vec![poorly(1, &["Lunch"]), poorly(2, &["Lunch"])], false),
            (vec![well(1), well(2)], false),
            (vec![seen(1), seen(2)], false),
            (vec![blocked], false),
        ] {
            assert_eq!(themes(&record(retros.clone()), week(4)).is_empty(), is_empty, "{retros:?}");
        }
    }

    #[test]
    fn words_said_together_are_one_theme_and_there_are_few() {
        let together = ["The security review waits", "Still no security review"];
        let found = again(vec![poorly(1, &together[..1]), poorly(2, &together[1..])]);
        assert_eq!(found.len(), 1, "{found:?}");
        let many = ["alpha", "bravo", "charlie", "delta", "echoes", "foxtrot"];
        let found = again(vec![poorly(1, &many), poorly(2, &many), poorly(3, &["foxtrot"])]);
        let words: Vec<&str> = found.iter().map(|theme| theme.0.as_str()).collect();
        assert_eq!(words, ["foxtrot", "alpha", "bravo"]);
    }

    #[test]
    fn failure_modes_and_blockers_need_weeks() {
        let blocker = |id: &str| Task { id: id.parse().unwrap(), text: id.to_owned(), owner: None };
        let mut first = poorly(1, &[]);
        first.failure_modes = vec![FailureMode::SmallTeam, FailureMode::HardWork];
        first.blockers = vec![blocker("short"), blocker("long"), blocker("open")];
        let mut second = poorly(2, &[]);
        second.failure_modes = vec![FailureMode::HardWork, FailureMode::HardWork];
        second.cleared = vec!["short".parse().unwrap()];
        let mut third = poorly(3, &[]);
        third.cleared = vec!["long".parse().unwrap()];
        let record = record(vec![first, second, third]);
        let lasting = |now: u32| -> Vec<String> {
            themes(&record, week(now)).blockers.iter().map(|blocker| blocker.task.id.to_string()).collect()
        };
        assert_eq!(themes(&record, week(3)).failure_modes, [(FailureMode::HardWork, vec![week(1), week(2)])]);
        assert_eq!(lasting(3), ["long", "open"]);
        assert!(!themes(&record, week(3)).is_empty());
        assert!(themes(&EngagementRecord::new(record.engagement.clone()), week(3)).is_empty());
    }
}
