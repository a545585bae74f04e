//! What is told where two files contradict one another, where something stands in the wrong place, and where it is said
//! again: once, with what to do.

use std::fs;

use super::reading::{ENGAGEMENT, GOAL, store};
use crate::model::{NpsScore, Response, Slug};
use crate::store::{Detail, Loaded, Store};

fn checkout() -> Slug {
    "checkout".parse().unwrap()
}

fn load(store: &Store) -> Loaded {
    store.load(&checkout(), Detail::EVERYTHING).unwrap()
}

/// The findings about an engagement with these files: the rule, the words, and what to do.
fn told(files: &[(&str, &str)]) -> Vec<[String; 3]> {
    let (_folder, store) = store(&[&[("checkout/engagement.toml", ENGAGEMENT)], files].concat());
    let told = load(&store).findings.into_iter();
    told.map(|finding| [finding.rule.id.to_owned(), finding.message, finding.help]).collect()
}

#[test]
fn answers_of_one_export_in_two_rounds_are_told() {
    let (_folder, store) = store(&[("checkout/engagement.toml", ENGAGEMENT)]);
    let lock = store.lock(|| ()).unwrap();
    let answer = |score| Response { score: NpsScore::new(score).unwrap(), why: None, role: None };
    let import = |round: &str, score| {
        let round = round.parse().unwrap();
        store.import_response(&lock, &checkout(), round, &answer(score), 0).unwrap();
    };
    import("2026-11-16", 9);
    import("2026-11-18", 8);
    assert_eq!(load(&store).findings, []);
    import("2026-11-18", 9);
    let findings = load(&store).findings;
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(finding.rule.id, "counted-twice");
    assert_eq!(finding.message, "the round of 2026-11-16 holds 1 answer of the same export");
    assert_eq!(finding.help, "keep the round that is right, and remove the files of the other with git");
    assert!(finding.place.as_ref().is_some_and(|place| place.file.ends_with("checkout/nps/2026-11-18")));
}

#[test]
fn a_proposal_that_was_declined_and_opened_is_told() {
    let proposal = |verdict: &str| {
        let decision = format!("[decision]\ndate = 2026-11-12\naccepted = {verdict}\nreason = \"no time\"\n");
        format!("title = \"T\"\nproposed = 2026-11-02\n\n{decision}")
    };
    let findings = told(&[("checkout/proposal.toml", &proposal("false"))]);
    let [[rule, message, help]] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!(rule, "declined-and-opened");
    assert_eq!(message, "it is declined, and engagement.toml beside it says that it was opened");
    assert_eq!(help, "agree on one: correct `accepted` here, or end the engagement before its time");
    assert_eq!(told(&[("checkout/proposal.toml", &proposal("true"))]), [[""; 3]; 0]);
    let (_folder, store) = store(&[("checkout/proposal.toml", &proposal("false"))]);
    assert_eq!(store.load_proposal(&checkout()).unwrap().findings, [], "it was not opened");
}

#[test]
fn what_is_missing_or_there_twice_can_be_mended() {
    let (_folder, store) = store(&[("checkout/goals/a.toml", GOAL)]);
    let help = load(&store).findings.pop().map(|finding| finding.help);
    assert_eq!(help.as_deref(), Some("put it back from git, or write it anew"));
    let champion = "person = \"Lee Novak\"\n";
    let findings = told(&[("checkout/champions/lee.toml", champion), ("checkout/champions/novak.toml", champion)]);
    let [[rule, message, help]] = findings.as_slice() else { panic!("{findings:?}") };
    assert_eq!((rule.as_str(), message.as_str()), ("same-person", "`Lee Novak` has a file already: lee.toml"));
    assert_eq!(help, "agree on what holds, keep it in one file, and remove the other with git");
}

#[test]
fn goals_that_cannot_be_read_are_known_to_be_there() {
    let has_unreadable = |files: &[(&str, &str)]| {
        let (_folder, store) = store(&[&[("checkout/engagement.toml", ENGAGEMENT)], files].concat());
        load(&store).record.unwrap().has_unreadable_goals
    };
    assert!(!has_unreadable(&[]));
    assert!(!has_unreadable(&[("checkout/goals/a.toml", GOAL)]));
    assert!(has_unreadable(&[("checkout/goals/a.toml", GOAL), ("checkout/goals/b.toml", "title = 1\n")]));
    // One mistake alone is enough.
    assert!(has_unreadable(&[("checkout/goals/a.toml", &format!("mvp = 1\n{GOAL}"))]));
    assert!(has_unreadable(&[("checkout/goals", "")]));
    // What is wrong elsewhere says nothing about goals, whether it is read before them or after.
    assert!(!has_unreadable(&[("checkout/retros", ""), ("checkout/nps", ""), ("checkout/goals/a.toml", GOAL)]));
    let damaged = [("checkout/feedback/2026-10-28-slow.toml", "title = 1\n"), ("checkout/goals/a.toml", GOAL)];
    assert!(!has_unreadable(&damaged));
    assert!(has_unreadable(&[("checkout/feedback", ""), ("checkout/goals", ""), ("checkout/nps", "")]));
}

