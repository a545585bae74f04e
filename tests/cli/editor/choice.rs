//! Which editor is opened, and where there is none.

use super::{RETRO, scene};

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
