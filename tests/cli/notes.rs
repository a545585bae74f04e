//! Retros from notes that people wrote in Markdown.

use snapbox::{IntoData as _, str};

use crate::environment::TestEnvironment;

const NOTES: &str = "\
# Retro of the week

Attendees: Ana, Lee

## What went well?

- First contract
  without us
- Pairing :tada:

## Didn't go well

1. Staging was down, see [the board](https://example.org/board)

## Action items

- [ ] Lee: ask for a second slot
- [x] Ana: split the pipeline
- NA

## Kudos

Thanks to **Mei** for the demo.
";

const RETRO: &str = "checkout/retros/2026-W47.toml";

#[test]
fn each_part_goes_where_it_belongs() {
    let env = TestEnvironment::with_checkout();
    env.write("notes.md", NOTES);
    env.run(["retro", "--from", "notes.md", "--minutes", "26"])
        .success()
        .stdout("")
        .stderr_contains("Recorded the retro of 2026-W47");
    snapbox::assert_data_eq!(
        env.read(RETRO),
        str![[r#"
date = 2026-11-20

minutes = 26

present = [
    "Ana Aux",
    "Lee",
]

went_well = [
    "First contract without us",
    "Pairing :tada:",
]

went_poorly = [
    "Staging was down, see [the board](https://example.org/board)",
]

failure_modes = [
]

done = [
    "split-the-pipeline",
]

next = [
    { id = "ask-for-a-second-slot", text = "ask for a second slot", owner = "Lee" },
    { id = "split-the-pipeline", text = "split the pipeline", owner = "Ana" },
]

blockers = [
]

[[notes]]
title = "Retro of the week"

[[notes]]
title = "Action items"
text = "- NA"

[[notes]]
title = "Kudos"
text = "Thanks to **Mei** for the demo."

"#]]
        .raw()
    );
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
}

#[test]
fn a_dry_run_shows_what_goes_where() {
    let env = TestEnvironment::with_checkout();
    env.write("notes.md", NOTES);
    let before = env.snapshot_tree();
    env.run(["retro", "--from", "notes.md", "--dry-run"]).success().stderr_contains("Nothing was written.").stdout(
        str![[r#"
HEADING                     GOES TO
Retro of the week (line 1)  kept as a note
Attendees (line 3)          present: 2 items
What went well? (line 5)    went well: 2 items
Didn't go well (line 11)    went poorly: 1 item
Action items (line 15)      do next time: 2 items
Action items (line 19)      kept as a note
Kudos (line 21)             kept as a note

2026-W47 · 20 November 2026 · 2 present
  + First contract without us
  + Pairing :tada:
  - Staging was down, see [the board](https://example.org/board)
  > Lee: ask for a second slot
  > Ana: split the pipeline (done W47)
  . Action items: - NA
  . Kudos: Thanks to **Mei** for the demo.

"#]],
    );
    env.assert_untouched_since(&before);
}

#[test]
fn standard_input_and_files_say_the_same() {
    let env = TestEnvironment::with_checkout();
    env.run(["retro", "--from", "-"]).stdin(NOTES).success();
    let from_input = env.read(RETRO);
    let other = TestEnvironment::with_checkout();
    // As an editor on Windows saves it.
    other.write("notes.md", format!("\u{feff}{}", NOTES.replace('\n', "\r\n")));
    other.run(["retro", "--from", "notes.md"]).success();
    assert_eq!(other.read(RETRO), from_input);
}

#[test]
fn reading_the_same_notes_again_adds_nothing() {
    let env = TestEnvironment::with_checkout();
    env.write("notes.md", NOTES);
    env.run(["retro", "--from", "notes.md"]).success();
    let before = env.snapshot_tree();
    env.run(["retro", "--from", "notes.md"]).success().stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
}

#[test]
fn flags_add_to_what_the_notes_say() {
    let env = TestEnvironment::with_checkout();
    env.write("notes.md", NOTES);
    env.run(["retro", "--from", "notes.md", "--well", "Lunch", "--next", "Mei: book a room"]).success();
    let text = env.read(RETRO);
    for part in
        ["    \"Lunch\",\n", "text = \"book a room\", owner = \"Mei\" },\n", "    \"First contract without us\",\n"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_checked_box_settles_an_action_of_last_week() {
    let env = TestEnvironment::with_checkout();
    env.on("2026-11-13").run(["retro", "--next", "Ana: split the pipeline"]).success();
    env.write("notes.md", NOTES);
    env.run(["retro", "--from", "notes.md"]).success();
    let text = env.read(RETRO);
    assert!(text.contains("done = [\n    \"split-the-pipeline\",\n]\n"), "{text}");
    let status = env.run(["status", "--format", "json"]).json();
    assert_eq!(status["engagements"][0]["open_actions"], 1);
}

#[test]
fn headings_of_ones_own_are_known_by_the_settings() {
    let env = TestEnvironment::with_checkout();
    env.write("auxeng.toml", "schema = 1\n\n[headings]\nwent_poorly = [\n    \"Lemons\",\n]\n");
    env.run(["retro", "--from", "-"]).stdin("## Lemons\n- Staging was down\n").success();
    assert!(env.read(RETRO).contains("went_poorly = [\n    \"Staging was down\",\n]\n"));
}

#[test]
fn notes_that_cannot_be_read_are_refused() {
    let env = TestEnvironment::with_checkout();
    env.write("latin.md", b"## Went well\n- Gr\xf6\xdfe\n");
    env.write("large.md", "x".repeat(4 * 1024 * 1024 + 1));
    env.write("empty.md", "\n\n");
    env.write("folder/file", "");
    for (code, file, words) in [
        (1, "nowhere.md", &["cannot read", "nowhere.md"][..]),
        (1, "latin.md", &["latin.md", "not UTF-8"]),
        (1, "large.md", &["large.md", "larger than 4 MiB"]),
        (1, "folder", &["folder"]),
        (2, "empty.md", &["nothing to record"]),
    ] {
        env.refuses(code, ["retro", "--from", file], words);
    }
    let before = env.snapshot_tree();
    env.run(["retro", "--from", "-"]).stdin(b"- Gr\xf6\xdfe\n").failure(1).stderr_contains("not UTF-8");
    env.run(["retro", "--from", "-"]).failure(2).stderr_contains("nothing to record");
    env.assert_untouched_since(&before);
}

#[test]
fn notes_that_make_a_retro_too_large_to_be_read_are_refused() {
    let env = TestEnvironment::with_checkout();
    for (name, letter) in [("one.md", "a"), ("two.md", "b")] {
        env.write(name, format!("# Went well\n\n- {}\n", letter.repeat(2_800_000)));
    }
    env.run(["retro", "--from", "one.md"]).success();
    let words = [RETRO, "5.4 MiB", "more than 4 MiB", "left as it was"];
    env.refuses(1, ["retro", "--from", "two.md"], &words);
    env.run(["check"]).success();
}

#[test]
fn notes_of_a_wicked_pen_are_kept_and_shown_harmless() {
    let env = TestEnvironment::with_checkout();
    let notes = "## Went well\n- a\u{1b}[2Jb\u{202e}c <script>x</script>\n\n## \u{9b}31mWorld\n\n=1+1\n";
    for arguments in [&["retro", "--from", "-", "--dry-run"][..], &["retro", "--from", "-"]] {
        let outcome = env.run(arguments).stdin(notes).success();
        for text in [outcome.stdout_text(), outcome.stderr_text()] {
            assert!(!text.chars().any(|c| auxeng::text::is_hostile(c) && c != '\n'), "{outcome}");
        }
    }
    let report = env.run(["report", "--format", "json"]).json();
    assert_eq!(report["retros"][0]["went_well"][0], "a\u{1b}[2Jb\u{202e}c <script>x</script>");
}

#[test]
fn values_under_headings_are_recorded_and_flags_go_before_them() {
    let env = TestEnvironment::with_checkout();
    let notes = "## MVP\n2 weeks\n## Minutes\n26\n## How the week split\n3/1/1\n## Failure modes\n- small-team\n\
                 - [ ] hard-work\n## MVP\nWe showed it to Mira.\n";
    let outcome = env.run(["retro", "--from", "-", "--dry-run"]).stdin(notes).success();
    for line in [
        "MVP (line 1)                 distance of the MVP\n",
        "Minutes (line 3)             minutes\n",
        "How the week split (line 5)  split of the week\n",
        "Failure modes (line 7)       failure modes\n",
        "MVP (line 10)                kept as a note\n",
    ] {
        assert!(outcome.stdout_text().contains(line), "{line}{outcome}");
    }
    env.run(["retro", "--from", "-", "--minutes", "30"]).stdin(notes).success();
    let text = env.read(RETRO);
    for part in [
        "mvp_weeks = 2\n",
        "minutes = 30\n",
        "time = { pairing = 3, host = 1, home = 1 }\n",
        "    \"small-team\",\n",
        "title = \"MVP\"\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("hard-work") && !text.contains("title = \"Minutes\""), "{text}");
}
