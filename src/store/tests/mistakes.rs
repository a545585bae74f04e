//! What is said of each mistake in a record: the rule, the place, the words, and what to do.
//! The snapshots beside this file are to be read as a person would read them who has made the mistake.

use std::path::Path;

use snapbox::{assert_data_eq, file};

use crate::model::{Slug, Week};
use crate::playbook::Finding;
use crate::store::decode::{self, Fields, Source, decode};

fn id() -> Slug {
    "checkout".parse().unwrap()
}

/// Each of `texts` below `head`, with what is wrong with it. Places are those below the head, unless they are in it.
fn told<T>(head: &str, texts: &[&str], read: impl Fn(&mut Fields<'_, '_>) -> Option<T>) -> String {
    let above = head.matches('\n').count();
    let mut all = String::new();
    for text in texts {
        let whole = format!("{head}{text}");
        let mut findings = Vec::new();
        let value = decode(&Source::new(Path::new("a.toml"), &whole, None), &mut findings, &read);
        assert_eq!(value.is_some(), !findings.iter().any(Finding::is_error), "{text}");
        all.push_str(&format!("{}\n", text.trim_end()));
        for Finding { rule, place, message, help, .. } in findings {
            let excerpt = place.unwrap().excerpt.unwrap();
            let line = excerpt.line.checked_sub(above).map_or_else(|| String::from("head"), |line| line.to_string());
            let mark = format!("{line}:{}-{}", excerpt.column, excerpt.column + excerpt.width - 1);
            let help = help.replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
            all.push_str(&format!("  {mark} {}: {message}\n      {help}\n", rule.id));
        }
        all.push('\n');
    }
    all
}

#[test]
fn of_an_engagement() {
    let read = |fields: &mut Fields<'_, '_>| decode::engagement(&id(), fields);
    let whole = [
        "host = \"Checkout\"",
        "title = \" \"\nkind = \"spreading\"\nstart = \"2026-10-12\"\nend = 2026-12-18T10:00:00",
        "title = \"T\"\nstart = 2026-10-12\nend = 2026-10-11",
        "title = 'T'\nstart = \"soon\"\nend = 10:00:00",
        "title = \"T\"\nstart = 0000-01-01\nend = 9999-01-01",
    ];
    assert_data_eq!(told("", &whole, read), file!["mistakes/engagement.txt"]);
    let rest = [
        "engineers = [\"Ana\"]\nadvisor = \"ana\"",
        "advisor = \"Ana <ana>\"\npeople = [\"Lee\", 7, \"<x\", \" \"]",
        "people = \"Lee\"",
        "host = \"\"\nhome = ['a']\nclose = true",
        "[close]\nearly = 1",
        "close.date = 2026-10-11",
        "close.date = 2026-10-12\nclose.resaon = \"a\"",
        "enigneers = []\nteam_size = 5",
    ];
    assert_data_eq!(
        told("title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n", &rest, read),
        file!["mistakes/engagement-fields.txt"]
    );
}

#[test]
fn of_a_goal() {
    let read = |fields: &mut Fields<'_, '_>| decode::goal(&id(), fields);
    assert_data_eq!(told("", &["why = 3"], read), file!["mistakes/goal.txt"]);
    let rest = [
        "measure = \"metric\"\nbaseline = 2\ntarget = 2.0",
        "measure = \"metric\"\nbaseline = -1e308\ntarget = 1e308",
        "measure = \"metric\"\nbaseline = nan",
        "measure = \"metric\"\nbaseline = \"2\"\ntarget = 9",
        "measure = \"metric\"\nbaseline = 1",
        "measure = \"metric\"",
        "measure = \"score\"\nunit = \"%\"\nbaseline = 0\ntarget = 9\nscores.2026-W38 = { value = 1, note = \"a\", by = \"Ana\" }",
        "measure = \"rating\"\nweight = 0",
        "measure = \"rating\"\nweight = 1000",
        "measure = \"rating\"\nweight = 1001",
        "measure = \"rating\"\n[dropped]\nreason = \"R\"\nby = \"Ana\"",
        "measure = \"rating\"\nscores.2026-W38 = { value = 1.5 }",
        "measure = \"rating\"\nscores.2026-W38 = { value = -0.1 }",
        "measure = \"rating\"\nscores.2026-W38 = { value = 1, nte = \"a\" }\nscores.2026-W39 = { value = 0 }",
        "measure = \"rating\"\nscores.2026-W54 = { value = 1 }",
        "measure = \"rating\"\nscores.2026-W38 = 1",
        "measure = \"rating\"\nscores.2026-W38 = {}",
        "measure = \"rating\"\nscores = []",
        "measure = \"metric\"\nbaseline = 1\ntarget = 2\nscores.2026-W38 = {}",
        "measure = \"milestone\"\nscores.2026-W38 = { value = 1 }",
        "measure = \"milestone\"\nscores.2026-W38 = {}",
    ];
    assert_data_eq!(told("title = \"G\"\nkind = \"business\"\n", &rest, read), file!["mistakes/goal-fields.txt"]);
}

#[test]
fn of_a_milestone() {
    let read = |fields: &mut Fields<'_, '_>| decode::milestone(&id(), fields);
    let texts = ["", "title = \"M\"\ndate = 2026-11-20\nkind = \"goal\"\nnote = 1"];
    assert_data_eq!(told("", &texts, read), file!["mistakes/milestone.txt"]);
}

