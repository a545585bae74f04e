//! What is shown of proposals, also of those with something wrong.

use snapbox::str;

use super::{POINTS, two, vote};
use crate::environment::TestEnvironment;

#[test]
fn the_status_shows_proposals_beside_engagements() {
    let env = two();
    env.write("checkout/engagement.toml", crate::scene::CHECKOUT);
    env.run(["status"]).success().stdout_contains(
        "\nProposals\nPROPOSAL            HOST    STAGE     SINCE       FIT       ONE-PAGER\n\
         flags-for-search    Search  proposed  2026-11-20  no votes  empty\n\
         tracing-for-basket  Basket  proposed  2026-11-20  no votes  complete\n",
    );
    env.run(["fit", "tracing", "--decline", "No"]).success();
    let page = env.run(["status"]).success().stdout_contains("1 running, 1 proposed").stdout_text().to_owned();
    assert!(!page.contains("tracing-for-basket"), "{page}");
    let ids = |flags: &[&str]| {
        let json = env.run(["status", "--format", "json"].iter().chain(flags)).json();
        let ids = |list: &str| {
            let list = json[list].as_array().cloned().unwrap_or_default();
            list.iter().filter_map(|one| one["id"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        [ids("engagements"), ids("proposals")].concat()
    };
    for (flags, wanted) in [
        (&[][..], &["checkout", "flags-for-search", "tracing-for-basket"][..]),
        (&["--stage", "proposed"], &["flags-for-search"]),
        (&["--stage", "declined", "--stage", "running"], &["checkout", "tracing-for-basket"]),
        (&["--host", "bask"], &["tracing-for-basket"]),
        (&["--engineer", "ana"], &["checkout"]),
        (&["--stage", "accepted"], &[]),
    ] {
        assert_eq!(ids(flags), wanted, "{flags:?}");
    }
    env.run(["status", "--all"]).success().stdout_contains("declined");
    env.run(["status", "tracing"]).success().stdout_contains("declined on 20 November 2026: No");
    env.run(["status", "--stage", "accepted"]).success().stdout("").stderr_contains("None of 3");
}

#[test]
fn empty_states_teach_the_next_command() {
    let env = TestEnvironment::with_store();
    env.run(["fit"]).success().stdout("").stderr_contains("Make the first one: auxeng propose");
    env.refuses(1, ["fit", "x"], &["make the first one: auxeng propose"]);
    env.run(["propose", "Flags"]).success();
    env.run(["status"])
        .success()
        .stdout_contains("1 proposed")
        .stderr_contains("nobody has voted: auxeng fit flags --vote");
    env.run(["fit", "flags"]).success().stderr_contains("Nobody has voted yet.\nVote: auxeng fit flags --vote\n");
    env.run(["fit", "--accept"]).success();
    env.run(["status"]).success().stderr_contains("flags is accepted: auxeng open flags");
}

#[test]
fn a_damaged_proposal_is_told_and_left_alone() {
    let env = two();
    env.write("flags-for-search/proposal.toml", "title = \"Flags\"\nproposed = \"soon\"\n");
    env.write("tracing-for-basket/votes/bo.toml", "voter = \"Bo\"\n");
    env.run(["fit"]).failure(1).stdout_contains("tracing-for-basket").stderr_contains("`proposed` is not a date");
    env.run(["status"]).failure(1).stderr_contains("votes/bo.toml");
    env.refuses(1, ["fit", "flags", "--accept"], &["cannot be read in full, so nothing was written"]);
    env.refuses(1, ["fit", "tracing", "--accept"], &["cannot be read in full, so nothing was written"]);
    env.refuses(1, ["propose", "flags-for-search", "--host", "X"], &["cannot be read in full"]);
}

#[test]
fn what_cannot_be_read_is_not_said_to_be_missing() {
    let env = two();
    for given in POINTS {
        vote(&env, given);
    }
    env.write("flags-for-search/votes/ana.toml", "voter = \"Ana\"\n");
    env.write("flags-for-search/votes/bo.toml", "voter = 1\n");
    env.write("flags-for-search/one-pager.md", b"\xff\xfe");
    env.write("tracing-for-basket/votes/bo.toml", "voter = \"Bo\"\n");
    let page = env.run(["propose", "flags-for-search"]).failure(1).stderr_contains("one-pager.md");
    let page = page.stdout_contains("The one-pager cannot be read.\n").stdout_contains("The votes cannot be read.\n");
    assert!(!page.stdout_text().contains("nothing yet") && !page.stderr_text().contains("lacks"), "{page}");
    let votes = env.run(["fit", "flags-for-search"]).failure(1).stdout_contains("The votes cannot be read.\n");
    assert!(!votes.stderr_text().contains("Nobody has voted"), "{votes}");
    env.run(["fit", "tracing-for-basket"]).failure(1).stdout_contains("Not all votes can be read.\n");
    let fit = env.run(["fit"]).failure(1).stdout_contains("  0?\n").stdout_contains("  2?\n");
    let fit = fit.stdout_contains("Not all votes can be read on tracing-for-basket and flags-for-search.\n");
    assert!(!fit.stdout_text().contains("Not everybody has voted"), "{fit}");
    let status = env.run(["status"]).failure(1).stdout_contains("not readable");
    let (shown, said) = (status.stdout_text(), status.stderr_text());
    assert!(!shown.contains("no votes") && !shown.contains("empty") && !said.contains("nobody has voted"), "{status}");
    env.run(["agenda", "--all"]).failure(1).stdout_contains("\"Flags for Search\" (not all votes");
    let json = env.run(["propose", "flags-for-search", "--format", "json"]).failure(1).json();
    assert_eq!(json["proposal"]["missing"], serde_json::json!([]));
    let later = env.on("2027-03-01").run(["check"]).failure(1);
    for rule in ["no-votes", "few-votes", "incomplete-one-pager"] {
        assert!(!later.stdout_text().contains(rule), "{later}");
    }
}

#[test]
fn long_names_leave_the_headings_whole() {
    let env = TestEnvironment::with_store();
    let long = "a-very-long-name-".repeat(4);
    let ids = [format!("{}one", &long[..61]), format!("{}two", &long[..61])];
    for id in &ids {
        env.run(["propose", "Flags", "--id", id, "--host", "Search"]).success();
        env.run(["fit", id, "--as", "Ana", "--business", "2", "--technical", "1", "--team", "0"]).success();
    }
    env.run(["propose", "Short", "--host", "Basket"]).success();
    env.run(["fit", "--all"]).success().stdout(str![[r#"
Mean votes: up to 2 for each, 6 for all. Spread: the lowest to the highest.

   PROPOSAL                                                         BUSINESS  TECHNICAL  TEAM  ALL  SPREAD  VOTES
1  a-very-long-name-a-very-long-name-a-very-long-name-a-very-lono…       2.0        1.0   0.0  3.0  3–3         1
1  a-very-long-name-a-very-long-name-a-very-long-name-a-very-lont…       2.0        1.0   0.0  3.0  3–3         1
–  short                                                                   –          –     –    –  –           0

Not everybody has voted on all
  . Ana: short

"#]]);
    env.run(["status"]).success().stdout(str![[r#"
20 November 2026 · 3 proposed

Proposals
PROPOSAL                                                         HOST    STAGE     SINCE       FIT
a-very-long-name-a-very-long-name-a-very-long-name-a-very-lono…  Search  proposed  2026-11-20  3.0
                                                                                               of 6,
                                                                                               1
                                                                                               vote
a-very-long-name-a-very-long-name-a-very-long-name-a-very-lont…  Search  proposed  2026-11-20  3.0
                                                                                               of 6,
                                                                                               1
                                                                                               vote
short                                                            Basket  proposed  2026-11-20  no
                                                                                               votes

"#]]);
    // What stands before the dots names it.
    env.run(["fit", &ids[1][..62]]).success().stdout_contains("Flags\n");
    let markdown = env.run(["fit", "--format", "markdown"]).success();
    assert!(ids.iter().all(|id| markdown.stdout_text().contains(id.as_str())), "{markdown}");
}

#[test]
fn foreign_text_stays_text() {
    let env = TestEnvironment::with_store();
    let evil = "a\\u001b[2Jb\\u202ec";
    env.write("odd/proposal.toml", format!("title = \"{evil}\"\nhost = \"{evil}\"\nproposed = 2026-11-20\n"));
    env.write("odd/one-pager.md", "# P\n## Problem\n\u{1b}[2J<script>\u{202e}\n");
    env.write(
        "odd/votes/bo.toml",
        format!(
            "voter = \"Bo {}\"\ndate = 2026-11-20\nbusiness = 1\ntechnical = 1\nteam = 1\nreason = \"=1+1 {evil}\"\n",
            "x".repeat(90)
        ),
    );
    for command in [
        &["fit"][..],
        &["fit", "odd"],
        &["propose", "odd"],
        &["status"],
        &["fit", "--format", "csv"],
        &["fit", "--format", "markdown"],
        &["propose", "odd", "--format", "json"],
    ] {
        let run = env.run(command).success();
        let text = [run.stdout_text(), run.stderr_text()].concat();
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{command:?}: {text}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let env = two();
    env.run(["fit", "tracing", "--accept"]).success();
    env.run(["open", "tracing-for-basket"]).success();
    for (code, arguments, words) in [
        (2, &["propose"][..], &["TITLE is missing", "auxeng propose \"Flags for Search\""][..]),
        (2, &["propose", " "], &["title is empty"]),
        (2, &["propose", "a\nb"], &["one line"]),
        (2, &["propose", "!!!"], &["no id can be made", "--id"]),
        (2, &["propose", "A", "--id", "../a"], &["cannot be an id"]),
        (
            1,
            &["propose", "Flags for search"],
            &["there is a proposal `flags-for-search`", "auxeng propose flags-for-search"],
        ),
        (1, &["propose", "Tracing for Basket"], &["there is an engagement `tracing-for-basket`", "--id"]),
        (1, &["propose", "New", "--title", "Other"], &["no proposal `New` whose title could change"]),
        (2, &["propose", "A", "--contact", "<lee"], &["--contact", "does not name a person"]),
        (1, &["propose", "A", "--date", "tomorrow"], &["in the future"]),
        (2, &["propose", "A", "--kind", "fun"], &["--kind", "adoption"]),
        (1, &["propose", "A", "--one-pager", "none.md"], &["none.md"]),
        (2, &["propose", "flags-for-search", "--commit"], &["nothing to commit"]),
        (1, &["fit", "nothing"], &["there is no proposal `nothing`", "proposals: "]),
        (1, &["fit", "flags-for-serch"], &["did you mean `flags-for-search`?"]),
        (2, &["fit", "flags", "--vote"], &["--business is missing", "0, 1 or 2"]),
        (2, &["fit", "flags", "--business", "2", "--team", "1"], &["--technical is missing"]),
        (2, &["fit", "flags", "--business", "3"], &["--business", "[possible values: 0, 1, 2]"]),
        (2, &["fit", "flags", "--accept", "--team", "1"], &["--accept", "--team"]),
        (2, &["fit", "flags", "--decline", " "], &["say why"]),
        (2, &["fit", "flags", "--accept", "--format", "json"], &["--accept", "--format"]),
        (2, &["fit", "flags", "--vote", "--format", "csv"], &["--vote", "--format"]),
        (2, &["propose", "flags-for-search", "--host", "X", "--format", "json"], &["--format shows a proposal"]),
        (2, &["propose", "--format", "json"], &["--format shows a proposal", "propose ID --format json"]),
        (2, &["propose", "A", "--id", "a", "--format", "markdown"], &["--format shows a proposal"]),
        (2, &["propose", "New", "--format", "json"], &["no proposal `New` that could be shown", "leave --format out"]),
        (2, &["fit", "--date", "2026-11-20"], &["nothing is written without a vote or a decision"]),
        (1, &["fit", "flags", "--accept", "--date", "2026-11-19"], &["proposed on 2026-11-20, after the day"]),
        (1, &["fit", "tracing", "--accept"], &["is an engagement already"]),
        (1, &["fit", "tracing", "--business", "1", "--technical", "1", "--team", "1"], &["is an engagement already"]),
        (1, &["goal", "list", "flags-for-search"], &["flags-for-search is a proposal, and no engagement yet"]),
        (1, &["goal", "list", "flags"], &["flags-for-search is a proposal", "auxeng open flags-for-search"]),
    ] {
        env.refuses(code, arguments, words);
    }
    let nobody = env.run(["fit", "flags", "--vote"]).variable("GIT_CONFIG_GLOBAL", env.home().join("none"));
    nobody.failure(2).stderr_contains("--as is missing");
}
