//! Attendance on one line: "Present: Ana, Lee".
//!
//! The line stands beside the section that it is found in, which goes on after it. Only this list
//! is read so: "Good: we paired" may be an item of any section, but a row of names behind the name
//! of the list of people is nothing else.

use super::Section;
use super::blocks::{Block, Kind, list_marker};
use super::entry::{enumerated, is_nothing};
use super::headings::{Known, LONGEST, has_capital};
use super::owner::{is_person, label};
use super::pasted::after_bullet;

/// A line that says who was there.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attendance {
    /// What stands before the colon, without bold marks.
    pub title: String,
    pub names: Vec<String>,
    /// Whether it is meant so even in the middle of a paragraph.
    pub certain: bool,
}

/// Reads a line as attendance, when all that follows the colon is names.
pub(super) fn attendance(line: &str, known: &Known) -> Option<Attendance> {
    let line = line.trim();
    if after_bullet(line).is_some() {
        return None;
    }
    let (title, people) = label(line, LONGEST)?;
    if known.section(title) != Some(Section::Present) {
        return None;
    }
    let names: Vec<&str> = enumerated(people).into_iter().map(str::trim).collect();
    let certain = line.starts_with(['*', '_']) || has_capital(title);
    names.iter().all(|name| is_person(name) && !is_nothing(name)).then(|| Attendance {
        title: title.to_owned(),
        names: names.into_iter().map(str::to_owned).collect(),
        certain,
    })
}

/// The attendance that an item consists of: one line, in which no other block is opened.
pub(super) fn attendance_of_item(source: &str, item: &Block, inner: &[Block], known: &Known) -> Option<Attendance> {
    let (_, line) = list_marker(source.get(item.range.clone())?.trim_end())?;
    let plain = inner.iter().all(|block| block.kind == Kind::Paragraph);
    (plain && !line.contains('\n')).then(|| attendance(line, known))?
}

#[cfg(test)]
mod tests {
    use super::super::{Notes, parse};
    use super::*;
    use crate::model::Headings;

    fn read(source: &str) -> Notes {
        parse(source, &Headings::default())
    }

