//! Which files of a store are read, how deep, and what is said of those that are not.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::model::Slug;
use crate::playbook::Finding;
use crate::store::{Detail, Error, Loaded, Store};

pub(super) const ENGAGEMENT: &str = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n";
pub(super) const GOAL: &str = "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\n";

/// A store with these files in it.
pub(super) fn store(files: &[(&str, &str)]) -> (TempDir, Store) {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("auxeng.toml"), "schema = 1\n").unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let store = Store::open(folder.path().to_owned()).unwrap();
    (folder, store)
}

fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

fn load(store: &Store, detail: Detail) -> Loaded {
    store.load(&slug("checkout"), detail).unwrap()
}

/// The rule and the file of each finding, and what it says.
fn told(findings: &[Finding]) -> Vec<(&'static str, String, &str)> {
    let told = |finding: &Finding| {
        let file = finding.place.as_ref().map(|place| place.file.display().to_string().replace('\\', "/"));
        (finding.rule.id, file.unwrap_or_default())
    };
    findings
        .iter()
        .map(|finding| (told(finding), finding))
        .map(|((rule, file), f)| (rule, file, f.message.as_str()))
        .collect()
}

/// The rule and the file of each finding.
fn places(findings: &[Finding]) -> Vec<(&'static str, String)> {
    told(findings).into_iter().map(|(rule, file, _)| (rule, file)).collect()
}

fn place(rule: &'static str, file: &str) -> (&'static str, String) {
    (rule, file.to_owned())
}

/// One file of each kind.
fn whole() -> (TempDir, Store) {
    store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        ("checkout/goals/b.toml", GOAL),
        ("checkout/goals/a.toml", GOAL),
        ("checkout/milestones/late.toml", "title = \"M\"\ndate = 2026-11-20\n"),
        ("checkout/milestones/soon.toml", "title = \"M\"\ndate = 2026-10-20\n"),
        ("checkout/retros/2026-W47.toml", "minutes = 26\n"),
        ("checkout/retros/2026-W46.toml", ""),
        ("checkout/retros/project.toml", "date = 2026-12-18\n"),
        ("checkout/nps/2026-11-20/survey.toml", "asked = 9\nquestion = \"Q\"\n"),
        ("checkout/nps/2026-11-20/abc.toml", "score = 9\n"),
        ("checkout/nps/2026-10-20/abc.toml", "score = 8\n"),
    ])
}

#[test]
fn no_more_is_read_than_is_asked_for() {
    let (_folder, store) = whole();
    let day = "2026-11-20".parse().unwrap();
    for (detail, goals, milestones, retros, weeks, project, rounds, dates) in [
        (Detail::ENGAGEMENT, 0, 0, 0, 0, false, 0, 0),
        (Detail::GOALS, 2, 0, 0, 0, false, 0, 0),
        (Detail::MILESTONES, 0, 2, 0, 0, false, 0, 0),
        (Detail::WEEKS, 2, 0, 2, 2, true, 0, 0),
        (Detail::ROUNDS, 0, 0, 0, 0, false, 0, 2),
        (Detail::ANSWERS, 0, 0, 0, 0, false, 2, 2),
        (Detail::COURSE, 2, 2, 2, 2, true, 0, 0),
        (Detail::FULL, 2, 2, 2, 2, true, 2, 2),
        (Detail::glance(day), 2, 0, 2, 2, true, 0, 2),
    ] {
        let loaded = load(&store, detail);
        let record = loaded.record.unwrap();
        let found = (
            (record.goals.len(), record.milestones.len(), record.retros.len(), record.retro_weeks.len()),
            (record.project_retro.is_some(), record.has_project_retro, record.rounds.len(), record.round_dates.len()),
        );
        let wanted = ((goals, milestones, retros, weeks), (project, project, rounds, dates));
        assert_eq!(found, wanted, "{detail:?}");
        assert_eq!(loaded.findings, [], "{detail:?}");
    }
}

