//! The page on which a host says what it needs: its four parts, found under the headings that people give them.

use std::ops::Range;

use super::blocks::{Kind, heading_text, scan, too_deep};
use super::headings::{LONGEST, key, plain, unbold, without_colon};

/// What a one-pager tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What goes wrong.
    Problem,
    /// What the host would wish for.
    WishList,
    /// What the business is to get.
    BusinessGoals,
    /// What is to get better in the systems.
    TechnicalGoals,
}

impl Part {
    /// Every part, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Problem, Self::WishList, Self::BusinessGoals, Self::TechnicalGoals];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Problem => "Problem",
            Self::WishList => "Wish list",
            Self::BusinessGoals => "Business goals",
            Self::TechnicalGoals => "Technical goals",
        }
    }

    /// It in the middle of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Problem => "the problem",
            Self::WishList => "the wish list",
            Self::BusinessGoals => "the business goals",
            Self::TechnicalGoals => "the technical goals",
        }
    }

    /// What to write below its heading.
    pub fn question(self) -> &'static str {
        match self {
            Self::Problem => "What goes wrong, for whom, and how often?",
            Self::WishList => "What would you wish for, if you could have anything?",
            Self::BusinessGoals => "What would the business notice, and by what could it be measured?",
            Self::TechnicalGoals => "What would get better in the systems, and by what could it be measured?",
        }
    }

    /// What its heading is called besides, as [`key`] gives it.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Problem => &[
                "problem",
                "problems",
                "the problem",
                "our problem",
                "problem statement",
                "what is the problem",
                "problem to solve",
                "the problem to solve",
                "the problem we have",
                "the problem we want to solve",
                "problem we want to solve",
            ],
            Self::WishList => &["wish list", "wishlist", "wishes", "our wishes", "our wish list", "what we wish for"],
            Self::BusinessGoals => &[
                "business goals",
                "business goal",
                "business",
                "business value",
                "business outcomes",
                "business objectives",
                "goals for the business",
            ],
            Self::TechnicalGoals => &[
                "technical goals",
                "technical goal",
                "technical",
                "technical value",
                "technical outcomes",
                "technical objectives",
                "engineering goals",
                "goals for the systems",
            ],
        }
    }

    /// The parts that a heading names: mostly one, and none where it names something else. What stands in brackets at its
    /// end changes nothing.
    fn named(heading: &str) -> Vec<Self> {
        const BOTH_GOALS: [&str; 2] = ["business and technical goals", "technical and business goals"];
        if heading.len() > LONGEST {
            return Vec::new();
        }
        let plain = plain(heading);
        let bare = plain.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('('));
        let bare = bare.map_or(plain.as_str(), |(before, _)| before);
        if BOTH_GOALS.contains(&key(bare).as_str()) {
            return vec![Self::BusinessGoals, Self::TechnicalGoals];
        }
        let keys: Vec<String> = bare.split('/').map(key).collect();
        Self::ALL.into_iter().filter(|part| keys.iter().any(|key| part.names().contains(&key.as_str()))).collect()
    }
}

/// A host's one-pager, read into its parts. No text of it is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnePager {
    parts: [String; 4],
    /// What stands in none of the parts, with the headings above it, but for the title of the page.
    pub other: String,
}

impl OnePager {
    /// Reads a page. Comments of HTML are no part of it.
    pub fn read(source: &str) -> Self {
        let mut page = Self::default();
        let mut headings = headings(source);
        headings.push(Heading { range: source.len()..source.len(), level: 0, title: String::new(), parts: Vec::new() });
        // The part that is being read, and how deep its heading is; text before the first heading belongs to none.
        let mut current: Option<(Vec<Part>, usize)> = None;
        let mut title = String::new();
        let mut from = 0;
        for (number, heading) in headings.into_iter().enumerate() {
            let text = without_comments(source.get(from..heading.range.start).unwrap_or_default());
            let is_of_page = number == 1 && from > 0 && source.get(..from).is_some_and(|page| page.starts_with("# "));
            let parts = current.as_ref().map(|(parts, _)| parts.as_slice()).unwrap_or_default();
            page.add(parts, if is_of_page { "" } else { &title }, text.trim());
            let names_none = heading.parts.is_empty();
            current = if names_none {
                current.filter(|(_, level)| heading.level > *level)
            } else {
                Some((heading.parts, heading.level))
            };
            title = if names_none { heading.title } else { String::new() };
            from = heading.range.end;
        }
        page
    }