    /// The text that is kept as notes.
    fn kept(source: &str) -> String {
        let other = read(source).other;
        other.into_iter().map(|kept| kept.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_on_one_line_are_those_who_were_there() {
        for (line, names) in [
            ("Present: Ana, Lee", ["Ana", "Lee"].as_slice()),
            ("present: Ana, Lee", &["Ana", "Lee"]),
            ("Attendees: Ana & Lee", &["Ana", "Lee"]),
            ("**Who was there:** Ana, Lee", &["Ana", "Lee"]),
            ("**Present**: Ana, Lee", &["Ana", "Lee"]),
            ("__Present__: Ana", &["Ana"]),
            ("👥 Present (3): Ana, Lee and Bo", &["Ana", "Lee", "Bo"]),
            ("Present：林美、李明", &["林美", "李明"]),
            ("In the room: @ana, Dr. Lee; Bo", &["@ana", "Dr. Lee", "Bo"]),
            ("Present: Ana Duarte (PO, payments), Lee (remote)", &["Ana Duarte (PO, payments)", "Lee (remote)"]),
        ] {
            for source in [line.to_owned(), format!("- {line}"), format!("2) {line}\n\n"), format!("# Good\n{line}\n")]
            {
                let notes = read(&source);
                assert_eq!(notes.present, names, "{source}");
                assert_eq!((notes.other.len(), notes.went_well.len()), (0, 0));
            }
        }
    }

    #[test]
    fn what_is_no_row_of_names_stays_where_it_is() {
        for line in [
            "Present: the team felt tired, but went on",
            "Present: Ana, but Lee left",
            "Present: Ana, Lee,",
            "Present: Ana and",
            "Present: Ana, Lee and",
            "Present: Ana, ",
            "Present: NA",
            "Present: Ana, None",
            "Present: 4 people",
            "Present: Ana (remote) only",
            "Present: (remote)",
            "Present:Ana, Lee",
            "Present Ana, Lee",
            "Presents: Ana, Lee",
            "Kudos: Ana, Lee",
            "Good: Ana, Lee",
            "Next: Ana, Lee",
            "Blocked by: Ana, Lee",
            "Remember who was there: Ana, Lee",
        ] {
            for source in [format!("# Kudos\n{line}\n"), format!("# Kudos\n- {line}\n")] {
                assert_eq!(read(&source).present.len(), 0, "{source}");
                assert!(kept(&source).ends_with(line.trim()), "{source}");
            }
            let notes = read(&format!("# Bad\n{line}\n"));
            assert_eq!(notes.went_poorly, [line.trim()]);
        }
    }

    #[test]
    fn the_section_goes_on_after_the_line() {
        for (source, well, kept_text) in [
            ("# Retro\nPresent: Ana\n\n# Good\n- a\n", ["a"].as_slice(), ""),
            ("# Retro\nPresent: Ana\n\n- b\n# Good\n- a\n", &["a"], "- b"),
            ("# Good\n- a\nPresent: Ana\n- b\n", &["a", "b"], ""),
            ("# Good\na\nPresent: Ana\nb\n", &["a", "b"], ""),
            ("# Good\na\n**present:** Ana\n", &["a"], ""),
            ("# Good\n\nPresent: Ana\n\n- b\n", &["b"], ""),
            ("# Kudos\n> a\nPresent: Ana\n", &[], "> a"),
            ("# R\nWhen: x\nPresent: Ana\nWhere: y\n", &[], "When: x\nWhere: y"),
            ("# R\n- x\n - Present: Ana  \n- y\n", &[], "- x\n- y"),
            ("# R\nx\n\nPresent: Ana\n\n\ny\n", &[], "x\n\ny"),
            ("# R\nx\n\n- Present: Ana\n- y\n", &[], "x\n\n- y"),
            ("x\n  Present: Ana\n\n---\ny\n", &[], "x\n\n---\ny"),
            ("# Good\n> x\n\nPresent: Ana\n\n> y\n", &[], "> x\n\n> y"),
        ] {
            let notes = read(source);
            assert_eq!(notes.present, ["Ana"], "{source}");
            assert_eq!(notes.went_well, well, "{source}");
            assert_eq!(kept(source), kept_text, "{source}");
        }
    }

    #[test]
    fn inside_other_text_the_line_is_text() {
        for source in [
            "# Good\n- Present: Ana, Lee\n",
            "# Blockers\n- Present: Ana, Lee\n",
            "# Good\nwe are glad of all who were\npresent: Ana, Lee\n",
            "# Good\n- a\n  Present: Ana, Lee\n",
            "- a\n  - Present: Ana, Lee\n",
            "- - Present: Ana, Lee\n",
            "- Present: Ana, Lee\n  - Bo\n",
            "- Present: Ana, Lee\n  who came late\n",
            "- Present:\n  Ana, Lee\n",
            "- > Present: Ana, Lee\n",
            "> Present: Ana, Lee\n",
            "```\nPresent: Ana, Lee\n```\n",
            "• Present: Ana, Lee\n",
        ] {
            assert_eq!(read(source).present.len(), 0, "{source}");
        }
    }

    #[test]
    fn the_user_is_told_of_the_line() {
        let source = "# Retro\n\n# Who was there\n- Ana\n- Bo\n\n**Attendees:** Lee, Cy\n\n- Di\n\n> Ed\n";
        let notes = read(source);
        assert_eq!(notes.present, ["Ana", "Bo", "Lee", "Cy", "Di"]);
        let told: Vec<_> = notes
            .placements
            .iter()
            .map(|place| (place.line, place.heading.as_deref(), place.section, place.items))
            .collect();
        let present = Some(Section::Present);
        assert_eq!(
            told,
            [
                (1, Some("Retro"), None, 1),
                (3, Some("Who was there"), present, 3),
                (7, Some("Attendees"), present, 2),
                (11, Some("Who was there"), None, 1),
            ]
        );
    }

    #[test]
    fn the_settings_say_which_names_the_list_has() {
        let headings = Headings {
            present: vec!["Wer war da?".to_owned()],
            went_well: vec!["Attendance".to_owned()],
            ..Headings::default()
        };
        let notes = parse("Wer war da: Ana, Lee\n\nAttendance: Bo\n", &headings);
        assert_eq!(notes.present, ["Ana", "Lee"]);
        assert_eq!(notes.other.len(), 1);
    }
}
