//! How deep an engagement is read, for each kind of its records.

use super::reading::{ENGAGEMENT, GOAL, store};
use crate::store::{Detail, Store};

/// How many there are of each kind of records, and of their names where these are known alone.
type Counts = [usize; 14];

/// A record of each kind; with this at the end of `engagement.toml`.
fn whole(end: &str) -> (tempfile::TempDir, Store) {
    let vote = "voter = \"Ana\"\ndate = 2026-09-15\nbusiness = 2\ntechnical = 1\nteam = 0\n";
    store(&[
        ("checkout/engagement.toml", &format!("{ENGAGEMENT}{end}")),
        ("checkout/goals/a.toml", GOAL),
        ("checkout/milestones/m.toml", "title = \"M\"\ndate = 2026-11-20\n"),
        ("checkout/retros/2026-W47.toml", ""),
        ("checkout/retros/project.toml", "date = 2026-12-18\n"),
        ("checkout/nps/2026-11-20/abc.toml", "score = 9\n"),
        ("checkout/feedback/2026-11-20-slow.toml", "title = \"T\"\nkind = \"idea\"\n"),
        ("checkout/champions/lee.toml", "person = \"Lee\"\n"),
        ("checkout/checkins/2027-03-12.toml", ""),
        ("checkout/proposal.toml", "title = \"T\"\nproposed = 2026-09-07\n"),
        ("checkout/one-pager.md", "# T\n"),
        ("checkout/votes/ana.toml", vote),
        ("checkout/agreements/lee.toml", "person = \"Lee\"\ndate = 2026-09-15\n"),
    ])
}

fn counts(store: &Store, detail: Detail) -> Counts {
    let loaded = store.load(&"checkout".parse().unwrap(), detail).unwrap();
    assert_eq!(loaded.findings, [], "{detail:?}");
    let record = loaded.record.unwrap();
    [
        record.goals.len(),
        record.milestones.len(),
        record.retros.len() + usize::from(record.project_retro.is_some()),
        record.retro_weeks.len() + usize::from(record.has_project_retro),
        record.rounds.len(),
        record.round_dates.len(),
        record.feedback.len(),
        record.champions.len(),
        record.check_ins.len(),
        record.check_in_dates.len(),
        usize::from(record.proposal.is_some()),
        record.votes.len(),
        record.agreements.len(),
        usize::from(record.one_pager.is_some()),
    ]
}

fn details() -> [(Detail, Counts); 12] {
    let glance = Detail::glance("2026-11-20".parse().unwrap());
    [
        (Detail::ENGAGEMENT, [0; 14]),
        (Detail::GOALS, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::MILESTONES, [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::WEEKS, [1, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::ROUNDS, [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::ANSWERS, [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::FEEDBACK, [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]),
        (Detail::CHAMPIONS, [0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
        (Detail::CHECK_IN_DATES, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]),
        (Detail::CHECK_INS, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]),
        (Detail::SOURCING, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]),
        (glance, [1, 0, 2, 2, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0]),
    ]
}

#[test]
fn each_detail_reads_what_it_names() {
    let (_folder, store) = whole("");
    for (detail, wanted) in details() {
        assert_eq!(counts(&store, detail), wanted, "{detail:?}");
    }
    assert_eq!(counts(&store, Detail::EVERYTHING), [1, 1, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn two_details_read_what_either_reads() {
    for end in ["", "close.date = 2026-11-20\n"] {
        let (_folder, store) = whole(end);
        for (first, _) in details() {
            for (second, _) in details() {
                let (one, other) = (counts(&store, first), counts(&store, second));
                let mut either = one;
                either.iter_mut().zip(other).for_each(|(count, other)| *count = (*count).max(other));
                assert_eq!(counts(&store, first.and(second)), either, "{end:?} {first:?} {second:?}");
            }
        }
    }
}

#[test]
fn what_is_no_folder_where_one_is_meant_is_told() {
    let (_folder, store) = store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        ("checkout/goals", ""),
        ("checkout/checkins", ""),
        ("checkout/notes", ""),
    ]);
    let load = |detail| store.load(&"checkout".parse().unwrap(), detail).unwrap().findings.len();
    assert_eq!([Detail::ENGAGEMENT, Detail::GOALS, Detail::EVERYTHING].map(load), [0, 1, 2]);
}

#[test]
fn goals_by_name_are_those_of_an_engagement_with_goals() {
    let (folder, store) = whole("");
    let names = ["a".parse().unwrap()];
    let is_read = |store: &Store| store.load_goals(&"checkout".parse().unwrap(), &names).is_some();
    assert!(is_read(&store));
    let goals = folder.path().join("checkout/goals");
    std::fs::rename(&goals, folder.path().join("elsewhere")).unwrap();
    assert!(!is_read(&store), "there are no goals");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &goals).unwrap();
        assert!(!is_read(&store), "the goals of a link are not those of the engagement");
    }
}
