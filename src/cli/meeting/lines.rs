//! A list of lines: one item a line, an empty line goes on.

use serde::Serialize;

use super::{Meeting, Sheet, Turn};
use crate::text::{ahead, clean_lines};
use crate::ui::prompt::Stop;

/// How a list of lines is answered.
pub(in crate::cli) const LINES: &str = "One a line; an empty line goes on, < takes the last line back to be mended.";

/// Asks for lines and adds them to the list that `list` picks, keeping each before the next. Those that are there already
/// are shown first. `<` takes up the line before to be mended, which stays in the list until that is done; before the
/// first line, and with `<<`, it goes back to the question before.
pub(in crate::cli) fn ask_lines<A: Serialize>(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<A>,
    list: impl Fn(&mut A) -> &mut Vec<String>,
) -> Result<Turn, Stop> {
    for line in list(&mut sheet.answers).iter() {
        meeting.asker.tell(&format!("{PROMPT}{}", clean_lines(line).replace('\n', "\n  ")));
    }
    let mut mending: Option<usize> = None;
    loop {
        let lines = list(&mut sheet.answers);
        let initial = mending.and_then(|at| lines.get(at)).cloned().unwrap_or_default();
        let typed = meeting.asker.read(PROMPT, &initial)?;
        // A sign stands alone, or behind the line that is being mended.
        let sign = typed.strip_prefix(initial.as_str()).filter(|_| mending.is_some()).unwrap_or(&typed).trim();
        match (sign, mending) {
            ("<<", _) => return Ok(Turn::Back),
            ("<", _) => match mending.unwrap_or(list(&mut sheet.answers).len()).checked_sub(1) {
                Some(before) => mending = Some(before),
                None => return Ok(Turn::Back),
            },
            (">", _) => return Ok(Turn::On),
            ("?", _) => meeting.explain(HELP),
            ("" | "-", None) => return Ok(Turn::Next),
            (_, Some(at)) => {
                let lines = list(&mut sheet.answers);
                let after: Vec<String> = lines.iter().skip(at.saturating_add(1)).cloned().collect();
                lines.truncate(at);
                lines.extend(items(&typed).chain(after));
                mending = None;
                meeting.keep(sheet);
            }
            (_, None) => {
                list(&mut sheet.answers).extend(items(&typed));
                meeting.keep(sheet);
                meeting.mind_the_clock();
            }
        }
    }
}

/// What `?` says.
const HELP: &str = "One item a line; a list that is pasted becomes one item a line. An empty line goes on to the next \
                    question, > to the next part. < takes up the line before to be mended, << goes back to the question \
                    before. A name and a colon in front of something to do, or of a blocker, say whose it is.";

/// What stands before a line.
const PROMPT: &str = "+ ";

/// The items of what was typed: one, or one a line where a list was pasted, without its bullets.
fn items(typed: &str) -> impl Iterator<Item = String> {
    let bare = |line: &str| {
        let line = line.trim();
        let bullet = ["- ", "* ", "+ ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet));
        let bare = bullet.or_else(|| without_number(line)).unwrap_or(line).trim();
        bare.strip_prefix("[ ] ").unwrap_or(bare).trim().to_owned()
    };
    typed.lines().map(bare).filter(|line| !line.is_empty())
}

/// A line without the number of its place in a list, `1. ` or `1) `.
fn without_number(line: &str) -> Option<&str> {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = (1..=3).contains(&ahead(line, behind));
    behind.strip_prefix(". ").or_else(|| behind.strip_prefix(") ")).filter(|_| is_numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::meeting::{Clock, Draft};
    use crate::report::Layout;
    use crate::ui::prompt::script::Script;

    fn said(before: &[&str], lines: &[&str]) -> (Vec<String>, Turn, String) {
        let mut script = Script::new(lines.iter().copied());
        let layout = Layout { width: 80, unicode: true };
        let clock = Clock::running(30, 0, || std::time::Duration::ZERO);
        let mut meeting = Meeting::new(&mut script, layout, clock, Draft::nowhere());
        let answers: Vec<String> = before.iter().map(ToString::to_string).collect();
        let mut sheet = Sheet { answers, ..Sheet::default() };
        let turn = ask_lines(&mut meeting, &mut sheet, |list| list).unwrap();
        (sheet.answers, turn, script.transcript().to_owned())
    }

    #[test]
    fn one_item_a_line_until_an_empty_one() {
        assert_eq!(said(&[], &["first", " second ", ""]).0, ["first", "second"]);
        assert_eq!(said(&[], &["first", ">"]).1, Turn::On);
        assert_eq!(said(&[], &["- a\n- b\n\n• c", ""]).0, ["a", "b", "c"], "a list that was pasted");
    }

    #[test]
    fn a_line_is_mended_in_its_place() {
        let (list, turn, transcript) = said(&["first"], &["secnd", "<", "second", ""]);
        assert_eq!(list, ["first", "second"]);
        assert_eq!(turn, Turn::Next);
        assert_eq!(transcript, "+ first\n+ secnd\n+ <\n+ [secnd] second\n+ \n");
        // `<` behind the line that is taken up goes on to the line before it.
        assert_eq!(said(&[], &["fist", "second", "<", "second<", "first", ""]).0, ["first", "second"]);
        assert_eq!(said(&[], &["a", "b", "<", "", ""]).0, ["a"], "an emptied line goes");
        let (list, turn, _) = said(&["first"], &["<", "first<"]);
        assert_eq!((list.len(), turn), (1, Turn::Back), "nothing is lost on the way back");
        let (list, turn, _) = said(&["first"], &["second", "<<"]);
        assert_eq!((list.len(), turn), (2, Turn::Back));
    }

    #[test]
    fn numbers_of_a_list_are_no_part_of_its_items() {
        let list = said(&[], &["1. one\n2) two\n- [ ] three\n2026. was a year\n4 of 5", ""]).0;
        assert_eq!(list, ["one", "two", "three", "2026. was a year", "4 of 5"]);
    }
}