#[test]
fn of_a_retro() {
    let week: Week = "2026-W47".parse().unwrap();
    let texts = [
        "date = 2026-11-15",
        "date = 2026-11-16",
        "date = 2026-11-22",
        "minutes = -1\nmvp_weeks = 1_000_001\nasked_for_negative = \"yes\"",
        "minutes = 1000000\nmvp_weeks = 0",
        "minutes = 30.5",
        "failure_modes = [\"hard-work\", \"rain\"]",
        "time = { pairing = 0 }",
        "time = { pairing = 1, home = -1, lunch = 1 }",
        "done = [\"Split it\"]\ndropped = [\"con\"]\ncleared = [\"\"]",
        "next = [\"split it\"]",
        "next = { text = \"split it\" }",
        "[[next]]\nid = \"split\"\n[[next]]\nid = \"A\"\ntext = \"a\"\n[[blockers]]\ntext = \"\"",
        "[[next]]\ntext = \"a\"\nonwer = \"Ana\"",
        "[[notes]]\ntext = 1",
        "notes_sent = 2026-11-20\npresnt = []",
    ];
    assert_data_eq!(told("", &texts, |fields| Some(decode::retro(week, fields))), file!["mistakes/retro.txt"]);
}

#[test]
fn of_a_project_retro() {
    let texts = [
        "",
        "date = 2026-12-18\n[[next]]\nowner = \"Ana\"\n[[takeaways]]\ntext = \"a\"\n[[takeaways]]\nabout = \"all\"",
    ];
    assert_data_eq!(told("", &texts, decode::project_retro), file!["mistakes/project-retro.txt"]);
}

#[test]
fn of_a_survey_and_an_answer() {
    let texts = ["asked = \"nine\"\nquestion = 1", "asked = -1", "asked = 1_000_000", "asked = 1000001"];
    assert_data_eq!(told("", &texts, |fields| Some(decode::survey(fields))), file!["mistakes/survey.txt"]);
    let texts = [
        "",
        "score = 11",
        "score = -1",
        "score = 0xa",
        "score = 9.5",
        "score = \"9\"\nwhy = []",
        "score = 99999999999999999999",
    ];
    assert_data_eq!(told("", &texts, decode::response), file!["mistakes/answer.txt"]);
}

#[test]
fn of_the_settings() {
    let texts = [
        "",
        "schema = 0",
        "schema = \"1\"",
        "schema = 1\n[defaults]\nweeks = 0\nretro_minutes = 1441",
        "schema = 1\n[defaults]\nweeks = 520\nretro_minutes = 1440",
        "schema = 1\n[defaults]\nweeks = 521\nretro_minutes = 0\nweek = 1",
        "schema = 1\n[health]\naim = 1.1\nat_risk = -1\noff_track = \"0.3\"\nof_track = 1",
        "schema = 1\n[health]\nat_risk = 0.3\noff_track = 0.2",
        "schema = 1\n[health]\nat_risk = 0.2\noff_track = 0.2",
        "schema = 1\n[headings]\nnext = \"Then\"\nliked = []",
        "schema = 1\nhealth = 1\nhome = 1",
    ];
    assert_data_eq!(told("", &texts, decode::settings), file!["mistakes/settings.txt"]);
}

#[test]
fn of_the_configuration() {
    let texts = [
        "mail = 1",
        "mial = 1",
        "[mail]\nfrom = \"Ana\"\nform = 1",
        "[mail]\nfrom = \"Ana <ana@example.org>\"\nsmtp = \"smtp://mail.example.org\"",
        "[mail]\nsendmail = \"msmtp -t\"\nsmtp = \"smtp://mail.example.org\"",
        "[mail]\nsmtp = \"http://secret@mail.example.org\"",
        "[mail]\nsmtp = \"smtp://ana@mail.example.org\"",
        "[mail]\nsmtp = \"smtp://mail.example.org\"\npassword = \"secret\"",
        "[mail]\nsmtp = \"smtp://ana:secret@mail.example.org\"\npassword = \"secret\"",
        "[mail]\nsmtp = \"smtp://ana@mail.example.org\"\npassword = \"secret\"\npassword_command = \"pass mail\"",
        "[mail]\nsmtp = \"smtp://ana@mail.example.org\"\npassword_command = \"pass mail\"",
        "[mail]\nsmtp = \"smtp://ana:secret@mail.example.org\"",
        "[mail]\npassword = \"secret\"",
        "[mail]\nsendmail = \"'\"",
    ];
    assert_data_eq!(
        told("", &texts, |fields| Some(decode::configuration(fields))),
        file!["mistakes/configuration.txt"]
    );
}

#[test]
fn of_toml() {
    let week: Week = "2026-W47".parse().unwrap();
    let texts = [
        "minutes = ",
        "minutes = 1\nminutes = 2",
        "minutes = 1\n<<<<<<< HEAD\nminutes = 2\n=======\nminutes = 3\n>>>>>>> theirs",
        "minutes = 1\n>>>>>>> theirs",
        "went_well = [\n  \"a\"\n  \"b\"\n]",
        "<<<<<<<HEAD",
    ];
    assert_data_eq!(told("", &texts, |fields| Some(decode::retro(week, fields))), file!["mistakes/toml.txt"]);
}