    /// What a part says; `None` where it says nothing, or no more than that it is yet to be written.
    pub fn part(&self, part: Part) -> Option<&str> {
        let text = Part::ALL.iter().zip(&self.parts).find(|(other, _)| **other == part).map(|(_, text)| text.as_str());
        text.filter(|text| says_something(text))
    }

    /// The parts that say nothing.
    pub fn missing(&self) -> Vec<Part> {
        Part::ALL.into_iter().filter(|part| self.part(*part).is_none()).collect()
    }

    /// Adds what stands below a heading, which is kept where it names no part, to all of `parts`.
    fn add(&mut self, parts: &[Part], title: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let named = Part::ALL.iter().zip(&mut self.parts).filter(|(part, _)| parts.contains(part));
        let other = Some(&mut self.other).filter(|_| parts.is_empty());
        for place in named.map(|(_, place)| place).chain(other) {
            for text in [title, text].into_iter().filter(|text| !text.is_empty()) {
                if !place.is_empty() {
                    place.push_str("\n\n");
                }
                place.push_str(text);
            }
        }
    }
}

/// A heading, or a line that serves as one.
struct Heading {
    range: Range<usize>,
    /// From 1; a line that serves as a heading is deeper than all of Markdown's.
    level: usize,
    title: String,
    /// Those that it names.
    parts: Vec<Part>,
}

fn headings(source: &str) -> Vec<Heading> {
    const DEEPEST: usize = 7;
    if too_deep(source) {
        return Vec::new();
    }
    let blocks = scan(source, 0..source.len()).into_iter().filter(|block| block.outer);
    let heading = |range: Range<usize>, kind| {
        let text = source.get(range.clone())?;
        if kind == Kind::Heading {
            let marks = text.trim_start().chars().take_while(|c| *c == '#').count();
            let underlined = if text.trim_end().ends_with('=') { 1 } else { 2 };
            let title = heading_text(text);
            let level = if marks == 0 { underlined } else { marks };
            return Some(Heading { range, level, parts: Part::named(&title), title });
        }
        let first = text.lines().next()?;
        let line = first.trim();
        let title = unbold(line).or_else(|| without_colon(line))?;
        let parts = Part::named(without_colon(title).unwrap_or(title));
        let end = range.start.saturating_add(first.len());
        let heading = Heading { range: range.start..end, level: DEEPEST, title: title.to_owned(), parts };
        Some(heading).filter(|heading| !heading.parts.is_empty())
    };
    let is_one = |kind| matches!(kind, Kind::Heading | Kind::Paragraph);
    blocks.filter(|block| is_one(block.kind)).filter_map(|block| heading(block.range, block.kind)).collect()
}

/// `text` without comments of HTML, of which only the line breaks are left: each line stands where it stood.
pub fn blank_comments(text: &str) -> String {
    replace_comments(text, |comment| "\n".repeat(comment.matches('\n').count()))
}

/// `text` without comments of HTML.
fn without_comments(text: &str) -> String {
    replace_comments(text, |_| String::new())
}

/// `text` with something else for each comment of HTML. One without an end is text.
fn replace_comments(text: &str, instead: impl Fn(&str) -> String) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some((before, comment)) = rest.split_once("<!--") {
        let Some((comment, after)) = comment.split_once("-->") else { break };
        left.push_str(before);
        left.push_str(&instead(comment));
        rest = after;
    }
    left + rest
}

fn says_something(text: &str) -> bool {
    let key = key(text);
    key.chars().any(char::is_alphanumeric) && !["tbd", "tba", "todo", "to do"].contains(&key.as_str())
}

