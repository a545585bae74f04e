//! Records in the user's own editor, which is a script here.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

use snapbox::{IntoData, str};

use crate::environment::TestEnvironment;
use crate::terminal::Ended;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// What a script begins with: functions that put lines below the heading that they are given, and that change the file
/// with `sed`.
const BEGIN: &str = r###"#!/bin/sh
file=$1
put() { cat "$file.new" >"$file"; rm "$file.new"; }
under() { awk -v heading="## $1" -v text="$2" '{ print } $0 == heading { print ""; print text }' "$file" >"$file.new"; put; }
change() { sed "$@" "$file" >"$file.new"; put; }
"###;

impl TestEnvironment {
    /// Makes `name` an editor that runs `script` with the file as `$file`.
    pub(crate) fn editor(&self, name: &str, script: &str) -> PathBuf {
        self.write(format!("../bin/{name}"), format!("{BEGIN}{script}\n"));
        let path = self.home().with_file_name("bin").join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("the mode can be set");
        path
    }

    /// Runs `auxeng` at a terminal with an editor that runs `script`.
    pub(crate) fn edit(&self, arguments: &[&str], script: &str) -> Edited {
        let path = self.editor("editor", script);
        self.edit_with(arguments, &[("EDITOR", &path.display().to_string())])
    }

    /// Runs `auxeng` at a terminal that is wide enough for any message, with these variables.
    pub(crate) fn edit_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Edited {
        let data = self.home().with_file_name("stdout");
        let shell = ["-c", "exec \"$0\" \"$@\" >\"$DATA\"", env!("CARGO_BIN_EXE_auxeng")];
        let terminal = self.terminal_with("sh", shell.iter().chain(arguments)).size(400, 50);
        let terminal = variables.iter().fold(terminal, |terminal, (name, value)| terminal.variable(name, value));
        let talk = terminal.variable("DATA", &data).start().finish().restored();
        Edited { talk, data: fs::read_to_string(data).expect("the data can be read") }
    }

    /// The texts that are kept while they are edited, by name without the mark of the store.
    pub(crate) fn kept(&self) -> Vec<(String, String)> {
        let folder = self.home().join(".local/state/auxeng/drafts");
        let entries = fs::read_dir(folder).into_iter().flatten();
        let entries = entries.map(|entry| entry.expect("the entry can be read").path());
        // A lock has no text, and stays.
        let entries = entries.filter(|path| path.extension().is_none_or(|end| end != "lock"));
        let text = |path: &PathBuf| fs::read_to_string(path).expect("the text can be read");
        let name = |path: &PathBuf| path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let mut kept: Vec<_> = entries.map(|path| (name(&path), text(&path))).collect();
        kept.sort();
        kept
    }
}

/// What came of a command that opened an editor.
pub(crate) struct Edited {
    talk: Ended,
    data: String,
}

impl Edited {
    #[track_caller]
    pub(crate) fn success(self) -> Self {
        Self { talk: self.talk.success(), ..self }
    }

    #[track_caller]
    pub(crate) fn failure(self, code: i32) -> Self {
        Self { talk: self.talk.failure(code), ..self }
    }

    #[track_caller]
    pub(crate) fn stdout(self, expected: impl IntoData) -> Self {
        snapbox::assert_data_eq!(self.data.as_str(), expected.into_data().raw());
        self
    }

    #[track_caller]
    pub(crate) fn stderr(self, expected: impl IntoData) -> Self {
        Self { talk: self.talk.transcript(expected), ..self }
    }

    #[track_caller]
    pub(crate) fn stderr_contains(self, part: &str) -> Self {
        Self { talk: self.talk.contains(part), ..self }
    }

    pub(crate) fn stderr_text(&self) -> &str {
        self.talk.text()
    }
}

/// A checkout with a retro of last week.
fn scene() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13")
        .run(["retro", "--well", "Kick-off", "--next", "Ana: split the pipeline", "--next", "ask Lee"])
        .success();
    env.run(["retro", "--blocker", "Hana: production access", "--present", "Ana,Lee", "--date", "2026-W46"]).success();
    env.run(["score", "coverage=9", "--date", "2026-W46"]).success();
    env
}

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

Write one item a line below its heading: - Staging was down on Tuesday. In "Do next time" and
"Blockers" a name and a colon say whose it is: - Lee: ask for a second slot. Tick what is done
with [x]; [-] means that it will not be done. A heading of your own makes a note.

Save and close to record it. Left as it is, or emptied, it records nothing. Comments like this
one are never recorded.
-->

