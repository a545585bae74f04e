//! What is committed, and how that is said.

use snapbox::str;

use super::env;
use crate::environment::TestEnvironment;

/// Commands that write, each with the first line of its commit.
const WRITING: [(&[&str], &str); 16] = [
    (&["score", "coverage=9", "build-time=31"], "score(checkout): week 6"),
    (&["retro", "--well", "It works", "--mvp", "live", "--present", "Ana Aux"], "retro(checkout): week 6"),
    (&["retro", "--project", "--well", "All of it"], "retro(checkout): project retro"),
    (&["goal", "add", "Fewer calls", "--from", "9", "--to", "1"], "goal(checkout): add fewer-calls"),
    (&["goal", "edit", "coverage", "--to", "16"], "goal(checkout): change coverage"),
    (&["goal", "drop", "launch", "--reason", "not ours"], "goal(checkout): drop launch"),
    (&["milestone", "add", "First contract"], "milestone(checkout): first-contract of 20 November 2026"),
    (&["edit", "--end", "2027-01-15", "--title", "Contracts"], "edit(checkout): title and end"),
    (
        &["nps", "add", "--score", "9", "--asked", "5", "--why", "Good"],
        "nps(checkout): 1 answer to the survey of 2026-11-20",
    ),
    (&["nps", "import", "survey.csv"], "nps(checkout): 2 answers to the survey of 2026-11-20"),
    (&["notes", "--send", "--yes"], "notes(checkout): the notes of 2026-W47 sent"),
    (&["fmt"], "fmt: 1 file in canonical form"),
    (&["close", "--early", "--reason", "Done"], "close(checkout): ended early"),
    (&["open", "Flags for Search", "--id", "flags"], "open(flags): Flags for Search"),
    (&["score", "--note", "coverage=payments first", "-e", "checkout"], "score(checkout): week 6"),
    (&["init", "."], "init: a store of engagements"),
];

#[test]
fn every_command_that_writes_commits_what_it_wrote() {
    let env = env();
    env.write("survey.csv", "Score\n9\n3\n");
    env.write(
        "checkout/goals/habits.toml",
        "title = \"Contracts come first\"\nkind   = \"diffusion\"\nmeasure = \"rating\"\n",
    );
    env.commit_all("A file that is not in canonical form");
    for (arguments, subject) in WRITING {
        let before = env.subjects();
        let run = env
            .run(arguments.iter().copied().chain(["--commit"]))
            .variable("AUXENG_SENDMAIL", "sh -c 'cat >/dev/null'");
        run.success().stderr_contains(&format!("Committed: {subject}\n"));
        assert_eq!(env.standing(), "", "{arguments:?}");
        let after = env.subjects();
        assert_eq!(after.first().map(String::as_str), Some(subject));
        assert_eq!(after.get(1..), Some(before.as_slice()), "{arguments:?} makes one commit");
        let trailer = env.told(["log", "-1", "--format=%(trailers:key=Auxeng-Change,valueonly)"]);
        assert_eq!(trailer.trim().len(), 12, "{arguments:?}");
        let files = env.told(["log", "-1", "--format=%(trailers:key=Auxeng-Files,valueonly)"]);
        assert_eq!(files.trim(), env.committed().lines().count().to_string(), "{arguments:?}");
    }
    env.run(["check"]).success();
}

