//! Turns the role marks of a text into colours, and lets nothing else through that could act on a terminal.

use std::borrow::Cow;

use anstyle::{AnsiColor, Style};

use crate::text::{Paint, Role, is_hostile, visible};

/// `text` as it may be written to a terminal.
pub(super) fn paint(text: &str, colour: bool) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hostile(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut painted = String::with_capacity(text.len());
    let mut open = false;
    for c in text.chars() {
        match Paint::of(c) {
            Some(Paint::Start(role)) if colour => {
                painted.push_str(&style(role).render().to_string());
                open = true;
            }
            Some(_) if colour && open => {
                painted.push_str(&anstyle::Reset.render().to_string());
                open = false;
            }
            Some(_) => {}
            // A role does not run on into the next line.
            None if c == '\n' => {
                if open {
                    painted.push_str(&anstyle::Reset.render().to_string());
                    open = false;
                }
                painted.push(c);
            }
            None if is_hostile(c) => painted.push(visible(c)),
            None => painted.push(c),
        }
    }
    if open {
        painted.push_str(&anstyle::Reset.render().to_string());
    }
    Cow::Owned(painted)
}

fn style(role: Role) -> Style {
    match role {
        Role::Heading => Style::new().bold(),
        Role::Good => AnsiColor::Green.on_default(),
        Role::Caution => AnsiColor::Yellow.on_default(),
        Role::Bad => AnsiColor::Red.on_default().bold(),
        Role::Faint => Style::new().dimmed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_colours_or_vanish() {
        let text = format!("{} · {}\n", Role::Bad.paint("off track"), Role::Faint.paint("W47"));
        assert_eq!(paint(&text, false), "off track · W47\n");
        assert_eq!(paint(&text, true), "\u{1b}[1m\u{1b}[31moff track\u{1b}[0m · \u{1b}[2mW47\u{1b}[0m\n");
    }

    #[test]
    fn a_role_ends_with_its_line() {
        let text = Role::Heading.paint("a\nb");
        assert_eq!(paint(&text, true), "\u{1b}[1ma\u{1b}[0m\nb");
    }

    #[test]
    fn nothing_hostile_gets_past() {
        for colour in [false, true] {
            assert_eq!(paint("a\u{1b}[2J\u{202e}b\u{9b}\tc", colour), "a␛[2J\u{fffd}b\u{fffd}␉c");
        }
    }
}
