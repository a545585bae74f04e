//! Ids: the names of engagements, goals and actions, which are also names of files.

use std::fmt;
use std::str::FromStr;

/// The id of a record: 1 to 64 of `a`–`z`, `0`–`9` and `-`, beginning and ending with a letter or digit.
///
/// A slug is safe as a file name on every platform: it has no separators, no case to collide, no leading dot or dash,
/// and is none of the device names that Windows reserves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

/// Why a text is no [`Slug`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSlug {
    /// Nothing is left of the text.
    #[error("an id cannot be empty")]
    Empty,
    /// Longer than [`Slug::MAX`].
    #[error("an id has at most {} characters", Slug::MAX)]
    TooLong,
    /// A character that an id cannot have.
    #[error("an id is made of a–z, 0–9 and `-`, and begins and ends with a letter or digit")]
    Characters,
    /// A name that Windows keeps for a device.
    #[error("this id is a reserved device name on Windows")]
    Reserved,
}

impl Slug {
    /// The longest id, in characters.
    pub const MAX: usize = 64;

    /// The id that a title suggests, in ASCII: `Größe & Tempo` gives `grosse-tempo`. At most 48 characters, cut at a
    /// word. `None` when the title has no letter or digit that can be written in ASCII.
    pub fn from_title(title: &str) -> Option<Self> {
        const SUGGESTED: usize = 48;
        // Letters and digits of any script have a sound in ASCII; emoji and signs have only a name, which nobody means.
        let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
        let sound = |c: char| match c {
            '\'' | '’' => String::new(),
            c if c.is_alphanumeric() => deunicode::deunicode_char(c).unwrap_or(" ").to_owned(),
            _ => String::from(" "),
        };
        let ascii: String = title.chars().filter(|c| !is_accent(c)).map(sound).collect();
        let ascii = ascii.to_lowercase();
        let mut slug = String::new();
        for word in ascii.split(|c: char| !c.is_ascii_alphanumeric()) {
            let separator = usize::from(!slug.is_empty());
            if word.is_empty() {
                continue;
            }
            if slug.len().saturating_add(separator).saturating_add(word.len()) > SUGGESTED {
                if slug.is_empty() {
                    slug.extend(word.chars().take(SUGGESTED));
                }
                break;
            }
            if separator == 1 {
                slug.push('-');
            }
            slug.push_str(word);
        }
        match slug.parse() {
            Err(InvalidSlug::Reserved) => format!("{slug}-1").parse().ok(),
            other => other.ok(),
        }
    }

    /// The id that `title` suggests, else that of `otherwise`, a word for what it is the id of.
    pub fn suggested(title: &str, otherwise: &str) -> Self {
        Self::from_title(title).or_else(|| Self::from_title(otherwise)).unwrap_or_else(|| Self(String::from("record")))
    }

    /// This id with a number behind it, for when the plain one is taken: `split-pipeline` gives `split-pipeline-2`.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        self.marked(&number.to_string())
    }

    /// This id with `mark` behind it, which is made of what an id is made of.
    #[must_use]
    pub fn marked(&self, mark: &str) -> Self {
        let suffix = format!("-{mark}");
        let kept: String = self.0.chars().take(Self::MAX.saturating_sub(suffix.len())).collect();
        Self(format!("{}{suffix}", kept.trim_end_matches('-')))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn is_reserved(text: &str) -> bool {
        let numbered = |prefix: &str| {
            text.strip_prefix(prefix).is_some_and(|n| n.len() == 1 && n.as_bytes() != b"0")
                && text.ends_with(|c: char| c.is_ascii_digit())
        };
        matches!(text, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
    }
}

impl FromStr for Slug {
    type Err = InvalidSlug;

    fn from_str(text: &str) -> Result<Self, InvalidSlug> {
        let edge = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if text.is_empty() {
            Err(InvalidSlug::Empty)
        } else if !text.starts_with(edge) || !text.ends_with(edge) || !text.chars().all(|c| edge(c) || c == '-') {
            Err(InvalidSlug::Characters)
        } else if text.len() > Self::MAX {
            Err(InvalidSlug::TooLong)
        } else if Self::is_reserved(text) {
            Err(InvalidSlug::Reserved)
        } else {
            Ok(Self(text.to_owned()))
        }
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_safe_names() {
        for good in ["a", "checkout-contract-tests", "2026", "com0", "aux-eng", &"a".repeat(64)] {
            assert!(good.parse::<Slug>().is_ok(), "{good}");
        }
        let bad = [
            "",
            ".",
            "..",
            "-a",
            "a-",
            "A",
            "a b",
            "a/b",
            "a\\b",
            "a\0",
            "é",
            "con",
            "lpt9",
            "a.b",
            "--output=x",
            &"a".repeat(65),
        ];
        for bad in bad {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn titles_become_ascii() {
        let from = |title| Slug::from_title(title).map(|slug| slug.to_string());
        assert_eq!(from("Contract tests for Checkout").as_deref(), Some("contract-tests-for-checkout"));
        assert_eq!(from("  Größe & Tempo! ").as_deref(), Some("grosse-tempo"));
        assert_eq!(from("Don't panic").as_deref(), Some("dont-panic"));
        assert_eq!(from("林美").as_deref(), Some("lin-mei"));
        assert_eq!(from("Aux").as_deref(), Some("aux-1"));
        assert_eq!(from("../../etc").as_deref(), Some("etc"));
        assert_eq!(from("🚧 Apple account").as_deref(), Some("apple-account"));
        assert_eq!(from("cafe\u{301}s"), from("cafés"));
        assert_eq!(from("🚀!"), None);
        assert_eq!(from(&"word ".repeat(40)).map(|slug| slug.len()), Some(44));
        let length = |first: usize, second: usize| {
            let title = format!("{} {}", "a".repeat(first), "b".repeat(second));
            Slug::from_title(&title).map(|slug| slug.as_str().len())
        };
        assert_eq!([length(24, 23), length(24, 24), length(60, 1)], [Some(48), Some(24), Some(48)]);
    }

    #[test]
    fn numbering_stays_within_the_limit() {
        let long: Slug = "a".repeat(64).parse().unwrap();
        assert_eq!(long.numbered(12).as_str().len(), 64);
        assert!(long.numbered(12).as_str().parse::<Slug>().is_ok());
    }
}
