//! Records of an older layout as this version writes new ones: the fields that a new record has from the start, in the
//! order and apart as git needs them. Comments and fields that nobody knows stay beside what they are about.

use std::path::Path;

use toml_edit::{Item, TableLike};

use super::canonical::canonical;
use super::decode::{Source, decode};
use super::edit::Draft;
use super::join::{Side, join};
use super::kinds::Kind;

/// The lists of tables whose items have an id that may be left out.
const WITH_IDS: [&str; 2] = ["next", "blockers"];

/// That a record cannot be laid out anew without saying something else.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct WouldDiffer;

/// The record `text` of the kind `kind` as a new one is laid out that says the same.
pub(super) fn renewed(kind: &Kind, path: &Path, text: &str) -> Result<String, WouldDiffer> {
    let anew = |text: &str| {
        let mut draft = Draft::new();
        let source = Source::new(path, text, None);
        decode(&source, &mut Vec::new(), |fields| kind.copy(fields, &mut draft)).map(|()| draft)
    };
    let Some(mut fresh) = anew(text) else {
        return Ok(text.to_owned());
    };
    let old = Draft::parse(text).map_err(|_| WouldDiffer)?;
    leave_out_ids(&mut fresh, &old);
    let fresh = fresh.into_new_text();
    let first = join(None, &fresh, text, &[]).map_err(|_| WouldDiffer)?;
    // What is spelled in another way stays as somebody has spelled it.
    let as_spelled = vec![Side::Theirs; first.contradictions.len()];
    let joined = join(None, &fresh, text, &as_spelled).map_err(|_| WouldDiffer)?;
    let after = canonical(&joined.text).map_err(|_| WouldDiffer)?;
    let says = |text: &str| anew(text).map(Draft::into_new_text);
    if says(&after) == says(text) && comments(&after) == comments(text) { Ok(after) } else { Err(WouldDiffer) }
}

/// What may be a comment, in any order.
fn comments(text: &str) -> Vec<&str> {
    let mut all: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once('#')?.1.trim())).collect();
    all.sort_unstable();
    all
}

/// Takes the ids from the items of `fresh` that have none in `old`.
fn leave_out_ids(fresh: &mut Draft, old: &Draft) {
    let mut document = fresh.document().clone();
    for list in WITH_IDS {
        let bare: Vec<&str> = old.document().get(list).into_iter().flat_map(tables).filter_map(bare_text).collect();
        let items = document.get_mut(list).and_then(Item::as_array_mut).into_iter().flat_map(|items| items.iter_mut());
        for item in items.filter_map(toml_edit::Value::as_inline_table_mut) {
            if item.get("text").and_then(toml_edit::Value::as_str).is_some_and(|text| bare.contains(&text)) {
                item.remove("id");
            }
        }
    }
    fresh.replace(document);
}

/// The tables of a list, in whichever form they are written.
fn tables(item: &Item) -> Vec<&dyn TableLike> {
    match item {
        Item::ArrayOfTables(tables) => tables.iter().map(|table| table as _).collect(),
        Item::Value(toml_edit::Value::Array(items)) => {
            items.iter().filter_map(|value| Some(value.as_inline_table()? as _)).collect()
        }
        _ => Vec::new(),
    }
}

/// The text of an item that has no id.
fn bare_text(table: &dyn TableLike) -> Option<&str> {
    let text = |key: &str| table.get(key).and_then(Item::as_str);
    let is_blank = text("id").is_some_and(|id| id.trim().is_empty());
    if table.contains_key("id") && !is_blank { None } else { text("text") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The retro `text` laid out anew, as lines.
    fn retro(text: &str) -> String {
        renewed(&Kind::Retro("2026-W47".parse().unwrap()), Path::new("2026-W47.toml"), text).unwrap()
    }

    #[test]
    fn an_item_whose_id_was_left_out_gets_none_and_the_others_keep_theirs() {
        let (split, ask) = ("text = \"Split the job\"", "id = \"access\"\ntext = \"Ask for access\"");
        for (list, text) in [
            ("next", format!("[[next]]\n{split}\n\n[[next]]\n{ask}\n")),
            ("next", format!("next = [{{ {split} }}, {{ {} }}]\n", ask.replace('\n', ", "))),
            ("blockers", format!("[[blockers]]\n{split}\n\n[[blockers]]\n{ask}\nowner = \"Lee\"\n")),
        ] {
            let after = retro(&text);
            assert_eq!(after.matches("id = ").count(), 1, "{after}");
            assert!(after.contains(list) && after.contains("id = \"access\"") && after.contains(split), "{after}");
            assert_eq!(retro(&after), after, "once is enough");
        }
    }

    #[test]
    fn a_record_of_one_layout_stays_as_it_is() {
        let path = Path::new("auxeng.toml");
        for text in ["home='P'\nschema=1\n", "schema = 1\n# the end"] {
            assert_eq!(renewed(&Kind::Settings, path, text).as_deref(), Ok(text));
        }
        assert_eq!(renewed(&Kind::Response, path, "why='x'\n").as_deref(), Ok("why='x'\n"), "it has no score");
        assert_ne!(renewed(&Kind::Response, path, "why='x'\nscore=9\n").as_deref(), Ok("why='x'\nscore=9\n"));
    }
}
