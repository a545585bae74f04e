//! Every value in every field: what the reader lets pass can be shown on every page, and what it does not is named.

use auxeng::model::{Slug, Week};
use auxeng::playbook::{Finding, review};
use auxeng::report::view::{ProjectNotes, ReportView, RetroNotes};
use auxeng::report::{
    Layout, LogView, envelope, log_document, project_notes_document, report_document, report_page, retro_notes_document,
};
use auxeng::store::{Detail, Store};
use chrono::NaiveDate;

use super::{READING, RECORDS, assert_ended, sound_store};
use crate::environment::TestEnvironment;

/// Values of every type, those at the edges first of all.
const VALUES: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "0.5",
    "-0.0",
    "5e-324",
    "1e308",
    "-1e308",
    "1.7976931348623157e308",
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1_000",
    "1_0.0_1",
    "0xff",
    "0o17",
    "0b11",
    "1000001",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "0000-01-01",
    "0001-01-01",
    "2026-11-20",
    "9998-12-31",
    "9999-12-31",
    "2026-11-13T00:00:00Z",
    "2026-11-13 00:00:00+23:59",
    "2026-11-13T23:59:60",
    "07:32:00",
    "true",
    "false",
    "\"\"",
    "\" \\n\"",
    "\"2026-11-13\"",
    "\"hard-work\"",
    "\"Ana\"",
    "\"Ana <ana@example.org>\"",
    "\"\\u0000\\u001b[2J\\u202e\"",
    "\"../../etc/passwd\"",
    "\"https://example.org/\"",
    "[]",
    "[[]]",
    "[\"\"]",
    "[\"a\"]",
    "[\"hard-work\"]",
    "[0, \"a\", 2026-11-13]",
    "[{}]",
    "[{ text = \"a\" }]",
    "[{ text = \"a\", id = \"a\", owner = \"\", about = \"engagement\" }]",
    "{}",
    "{ a = 1 }",
    "{ value = 3 }",
    "{ value = 1e308, note = \"\" }",
    "{ date = 0001-01-01 }",
    "{ date = 9998-12-31, early = true }",
    "{ pairing = 1e308, host = 1e308, home = 0 }",
    "{ aim = 1, at_risk = 0, off_track = 0 }",
    "{ weeks = 520, retro_minutes = 1440 }",
    "{ 0001-W01 = { value = 3 }, 9998-W52 = { value = -1e308 } }",
];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Lays out everything there is to be seen of `checkout` on the day `today`; what is wrong with it.
fn shown(env: &TestEnvironment, today: NaiveDate) -> Vec<Finding> {
    let store = Store::open(env.path()).expect("it is a store");
    let id: Slug = "checkout".parse().expect("an id");
    let loaded = store.load(&id, Detail::FULL).expect("it is there");
    let findings = [store.findings(), &loaded.findings].concat();
    let Some(record) = loaded.record.filter(|_| !findings.iter().any(Finding::is_error)) else {
        return findings;
    };
    let settings = store.settings();
    let record = record.as_of(today);
    let _ = review(&record, settings, today);
    let view = ReportView::of(&record, settings, today);
    let json = envelope("report", &view).expect("it can be written");
    serde_json::from_str::<serde_json::Value>(&json).expect("it is JSON");
    report_page(&view);
    let mut documents = vec![log_document(&LogView::of(&record, today, None))];
    let weeks: Vec<Week> = record.retros.iter().map(|retro| retro.week).collect();
    let notes = weeks.into_iter().filter_map(|week| RetroNotes::of(&record, settings, week, today));
    documents.extend(notes.map(|notes| retro_notes_document(&notes)));
    documents.extend(ProjectNotes::of(&record, settings, today).map(|notes| project_notes_document(&notes)));
    let layout = Layout { width: 80, unicode: true };
    documents.push(report_document(&view, layout));
    for document in &documents {
        document.terminal(layout);
    }
    for document in &documents {
        let page = [document.markdown(), document.plain(), document.html()].concat();
        assert!(!page.contains("NaN"), "{page}");
    }
    findings
}

#[test]
fn any_value_in_any_field_is_shown_or_named() {
    for record in RECORDS {
        let env = sound_store();
        for field in record.fields {
            for value in VALUES {
                // What stands before the first table stays there.
                let line = format!("{field}{value}\n");
                let text = if field.starts_with('[') { format!("{}{line}", record.text) } else { line + record.text };
                env.write(record.file, &text);
                for finding in shown(&env, day("2026-11-20")).iter().filter(|finding| finding.is_error()) {
                    let place = finding.place.as_ref().map(|place| place.file.display().to_string());
                    // What cannot be true together may be told of either file.
                    let is_named = place.as_deref() == Some(record.file) || finding.rule.id == "dangling";
                    assert!(is_named, "{}: {text}\n{finding:?}", record.file);
                }
            }
        }
        env.write(record.file, record.text);
        assert_eq!(shown(&env, day("2026-11-20")), [], "the store was sound");
    }
}

