//! Every two changes of different facts of one record, made at once: git merges them, and the record says both.
//!
//! What two changes do is random nowhere here; each is tried with each, on a record that says little and one that says
//! much, and with both of the algorithms by which git and the forges compare files.

use std::collections::BTreeSet;
use std::fs;

use crate::facts::Facts;
use crate::oracle::join;
use crate::place::{Place, said, temporary};

type Command = &'static [&'static str];

/// A record, how it is made, and what may be said of it: the fact that is changed, and by which command.
struct Case {
    file: &'static str,
    begin: &'static [Command],
    changes: &'static [(&'static str, Command)],
}

const OPEN: Command = &["open", "Flags", "--id=e", "--start=2026-10-12", "--engineer=Ana"];
const FULL: Command = &[
    "edit",
    "e",
    "--host=Search",
    "--practice=flags",
    "--kind=debug",
    "--home=Platform",
    "--advisor=Bo",
    "--person=Lee Novak",
    "--person=Jo",
    "--mvp-in-production=2026-11-16",
    "--desired-outcome=We know",
    "--symptom=Releases stop",
    "--symptom-metric=stops",
    "--ritual=planning",
    "--kickoff=2026-10-12",
    "--weekly-retro=friday 10:00",
];
const ENGAGEMENT: &[(&str, Command)] = &[
    ("title", &["edit", "e", "--title=Other"]),
    ("practice", &["edit", "e", "--practice=tracing"]),
    ("kind", &["edit", "e", "--kind=spread"]),
    ("host", &["edit", "e", "--host=Checkout"]),
    ("home", &["edit", "e", "--home=Quality"]),
    ("start", &["edit", "e", "--start=2026-10-19"]),
    ("end", &["edit", "e", "--end=2027-01-15"]),
    ("mvp", &["edit", "e", "--mvp-in-production=2026-11-17"]),
    ("engineers", &["edit", "e", "--engineer=Mei", "--engineer=Sofía"]),
    ("advisor", &["edit", "e", "--advisor=Mira"]),
    ("people", &["edit", "e", "--person=Hana"]),
    ("desired_outcome", &["edit", "e", "--desired-outcome=We learn\nwhat it takes"]),
    ("symptom", &["edit", "e", "--symptom=Releases break", "--symptom-metric=rollbacks"]),
    ("rituals", &["edit", "e", "--ritual=stand-up"]),
    ("kickoff", &["edit", "e", "--kickoff=2026-10-13"]),
    ("weekly_retro", &["edit", "e", "--weekly-retro=thursday 14:00"]),
    ("handover", &["edit", "e", "--handover=The broker: Lee"]),
    ("close", &["close", "e", "--early", "--reason=dissolved"]),
];
const EMPTIED: &[(&str, Command)] = &[
    ("practice", &["edit", "e", "--practice="]),
    ("host", &["edit", "e", "--host="]),
    ("home", &["edit", "e", "--home="]),
    ("mvp", &["edit", "e", "--mvp-in-production="]),
    ("advisor", &["edit", "e", "--advisor="]),
    ("people", &["edit", "e", "--remove-person=Lee Novak", "--remove-person=Jo"]),
    ("desired_outcome", &["edit", "e", "--desired-outcome="]),
    ("symptom", &["edit", "e", "--symptom=", "--symptom-metric="]),
    ("rituals", &["edit", "e", "--ritual="]),
    ("kickoff", &["edit", "e", "--kickoff="]),
    ("weekly_retro", &["edit", "e", "--weekly-retro="]),
    ("start", &["edit", "e", "--start=2026-10-19"]),
    ("end", &["edit", "e", "--end=2027-01-15"]),
    ("engineers", &["edit", "e", "--engineer=Mei", "--engineer=Sofía"]),
    ("close", &["close", "e", "--early", "--reason=dissolved"]),
];

