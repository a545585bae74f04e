//! Joins lists: item by item, each found again by its `id`, else its text, else all that it says.

use std::collections::HashMap;

use toml_edit::{Array, ArrayOfTables, Item, Value};

use super::super::lines::{INDENT, Line, put, take};
use super::shape::{Shape, said};
use super::{Joining, Step, Versions, comments, order};

/// What tells an item of a list from the others: by what and how it is called, and which one it is of those that are
/// called alike, from 0.
type Identity = (&'static str, String, usize);

/// A list in either of its forms.
#[derive(Default)]
struct List {
    opening: String,
    elements: Vec<(Identity, Element)>,
    closing: String,
}

/// An item of a list with the comments around it.
#[derive(Clone)]
struct Element {
    above: String,
    item: Item,
    behind: String,
}

impl List {
    fn of(item: &Item) -> Self {
        let (opening, elements, closing) = match item {
            Item::ArrayOfTables(tables) => {
                let plain = |item| Element { above: String::new(), item, behind: String::new() };
                (String::new(), tables.iter().cloned().map(Item::Table).map(plain).collect(), String::new())
            }
            Item::Value(Value::Array(array)) => {
                let (opening, lines, closing) = take(array);
                let element =
                    |line: Line| Element { above: line.above, item: Item::Value(line.value), behind: line.behind };
                (opening, lines.into_iter().map(element).collect(), closing)
            }
            _ => return Self::default(),
        };
        let mut seen: HashMap<(&str, String), usize> = HashMap::new();
        let told = |element: Element| {
            let (by, name) = name(&element.item);
            let next = seen.entry((by, name.clone())).or_default();
            let nth = *next;
            *next = nth.saturating_add(1);
            ((by, name, nth), element)
        };
        let elements: Vec<Element> = elements;
        Self { opening, elements: elements.into_iter().map(told).collect(), closing }
    }

    fn identities(&self) -> Vec<Identity> {
        self.elements.iter().map(|(identity, _)| identity.clone()).collect()
    }

    fn by_identity(&self) -> HashMap<&Identity, &Element> {
        self.elements.iter().map(|(identity, element)| (identity, element)).collect()
    }
}

/// By what `item` is told from the others of its list, and how it is called.
fn name(item: &Item) -> (&'static str, String) {
    let by_field = match Shape::of(item) {
        Some(Shape::Table(table)) => {
            ["id", "text", "what"].into_iter().find_map(|key| Some((key, table.get(key)?.as_str()?.to_owned())))
        }
        _ => None,
    };
    by_field.unwrap_or_else(|| (item.type_name(), said(item)))
}

impl Joining<'_> {
    /// Joins two lists, each in either of its forms.
    pub(super) fn list(&mut self, base: Option<&Item>, mine: &Item, theirs: &Item) -> Item {
        let before = base.map(List::of).unwrap_or_default();
        let (own, other) = (List::of(mine), List::of(theirs));
        let [first, own_order, second] = [before.identities(), own.identities(), other.identities()];
        let order = if base.is_some() && first == own_order {
            order::joined(&second, &own_order)
        } else {
            order::joined(&own_order, &second)
        };
        let [in_base, in_mine, in_theirs] = [&before, &own, &other].map(List::by_identity);
        let mut elements = Vec::new();
        for identity in order {
            let versions = Versions {
                base: in_base.get(&identity).copied(),
                mine: in_mine.get(&identity).copied(),
                theirs: in_theirs.get(&identity).copied(),
            };
            let step = Step::Item(identity.1.clone());
            elements.extend(self.within(step, |joining| joining.element(versions)));
        }
        match mine {
            Item::ArrayOfTables(tables) => Item::ArrayOfTables(rebuilt_tables(tables, elements)),
            Item::Value(Value::Array(array)) => {
                let text = |base: &str, mine: &str, theirs: &str| comments::above(Some(base), mine, theirs);
                let opening = comments::behind(Some(&before.opening), &own.opening, &other.opening);
                let closing = text(&before.closing, &own.closing, &other.closing);
                Item::Value(Value::Array(rebuilt_array(array, (opening, closing), elements)))
            }
            item => item.clone(),
        }
    }

    fn element(&mut self, versions: Versions<'_, Element>) -> Option<Element> {
        fn item(element: &Element) -> &Item {
            &element.item
        }
        let Versions { base, mine, theirs } = versions;
        let joined = self.item(Versions { base: base.map(item), mine: mine.map(item), theirs: theirs.map(item) })?;
        let (above, behind) = match (mine, theirs) {
            (Some(mine), Some(theirs)) => {
                let above = comments::above(base.map(|base| base.above.as_str()), &mine.above, &theirs.above);
                let behind = comments::behind(base.map(|base| base.behind.as_str()), &mine.behind, &theirs.behind);
                (above, behind)
            }
            (one, other) => {
                let one = one.or(other)?;
                (one.above.clone(), one.behind.clone())
            }
        };
        Some(Element { above, item: joined, behind })
    }
}

/// `mine` with these items.
fn rebuilt_tables(mine: &ArrayOfTables, elements: Vec<Element>) -> ArrayOfTables {
    let mut tables = mine.clone();
    tables.clear();
    let items = elements.into_iter().map(|element| element.item);
    for table in items.filter_map(|item| item.into_table().ok()) {
        tables.push(table);
    }
    tables
}

/// `mine` with these items; one that has them already stays as it is.
fn rebuilt_array(mine: &Array, (opening, closing): (String, String), elements: Vec<Element>) -> Array {
    let mut array = mine.clone();
    let (_, lines, _) = take(mine);
    let line = |element: Element| {
        let value = element.item.into_value().ok()?;
        Some(Line { above: element.above, value, behind: element.behind })
    };
    let joined: Vec<Line> = elements.into_iter().filter_map(line).collect();
    let is_line = |(joined, line): (&Line, &Line)| {
        let text = |line: &Line| format!("{}{}{}", line.above, line.value, line.behind);
        text(joined) == text(line)
    };
    if joined.len() == lines.len() && joined.iter().zip(&lines).all(is_line) {
        return array;
    }
    let indent = lines.first().and_then(|line| line.above.rsplit_once('\n'));
    let indent = indent.map_or_else(|| INDENT.to_owned(), |(_, indent)| indent.to_owned());
    put(&mut array, opening, joined, &closing, &indent);
    array
}
