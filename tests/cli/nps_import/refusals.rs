//! What is not imported: what can be read in two ways, rows that are no answers, files that are no exports.

use std::collections::BTreeMap;

use super::{IMPORT, all_text, answers, env, rounds, with};

#[test]
fn what_could_be_several_columns_is_not_guessed() {
    let env = env("two-scales.csv");
    let words = [
        "2 columns could be the 0-10 question",
        "1: `How likely are you",
        "2: `How content",
        "--column 1",
        "nothing was written",
    ];
    env.refuses(1, IMPORT, &words);
    env.refuses(1, with(&["--column", "how"]), &["2 columns match `how`", "1: ", "2: "]);
    env.refuses(1, with(&["--column", "nowhere"]), &["there is no column `nowhere`", "`Why?`"]);
    env.run(with(&["--column", "likely"])).success();
    assert_eq!(rounds(&env), BTreeMap::from([(String::from("2026-11-20"), 2)]));

    env.write("survey.csv", "Score,Why?,Other comments\n9,a,b\n");
    env.refuses(1, IMPORT, &["2 columns could be why", "--why-column 2, or none: \"\""]);
    env.write("survey.csv", "Score,Role,Your role\n9,a,b\n");
    env.refuses(1, IMPORT, &["2 columns could be what somebody does", "--role-column"]);
    env.write("survey.csv", "Score,Date,Datum\n9,2026-11-20,2026-11-19\n");
    env.refuses(1, IMPORT, &["2 columns could be when", "--date-column"]);
    env.write("survey.csv", "What,When\nyes,no\n");
    env.refuses(1, IMPORT, &["no column holds whole numbers from 0 to 10", "`What` and `When`", "--column NAME"]);
}

#[test]
fn day_and_month_are_not_guessed() {
    let env = env("day-and-month.csv");
    let words = [
        "the dates of `Date` can be read in 2 ways",
        "`03/04/2026 10:00` is 3 April 2026 (dmy) or 4 March 2026 (mdy)",
        "--date-format dmy or --date-format mdy",
        "nothing was written",
    ];
    env.refuses(1, IMPORT, &words);
    env.refuses(2, with(&["--date-format", "soon"]), &["write dmy, mdy or ymd"]);
    env.refuses(2, with(&["--date-format", "dmy", "--round", "today"]), &["cannot be used with"]);
    env.run(with(&["--date-format", "MM/DD/YYYY"])).success().stderr_contains("a new round, 2026-03-04");
    env.run(with(&["--date-format", "dmy"])).success().stderr_contains("a new round, 2026-04-03");
    env.run(with(&["--round", "2026-06-01"])).success().stderr_contains("a new round, 2026-06-01");
    // It is no guess where the file itself tells.
    env.write("survey.csv", "Date,Score\n03/04/2026,1\n20/04/2026,2\n");
    env.run(IMPORT).success().stderr_contains("the round of 2026-04-03");
    env.write("survey.csv", "Date,Score\n03/04/2027,9\n");
    env.refuses(1, with(&["--date-format", "dmy"]), &["line 2: 2027-04-03 is in the future"]);
    env.write("survey.csv", "Timestamp,Score\nsoon,9\n");
    env.refuses(1, IMPORT, &["`Timestamp` holds no date that can be read", "--round DATE"]);
}

#[test]
fn rows_that_are_no_answers_are_listed() {
    let env = env("invalid-rows.csv");
    let words = [
        "6 of 8 rows of `survey.csv` are no answers",
        "line 3: `11` is not a whole number from 0 to 10",
        "line 4: `ten` is not",
        "line 5: it has no score",
        "line 6: `8.5` is not",
        "line 7: it has 1 cell, and the header has 2",
        "line 8: it has 3 cells, and the header has 2",
        "--skip-invalid",
        "nothing was written",
    ];
    env.refuses(1, IMPORT, &words);
    env.refuses(1, with(&["--dry-run"]), &["6 of 8 rows"]);
    env.run(with(&["--skip-invalid"]))
        .success()
        .stderr_contains("warning: left out line 3: `11` is not a whole number")
        .stderr_contains("Added 2 answers to a new round");
    assert_eq!(answers(&env).len(), 2);
}

#[test]
fn what_is_no_export_is_refused() {
    for (export, arguments, words) in [
        ("only-invalid.csv", &[][..], &["no column holds whole numbers"][..]),
        ("only-invalid.csv", &["--column", "Score"], &["none of the 3 rows", "line 2: `11`", "line 4: `ten`"]),
        ("only-invalid.csv", &["--column", "Score", "--skip-invalid"], &["none of the 3 rows"]),
        ("header-only.csv", &[], &["it has a header and no row below it"]),
        ("empty.csv", &[], &["it is empty"]),
        ("ragged.csv", &[], &["none of the 3 rows", "line 2: it has 1 cell"]),
        ("open-quote.csv", &[], &["line 2 opens a quote that is not closed"]),
        ("nul.csv", &[], &["NUL"]),
    ] {
        let env = env(export);
        let words = [words, &["nothing was written"]].concat();
        env.refuses(1, with(arguments), &words);
    }
    let env = env("empty.csv");
    env.write("survey.csv", b"PK\x03\x04\x14\x00\x06\x00");
    env.refuses(1, IMPORT, &["it is a workbook or an archive, and not CSV", "save the answers as CSV"]);
    env.refuses(1, ["nps", "import", "nowhere.csv"], &["cannot read", "nowhere.csv"]);
    env.refuses(1, ["nps", "import", "checkout"], &["cannot read", "checkout"]);
    env.refuses(2, ["nps", "import"], &["FILE"]);
    env.write("survey.csv", "score\n9\n");
    env.refuses(1, with(&["-e", "nobody"]), &["no engagement `nobody`"]);
}

#[test]
fn size_has_a_limit() {
    let env = env("empty.csv");
    env.write("survey.csv", format!("score\n{}", "9\n".repeat(100_000)));
    env.refuses(1, IMPORT, &["it has more than 10000 rows below the header"]);
    env.write("survey.csv", format!("score,why\n9,{}\n", "x".repeat(5 << 20)));
    env.refuses(1, IMPORT, &["larger than 4 MiB"]);
    let long = "wide ".repeat(200_000);
    env.write("survey.csv", format!("score,why\n9,\"{long}\"\n"));
    env.run(IMPORT).success();
    assert_eq!(answers(&env)[0].1, format!("score = 9\nwhy = \"{}\"\n", long.trim()));
    env.write("survey.csv", format!("{long},why\n{long},x\n9,x\n"));
    let told = env.run(IMPORT).failure(1).stderr_text().len();
    assert!(told < 1000, "{told} bytes of talk");
}

#[test]
fn hostile_text_stays_text() {
    let env = env("hostile.csv");
    env.run(with(&["--dry-run"])).success();
    for arguments in [with(&["--dry-run"]), with(&[])] {
        let outcome = env.run(arguments).success();
        for text in [outcome.stdout_text(), outcome.stderr_text()] {
            assert!(!text.chars().any(|c| c != '\n' && auxeng::text::is_hostile(c)), "{text:?}");
        }
    }
    let text = all_text(&env.snapshot_tree());
    for part in [
        "=HYPERLINK(\\\"http://example.org\\\",\\\"x\\\")",
        "\\u001B[2J",
        "<script>alert(1)</script>",
        "@SUM(1+1)",
        "${HOME} $(id)",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(!text.contains("Ana") && !text.contains("Lee"), "{text}");
    env.run(["check"]).success();
}
