//! A proposal is none of the engagements, its damage is told, and it stays what it is once it was opened.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use tempfile::TempDir;

use crate::model::{Agreement, Proposal, ProposalStage, Ruling, Slug, Thumb, Verdict, Vote};
use crate::store::{Detail, LoadedProposal, Store, init};

const PROPOSAL: &str = "title = \"Flags for Basket\"\nproposed = 2026-11-02\n";
const ENGAGEMENT: &str = "title = \"Flags for Basket\"\nstart = 2026-12-07\nend = 2027-02-12\n";
const VOTE: &str = "voter = \"Ana Duarte\"\ndate = 2026-11-05\nbusiness = 2\ntechnical = 1\nteam = 0\n";
const AGREEMENT: &str = "person = \"Lee Novak\"\ndate = 2026-11-09\n";

fn id() -> Slug {
    "basket".parse().unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn store(files: &[(&str, &str)]) -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    let store = init(folder.path(), None).unwrap().store;
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    (folder, store)
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join("basket").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The rules that were broken and the files in which they were.
fn told(loaded: &LoadedProposal) -> Vec<String> {
    let one = |finding: &crate::playbook::Finding| {
        let file = finding.place.as_ref().unwrap().file.display().to_string();
        format!("{} {file}", finding.rule.id)
    };
    loaded.findings.iter().map(one).collect()
}

#[test]
fn a_proposal_is_read_with_all_that_belongs_to_it() {
    let (_folder, store) = store(&[
        ("proposal.toml", PROPOSAL),
        ("one-pager.md", "# Problem\r\n\n\u{1b}[2JNobody dares.\n"),
        ("votes/ana-duarte.toml", VOTE),
        ("agreements/lee-novak.toml", AGREEMENT),
    ]);
    assert!(store.has_proposal(&id()) && !store.has(&id()) && !store.has_remains(&id()));
    assert!(!store.has_proposal(&"nowhere".parse().unwrap()));
    assert!(store.load(&id(), Detail::EVERYTHING).is_none(), "it is no engagement");
    let loaded = store.proposals(&store.ids().unwrap().0);
    let [loaded] = loaded.as_slice() else { panic!("{loaded:?}") };
    assert_eq!(told(loaded), [""; 0]);
    let record = loaded.record.as_ref().unwrap();
    assert_eq!(record.one_pager.as_deref(), Some("# Problem\n\n␛[2JNobody dares.\n"));
    assert_eq!(record.votes.iter().map(Vote::points).collect::<Vec<_>>(), [3]);
    assert_eq!(record.agreements.first().map(|agreement| agreement.date), Some(date("2026-11-09")));
    assert_eq!(record.stage(date("2026-11-20")), ProposalStage::Proposed);
}

#[test]
fn once_opened_it_is_both() {
    let files = [("proposal.toml", PROPOSAL), ("engagement.toml", ENGAGEMENT), ("votes/ana-duarte.toml", VOTE)];
    let (_folder, store) = store(&files);
    assert!(store.has(&id()) && store.has_proposal(&id()));
    let record = store.load_proposal(&id()).unwrap().record.unwrap();
    assert_eq!(record.stage(date("2026-11-20")), ProposalStage::Opened);
    let alone = store.load(&id(), Detail::FULL).unwrap();
    assert_eq!((alone.findings.len(), alone.record.unwrap().votes.len()), (0, 0), "what nobody asks for is not read");
    let all = store.load(&id(), Detail::GOALS.and(Detail::SOURCING)).unwrap().record.unwrap();
    assert_eq!(
        (all.votes.len(), all.proposal.map(|proposal| proposal.title)),
        (1, Some(String::from("Flags for Basket")))
    );
}

#[test]
fn damage_is_told_and_hides_nothing_else() {
    let (_folder, store) = store(&[
        ("proposal.toml", PROPOSAL),
        ("votes/ana-duarte.toml", "voter = \"Ana\"\n<<<<<<< HEAD\n"),
        ("votes/lee.toml", "voter = \"Lee\"\ndate = 2026-11-05\nbusiness = 3\ntechnical = 1.5\n"),
        ("votes/mira.toml", "voter = \"Ana\"\ndate = 2026-11-05\nbusiness = 2\ntechnical = 1\nteam = 0\n"),
        ("agreements/lee novak.toml", AGREEMENT),
        ("agreements/README", ""),
        ("notes.toml", ""),
        ("agreements/lee.toml", AGREEMENT),
    ]);
    let loaded = store.load_proposal(&id()).unwrap();
    let expected = [
        "unknown-file basket/agreements/README",
        "invalid-name basket/agreements/lee novak.toml",
        "unknown-file basket/notes.toml",
        "conflict basket/votes/ana-duarte.toml",
        "invalid-value basket/votes/lee.toml",
        "wrong-type basket/votes/lee.toml",
        "missing-field basket/votes/lee.toml",
        "misplaced basket/votes/mira.toml",
    ];
    assert_eq!(told(&loaded), expected);
    assert_eq!(loaded.record.unwrap().agreements.len(), 1);
}

#[test]
fn a_proposal_that_cannot_be_read_or_is_gone_is_told() {
    for (proposal, rule) in [
        ("title = \"T\"\n", "missing-field"),
        ("title = \"T\"\nproposed = 2026-11-02\n[decision]\ndate = 2026-11-20\naccepted = false\n", "missing-field"),
        ("title = \"T\"\nproposed = 2026-11-02\n[decision]\ndate = 2026-11-01\naccepted = true\n", "invalid-value"),
        ("title = \"T\"\nproposed = \"soon\"\n", "wrong-type"),
    ] {
        let (_folder, store) = store(&[("proposal.toml", proposal), ("votes/ana-duarte.toml", VOTE)]);
        let loaded = store.load_proposal(&id()).unwrap();
        assert_eq!(told(&loaded), [format!("{rule} basket/proposal.toml")], "{proposal}");
        assert!(loaded.record.is_none());
    }
    let (_folder, votes_alone) = store(&[("votes/ana-duarte.toml", VOTE)]);
    let loaded = votes_alone.load_proposal(&id()).unwrap();
    assert_eq!(told(&loaded), ["missing-file basket/proposal.toml"]);
    let (_folder, no_engagement) = store(&[("proposal.toml", PROPOSAL), ("goals/a.toml", "")]);
    let loaded = no_engagement.load(&id(), Detail::ENGAGEMENT).unwrap();
    assert_eq!(loaded.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["missing-file"]);
    assert!(no_engagement.has_remains(&id()));
    let (_folder, opened) = store(&[("engagement.toml", ENGAGEMENT), ("votes/ana-duarte.toml", VOTE)]);
    assert!(opened.load_proposal(&id()).is_none(), "an engagement need not have been proposed");
}

#[test]
fn nobody_counts_twice_without_a_word() {
    let again = VOTE.replace("Ana Duarte", "ana duarte");
    let (_folder, store) =
        store(&[("proposal.toml", PROPOSAL), ("votes/ana.toml", VOTE), ("votes/ana-duarte.toml", &again)]);
    let loaded = store.load_proposal(&id()).unwrap();
    assert_eq!(told(&loaded), ["same-person basket/votes/ana-duarte.toml"]);
    assert_eq!(loaded.record.unwrap().votes.len(), 2);
}

#[test]
fn what_is_written_is_read_back_and_a_vote_can_be_cast_again() {
    let (folder, store) = store(&[]);
    let lock = store.lock(|| ()).unwrap();
    let mut proposal = Proposal::new(id(), String::from("Flags"), date("2026-11-02"));
    store.create_proposal(&lock, &proposal).unwrap();
    assert!(store.create_proposal(&lock, &proposal).is_err(), "it is there already");
    let verdict = Verdict::Declined { reason: String::from("nobody is free") };
    proposal.decision = Some(Ruling { date: date("2026-11-20"), verdict });
    store.save_proposal(&lock, &proposal).unwrap();
    let vote = |business| Vote {
        id: "ana-duarte".parse().unwrap(),
        voter: "Ana Duarte".parse().unwrap(),
        date: date("2026-11-05"),
        business,
        technical: Thumb::Up,
        team: Thumb::Up,
        reason: None,
    };
    store.save_vote(&lock, &id(), &vote(Thumb::Up)).unwrap();
    store.save_vote(&lock, &id(), &vote(Thumb::Sideways)).unwrap();
    let person = "Lee Novak".parse().unwrap();
    let agreement = Agreement { id: "lee-novak".parse().unwrap(), person, date: date("2026-11-09"), note: None };
    store.save_agreement(&lock, &id(), &agreement).unwrap();
    let record = store.load_proposal(&id()).unwrap().record.unwrap();
    assert_eq!(
        (record.proposal, record.votes, record.agreements),
        (proposal, vec![vote(Thumb::Sideways)], vec![agreement])
    );
    assert_eq!(store.fmt(None).unwrap().changed, [""; 0].map(std::path::PathBuf::from));
    assert_eq!(store.fmt(None).unwrap().unchanged, 4, "the settings and three records");
    drop(folder);
}

#[test]
fn only_what_belongs_to_a_proposal_says_that_one_is_missing() {
    for (file, is_told) in [("votes/ana-duarte.toml", true), ("images/a.png", false), ("votes", false)] {
        let (_folder, store) = store(&[(file, VOTE)]);
        let rules = store.load_proposal(&id()).map(|loaded| told(&loaded));
        assert_eq!(rules, is_told.then(|| vec![String::from("missing-file basket/proposal.toml")]), "{file}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_no_proposal() {
    let (folder, store) = store(&[("proposal.toml", PROPOSAL)]);
    std::os::unix::fs::symlink(folder.path().join("basket"), folder.path().join("linked")).unwrap();
    let linked: Slug = "linked".parse().unwrap();
    assert!(store.has_proposal(&id()) && !store.has_proposal(&linked));
    assert!(store.load_proposal(&linked).is_none());
}

#[cfg(unix)]
#[test]
fn a_one_pager_is_a_file_of_moderate_size() {
    let (folder, store) = store(&[("proposal.toml", PROPOSAL), ("one-pager.md", "")]);
    let path = folder.path().join("basket/one-pager.md");
    let check = |is_read: bool| {
        let loaded = store.load_proposal(&id()).unwrap();
        let record = loaded.record.as_ref().unwrap();
        assert_eq!((record.one_pager.is_some(), told(&loaded).is_empty()), (is_read, is_read), "{:?}", told(&loaded));
    };
    check(true);
    fs::write(&path, vec![b'a'; 5_000_000]).unwrap();
    check(false);
    fs::write(&path, [0xff, 0xfe]).unwrap();
    check(false);
    fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &path).unwrap();
    check(false);
}