#[test]
fn all_is_in_order() {
    let (_folder, store) = whole();
    let record = load(&store, Detail::FULL).record.unwrap();
    let names = |slugs: Vec<&Slug>| slugs.into_iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(record.goals.iter().map(|goal| &goal.id).collect()), ["a", "b"]);
    assert_eq!(names(record.milestones.iter().map(|milestone| &milestone.id).collect()), ["soon", "late"]);
    let weeks: Vec<String> = record.retros.iter().map(|retro| retro.week.to_string()).collect();
    assert_eq!(weeks, ["2026-W46", "2026-W47"]);
    let [first, second] = record.rounds.as_slice() else { panic!("{:?}", record.rounds) };
    assert_eq!((first.asked, first.question.as_deref(), first.responses.len()), (None, None, 1));
    assert_eq!((second.asked, second.question.as_deref(), second.responses.len()), (Some(9), Some("Q"), 1));
}

#[test]
fn of_what_is_closed_less_is_read() {
    let closed = format!("{ENGAGEMENT}close.date = 2026-12-18\n");
    let (_folder, store) = store(&[
        ("checkout/engagement.toml", &closed),
        ("checkout/goals/a.toml", GOAL),
        ("checkout/retros/2026-W47.toml", ""),
    ]);
    let read = |detail| {
        let record = load(&store, detail).record.unwrap();
        (record.goals.len(), record.retros.len(), record.retro_weeks.len())
    };
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(read(Detail::glance(day("2026-12-17"))), (1, 1, 1), "it is not closed yet");
    assert_eq!(read(Detail::glance(day("2026-12-18"))), (1, 0, 1));
    assert_eq!(read(Detail::WEEKS), (1, 1, 1));
    let glance = Detail::glance(day("2027-06-01"));
    assert_eq!(read(glance.but_closed_before(day("2026-12-18"))), (1, 0, 1));
    assert_eq!(read(glance.but_closed_before(day("2026-12-19"))), (0, 0, 0));
}

#[test]
fn folders_are_engagements_or_are_told() {
    let (folder, store) = store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        ("search/goals/a.toml", GOAL),
        ("docs/readme.md", ""),
        ("Wrong/engagement.toml", ENGAGEMENT),
        ("Pictures/a.png", ""),
        (".hidden/engagement.toml", ENGAGEMENT),
        ("note.toml", ""),
    ]);
    let (ids, findings) = store.ids().unwrap();
    assert_eq!(ids.iter().map(Slug::as_str).collect::<Vec<_>>(), ["checkout", "docs", "search"]);
    assert_eq!(places(&findings), [place("invalid-name", "Wrong/engagement.toml")]);
    assert!(findings[0].message.starts_with("`Wrong` cannot be the id of an engagement: "), "{findings:?}");
    assert!(store.has(&slug("checkout")) && !store.has(&slug("search")) && !store.has(&slug("docs")));
    let remains = ["checkout", "search", "docs", "nowhere"].map(|id| store.has_remains(&slug(id)));
    assert_eq!(remains, [false, true, false, false]);
    assert!(store.load(&slug("docs"), Detail::FULL).is_none() && store.load(&slug("nowhere"), Detail::FULL).is_none());
    let search = store.load(&slug("search"), Detail::FULL).unwrap();
    assert!(search.record.is_none());
    let missing = "it is missing, and what lies in goals/ beside it is not read";
    assert_eq!(told(&search.findings), [("missing-file", String::from("search/engagement.toml"), missing)]);
    assert!(search.findings[0].engagement.is_some());
    let all = store.load_each(&ids, Detail::ENGAGEMENT, |loaded| loaded.id.to_string());
    assert_eq!(all, ["checkout", "search"]);
    drop(folder);
    assert!(store.ids().unwrap().0.is_empty(), "a store that is gone has no engagements");
}

