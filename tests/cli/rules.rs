//! The rules of the practice as a user meets them: tuned by a store, explained, and at the moment where they matter.

use snapbox::str;

use crate::environment::TestEnvironment;

/// A store in which the rule `id` is tuned so.
fn tuned(id: &str, setting: &str) -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.write("auxeng.toml", format!("schema = 1\n\n[rules.{id}]\n{setting}reason = \"We do it in another way.\"\n"));
    env
}

#[test]
fn a_store_silences_a_rule_everywhere() {
    let env = tuned("retros-stopped", "");
    env.run(["check"]).success().stdout_contains("[retros-stopped]");
    env.run(["status"]).success().stdout_contains("no retro in 2026-W42 to 2026-W46");
    let env = tuned("retros-stopped", "severity = \"off\"\n");
    for command in [&["check"][..], &["status"], &["status", "--format", "json"], &["report"]] {
        let shown = env.run(command).success();
        assert!(!shown.stdout_text().contains("no retro in"), "{command:?}\n{shown}");
    }
}

#[test]
fn a_store_makes_a_rule_grave() {
    let env = tuned("retros-stopped", "severity = \"error\"\n");
    env.run(["check"]).failure(1).stdout_contains("error: checkout: no retro in 2026-W42 to 2026-W46 [retros-stopped]");
    let found = env.run(["check", "--format", "json"]).failure(1).json();
    assert_eq!((&found["errors"], &found["findings"][0]["severity"]), (&1.into(), &"error".into()));
    env.run(["check", "--format", "github"]).failure(1).stdout_contains("::error title=retros-stopped::");
    // It is no mistake of a record: nothing else is refused because of it.
    env.run(["score", "coverage=3"]).success();
    env.run(["status"]).success();
}

#[test]
fn a_store_moves_the_edge_of_a_rule() {
    let env = tuned("retros-stopped", "weeks = 6\n");
    env.run(["check"]).success().stdout_contains("no retro in 2026-W42 to 2026-W46 [retro-missed]");
    let env = tuned("retros-stopped", "weeks = 5\n");
    env.run(["check"]).success().stdout_contains("no retro in 2026-W42 to 2026-W46 [retros-stopped]");
}

