//! Which heading stands for which section: the usual variants, and those of the store's settings.
//!
//! Two headings are the same when their keys are: the letters and digits in lower case, without
//! emphasis, emoji, punctuation, apostrophes or numbering.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::takeaways;
use super::usual::usual_names;
use super::{Section, Topic};
use crate::model::{About, Headings};

/// No variant is longer, in bytes of source; what is longer is not looked at.
pub(super) const LONGEST: usize = 200;

/// Words at the end of a heading that do not change its meaning. "Last week" does, for actions, and
/// is not here.
const ENDINGS: &str = "this week, this time, this sprint, this iteration, today, so far, \
    for next week, for the next week, for next time, for next sprint";

/// Words at the start of a heading that do not change its meaning.
const BEGINNINGS: &str = "the, our, team";

/// A line that serves as a heading although Markdown does not make it one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineHeading {
    /// The text without the marks that make it a heading.
    pub title: String,
    pub section: Section,
    /// Whether the text alone shows that a heading was meant, even in the middle of a paragraph.
    pub certain: bool,
}

/// All headings that stand for a section.
pub(super) struct Known {
    sections: HashMap<String, Section>,
    /// Whether the names of topics stand for nothing else, whatever the settings say.
    topics_win: bool,
}

impl Known {
    /// The usual names and `headings`. The first section that claims a name gets it, the settings
    /// before the usual ones.
    pub(super) fn new(headings: &Headings) -> Self {
        Self::with_fixed(&[], headings)
    }

    /// As [`Known::new`], with names that nothing else can claim; where there are any, the topics have theirs, too.
    pub(super) fn with_fixed(fixed: &[(Section, &str)], headings: &Headings) -> Self {
        let own = [
            (Section::WentWell, &headings.went_well),
            (Section::WentPoorly, &headings.went_poorly),
            (Section::Next, &headings.next),
            (Section::Present, &headings.present),
            (Section::Blockers, &headings.blockers),
        ];
        let mut sections: HashMap<_, _> = fixed.iter().map(|(section, name)| (key(name), *section)).collect();
        for (section, names) in own {
            for name in names {
                sections.entry(key(&plain(name))).or_insert(section);
            }
        }
        sections.remove("");
        for (section, name) in usual_names() {
            sections.entry(name.to_owned()).or_insert(section);
        }
        Self { sections, topics_win: !fixed.is_empty() }
    }

    /// The names of a project retro: those of a weekly one, and those of takeaways.
    pub(super) fn of_project(headings: &Headings) -> Self {
        let mut known = Self::new(headings);
        let own = headings.takeaways.iter().map(|name| (key(&plain(name)), Section::Takeaways(About::Engagement)));
        for (name, section) in own.chain(takeaways::headings()).filter(|(name, _)| !name.is_empty()) {
            known.sections.entry(name).or_insert(section);
        }
        known
    }

    /// The section that a heading stands for. A heading of several names ("Good / keep doing")
    /// stands for a section when all of them do.
    pub(super) fn section(&self, title: &str) -> Option<Section> {
        if title.len() > LONGEST {
            return None;
        }
        let title = plain(title);
        if self.topics_win && Topic::of_key(&key(&title)).is_some() {
            return None;
        }
        self.lookup(&key(&title)).or_else(|| {
            let spaced = title.replace(" and ", "/").replace(" - ", "/");
            let mut sections = spaced
                .split(['/', '|', '&', '+', ',', '(', ')', '–', '—'])
                .map(key)
                .filter(|part| part.chars().any(char::is_alphabetic))
                .map(|part| self.lookup(&part));
            let first = sections.next()?;
            sections.all(|other| other == first).then_some(first)?
        })
    }

    /// The topic that a heading names which stands for no section.
    pub(super) fn topic(&self, title: &str) -> Option<Topic> {
        let named = || Topic::of_key(&key(&plain(title)));
        if title.len() > LONGEST || self.section(title).is_some() { None } else { named() }
    }

