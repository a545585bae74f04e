//! Places in a text: bytes counted from its start, and never beyond its end.

use std::ops::Range;

/// How many bytes of `whole` stand before `rest`, which is its end.
pub fn ahead(whole: &str, rest: &str) -> usize {
    whole.len().saturating_sub(rest.len())
}

/// The lines of `text`, each with its line end and its place, where `start` is the place of the text itself.
pub fn lines_at(text: &str, start: usize) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut end = start;
    text.split_inclusive('\n').map(move |line| {
        let start = end;
        end = start.saturating_add(line.len());
        (start..end, line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_where_it_says() {
        let text = "> ä\n\nb";
        let all = format!("12{text}");
        let lines: Vec<_> = lines_at(text, 2).collect();
        assert_eq!(lines.iter().map(|(_, line)| *line).collect::<Vec<_>>(), ["> ä\n", "\n", "b"]);
        assert!(lines.iter().all(|(range, line)| all.get(range.clone()) == Some(line)));
        assert_eq!(ahead("  ä", "ä"), 2);
    }
}
