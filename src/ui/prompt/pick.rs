//! Picking one of a list by typing a part of it.

use std::fmt;
use std::io;

use dialoguer::console::Term;
use dialoguer::theme::Theme;
use dialoguer::{Error, FuzzySelect};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::Stop;
use super::question::SIGN;
use super::restore::{KeyByKey, restore_on_signals};
use crate::text::{Role, clean};
use crate::ui::{Ui, paint, talk};

/// How a list looks: the question as any other, and a sign before the item that Enter takes.
struct List;

impl Theme for List {
    fn format_fuzzy_select_prompt(
        &self,
        f: &mut dyn fmt::Write,
        prompt: &str,
        typed: &str,
        cursor: usize,
    ) -> fmt::Result {
        let (before, after) = typed.split_at_checked(cursor).unwrap_or((typed, ""));
        write!(f, "{prompt} {before}|{after}")
    }

    fn format_input_prompt_selection(&self, f: &mut dyn fmt::Write, prompt: &str, picked: &str) -> fmt::Result {
        write!(f, "{prompt} {picked}")
    }
}

/// Lets a person pick one of `items`, by its place. Esc and Ctrl-C leave.
///
/// # Errors
/// When nobody picks one.
pub fn pick(ui: &Ui, prompt: &str, items: &[String]) -> Result<usize, Stop> {
    restore_on_signals()?;
    let plain = |text: String| if ui.unicode { text } else { talk::ascii(&text) };
    // Room for the sign before an item, and for an ellipsis in ASCII.
    let room = ui.talk_width.unwrap_or(80).saturating_sub(6);
    let list = FuzzySelect::with_theme(&List)
        .with_prompt(paint::paint(&Role::Heading.paint(plain(format!("{prompt} {SIGN}"))), ui.colour_err))
        .items(items.iter().map(|item| plain(shortened(&clean(item), room))))
        .default(0)
        .highlight_matches(ui.colour_err);
    let terminal = Term::stderr();
    let keys = KeyByKey::begin()?;
    let picked = list.interact_on_opt(&terminal).map_err(|Error::IO(error)| error);
    keys.end(picked.is_err())?;
    match picked {
        Ok(picked) => picked.ok_or(Stop::Left),
        Err(error) => {
            terminal.show_cursor()?;
            terminal.write_line("")?;
            match error.kind() {
                io::ErrorKind::Interrupted | io::ErrorKind::UnexpectedEof | io::ErrorKind::NotConnected => {
                    Err(Stop::Left)
                }
                _ => Err(Stop::Failed(error)),
            }
        }
    }
}

/// As much of `text` as fits `width` columns: a line that wraps could not be taken back.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut used = 1_usize;
    let fits = |c: &char| {
        used = used.saturating_add(c.width().unwrap_or_default());
        used <= width
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_item_is_cut_where_the_line_ends() {
        for (text, short) in [("checkout", "checkout"), ("checkout-contracts", "checkou…"), ("林美林美林", "林美林…")]
        {
            assert_eq!(shortened(text, 8), short);
            assert!(shortened(text, 8).width() <= 8);
        }
    }
}
