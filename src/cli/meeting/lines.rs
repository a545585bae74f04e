//! A list of lines: one item a line, an empty line goes on.

use serde::Serialize;

use super::{Meeting, Sheet, Turn};
use crate::text::clean_lines;
use crate::ui::prompt::Stop;

/// How a list of lines is answered.
pub(in crate::cli) const LINES: &str = "One a line; an empty line goes on, < takes the last line back to be mended.";

/// Asks for lines and adds them to the list that `list` picks, keeping each before the next. Those that are there already
/// are shown first. `<` takes the last line back to be mended, and goes back where there is none.
pub(in crate::cli) fn ask_lines<A: Serialize>(
    meeting: &mut Meeting<'_>,
    sheet: &mut Sheet<A>,
    help: &str,
    list: impl Fn(&mut A) -> &mut Vec<String>,
) -> Result<Turn, Stop> {
    const PROMPT: &str = "+ ";
    for line in list(&mut sheet.answers).iter() {
        meeting.asker.tell(&format!("{PROMPT}{}", clean_lines(line).replace('\n', "\n  ")));
    }
    let mut initial = String::new();
    loop {
        let typed = meeting.asker.read(PROMPT, &std::mem::take(&mut initial))?;
        match typed.trim() {
            "" | "-" => return Ok(Turn::Next),
            ">" => return Ok(Turn::On),
            "?" => meeting.asker.tell(&format!("  {help}")),
            "<" => match list(&mut sheet.answers).pop() {
                Some(last) => {
                    initial = last;
                    meeting.keep(sheet);
                }
                None => return Ok(Turn::Back),
            },
            _ => {
                list(&mut sheet.answers).extend(items(&typed));
                meeting.keep(sheet);
                meeting.mind_the_clock();
            }
        }
    }
}

/// The items of what was typed: one, or one a line where a list was pasted, without its bullets.
fn items(typed: &str) -> impl Iterator<Item = String> {
    let bare = |line: &str| {
        let line = line.trim();
        let bullet = ["- ", "* ", "+ ", "• "].iter().find_map(|bullet| line.strip_prefix(bullet));
        bullet.unwrap_or(line).trim().to_owned()
    };
    typed.lines().map(bare).filter(|line| !line.is_empty())
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
        let turn = ask_lines(&mut meeting, &mut sheet, "one a line", |list| list).unwrap();
        (sheet.answers, turn, script.transcript().to_owned())
    }

    #[test]
    fn one_item_a_line_until_an_empty_one() {
        assert_eq!(said(&[], &["first", " second ", ""]).0, ["first", "second"]);
        assert_eq!(said(&[], &["first", ">"]).1, Turn::On);
        assert_eq!(said(&[], &["- a\n- b\n\n• c", ""]).0, ["a", "b", "c"], "a list that was pasted");
    }

    #[test]
    fn the_last_line_can_be_taken_back() {
        let (list, turn, transcript) = said(&["first"], &["secnd", "<", "second", ""]);
        assert_eq!(list, ["first", "second"]);
        assert_eq!(turn, Turn::Next);
        assert_eq!(transcript, "+ first\n+ secnd\n+ <\n+ [secnd] second\n+ \n");
        let (list, turn, _) = said(&["first"], &["<", "<"]);
        assert_eq!((list.len(), turn), (0, Turn::Back));
    }
}
