//! Whole notes, read from end to end.

use super::{Notes, Section, Task};
use crate::model::Headings;

fn parse(source: &str) -> Notes {
    super::parse(source, &Headings::default())
}

fn other(source: &str) -> Vec<(Option<String>, String)> {
    parse(source).other.into_iter().map(|kept| (kept.title, kept.text)).collect()
}

fn kept(title: &str, text: &str) -> (Option<String>, String) {
    (Some(title.to_owned()), text.to_owned())
}

fn preface(text: &str) -> (Option<String>, String) {
    (None, text.to_owned())
}

fn owned(text: &str, owner: Option<&str>, done: bool) -> Task {
    Task { text: text.to_owned(), owner: owner.map(str::to_owned), done }
}

const WHOLE: &str = "\
# Retro of 12 June

![board](https://example.org/board.png)

## Kudos

- Lee, for the demo

## Went well 🎉

- The demo

- The new
  pipeline
Paired every day.

What went poorly
----------------
1. Slow builds
   - twice on Tuesday

**Action items**
- [ ] Ana: split the pipeline
- [x] **Ana & Lee**: write it down
* look at the cache
### Later
Nothing yet.
## Blockers:
NA
## Attendees
Ana, Lee and Bo
";

#[test]
fn every_part_finds_its_place() {
    let notes = parse(WHOLE);
    assert_eq!(notes.went_well, ["The demo", "The new pipeline Paired every day."]);
    assert_eq!(notes.went_poorly, ["Slow builds\n- twice on Tuesday"]);
    assert_eq!(
        notes.next,
        [
            owned("split the pipeline", Some("Ana"), false),
            owned("write it down", Some("Ana & Lee"), true),
            owned("look at the cache", None, false),
        ]
    );
    assert_eq!(notes.blockers, []);
    assert_eq!(notes.present, ["Ana", "Lee", "Bo"]);
    assert_eq!(
        other(WHOLE),
        [
            kept("Retro of 12 June", "![board](https://example.org/board.png)"),
            kept("Kudos", "- Lee, for the demo"),
            kept("Later", "Nothing yet."),
            kept("Blockers:", "NA"),
        ]
    );
}

#[test]
fn the_user_is_told_where_everything_went() {
    use Section::{Blockers, Next, Present, WentPoorly, WentWell};
    let placements: Vec<_> = parse(WHOLE)
        .placements
        .into_iter()
        .map(|place| (place.line, place.heading.unwrap_or_default(), place.section, place.items))
        .collect();
    let expected = [
        (1, "Retro of 12 June", None, 1),
        (5, "Kudos", None, 1),
        (9, "Went well 🎉", Some(WentWell), 2),
        (17, "What went poorly", Some(WentPoorly), 1),
        (22, "Action items", Some(Next), 3),
        (26, "Later", None, 1),
        (28, "Blockers:", Some(Blockers), 0),
        (29, "Blockers:", None, 1),
        (30, "Attendees", Some(Present), 3),
    ];
    assert_eq!(placements, expected.map(|(line, heading, section, items)| (line, heading.to_owned(), section, items)));
}

#[test]
fn what_stands_before_the_first_heading_is_kept_without_a_title() {
    assert_eq!(other("\n\nHello\n\n- a\n\n# Good\n"), [preface("Hello\n\n- a")]);
    assert_eq!(parse("\n\nHello\n").placements.first().map(|place| (place.line, place.section)), Some((3, None)));
    assert_eq!(parse(" \n\n"), Notes::default());
}

#[test]
fn a_heading_that_is_not_known_keeps_its_body_as_written() {
    for (source, text) in [
        ("# Kudos\n\n- a  \n\n\n  b\tc\n\n", "- a  \n\n\n  b\tc"),
        ("# Kudos\r\n- a\r\rb\r\n", "- a\n\nb"),
        ("# Kudos\n\n    code\n", "    code"),
        ("# Kudos\n---\na\n\n---\n\nb\n\n---\n", "a\n\n---\n\nb"),
        ("# Kudos\n[a]: https://example.org\n", "[a]: https://example.org"),
        ("# Kudos\n**Ana**\n\nThanks:\n- b\n", "**Ana**\n\nThanks:\n- b"),
        ("# Kudos\nNA\n", "NA"),
        ("# Kudos\n", ""),
    ] {
        assert_eq!(other(source), [kept("Kudos", text)], "{source}");
    }
    assert_eq!(other("#\n\na\n"), [preface("a")]);
    assert_eq!(other("#\n"), []);
}

#[test]
fn what_is_no_item_is_kept_under_its_section() {
    for block in [
        "```\n- code\n```",
        "    code",
        "> quote",
        "| a | b |\n|---|---|\n| c | d |",
        "<p>\n- html\n</p>",
        "<!-- - a\n\n- b -->",
        "[a]: https://example.org \"A\"",
        "[^1]: a footnote",
    ] {
        let source = format!("# Good\n\n- a\n\n---\n\n{block}\n\n# Bad\n");
        assert_eq!(other(&source), [kept("Good", block.trim_end())], "{source}");
        assert_eq!(parse(&source).went_well, ["a"], "{source}");
    }
    assert_eq!(other("# Good\n> a\n\n- b\n\n> c\n"), [kept("Good", "> a\n\n> c")]);
}

#[test]
fn nothing_to_do_is_no_action() {
    for section in ["Next", "Blockers", "Good", "Bad", "Present"] {
        for text in ["NA", "n/a.", "None", "—", "- nil", "- [ ] Nothing", "1. N.A."] {
            let source = format!("# {section}\n{text}\n");
            let notes = parse(&source);
            assert_eq!(other(&source), [kept(section, text)]);
            assert_eq!(notes.placements.first().map(|place| place.items), Some(0));
            assert_eq!(
                notes,
                Notes { other: notes.other.clone(), placements: notes.placements.clone(), ..Notes::default() }
            );
        }
    }
}

#[test]
fn empty_items_are_dropped() {
    let notes = parse("# Next\n-\n- [ ]\n- [x] \n- a\n");
    assert_eq!((notes.next.len(), notes.other.len()), (1, 0));
}

#[test]
fn checkboxes_and_owners_matter_for_tasks_only() {
    let list = "- [x] Ana: a\n- [ ] @lee: b\n- c\n";
    let tasks = [owned("a", Some("Ana"), true), owned("b", Some("@lee"), false), owned("c", None, false)];
    assert_eq!(parse(&format!("# Next\n{list}")).next, tasks);
    assert_eq!(parse(&format!("# Blockers\n{list}")).blockers, tasks);
    assert_eq!(parse(&format!("# Good\n{list}")).went_well, ["Ana: a", "@lee: b", "c"]);
    assert_eq!(parse(&format!("# Bad\n{list}")).went_poorly, ["Ana: a", "@lee: b", "c"]);
}

#[test]
fn people_stand_in_a_list_or_in_lines() {
    for (source, people) in [
        ("Ana, Lee\nBo\n\nCy", vec!["Ana", "Lee", "Bo", "Cy"]),
        ("- Ana Duarte, Lead\n- [x] Lee", vec!["Ana Duarte, Lead", "Lee"]),
        ("- Ana, Lee", vec!["Ana", "Lee"]),
        ("Ana, Lee\n- Bo, Cy", vec!["Ana", "Lee", "Bo", "Cy"]),
    ] {
        assert_eq!(parse(&format!("# Present\n{source}\n")).present, people, "{source}");
    }
}

#[test]
fn a_section_may_come_twice() {
    let notes = parse("# Good\n- a\n# Kudos\n# Good\n- b\n");
    assert_eq!(notes.went_well, ["a", "b"]);
    assert_eq!(notes.placements.iter().map(|place| place.items).collect::<Vec<_>>(), [1, 1, 1]);
}

#[test]
fn absurd_nesting_is_kept_whole() {
    for marker in [">", "- ", "> - ", "1. "] {
        let source = format!("# Good\n{}a\n{}", marker.repeat(200_000), "b\n".repeat(1_000));
        assert_eq!(other(&source), [preface(source.trim_end())], "{marker}");
    }
}

#[test]
fn sections_have_the_names_of_the_retro() {
    use Section::{Blockers, Next, Present, WentPoorly, WentWell};
    let labels = [WentWell, WentPoorly, Next, Present, Blockers].map(Section::label);
    assert_eq!(labels, ["went well", "went poorly", "do next time", "present", "blockers"]);
}
