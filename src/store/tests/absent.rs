//! What says nothing is left alone, and what goes leaves the comments above it.

use super::diff::diff;
use super::{changed, read};
use crate::model::{Engagement, Goal, Retro, Score, Value, Week};

fn week() -> Week {
    "2026-W47".parse().unwrap()
}

fn engagement(text: &str) -> Engagement {
    let (start, end) = ("2026-10-12".parse().unwrap(), "2026-12-18".parse().unwrap());
    let like = Engagement::new("checkout".parse().unwrap(), String::new(), start, end);
    read(text, &like)
}

#[test]
fn lists_of_nothing_stay_with_their_comments() {
    let before = "\
# The retro of the last week before the freeze.
present = []  # nobody wrote it down

went_well = [
    \"\",
]
went_poorly = [ # ask
]
# what next?
next = [
    # to be told
]
blockers = []
";
    let minutes = |retro: &mut Retro| retro.minutes = Some(25);
    assert_eq!(diff(before, &Retro::new(week()), minutes), ["+", "+minutes = 25"]);
    let well = |retro: &mut Retro| retro.went_well.push(String::from("Lunch"));
    let lines = diff(before, &Retro::new(week()), well);
    assert_eq!(lines, ["+    \"Lunch\","]);
    let before = "people = []\ntitle = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n";
    let end = |engagement: &mut Engagement| engagement.end = "2027-01-15".parse().unwrap();
    assert_eq!(diff(before, &engagement(before), end), ["-end = 2026-12-18", "+end = 2027-01-15"]);
}

#[test]
fn what_says_the_usual_stays() {
    let before = "\
title = \"T\"
why = \"\"  # ask Mira
kind = \"diffusion\"
measure = \"metric\"
unit = ''
baseline = 2
target = 14
weight = 1.0  # as all the others
mvp = false  # until May
";
    let like = Goal {
        id: "coverage".parse().unwrap(),
        title: String::new(),
        why: None,
        kind: crate::model::GoalKind::Diffusion,
        measure: crate::model::Measure::Rating,
        mvp: false,
        weight: 1.0,
        dropped: None,
        scores: std::collections::BTreeMap::new(),
    };
    let score = |goal: &mut Goal| {
        let (value, note) = (Value::Number(3.0), None);
        goal.scores.insert(week(), Score { value, note });
    };
    let lines = diff(before, &like, score);
    assert_eq!(lines, ["+", "+[scores]", "+2026-W47 = { value = 3 }"]);
    let heavy = |goal: &mut Goal| (goal.weight, goal.mvp) = (2.0, true);
    let changed_lines = [
        "-weight = 1.0  # as all the others",
        "-mvp = false  # until May",
        "+weight = 2  # as all the others",
        "+mvp = true  # until May",
    ];
    assert_eq!(diff(before, &like, heavy), changed_lines);

    let before =
        "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n[close]\ndate = 2026-12-18\nearly = false  # no\n";
    let host = |engagement: &mut Engagement| engagement.host = Some(String::from("Search"));
    let lines = diff(before, &engagement(before), host);
    assert_eq!(lines, ["+", "+host = \"Search\""]);
}

const COMMENTED: &str = "\
# The engagement that Mira asked for.

# what it spreads
practice = \"\"\"
contract
testing\"\"\"  # or more?
title = \"T\"
start = 2026-10-12
end = 2026-12-18
# who helps
engineers = [
    \"Ana\",
]
# who is responsible
advisor = \"Mira\"

# in the end
[close]
date = 2026-12-18
# they said
outcome = \"Good\"
";

#[test]
fn what_goes_leaves_the_comments_above_it() {
    let like = engagement(COMMENTED);
    let edit = |edit: fn(&mut Engagement), gone: &[&str]| {
        assert_eq!(diff(COMMENTED, &like, edit), gone);
    };
    let blank = "+practice = \"\"  # or more?";
    let lines = ["-practice = \"\"\"", "-contract", "-testing\"\"\"  # or more?", blank];
    edit(|engagement| engagement.practice = None, &lines);
    edit(|engagement| engagement.engineers.clear(), &["-    \"Ana\","]);
    edit(|engagement| engagement.advisor = None, &["-advisor = \"Mira\""]);
    edit(|engagement| engagement.close.as_mut().unwrap().outcome = None, &["-outcome = \"Good\""]);
}

#[test]
fn what_goes_makes_room_for_what_comes() {
    let mut engagement = engagement(COMMENTED);
    engagement.practice = None;
    engagement.kind = Some(crate::model::EngagementKind::Debug);
    engagement.host = Some(String::from("Search"));
    engagement.engineers.clear();
    engagement.advisor = None;
    engagement.people = vec!["Lee".parse().unwrap()];
    let text = changed(COMMENTED, &engagement);
    assert_eq!(read(&text, &engagement), engagement, "{text}");
    for comment in ["Mira asked", "what it spreads", "who helps", "is responsible", "they said"] {
        assert!(text.contains(comment), "{comment}\n{text}");
    }
    assert_eq!(changed(&text, &engagement), text);
}

#[test]
fn a_key_with_dots_and_one_in_braces_go_too() {
    let head = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n";
    for (close, left) in [
        (
            "# how\nclose.date = 2026-12-18\n# they said\nclose.outcome = \"Good\"\n",
            "# how\nclose.date = 2026-12-18\n# they said\n",
        ),
        ("# how\nclose = { date = 2026-12-18, outcome = \"Good\" }\n", "# how\nclose = { date = 2026-12-18 }\n"),
    ] {
        let text = format!("{head}{close}");
        let mut engagement = engagement(&text);
        engagement.close.as_mut().unwrap().outcome = None;
        assert_eq!(changed(&text, &engagement), format!("{head}{left}"));
    }
}
