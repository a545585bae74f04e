//! What is to be done in a week: for whom, in which order, and for a calendar.

use icalendar::parser::{read_calendar, unfold};
use icalendar::{Calendar, CalendarComponent, Component as _, DatePerhapsTime, Event};

use crate::environment::TestEnvironment;
use crate::scene::CHECKOUT;

/// Ana Aux is the user, and the engineer of one of three engagements.
fn busy_week() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let retro = "\n[weekly_retro]\nday = \"thursday\"\ntime = 14:00:00\n";
    env.write("checkout/engagement.toml", format!("{CHECKOUT}{retro}"));
    let next = ["--next", "Ana: split the pipeline", "--next", "Lee Novak: ask for access"];
    env.run(["retro", "--date", "2026-11-13", "--well", "We met", "-e", "checkout"].iter().chain(&next)).success();
    env.write("checkout/feedback/2026-11-10-slow-run.toml", "title = \"The first run is slow\"\nkind = \"friction\"\n");
    let over = "title = \"Tracing\"\nhost = \"Payments\"\n\nstart = 2026-06-22\n\nend = 2026-08-14\n\n\
                engineers = [\n    \"Ana Aux <ana@example.org>\",\n]\n\n[close]\ndate = 2026-08-14\noutcome = \"It holds\"\n";
    env.write("tracing/engagement.toml", over);
    env.write("tracing/champions/clara.toml", "person = \"Clara Weiss\"\n");
    env.write(
        "tracing/feedback/2026-07-02-certificates.toml",
        "title = \"Certificates\"\nkind = \"idea\"\n\n[shipped]\ndate = 2026-11-02\n",
    );
    env.add_engagement("search");
    env.write("basket/proposal.toml", "title = \"Flags for Basket\"\nhost = \"Basket\"\n\nproposed = 2026-11-09\n");
    env
}

#[test]
fn a_week_is_told_by_day_and_then_by_what_waits_longest() {
    let env = busy_week();
    let expected = "\
2026-W47, 16 November to 20 November 2026 · for Ana Aux · 9 things to do

On its day
WHEN              ENGAGEMENT  WHAT
Thu 19 Nov        checkout    score 4 goals
Thu 19 Nov 14:00  checkout    weekly retro, 30 minutes

Any day
WHEN          ENGAGEMENT  WHAT
since 25 Sep  tracing     talk with Clara Weiss
since 9 Nov   basket      vote on \"Flags for Basket\" (no vote so far)
since 13 Nov  checkout    split the pipeline
since 14 Nov  tracing     check-in with Payments, 3 months after the end

The free Friday could go to
WHEN          ENGAGEMENT  WHAT
since 13 Nov  checkout    send the notes of W46
since 2 Nov   tracing     tell Payments, shipped: Certificates
since 10 Nov  checkout    carry home: The first run is slow

And as ever: what the documentation lacks, and time with the home team.
";
    env.run(["agenda"]).success().stdout(expected).stderr("");
    env.run(["agenda", "--for", "ana aux"]).success().stdout(expected);
    env.run(["agenda", "--for", "ANA@example.org"]).success().stdout(expected);
    // Where there is room, each has its command.
    let later = env.on("2027-01-08").run(["agenda", "--for", "ana"]).success();
    assert!(later.stdout_text().contains("since 13 Nov 2026  checkout"), "{later}");
    let wide = env.run(["agenda"]).variable("COLUMNS", "140").success();
    assert!(wide.stdout_text().contains("auxeng retro --done split-the-pipeline -e checkout"), "{wide}");
}

#[test]
fn whoever_answers_for_an_engagement_is_asked() {
    let env = busy_week();
    // Mira is the advisor: the retros are not hers to hold.
    let mira = env.run(["agenda", "--for", "mira", "--format", "json"]).json();
    let kinds = |json: &serde_json::Value| -> Vec<String> {
        let items = json["items"].as_array().expect("a list").iter();
        items
            .map(|item| format!("{} {}", item["kind"].as_str().unwrap(), item["engagement"].as_str().unwrap()))
            .collect()
    };
    assert_eq!(kinds(&mira), ["vote basket"]);
    assert_eq!(mira["for"], "Mira Okafor");
    let all = env.run(["agenda", "--all", "--format", "json"]).json();
    let all = kinds(&all);
    assert!(all.contains(&"retro search".to_owned()) && all.len() == 11, "{all:?}");
    env.run(["agenda", "--all"]).success().stdout_contains("for all").stdout_contains("Lee Novak");
    // What is done is no longer there.
    env.run(["retro", "-e", "checkout", "--well", "We met", "--done", "split"]).success();
    env.run(["score", "coverage=3", "build-time=30", "launch=no", "habits=50%", "-e", "checkout"]).success();
    env.run(["checkin", "--comfortable", "yes"]).success();
    env.run(["champion", "talk", "clara", "--sentiment", "8"]).success();
    let left = env.run(["agenda", "--format", "json"]).json();
    assert_eq!(kinds(&left), ["vote basket", "notes checkout", "notes checkout", "tell tracing", "raise checkout"]);
}

#[test]
fn another_week_can_be_seen() {
    let env = busy_week();
    let next = env.run(["agenda", "--week", "48", "--format", "json"]).json();
    assert_eq!(next["week"], "2026-W48");
    let items = next["items"].as_array().expect("a list");
    let retro = items.iter().find(|item| item["kind"] == "retro").expect("there is a retro");
    assert_eq!(
        (&retro["date"], &retro["time"], &retro["minutes"]),
        (&"2026-11-26".into(), &"14:00".into(), &30.into())
    );
    // The last week ends with the close.
    env.run(["agenda", "--week", "2026-12-18"])
        .success()
        .stdout_contains("close it; not done yet: the last scores of 4");
    env.run(["agenda", "--week", "next friday"]).success().stdout_contains("2026-W48");
    env.refuses(2, ["agenda", "--week", "soon"], &["`soon` is not a date"]);
}

