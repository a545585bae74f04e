//! `status`, `report` and `log`: every format, and what each says when there is little to say.

use serde_json::{Value, json};
use snapbox::str;

use crate::environment::TestEnvironment;

/// Three weeks of an engagement, and another that has not begun.
fn told() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    for (day, scores) in [
        ("2026-11-06", ["coverage=3", "build-time=38"]),
        ("2026-11-13", ["coverage=5", "build-time=36"]),
        ("2026-11-20", ["coverage=8", "build-time=31"]),
    ] {
        let day = env.on(day);
        day.run(["score", "checkout"].iter().chain(&scores)).success();
        let retro = [
            "retro",
            "checkout",
            "--well",
            "First contract",
            "--poorly",
            "Staging was down",
            "--next",
            "Split the pipeline",
        ];
        day.run(retro.iter().chain(&["--minutes", "26", "--present", "Ana,Lee"])).success();
    }
    env.run(["retro", "--done", "split", "--mvp", "2", "--blocker", "Production access"]).success();
    env.write(
        "search/engagement.toml",
        "title = \"Flags for Search\"\nhost = \"検索\"\nstart = 2026-11-30\nend = 2027-02-05\n",
    );
    env
}

#[test]
fn the_table_reads_well() {
    told().run(["status"]).success().stdout(str![[r#"
20 November 2026 · 1 running, 1 planned, 1 needs attention

   ENGAGEMENT  HOST      WEEK  DIFFUSION  DELIVERY  HEALTH
!  checkout    Checkout  6/10  0.25 ▁▂▃   0.15 ▁▁▂  off track
   search      検索      –/10  –          –         planned

Needs attention
  checkout  delivery is 0.29 behind the expected 0.44, off track since week 4

"#]]);
}

#[test]
fn the_page_reads_well() {
    told().run(["report", "checkout"]).success().stderr("").stdout(str![[r#"
Contract tests for Checkout
for Checkout · contract testing
12 October 2026 to 18 December 2026 · week 6 of 10
engineer Ana Aux · advisor Mira Okafor

off track: delivery is 0.29 behind the expected 0.44, off track since week 4
0 of 4 goals done · MVP in 2 weeks (said in W47)

Goals
GOAL                        BASELINE  NOW  TARGET  PROGRESS         SCORED
Diffusion:
Services covered, services         2    8      14  █████░░░░░ 0.50  W47
Contracts come first               –    –   100 %  not scored yet
Business:
Checkout v2 in production          –    –    done  not scored yet
Technical:
Build time, minutes               40   31      10  ███░░░░░░░ 0.30  W47

SCORE       NOW  EXPECTED  WEEKS
diffusion  0.25      0.44  ▁▂▃
delivery   0.15      0.44  ▁▁▂

Needs attention
  ! delivery is 0.29 behind the expected 0.44, off track since week 4

Week by week
WEEK  DIFFUSION  DELIVERY  EXPECTED  WELL  POORLY  MVP IN
W42           –         –      0.08  –     –
W43           –         –      0.15  –     –
W44           –         –      0.23  –     –
W45        0.04      0.03      0.31  +     -
W46        0.13      0.07      0.39  +     -
W47        0.25      0.15      0.44  +     -       2 weeks

Actions
1 raised · 1 done · half of those done took 2 weeks or less

Blockers
BLOCKER                                OWNER  SINCE
Production access (production-access)  –      W47

Weekly retros, newest first
2026-W47 · 20 November 2026 · 26 min · 2 present
  + First contract
  - Staging was down
  ! Production access

2026-W46 · 13 November 2026 · 26 min · 2 present
  + First contract
  - Staging was down

2026-W45 · 6 November 2026 · 26 min · 2 present
  + First contract
  - Staging was down
  > Split the pipeline (done W47)

"#]]);
}

#[test]
fn the_timeline_reads_well() {
    told().run(["log", "checkout"]).success().stderr("").stdout(str![[r#"
Contract tests for Checkout
DATE        WEEK  WHAT
2026-11-20  W47   retro: 1 well, 1 poorly, 0 to do, 1 done, 1 blocking, 26 min
2026-11-20  W47   scored build-time 31, coverage 8
2026-11-13  W46   retro: 1 well, 1 poorly, 0 to do, 26 min
2026-11-13  W46   scored build-time 36, coverage 5
2026-11-06  W45   retro: 1 well, 1 poorly, 1 to do, 26 min
2026-11-06  W45   scored build-time 38, coverage 3
2026-10-12  W42   the engagement began

"#]]);
}

#[test]
fn the_page_of_one_engagement_is_its_report() {
    let env = told();
    for format in ["table", "markdown"] {
        let status = env.run(["status", "checkout", "--format", format]).success();
        let report = env.run(["report", "checkout", "--format", format]).success();
        assert_eq!(status.stdout_text(), report.stdout_text());
    }
    let one = env.run(["status", "checkout", "--format", "json"]).json();
    let all = env.run(["status", "--format", "json"]).json();
    assert_eq!(one["engagements"], json!([all["engagements"][0]]));
}

#[test]
fn scripts_can_rely_on_the_fields() {
    let env = told();
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(
        (&status["schema"], &status["kind"], &status["today"]),
        (&json!(1), &json!("status"), &json!("2026-11-20"))
    );
    let fields = "id title host home practice kind stage week weeks start end engineers advisor diffusion delivery expected \
        health reason goals_done goals_total last_scored last_retro open_actions blockers mvp nps attention";
    for engagement in status["engagements"].as_array().into_iter().flatten() {
        for field in fields.split_whitespace() {
            assert!(engagement.get(field).is_some(), "{field} is missing: absent is null");
        }
    }
    let checkout = &status["engagements"][0];
    for (field, value) in [
        ("id", json!("checkout")),
        ("home", Value::Null),
        ("kind", Value::Null),
        ("stage", json!("running")),
        ("week", json!(6)),
        ("weeks", json!(10)),
        ("start", json!("2026-10-12")),
        ("engineers", json!(["Ana Aux"])),
        ("advisor", json!("Mira Okafor")),
        ("diffusion", json!(0.25)),
        ("delivery", json!(0.15)),
        ("goals_done", json!(0)),
        ("goals_total", json!(4)),
        ("last_scored", json!("2026-W47")),
        ("last_retro", json!("2026-W47")),
        ("open_actions", json!(0)),
        ("nps", Value::Null),
    ] {
        assert_eq!(checkout[field], value, "{field}");
    }
    assert_eq!(status["engagements"][1]["health"], Value::Null, "what has not begun has no health");
}

#[test]
fn the_report_holds_the_whole_record() {
    let env = told();
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    assert_eq!((&report["schema"], &report["kind"]), (&json!(1), &json!("report")));
    for field in ["goals", "retros", "project_retro", "nps", "milestones", "feedback"] {
        let part = report.get(field).or_else(|| report["engagement"].get(field));
        assert!(part.is_some(), "{field} is missing");
    }
    let coverage =
        report["goals"].as_array().into_iter().flatten().find(|goal| goal["id"] == "coverage").expect("a goal");
    let scores: Vec<_> =
        coverage["scores"].as_array().into_iter().flatten().map(|score| (&score["week"], &score["value"])).collect();
    assert_eq!(
        scores,
        [(&json!("2026-W45"), &json!(3.0)), (&json!("2026-W46"), &json!(5.0)), (&json!("2026-W47"), &json!(8.0))]
    );
    for field in
        "id title kind measure unit baseline target mvp value progress raw_progress state dropped".split_whitespace()
    {
        assert!(coverage.get(field).is_some(), "{field} is missing");
    }
    let retro = &report["retros"][0];
    let action = &retro["next"][0];
    for (field, value) in [
        ("id", json!("split-the-pipeline")),
        ("text", json!("Split the pipeline")),
        ("owner", Value::Null),
        ("state", json!("done")),
        ("since", json!("2026-W45")),
    ] {
        assert_eq!(action[field], value, "{field}");
    }
    for field in "week date minutes present went_well went_poorly next blockers notes".split_whitespace() {
        assert!(retro.get(field).is_some(), "{field} is missing");
    }
}

#[test]
fn a_spreadsheet_has_a_row_for_each() {
    let env = told();
    let csv = env.run(["status", "--format", "csv"]).success().stderr("");
    let rows: Vec<&str> = csv.stdout_text().lines().collect();
    assert_eq!(rows.len(), 3, "{csv}");
    assert!(rows[0].starts_with("id,title,host,"), "{csv}");
    assert!(rows[1].starts_with("checkout,Contract tests for Checkout,Checkout,"), "{csv}");
}

#[test]
fn an_earlier_day_sees_what_had_been_then() {
    let env = told();
    let then = env.on("2026-11-08");
    let report = then.run(["report", "checkout", "--format", "json"]).json();
    assert_eq!(report["retros"].as_array().map(Vec::len), Some(1));
    let status = then.run(["status", "checkout", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["last_scored"], "2026-W45");
    assert_eq!(status["engagements"][0]["open_actions"], 1);
}

#[test]
fn where_there_is_little_the_next_command_is_named() {
    let env = TestEnvironment::with_store();
    env.run(["status"]).success().stdout("").stderr_contains("No engagements here.").stderr_contains("auxeng open");
    let none = env.run(["status", "--format", "json"]).json();
    assert_eq!(none["engagements"], json!([]));
    env.run(["status", "--format", "csv"]).success().stdout_contains("id,title,");
    env.add_engagement("basket");
    for command in ["status", "report"] {
        env.run([command]).success().stderr_contains("basket has no goals yet").stderr_contains("auxeng goal add");
    }
    env.run(["goal", "add", "Habits", "--rating"]).success();
    env.run(["status"]).success().stderr_contains("auxeng score").stderr_contains("-e basket");
    env.on("2026-10-01").run(["log"]).success().stdout("").stderr_contains("it starts on 2026-10-12");
    env.run(["--quiet", "status"]).success().stderr("");
}

#[test]
fn without_utf8_bars_and_lines_are_ascii() {
    let env = told();
    for command in [&["status"][..], &["report", "checkout"]] {
        let outcome = env.run(command).variable("LC_ALL", "C").variable("LANG", "C").success();
        let drawn = outcome.stdout_text().chars().filter(|c| ('\u{2580}'..='\u{259f}').contains(c)).count();
        assert_eq!(drawn, 0, "{outcome}");
    }
    let narrow = env.run(["status"]).variable("COLUMNS", "50").success();
    assert!(narrow.stdout_text().lines().all(|line| line.chars().count() <= 50), "{narrow}");
}

#[test]
fn colour_is_sent_where_it_is_wanted_and_says_no_more() {
    let env = told();
    let plain = env.run(["status"]).success();
    assert!(!plain.stdout_text().contains('\u{1b}'));
    let painted = env.run(["--color", "always", "status"]).success();
    assert!(painted.stdout_text().contains("\u{1b}[31m") || painted.stdout_text().contains("\u{1b}[1m"), "{painted}");
    env.refuses(2, ["--color", "sometimes", "status"], &["sometimes", "always"]);
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let env = told();
    for (code, arguments, words) in [
        (2, &["status", "--format", "yaml"][..], &["yaml", "csv"][..]),
        (2, &["report", "--format", "csv"], &["csv"]),
        (2, &["log", "--format", "csv"], &["csv"]),
        (1, &["report", "nobody"], &["no engagement `nobody`"]),
        (2, &["reprot"], &["reprot", "report"]),
        (2, &["status", "a", "b"], &["'b'"]),
    ] {
        env.refuses(code, arguments, words);
    }
    let run = env.run(["status"]).variable("AUXENG_TODAY", "20.11.2026");
    run.failure(2).stdout("").stderr_contains("AUXENG_TODAY is `20.11.2026`").stderr_contains("2026-11-20");
}