const GOAL: Command = &["goal", "add", "Coverage", "--from=2", "--to=14"];
const GOAL_FULL: Command =
    &["goal", "edit", "coverage", "--why=it lasts", "--unit=services", "--weight=2", "--mvp=true"];
const GOAL_CHANGES: &[(&str, Command)] = &[
    ("title", &["goal", "edit", "coverage", "--title=Other"]),
    ("kind", &["goal", "edit", "coverage", "--kind=technical"]),
    ("why", &["goal", "edit", "coverage", "--why=They fade\nwithout it"]),
    ("unit", &["goal", "edit", "coverage", "--unit=teams"]),
    ("baseline", &["goal", "edit", "coverage", "--from=3"]),
    ("target", &["goal", "edit", "coverage", "--to=16"]),
    ("weight", &["goal", "edit", "coverage", "--weight=5"]),
    ("dropped", &["goal", "drop", "coverage", "--reason=moved"]),
    ("mvp", &["goal", "edit", "coverage", "--mvp=true"]),
    ("score", &["score", "coverage=9", "--note=coverage=first"]),
];
const GOAL_EMPTIED: &[(&str, Command)] = &[
    ("title", &["goal", "edit", "coverage", "--title=Other"]),
    ("kind", &["goal", "edit", "coverage", "--kind=technical"]),
    ("why", &["goal", "edit", "coverage", "--why="]),
    ("unit", &["goal", "edit", "coverage", "--unit="]),
    ("baseline", &["goal", "edit", "coverage", "--from=3"]),
    ("target", &["goal", "edit", "coverage", "--to=16"]),
    ("weight", &["goal", "edit", "coverage", "--weight=1"]),
    ("mvp", &["goal", "edit", "coverage", "--mvp=false"]),
    ("dropped", &["goal", "drop", "coverage", "--reason=moved"]),
    ("score of W45", &["score", "coverage=9", "--date=2026-W45"]),
    ("score of W47", &["score", "coverage=9"]),
];

const RESUMED: &[(&str, Command)] = &[
    ("title", &["goal", "edit", "coverage", "--title=Other"]),
    ("why", &["goal", "edit", "coverage", "--why=They fade"]),
    ("mvp", &["goal", "edit", "coverage", "--mvp=true"]),
    ("dropped", &["goal", "edit", "coverage", "--resume"]),
];

const RETRO: Command = &["retro", "--well=a", "--poorly=b", "--poorly=c"];
const RETRO_FULL: Command = &[
    "retro",
    "--next=Move it",
    "--next=Ask",
    "--blocker=Staging",
    "--blocker=Rights",
    "--minutes=20",
    "--mvp=4",
    "--time=1/1/1",
    "--present=Ana",
    "--note=More of it",
    "--failure-mode=hard-work",
    "--satisfaction=5",
];
const RETRO_SETTLED: Command = &["retro", "--drop=ask", "--unblock=rights"];
const RETRO_CHANGES: &[(&str, Command)] = &[
    ("minutes", &["retro", "--minutes=26"]),
    ("present", &["retro", "--present=Lee,Bo"]),
    ("notes_sent", &["notes", "--send", "--yes", "--to=ana@example.org"]),
    ("time", &["retro", "--time=3/1/1"]),
    ("went_well", &["retro", "--well=First contract"]),
    ("went_poorly", &["retro", "--poorly=Staging"]),
    ("asked_for_negative", &["retro", "--asked-for-negative"]),
    ("failure_modes", &["retro", "--failure-mode=small-team"]),
    ("satisfaction", &["retro", "--satisfaction=7"]),
    ("done", &["retro", "--done=old-one"]),
    ("dropped", &["retro", "--drop=old-two"]),
    ("cleared", &["retro", "--unblock=old-three"]),
    ("next", &["retro", "--next=Lee: Split it"]),
    ("mvp_weeks", &["retro", "--mvp=2"]),
    ("blockers", &["retro", "--blocker=Access"]),
    ("notes", &["retro", "--note=Kudos: Lee\nfor the demo"]),
];
const EARLIER: Command = &[
    "retro",
    "--date=2026-W46",
    "--next=Old one",
    "--next=Old two",
    "--blocker=Old three",
    "--poorly=b",
    "--poorly=c",
];