# Retro of 2026-W47, checkout

## Earlier actions

- [ ] split the pipeline (Ana, since W46)
- [ ] ask Lee (since W46)

## Goals

<!--
How the goals stood before 2026-W47. Write the value of this week behind the sign, and behind that
in brackets what is to be said about it: - coverage = 10 (basket and search added)

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

<!-- Last time: Ana and Lee. -->

## Failure modes

<!-- Tick what you saw of it. -->
- [ ] hard-work: the engineer does all the hard work
- [ ] not-welcome: the engineer does not feel welcome
- [ ] disconnected: team and leadership are disconnected
- [ ] no-improvement: no improvement to the platform comes out
- [ ] small-team: the team is too small
- [ ] bad-habits: the team goes back to bad habits

## How the week split

<!-- Pairing, other work with the host team and home, in one unit: 3/1/1 for days. -->

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
fn emptying_the_text_stops() {
    let env = scene();
    let before = env.snapshot_tree();
    for script in [": >\"$file\"", "echo '<!-- nothing -->' >\"$file\"", "rm \"$file\""] {
        env.edit(&["retro", "--edit"], script)
            .failure(1)
            .stdout("")
            .stderr_contains("the text was emptied, so nothing");
        env.assert_untouched_since(&before);
        assert_eq!(env.kept(), []);
    }
}

