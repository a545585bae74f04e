//! What a piece of text means, so that a terminal may colour it.
//!
//! A role is carried inside the text by an invisible character of no width. Layout can therefore measure and wrap the
//! text as it is; the terminal turns the marks into colours, or drops them. Text from records cannot hold a mark,
//! because [`clean()`](super::clean()) replaces them.

use std::fmt;

/// The meaning of a stretch of text. Colour only repeats what the words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A heading or the name of a thing.
    Heading,
    /// Something that goes well.
    Good,
    /// Something to watch.
    Caution,
    /// Something that needs help.
    Bad,
    /// Something beside the point.
    Faint,
}

/// Ends the stretch that the latest mark began.
const END: char = '\u{2060}';

impl Role {
    const ALL: [Self; 5] = [Self::Heading, Self::Good, Self::Caution, Self::Bad, Self::Faint];

    fn mark(self) -> char {
        match self {
            Self::Heading => '\u{2061}',
            Self::Good => '\u{2062}',
            Self::Caution => '\u{2063}',
            Self::Bad => '\u{2064}',
            Self::Faint => '\u{206a}',
        }
    }

    /// `text` marked with this role.
    pub fn paint(self, text: impl fmt::Display) -> String {
        format!("{}{text}{END}", self.mark())
    }
}

/// What a mark found in a text asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// From here on the text has this role.
    Start(Role),
    /// From here on the text has no role.
    End,
}

impl Paint {
    /// The meaning of `c`, when it is a mark.
    pub fn of(c: char) -> Option<Self> {
        if c == END {
            return Some(Self::End);
        }
        Role::ALL.into_iter().find(|role| role.mark() == c).map(Self::Start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_no_width_and_cannot_come_from_records() {
        for role in Role::ALL {
            let painted = role.paint("off track");
            assert_eq!(unicode_width::UnicodeWidthStr::width(painted.as_str()), 9, "{role:?}");
            assert!(super::super::clean(&painted).contains('\u{fffd}'));
            assert_eq!(painted.chars().next().and_then(Paint::of), Some(Paint::Start(role)));
            assert_eq!(painted.chars().last().and_then(Paint::of), Some(Paint::End));
        }
    }
}
