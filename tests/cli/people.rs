//! The engineers across engagements.

use std::path::Path;

use crate::environment::TestEnvironment;

fn examples() -> TestEnvironment {
    let env = TestEnvironment::new();
    env.copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/engagements"), "");
    env
}

#[test]
fn engineers_are_shown_in_every_format() {
    let env = examples();
    let table = env.run(["people"]).success().stderr("");
    assert!(table.stdout_text().contains("Jonas Berg               2     16    6"), "{table}");
    assert!(table.stdout_text().contains("  * Jonas Berg: payments-tracing, 6 weeks off, search-flags\n"), "{table}");
    let json = env.run(["people", "--format", "json"]).json();
    assert_eq!((&json["kind"], json["people"].as_array().map(Vec::len)), (&"people".into(), Some(4)));
    let jonas = &json["people"][2];
    assert_eq!((&jonas["weeks"], &jonas["practices"][1]), (&16.into(), &"feature flags".into()));
    let csv = env.run(["people", "--format", "csv"]).success();
    assert!(csv.stdout_text().contains("\nJonas Berg,payments-tracing; search-flags,Payments; Search,"), "{csv}");
    let markdown = env.run(["people", "--format", "markdown"]).success();
    assert!(markdown.stdout_text().contains("| Jonas Berg | 2 | 16 | 6 |"), "{markdown}");
}

#[test]
fn one_is_found_by_a_part_of_the_name() {
    let env = examples();
    let json = env.run(["people", "JONAS", "--format", "json"]).json();
    assert_eq!(json["people"].as_array().map(Vec::len), Some(1));
    let nobody = "No engineer is called zoe: auxeng people lists all 4.\n";
    env.run(["people", "zoe"]).success().stdout("").stderr(nobody);
}

#[test]
fn a_store_without_engineers_says_how_to_name_one() {
    let env = TestEnvironment::new();
    env.write("auxeng.toml", "schema = 1\n");
    env.add_engagement("search");
    env.run(["people"])
        .success()
        .stdout("")
        .stderr_contains("auxeng edit ID --engineer \"Ana Duarte <ana@example.org>\"");
    env.write("search/retros/2026-W44.toml", "satisfaction = 11\n");
    env.run(["people"]).failure(1).stderr_contains("search/retros/2026-W44.toml");
}
