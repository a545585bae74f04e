//! Where stores and files of the user are found, made and left alone.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::model::{NpsScore, Response, Slug};
use crate::store::{Error, Found, LARGEST, Store, Written, discover, init, read_bytes, read_input};

fn folder() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = fs::canonicalize(folder.path()).unwrap();
    (folder, path)
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

fn checkout() -> Slug {
    "checkout".parse().unwrap()
}

#[test]
fn the_nearest_store_upwards_is_found() {
    let (_folder, root) = folder();
    let found = |named: Option<&Path>, cwd: &str| match discover(named, &root.join(cwd)) {
        Ok(Found::Store(store)) => Some(store.root().to_owned()),
        Ok(Found::Nowhere(_)) => None,
        Err(error) => panic!("{error}"),
    };
    write(&root.join("outer/engagements/auxeng.toml"), "schema = 1\n");
    write(&root.join("outer/inner/auxeng.toml"), "schema = 1\n");
    write(&root.join("outer/inner/engagements/auxeng.toml"), "schema = 1\n");
    assert_eq!(found(None, "outer/src/deep"), Some(root.join("outer/engagements")));
    assert_eq!(found(None, "outer/engagements/checkout"), Some(root.join("outer/engagements")));
    assert_eq!(
        found(None, "outer/inner/checkout/goals"),
        Some(root.join("outer/inner")),
        "the folder before its child"
    );
    assert_eq!(found(Some(&root.join("outer/inner")), "outer"), Some(root.join("outer/inner")));
    let named = discover(Some(&root.join("outer")), &root.join("outer"));
    assert!(matches!(named, Err(Error::NotAStore(path)) if path == root.join("outer")));
}

#[test]
fn a_folder_is_located_however_the_store_is_named() {
    let (_folder, root) = folder();
    write(&root.join("store/auxeng.toml"), "schema = 1\n");
    fs::create_dir_all(root.join("store/checkout/goals")).unwrap();
    let located = |store: PathBuf, folder: &str| Store::open(store).unwrap().locate(&root.join(folder));
    let inside = Some(PathBuf::from("checkout/goals"));
    assert_eq!(located(root.join("store"), "store/checkout/goals"), inside);
    assert_eq!(located(root.join("store/checkout/.."), "store/checkout/goals"), inside);
    assert_eq!(located(root.join("store"), ""), None);
    assert_eq!(located(root.join("store"), "nowhere"), None);
}

#[test]
fn a_store_is_made_once_and_what_is_there_stays() {
    let (_folder, root) = folder();
    let at = |name: &str| root.join("new").join(name);
    write(&at(".gitignore"), "target");
    let made = init(&root.join("new"), Some("Platform")).unwrap();
    let names = |written: &[PathBuf]| written.iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
    assert_eq!(names(&made.written), ["auxeng.toml", ".gitattributes", ".gitignore"]);
    assert_eq!((made.store.settings().home.as_deref(), made.store.findings().len()), (Some("Platform"), 0));
    assert_eq!(read(&at(".gitignore")), "target\n.auxeng.lock\n.auxeng-*.tmp\n");
    assert_eq!(read(&at(".gitattributes")), "*.toml text eol=lf\n");
    assert!(read(&at("auxeng.toml")).starts_with("schema = 1\nhome = \"Platform\"\n"));
    assert_eq!(init(&root.join("new"), None).unwrap().written, Vec::<PathBuf>::new());
    write(&at(".gitignore"), "  .auxeng-*.tmp\nother\n");
    assert_eq!(names(&init(&root.join("new"), None).unwrap().written), [".gitignore"]);
    assert_eq!(read(&at(".gitignore")), "  .auxeng-*.tmp\nother\n.auxeng.lock\n");
    assert_eq!(read(&at("auxeng.toml")).lines().nth(1), Some("home = \"Platform\""));
}

#[test]
fn a_store_is_not_made_in_place_of_something_else() {
    for name in ["auxeng.toml", ".gitattributes"] {
        let (_folder, root) = folder();
        fs::create_dir(root.join(name)).unwrap();
        let error = init(&root, None).unwrap_err();
        assert!(error.to_string().ends_with("it is not a regular file"), "{error}");
        assert!(!root.join("auxeng.toml").is_file());
    }
    let (_folder, root) = folder();
    write(&root.join("auxeng.toml"), "schema = 2\n");
    assert!(matches!(init(&root, None), Err(Error::NewerSchema { .. })));
}