    /// The known heading that a line is by itself: bold text, or text that ends in a colon.
    pub(super) fn of_line(&self, line: &str) -> Option<LineHeading> {
        let line = line.trim();
        let bold = unbold(line);
        let title = match bold {
            Some(inner) => without_colon(inner).unwrap_or(inner),
            None => without_colon(line)?,
        };
        let section = self.section(title)?;
        Some(LineHeading { title: title.to_owned(), section, certain: bold.is_some() || has_capital(title) })
    }

    /// The section of a key, with and without the words that do not change its meaning.
    fn lookup(&self, key: &str) -> Option<Section> {
        let shorter = ENDINGS.split(", ").find_map(|ending| key.strip_suffix(ending)?.strip_suffix(' '));
        [Some(key), shorter].into_iter().flatten().find_map(|key| {
            let rest = BEGINNINGS.split(", ").find_map(|word| key.strip_prefix(word)?.strip_prefix(' '));
            [Some(key), rest].into_iter().flatten().find_map(|key| self.sections.get(key).copied())
        })
    }
}

/// Whether the first letter is a capital, or of a script that has none.
pub(super) fn has_capital(title: &str) -> bool {
    title.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
}

/// The text inside bold marks that enclose the whole line, a colon after them aside.
pub(super) fn unbold(line: &str) -> Option<&str> {
    let line = without_colon(line).unwrap_or(line);
    ["**", "__"].into_iter().find_map(|mark| {
        let inner = line.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.contains(mark)).then(|| inner.trim())
    })
}

/// The text before a colon at the end, if there is one.
pub(super) fn without_colon(text: &str) -> Option<&str> {
    text.strip_suffix([':', '：']).map(str::trim_end)
}

/// The words of a heading as a reader sees them: no emphasis, link targets, images, numbering, HTML
/// or shortcodes.
pub(super) fn plain(title: &str) -> String {
    let mut words = String::new();
    let mut images = 0_usize;
    for event in Parser::new(title) {
        match event {
            Event::Start(Tag::Image { .. }) => images = images.saturating_add(1),
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if images == 0 => words.push_str(&text),
            _ => {}
        }
    }
    let shortcode = |word: &&str| word.starts_with(':') && word.ends_with(':');
    words.split_whitespace().filter(|word| !shortcode(word)).collect::<Vec<_>>().join(" ")
}

