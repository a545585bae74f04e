//! Lists of texts: whatever they were, they become what is wanted, and what stays keeps its comments.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Draft, Fields, Record, changed, decode, read};
use crate::model::Week;

/// A retro, of which only the list of those present counts.
#[derive(Debug, Clone, PartialEq)]
struct List(Vec<String>);

impl Record for List {
    fn encode(&self, draft: &mut Draft) {
        draft.top().texts("present", &self.0);
    }

    fn decode(&self, fields: &mut Fields<'_, '_>) -> Option<Self> {
        let week = Week::of(NaiveDate::default());
        Some(Self(decode::retro(week, fields).present))
    }
}

fn list(items: &[&str]) -> List {
    List(items.iter().map(|item| (*item).to_owned()).collect())
}

const COMMENTED: &str = "\
# above
present = [  # behind the bracket
    # first
    \"a\",  # about a
    \"b\",  # about b
    # before c
    # and more
    \"c\",  # about c
    # last
]  # behind

key = 1
";

#[test]
fn what_stays_keeps_its_comments() {
    for (items, removed, added) in [
        (&["a", "b", "c"][..], &[][..], &[][..]),
        (&["a", "c"], &["    \"b\",  # about b"], &[]),
        (&["b", "c"], &["    # first", "    \"a\",  # about a"], &[]),
        (&["a", "b"], &["    # before c", "    # and more", "    \"c\",  # about c"], &[]),
        (&["a", "b", "c", "d"], &[], &["    \"d\","]),
        (&["a", "d", "c"], &["    \"b\",  # about b"], &["    \"d\","]),
        (&["new", "a", "b", "c"], &[], &["    \"new\","]),
    ] {
        let wanted = list(items);
        let after = changed(COMMENTED, &wanted);
        assert_eq!(read(&after, &wanted), wanted, "{after}");
        let (before, after): (Vec<&str>, Vec<&str>) = (COMMENTED.lines().collect(), after.lines().collect());
        let gone: Vec<&str> = before.iter().filter(|line| !after.contains(line)).copied().collect();
        let new: Vec<&str> = after.iter().filter(|line| !before.contains(line)).copied().collect();
        assert_eq!((gone.as_slice(), new.as_slice()), (removed, added), "{items:?}");
    }
}

#[test]
fn items_on_one_line_move_onto_their_own_only_when_the_list_changes() {
    let before = "present = [ 'a',\"b\" ]  # two\nkey = 1\n";
    assert_eq!(changed(before, &list(&["a", "b"])), before);
    let after = "present = [\n    'a',\n    \"b\",\n    \"c\",\n]  # two\nkey = 1\n";
    assert_eq!(changed(before, &list(&["a", "b", "c"])), after);
    let after = "present = [\n    \"b\",\n]  # two\nkey = 1\n";
    assert_eq!(changed(before, &list(&["b"])), after);
    assert_eq!(changed(before, &list(&[])), "key = 1\n");
}

#[test]
fn a_blank_item_is_no_item_and_stays() {
    let before = "present = [\n    \"\",  # to fill in\n    \"a\",\n]\n";
    assert_eq!(changed(before, &list(&["a"])), before);
    let between = "present = [\n    \"a\",\n    \"\",  # somebody from the host\n    \"b\",\n]\n";
    let more = between.replace("\"b\",\n", "\"b\",\n    \"c\",\n");
    assert_eq!(changed(between, &list(&["a", "b", "c"])), more);
}

#[test]
fn a_comment_before_the_comma_stays_with_its_item() {
    let before = "present = [\n    \"a\"  # half time\n    , \"b\"  # from noon\n]\n";
    let after = changed(before, &list(&["a", "b", "c"]));
    let place = |text: &str| after.find(text).unwrap_or_else(|| panic!("{text} is lost: {after}"));
    assert!(place("\"a\"") < place("# half time") && place("# half time") < place("\"b\""), "{after}");
    assert!(place("\"b\"") < place("# from noon") && place("# from noon") < place("\"c\""), "{after}");
    assert_eq!(after.matches('#').count(), 2, "{after}");
}

proptest! {
    #[test]
    fn any_list_can_become_any_other(
        before in vec(select(&["a", "b", "c", "d"][..]), 1..6),
        after in vec(select(&["a", "b", "c", "d"][..]), 1..6),
        ends in vec(select(&[",", " , ", ",\n", ", # said\n\n", "# before the comma\n,"][..]), 6),
        last in select(&["", ",", "\n", ",\n# last\n"][..]),
    ) {
        let items = before.iter().zip(&ends).map(|(item, end)| format!("\"{item}\"{end}"));
        let text = format!("present = [{}\"z\"{last}]\n", items.collect::<String>());
        let wanted = list(&after);
        let text = changed(&text, &wanted);
        prop_assert_eq!(&read(&text, &wanted), &wanted, "{}", text);
        prop_assert_eq!(&changed(&text, &wanted), &text);
    }
}