const PROJECT: Command = &["retro", "--project", "--well=a", "--poorly=b", "--poorly=c"];
const PROJECT_CHANGES: &[(&str, Command)] = &[
    ("minutes", &["retro", "--project", "--minutes=50"]),
    ("present", &["retro", "--project", "--present=Lee,Bo"]),
    ("notes_sent", &["notes", "--project", "--send", "--yes", "--to=ana@example.org"]),
    ("went_well", &["retro", "--project", "--well=First contract"]),
    ("went_poorly", &["retro", "--project", "--poorly=Staging"]),
    ("asked_for_negative", &["retro", "--project", "--asked-for-negative"]),
    ("next", &["retro", "--project", "--next=Show it"]),
    ("takeaways", &["retro", "--project", "--takeaway=Start small"]),
    ("notes", &["retro", "--project", "--note=Kudos: Lee"]),
];

const SLOW: &str = "e/feedback/2026-11-20-slow.toml";
const FEEDBACK: Command = &["feedback", "add", "Slow start", "--id=slow"];
/// The host is told of what was brought home.
const FEEDBACK_RAISED: Command = &["feedback", "edit", "slow", "--raised"];
const FEEDBACK_FULL: Command = &[
    "feedback",
    "edit",
    "slow",
    "--tool=CLI",
    "--expected=one command",
    "--happened=three tokens",
    "--cost=20m",
    "--saves=20m",
    "--seen-at=Basket",
    "--by=Ana",
];
const FEEDBACK_CHANGES: &[(&str, Command)] = &[
    ("title", &["feedback", "edit", "slow", "--title=Other"]),
    ("kind", &["feedback", "edit", "slow", "--kind=idea"]),
    ("tool", &["feedback", "edit", "slow", "--tool=broker"]),
    ("expected", &["feedback", "edit", "slow", "--expected=One command\nin a clone"]),
    ("happened", &["feedback", "edit", "slow", "--happened=A day"]),
    ("cost", &["feedback", "edit", "slow", "--cost=1h"]),
    ("saves", &["feedback", "edit", "slow", "--saves=5m"]),
    ("seen_at", &["feedback", "edit", "slow", "--seen-at=Search"]),
    ("by", &["feedback", "edit", "slow", "--by=Bo"]),
    ("raised", &["feedback", "edit", "slow", "--raised", "--link=https://example.org/7"]),
    ("decision", &["feedback", "edit", "slow", "--accepted", "--reason=Everybody meets it"]),
    ("shipped", &["feedback", "edit", "slow", "--shipped"]),
    ("told", &["feedback", "edit", "slow", "--told"]),
    ("withdrawn", &["feedback", "edit", "slow", "--withdrawn", "--reason=the same as another"]),
];

const CLOSED: Command = &["close", "e", "--early", "--reason=dissolved", "--date=2026-11-13"];
const CLOSED_CHANGES: &[(&str, Command)] = &[
    ("title", &["edit", "e", "--title=Other"]),
    ("close", &["close", "e", "--outcome=Nine services"]),
    ("handover", &["close", "e", "--handover=The broker: Lee"]),
    ("people", &["edit", "e", "--person=Hana"]),
];

