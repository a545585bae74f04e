//! A proposal and its one-pager: made, completed and changed.

use super::{PAGE, two};
use crate::environment::TestEnvironment;
use snapbox::str;

#[test]
fn a_proposal_is_a_record_and_a_form() {
    let env = TestEnvironment::with_store();
    let arguments =
        ["propose", "Flags for Search", "--host", "Search", "--practice", "feature flags", "--kind", "adoption"];
    env.run(arguments.iter().chain(&["--contact", "Lee <lee@example.org>"])).success().stdout("").stderr(str![[r#"
Proposed flags-for-search in flags-for-search/proposal.toml.
The host tells the rest in flags-for-search/one-pager.md, a form of four headings.
Then weigh it: auxeng fit flags-for-search --vote

"#]]);
    let expected = "\
title = \"Flags for Search\"

host = \"Search\"

practice = \"feature flags\"

kind = \"adoption\"

contact = \"Lee <lee@example.org>\"

proposed = 2026-11-20
";
    assert_eq!(env.read("flags-for-search/proposal.toml"), expected);
    let form = env.read("flags-for-search/one-pager.md");
    assert!(form.starts_with("# Flags for Search\n\n## Problem\n\n<!-- What goes wrong"), "{form}");
    env.run(["check"]).success();
    env.run(["fmt", "--check"]).success();
    env.run(["propose", "flags"]).success().stdout(str![[r#"
Flags for Search
for Search · feature flags · adoption
proposed on 20 November 2026 · contact Lee <lee@example.org>
not decided yet

Problem
nothing yet: What goes wrong, for whom, and how often?

Wish list
nothing yet: What would you wish for, if you could have anything?

Business goals
nothing yet: What would the business notice, and by what could it be measured?

Technical goals
nothing yet: What would get better in the systems, and by what could it be
measured?

"#]]);
}

#[test]
fn what_is_missing_is_named() {
    let env = TestEnvironment::with_store();
    env.write("page.md", "# P\n## The problem\nIt breaks.\n## Team\nFour.\n## Business goals\nTBD\n");
    let told = "The one-pager lacks the wish list, the business goals and the technical goals: flags/one-pager.md";
    env.run(["propose", "Flags", "--one-pager", "page.md"]).success().stderr_contains(told);
    let shown = env.run(["propose", "flags"]).success().stderr_contains("lacks the wish list");
    shown.stdout_contains("Problem\nIt breaks.\n").stdout_contains("Also on the page\nTeam\n\nFour.\n");
    let json = env.run(["propose", "flags", "--format", "json"]).json();
    let proposal = &json["proposal"];
    assert_eq!(proposal["missing"], serde_json::json!(["wish_list", "business_goals", "technical_goals"]));
    assert_eq!(proposal["one_pager"]["problem"], "It breaks.");
}

#[test]
fn a_page_takes_the_place_of_a_form_and_of_nothing_else() {
    let env = two();
    let page = ["propose", "flags-for-search", "--one-pager", "page.md"];
    env.run(page).success().stderr_contains("tells all four parts");
    assert_eq!(env.read("flags-for-search/one-pager.md"), PAGE);
    env.run(page).success().stderr_contains("nothing was written");
    env.write("page.md", "# Another\n");
    env.refuses(1, page, &["somebody has written in flags-for-search/one-pager.md", "by hand"]);
    std::fs::remove_file(env.path().join("flags-for-search/one-pager.md")).expect("it is there");
    env.run(page).success();
    assert_eq!(env.read("flags-for-search/one-pager.md"), "# Another\n");
    // One that the host put there by itself is kept.
    env.write("cache/one-pager.md", PAGE);
    env.run(["propose", "Cache"]).success().stderr_contains("tells all four parts");
    assert_eq!(env.read("cache/one-pager.md"), PAGE);
}

#[test]
fn no_page_takes_the_place_of_the_hosts() {
    let env = two();
    env.run(["fit", "tracing", "--accept"]).success();
    env.run(["open", "tracing-for-basket"]).success();
    let page = env.read("tracing-for-basket/one-pager.md");
    env.write(".gitignore", "page.md\n");
    let ignored = env.read(".gitignore");
    let file = "tracing-for-basket/one-pager.md";
    for arguments in [
        &["report", "tracing", "-o", file][..],
        &["pitch", "tracing", "-o", file],
        &["export", "--format", "json", "-o", file],
        &["export", "--format", "json", "-o", ".gitignore"],
    ] {
        env.refuses(1, arguments, &["a place for a file of the store"]);
    }
    assert_eq!((env.read(file), env.read(".gitignore")), (page, ignored));
}

#[test]
fn options_change_a_proposal_that_is_named_in_full() {
    let env = two();
    let change = ["--title", "Flags", "--host", "", "--kind", "debug", "--date", "2026-11-16"];
    env.run(["propose", "flags-for-search"].iter().chain(&change)).success();
    let text = env.read("flags-for-search/proposal.toml");
    for part in ["title = \"Flags\"\n", "kind = \"debug\"\n", "proposed = 2026-11-16\n", "Lee"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Search"), "{text}");
    env.refuses(1, ["propose", "flags", "--host", "X"], &["`flags` could be flags-for-search, or a new title", "--id"]);
    env.run(["propose", "flags", "--id", "flags", "--host", "X"]).success();
    env.run(["fit", "flags-for-search", "--accept", "--date", "2026-11-18"]).success();
    let late = ["propose", "flags-for-search", "--date", "2026-11-19"];
    env.refuses(1, late, &["decided on 2026-11-18, before it would have been proposed"]);
}

#[test]
fn the_usual_format_changes_nothing() {
    let env = two();
    env.run(["propose", "New flags", "--host", "Basket", "--format", "table"]).success().stdout("");
    assert!(env.read("new-flags/proposal.toml").contains("host = \"Basket\"\n"));
    env.run(["propose", "Plain", "--format=table"]).success().stdout("").stderr_contains("Proposed plain");
    env.run(["propose", "new-flags", "--host", "Search", "--format", "table"]).success().stdout("");
    assert!(env.read("new-flags/proposal.toml").contains("host = \"Search\"\n"));
}

#[test]
fn an_empty_kind_is_taken_away() {
    let env = two();
    env.run(["propose", "flags-for-search", "--kind", "debug"]).success();
    env.run(["propose", "flags-for-search", "--kind", ""]).success();
    let json = env.run(["propose", "flags-for-search", "--format", "json"]).json();
    assert!(json["proposal"]["kind"].is_null(), "{json}");
    env.run(["fit", "flags", "--accept"]).success();
    env.run(["open", "flags-for-search", "--kind", "spread"]).success();
    env.run(["edit", "flags-for-search", "--kind", ""]).success();
    let text = env.read("flags-for-search/engagement.toml");
    assert!(!text.contains("spread"), "{text}");
}

#[test]
fn an_opened_proposal_is_changed_as_an_engagement() {
    let env = two();
    env.run(["fit", "flags", "--accept"]).success();
    env.run(["open", "flags-for-search"]).success();
    let title = ["propose", "flags-for-search", "--title", "New"];
    env.refuses(1, title, &["is an engagement already", "auxeng edit flags-for-search"]);
    let both = ["propose", "flags-for-search", "--one-pager", "page.md", "--host", "B"];
    env.refuses(1, both, &["is an engagement already"]);
    env.run(["propose", "flags-for-search", "--one-pager", "page.md"]).success();
    assert_eq!(env.read("flags-for-search/one-pager.md"), PAGE);
}