/// A page with the headings of all parts and a question below each, to be filled in.
pub fn form(title: &str) -> String {
    let part = |part: Part| format!("\n## {}\n\n<!-- {} -->\n", part.title(), part.question());
    format!("# {title}\n{}", Part::ALL.map(part).concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(source: &str) -> [Option<String>; 4] {
        let page = OnePager::read(source);
        Part::ALL.map(|part| page.part(part).map(str::to_owned))
    }

    #[test]
    fn a_form_says_nothing_yet() {
        let page = OnePager::read(&form("Flags for Basket"));
        assert_eq!((page.missing(), page.other.as_str()), (Part::ALL.to_vec(), ""));
        let filled = form("Flags").replace("<!-- What goes wrong, for whom, and how often? -->", "Releases.");
        assert_eq!(read(&filled), [Some(String::from("Releases.")), None, None, None]);
    }

    #[test]
    fn parts_stand_under_the_headings_that_people_give_them() {
        let said = |text: &str| Some(text.to_owned());
        for (source, parts) in [
            ("# T\n## 1. Problem statement\na\nb\n\nc\n", [said("a\nb\n\nc"), None, None, None]),
            ("Problem\n=======\n\na\n\nWishes\n------\n- b\n", [said("a"), said("- b"), None, None]),
            ("**Problem:**\na\n\n**Wishlist**\n\nb\n", [said("a"), said("b"), None, None]),
            ("Problem:\n\na\n\nBusiness goals:\n\nb\n", [said("a"), None, said("b"), None]),
            ("# T\n## Goals\n### Business\na\n### Technical\nb\n", [None, None, said("a"), said("b")]),
            ("## Problem\na\n### Since when?\nb\n", [said("a\n\nSince when?\n\nb"), None, None, None]),
            ("## Problem\nTBD\n## Wish list\n-\n## Technical goals\n…\n", [None, None, None, None]),
            ("## Problem\na <!-- really? --> b\n", [said("a  b"), None, None, None]),
            ("## Problem\na\n## Problem\nb\n", [said("a\n\nb"), None, None, None]),
            ("```\n## Problem\n```\n", [None, None, None, None]),
            ("## Business and technical goals\na\n", [None, None, said("a"), said("a")]),
            ("## Business / technical goals\na\n", [None, None, said("a"), said("a")]),
            (
                "## Business goals (Q4)\na\n\n**Technical & business goals (2027):**\nb\n",
                [None, None, said("a\n\nb"), said("b")],
            ),
            ("## The problem we want to solve\na\n", [said("a"), None, None, None]),
            ("## Problem Statement / Background\na\n", [said("a"), None, None, None]),
            ("## Background (problem)\na\n", [None, None, None, None]),
        ] {
            assert_eq!(read(source), parts, "{source}");
        }
    }

    #[test]
    fn what_belongs_to_no_part_is_kept() {
        for (source, other) in [
            ("# Title\n\nFrom us.\n\n## Problem\na\n## Team\nFour.\n", "From us.\n\nTeam\n\nFour."),
            ("## Problem\na\n# Team\n\n", ""),
            ("## Team\nFour.\n", "Team\n\nFour."),
            ("<!-- open\n", "<!-- open"),
        ] {
            assert_eq!(OnePager::read(source).other, other, "{source}");
        }
        let deep = "> ".repeat(200);
        assert_eq!(OnePager::read(&format!("{deep}a")).other, format!("{deep}a"));
    }

    proptest! {
        #[test]
        fn no_text_is_lost(headings in prop::collection::vec("(#{1,3} |\\*\\*|)(Problem|Wishes|Business|Team|Goals)(:|\\*\\*|)", 0..12)) {
            let texts: Vec<String> = (0..headings.len()).map(|number| format!("text{number}.")).collect();
            let below = headings.iter().zip(&texts).map(|(heading, text)| format!("{heading}\n\n{text}\n\n"));
            let page = OnePager::read(&below.collect::<String>());
            let kept = page.parts.join(" ") + " " + &page.other;
            for text in &texts {
                prop_assert_eq!(kept.matches(text.as_str()).count(), 1, "{}: {:?}", text, page);
            }
        }
    }
}
