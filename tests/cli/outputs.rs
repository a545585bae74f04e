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
        env.refuses(1, ["report", "-o", file], &["a place for a record"]);
    }
    env.run(["report", "-o", "nowhere/r.md"]).failure(1).stderr_contains("cannot write");
}