#[test]
fn what_is_tuned_is_explained_with_its_reason() {
    let env = tuned("retros-stopped", "severity = \"error\"\nweeks = 4\n");
    env.run(["explain", "retros-stopped"]).success().stdout(str![[r#"
retros-stopped: no two retros running are missed (warning)
One retro is missed by a holiday. Two running are a sign: nobody has the time,
or nobody sees the use. The advisor talks about it with both teams. Something
else may stand in for the retro where it serves the same purpose.

  . weeks: 2 unless a store sets it, 1 to 366

It speaks up at status.

In this store
error, weeks = 4: We do it in another way.

"#]]);
    let listed = env.run(["explain"]).success();
    let line =
        |rule: &str| listed.stdout_text().lines().find(|line| line.starts_with(&format!("{rule} "))).map(str::to_owned);
    assert!(line("retros-stopped").is_some_and(|line| line.contains("error *")), "{listed}");
    assert!(line("retro-missed").is_some_and(|line| line.contains("warning ") && !line.contains('*')), "{listed}");
    assert!(listed.stdout_text().contains("The end, and after it\n"), "{listed}");
}

#[test]
fn a_rule_is_explained_where_there_is_no_store_or_a_broken_one() {
    let env = TestEnvironment::new();
    env.run(["explain", "no-nps"]).success().stdout_contains("[rules.no-nps]");
    env.write("auxeng.toml", "schema = 99\n");
    env.run(["explain", "no-nps"]).success().stdout_contains("[rules.no-nps]");
}

#[test]
fn open_speaks_up_about_the_break_before_it() {
    let env = TestEnvironment::with_checkout();
    let who = ["--engineer", "Ana Aux", "--engineer", "Lee", "--advisor", "Mira"];
    let open = |title: &str, start: &str| {
        let named = ["open", title, "--start", start].into_iter().chain(who).map(str::to_owned);
        env.run(named.collect::<Vec<_>>()).success().stderr_text().to_owned()
    };
    let told = open("Flags", "2026-12-28");
    let expected = "\
Playbook: Ana Aux has 1 week off after checkout, 3 are usual [short-break]
  start later: auxeng edit --start 2027-01-11 --weeks 10 -e flags
";
    assert!(told.ends_with(expected), "{told}");
    let told = open("Traces", "2027-04-05");
    assert!(!told.contains("Playbook"), "{told}");
    env.run(["check"]).success().stdout_contains("warning: flags: Ana Aux has 1 week off after checkout");
}

#[test]
fn dates_speak_up_about_the_engagement_after() {
    let env = TestEnvironment::with_checkout();
    let open = |title: &str, start: &str| {
        let words = ["open", title, "--start", start, "--engineer", "Lee", "--engineer", "Kim", "--advisor", "Mira"];
        env.run(words).success().stderr_text().to_owned()
    };
    assert!(!open("Traces", "2027-04-05").contains("Playbook"));
    let told = open("Flags", "2027-01-11");
    assert!(told.contains("Playbook: Lee has 2 weeks off after flags, 3 are usual [short-break]"), "{told}");
    assert!(told.contains("start later: auxeng edit --start 2027-04-12 --weeks 10 -e traces"), "{told}");
    let edit = |words: &[&str]| env.run(["edit", "-e", "flags"].iter().chain(words)).success().stderr_text().to_owned();
    let told = edit(&["--start", "2027-01-04", "--weeks", "10"]);
    assert!(!told.contains("Playbook"), "three weeks lie between them\n{told}");
    let told = edit(&["--start", "2027-02-01", "--weeks", "10"]);
    assert!(
        told.contains("Playbook: Lee is with flags until 9 April, and with traces from 5 April [two-hosts-at-once]"),
        "{told}"
    );
    let told = edit(&["--start", "2027-04-19", "--weeks", "10"]);
    assert!(
        told.contains("Playbook: Lee is with traces until 11 June, and with flags from 19 April [two-hosts-at-once]"),
        "{told}"
    );
    assert!(!edit(&["--advisor", "Priya"]).contains("Playbook"), "the dates stay as they are");
}

#[test]
fn a_retro_speaks_up_where_a_failure_mode_lasts() {
    let env = TestEnvironment::with_checkout();
    let said = ["--well", "a", "--poorly", "b", "--poorly", "c", "--failure-mode", "hard-work"];
    let retro = |date: &'static str, more: &[&'static str]| {
        let words = ["retro", "--date", date].into_iter().chain(said).chain(more.iter().copied());
        env.run(words.collect::<Vec<_>>()).success().stderr_text().to_owned()
    };
    assert!(!retro("2026-11-13", &["--minutes", "30"]).contains("Playbook"));
    let told = retro("2026-11-20", &["--minutes", "31"]);
    assert!(
        told.contains("Playbook: the engineer does all the hard work, for 2 retros running [failure-mode]"),
        "{told}"
    );
    assert!(told.contains("Playbook: the retro of 2026-W47 took 31 minutes of 30 [long-retro]"), "{told}");
    assert!(!retro("2026-11-06", &[]).contains("Playbook"), "the retro of an earlier week is no news");
}

#[test]
fn a_goal_too_many_is_told_when_it_is_added() {
    let env = TestEnvironment::with_checkout();
    let add = |number: usize| {
        let title = format!("Goal {number}");
        let kind = if number.is_multiple_of(2) { "business" } else { "technical" };
        env.run(["goal", "add", &title, "--from", "0", "--to", "9", "--kind", kind]).success().stderr_text().to_owned()
    };
    let goals = env.run(["goal", "list", "--format", "json"]).json()["goals"].as_array().map_or(0, Vec::len);
    let told: Vec<bool> = (goals..9).map(|number| add(number).contains("[too-many-goals]")).collect();
    assert_eq!(told.iter().filter(|told| **told).count(), 1, "{told:?}");
    assert_eq!(told.last(), Some(&true));
}

#[test]
fn proposals_are_asked_about_by_check() {
    let env = TestEnvironment::with_checkout();
    env.write("basket/proposal.toml", "title = \"Flags\"\nproposed = 2026-11-02\n");
    let checked = env.run(["check"]).success();
    for rule in ["no-contact", "incomplete-one-pager", "no-votes"] {
        assert!(checked.stdout_text().contains(&format!("[{rule}]")), "{rule}\n{checked}");
    }
    env.run(["check"]).success().stdout_contains("warning: basket: nobody has voted in 18 days [no-votes]");
}
