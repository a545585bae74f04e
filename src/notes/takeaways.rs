//! What the notes of a project retro take away: about this engagement, or about engagements in general.
//!
//! People say which of the two in many places: in the heading ("Lessons learned in general"), in a heading or a line
//! below it ("This engagement:"), or in front of an item ("In general: ask first").

use super::Section;
use super::blocks::list_marker;
use super::headings::key;
use crate::model::{About, Takeaway};

/// The names of the heading, in the form of a key. Without a label they stand for this engagement.
const HEADINGS: &str = "takeaways, takeaway, key takeaways, main takeaways, learnings, key learnings, lessons, \
    lessons learned, lessons learnt, key lessons, what we learned, what we learnt, what did we learn, \
    what have we learned, what we take away, what do we take away, what to take away";

/// The labels of each of the two, in the form of a key.
const LABELS: [(About, &str); 2] = [
    (About::Engagement, "this engagement, the engagement, our engagement, this project, the project"),
    (
        About::Engagements,
        "engagements in general, engagements, in general, general, generally, other engagements, all engagements, \
         future engagements, next engagements, the next engagement, the program",
    ),
];

/// Words between heading and label, or in front of a label, that do not change its meaning.
const LEADING: [&str; 6] = ["", "about ", "for ", "from ", "on ", "of "];

/// No label is longer, in bytes of source.
const LONGEST: usize = 60;

/// Every heading that opens takeaways, in the form of a key.
pub(super) fn headings() -> impl Iterator<Item = (String, Section)> {
    let bare = HEADINGS.split(", ").map(|heading| (heading.to_owned(), Section::Takeaways(About::Engagement)));
    bare.chain(labels().flat_map(|(about, label)| {
        HEADINGS.split(", ").flat_map(move |heading| {
            let behind = LEADING.map(|leading| format!("{heading} {leading}{label}"));
            let before = [format!("{label} {heading}"), format!("{label} key {heading}")];
            behind.into_iter().chain(before).map(move |name| (name, Section::Takeaways(about)))
        })
    }))
}

fn labels() -> impl Iterator<Item = (About, &'static str)> {
    LABELS.into_iter().flat_map(|(about, labels)| labels.split(", ").map(move |label| (about, label)))
}

/// Which of the two a text stands for that is nothing but a label.
pub(super) fn label(text: &str) -> Option<About> {
    if text.len() > LONGEST {
        return None;
    }
    let key = key(text);
    let is = |label: &str| LEADING.iter().any(|leading| key.strip_prefix(leading) == Some(label));
    labels().find(|(_, label)| is(label)).map(|(about, _)| about)
}

/// What an item says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Things to take away.
    Takeaways(Vec<Takeaway>),
    /// That what follows is about something else.
    Label(About),
}

/// Reads an item (its own text, then nested lines) that stands where takeaways are about `about`.
pub(super) fn said(text: &str, about: About) -> Said {
    let (first, nested) = text.split_once('\n').unwrap_or((text, ""));
    match label(first) {
        None => Said::Takeaways(vec![takeaway(text, about)]),
        Some(about) if nested.trim().is_empty() => Said::Label(about),
        Some(about) => Said::Takeaways(items(nested).iter().map(|item| takeaway(item, about)).collect()),
    }
}

/// The takeaway that a text is; a label in front of it says what it is about.
fn takeaway(text: &str, about: About) -> Takeaway {
    let labelled = [":", " – ", " — ", " - "].into_iter().find_map(|apart| {
        let (before, after) = text.split_once(apart)?;
        let after = after.trim_start_matches(['*', '_']).trim();
        (!after.is_empty()).then_some((label(before)?, after))
    });
    let (about, text) = labelled.unwrap_or((about, text));
    Takeaway { text: text.to_owned(), about }
}

