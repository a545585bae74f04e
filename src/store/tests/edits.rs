//! An edit changes the lines that it must, and leaves every other byte of a file that somebody wrote by hand.

use chrono::NaiveDate;

use super::diff::diff;
use super::{changed, read};
use crate::model::{Close, Engagement, Note, Retro, Task, Week};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn week(text: &str) -> Week {
    text.parse().unwrap()
}

/// An engagement by hand: unknown keys before and behind, a list on one line, odd spacing.
const BY_HAND: &str = "\
ticket = 1234
title = \"Contract tests\"   # for Checkout
start=2026-10-12
  end   =  2026-12-18  # before the freeze
engineers = [ \"Ana <ana@example.org>\", 'Lee' ]   # both half time
people = [
  # from the host
  \"Mei\",  # tester
]

[budget]  # nobody knows this table
days = 50
";

fn engagement() -> Engagement {
    let (start, end) = (date("2026-10-12"), date("2026-12-18"));
    Engagement::new("checkout".parse().unwrap(), String::new(), start, end)
}

#[track_caller]
fn check_engagement(edit: impl Fn(&mut Engagement), expected: &[&str]) {
    assert_eq!(diff(BY_HAND, &engagement(), edit), expected);
}

#[test]
fn a_date_is_one_line() {
    let edit = |engagement: &mut Engagement| engagement.end = date("2027-01-15");
    let (old, new) = ("-  end   =  2026-12-18  # before the freeze", "+  end   =  2027-01-15  # before the freeze");
    check_engagement(edit, &[old, new]);
}

#[test]
fn people_come_and_go_line_by_line() {
    let come = |engagement: &mut Engagement| engagement.people.push("Bo".parse().unwrap());
    check_engagement(come, &["+  \"Bo\","]);
    let go = ["-  # from the host", "-  \"Mei\",  # tester"];
    check_engagement(|engagement| engagement.people.clear(), &go);
    let advised = |engagement: &mut Engagement| engagement.advisor = Some("Mira".parse().unwrap());
    check_engagement(advised, &["+", "+advisor = \"Mira\""]);
}

#[test]
fn a_name_stays_as_somebody_has_spaced_it() {
    let before = BY_HAND.replace("people", "advisor = 'Mira  <mira@example.org> '  # on Fridays\npeople");
    assert_eq!(diff(&before, &engagement(), |engagement| engagement.people.clear()).len(), 2);
    let other = |engagement: &mut Engagement| engagement.advisor = Some("Zoe".parse().unwrap());
    let (old, new) = ("-advisor = 'Mira  <mira@example.org> '  # on Fridays", "+advisor = \"Zoe\"  # on Fridays");
    assert_eq!(diff(&before, &engagement(), other), [old, new]);
}

#[test]
fn closing_adds_a_table_behind_the_fields() {
    let close = |engagement: &mut Engagement| {
        let reason = Some(String::from("the team was dissolved"));
        engagement.close = Some(Close { date: date("2026-11-20"), outcome: None, early: true, reason });
    };
    let close_table = ["+[close]", "+date = 2026-11-20", "+early = true", "+reason = \"the team was dissolved\"", "+"];
    check_engagement(close, &close_table);
}

const RETRO: &str = "\
# Friday, in the small room
date = 2026-11-20
present = ['Ana', 'Lee']
went_well = [
    \"First contract\",  # at last
]

[[next]]  # the big one
text = \"Split the pipeline\"
link = \"https://example.org/1\"

[[notes]]
title = \"Kudos\"
text = \"Ana\"

# who asked for it?
[[next]]
id = \"ask\"
text = \"Ask for a slot\"
owner = \"Lee\"
";

#[track_caller]
fn check_retro(edit: impl Fn(&mut Retro), expected: &[&str]) {
    assert_eq!(diff(RETRO, &Retro::new(week("2026-W47")), edit), expected);
}

fn task(id: &str) -> Task {
    Task { id: id.parse().unwrap(), text: format!("Do {id}"), owner: None }
}

#[test]
fn an_action_is_added_behind_the_others() {
    let added = ["+", "+[[next]]", "+id = \"more\"", "+text = \"Do more\""];
    check_retro(|retro| retro.next.push(task("more")), &added);
    let blocked = ["+blockers = [", "+    { id = \"access\", text = \"Do access\" },", "+]", "+"];
    check_retro(|retro| retro.blockers.push(task("access")), &blocked);
    check_retro(|retro| retro.done.push("ask".parse().unwrap()), &["+done = [", "+    \"ask\",", "+]", "+"]);
    check_retro(|retro| retro.went_well.push(String::from("Lunch")), &["+    \"Lunch\","]);
}

#[test]
fn an_action_takes_what_is_about_it_along() {
    let gone = ["-[[next]]  # the big one", "-text = \"Split the pipeline\"", "-link = \"https://example.org/1\"", "-"];
    check_retro(|retro| drop(retro.next.remove(0)), &gone);
    let mut turned = read(RETRO, &Retro::new(week("2026-W47")));
    turned.next.swap(0, 1);
    let text = changed(RETRO, &turned);
    assert_eq!(read(&text, &turned), turned, "{text}");
    assert!(text.contains("# who asked for it?\n[[next]]\nid = \"ask\"\n"), "{text}");
    assert!(text.contains("text = \"Split the pipeline\"\nlink = \"https://example.org/1\"\n"), "{text}");
}

#[test]
fn a_note_is_known_by_what_it_says() {
    let note = Note { title: None, text: String::from("More") };
    check_retro(|retro| retro.notes.push(note.clone()), &["+[[notes]]", "+text = \"More\"", "+"]);
    check_retro(|retro| retro.notes.clear(), &["-[[notes]]", "-title = \"Kudos\"", "-text = \"Ana\"", "-"]);
}

#[test]
fn mixed_line_ends_stay_where_they_are() {
    let before = "title = \"T\"\r\nstart = 2026-10-12\nend = 2026-12-18\r\n# a\n\r\n";
    let mut engagement = read(before, &engagement());
    engagement.end = date("2027-01-15");
    assert_eq!(changed(before, &engagement), before.replace("2026-12-18\r", "2027-01-15"));
}

#[test]
fn a_last_line_without_an_end_is_no_obstacle() {
    let mut edited = read(ENGAGEMENT_WITHOUT_END, &engagement());
    edited.host = Some(String::from("Checkout"));
    let text = changed(ENGAGEMENT_WITHOUT_END, &edited);
    assert_eq!(read(&text, &edited), edited, "{text}");
}

const ENGAGEMENT_WITHOUT_END: &str = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18";
