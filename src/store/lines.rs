//! An array as lines: elements come, go and change places together with the comments that are about them.

use std::collections::VecDeque;

use toml_edit::{Array, Value};

use super::values::raw;

/// The indent of an element in canonical form.
pub(super) const INDENT: &str = "    ";

/// An element with the text around it, which is white space and comments.
pub(super) struct Line {
    /// From the end of the line before, its line end included.
    pub(super) above: String,
    pub(super) value: Value,
    /// Up to the end of its line, its comma not counted.
    pub(super) behind: String,
}

/// Makes `array` hold one element for each of `items`, in their order: the present one that `is` it, else a `fresh` one.
/// Elements that are no item, because they say nothing (`is_blank`), keep their places. An array that is so already
/// stays as it is; one that changes has one element a line.
pub(super) fn rearrange<T>(
    array: &mut Array,
    items: &[T],
    is_blank: impl Fn(&Value) -> bool,
    is: impl Fn(&Value, &T) -> bool,
    fresh: impl Fn(&T) -> Value,
) {
    let said: Vec<&Value> = array.iter().filter(|value| !is_blank(value)).collect();
    if said.len() == items.len() && said.iter().zip(items).all(|(value, item)| is(value, item)) {
        return;
    }
    let (opening, lines, closing) = take(array);
    let mut old: VecDeque<Option<Line>> = lines.into_iter().map(Some).collect();
    let indent = old.iter().flatten().next().and_then(|line| line.above.rsplit_once('\n'));
    let indent = indent.map_or_else(|| INDENT.to_owned(), |(_, indent)| indent.to_owned());
    let mut blank = Vec::new();
    let mut lines = Vec::new();
    for (place, line) in old.iter_mut().enumerate() {
        if line.as_ref().is_some_and(|line| is_blank(&line.value)) {
            blank.extend(line.take().map(|line| (place, line)));
        }
    }
    let mut blank = blank.into_iter().peekable();
    for item in items {
        while let Some((_, line)) = blank.next_if(|(place, _)| *place <= lines.len()) {
            lines.push(line);
        }
        let new = || Line { above: format!("\n{indent}"), value: fresh(item), behind: String::new() };
        lines.push(take_first(&mut old, |line| is(&line.value, item)).unwrap_or_else(new));
    }
    lines.extend(blank.map(|(_, line)| line));
    put(array, opening, lines, &closing, &indent);
}

/// Takes the first of `old` that `is` it. What is taken from the front is not looked at again: most of a list stays in its
/// order.
pub(super) fn take_first<T>(old: &mut VecDeque<Option<T>>, is: impl Fn(&T) -> bool) -> Option<T> {
    while old.front().is_some_and(Option::is_none) {
        old.pop_front();
    }
    old.iter_mut().find(|line| line.as_ref().is_some_and(&is))?.take()
}

/// The lines of `array`, with what stands behind its opening and before its closing bracket.
pub(super) fn take(array: &Array) -> (String, Vec<Line>, String) {
    let mut opening = String::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut end = String::new();
    let last = array.len().saturating_sub(1);
    for (index, value) in array.iter().enumerate() {
        let (behind, above) = split(raw(value.decor().prefix()));
        lines.last_mut().map_or(&mut opening, |line| &mut line.behind).push_str(behind);
        let mut value = value.clone();
        if index == last && !array.trailing_comma() {
            raw(value.decor().suffix()).clone_into(&mut end);
            value.decor_mut().set_suffix("");
        }
        lines.push(Line { above: above.to_owned(), value, behind: String::new() });
    }
    end.push_str(raw(Some(array.trailing())));
    let (behind, closing) = split(&end);
    lines.last_mut().map_or(&mut opening, |line| &mut line.behind).push_str(behind);
    (opening, lines, closing.to_owned())
}

/// Makes `array` hold `lines`, each on a line of its own.
pub(super) fn put(array: &mut Array, opening: String, lines: Vec<Line>, closing: &str, indent: &str) {
    array.clear();
    let mut before = opening;
    for Line { above, mut value, behind } in lines {
        let above = if above.contains('\n') { above } else { format!("\n{indent}") };
        value.decor_mut().set_prefix(format!("{}{above}", before.trim_end()));
        array.push_formatted(value);
        before = behind;
    }
    let closing = if closing.contains('\n') { closing } else { "\n" };
    array.set_trailing(format!("{}{closing}", before.trim_end()));
    array.set_trailing_comma(true);
}

/// What of `raw` is on the line on which it begins, and what is below, where all of it counts that has no line end.
fn split(raw: &str) -> (&str, &str) {
    raw.split_at(raw.find('\n').unwrap_or_default())
}
