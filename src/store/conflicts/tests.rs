//! How two sides can be joined, and what is settled by which choices.

use super::*;

const BASE: &str = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n";

/// A conflict in an engagement that nobody has worked on since, in a file that says `found`.
fn conflict(mine: Option<&str>, theirs: Option<&str>, found: &str) -> Conflict {
    let file = "checkout/engagement.toml";
    let mut conflict = Conflict::begin(file.into(), file.into(), Cause::Squash, Some(found));
    conflict.kind = Kind::at(Path::new(file));
    conflict.base = Some(BASE.into());
    (conflict.mine, conflict.theirs) = (mine.map(str::to_owned), theirs.map(str::to_owned));
    conflict.found = Some(found.to_owned());
    conflict.state = match (mine, theirs) {
        (None, _) => State::Gone(Side::Mine),
        (_, None) => State::Gone(Side::Theirs),
        _ => joinable(Path::new("/no/store"), &conflict).0,
    };
    conflict
}

fn titled(title: &str) -> String {
    BASE.replace("\"T\"", &format!("\"{title}\""))
}

#[test]
fn a_contradiction_wants_a_choice() {
    let (mine, theirs) = (titled("A"), titled("B"));
    for end in ["\n", "\r\n"] {
        let found = format!("<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> other\n").replace('\n', end);
        let conflict = conflict(Some(&mine), Some(&theirs), &found);
        assert!(matches!(&conflict.state, State::Fields(contradictions) if contradictions.len() == 1));
        assert_eq!((conflict.wanted(), conflict.joins_by_itself()), (1, false));
        assert_eq!(conflict.settled(&[]), None);
        let chosen = |side| conflict.settled(&[side]).unwrap();
        assert_eq!(chosen(Side::Mine), mine.replace('\n', end));
        assert_eq!(chosen(Side::Theirs), theirs.replace('\n', end));
        assert_eq!(conflict.settled(&[Side::Mine; 2]), Some(mine.replace('\n', end)), "one choice too many");
    }
}

#[test]
fn what_does_not_contradict_joins_by_itself() {
    let (mine, theirs) = (titled("A"), BASE.replace("12-18", "12-25"));
    let mut conflict = conflict(Some(&mine), Some(&theirs), "");
    assert_eq!((conflict.wanted(), conflict.joins_by_itself()), (0, true));
    let both = mine.replace("12-18", "12-25");
    assert_eq!(conflict.settled(&[]), Some(both.clone()));
    assert_eq!(joinable(Path::new("/no/store"), &conflict).1, Some(both));
    conflict.state = State::Touched;
    assert_eq!((conflict.wanted(), conflict.joins_by_itself(), conflict.settled(&[])), (0, false, None));
}

#[test]
fn a_record_that_is_gone_on_one_side_is_taken_whole() {
    let kept = titled("A");
    for (mine, theirs, gone) in [(None, Some(&*kept), Side::Mine), (Some(&*kept), None, Side::Theirs)] {
        let conflict = conflict(mine, theirs, &kept);
        assert_eq!((conflict.wanted(), conflict.joins_by_itself(), conflict.settled(&[])), (1, false, None));
        let keeps = if gone == Side::Mine { Side::Theirs } else { Side::Mine };
        assert_eq!(conflict.settled(&[keeps]).as_ref(), Some(&kept));
        assert_eq!(conflict.settled(&[gone]), None);
    }
}

#[test]
fn what_cannot_be_joined_is_chosen_whole() {
    let broken = conflict(Some("title = \n"), Some(BASE), "");
    let State::Whole(reason) = &broken.state else { panic!("{:?}", broken.state) };
    assert_eq!((reason.as_str(), broken.wanted()), ("one of the two cannot be read", 1));
    assert_eq!(broken.settled(&[Side::Theirs]).as_deref(), Some(BASE));
    // Each is sound, and what both say together is not: it would end before it begins.
    let (mine, theirs) = (BASE.replace("2026-10-12", "2026-12-01"), BASE.replace("2026-12-18", "2026-11-20"));
    let unsound = conflict(Some(&mine), Some(&theirs), "");
    let State::Whole(reason) = &unsound.state else { panic!("{:?}", unsound.state) };
    assert!(reason.starts_with("it could not be read again: "), "{reason}");
    assert_eq!(unsound.settled(&[Side::Mine]), Some(mine));
}

#[test]
fn git_can_write_the_file_as_it_left_it() {
    for (mine, theirs, plain, swapped) in [
        (Some("a"), Some("b"), "--merge", "--merge"),
        (Some("a"), None, "--ours", "--theirs"),
        (None, Some("b"), "--theirs", "--ours"),
    ] {
        let mut conflict = conflict(mine, theirs, "");
        assert!(conflict.is_there());
        assert_eq!(conflict.left_again_with(), format!("git checkout {plain}"));
        conflict.cause = Cause::Stash;
        assert_eq!(conflict.left_again_with(), format!("git checkout {swapped}"));
    }
}

#[test]
fn a_file_is_text_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.toml");
    assert_eq!(text_at(&path).unwrap(), None);
    std::fs::write(&path, "x = 1\n").unwrap();
    assert_eq!(text_at(&path).unwrap().as_deref(), Some("x = 1\n"));
    std::fs::write(&path, b"\xff").unwrap();
    assert!(matches!(text_at(&path), Err(Error::Unreadable { .. })));
    assert!(matches!(text_at(folder.path()), Err(Error::Unreadable { .. })), "a folder has no text");
}
