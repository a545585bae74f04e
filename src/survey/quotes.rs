//! Whether the quotes of a CSV text are in order: a reader that is kind to wrong ones swallows rows.

/// Where a quote is that is never closed, or is closed in the middle of a cell: the line, from 1, of its opening.
pub(super) fn misplaced(text: &str, separator: u8) -> Option<usize> {
    let separator = char::from(separator);
    let (mut line, mut opened) = (1, 0);
    let mut at = At::Start;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        at = match (at, c) {
            (At::Quoted, '"') if characters.next_if_eq(&'"').is_some() => At::Quoted,
            (At::Quoted, '"') => At::Closed,
            (At::Quoted, _) => At::Quoted,
            (_, '\n') => At::Start,
            (_, c) if c == separator => At::Start,
            (At::Closed, _) => return Some(opened),
            (At::Start, '"') => {
                opened = line;
                At::Quoted
            }
            (At::Start | At::Plain, _) => At::Plain,
        };
        line = line.saturating_add(usize::from(c == '\n'));
    }
    matches!(at, At::Quoted).then_some(opened)
}

/// What stands before a character.
#[derive(Clone, Copy)]
enum At {
    /// Nothing of the cell.
    Start,
    /// A cell without quotes, in which a quote is a character like any other.
    Plain,
    /// An open quote.
    Quoted,
    /// A closed quote.
    Closed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_in_order_or_told() {
        for (text, line) in [
            ("", None),
            ("a,b\n9,why\n", None),
            ("a,b\n9,\"why,\nand so\"\n8,\"\"\n", None),
            ("a,b\n9,\"a \"\"b\"\" c\"\n", None),
            ("a,b\n9,5\" screen\n", None),
            ("a,b\n9,\"why\n8,ok\n", Some(2)),
            ("a,b\n9,\"why\n8,\"ok\"\n", Some(2)),
            ("a,b\n9,\"why\" not\n", Some(2)),
            ("a,b\n9,\"x\ny\"\n8,\"z", Some(4)),
            ("\"", Some(1)),
        ] {
            assert_eq!(misplaced(text, b','), line, "{text:?}");
        }
        assert_eq!(misplaced("\"a\";b", b','), Some(1));
        assert_eq!(misplaced("\"a\";b", b';'), None);
    }
}