/// A store that says nothing wrong and nothing usual.
fn edges() -> TestEnvironment {
    let env = sound_store();
    env.write(
        "auxeng.toml",
        "schema = 1\n[defaults]\nweeks = 520\nretro_minutes = 1440\n[health]\naim = 0\nat_risk = 0\noff_track = 0\n",
    );
    env.write(
        "checkout/engagement.toml",
        "title = \"T\"\nstart = 0001-01-01\nend = 9998-12-31\nmvp_in_production = 9998-12-31\n",
    );
    let score =
        |value: &str| format!("[scores]\n0001-W01 = {{ value = {value} }}\n9998-W52 = {{ value = -{value} }}\n");
    env.write(
        "checkout/goals/coverage.toml",
        format!(
            "title = \"T\"\nkind = \"diffusion\"\nmeasure = \"metric\"\nbaseline = -8e307\ntarget = 8e307\nweight = 1000\n{}",
            score("1.7976931348623157e308")
        ),
    );
    env.write(
        "checkout/goals/small.toml",
        format!(
            "title = \"T\"\nkind = \"business\"\nmeasure = \"metric\"\nbaseline = 0\ntarget = 1e-300\nmvp = true\nweight = 5e-324\n{}",
            score("5e-324")
        ),
    );
    env.write("checkout/milestones/first.toml", "title = \"First\"\ndate = 9998-12-31\n");
    env.write("checkout/milestones/second.toml", "title = \"Second\"\ndate = 0001-01-01\n");
    env.write(
        "checkout/retros/9998-W52.toml",
        "minutes = 1000000\nmvp_weeks = 1000000\n[time]\npairing = 1000\nhost = 1000\nhome = 5e-324\n",
    );
    env.write("checkout/retros/0001-W01.toml", "minutes = 0\nmvp_weeks = 1000000\n[[blockers]]\ntext = \"a\"\n");
    env.write("checkout/retros/project.toml", "date = 9998-12-31\nminutes = 1000000\n");
    env.write("checkout/nps/0001-01-01/a.toml", "score = 0\n");
    env.write("checkout/nps/9998-12-31/a.toml", "score = 10\n");
    env.write("checkout/nps/9998-12-31/survey.toml", "asked = 1000000\n");
    env
}

const DAYS: [&str; 4] = ["0001-01-01", "0001-01-08", "2026-11-20", "9998-12-31"];

#[test]
fn the_first_and_the_last_day_are_days_like_others() {
    let env = edges();
    let errors: Vec<_> = shown(&env, day("9998-12-31")).into_iter().filter(Finding::is_error).collect();
    assert_eq!(errors, [], "the store is sound");
    let before = env.snapshot_tree();
    for today in DAYS {
        shown(&env, day(today));
        for command in READING {
            for format in ["table", "json", "csv", "html"] {
                let outcome = env.on(today).run(command.split(' ').chain(["--format", format])).any();
                if outcome.code() == Some(2) {
                    continue;
                }
                assert_ended(&outcome);
                for words in ["NaN", "inf ", "-0 "] {
                    assert!(!outcome.stdout_text().contains(words), "{today}\n{outcome}");
                }
            }
        }
    }
    env.assert_untouched_since(&before);
}

#[test]
fn a_day_that_no_record_can_hold_is_not_today() {
    let env = edges();
    for today in ["0000-01-01", "-0001-01-01", "9999-01-01", "+10000-01-01", "+262142-12-31", "2026-02-30"] {
        for command in READING {
            env.on(today).run(command.split(' ')).failure(2).stdout("").stderr_contains("AUXENG_TODAY");
        }
    }
}

#[test]
fn on_the_first_and_the_last_day_it_can_be_written() {
    for today in DAYS {
        for command in super::WRITING {
            let env = edges();
            let before = env.snapshot_tree();
            let outcome = env.on(today).run(command.split(' ')).any();
            assert_ended(&outcome);
            if outcome.code() == Some(1) {
                env.assert_untouched_since(&before);
            }
            let checked = env.on(today).run(["check"]).any();
            assert_eq!(checked.code(), Some(0), "{today}\n{outcome}\n{checked}");
        }
    }
}
