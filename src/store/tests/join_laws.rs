//! The laws of joining: who changed nothing adds nothing, equal changes are one, the sides count alike, and no item is
//! lost.

use std::fmt::Debug;

use proptest::prelude::*;
use toml_edit::DocumentMut;

use super::arbitrary::{engagement, engagements, goals, project_retro, retros};
use super::{Record, created, read};
use crate::model::{Goal, Retro};
use crate::store::join::{Joined, Side, join};

/// `text` with a field of its own, so that no two versions are the same text and each has to be joined.
fn marked(text: &str, side: &str) -> String {
    format!("{text}\n[x-{side}]\nmark = true\n")
}

fn joined(base: &str, mine: &str, theirs: &str, side: Side) -> Joined {
    let choices = [side; 64];
    join(Some(base), &marked(mine, "mine"), &marked(theirs, "theirs"), &choices).unwrap()
}

/// Who has changed nothing adds nothing, and the same change on both sides is one.
fn holds<T: Record + PartialEq + Debug>(base: &T, changed: &T) -> Result<(), TestCaseError> {
    let (base_text, changed_text) = (created(base), created(changed));
    for (mine, theirs, expected) in [
        (&base_text, &changed_text, changed),
        (&changed_text, &base_text, changed),
        (&changed_text, &changed_text, changed),
        (&base_text, &base_text, base),
    ] {
        let Joined { text, contradictions } = joined(&base_text, mine, theirs, Side::Mine);
        prop_assert_eq!(contradictions, vec![], "{}\n---\n{}", mine, theirs);
        prop_assert_eq!(&read(&text, expected), expected, "{}", text);
        prop_assert!(text.contains("[x-mine]") && text.contains("[x-theirs]"), "{}", text);
    }
    Ok(())
}

/// Whoever is on which side, the same comes of it; and where nothing contradicts, no choice changes anything.
fn is_symmetric<T: Record + PartialEq + Debug>(
    versions: [&T; 3],
    sorted: impl Fn(T) -> T,
) -> Result<(T, usize), TestCaseError> {
    let [base, mine, theirs] = versions.map(created);
    let one = joined(&base, &mine, &theirs, Side::Mine);
    let other = joined(&base, &theirs, &mine, Side::Theirs);
    prop_assert_eq!(one.contradictions.len(), other.contradictions.len());
    let like = versions[0];
    let record = sorted(read(&one.text, like));
    prop_assert_eq!(&record, &sorted(read(&other.text, like)), "{}\n---\n{}", one.text, other.text);
    if one.contradictions.is_empty() {
        prop_assert_eq!(&joined(&base, &mine, &theirs, Side::Theirs).text, &one.text);
    }
    Ok((record, one.contradictions.len()))
}

fn sorted_retro(mut retro: Retro) -> Retro {
    for list in [&mut retro.present, &mut retro.went_well, &mut retro.went_poorly] {
        list.sort();
    }
    for list in [&mut retro.done, &mut retro.dropped, &mut retro.cleared] {
        list.sort();
    }
    for list in [&mut retro.next, &mut retro.blockers] {
        list.sort_by_key(|task| format!("{task:?}"));
    }
    retro.notes.sort_by_key(|note| format!("{note:?}"));
    retro.failure_modes.sort_by_key(|mode| mode.label());
    retro
}

/// `list` with what `added` has, where that is not there yet.
fn with<T: Clone + PartialEq>(list: &[T], added: &[T]) -> Vec<T> {
    let new = added.iter().filter(|item| !list.contains(item));
    list.iter().chain(new).cloned().collect()
}

/// Parts of documents that no record has, in every form that TOML knows.
const PARTS: [&str; 22] = [
    "# comment\n",
    "a = 1\n",
    "a = 1.0  # spelt\n",
    "a = \"two\"\n",
    "a = [[1], [2]]\n",
    "b = [\"x\", \"y\"]  # behind\n",
    "b = [\n    # about x\n    \"x\",  # x\n    1,\n]\n",
    "b = []\n",
    "c.d = 1\n",
    "c.e.f = 2\n",
    "c = { d = 1, e = { f = 3 } }\n",
    "n = [{ id = \"p\", z = 1 }, { id = \"q\" }]\n",
    "[c]\nd = 1\n",
    "[c.e]  # header\nf = 2\n",
    "[c.e.g]\nh = 1\n",
    "[[n]]\nid = \"p\"\nz = 2\n",
    "[[n]]\ntext = \"p\"\n",
    "[[n]]\n",
    "[[n.m]]\nid = 1\n",
    "[t]\nx = 1\ny = { z = 1 }\n",
    "[t]\n# y\ny = { z = 2, w = 1 }\n",
    "[t.y]\nz = 1\n",
];

