//! Whatever somebody wrote about an item of a list stays with it, and what was left out stays left out.

use super::{changed, created};
use crate::model::{About, Champion, FollowUp, Note, ProjectRetro, Retro, Takeaway, Task, TimeSplit, Week};

fn retro() -> Retro {
    Retro::new("2026-W47".parse::<Week>().unwrap())
}

fn with_time(pairing: f64, host: f64, home: f64) -> Retro {
    Retro { time: TimeSplit::new(pairing, host, home), ..retro() }
}

#[test]
fn a_part_of_the_week_that_was_left_out_stays_left_out() {
    for (before, retro, after) in [
        ("time = { pairing = 3, host = 1 }\n", with_time(3.0, 1.0, 0.0), "time = { pairing = 3, host = 1 }\n"),
        ("time = { pairing = 3, host = 1 }\n", with_time(3.0, 0.0, 0.0), "time = { pairing = 3, host = 0 }\n"),
        ("time = { pairing = 3 }\n", with_time(3.0, 0.5, 0.0), "time = { pairing = 3, host = 0.5 }\n"),
    ] {
        let text = changed(before, &retro);
        assert!(text.contains(after.trim_end()), "{before} became {text}");
    }
    let new = created(&with_time(3.0, 0.0, 0.0));
    assert!(new.contains("time = { pairing = 3, host = 0, home = 0 }\n"), "{new}");
}

#[test]
fn columns_of_a_new_retro_are_there_from_the_start() {
    let new = created(&retro());
    for column in ["present", "went_well", "went_poorly", "failure_modes", "done"] {
        assert!(new.contains(&format!("{column} = [\n]\n")), "{column}: {new}");
    }
}

#[test]
fn notes_keep_what_only_somebody_else_knows() {
    let before =
        "[[notes]]\ntitle = \"T\"\ntext = \"a\"\nby = \"Ana\"\n\n[[notes]]\ntitle = \"T\"\ntext = \"b\"\nby = \"Bo\"\n";
    let note = |text: &str| Note { title: Some(String::from("T")), text: text.to_owned() };
    let after = changed(before, &Retro { notes: vec![note("b"), note("c")], ..retro() });
    assert!(!after.contains("Ana"), "what was about the first note went with it: {after}");
    assert!(after.contains("text = \"b\"\nby = \"Bo\"\n"), "{after}");
    assert_eq!(after.matches("by").count(), 1, "{after}");
}

#[test]
fn items_far_from_one_another_stay_in_their_order() {
    let before =
        "[[seen]]\nby = \"Ana\"\n[[blockers]]\ntext = \"a\"\n[[seen]]\nby = \"Bo\"\n[[blockers]]\ntext = \"b\"\n";
    let task = |id: &str| Task { id: id.parse().unwrap(), text: id.to_owned(), owner: None };
    for order in [["new", "a", "b"], ["a", "new", "b"], ["a", "b", "new"], ["b", "new", "a"], ["new", "b", "a"]] {
        let after = changed(before, &Retro { blockers: order.map(task).to_vec(), ..retro() });
        let lines = after.lines().filter_map(|line| line.strip_prefix("text = \"")?.strip_suffix('"'));
        assert_eq!(lines.collect::<Vec<_>>(), order, "{after}");
        assert!(after.find("Ana") < after.find("Bo"), "{after}");
    }
}

#[test]
fn tables_below_an_item_go_where_it_goes() {
    let before = "[[blockers]]\ntext = \"a\"\n[blockers.of-a]\n[blockers.of-a.deeper]\n[[blockers.list-of-a]]\n\
                  [[blockers]]\ntext = \"b\"\n[blockers.of-b]\n";
    let task = |id: &str| Task { id: id.parse().unwrap(), text: id.to_owned(), owner: None };
    let after = changed(before, &Retro { blockers: ["b", "new", "a"].map(task).to_vec(), ..retro() });
    let expected = "text = \"b\"\n[blockers.of-b]\n\n[[blockers]]\nid = \"new\"\ntext = \"new\"\n[[blockers]]\n\
                    text = \"a\"\n[blockers.of-a]\n[blockers.of-a.deeper]\n[[blockers.list-of-a]]\n";
    assert!(after.ends_with(expected), "{after}");
}

#[test]
fn tasks_and_takeaways_keep_what_only_somebody_else_knows() {
    let before = "date = 2026-12-18\nnext = [\n    { text = \"a\", link = \"1\" },\n    { text = \"b\", link = \"2\" },\n]\n\
                  takeaways = [\n    { text = \"a\", link = \"3\" },\n    { text = \"b\", link = \"4\" },\n]\n";
    let next = |text: &str| FollowUp { text: text.to_owned(), owner: None };
    let takeaway = |text: &str| Takeaway { text: text.to_owned(), about: About::Engagements };
    let project = ProjectRetro {
        next: vec![next("b"), next("a")],
        takeaways: vec![takeaway("b"), takeaway("a")],
        ..ProjectRetro::new("2026-12-18".parse().unwrap())
    };
    let after = changed(before, &project);
    let links: Vec<char> = after.split("link = \"").skip(1).filter_map(|rest| rest.chars().next()).collect();
    assert_eq!(links, ['2', '1', '4', '3'], "{after}");
    let before =
        "next = [\n    { text = \"Ask\", link = \"1\" },\n    { id = \"b\", text = \"Ask\", link = \"2\" },\n]\n";
    let task = |id: &str| Task { id: id.parse().unwrap(), text: String::from("Ask"), owner: None };
    let after = changed(before, &Retro { next: vec![task("b"), task("ask")], ..retro() });
    let links: Vec<char> = after.split("link = \"").skip(1).filter_map(|rest| rest.chars().next()).collect();
    assert_eq!((links, after.matches("id =").count()), (vec!['2', '1'], 1), "{after}");
}

#[test]
fn what_says_nothing_stays_as_it_is() {
    let before = "present = [\"\", \" \"]\nmvp_weeks = 3\ndropped = [\"\"]\n";
    assert_eq!(changed(before, &Retro { mvp_weeks: Some(3), ..retro() }), before);
    let before = "person = \"Ana   Duarte <ana@example.org>\"\nfor = \" \"\n";
    let person = "Ana   Duarte <ana@example.org>".parse().unwrap();
    assert_eq!(changed(before, &Champion::new("ana".parse().unwrap(), person)), before);
}
