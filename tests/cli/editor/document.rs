//! The document of a weekly retro, and what is recorded of it.

use std::fs;

use snapbox::{IntoData, str};

use super::{RETRO, scene};
use crate::environment::TestEnvironment;

#[test]
fn the_document_shows_what_is_open_and_how_the_goals_stand() {
    let env = scene();
    let before = env.snapshot_tree();
    let outcome = env.edit(&["retro", "--edit"], "cat \"$file\"").success();
    env.assert_untouched_since(&before);
    assert_eq!(env.kept(), []);
    outcome.stderr("Nothing was changed, so nothing was written.\n").stdout(
        str![[r#"
<!--
Contract tests for Checkout

Write one item a line below its heading: - Staging was down on Tuesday. In
"Do next time" and "Blockers" a name and a colon say whose it is:
- Lee: ask for a second slot. Tick what is done with [x]; [-] means that it
will not be done. A heading of your own makes a note.

Save and close to record it. Left as it is, or emptied, it records nothing.
Comments like this one are never recorded.
-->

# Retro of 2026-W47, checkout

## Earlier actions

- [ ] split the pipeline (Ana, since W46)
- [ ] ask Lee (since W46)

## Goals

<!--
How the goals stood before 2026-W47. Write the value of this week behind
the sign, and behind that in brackets what is to be said about it:
- coverage = 10 (basket and search added)

build-time: Build time, from 40 to 10 minutes: not scored
coverage: Services covered, from 2 to 14 services: 9 in W46
habits: Contracts come first: not scored
launch: Checkout v2 in production: not scored
-->
- build-time =
- coverage =
- habits =
- launch =

## Went well


## Went poorly


## Do next time


## MVP

<!-- How far the MVP is from production: 2 weeks, live, or a date. -->

## Earlier blockers

- [ ] production access (Hana, since W46)

## Blockers


## Who was there

<!-- Last time: Ana Aux and Lee. -->

## Failure modes

<!-- Tick what you saw of it. -->
- [ ] hard-work: the engineer does all the hard work
- [ ] not-welcome: the engineer does not feel welcome
- [ ] disconnected: team and leadership are disconnected
- [ ] no-improvement: no improvement to the platform comes out
- [ ] small-team: the team is too small
- [ ] bad-habits: the team goes back to bad habits

## How the week split

<!-- Pairing, other work with the host and home, in one unit: 3/1/1 for days. -->

## How content the engineer was

<!-- With this week, from 0, not at all, to 10. -->

## Minutes

<!-- How long it took, of 30. -->

"#]]
        .raw(),
    );
}

#[test]
fn what_is_written_into_the_document_is_recorded() {
    let env = scene();
    let script = r#"
under 'Went well' '- First contract without us'
under 'Went poorly' '- Staging was down\n- Nobody paired'
under 'Do next time' '- Lee: ask for a second slot'
under 'Who was there' 'Ana, Lee and Mei'
under 'MVP' '2 weeks'
under 'Blockers' '- Bram: the broker'
under 'Minutes' '26'
under 'How the week split' '3/1/1'
change 's/^- \[ \] split the/- [x] split the/; s/^- \[ \] ask Lee/- [-] ask Lee/; s/^- \[ \] production/- [x] production/
    s/^- \[ \] small-team/- [x] small-team/; s/^- coverage =/& 10 (basket added)/'
printf '\n## Kudos\n\nMei, for the demo\n' >>"$file""#;
    env.edit(&["retro", "--edit"], script).success().stdout("").stderr(str![[r#"
coverage: 10 in 2026-W47 (progress 0.67)
Recorded the retro of 2026-W47: 1 well · 2 poorly · 1 to do · 1 done · 1 dropped · 1 unblocked · 3 present · 1 note · 26 of 30 minutes
The MVP is 2 weeks from production.
Saved goals/coverage.toml and retros/2026-W47.toml in checkout.
1 action open:
  ask-for-a-second-slot: ask for a second slot (Lee, since W47)
1 blocker:
  the-broker: the broker (Bram, since W47)
Not scored in 2026-W47: build-time, habits and launch
  score before you talk: auxeng score build-time=… habits=… launch=… -e checkout

"#]].raw());
    snapbox::assert_data_eq!(
        env.read(RETRO),
        str![[r#"
date = 2026-11-20

minutes = 26

present = [
    "Ana",
    "Lee",
    "Mei",
]

time = { pairing = 3, host = 1, home = 1 }

went_well = [
    "First contract without us",
]

went_poorly = [
    "Staging was down",
    "Nobody paired",
]

failure_modes = [
    "small-team",
]

done = [
    "split-the-pipeline",
]
dropped = [
    "ask-lee",
]

cleared = [
    "production-access",
]

next = [
    { id = "ask-for-a-second-slot", text = "ask for a second slot", owner = "Lee" },
]

mvp_weeks = 2

blockers = [
    { id = "the-broker", text = "the broker", owner = "Bram" },
]

[[notes]]
title = "Kudos"
text = "Mei, for the demo"

"#]]
        .raw()
    );
    assert_eq!(env.goal("coverage")["scores"][1]["note"], "basket added");
    assert_eq!(env.kept(), []);
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
    let before = env.snapshot_tree();
    env.edit(&["retro", "--edit"], "").success().stderr("Nothing was changed, so nothing was written.\n");
    env.assert_untouched_since(&before);
}

#[test]
fn a_recorded_retro_is_corrected_and_keeps_what_nobody_touched() {
    let env = scene();
    let text = "# by hand\ndate = 2026-11-19\nwent_well = [\n    \"a\", # aside\n    \"- b\\n```\",\n    \"c\",\n]\nasked_for_negative = false\nlater = 1\n\n\
                [[next]]\nid = \"x\"\ntext = \"write it down\"\nowner = \"somebody else\"\n";
    env.write(RETRO, text);
    env.edit(&["retro", "--edit"], "change '/^- c$/d; s/write it down/write it all down/'")
        .success()
        .stderr_contains("Corrected the retro of 2026-W47");
    let expected = text.replace("    \"c\",\n", "").replace("write it down", "write it all down");
    assert_eq!(env.read(RETRO), expected);
}

#[test]
fn the_documentation_shows_the_document() {
    let env = TestEnvironment::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    env.copy(&root.join("examples"), "examples");
    let arguments = ["--store", "examples/engagements", "retro", "checkout", "--edit"];
    let edited = env.edit(&arguments, "cat \"$file\"").success();
    let documentation = fs::read_to_string(root.join("docs/notes.md")).expect("it can be read");
    let shown = documentation.split("```markdown\n<!--").nth(1).and_then(|rest| rest.split("```").next());
    edited.stdout(format!("<!--{}", shown.expect("the document is in it")));
}

#[test]
fn the_answers_of_a_meeting_can_be_edited_before_they_are_written() {
    let env = scene();
    let script = r#"
grep -q '^- Asked at the terminal$' "$file" || exit 1
grep -q '^- coverage = 10$' "$file" || exit 1
under 'Went poorly' '- Typed in the editor'"#;
    let path = env.editor("editor", script);
    let mut session = env.terminal(["retro"]).variable("EDITOR", path).start();
    session.answer("done, keep or drop", ">").answer("now (9)", "10");
    session.answer("now", ">").answer("+", "Asked at the terminal").line("");
    while !session.asked().screen().contains("write, edit") {
        session.line(">");
    }
    session.line("edit");
    let ended = session.finish().success().restored();
    let ended = ended.contains("Recorded the retro of 2026-W47");
    let text = env.read(RETRO);
    assert!(text.contains("\"Asked at the terminal\"") && text.contains("\"Typed in the editor\""), "{ended}\n{text}");
    assert_eq!(env.goal("coverage")["scores"][1]["value"], 10.0);
    assert_eq!(env.kept(), []);
}