/// Any document of such parts.
fn document() -> impl Strategy<Value = String> {
    let parts = proptest::collection::vec(proptest::sample::select(&PARTS[..]), 0..7);
    parts.prop_map(|parts| parts.concat()).prop_filter("no TOML", |text| text.parse::<DocumentMut>().is_ok())
}

/// Fewer than usual, since each is joined many times.
fn fewer() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases / 4, ..usual }
}

proptest! {
    #![proptest_config(fewer())]

    #[test]
    fn an_unchanged_side_adds_nothing_to_a_retro((base, changed) in retros()) {
        holds(&base, &changed)?;
    }

    #[test]
    fn an_unchanged_side_adds_nothing_to_a_goal((base, changed) in goals()) {
        holds(&base, &changed)?;
    }

    #[test]
    fn an_unchanged_side_adds_nothing_to_an_engagement((base, changed) in engagements()) {
        holds(&base, &changed)?;
    }

    #[test]
    fn an_unchanged_side_adds_nothing_to_a_project_retro(base in project_retro(), changed in project_retro()) {
        holds(&base, &changed)?;
    }

    #[test]
    fn the_sides_count_alike_and_no_item_is_lost((base, mine) in retros(), (_, theirs) in retros()) {
        let mut theirs = theirs;
        // The same week, so that the day of one can be that of the other.
        (theirs.week, theirs.date) = (base.week, mine.date);
        // Nothing is taken away, so that everything that anybody has said is to be found again.
        let (mut mine, mut theirs) = (mine, theirs);
        for side in [&mut mine, &mut theirs] {
            side.went_well = with(&base.went_well, &side.went_well);
            side.done = with(&base.done, &side.done);
            side.notes = with(&base.notes, &side.notes);
            side.next = with(&base.next, &side.next);
        }
        let (record, _) = is_symmetric([&base, &mine, &theirs], sorted_retro)?;
        for side in [&mine, &theirs] {
            prop_assert!(side.went_well.iter().all(|text| record.went_well.contains(text)));
            prop_assert!(side.done.iter().all(|id| record.done.contains(id)));
            prop_assert!(side.notes.iter().all(|note| record.notes.iter().any(|other| other.text == note.text)));
            prop_assert!(side.next.iter().all(|task| record.next.iter().any(|other| other.id == task.id)));
        }
    }

    #[test]
    fn scores_of_both_sides_are_kept((base, mine) in goals(), taken in any::<u64>()) {
        // Each week of the changed goal is scored by one of the two.
        let part = |of_mine: bool| {
            let scores = mine.scores.iter().enumerate();
            let own = scores.filter(|(nth, _)| (taken >> (nth % 64) & 1 == 1) == of_mine);
            let scores = own.map(|(_, (week, score))| (*week, score.clone())).chain(base.scores.clone());
            Goal { scores: scores.collect(), ..base.clone() }
        };
        let (record, contradictions) = is_symmetric([&base, &part(true), &part(false)], |goal| goal)?;
        prop_assert_eq!(contradictions, 0);
        let all = mine.scores.into_iter().chain(base.scores.clone()).collect();
        prop_assert_eq!(record, Goal { scores: all, ..base });
    }

    #[test]
    fn fields_of_different_people_are_joined(base in engagement(), (title, host) in ("[a-z]{1,9}", "[a-z]{1,9}")) {
        let mine = crate::model::Engagement { title: title.clone(), ..base.clone() };
        let theirs = crate::model::Engagement { host: Some(host.clone()), ..base.clone() };
        let (record, contradictions) = is_symmetric([&base, &mine, &theirs], |engagement| engagement)?;
        prop_assert_eq!(contradictions, 0);
        prop_assert_eq!(record, crate::model::Engagement { title, host: Some(host), ..base });
    }
}

proptest! {
    #[test]
    fn any_documents_are_joined_or_left(base in document(), mine in document(), theirs in document()) {
        for side in [Side::Mine, Side::Theirs] {
            // What it gives was parsed again and says what it should; here it is seen that nothing panics.
            if let Ok(joined) = join(Some(&base), &mine, &theirs, &[side; 16]) {
                prop_assert!(joined.text.parse::<DocumentMut>().is_ok());
            }
        }
        // What only one side has changed is never asked for.
        let marked = [format!("{mine}# mine\n"), format!("{base}# base\n")];
        for [mine, theirs] in [[&marked[0], &marked[1]], [&marked[1], &marked[0]]] {
            if let Ok(joined) = join(Some(&base), mine, theirs, &[]) {
                prop_assert_eq!(joined.contradictions, vec![], "{}\n---\n{}\n---\n{}", base, mine, theirs);
            }
        }
    }
}
