//! Votes, and what they decide.

use super::{POINTS, two, vote};
use snapbox::str;

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