#[test]
fn a_commit_tells_what_was_recorded() {
    let env = env();
    env.run(["score", "coverage=9", "habits=40%", "--commit"]).success().stdout("").stderr(str![[r#"
coverage: 9 in 2026-W47 (progress 0.58)
habits: 40 % in 2026-W47 (progress 0.40)
Saved goals/coverage.toml and goals/habits.toml in checkout.
Committed: score(checkout): week 6

"#]]);
    let message = env.told(["log", "-1", "--format=%an <%ae>%n%B"]);
    let (message, change) = message.trim_end().rsplit_once("Change: ").expect("there is a trailer");
    assert_eq!(change.split_once('\n').map(|(name, rest)| (name.len(), rest)), Some((12, "Auxeng-Files: 2")));
    snapbox::assert_data_eq!(
        message.to_owned(),
        str![[r#"
Ana Aux <ana@example.org>
score(checkout): week 6

coverage: 9 in 2026-W47 (progress 0.58)
habits: 40 % in 2026-W47 (progress 0.40)

Auxeng-
"#]]
    );
    env.run(["-q", "score", "coverage=10", "--commit"]).success().stderr("");
    assert_eq!(env.subjects().len(), 3);
}

#[test]
fn everything_else_stays_as_it_was() {
    let env = env();
    env.write("staged", "1\n");
    env.write("half", "1\n");
    env.write("changed", "1\n");
    env.commit_all("Files");
    env.write("staged", "2\n");
    env.write("half", "2\n");
    env.git(["add", "staged", "half"]).success();
    env.write("half", "3\n");
    env.write("changed", "2\n");
    env.write("new", "1\n");
    env.write("checkout/goals/launch.toml", "title = \"By hand\"\nkind = \"business\"\nmeasure = \"milestone\"\n");
    env.write("added", "1\n");
    env.git(["add", "--intent-to-add", "added"]).success();
    let (standing, staged) = (env.standing(), env.told(["diff", "--cached"]));
    assert_eq!(standing.lines().count(), 6, "{standing}");
    for arguments in [["score", "coverage=9"], ["milestone", "add"]] {
        let more = if arguments[0] == "milestone" { &["First contract"][..] } else { &[] };
        env.run(arguments.iter().chain(more).chain(&["--commit"])).success();
        assert_eq!((env.standing(), env.told(["diff", "--cached"])), (standing.clone(), staged.clone()));
    }
    assert_eq!(env.committed(), "checkout/milestones/first-contract.toml\n");
    assert_eq!(env.told(["show", "--format=", "--name-only", "HEAD^"]), "checkout/goals/coverage.toml\n");
}

#[test]
fn a_file_that_was_edited_or_staged_is_committed_whole() {
    let env = env();
    let file = "checkout/goals/coverage.toml";
    env.write(file, env.read(file).replace("Services covered", "Covered"));
    env.git(["add", file]).success();
    env.run(["score", "coverage=9", "--commit"]).success();
    assert_eq!(env.standing(), "");
    assert_eq!(env.told(["show", &format!("HEAD:{file}")]), env.read(file));
    assert!(env.read(file).contains("\"Covered\""));
}

#[test]
fn where_nothing_is_written_nothing_is_committed() {
    let env = env();
    env.run(["score", "coverage=9", "--commit"]).success();
    let before = env.subjects();
    for arguments in [
        &["score", "coverage=9", "--commit"][..],
        &["fmt", "--commit"],
        &["fmt", "--check", "--commit"],
        &["retro", "--well", "x", "--dry-run", "--commit"],
        &["edit", "--end", "2026-12-18", "--commit"],
    ] {
        let outcome = env.run(arguments).any();
        assert!(!outcome.stderr_text().contains("ommit"), "{outcome}");
        assert_eq!(env.subjects(), before, "{arguments:?}");
    }
    // Back to what the last commit says.
    env.run(["score", "coverage=10"]).success();
    let back = env.run(["score", "coverage=9", "--commit"]).success();
    back.stderr_contains("Nothing to commit: the last commit says the same.\n");
    assert_eq!(env.standing().lines().filter(|line| line.contains("goals")).count(), 0);
}

#[test]
fn an_answer_in_a_sitting_is_committed_as_it_is_given() {
    let env = env();
    let mut session = env.terminal(["score", "--commit"]).start();
    session.answer("now", "9").answer("now, in percent", "50").asks("done or not").key(crate::terminal::Key::Ctrl('c'));
    session.finish().failure(130);
    assert_eq!(env.subjects(), ["score(checkout): week 6", "score(checkout): week 6", "Begin"]);
    assert_eq!(env.standing(), "");
}

#[test]
fn a_meeting_is_one_commit() {
    let env = env();
    let mut session = env.terminal(["retro", "--edit", "--commit"]);
    session = session.variable("EDITOR", "sed -i 's/^## Went well.*/&\\n\\n- It works/'");
    session.start().finish().success();
    assert_eq!(env.subjects(), ["retro(checkout): week 6", "Begin"]);
    assert_eq!(env.committed(), "checkout/retros/2026-W47.toml\n");
}

#[test]
fn the_default_store_is_committed_with_what_it_is_made_of() {
    let env = TestEnvironment::new();
    env.git(["init", "--quiet", "../home"]).success();
    env.run(["open", "Flags", "--id", "flags", "--commit"]).success();
    let files = env.told(["-C", "../home", "show", "--format=", "--name-only"]);
    let folder = ".local/share/auxeng/engagements";
    let expected = [".gitattributes", ".gitignore", "auxeng.toml", "flags/engagement.toml"];
    assert_eq!(files, expected.map(|name| format!("{folder}/{name}\n")).concat());
}

#[test]
fn many_files_are_one_commit() {
    let env = env();
    let rows: Vec<String> = (0..450).map(|row| format!("{},why {row}\n", row % 11)).collect();
    env.write("../survey.csv", format!("Score,Why\n{}", rows.concat()));
    env.run(["nps", "import", "../survey.csv", "--commit"]).success();
    assert_eq!(env.committed().lines().count(), 450);
    assert_eq!((env.standing(), env.subjects().len()), (String::new(), 2));
}
