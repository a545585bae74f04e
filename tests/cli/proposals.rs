//! Engagements before they are one: proposed, weighed, accepted or declined.

use snapbox::str;

use crate::environment::TestEnvironment;

/// A store with two proposals, one of them with a whole page.
fn two() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.write("page.md", PAGE);
    env.run(["propose", "Flags for Search", "--host", "Search", "--contact", "Lee <lee@example.org>"]).success();
    env.run(["propose", "Tracing for Basket", "--host", "Basket", "--one-pager", "page.md"]).success();
    env
}

const PAGE: &str = "# Tracing\n\nProblem:\nNobody knows where time goes.\n\n## Wishlist\n- one page\n\n\
                    ## Business\nFewer calls.\n\n## Technical goals\nTraces in all services.\n";

const POINTS: [(&str, &str, &str); 5] = [
    ("flags-for-search", "Ana", "210"),
    ("flags-for-search", "Bo", "222"),
    ("tracing-for-basket", "Ana", "222"),
    ("tracing-for-basket", "Bo", "211"),
    ("tracing-for-basket", "林美", "000"),
];

fn vote(env: &TestEnvironment, (id, name, points): (&str, &str, &str)) {
    let [business, technical, team] = [0, 1, 2].map(|at| &points[at..=at]);
    let arguments = ["fit", id, "--as", name, "--business", business, "--technical", technical, "--team", team];
    env.run(arguments).success();
}

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
fn votes_are_told_and_ranked() {
    let env = two();
    for given in POINTS {
        vote(&env, given);
    }
    env.run(["fit"]).success().stdout(str![[r#"
Mean votes: up to 2 for each, 6 for all. Spread: the lowest to the highest.

   PROPOSAL            HOST    BUSINESS  TECHNICAL  TEAM  ALL  SPREAD  VOTES
1  flags-for-search    Search       2.0        1.5   1.0  4.5  3–6         2
2  tracing-for-basket  Basket       1.3        1.0   1.0  3.3  0–6         3

Not everybody has voted on all
  . 林美: flags-for-search

"#]]);
    let json = env.run(["fit", "--format", "json"]).json();
    let first = &json["proposals"][0];
    assert_eq!((&first["rank"], &first["fit"]["points"], &first["fit"]["spread"]), (&1.into(), &9.into(), &3.into()));
    assert_eq!(first["votes"][1]["voter"], "Bo");
    let csv = env.run(["fit", "--format", "csv"]).success();
    assert!(csv.stdout_text().contains("\n2,tracing-for-basket,Tracing for Basket,Basket,"), "{csv}");
    env.run(["fit", "tracing"])
        .success()
        .stdout_contains("10 points of 3 voters: 3.3 of 6 in the mean; from 0 to 6, 6 apart");
}

#[test]
fn voting_again_corrects_ones_own_vote() {
    let env = two();
    let me = ["fit", "flags-for-search", "--business", "2", "--technical", "1", "--team", "1", "--reason", "Good"];
    env.run(me)
        .success()
        .stderr_contains("Ana Aux gave 4 of 6 to flags-for-search.")
        .stderr_contains("votes/ana-aux.toml");
    let again = env.run(["fit", "flags-for-search", "--team", "0"]).success();
    again.stderr_contains("gave 3 of 6 to flags-for-search, corrected from 4");
    let expected = "\
voter = \"Ana Aux <ana@example.org>\"
date = 2026-11-20

business = 2
technical = 1
team = 0

reason = \"Good\"
";
    assert_eq!(env.read("flags-for-search/votes/ana-aux.toml"), expected);
    // Another person of the same name is somebody else.
    let other = ["--as", "Ana Aux <other@example.org>", "--business", "0", "--technical", "0", "--team", "0"];
    env.run(["fit", "flags-for-search"].iter().chain(&other)).success().stderr_contains("votes/ana-aux-2.toml");
    env.run(["fit", "flags-for-search", "--as", "Ana Aux <other@example.org>", "--team", "1"]).success();
    assert!(env.read("flags-for-search/votes/ana-aux-2.toml").contains("team = 1\n"));
    env.run(["check"]).success();
}

#[test]
fn a_decision_is_kept_with_its_day_and_its_reason() {
    let env = two();
    env.run(["fit", "tracing", "--accept", "--reason", "All agree", "--date", "2026-11-20"]).success().stderr(str![[
        r#"
tracing-for-basket: accepted on 20 November 2026.
Saved proposal.toml in tracing-for-basket.
Nobody has voted on it.
Open it: auxeng open tracing-for-basket

"#
    ]]);
    assert!(
        env.read("tracing-for-basket/proposal.toml")
            .ends_with("\n[decision]\ndate = 2026-11-20\naccepted = true\nreason = \"All agree\"\n")
    );
    let later = env.on("2026-11-23");
    later.run(["fit", "tracing", "--accept"]).success().stderr_contains("nothing was written");
    later.run(["fit", "tracing", "--decline", "Nobody is free"]).success().stderr(str![[r#"
tracing-for-basket was accepted on 20 November 2026.
tracing-for-basket: declined on 23 November 2026.
Saved proposal.toml in tracing-for-basket.
Tell the host why.

"#]]);
    later.run(["fit"]).success().stderr_contains("1 proposal decided: auxeng fit --all");
    later
        .run(["fit", "flags", "--accept"])
        .success()
        .stderr_contains("Its one-pager lacks the problem, the wish list, the business goals and the technical goals");
    later.run(["fit"]).success().stdout("").stderr_contains("No proposal is to be decided.");
    later.run(["fit", "--all"]).success().stdout_contains("declined").stdout_contains("accepted");
}

#[test]
fn the_only_candidate_need_not_be_named() {
    let env = two();
    env.refuses(1, ["fit", "--accept"], &["2 proposals are not decided: flags-for-search and tracing-for-basket"]);
    env.run(["fit", "flags", "--decline", "No"]).success();
    env.run(["fit", "--accept"]).success().stderr_contains("tracing-for-basket: accepted");
    env.refuses(1, ["fit", "--accept"], &["no proposal is to be decided", "auxeng propose"]);
    env.write("flags-for-search/proposal.toml", "title = \"Flags\"\nproposed = \"soon\"\n");
    let unread = ["`proposed` is not a date", "`flags-for-search` cannot be read, and may be the one that is meant"];
    env.refuses(1, ["fit", "--accept"], &unread);
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
        (2, &["fit", "flags", "--business", "3"], &["--business", "3 is not in 0..=2"]),
        (2, &["fit", "flags", "--accept", "--team", "1"], &["--accept", "--team"]),
        (2, &["fit", "flags", "--decline", " "], &["say why"]),
        (2, &["fit", "flags", "--accept", "--format", "json"], &["--accept", "--format"]),
        (2, &["fit", "flags", "--vote", "--format", "csv"], &["--vote", "--format"]),
        (2, &["propose", "flags-for-search", "--host", "X", "--format", "json"], &["--host", "--format"]),
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

#[test]
fn only_an_accepted_proposal_is_opened() {
    let env = two();
    env.refuses(
        1,
        ["open", "flags-for-search"],
        &["is proposed, and not accepted yet", "auxeng fit flags-for-search --accept"],
    );
    env.refuses(1, ["open", "Flags for Search"], &["there is a proposal `flags-for-search` already"]);
    env.run(["fit", "flags", "--decline", "Nobody is free"]).success();
    env.refuses(1, ["open", "flags-for-search"], &["was declined: Nobody is free"]);
    env.run(["fit", "flags", "--accept"]).success();
    env.run(["open", "flags-for-search", "--start", "2026-11-23"]).success();
    let text = env.read("flags-for-search/engagement.toml");
    for part in ["title = \"Flags for Search\"\n", "host = \"Search\"\n", "    \"Lee <lee@example.org>\",\n"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    env.run(["propose", "flags-for-search"]).success().stdout_contains("opened as an engagement");
    env.run(["status", "flags-for-search"]).success().stdout_contains("planned, 10 weeks");
    env.refuses(1, ["open", "flags-for-search"], &["there is an engagement `flags-for-search` already"]);
    env.run(["check"]).success();
}

#[test]
fn a_proposal_is_opened_under_its_own_name_only() {
    let env = two();
    env.run(["fit", "flags", "--accept"]).success();
    let words = ["`flags` could be the proposal flags-for-search", "auxeng open flags-for-search", "--id flags"];
    env.refuses(1, ["open", "flags"], &words);
    env.refuses(1, ["open", "tracing"], &["could be the proposal tracing-for-basket"]);
    let other = ["open", "flags-for-search", "--id", "other"];
    env.refuses(1, other, &["`flags-for-search` is a proposal", "leave --id out: auxeng open flags-for-search"]);
    env.run(["open", "flags-for-search"]).success();
    env.refuses(1, other, &["is the id of an engagement already", "in a title"]);
    env.run(["open", "tracing", "--id", "tracing"]).success();
    env.run(["open", "flags"]).success();
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
fn proposals_and_votes_are_committed_and_taken_back() {
    let env = TestEnvironment::with_store();
    env.git(["init", "--quiet"]).success();
    env.git(["add", "--all"]).success();
    env.git(["commit", "--quiet", "--message=Begin"]).success();
    env.run(["propose", "Flags", "--commit"]).success().stderr_contains("Committed: propose(flags): Flags");
    env.run(["fit", "--business", "1", "--technical", "1", "--team", "1", "--commit"]).success();
    env.run(["fit", "--accept", "--commit"]).success().stderr_contains("accepted");
    assert_eq!(env.git(["status", "--porcelain"]).success().stdout_text(), "");
    env.run(["undo", "--yes"]).success();
    assert!(!env.read("flags/proposal.toml").contains("decision"));
}

/// What two people do to a proposal at once, which git merges by itself.
#[test]
fn what_two_people_say_of_a_proposal_merges() {
    const CHANGES: [&[&str]; 8] = [
        &["propose", "flags", "--host", "Search"],
        &["propose", "flags", "--practice", "feature flags"],
        &["propose", "flags", "--kind", "adoption"],
        &["propose", "flags", "--contact", "Lee"],
        &["fit", "flags", "--accept"],
        &["fit", "flags", "--as", "Ana", "--business", "2", "--technical", "1", "--team", "1"],
        &["fit", "flags", "--as", "Bo", "--business", "0", "--technical", "1", "--team", "1"],
        &["pitch", "flags", "--agreed", "Noor"],
    ];
    let env = TestEnvironment::with_store();
    let commit = || {
        env.git(["add", "--all"]).success();
        env.git(["commit", "--quiet", "--message=Work"]).success();
    };
    env.run(["propose", "Flags"]).success();
    env.git(["init", "--quiet", "--initial-branch=main"]).success();
    commit();
    env.git(["tag", "begin"]).success();
    for (at, mine) in CHANGES.iter().enumerate() {
        for theirs in &CHANGES[at + 1..] {
            env.git(["switch", "--quiet", "--force-create", "theirs", "begin"]).success();
            env.run(*theirs).success();
            commit();
            env.git(["switch", "--quiet", "--force-create", "mine", "begin"]).success();
            env.run(*mine).success();
            commit();
            env.git(["merge", "--quiet", "--no-edit", "--message", &format!("{mine:?} and {theirs:?}"), "theirs"])
                .success();
            env.run(["check"]).success();
        }
    }
}

#[test]
fn a_proposal_that_one_opens_and_another_declines_is_told() {
    let env = two();
    env.git(["init", "--quiet"]).success();
    let commit = || {
        env.git(["add", "--all"]).success();
        env.git(["commit", "--quiet", "--message=Work"]).success();
    };
    env.run(["fit", "flags", "--accept"]).success();
    commit();
    env.git(["checkout", "--quiet", "-b", "other"]).success();
    env.run(["fit", "flags", "--decline", "No time"]).success();
    commit();
    env.git(["checkout", "--quiet", "-"]).success();
    env.run(["open", "flags-for-search"]).success();
    assert!(!env.run(["check"]).success().stdout_text().contains("declined-and-opened"));
    commit();
    env.git(["merge", "--quiet", "--no-edit", "other"]).success();
    let told = env.run(["check"]).success();
    told.stdout_contains("flags-for-search/proposal.toml").stdout_contains("[declined-and-opened]");
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