const CHAMPION: Command = &["champion", "add", "Lee Novak", "--id=lee"];
const CHAMPION_FULL: Command = &["champion", "add", "Lee Novak", "--for=flags", "--every=4w"];
// How often to talk with somebody who steps back is a contradiction, and not tried here.
const CHAMPION_BEGUN: &[(&str, Command)] = &[
    ("person", &["champion", "add", "Lee Novak <lee@example.org>"]),
    ("for", &["champion", "add", "Lee Novak", "--for=tests"]),
    ("talk of 2 November", &["champion", "talk", "lee", "--sentiment=3", "--date=2026-11-02"]),
    ("talk of today", &["champion", "talk", "lee", "--adoption=60%", "--note=Slow"]),
    ("stepped_back", &["champion", "step-back", "lee", "--reason=moved"]),
];
const CHAMPION_CHANGES: &[(&str, Command)] = &[
    ("person", &["champion", "add", "Lee Novak <lee@example.org>"]),
    ("for", &["champion", "add", "Lee Novak", "--for=tests"]),
    ("every_weeks", &["champion", "add", "Lee Novak", "--every=8"]),
    ("talk of 2 November", &["champion", "talk", "lee", "--sentiment=3", "--date=2026-11-02"]),
    ("talk of today", &["champion", "talk", "lee", "--adoption=60%", "--note=Slow"]),
    ("stepped_back", &["champion", "step-back", "lee", "--reason=moved"]),
];

const CHECK_IN: Command = &["checkin", "e", "--note=Held"];
const CHECK_IN_CHANGES: &[(&str, Command)] = &[
    ("present", &["checkin", "e", "--note=Held", "--present=Lee"]),
    ("comfortable", &["checkin", "e", "--comfortable=yes"]),
    ("habits", &["checkin", "e", "--habits=partly", "--habits-note=When it burns\nlogs first"]),
    ("dependent", &["checkin", "e", "--dependent=no"]),
    ("note", &["checkin", "e", "--note=Held late"]),
];

const CASES: [Case; 15] = [
    Case { file: "e/engagement.toml", begin: &[OPEN, CLOSED], changes: CLOSED_CHANGES },
    Case {
        file: "e/champions/lee.toml",
        begin: &[OPEN, CHAMPION, &["champion", "talk", "lee", "--sentiment=5", "--date=2026-11-09"]],
        changes: CHAMPION_BEGUN,
    },
    Case {
        file: "e/champions/lee.toml",
        begin: &[OPEN, CHAMPION, CHAMPION_FULL, &["champion", "talk", "lee", "--sentiment=5", "--date=2026-11-09"]],
        changes: CHAMPION_CHANGES,
    },
    Case { file: "e/checkins/2026-11-20.toml", begin: &[OPEN, CLOSED, CHECK_IN], changes: CHECK_IN_CHANGES },
    Case { file: "e/engagement.toml", begin: &[OPEN], changes: ENGAGEMENT },
    Case { file: "e/engagement.toml", begin: &[OPEN, FULL], changes: ENGAGEMENT },
    Case { file: "e/engagement.toml", begin: &[OPEN, FULL], changes: EMPTIED },
    Case { file: "e/goals/coverage.toml", begin: &[OPEN, GOAL], changes: GOAL_CHANGES },
    Case {
        file: "e/goals/coverage.toml",
        begin: &[
            OPEN,
            GOAL,
            GOAL_FULL,
            &["score", "coverage=3", "--date=2026-W44"],
            &["score", "coverage=3", "--date=2026-W46"],
        ],
        changes: GOAL_EMPTIED,
    },
    Case { file: "e/goals/coverage.toml", begin: &[OPEN, GOAL, &["goal", "drop", "coverage"]], changes: RESUMED },
    Case { file: "e/retros/2026-W47.toml", begin: &[OPEN, EARLIER, RETRO], changes: RETRO_CHANGES },
    Case {
        file: "e/retros/2026-W47.toml",
        begin: &[OPEN, EARLIER, RETRO, RETRO_FULL, RETRO_SETTLED],
        changes: RETRO_CHANGES,
    },
    Case { file: "e/retros/project.toml", begin: &[OPEN, PROJECT], changes: PROJECT_CHANGES },
    Case { file: SLOW, begin: &[OPEN, FEEDBACK, FEEDBACK_RAISED], changes: FEEDBACK_CHANGES },
    Case { file: SLOW, begin: &[OPEN, FEEDBACK, FEEDBACK_RAISED, FEEDBACK_FULL], changes: FEEDBACK_CHANGES },
];