#[test]
fn nobody_and_nothing_are_told() {
    let env = busy_week();
    env.refuses(1, ["agenda", "--for", "zoe"], &["nobody here is called `zoe`", "auxeng agenda --all"]);
    env.refuses(1, ["agenda", "--for", "mira okafro"], &["did you mean `Mira Okafor`?"]);
    env.refuses(1, ["agenda", "--for", ""], &["nobody here is called"]);
    env.refuses(2, ["agenda", "--for", "ana", "--all"], &["--all"]);
    let env = TestEnvironment::with_store();
    env.run(["agenda"]).success().stdout("").stderr_contains("No engagements here.\n").stderr_contains("auxeng open");
    env.write(
        "done/engagement.toml",
        "title = \"D\"\n\nstart = 2026-01-12\n\nend = 2026-03-20\n\n[close]\ndate = 2026-03-20\n",
    );
    env.run(["agenda"])
        .success()
        .stdout("")
        .stderr_contains("Nothing to do in 2026-W47 for Ana Aux.\n")
        .stderr_contains("For everybody: auxeng agenda --all\n");
    env.git(["config", "--global", "--unset", "user.name"]).success();
    env.run(["agenda"]).success().stderr_contains("Git does not tell who you are, so this is for all");
}

#[test]
fn damage_hides_nothing_else() {
    let env = busy_week();
    env.write("search/engagement.toml", "title = 1\n");
    env.run(["agenda"]).failure(1).stdout_contains("weekly retro").stderr_contains("search/engagement.toml:1:9");
}

/// The events of the calendar, as another parser reads them.
fn events(env: &TestEnvironment, day: &str, arguments: &[&str]) -> (String, Vec<Event>) {
    let arguments = ["agenda", "--format", "ics"].iter().chain(arguments);
    let outcome = env.on(day).run(arguments).success();
    let text = outcome.stdout_text().to_owned();
    let unfolded = unfold(&text);
    let read = read_calendar(&unfolded).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let calendar = Calendar::from(read);
    assert_eq!(calendar.property_value("VERSION"), Some("2.0"));
    let events = calendar.components.into_iter().map(|component| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("{other:?} is no event"),
    });
    (text, events.collect())
}

#[test]
fn a_calendar_reads_the_agenda() {
    let env = busy_week();
    let (text, found) = events(&env, "2026-11-20", &[]);
    assert_eq!(found.len(), 9, "{text}");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "every line ends as RFC 5545 wants");
    let of =
        |uid: &str| found.iter().find(|event| event.get_uid() == Some(uid)).unwrap_or_else(|| panic!("{uid}\n{text}"));
    let retro = of("retro.2026-W47.checkout@auxeng");
    assert_eq!(retro.get_summary(), Some("checkout: weekly retro, 30 minutes"));
    assert_eq!(retro.property_value("DTSTART"), Some("20261119T140000"));
    assert_eq!(retro.property_value("DURATION"), Some("PT30M"));
    assert_eq!(retro.property_value("DTSTAMP"), Some("20261120T000000Z"));
    let action = of("action.split-the-pipeline.checkout@auxeng");
    let friday = "2026-11-20".parse().expect("a day");
    assert_eq!(action.get_start(), Some(DatePerhapsTime::Date(friday)), "what has no day stands on the Friday");
    assert_eq!(action.get_description(), Some("since 2026-11-13\nauxeng retro --done split-the-pipeline -e checkout"));
    // Read again it is the same; on another day the same events have another stamp, and no other names.
    assert_eq!(events(&env, "2026-11-20", &[]).0, text);
    let names =
        |events: &[Event]| -> Vec<String> { events.iter().map(|e| e.get_uid().expect("a name").to_owned()).collect() };
    assert_eq!(names(&events(&env, "2026-11-19", &[]).1), names(&found));
    let mut unique = names(&found);
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), found.len());
    let nothing = TestEnvironment::with_store();
    assert_eq!(events(&nothing, "2026-11-20", &[]).1.len(), 0);
}

#[test]
fn hostile_texts_are_read_as_they_are() {
    let env = busy_week();
    let title = "a; b, c\\n d: \\\"e\\\"\\nBEGIN:VEVENT\\r\\nSUMMARY:x \\u001b[2J\\u202e \\\\ 林美玲林美玲林美玲林美玲林美玲林美玲 🎉🎉🎉🎉🎉🎉";
    let feedback = format!("title = \"{title}\"\nkind = \"idea\"\n");
    env.write("checkout/feedback/2026-11-11-hostile.toml", feedback);
    let (text, found) = events(&env, "2026-11-20", &[]);
    let bytes = |c: char| matches!(c, '\u{1b}' | '\u{202e}');
    assert!(!text.contains(bytes), "{text:?}");
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let event = found.iter().find(|event| event.get_uid() == Some("raise.2026-11-11-hostile.checkout@auxeng"));
    let summary = event.and_then(|event| event.get_summary()).expect("it is there");
    assert!(summary.contains("a; b, c") && summary.contains("林美玲 🎉🎉🎉🎉🎉🎉"), "{summary}");
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), found.len(), "a text begins no event");
    for format in ["table", "markdown", "json"] {
        let outcome = env.run(["agenda", "--format", format]).success();
        assert!(!outcome.stdout_text().contains(bytes), "{format}");
    }
}
