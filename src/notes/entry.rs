//! What the text of an item says: whether it is done, whether it says anything, whom it names.

use super::blocks::list_marker;

/// Takes a checkbox off the front: whether it is ticked (`None` without one), and the text after
/// it.
pub(super) fn checkbox(text: &str) -> (Option<bool>, &str) {
    let ticked = [("[ ]", false), ("[x]", true), ("[X]", true)];
    ticked
        .into_iter()
        .find_map(|(mark, ticked)| {
            let after = text.strip_prefix(mark)?;
            // "[x](…)" is a link.
            (after.is_empty() || after.starts_with(char::is_whitespace)).then(|| (Some(ticked), after.trim_start()))
        })
        .unwrap_or((None, text))
}

/// Whether an item says that there is nothing to say.
pub(super) fn is_nothing(text: &str) -> bool {
    let word = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!' | '*' | '_' | '(' | ')'));
    ["na", "n/a", "n.a", "none", "nothing", "nil", "-", "–", "—"].contains(&word.to_lowercase().as_str())
}

/// The names in one entry of a list of people: at least one in each line.
///
/// Unless an entry is taken line by line (`whole`), signs and "and" also part names.
pub(super) fn names(text: &str, whole: bool) -> Vec<String> {
    let mut names = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let line = list_marker(line).map_or(line, |(_, after)| after);
        let parts = if whole { vec![line] } else { enumerated(line) };
        names.extend(parts.into_iter().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned));
    }
    names
}

/// The parts of an enumeration. Nothing is parted between brackets: "Ana Duarte (PO, payments)" is
/// one name.
pub(super) fn enumerated(line: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let separates = |c: char| {
        match c {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, ',' | ';' | '，' | '、' | '；')
    };
    let mut parts = Vec::new();
    for part in line.split(separates) {
        let part = part.trim();
        let part = part.strip_prefix("and ").unwrap_or(part);
        let pair = part.split_once(" and ").or_else(|| part.split_once(" & "));
        match pair.filter(|_| !part.contains(['(', '['])) {
            Some((first, second)) => parts.extend([first, second]),
            None => parts.push(part),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checkboxes() {
        for (text, expected) in [
            ("[ ] a", (Some(false), "a")),
            ("[x]  a", (Some(true), "a")),
            ("[X]\na", (Some(true), "a")),
            ("[x]", (Some(true), "")),
            ("[x](https://example.org)", (None, "[x](https://example.org)")),
            ("[] a", (None, "[] a")),
            ("a [x]", (None, "a [x]")),
        ] {
            assert_eq!(checkbox(text), expected, "{text}");
        }
    }

    #[test]
    fn nothing_has_many_names() {
        for text in ["NA", "n/a", "N.A.", "None.", "nothing", "Nil", "-", "—", "*none*", "(None)", "Nothing!"] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["", ".", "none of it worked", "nada", "N", "*"] {
            assert!(!is_nothing(text), "{text}");
        }
    }

    #[test]
    fn people_are_parted() {
        for (text, whole, expected) in [
            ("Ana, Lee;Bo", false, vec!["Ana", "Lee", "Bo"]),
            ("Ana Duarte (PO, payments), Lee", false, vec!["Ana Duarte (PO, payments)", "Lee"]),
            ("[Ana, D.](https://example.org), Lee", false, vec!["[Ana, D.](https://example.org)", "Lee"]),
            ("Ana and Lee", false, vec!["Ana", "Lee"]),
            ("Ana, Lee, and Bo & Cy", false, vec!["Ana", "Lee", "Bo", "Cy"]),
            ("Ana (host and home)", false, vec!["Ana (host and home)"]),
            ("Andrea", false, vec!["Andrea"]),
            ("林美、李明，王芳", false, vec!["林美", "李明", "王芳"]),
            ("Ana,\nLee\n", false, vec!["Ana", "Lee"]),
            ("Ana Duarte, delivery and support", true, vec!["Ana Duarte, delivery and support"]),
            ("Home\n- Ana\n- Lee", true, vec!["Home", "Ana", "Lee"]),
            (" , ", false, vec![]),
        ] {
            assert_eq!(names(text, whole), expected, "{text}");
        }
    }
}