#[test]
fn many_engagements_are_read_in_order() {
    let names: Vec<String> = (0..70).map(|number| format!("e{number:02}/engagement.toml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), ENGAGEMENT)).collect();
    let (_folder, store) = store(&files);
    let (ids, _) = store.ids().unwrap();
    assert_eq!(ids.len(), 70);
    assert_eq!(store.load_each(&ids, Detail::ENGAGEMENT, |loaded| loaded.id), ids);
    assert_eq!(store.load_each(&ids[..5], Detail::ENGAGEMENT, |loaded| loaded.id), ids[..5]);
}

#[test]
fn goals_are_read_by_name() {
    let (_folder, store) = whole();
    let goals = |names: &[&str]| {
        let names: Vec<Slug> = names.iter().map(|name| slug(name)).collect();
        let record = store.load_goals(&slug("checkout"), &names)?.record?;
        Some(record.goals.iter().map(|goal| goal.id.to_string()).collect::<Vec<_>>())
    };
    assert_eq!(goals(&["b"]), Some(vec![String::from("b")]));
    assert_eq!(goals(&["b", "a"]), Some(vec![String::from("b"), String::from("a")]));
    assert_eq!(goals(&["a", "c"]), None);
    assert!(store.load_goals(&slug("nowhere"), &[]).is_none());
}

#[test]
fn one_damaged_file_hides_no_other() {
    let (_folder, store) = store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        ("checkout/goals/a.toml", "title = \n"),
        ("checkout/goals/b.toml", GOAL),
        ("checkout/retros/2026-W46.toml", "minutes = \"x\"\n"),
        ("checkout/retros/2026-W47.toml", ""),
        ("checkout/nps/2026-11-20/survey.toml", "asked = -1\n"),
        ("checkout/nps/2026-11-20/abc.toml", "score = 9\n"),
        ("checkout/nps/2026-11-20/def.toml", "score = 99\n"),
    ]);
    let loaded = load(&store, Detail::FULL);
    let record = loaded.record.unwrap();
    assert_eq!((record.goals.len(), record.retros.len(), record.retro_weeks.len()), (1, 1, 2));
    assert_eq!((record.rounds[0].asked, record.rounds[0].responses.len()), (None, 1));
    let expected = [
        place("syntax", "checkout/goals/a.toml"),
        place("wrong-type", "checkout/retros/2026-W46.toml"),
        place("invalid-value", "checkout/nps/2026-11-20/survey.toml"),
        place("invalid-value", "checkout/nps/2026-11-20/def.toml"),
    ];
    let mut found = places(&loaded.findings);
    found.sort();
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn what_is_no_record_is_told_and_not_read() {
    let (_folder, store) = store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        ("checkout/readme.md", ""),
        ("checkout/extra.toml", ""),
        ("checkout/goals/Big.toml", GOAL),
        ("checkout/goals/notes.md", ""),
        ("checkout/goals/deep/a.toml", GOAL),
        ("checkout/goals/folder.toml/a", ""),
        ("checkout/goals/.hidden.toml", ""),
        ("checkout/milestones", ""),
        ("checkout/retros/2026-W54.toml", ""),
        ("checkout/retros/projects.toml", ""),
        ("checkout/nps/2026-11-31/a.toml", ""),
        ("checkout/nps/20261120/a.toml", ""),
        ("checkout/nps/note.toml", ""),
        ("checkout/nps/2026-11-20/a.csv", ""),
        ("checkout/nps/2026-11-20/b.toml/c", ""),
        ("checkout/nps/2026-11-20/Big.toml", "score = 9\n"),
        ("checkout/nps/2026-11-21", ""),
    ]);
    let loaded = load(&store, Detail::FULL);
    let mut found = places(&loaded.findings);
    found.sort();
    let expected = [
        place("invalid-name", "checkout/goals/Big.toml"),
        place("invalid-name", "checkout/nps/2026-11-20/Big.toml"),
        place("invalid-name", "checkout/retros/2026-W54.toml"),
        place("invalid-name", "checkout/retros/projects.toml"),
        place("unknown-file", "checkout/extra.toml"),
        place("unknown-file", "checkout/goals/deep"),
        place("unknown-file", "checkout/goals/notes.md"),
        place("unknown-file", "checkout/nps/2026-11-20/a.csv"),
        place("unknown-file", "checkout/nps/2026-11-31"),
        place("unknown-file", "checkout/nps/20261120"),
        place("unknown-file", "checkout/nps/note.toml"),
        place("unreadable", "checkout/goals/folder.toml"),
        place("unreadable", "checkout/milestones"),
        place("unreadable", "checkout/nps/2026-11-20/b.toml"),
        place("unreadable", "checkout/nps/2026-11-21"),
    ];
    assert_eq!(found, expected);
    let says = |file: &str| {
        loaded.findings.iter().find(|f| f.place.as_ref().is_some_and(|p| p.file == Path::new(file))).unwrap()
    };
    assert!(says("checkout/goals/Big.toml").message.starts_with("`Big` cannot be the name of a record here: "));
    assert_eq!(says("checkout/milestones").message, "it cannot be read: it is not a folder");
    assert_eq!(says("checkout/goals/folder.toml").message, "it cannot be read: it is not a regular file");
    assert_eq!(says("checkout/nps/2026-11-20/b.toml").message, "it cannot be read: it is not a regular file");
    assert_eq!(says("checkout/goals/notes.md").help, "a record's name ends in .toml");
    assert_eq!(says("checkout/nps/2026-11-20/a.csv").help, "an answer's name ends in .toml");
    let glance = load(&store, Detail::ENGAGEMENT);
    assert_eq!(places(&glance.findings), [place("unknown-file", "checkout/extra.toml")]);
}

