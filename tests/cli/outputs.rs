//! Pages that go into a file.

use crate::environment::TestEnvironment;

#[test]
fn the_name_of_the_file_chooses_the_format() {
    let env = TestEnvironment::with_checkout();
    for (file, begins) in [("r.md", "# Contract tests"), ("r.json", "{"), ("r.txt", "Contract tests")] {
        env.run(["report", "-o", file]).success().stdout("");
        let text = env.read(file);
        assert!(text.starts_with(begins), "{file}\n{text}");
    }
    env.run(["report", "-o", "r.md", "--format", "json"]).success();
    assert!(env.read("r.md").starts_with('{'), "the flag goes before the name");
}

#[test]
fn a_record_is_never_written_over() {
    let env = TestEnvironment::with_checkout();
    for file in ["checkout/engagement.toml", "auxeng.toml", "checkout/goals/new.toml", "checkout/../auxeng.toml"] {
        env.refuses(1, ["report", "-o", file], &["a place for a file of the store"]);
    }
    env.run(["report", "-o", "nowhere/r.md"]).failure(1).stderr_contains("cannot write");
}

#[test]
fn a_page_stands_in_one_file() {
    let env = TestEnvironment::with_checkout();
    env.run(["report", "-o", "r.html"]).success().stdout("").stderr_contains("Wrote r.html\n");
    let page = env.read("r.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h1>Contract tests"), "{page}");
    env.run(["report", "--format", "html"]).success().stdout_contains("<h1>Contract tests");
    assert!(env.is_home_untouched());
}

#[test]
fn only_a_page_is_opened() {
    let env = TestEnvironment::with_checkout();
    for arguments in [&["report", "--open", "-o", "r.md"][..], &["report", "--open", "--format", "json"]] {
        env.refuses(2, arguments.iter().copied(), &["--open shows a web page"]);
    }
}

#[test]
#[cfg(unix)]
fn the_browser_gets_nothing_but_the_address_of_the_page() {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--title=--no-sandbox $(touch x) %s"]).success();
    // One that shows text is waited for.
    let browser = env.editor("lynx", "printf '%s\\n' \"$#\" \"$@\" >\"$0.said\"");
    for (arguments, place) in [
        (&["report", "--open"][..], "/home/.local/state/auxeng/pages/report-checkout-"),
        (&["report", "--open", "-o", "a b;c.html"], "/work/a%20b;c.html"),
    ] {
        env.run(arguments).variable("BROWSER", format!("{} %s", browser.display())).success();
        let said = std::fs::read_to_string(browser.with_extension("said")).expect("the browser was started");
        let (count, address) = said.split_once('\n').expect("two lines");
        assert_eq!(count, "1", "{said}");
        assert!(address.starts_with("file:///") && address.contains(place), "{said}");
    }
    assert!(!env.path().join("x").exists());
}

#[test]
#[cfg(unix)]
fn without_a_browser_the_page_is_named() {
    let env = TestEnvironment::with_checkout();
    let outcome = env.run(["report", "--open", "-o", "r.html"]).variable("PATH", "").failure(1);
    outcome.stderr_contains("no browser could be opened: set BROWSER to the name of one");
    assert!(env.read("r.html").starts_with("<!DOCTYPE html>"));
}
