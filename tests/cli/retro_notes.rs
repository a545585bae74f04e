//! The notes of a retro, as everybody who came reads them.

use crate::environment::TestEnvironment;

/// An engagement with scores of two weeks, and two retros.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13").run(["score", "coverage=8", "build-time=34", "habits=0.5"]).success();
    env.on("2026-11-13")
        .run(["retro", "--next", "Ana: split the pipeline", "--next", "Write it down", "--blocker", "Access"])
        .success();
    env.run(["score", "coverage=10", "launch=done", "--note", "coverage=basket and search"]).success();
    env.run(["retro", "--well", "First contract without us", "--poorly", "Staging was down", "--poorly", "No pairing"])
        .success();
    let facts = ["retro", "--present", "Ana,Lee,Mei", "--minutes", "26", "--mvp", "2", "--done", "split"];
    env.run(facts.iter().chain(&["--unblock", "access", "--note", "Kudos: Lee, for the demo"])).success();
    env.run(["retro", "--next", "Lee: ask for a second staging slot", "--blocker", "Hana: Production access"])
        .success();
    env
}

#[test]
fn everything_that_was_said_is_in_them() {
    env().run(["notes"]).success().stderr("").stdout(snapbox::str![[r#"
Contract tests for Checkout
===========================

Weekly retro, week 6 of 10 · 20 November 2026 · 26 minutes
Present: Ana Aux, Lee and Mei

Scores
------

on track: diffusion is 0.58, 0.44 is expected by now
diffusion 0.58 and delivery 0.60, expected by now 0.44
not scored this week: Build time and Contracts come first

GOAL                        BEFORE   NOW  TARGET  PROGRESS
Services covered, services       8    10      14  0.67
Checkout v2 in production        –  done    done  1.00

- Services covered: basket and search

Went well
---------

- First contract without us

Went poorly
-----------

- Staging was down
- No pairing

Do next time
------------

- Lee: ask for a second staging slot

Actions of earlier retros
-------------------------

- Ana: split the pipeline (since W46): done
- Write it down (since W46): open

On the way to production
------------------------

MVP in 2 weeks (said in W47)

- Hana: Production access (since W47): open
- Access (since W46): cleared

Other notes
-----------

- Kudos: Lee, for the demo

"#]]);
}

#[test]
fn an_earlier_week_is_told_as_it_stood_then() {
    let env = env();
    let then = env.on("2026-11-13").run(["notes"]).success().stdout_text().to_owned();
    assert!(then.contains("- Ana: split the pipeline\n") && !then.contains("First contract"), "{then}");
    for week in ["2026-W46", "2026-11-10", "last friday"] {
        env.run(["notes", "--week", week]).success().stdout(then.clone());
    }
}

#[test]
fn markdown_and_html_say_the_same() {
    let env = env();
    let text = env.run(["notes"]).success();
    let markdown = env.run(["notes", "--format", "markdown"]).success().stdout_contains("## Went well\n");
    let html = env.run(["notes", "--format", "html"]).success().stdout_contains("<h2>Went well</h2>\n");
    for said in ["First contract without us", "basket and search", "Hana: Production access", "10", "Kudos: Lee"] {
        for shown in [&text, &markdown, &html] {
            assert!(shown.stdout_text().contains(said), "{said}\n{shown}");
        }
    }
}

#[test]
fn a_retro_that_is_not_there_is_named() {
    let env = TestEnvironment::with_checkout();
    env.refuses(1, ["notes"], &["checkout has no retro yet", "auxeng retro checkout"]);
    env.on("2026-11-13").run(["retro", "--well", "a"]).success();
    env.refuses(1, ["notes", "--week", "2026-W47"], &["no retro of 2026-W47", "retros of 2026-W46"]);
    env.refuses(1, ["notes", "--week", "next monday"], &["in the future"]);
    env.refuses(2, ["notes", "--week", "soon"], &["`soon` is not a date"]);
    env.refuses(1, ["notes", "nobody"], &["no engagement `nobody`"]);
}

#[test]
fn what_cannot_be_read_is_told_beside_the_rest() {
    let env = env();
    env.write("checkout/goals/coverage.toml", "title = 1\n");
    env.run(["notes"]).failure(1).stdout_contains("First contract without us").stderr_contains("coverage.toml:1:9");
}

#[test]
fn the_project_retro_looks_back_on_all_of_it() {
    let env = env();
    let retro = "date = 2026-11-20\nminutes = 55\npresent = [\"Ana\", \"Lee\"]\nwent_well = [\"We met\"]\n\
                 went_poorly = [\"Too short\"]\n[[next]]\ntext = \"come back\"\nowner = \"Ana\"\n[[takeaways]]\n\
                 text = \"Pair more\"\nabout = \"engagements\"\n[[takeaways]]\ntext = \"A gem\"\nabout = \"engagement\"\n\
                 [[notes]]\ntitle = \"Kudos\"\ntext = \"Lee\"\n";
    env.write("checkout/retros/project.toml", retro);
    env.run(["goal", "drop", "habits", "--reason", "too soft"]).success();
    env.run(["notes", "--project"]).success().stderr("").stdout(snapbox::str![[r#"
Contract tests for Checkout
===========================

Project retro · 20 November 2026 · 55 minutes
The engagement: 12 October 2026 to 18 December 2026, 10 weeks
Present: Ana and Lee

Timeline
--------

DATE        WEEK  WHAT
2026-10-12  W42   the engagement began
2026-11-20  W47   dropped habits: too soft

Goals, from baseline to final
-----------------------------

GOAL                        BASELINE  FINAL  TARGET  PROGRESS
Services covered, services         2     10      14  0.67
Checkout v2 in production          –   done    done  1.00
Build time, minutes               40     34      10  0.20
Contracts come first               –   50 %   100 %  dropped

1 of 3 goals done (33 %; the aim is 75 %) · diffusion 0.67 · delivery
0.60

Went well
---------

- We met

Went poorly
-----------

- Too short

Do next time
------------

- Ana: come back

Takeaways, this engagement
--------------------------

- A gem

Takeaways, engagements in general
---------------------------------

- Pair more

Other notes
-----------

- Kudos: Lee

"#]]);
    for format in ["markdown", "html"] {
        env.run(["notes", "--project", "--format", format]).success().stdout_contains("Takeaways, this engagement");
    }
}
