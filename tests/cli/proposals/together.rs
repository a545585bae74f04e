//! Several people and one proposal.

use super::two;
use crate::environment::TestEnvironment;

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
