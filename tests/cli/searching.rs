//! Searching the texts of all records, and taking all records elsewhere.

use serde_json::json;

use crate::environment::TestEnvironment;

/// A store with a record of several kinds, a proposal, and answers to a survey.
fn store() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let retro = "went_poorly = [\n    \"Staging was down\",\n    \"The broker of STAGING lost its tokens\",\n]\n\
                 next = [\n    { id = \"a\", text = \"Ask for a broker\", owner = \"Lee\" },\n]\n";
    env.write("checkout/retros/2026-W46.toml", retro);
    env.write(
        "checkout/feedback/2026-11-18-slow.toml",
        "title = \"Slow\"\nkind = \"friction\"\ncost_minutes = 20\nhappened = \"\"\"\nFirst this.\nThen the broker\nof staging.\"\"\"\n",
    );
    env.write("basket/proposal.toml", "title = \"Straßenbroker 検索\"\nproposed = 2026-11-09\n");
    env.write("basket/one-pager.md", "# Problem\n\nNobody trusts the broker.\n");
    env.write("checkout/nps/2026-11-16/a.toml", "score = 3\nwhy = \"the broker\"\nrole = \"broker\"\n");
    env
}

fn places(env: &TestEnvironment, arguments: &[&str]) -> Vec<String> {
    let found = env.run(["search", "--format", "json"].iter().chain(arguments)).json();
    let hits = found["hits"].as_array().expect("a list").clone();
    let place = |hit: &serde_json::Value| format!("{}:{} {}", hit["file"], hit["line"], hit["field"]).replace('"', "");
    hits.iter().map(place).collect()
}

#[test]
fn a_text_is_found_that_has_all_words() {
    let env = store();
    let both = ["checkout/feedback/2026-11-18-slow.toml:6 happened", "checkout/retros/2026-W46.toml:3 went_poorly"];
    assert_eq!(places(&env, &["broker", "STAGING"]), both);
    assert_eq!(places(&env, &["broker of staging"]), both, "line breaks are spaces");
    let all = places(&env, &["broker"]);
    let more = ["basket/one-pager.md:3 text", "basket/proposal.toml:1 title"];
    assert_eq!(all[..2], more);
    assert_eq!((all.len(), &all[4]), (5, &String::from("checkout/retros/2026-W46.toml:6 next.text")));
    assert_eq!(places(&env, &["検索"]), [more[1]]);
    assert_eq!(places(&env, &["broker", "--kind", "retro", "--field", "text"]), [all[4].as_str()]);
    assert_eq!(places(&env, &["broker", "--field", "went-poorly"]), [both[1]]);
    assert_eq!(places(&env, &["broker", "--kind", "one-pager", "--kind", "feedback"]), [more[0], both[0]]);
}

#[test]
fn what_is_found_stands_with_its_place() {
    let env = store();
    let expected = "\
2 texts with “broker” and “staging”

  . checkout/feedback/2026-11-18-slow.toml:6 happened
    First this. Then the broker of staging.
  . checkout/retros/2026-W46.toml:3 went_poorly
    The broker of STAGING lost its tokens
";
    env.run(["search", "broker", "staging"]).success().stdout(expected).stderr("");
    let markdown = env.run(["search", "lost", "--format", "markdown"]).success();
    assert!(markdown.stdout_text().contains("2026-W46.toml:3"), "{markdown}");
    let csv = "engagement,record,file,line,field,text\n\
               checkout,retro,checkout/retros/2026-W46.toml,3,went_poorly,The broker of STAGING lost its tokens\n";
    env.run(["search", "lost", "--format", "csv"]).success().stdout(csv);
    env.run(["search", "nowhere"]).success().stdout("").stderr("No text has “nowhere”.\n");
    env.write("checkout/goals/long.toml", format!("title = \"{} needle {}\"\n", "ä".repeat(500), "ö".repeat(500)));
    let cut = env.run(["search", "NEEDLE"]).any();
    assert!(cut.stdout_text().contains("ä\n    needle ö") && cut.stdout_text().matches("…").count() == 2, "{cut}");
    assert!(cut.stdout_text().lines().all(|line| line.chars().count() <= 80), "{cut}");
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let env = store();
    for (code, arguments, words) in [
        (2, &["search"][..], &["<WORDS>"][..]),
        (2, &["search", " "], &["there is no word to look for"]),
        (2, &["search", "a", "--kind", "answer"], &["invalid value"]),
        (1, &["search", "a", "--field", "went_porly"], &["no record that is searched", "did you mean `went_poorly`?"]),
        (1, &["--store", "nowhere", "search", "a"], &["nowhere"]),
    ] {
        env.refuses(code, arguments, words);
    }
    env.write("checkout/retros/2026-W47.toml", "went_well = [\n");
    env.run(["search", "tokens"])
        .failure(1)
        .stdout_contains("went_poorly")
        .stderr_contains("checkout/retros/2026-W47.toml");
}