const TEXT: &str = "title = \"T\" # mine\nstart = 2026-10-12\nend = 2026-12-18\n";

#[test]
fn an_engagement_is_replaced_as_a_whole_or_not() {
    let (_folder, root) = folder();
    let store = init(&root, None).unwrap().store;
    let lock = store.lock(|| ()).unwrap();
    let file = root.join("checkout/engagement.toml");
    assert!(matches!(store.engagement_text(&checkout()), Err(Error::NoFile(path)) if path == file));
    write(&file, TEXT);
    assert_eq!(store.engagement_text(&checkout()).unwrap(), TEXT);
    let replace = |before: &str, text: &str| store.replace_engagement(&lock, &checkout(), before, text);
    assert!(matches!(replace(TEXT, TEXT), Ok(Written::Unchanged(_))));
    assert!(matches!(replace("title = \"U\"\n", TEXT), Err(Error::Changed(path)) if path == file));
    assert!(matches!(replace(TEXT, "title = \"T\"\n"), Err(Error::Unwritable { .. })));
    assert_eq!(read(&file), TEXT);
    let after = TEXT.replace("12-18", "12-19");
    let written = replace(TEXT, &after).unwrap();
    assert!(written.is_change() && written.file() == Path::new("checkout/engagement.toml"));
    assert_eq!(read(&file), after);
}

#[test]
fn the_text_of_an_engagement_is_read_before_it_is_there() {
    let store = Store::absent(PathBuf::from("nowhere"));
    let (engagement, findings) = store.read_engagement(&checkout(), TEXT);
    assert_eq!((engagement.map(|engagement| engagement.title).as_deref(), findings.len()), (Some("T"), 0));
    let (engagement, findings) = store.read_engagement(&checkout(), "title = 1\n");
    assert!(engagement.is_none() && findings.len() == 3);
    let place = findings[0].place.as_ref().unwrap();
    assert_eq!(place.file, Path::new("checkout/engagement.toml"));
}