#[test]
fn a_mistake_is_pointed_at_until_it_is_mended() {
    let env = scene();
    let script = r#"
if grep -q '^soon' "$file"; then
    grep -B 1 '^soon' "$file" >seen
    change 's/^soon/2 weeks/; s/small-tame/small-team/'
else
    under 'MVP' 'soon'
    under 'Went well' '- Demo'
    change 's/^- \[ \] small-team.*/- [x] small-tame/'
fi"#;
    env.edit(&["retro", "--edit"], script).success().stderr(str![[r#"
The text cannot be recorded as it is, and is opened again:
  line 49: `soon` tells no distance to production: write the weeks (2), live, or a date (2026-12-04)
  line 72: there is no failure mode `small-tame`: did you mean `small-team`? else write `hard-work`, `not-welcome`, `disconnected`, `no-improvement`, `small-team` or `bad-habits`
Recorded the retro of 2026-W47: 1 well
The MVP is 2 weeks from production.
Saved retros/2026-W47.toml in checkout.
2 actions open:
  split-the-pipeline: split the pipeline (Ana, since W46)
  ask-lee: ask Lee (since W46)
1 blocker:
  production-access: production access (Hana, since W46)
Not scored in 2026-W47: build-time, coverage, habits and launch
  score before you talk: auxeng score build-time=… coverage=… habits=… launch=… -e checkout
Nothing went poorly? Hard feedback is the most useful kind, and rarely comes unasked. Ask in words:
  what would you have changed about this week, or about how we work with you?
  then: auxeng retro checkout --asked-for-negative --poorly "…"

"#]].raw());
    snapbox::assert_data_eq!(env.read("seen"), str![[r#"
<!-- auxeng cannot read the next line: `soon` tells no distance to production: write the weeks (2), live, or a date (2026-12-04) -->
soon

"#]].raw());
    let text = env.read(RETRO);
    for part in ["mvp_weeks = 2\n", "    \"Demo\",\n", "    \"small-team\",\n"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("auxeng"), "{text}");
}

#[test]
fn who_gives_up_keeps_the_text_and_may_go_on() {
    let env = scene();
    let before = env.snapshot_tree();
    let nonsense = "grep -q soon \"$file\" || { under 'MVP' 'soon'; under 'Went well' '- Demo'; }";
    env.edit(&["retro", "--edit"], nonsense)
        .failure(1)
        .stderr_contains("the text still has 1 mistake")
        .stderr_contains("your text is kept in [HOME]/.local/state/auxeng/drafts/retro-2026-W47-checkout-")
        .stderr_contains("to go on with it: auxeng retro checkout --edit")
        .stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
    assert_eq!(env.kept().len(), 2);
    // Meanwhile somebody else records something.
    env.run(["retro", "--well", "Pairing"]).success();
    env.edit(&["retro", "--edit"], "change 's/^soon/live/'")
        .success()
        .stderr_contains("Opening what you left in [HOME]/.local/state/auxeng/drafts/retro-2026-W47-checkout-");
    let text = env.read(RETRO);
    assert!(text.contains("went_well = [\n    \"Demo\",\n    \"Pairing\",\n]\n"), "{text}");
    assert!(text.contains("mvp_weeks = 0\n"), "{text}");
    assert!(env.read("checkout/engagement.toml").contains("mvp_in_production = 2026-11-20"));
    assert_eq!(env.kept(), []);
}

#[test]
fn an_editor_that_fails_keeps_what_it_saved() {
    let env = scene();
    let before = env.snapshot_tree();
    env.edit(&["retro", "--edit"], "under 'Went well' '- Demo'\nexit 3")
        .failure(1)
        .stderr_contains("ended with an error")
        .stderr_contains("your text is kept in [HOME]")
        .stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
    assert!(env.kept()[0].1.contains("- Demo"));
    env.edit(&["retro", "--edit"], "").success().stderr_contains("Opening what you left");
    assert!(env.read(RETRO).contains("\"Demo\""));
    // Where nothing was saved there is nothing to keep.
    for editor in ["false", "/no/such/editor"] {
        let outcome = env.edit_with(&["retro", "--edit"], &[("EDITOR", editor)]).failure(1);
        assert!(!outcome.stderr_contains("VISUAL or EDITOR").stderr_text().contains("kept"));
        assert_eq!(env.kept(), []);
    }
}

#[test]
fn a_script_that_never_mends_its_text_ends() {
    let env = scene();
    let before = env.snapshot_tree();
    env.edit(&["retro", "--edit"], "echo again >>\"$file\"; under 'MVP' soon").failure(1).stderr_contains("10 times");
    env.assert_untouched_since(&before);
    assert_eq!(env.kept().len(), 2);
}

#[test]
fn somebody_else_may_record_while_the_editor_is_open() {
    let env = scene();
    env.run(["retro", "--well", "one", "--well", "two", "--poorly", "three"]).success();
    let program = env!("CARGO_BIN_EXE_auxeng");
    let script = format!("'{program}' retro --well four --next 'Mei: book a room' --quiet\nchange '/^- one$/d'");
    env.edit(&["retro", "--edit"], &format!("{script}\nunder 'Went well' '- five'")).success();
    let text = env.read(RETRO);
    assert!(text.contains("went_well = [\n    \"five\",\n    \"two\",\n    \"four\",\n]\n"), "{text}");
    assert!(text.contains("book a room"), "{text}");
}

#[test]
fn the_users_variables_choose_the_editor() {
    let env = scene();
    let path = env.editor("my editor", "[ \"$1\" = -x ] && file=$2\nunder 'Went well' '- Demo'");
    let command = format!("\"{}\" -x", path.display());
    env.edit_with(&["retro", "--edit"], &[("VISUAL", &command), ("EDITOR", "false")]).success();
    assert!(env.read(RETRO).contains("\"Demo\""));
    let told = env.edit_with(&["retro", "--edit"], &[("EDITOR", "ed --token 'x")]).failure(1);
    assert!(!told.stderr_contains("EDITOR names an editor with a quote").stderr_text().contains("token"));
}

#[test]
fn without_an_editor_or_a_terminal_notes_are_named() {
    let env = scene();
    env.refuses(2, ["retro", "--edit"], &["no terminal", "auxeng retro --from -", "nothing was written"]);
    env.refuses(2, ["retro", "--edit", "--well", "x"], &["--edit", "--well"]);
    env.refuses(1, ["retro", "--edit", "--date", "tomorrow"], &["in the future"]);
    assert_eq!(env.kept(), []);
}

#[test]
fn nothing_of_a_store_chooses_the_editor() {
    let env = scene();
    let path = env.editor("wicked", "touch ran");
    let line = format!("editor = \"{0}\"\nvisual = \"{0}\"\n", path.display());
    env.write("auxeng.toml", format!("schema = 1\n{line}"));
    env.write(".git/config", format!("[core]\n\teditor = {}\n", path.display()));
    env.edit_with(&["retro", "--edit"], &[("EDITOR", "true")]).success();
    env.edit(&["retro", "--edit"], "").success();
    assert!(!env.path().join("ran").exists());
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

#[test]
fn an_interrupt_while_the_editor_is_open_is_for_the_editor() {
    let env = scene();
    // To everybody at this terminal, as Ctrl-C is.
    let script = "trap : INT\nkill -INT 0\nunder 'Went well' '- Demo'";
    let path = env.editor("editor", script);
    let ended = env.terminal(["retro", "--edit"]).variable("EDITOR", path).start().finish().success().restored();
    assert!(env.read(RETRO).contains("\"Demo\""), "{ended}");
}