#[test]
fn an_export_has_every_record() {
    let env = store();
    let export = env.run(["export"]).success().stderr_contains("--answers adds what people wrote").json();
    let records = export["records"].as_array().expect("a list");
    let of =
        |file: &str| records.iter().find(|record| record["file"] == file).unwrap_or_else(|| panic!("{file}")).clone();
    let expected = json!({
        "engagement": "checkout", "record": "feedback", "file": "checkout/feedback/2026-11-18-slow.toml",
        "content": {
            "title": "Slow", "kind": "friction", "cost_minutes": 20,
            "happened": "First this.\nThen the broker\nof staging."
        }
    });
    assert_eq!(of("checkout/feedback/2026-11-18-slow.toml"), expected);
    assert_eq!(of("checkout/nps/2026-11-16/1")["content"], json!({ "score": 3 }));
    assert_eq!(of("basket/one-pager.md")["content"]["text"], "# Problem\n\nNobody trusts the broker.\n");
    assert_eq!(of("checkout/retros/2026-W46.toml")["content"]["next"][0]["owner"], "Lee");
    assert_eq!((&of("auxeng.toml")["engagement"], &of("auxeng.toml")["record"]), (&json!(null), &json!("settings")));
    let files = env.run(["check", "--format", "json"]).any();
    assert!(files.stdout_text().contains("\"kind\""), "{files}");
    let all = env.run(["export", "--answers"]).success().stderr("").json();
    let answer = all["records"].as_array().into_iter().flatten().find(|record| record["record"] == "answer").cloned();
    assert_eq!(answer.expect("there is one")["content"]["why"], "the broker");
}

#[test]
fn without_the_answers_an_export_tells_nothing_of_them_but_scores() {
    let env = store();
    let round = "checkout/nps/2026-11-16";
    env.write(format!("{round}/b.toml"), "score = 10\nrole = \"tester\"\n");
    env.write(format!("{round}/uvig3vqibhgo737k.toml"), "score = 1\n");
    env.write(format!("{round}/z.toml"), "score = \"the broker\"\n");
    let told = env.run(["export"]).any().stdout_text().to_owned();
    let export: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let records = export["records"].as_array().expect("a list").iter();
    let answers: Vec<_> = records.filter(|record| record["record"] == "answer").collect();
    let numbered: Vec<_> = answers.iter().map(|answer| (answer["file"].clone(), answer["content"].clone())).collect();
    let expected = [json!({}), json!({ "score": 1 }), json!({ "score": 3 }), json!({ "score": 10 })];
    let expected: Vec<_> = (1..).zip(expected).map(|(n, content)| (json!(format!("{round}/{n}")), content)).collect();
    assert_eq!(numbered, expected);
    for name in ["uvig3vqibhgo737k", "tester"] {
        assert!(!told.contains(name), "{told}");
    }
}

#[test]
fn a_phrase_is_found_on_its_line_and_the_questions_of_a_form_are_not() {
    let env = TestEnvironment::with_store();
    env.run(["propose", "Flags"]).success();
    assert_eq!(places(&env, &["what"]), [""; 0], "nobody has written anything");
    let page =
        "# The flags\n\n<!-- the feature\nflag? -->\n\nA feature of the old kind.\nNow the feature\nflag is on.\n";
    env.write("flags/one-pager.md", page);
    assert_eq!(places(&env, &["the feature flag"]), ["flags/one-pager.md:7 text"]);
}

#[test]
fn an_export_as_csv_has_a_row_for_each_value() {
    let env = store();
    env.write("checkout/goals/formula.toml", "title = \"=1+1\"\nkind = \"business\"\nmeasure = \"rating\"\n");
    let text = env.run(["export", "--format", "csv"]).success();
    for row in [
        "engagement,record,file,field,item,value\n",
        "checkout,feedback,checkout/feedback/2026-11-18-slow.toml,cost_minutes,,20\n",
        "checkout,retro,checkout/retros/2026-W46.toml,went_poorly,2,The broker of STAGING lost its tokens\n",
        "checkout,retro,checkout/retros/2026-W46.toml,next.owner,1,Lee\n",
        "checkout,goal,checkout/goals/formula.toml,title,,'=1+1\n",
        ",settings,auxeng.toml,schema,,1\n",
    ] {
        assert!(text.stdout_text().contains(row), "{row}\n{text}");
    }
    assert!(!text.stdout_text().contains(",why,"), "{text}");
    env.run(["export", "-o", "all.CSV", "--quiet"]).success().stdout("");
    assert_eq!(env.read("all.CSV"), text.stdout_text());
    env.refuses(1, ["export", "-o", "checkout/engagement.toml"], &["checkout/engagement.toml"]);
}
