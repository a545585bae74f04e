//! The page for the first meeting with a host, and who agreed to it.

use snapbox::str;

use crate::environment::TestEnvironment;

fn proposed() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.run(["propose", "Flags for Search", "--host", "Search"]).success();
    env
}

#[test]
fn there_are_good_words_without_any_of_ones_own() {
    let env = TestEnvironment::new();
    env.run(["pitch"]).success().stderr("").stdout(str![[r#"
Auxiliary engineering
What is auxiliary engineering?
An engineer of a platform team works inside another team for some weeks, on
goals that both have agreed on, and leaves behind a practice that the team keeps
up alone.

Who are we?
We look after a platform that other teams build upon, and we want to learn from
those who use it.

Why in this way?
Documentation and training reach few people at the moment when they need them.
Working side by side solves a problem that matters now, and shows us where our
platform gets in the way.

What does an embed do?
An engineer joins your team from Monday to Thursday, pairs with you on the
agreed goals, takes part in your meetings and runs a retro of thirty minutes
each week. Fridays are spent at home, to bring back what was learnt. An advisor
watches over the whole.

What we expect of each other
  . The engineer does not do the hard work for you: you do it together, and it
    stays yours.
  . The practice spreading through your team comes first, the success of the
    project second.
  . The weekly retro and the agreed schedule matter, and we ask for criticism.
  . If what makes engagements fail shows and stays, we end this one early.

How do we get started?
Send us one page: the problem, what you wish for, and the goals for the business
and for the systems. We weigh it and answer soon. What we then agree on fits on
one page too, and can be measured.

"#]]);
}

#[test]
fn own_words_take_their_place() {
    let env = proposed();
    env.write(
        "auxeng.toml",
        "schema = 1\nhome = \"Platform\"\n\n[pitch]\nwho = \"\"\"\nWe build\nthe platform.\n\n- pipelines\n- flags\n\"\"\"\n\
         expectations = [\n    \"Tea at four\",\n]\n",
    );
    let page = env.run(["pitch", "flags", "--format", "text"]).success();
    let page = page.stdout_contains("Working with Platform\nFlags for Search · for Search\n");
    let page = page.stdout_contains("Who is Platform?\nWe build the platform.\n\n  . pipelines\n  . flags\n");
    let page = page.stdout_contains("What we expect of each other\n  . Tea at four\n\n");
    page.stderr_contains("When somebody agrees to it: auxeng pitch flags --agreed \"Name\"");
    let html = env.run(["pitch", "flags", "--format", "html"]).success().stdout_text().to_owned();
    for part in [
        "<title>Working with Platform</title>",
        "<p>We build the platform.</p>\n",
        "<ul class=\"items\">\n<li>pipelines</li>\n<li>flags</li>\n",
        "<li class=\"said\">Tea at four</li>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    env.run(["pitch", "flags", "--format", "markdown"]).success().stdout_contains("## Who is Platform?\n");
    env.run(["pitch", "-o", "pitch.html"]).success().stderr_contains("Wrote pitch.html");
    assert!(env.read("pitch.html").starts_with("<!DOCTYPE html>"));
}

#[test]
fn who_agreed_is_recorded_and_shown() {
    let env = proposed();
    let agreed = [
        "pitch",
        "flags",
        "--agreed",
        "Lee Novak <lee@example.org>",
        "--date",
        "yesterday",
        "--note",
        "Not on Fridays",
    ];
    env.run(agreed).success().stdout("").stderr(str![[r#"
Lee Novak agreed to what is expected on 19 November 2026.
Saved agreements/lee-novak.toml in flags-for-search.

"#]]);
    let expected = "person = \"Lee Novak <lee@example.org>\"\ndate = 2026-11-19\n\nnote = \"Not on Fridays\"\n";
    assert_eq!(env.read("flags-for-search/agreements/lee-novak.toml"), expected);
    env.run(["pitch", "flags", "--agreed", "lee novak"]).success().stderr_contains("nothing was written");
    env.run(["pitch", "flags", "--agreed", "林美", "--agreed", "Bo"]).success().stderr_contains("agreements/lin-mei-");
    let page = env.run(["pitch", "flags"]).success().stderr("");
    page.stdout_contains(
        "Agreed to what is expected\n  . Bo on 20 November 2026\n  . Lee Novak on 19 November 2026: Not on Fridays\n",
    );
    let html = env.run(["pitch", "flags", "--format", "html"]).success();
    assert!(html.stdout_text().contains("Lee Novak <span class=\"fate\">on 19 November 2026: Not on Fridays</span>"));
    // It stays with the engagement.
    env.run(["fit", "--accept"]).success();
    env.run(["open", "flags-for-search"]).success();
    env.run(["report", "flags"])
        .success()
        .stdout_contains("expectations: agreed by Bo on 20 November 2026, Lee Novak on");
    env.run(["pitch", "-e", "flags", "--agreed", "Noor"]).success();
    env.run(["pitch", "flags"]).success().stdout_contains("Noor");
    env.run(["check"]).success();
}

#[test]
fn what_cannot_be_is_refused() {
    let env = proposed();
    for (code, arguments, words) in [
        (1, &["pitch", "nothing"][..], &["there is no proposal or engagement `nothing`"][..]),
        (2, &["pitch", "--agreed", "Lee"], &["ID is missing", "auxeng pitch flags-for-search --agreed"]),
        (2, &["pitch", "flags", "--agreed", "<lee"], &["--agreed", "does not name a person"]),
        (1, &["pitch", "flags", "--agreed", "Lee", "--date", "tomorrow"], &["in the future"]),
        (2, &["pitch", "flags", "--date", "today"], &["--agreed"]),
        (2, &["pitch", "flags", "--agreed", "Lee", "--open"], &["--open"]),
        (2, &["pitch", "flags", "--commit"], &["nothing to commit", "--agreed"]),
        (2, &["pitch", "--open", "--format", "markdown"], &["--open shows a web page"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.write("flags-for-search/agreements/lee.toml", "person = \"Lee\"\n");
    env.refuses(1, ["pitch", "flags", "--agreed", "Bo"], &["cannot be read in full, so nothing was written"]);
    env.run(["pitch", "flags"]).failure(1).stdout_contains("Flags for Search").stderr_contains("agreements/lee.toml");
}

#[test]
fn foreign_words_stay_words() {
    let env = TestEnvironment::with_store();
    let evil = "<script>alert(1)</script>\\u001b[2J\\u202e";
    env.write(
        "auxeng.toml",
        format!("schema = 1\nhome = \"{evil}\"\n\n[pitch]\nwhat = \"{evil}\"\nexpectations = [\"{evil}\"]\n"),
    );
    env.write("odd/proposal.toml", format!("title = \"{evil}\"\nhost = \"{evil}\"\nproposed = 2026-11-20\n"));
    env.write("odd/agreements/bo.toml", format!("person = \"Bo\"\ndate = 2026-11-20\nnote = \"{evil}\"\n"));
    for format in ["table", "markdown", "html", "json"] {
        let page = env.run(["pitch", "odd", "--format", format]).success();
        let text = page.stdout_text();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
        assert!(format != "html" || !text.contains("<script"), "{text}");
    }
}