#[test]
fn what_a_list_says_again_is_told_while_somebody_could_see_it() {
    let retro = |text: &str| told(&[("checkout/retros/2026-W47.toml", text)]);
    let again = |name: &str| {
        let message = format!("`{name}` says this twice");
        vec![["said-twice", &message, "take one of the two away"].map(str::to_owned)]
    };
    assert_eq!(retro("present = [\"Ana\", \"Lee\", \"Ana\"]\n"), again("present"));
    let note = "[[notes]]\ntitle = \"A\"\ntext = \"B\"\n";
    assert_eq!(retro(&format!("{note}{note}")), again("notes"));
    assert_eq!(retro("present = [\"Ana\", \"ana\", \"\", \"\"]\n"), [[""; 3]; 0]);
    // Comparing each with each of a list that nobody has written by hand would take for ever.
    let long = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("\"{number}\", ")).collect();
        format!("present = [{}\"0\"]\n", names.concat())
    };
    assert_eq!(retro(&long(999)), again("present"));
    assert_eq!(retro(&long(1000)), [[""; 3]; 0]);
}

#[test]
fn a_field_that_a_merge_has_put_below_a_heading_is_told_so() {
    let goal = format!("{GOAL}[dropped]\ndate = 2026-11-20\nreason = \"R\"\nweight = 2\nwieght = 2\n");
    let findings = told(&[("checkout/goals/a.toml", &goal)]);
    let help: Vec<&str> = findings.iter().map(|[_, _, help]| help.as_str()).collect();
    let moved = "it is one of the record itself: where a merge has put it below this heading, move it above";
    assert_eq!(help, [moved, "it is kept as it is"], "{findings:?}");
}

#[test]
fn a_number_that_no_program_can_hold_is_an_error_also_where_nobody_asks_for_it() {
    for (number, is_held) in [
        ("9223372036854775807", true),
        ("9223372036854775808", false),
        ("0xffff_ffff_ffff_ffff_f", false),
        ("1e308", true),
        ("-1e999", false),
        ("[1, { deep = 1e999 }]", false),
        ("[inf, -inf, nan, +nan]", true),
        ("2026-11-20", true),
    ] {
        let findings = told(&[("checkout/goals/a.toml", &format!("{GOAL}other = {number}\n"))]);
        let is_error = findings.iter().any(|[rule, ..]| rule == "syntax");
        assert_eq!(is_error, !is_held, "{number}: {findings:?}");
    }
}

#[test]
fn a_time_of_day_is_one_to_the_minute() {
    for (time, said) in [
        ("14:00:00", None),
        ("14:30:00.000", None),
        ("14:00:30", Some("`time` is not a whole minute")),
        ("14:00:00.5", Some("`time` is not a whole minute")),
        ("2026-11-20T14:00:00", Some("`time` is not a time of day")),
        ("2026-11-20T14:00:00Z", Some("`time` is not a time of day")),
        ("2026-11-20", Some("`time` is not a time of day")),
        ("\"14:00\"", Some("`time` is not a time of day")),
    ] {
        let (folder, store) = store(&[]);
        fs::create_dir(folder.path().join("checkout")).unwrap();
        let text = format!("{ENGAGEMENT}[weekly_retro]\nday = \"friday\"\ntime = {time}\n");
        fs::write(folder.path().join("checkout/engagement.toml"), text).unwrap();
        let findings = load(&store).findings;
        let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, said.into_iter().collect::<Vec<_>>(), "{time}");
    }
}

#[test]
fn two_things_may_fall_on_one_day() {
    let (_folder, store) = store(&[("checkout/engagement.toml", &ENGAGEMENT.replace("12-18", "10-12"))]);
    assert_eq!(load(&store).findings, []);
    let proposal = "title = \"T\"\nproposed = 2026-09-18\n[decision]\ndate = 2026-09-18\naccepted = true\n";
    assert_eq!(told(&[("checkout/proposal.toml", proposal)]), [[""; 3]; 0]);
}

#[test]
fn a_store_that_cannot_be_listed_is_not_taken_for_an_empty_one() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("store");
    assert!(Store::absent(file.clone()).ids().unwrap().0.is_empty(), "there is none yet");
    fs::write(&file, "").unwrap();
    let error = Store::absent(file.clone()).ids().unwrap_err();
    assert!(error.to_string().starts_with(&format!("cannot list {}", file.display())), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_is_told_once_of_all_contents() {
    let files = ["checkout/goals/a.toml", "checkout/goals/b.toml", "checkout/one-pager.md"];
    let (folder, store) = store(&files.map(|file| (file, GOAL)));
    fs::write(folder.path().join("checkout/engagement.toml"), ENGAGEMENT).unwrap();
    for file in files {
        fs::write(folder.path().join(file), b"title = \"\xff\"\n").unwrap();
    }
    let (contents, findings) = store.contents().unwrap();
    assert_eq!(contents.len(), 2, "the settings and the engagement");
    let mut told: Vec<_> = findings.iter().map(|finding| finding.place.as_ref().unwrap().file.as_path()).collect();
    told.sort();
    assert_eq!(told, files.map(std::path::Path::new), "{findings:?}");
}
