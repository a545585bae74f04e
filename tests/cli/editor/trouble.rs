//! A text that cannot be recorded yet, and an editor that ends otherwise than it should: nothing typed is lost.

use snapbox::{IntoData, str};

use super::{RETRO, scene};

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
  line 51: `soon` tells no distance to production: write the weeks (2), live, or a date (2026-12-04)
  line 74: there is no failure mode `small-tame`: did you mean `small-team`? else write `hard-work`, `not-welcome`, `disconnected`, `no-improvement`, `small-team` or `bad-habits`
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
fn an_interrupt_while_the_editor_is_open_is_for_the_editor() {
    let env = scene();
    // To everybody at this terminal, as Ctrl-C is.
    let script = "trap : INT\nkill -INT 0\nunder 'Went well' '- Demo'";
    let path = env.editor("editor", script);
    let ended = env.terminal(["retro", "--edit"]).variable("EDITOR", path).start().finish().success().restored();
    assert!(env.read(RETRO).contains("\"Demo\""), "{ended}");
}