#[test]
fn what_is_no_text_or_too_long_is_told() {
    let (folder, store) = store(&[("checkout/engagement.toml", ENGAGEMENT), ("checkout/goals/a.toml", GOAL)]);
    let goal = folder.path().join("checkout/goals/a.toml");
    let told_of = |bytes: &[u8]| {
        fs::write(&goal, bytes).unwrap();
        let findings = load(&store, Detail::GOALS).findings;
        findings.into_iter().map(|finding| (finding.rule.id, finding.message, finding.place)).next()
    };
    let (rule, message, at) = told_of(b"title = \"G\"\nwhy = \"\xff\"\n").unwrap();
    let excerpt = at.unwrap().excerpt.unwrap();
    assert_eq!((rule, message.as_str(), excerpt.line, excerpt.column), ("unreadable", "the file is not UTF-8", 2, 8));
    assert_eq!(told_of(format!("\u{feff}{GOAL}").as_bytes()), None);
    let (rule, message, _) = told_of(format!("\u{feff}\u{feff}{GOAL}").as_bytes()).unwrap();
    assert_eq!((rule, message.contains("more than one byte order mark")), ("syntax", true), "{message}");
    let (rule, message, _) = told_of(format!("{GOAL}[other]\nx = [1, 1e999]\n").as_bytes()).unwrap();
    assert_eq!((rule, message.as_str()), ("syntax", "not valid TOML: the number is too large"));
    let comment = |length: usize| [GOAL.as_bytes(), &vec![b'#'; length - GOAL.len()]].concat();
    let most = usize::try_from(crate::store::LARGEST).unwrap();
    assert_eq!(told_of(&comment(most)), None);
    let (rule, message, _) = told_of(&comment(most + 1)).unwrap();
    assert_eq!((rule, message.as_str()), ("unreadable", "it cannot be read: it is larger than 4 MiB"));
}

#[test]
fn a_file_with_very_many_mistakes_tells_a_hundred_and_counts_the_rest() {
    let many: Vec<String> = (0..300).map(|n| format!("u{n} = 1\n2026-W{n} = 1\n")).collect();
    let many = many.concat();
    let goal = format!("{many}{GOAL}[scores]\n{many}");
    let (_folder, store) = store(&[("checkout/engagement.toml", ENGAGEMENT), ("checkout/goals/a.toml", &goal)]);
    let findings = load(&store, Detail::GOALS).findings;
    let (errors, warnings): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_error());
    let last = |findings: &[&Finding]| findings.last().map(|finding| finding.message.clone()).unwrap_or_default();
    assert_eq!((errors.len(), warnings.len()), (101, 101));
    assert_eq!(last(&errors), "500 more in this file, of which the first breaks the same rule");
    assert_eq!(last(&warnings), "500 more in this file, of which the first breaks the same rule");
}