/// The items of a nested list, each with what is nested in it.
fn items(nested: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for line in nested.lines().filter(|line| !line.trim().is_empty()) {
        match (list_marker(line), items.last_mut()) {
            (Some((_, item)), _) => items.push(item.trim().to_owned()),
            (None, Some(last)) => last.push_str(&format!("\n{line}")),
            (None, None) => items.push(line.trim().to_owned()),
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Headings;
    use crate::notes::headings::Known;
    use crate::notes::usual::usual_names;
    use crate::notes::{Remainder, parse, parse_project};

    fn takeaways(markdown: &str) -> Vec<(About, String)> {
        let notes = parse_project(markdown, &Headings::default());
        notes.takeaways.into_iter().map(|takeaway| (takeaway.about, takeaway.text)).collect()
    }

    #[test]
    fn the_names_are_keys_and_no_other_section_has_them() {
        let usual: Vec<&str> = usual_names().map(|(_, name)| name).collect();
        for (name, _) in headings() {
            assert_eq!(key(&name), name);
            assert!(!usual.contains(&name.as_str()), "{name}");
        }
    }

    #[test]
    fn a_heading_says_what_the_takeaways_are_about() {
        let known = Known::of_project(&Headings::default());
        for (title, about) in [
            ("Key takeaways", About::Engagement),
            ("Takeaways:", About::Engagement),
            ("💡 Lessons learned", About::Engagement),
            ("What did we learn?", About::Engagement),
            ("Takeaways about this engagement", About::Engagement),
            ("Takeaways (engagements in general)", About::Engagements),
            ("Lessons learned – general", About::Engagements),
            ("General takeaways", About::Engagements),
        ] {
            assert_eq!(known.section(title), Some(Section::Takeaways(about)), "{title}");
            assert_eq!(Known::new(&Headings::default()).section(title), None, "{title} in a weekly retro");
        }
        for title in ["General", "This engagement", "Takeaways and actions", "Kudos"] {
            assert_eq!(known.section(title), None, "{title}");
        }
    }

    #[test]
    fn the_two_kinds_are_told_apart_in_every_usual_way() {
        use About::{Engagement as This, Engagements as General};
        let expected = [(This, "Start small".to_owned()), (General, "Ask first".to_owned())];
        for markdown in [
            "# Key takeaways\n## This engagement\n- Start small\n## Engagements in general\n- Ask first\n",
            "# Key takeaways\n### About this engagement:\nStart small\n### In general\n1. Ask first\n",
            "# Takeaways\n- This engagement: Start small\n- Engagements in general: Ask first\n",
            "# Takeaways\n- Start small\n- **In general:** Ask first\n",
            "# Takeaways\n- Start small\n- *General* – Ask first\n",
            "# Takeaways\n- This engagement\n  - Start small\n- In general:\n  - Ask first\n",
            "# Takeaways\n**This engagement**\n\n- Start small\n\n**In general**\n\n- Ask first\n",
            "Takeaways:\nFor this project:\n- Start small\n\nFor engagements in general:\n- Ask first\n",
            "# Lessons learned\nStart small\n\n# General lessons\nAsk first\n",
        ] {
            assert_eq!(takeaways(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn what_is_no_label_stays_in_the_text() {
        let texts = [
            "Ana: general advice: ask",
            "Engagements in general take too long",
            "This engagement was short",
            "In general one asks\n- first",
        ];
        for text in texts {
            assert_eq!(said(text, About::Engagement), Said::Takeaways(vec![takeaway(text, About::Engagement)]));
            assert_eq!(takeaway(text, About::Engagement).text, text);
        }
    }

    #[test]
    fn the_settings_add_names() {
        let headings = Headings { takeaways: vec!["Was wir mitnehmen".into(), String::new()], ..Headings::default() };
        assert_eq!(parse_project("# Was wir mitnehmen\n- a\n", &headings).takeaways.len(), 1);
        assert_eq!(parse("# Was wir mitnehmen\n- a\n", &headings).other.len(), 1);
        assert_eq!(Known::of_project(&headings).section("Key takeaways"), Some(Section::Takeaways(About::Engagement)));
        assert_eq!(Known::of_project(&headings).section(""), None);
    }

    #[test]
    fn a_label_counts_only_among_takeaways() {
        let source = "# General\n- a\n# Went well\n- General: b\n";
        let notes = parse_project(source, &Headings::default());
        assert_eq!((notes.went_well, notes.takeaways), (vec![String::from("General: b")], Vec::new()));
        assert_eq!(notes.other.len(), 1);
    }

    #[test]
    fn in_a_weekly_retro_they_are_a_note() {
        let notes = parse("# Key takeaways\n- a\n## In general\n- b\n", &Headings::default());
        let titles: Vec<_> = notes.other.iter().map(|other: &Remainder| other.title.as_deref()).collect();
        assert_eq!(titles, [Some("Key takeaways"), Some("In general")]);
        assert_eq!(notes.takeaways, []);
    }

    #[test]
    fn nested_text_stays_with_its_takeaway() {
        let markdown = "# Takeaways\n- a\n  - b\n- In general:\n  - c\n    - d\n  - e\n    f\n";
        let expected = [
            (About::Engagement, "a\n- b".to_owned()),
            (About::Engagements, "c\n  - d".to_owned()),
            (About::Engagements, "e f".to_owned()),
        ];
        assert_eq!(takeaways(markdown), expected);
    }
}