#[test]
fn a_page_is_never_put_where_a_record_could_lie() {
    let (_folder, root) = folder();
    let store = init(&root.join("store"), None).unwrap().store;
    write(&root.join("other/a.html"), "old");
    write(&root.join("store/flags/proposal.toml"), "");
    for (name, allowed) in [
        ("other/a.html", true),
        ("other/a.toml", true),
        ("store/a.html", true),
        ("store/a.toml", false),
        ("store/auxeng.TOML", false),
        ("other/../store/a.toml", false),
        ("other/one-pager.md", true),
        ("store/one-pager.txt", true),
        ("store/flags/one-pager.md", false),
        ("store/flags/One-Pager.MD", false),
        ("store/.gitignore", false),
        ("store/.gitattributes", false),
        ("store/.auxeng.lock", false),
    ] {
        let path = root.join(name);
        let written = store.write_output(&path, "page");
        assert_eq!(written.is_ok(), allowed, "{name}");
        assert!(allowed || matches!(written, Err(Error::Record(at)) if at == path), "{name}");
        assert_eq!(path.is_file() && read(&path) == "page", allowed, "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("store/b.toml"), root.join("other/link.html")).unwrap();
        std::os::unix::fs::symlink(root.join("other/a.html"), root.join("other/good.html")).unwrap();
        write(&root.join("store/b.toml"), "");
        assert!(store.write_output(&root.join("other/link.html"), "page").is_err());
        store.write_output(&root.join("other/good.html"), "through").unwrap();
        assert_eq!(read(&root.join("other/a.html")), "through");
        assert_eq!(read(&root.join("store/b.toml")), "");
    }
}

#[test]
fn files_of_the_user_are_read_up_to_a_size() {
    let (_folder, root) = folder();
    let file = root.join("notes.md");
    let most = usize::try_from(LARGEST).unwrap();
    write(&file, &"a".repeat(most));
    assert_eq!(read_input(&file).unwrap().len(), most);
    assert_eq!(read_bytes(&file).unwrap().len(), most);
    write(&file, &"a".repeat(most + 1));
    for error in [read_input(&file).unwrap_err(), read_bytes(&file).unwrap_err()] {
        assert!(error.to_string().ends_with("notes.md: it is larger than 4 MiB"), "{error}");
    }
    fs::write(&file, b"a\xffb").unwrap();
    assert!(read_input(&file).unwrap_err().to_string().ends_with("notes.md: it is not UTF-8"));
    assert_eq!(read_bytes(&file).unwrap(), b"a\xffb");
    let missing = read_bytes(&root.join("nowhere")).unwrap_err();
    assert!(missing.to_string().starts_with("cannot read "), "{missing}");
}

#[test]
fn an_answer_is_imported_once() {
    let (_folder, root) = folder();
    let store = init(&root, None).unwrap().store;
    fs::create_dir(root.join("checkout")).unwrap();
    let lock = store.lock(|| ()).unwrap();
    let round = "2026-11-20".parse().unwrap();
    let answer = Response { score: NpsScore::new(9).unwrap(), why: None, role: None };
    let import = |place| store.import_response(&lock, &checkout(), round, &answer, place).unwrap();
    assert!(!store.has_imported(&checkout(), round, &answer, 0));
    let first = import(0);
    assert!(first.is_change() && store.has_imported(&checkout(), round, &answer, 0));
    assert!(!store.has_imported(&checkout(), round, &answer, 1));
    write(&root.join(first.file()), "score = 8\n");
    assert_eq!(import(0), Written::Unchanged(first.file().to_owned()));
    assert_eq!(read(&root.join(first.file())), "score = 8\n");
    assert_ne!(import(1).file(), first.file());
}

#[test]
fn formatting_changes_only_what_is_sound_and_not_canonical() {
    let (_folder, root) = folder();
    let store = init(&root, None).unwrap().store;
    let goal = "title = \"G\"\nkind = \"business\"\nmeasure = \"rating\"\n";
    write(&root.join("checkout/engagement.toml"), TEXT);
    write(&root.join("checkout/goals/sound.toml"), goal);
    write(&root.join("checkout/goals/untidy.toml"), &goal.replace(" = ", "="));
    write(&root.join("checkout/goals/damaged.toml"), "title=\n");
    write(&root.join("checkout/goals/readme.md"), "a=1\n");
    let paths = |changed: &[PathBuf]| {
        changed.iter().map(|path| path.display().to_string().replace('\\', "/")).collect::<Vec<_>>()
    };
    let expected = ["checkout/engagement.toml", "checkout/goals/untidy.toml"];
    let dry = store.fmt(None).unwrap();
    assert_eq!((paths(&dry.changed), dry.unchanged), (expected.map(str::to_owned).to_vec(), 2));
    assert_eq!(dry.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>(), ["syntax"]);
    assert_eq!(read(&root.join("checkout/engagement.toml")), TEXT);
    let lock = store.lock(|| ()).unwrap();
    assert_eq!(paths(&store.fmt(Some(&lock)).unwrap().changed), expected);
    assert_eq!(read(&root.join("checkout/goals/untidy.toml")), goal);
    assert_eq!(read(&root.join("checkout/goals/damaged.toml")), "title=\n");
    let again = store.fmt(Some(&lock)).unwrap();
    assert_eq!((again.changed.len(), again.unchanged), (0, 4));
    write(&root.join("auxeng.toml"), "schema = 1\nhome = 1\n");
    write(&root.join("Wrong/engagement.toml"), TEXT);
    let findings = Store::open(root).unwrap().fmt(None).unwrap().findings;
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, ["wrong-type", "invalid-name", "syntax"]);
}

