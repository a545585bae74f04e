//! The engagement's file in the user's own editor, which is a script here.

use std::fs;

use snapbox::{IntoData as _, str};

use crate::environment::TestEnvironment;
use crate::scene::CHECKOUT;

const FILE: &str = "checkout/engagement.toml";

#[test]
fn the_file_is_edited_whole() {
    let env = TestEnvironment::with_checkout();
    let script = "change 's/^end = .*/end = 2027-01-15 # agreed with Mira/; s/Checkout\"$/Basket\"/'";
    env.edit(&["edit"], script).success().stdout("").stderr(
        str![[r#"
title: Contract tests for Checkout → Contract tests for Basket
host: Checkout → Basket
end: 2026-12-18 → 2027-01-15
Saved engagement.toml in checkout.

"#]]
        .raw(),
    );
    let expected = CHECKOUT.replace("2026-12-18", "2027-01-15 # agreed with Mira").replace("Checkout\"", "Basket\"");
    assert_eq!(env.read(FILE), expected);
    assert_eq!(env.kept(), []);
    env.run(["check"]).success();
}

#[test]
fn leaving_it_as_it_is_or_emptying_it_writes_nothing() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    env.edit(&["edit"], "cat \"$file\"")
        .success()
        .stdout(CHECKOUT)
        .stderr("Nothing was changed, so nothing was written.\n");
    for script in [": >\"$file\"", "rm \"$file\""] {
        env.edit(&["edit"], script).failure(1).stderr_contains("the text was emptied, so nothing was written");
    }
    env.assert_untouched_since(&before);
    assert_eq!(env.kept(), []);
}

#[test]
fn mistakes_are_pointed_at_until_they_are_mended() {
    let env = TestEnvironment::with_checkout();
    let script = r#"
if grep -q '^# auxeng' "$file"; then
    cp "$file" seen
    change 's/^start = .*/start = 2026-10-05/; s/^end = .*/end = 2027-01-15/'
else
    change 's/^start = .*/start = "next monday"/; s/^end = .*/end = soon/'
fi"#;
    // A file that is no TOML has one mistake at a time.
    env.edit(&["edit"], &script.replace("soon", "\"soon\"")).success().stderr(
        str![[r#"
The text cannot be recorded as it is, and is opened again:
  line 7, column 9: `start` is not a date: write a date without quotes: 2026-11-23
  line 10, column 7: `end` is not a date: write a date without quotes: 2026-11-23
start: 2026-10-12 → 2026-10-05
end: 2026-12-18 → 2027-01-15
Saved engagement.toml in checkout.

"#]]
        .raw(),
    );
    snapbox::assert_data_eq!(
        env.read("seen"),
        str![[r#"
title = "Contract tests for Checkout"
practice = "contract testing"

host = "Checkout"

# auxeng cannot read the next line (7:9): `start` is not a date: write a date without quotes: 2026-11-23
start = "next monday"

# auxeng cannot read the next line (10:7): `end` is not a date: write a date without quotes: 2026-11-23
end = "soon"

engineers = [
    "Ana Aux <ana@example.org>",
]

advisor = "Mira Okafor <mira@example.org>"

"#]]
        .raw()
    );
    let mended = CHECKOUT.replace("2026-10-12", "2026-10-05").replace("2026-12-18", "2027-01-15");
    assert_eq!(env.read(FILE), mended);
    fs::remove_file(env.path().join("seen")).expect("it is there");
    env.edit(&["edit"], script).success().stderr_contains("not valid TOML");
    assert_eq!(env.read(FILE), mended);
}

#[test]
fn a_damaged_file_can_be_mended() {
    let env = TestEnvironment::with_checkout();
    env.write(FILE, CHECKOUT.replace("2026-12-18", "\"2026-12-18\""));
    env.edit(&["edit", "checkout"], "change 's/^end = .*/end = 2026-12-18/'").success();
    assert_eq!(env.read(FILE), CHECKOUT);
    env.run(["check"]).success();
}

#[test]
fn an_unknown_field_is_written_and_told() {
    let env = TestEnvironment::with_checkout();
    env.edit(&["edit"], "change 's/^host =/hots =/'")
        .success()
        .stderr_contains("host: Checkout → nothing")
        .stderr_contains("warning: checkout/engagement.toml:4:1:")
        .stderr_contains("Saved engagement.toml in checkout.");
}

#[test]
fn a_file_that_was_changed_meanwhile_is_left_alone() {
    let env = TestEnvironment::with_checkout();
    let program = env!("CARGO_BIN_EXE_auxeng");
    let script = format!("'{program}' edit --host Basket --quiet\nchange 's/^end = .*/end = 2027-01-15/'");
    env.edit(&["edit"], &script)
        .failure(1)
        .stderr_contains("checkout/engagement.toml was changed since it was opened")
        .stderr_contains("your text is kept in [HOME]/.local/state/auxeng/drafts/engagement-checkout-");
    assert_eq!(env.read(FILE), CHECKOUT.replace("host = \"Checkout\"", "host = \"Basket\""));
    assert!(env.kept()[0].1.contains("2027-01-15") || env.kept()[1].1.contains("2027-01-15"));
    let before = env.snapshot_tree();
    env.edit(&["edit"], "touch opened")
        .failure(1)
        .stderr_contains("since the text was opened that you left in [HOME]")
        .stderr_contains("nothing was written");
    env.assert_untouched_since(&before);
    assert_eq!(env.kept().len(), 2);
}

#[test]
fn a_text_that_was_left_is_opened_again() {
    let env = TestEnvironment::with_checkout();
    let before = env.snapshot_tree();
    env.edit(&["edit"], "change 's/^end = .*/end = 2027-01-15/'\nexit 1")
        .failure(1)
        .stderr_contains("ended with an error")
        .stderr_contains("to go on with it: auxeng edit checkout");
    env.edit(&["edit"], "change 's/^start = .*/start = never/'")
        .failure(1)
        .stderr_contains("the text still has 1 mistake");
    env.assert_untouched_since(&before);
    env.edit(&["edit"], "change 's/^start = .*/start = 2026-10-12/'")
        .success()
        .stderr_contains("Opening what you left");
    assert_eq!(env.read(FILE), CHECKOUT.replace("2026-12-18", "2027-01-15"));
    assert_eq!(env.kept(), []);
}

#[test]
fn what_is_no_file_of_text_is_refused() {
    let env = TestEnvironment::with_checkout();
    env.write(FILE, b"title = \"Gr\xf6\xdfe\"\n");
    env.edit(&["edit", "checkout"], "touch opened").failure(1).stderr_contains("it is not UTF-8");
    assert!(!env.path().join("opened").exists());
}