/// What two spellings of a heading have in common. For a heading of symbols only (an emoji) it is
/// these symbols.
pub(super) fn key(title: &str) -> String {
    let mut letters = String::new();
    for c in title.chars() {
        match c {
            '\'' | '’' | '‘' | 'ʼ' | '`' | '´' => {}
            '&' => letters.push_str(" and "),
            c if c.is_alphanumeric() => letters.extend(c.to_lowercase()),
            _ => letters.push(' '),
        }
    }
    let words: Vec<&str> = letters.split_whitespace().skip_while(|word| word.chars().all(char::is_numeric)).collect();
    if words.is_empty() { title.trim().to_owned() } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        Known::new(&Headings::default())
    }

    #[test]
    fn the_usual_variants_are_known() {
        use Section::{Blockers, Next, Present, WentPoorly, WentWell};
        for (titles, section) in [
            ("Went well; WENT WELL!; What went well?; good; Keep doing; Liked", WentWell),
            ("To improve; Went poorly; Didn't go well; What didn’t go well?", WentPoorly),
            ("What could be better; Needs improvement; Bad; Stop", WentPoorly),
            ("Action items; Actions:; Next steps; Do next time; Next time", Next),
            ("To-do; TODOs; Try", Next),
            ("Present; Attendees; Participants; Who was there?", Present),
            ("Blockers; Blocked by; Impediments", Blockers),
        ] {
            for title in titles.split("; ") {
                assert_eq!(known().section(title), Some(section), "{title}");
            }
        }
    }

    #[test]
    fn the_usual_names_are_keys() {
        for (_, name) in usual_names() {
            assert_eq!(key(&plain(name)), name);
        }
    }

    #[test]
    fn decoration_does_not_matter() {
        for title in [
            "🎉 Went well",
            ":tada: Went well",
            "1. Went well",
            "2) Went well",
            "3 Went well",
            "1️⃣ Went well",
            "**Went** _well_",
            "`Went well`",
            "[Went well](#went-well)",
            "![a rose](rose.png) Went well",
            "<a id=\"w\"></a>Went well",
            "— Went  well —",
            "Went well (3)",
            "Went well &#128512;",
        ] {
            assert_eq!(known().section(title), Some(Section::WentWell), "{title}");
        }
    }

    #[test]
    fn words_that_add_nothing_are_dropped() {
        for (title, section) in [
            ("What went well this week?", Section::WentWell),
            ("Our actions", Section::Next),
            ("The actions for next week", Section::Next),
        ] {
            assert_eq!(known().section(title), Some(section), "{title}");
        }
    }

    #[test]
    fn several_names_must_agree() {
        let known = known();
        for title in
            ["Good / keep doing", "What went well (keep doing)", "Liked & loved", "Wins and highlights", "Good - keep"]
        {
            assert_eq!(known.section(title), Some(Section::WentWell), "{title}");
        }
        for title in ["Good and bad", "Blockers / risks", "Actions (last week)", "Actions - last week", "and", "/"] {
            assert_eq!(known.section(title), None, "{title}");
        }
    }

    #[test]
    fn other_headings_are_not_known() {
        for title in [
            "",
            "Kudos",
            "12 June",
            "Last week's actions",
            "Went well except Tuesday",
            "What went well and what did not",
            "42",
            "🎉",
        ] {
            assert_eq!(known().section(title), None, "{title}");
        }
        let padded = format!("Went well{}", "!".repeat(LONGEST - "Went well".len()));
        assert_eq!(known().section(&padded), Some(Section::WentWell));
        assert_eq!(known().section(&format!("{padded}!")), None);
    }

    #[test]
    fn the_settings_add_names_and_win() {
        let known = Known::new(&Headings {
            went_well: vec!["Was lief gut?".into(), "👍".into(), "Stop".into(), String::new()],
            next: vec!["良かったこと".into(), "Thanks & wishes".into()],
            went_poorly: vec!["Stop".into()],
            ..Headings::default()
        });
        for (title, section) in [
            ("WAS LIEF GUT", Some(Section::WentWell)),
            ("👍", Some(Section::WentWell)),
            ("👎", None),
            ("Stop", Some(Section::WentWell)),
            ("良かったこと：", Some(Section::Next)),
            ("Thanks and wishes", Some(Section::Next)),
            ("", None),
        ] {
            assert_eq!(known.section(title), section, "{title}");
        }
    }

    #[test]
    fn a_line_may_serve_as_a_heading() {
        let known = known();
        let heading = |line| known.of_line(line).map(|found| (found.title, found.certain));
        for (line, title, certain) in [
            ("**Went well**", "Went well", true),
            ("__went well__", "went well", true),
            ("**Went well:**", "Went well", true),
            ("**went well**:", "went well", true),
            ("  Went well:  ", "Went well", true),
            ("Went well：", "Went well", true),
            ("went well:", "went well", false),
            ("🎉 **Went well**:", "🎉 **Went well**", true),
        ] {
            assert_eq!(heading(line), Some((title.to_owned(), certain)), "{line}");
        }
        for line in [
            "Went well",
            "**Kudos**",
            "Kudos:",
            "**Good** and **bad**",
            "**Good** – **keep**",
            "*Went well*",
            "****",
            ":",
        ] {
            assert_eq!(heading(line), None, "{line}");
        }
    }
}