#[test]
fn a_failure_says_what_to_do() {
    let io = |kind: io::ErrorKind| Error::Io { action: "write", path: PathBuf::from("a.toml"), source: kind.into() };
    let path = || PathBuf::from("my store");
    for (error, said, help) in [
        (
            Error::NotAStore(path()),
            "my store is not a store: it has no auxeng.toml",
            Some("make it one: auxeng init 'my store'"),
        ),
        (
            Error::NewerSchema { path: path(), found: 7 },
            "my store has schema 7, and this auxeng knows up to 1",
            Some("update auxeng to read this store"),
        ),
        (Error::Exists(path()), "my store is there already", None),
        (
            io(io::ErrorKind::PermissionDenied),
            "cannot write a.toml: permission denied",
            Some("check who may write there"),
        ),
        (
            io(io::ErrorKind::ReadOnlyFilesystem),
            "cannot write a.toml: read-only filesystem or storage medium",
            Some("check who may write there"),
        ),
        (
            io(io::ErrorKind::StorageFull),
            "cannot write a.toml: no storage space",
            Some("make room on the disk and try again"),
        ),
        (
            io(io::ErrorKind::QuotaExceeded),
            "cannot write a.toml: quota exceeded",
            Some("make room on the disk and try again"),
        ),
        (io(io::ErrorKind::NotFound), "cannot write a.toml: entity not found", None),
        (
            Error::Unwritable { path: path(), reason: String::from("no"), help: "add less" },
            "cannot write my store: no",
            Some("the file is left as it was: add less"),
        ),
    ] {
        assert_eq!((error.to_string().as_str(), error.help().as_deref()), (said, help));
    }
    let with_number = io::Error::from_raw_os_error(2);
    let error = Error::Io { action: "read", path: PathBuf::from("a"), source: with_number };
    assert!(!error.to_string().contains("os error"), "{error}");
    let written = |count: usize| (0..count).map(|number| PathBuf::from(format!("{number}.toml"))).collect();
    let partly = |count| Error::Partly { source: Box::new(io(io::ErrorKind::StorageFull)), written: written(count) };
    assert_eq!(
        partly(1).help().unwrap(),
        "make room on the disk and try again\nwritten before that: 0.toml; nothing else was\nthe same command again \
         writes what is missing"
    );
    assert!(partly(5).help().unwrap().contains("0.toml, 1.toml, 2.toml, 3.toml and 4.toml; nothing"));
    assert!(partly(6).help().unwrap().contains("3.toml, 4.toml and 1 more; nothing"));
}

#[test]
fn no_record_is_written_that_would_be_too_large_to_read() {
    let (_folder, root) = folder();
    let store = init(&root, None).unwrap().store;
    fs::create_dir(root.join("checkout")).unwrap();
    let lock = store.lock(|| ()).unwrap();
    let answer =
        |length: usize| Response { score: NpsScore::new(9).unwrap(), why: Some("a".repeat(length)), role: None };
    let round = "2026-11-20".parse().unwrap();
    let most = usize::try_from(LARGEST).unwrap() - "score = 9\nwhy = \"\"\n".len();
    store.add_response(&lock, &checkout(), round, &answer(most)).unwrap();
    let error = store.add_response(&lock, &checkout(), round, &answer(most + 1)).unwrap_err();
    assert!(error.to_string().contains("it would have 4.1 MiB, and no file of more than 4 MiB is read"), "{error}");
    assert_eq!(fs::read_dir(root.join("checkout/nps/2026-11-20")).unwrap().count(), 1);
}

#[test]
#[cfg(unix)]
fn records_are_never_written_through_links() {
    let (_folder, root) = folder();
    let store = init(&root.join("store"), None).unwrap().store;
    fs::create_dir(root.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(root.join("elsewhere"), root.join("store/checkout")).unwrap();
    let lock = store.lock(|| ()).unwrap();
    let asked = store.save_asked(&lock, &checkout(), "2026-11-20".parse().unwrap(), 9);
    assert!(matches!(asked, Err(Error::Outside(path)) if path == root.join("store/checkout")));
    assert_eq!(fs::read_dir(root.join("elsewhere")).unwrap().count(), 0);
    drop(lock);
    fs::remove_file(root.join("store/.auxeng.lock")).unwrap();
    std::os::unix::fs::symlink(root.join("elsewhere/a"), root.join("store/.auxeng.lock")).unwrap();
    assert!(matches!(store.lock(|| ()), Err(Error::NoFile(_))));
    assert!(!root.join("elsewhere/a").exists());
}