fn run(place: &Place, folder: &str, command: Command) {
    let words: Vec<String> = command.iter().map(|word| (*word).to_owned()).collect();
    let output = place.auxeng(folder, "2026-11-20", &words);
    assert!(output.status.success(), "{command:?}: {}", said(&output));
}

/// The record after each of the changes, made to the same beginning: what it says, and its text.
fn versions(place: &Place, case: &Case) -> Vec<(Facts, String)> {
    let read = |folder: &str| {
        let folder = place.root.join(folder);
        (Facts::read(&folder), fs::read_to_string(folder.join(case.file)).expect("the record is there"))
    };
    let begun = |folder: &str| {
        fs::create_dir(place.root.join(folder)).expect("a new folder");
        run(place, folder, &["init"]);
        case.begin.iter().for_each(|command| run(place, folder, command));
    };
    begun("base");
    let changed = case.changes.iter().enumerate().map(|(number, (_, command))| {
        let folder = format!("change-{number}");
        begun(&folder);
        run(place, &folder, command);
        read(&folder)
    });
    let changed: Vec<_> = changed.collect();
    [read("base")].into_iter().chain(changed).collect()
}

/// The algorithms that this git can compare with; some forges use the first, git itself the second.
fn algorithms(place: &Place) -> Vec<&'static str> {
    let knows_both = said(&place.git(".", &["merge-file", "-h"])).contains("--diff-algorithm");
    if knows_both {
        return vec!["--diff-algorithm=myers", "--diff-algorithm=histogram"];
    }
    println!("this git compares in one way only: version 2.44 or later would try two");
    vec!["--quiet"]
}

/// Both changes in one text, or what git says.
fn merged(place: &Place, algorithm: &str, texts: [&str; 3]) -> Result<String, String> {
    let names = ["mine.txt", "base.txt", "theirs.txt"];
    for (name, text) in names.into_iter().zip(texts) {
        fs::write(place.root.join(name), text).expect("the folder is writable");
    }
    let output = place.git(".", &[&["merge-file", "-p", algorithm][..], &names].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(text) } else { Err(said(&output)) }
}

/// Merges each two of the changes, and says how many merges that were.
fn merge_pairs(case: &Case) -> usize {
    let folder = temporary();
    let place = Place::new(folder.path());
    let versions = versions(&place, case);
    let ((base, base_text), changed) = versions.split_first().expect("there is a base");
    let result = place.root.join("merged");
    let file = result.join(case.file);
    fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("the folder can be made");
    let mut pairs = 0;
    for (one, (mine, my_text)) in changed.iter().enumerate() {
        for (other, (theirs, their_text)) in changed.iter().enumerate().skip(one + 1) {
            let mut joined = join(base, mine, theirs, true, &BTreeSet::new());
            joined.facts.0.retain(|key, _| key.file == case.file);
            let told = format!("{}: {} and {}", case.file, case.changes[one].0, case.changes[other].0);
            assert!(joined.contradictions.is_empty(), "{told}: {:?}", joined.contradictions);
            for algorithm in algorithms(&place) {
                let text = merged(&place, algorithm, [my_text, base_text, their_text]);
                let text = text.unwrap_or_else(|text| panic!("{told} ({algorithm}):\n{text}"));
                fs::write(&file, &text).expect("the folder is writable");
                let facts = Facts::read(&result);
                assert!(facts == joined.facts, "{told}:\n{}\n{text}", facts.tell_differences(&joined.facts));
                pairs += 1;
            }
        }
    }
    pairs
}

#[test]
fn any_two_changes_of_different_facts_merge() {
    let pairs: usize = CASES.iter().map(merge_pairs).sum();
    println!("{pairs} merges of two changes to one record");
    assert!(pairs > 400, "{pairs}");
}