#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    let (folder, store) = whole();
    let at = |name: &str| folder.path().join(name);
    for name in ["linked", "Linked"] {
        std::os::unix::fs::symlink(at("checkout"), at(name)).unwrap();
    }
    fs::create_dir(at("pictures")).unwrap();
    std::os::unix::fs::symlink(at("pictures"), at("no-engagement")).unwrap();
    std::os::unix::fs::symlink(at("checkout/goals/a.toml"), at("checkout/goals/c.toml")).unwrap();
    std::os::unix::fs::symlink(at("checkout/nps/2026-11-20"), at("checkout/nps/2026-11-21")).unwrap();
    let (ids, findings) = store.ids().unwrap();
    assert_eq!(ids.len(), 2);
    let link = "it cannot be read: it is a link, and links are not followed";
    assert_eq!(told(&findings), ["Linked", "linked"].map(|name| ("unreadable", name.to_owned(), link)));
    assert!(!store.has(&slug("linked")) && store.load(&slug("linked"), Detail::FULL).is_none());
    let loaded = load(&store, Detail::FULL);
    let expected = [place("unreadable", "checkout/goals/c.toml"), place("unreadable", "checkout/nps/2026-11-21")];
    assert_eq!(places(&loaded.findings), expected);
    let record = loaded.record.unwrap();
    assert_eq!((record.goals.len(), record.rounds.len()), (2, 2));
}

#[test]
fn a_newer_store_is_refused_and_a_damaged_one_is_not() {
    let folder = TempDir::new().unwrap();
    let root = || folder.path().to_owned();
    assert!(matches!(Store::open(root()), Err(Error::NotAStore(path)) if path == root()));
    let open = |text: &str| {
        fs::write(folder.path().join("auxeng.toml"), text).unwrap();
        Store::open(root())
    };
    for newer in ["schema = 2\n", "schema = 2\nhome = \n", "schema = 0x7fff\n", "schema = 2\nweeks = \"x\"\n"] {
        assert!(matches!(open(newer), Err(Error::NewerSchema { found, .. }) if found >= 2), "{newer}");
    }
    let sound = open("schema = 1\nhome = \"Platform\"\n").unwrap();
    assert_eq!((sound.settings().home.as_deref(), sound.findings().len()), (Some("Platform"), 0));
    for damaged in ["schema = 1\nhome = 1\n", "schema = \n", "home = \"P\"\n", "\u{1}"] {
        let store = open(damaged).unwrap();
        assert_eq!(store.findings().len(), 1, "{damaged}");
        assert_eq!(store.settings().home, None, "{damaged}");
        assert_eq!(store.settings().weeks, 10);
    }
}

#[test]
fn what_retros_settle_was_raised_before() {
    let (_folder, store) = store(&[
        ("checkout/engagement.toml", ENGAGEMENT),
        (
            "checkout/retros/2026-W44.toml",
            "done = [\"early\"]\n[[next]]\ntext = \"Split it\"\n[[blockers]]\nid = \"split-it\"\ntext = \"B\"\n",
        ),
        ("checkout/retros/2026-W45.toml", "done = [\"\", \"split-it\"]\n[[next]]\nid = \"twice\"\ntext = \"a\"\n"),
        (
            "checkout/retros/2026-W46.toml",
            "cleared = [\"no\", \"split-it\"]\n[[next]]\nid = \"split-it\"\ntext = \"again\"\n",
        ),
        (
            "checkout/retros/2026-W47.toml",
            "dropped = [\"twice\"]\n[[next]]\ntext = \"a\"\n[[next]]\nid = \"twice\"\ntext = \"b\"\n",
        ),
    ]);
    let loaded = load(&store, Detail::WEEKS);
    let lines: Vec<(&str, usize, String)> = loaded
        .findings
        .iter()
        .map(|finding| {
            let excerpt = finding.place.as_ref().unwrap().excerpt.as_ref().unwrap();
            (finding.rule.id, excerpt.line, finding.message.clone())
        })
        .collect();
    let line = |rule: &'static str, line: usize, message: &str| (rule, line, message.to_owned());
    let expected = [
        line("dangling-reference", 1, "2026-W44 settles action `early`, which no retro has raised"),
        line("dangling-reference", 1, "2026-W46 settles blocker `no`, which no retro has raised"),
        line("duplicate-id", 5, "action `twice` is raised in 2026-W47 while one of the same id is open"),
    ];
    assert_eq!(lines, expected);
    assert_eq!(load(&store, Detail::glance("2026-11-20".parse().unwrap())).findings.len(), 3);
}
