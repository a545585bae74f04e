//! Who gets notes, and which.

use std::fs;

use super::{RETRO, env};

#[test]
fn who_has_no_address_is_named_and_left_out() {
    let env = env();
    env.run(["edit", "--person", "Lee Chan <chan@example.org>", "--person", "Mei <me..i@example.org>"]).success();
    let present = "Sofía,Guest <guest@example.org>,lee,Mei,ANA,Lee Chan,mira okafor";
    env.run(["retro", "--replace", "--well", "x", "--present", present]).success();
    env.notes(&["--send", "--yes"])
        .success()
        .stderr_contains(
            "warning: no address for Sofía Marín: auxeng edit checkout --person 'Sofía Marín <name@example.org>'",
        )
        .stderr_contains("warning: no address for Guest: auxeng edit checkout --person 'Guest <name@example.org>'\n")
        .stderr_contains("warning: `lee` may be Lee Novak and Lee Chan")
        .stderr_contains("warning: no mail can be sent to Mei <me..i@example.org>");
    assert_eq!(env.sent_to(), ["ana@example.org", "chan@example.org", "mira@example.org"]);
}

#[test]
fn where_nobody_can_get_it_nothing_is_sent() {
    let env = env();
    env.run(["retro", "--replace", "--well", "x"]).success();
    env.sends_nothing(
        1,
        env.notes(&["--send", "--yes"]),
        &["have nobody to go to", "does not say who was there", "--to"],
    );
    env.run(["retro", "--present", "Guest"]).success();
    env.sends_nothing(1, env.notes(&["--send", "--yes"]), &["have nobody to go to", "no address for Guest"]);
    for bad in ["ana", "-x", "a@b@c", "Ana <ana@example.org>, Lee <lee@example.org>", "ana@example.org\nBcc: eve@x.org"]
    {
        env.sends_nothing(2, env.notes(&["--send", "--yes", &format!("--to={bad}")]), &["--to"]);
    }
    // As an address it is odd and sound; as an argument it would be a flag.
    env.notes(&[
        "--send",
        "--yes",
        "--to=-oQ/tmp@example.org",
        "--to",
        "Mei <mei@example.org>",
        "--to",
        "MEI@example.org",
    ])
    .success();
    assert_eq!(env.sent_to(), ["-oQ/tmp@example.org", "mei@example.org"]);
    assert_eq!(env.in_home("arguments").as_deref(), Some("-a\nmy work\n-i\n-t\n"));
}

#[test]
fn notes_of_the_project_retro_go_to_everybody_involved() {
    let env = env();
    env.refuses(
        1,
        ["notes", "--project", "--send"],
        &["checkout has no project retro yet", "auxeng retro checkout --project"],
    );
    env.write("checkout/retros/project.toml", "date = 2026-11-20\nwent_well = [\n    \"We met\",\n]\n");
    env.refuses(2, ["notes", "--project", "--week", "2026-W47"], &["--week"]);
    env.notes(&["--project", "--send", "--yes"])
        .success()
        .stderr_contains("warning: no address for Sofía Marín: ")
        .stderr_contains("Subject: Project retro notes: Contract tests for Checkout (2026-11-20)\n")
        .stderr_contains("Sent the notes of the project retro to Ana Aux, Mira Okafor and Lee Novak.\n")
        .stderr_contains("Saved retros/project.toml in checkout.\n");
    assert_eq!(env.sent_to(), ["ana@example.org", "mira@example.org", "lee@example.org"]);
    env.write(
        "checkout/retros/project.toml",
        "date = 2026-11-20\npresent = [\"Lee\", \"Jo $(id) <jo@example.org>\"]\nwent_well = [\n    \"We met\",\n]\n",
    );
    env.notes(&["--project", "--send", "--yes"])
        .success()
        .stderr_contains(
            "warning: no address for Jo $(id): auxeng edit checkout --person 'Jo $(id) <name@example.org>'\n",
        )
        .stderr_contains("to Ana Aux, Mira Okafor and Lee Novak.\n");
    let record = env.read("checkout/retros/project.toml");
    assert!(record.contains("notes_sent = 2026-11-20\n"), "{record}");
    assert!(!env.read(RETRO).contains("notes_sent"), "the weekly retro is another");
    fs::remove_file(env.home().join("message")).expect("it was sent");
    env.sends_nothing(
        1,
        env.notes(&["--project", "--send", "--yes"]),
        &["the notes of the project retro were sent on"],
    );
}

#[test]
fn a_damaged_record_goes_to_nobody() {
    let env = env();
    env.write("checkout/goals/coverage.toml", "title = 1\n");
    env.sends_nothing(1, env.notes(&["--send", "--yes"]), &["coverage.toml:1:9", "cannot be read in full"]);
}

#[test]
fn a_week_needs_no_year() {
    let env = env();
    for week in ["W47", "w47", "47"] {
        env.run(["notes", "--week", week]).success().stdout_contains("week 6 of 10");
    }
    env.refuses(1, ["notes", "--week", "W48"], &["no retro of 2025-W48"]);
}
