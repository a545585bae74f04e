//! Text from outside is shown and never obeyed: no control character, no change of direction, no formula, no markup.

use std::fmt::Write as _;

use auxeng::text::is_hostile;

use crate::environment::TestEnvironment;
use crate::invocation::Outcome;

/// What a record should not be able to do to its reader.
pub(super) const HOSTILE: &str = "=HYPERLINK(1) a\u{1b}[2J\u{1b}]0;x\u{7}b\u{9b}31m\u{85}c\u{202e}d\u{2066}e\u{200f}f\r\u{8}g\u{7f}h\u{2028}i\
    \u{feff}j\u{2062}k\u{e0041}l|m<script>alert(1)</script>\"><img src=x onerror=alert(1)>[n](javascript:o)`p`*q*_r_ $(s) %0A::error::t \t\n# u\n- v";

/// `HOSTILE` as it stands within the quotes of a TOML string.
pub(super) fn escaped() -> String {
    HOSTILE.chars().fold(String::new(), |mut text, c| {
        write!(text, "\\U{:08x}", u32::from(c)).expect("a text can be written");
        text
    })
}

/// `HOSTILE` as a TOML string.
fn quoted() -> String {
    format!("\"{}\"", escaped())
}

/// A name that a person may have who wishes us no good: what a name cannot have is left out.
pub(super) fn name() -> String {
    HOSTILE.chars().filter(|c| !c.is_control() && !"<>".contains(*c)).collect()
}

/// A store in which every text of every record is hostile.
pub(crate) fn store() -> TestEnvironment {
    let env = TestEnvironment::new();
    let (text, advisor) = (quoted(), format!("'''{} M'''", name()));
    let name = format!("'''{}'''", name());
    let headings: String = ["went_well", "went_poorly", "next", "present", "blockers", "takeaways"]
        .map(|section| format!("{section} = [\"{section} {}\"]\n", escaped()))
        .concat();
    let pitch: String = ["what", "who", "why", "embed", "start"].map(|part| format!("{part} = {text}\n")).concat();
    let settings = format!(
        "schema = 1\nhome = {text}\n{text} = 1\n[headings]\n{headings}[pitch]\n{pitch}expectations = [{text}]\n\
         [rules.{text}]\nreason = {text}\n[rules.no-nps]\nreason = {text}\n"
    );
    env.write("auxeng.toml", settings);
    env.write(".auxeng.lock", "");
    let engagement = format!(
        "title = {text}\npractice = {text}\nhost = {text}\nhome = {text}\nstart = 2026-10-12\nend = 2026-12-18\n\
         engineers = [{name}]\nadvisor = {advisor}\npeople = [{name}]\n{text} = 1\ndesired_outcome = {text}\n\
         symptom = {text}\nsymptom_metric = {text}\nrituals = [{text}]\n[weekly_retro]\nreplaced_by = {text}\n\
         because = {text}\n[[handover]]\nwhat = {text}\nwho = {text}\nnote = {text}\n"
    );
    env.write("checkout/engagement.toml", engagement);
    let goal = format!(
        "title = {text}\nwhy = {text}\nkind = \"diffusion\"\nmeasure = \"metric\"\nunit = {text}\nbaseline = 2\n\
         target = 14\n[scores]\n2026-W40 = {{ value = 3, note = {text} }}\n"
    );
    env.write("checkout/goals/coverage.toml", goal);
    let dropped = format!(
        "title = {text}\nkind = \"technical\"\nmeasure = \"rating\"\n[dropped]\ndate = 2026-11-01\nreason = {text}\n"
    );
    env.write("checkout/goals/dropped.toml", dropped);
    let milestone = format!("title = {text}\ndate = 2026-11-02\nkind = \"scope\"\nnote = {text}\n");
    env.write("checkout/milestones/first.toml", milestone);
    let task = format!("id = \"task\"\ntext = {text}\nowner = {text}\n");
    let retro = format!(
        "present = [{text}]\nwent_well = [{text}]\nwent_poorly = [{text}]\n[[next]]\n{task}[[blockers]]\n{task}\
         [[notes]]\ntitle = {text}\ntext = {text}\n"
    );
    env.write("checkout/retros/2026-W43.toml", retro);
    let owned = format!("text = {text}\nowner = {text}\n");
    let project = format!(
        "date = 2026-11-19\npresent = [{text}]\nwent_well = [{text}]\nwent_poorly = [{text}]\n[[next]]\n{owned}\
         [[takeaways]]\ntext = {text}\nabout = \"engagements\"\n[[notes]]\ntitle = {text}\ntext = {text}\n"
    );
    env.write("checkout/retros/project.toml", project);
    for answer in ["a", "b", "c", "d", "e"] {
        let response = format!("score = 9\nwhy = {text}\nrole = {text}\n");
        env.write(format!("checkout/nps/2026-11-10/{answer}.toml"), response);
    }
    env.write("checkout/nps/2026-11-10/survey.toml", format!("question = {text}\nasked = 9\n"));
    let feedback = format!(
        "title = {text}\nkind = \"friction\"\ntool = {text}\nexpected = {text}\nhappened = {text}\nseen_at = [{text}]\n\
         by = {text}\n[raised]\ndate = 2026-11-05\nlink = \"https://example.org/?q=*b*(c)_d_&e=[f](g)\"\n[decision]\ndate = 2026-11-06\n\
         accepted = false\nreason = {text}\n"
    );
    env.write("checkout/feedback/2026-11-04-slow.toml", feedback);
    let twice = format!("title = {text}\nkind = \"idea\"\n[withdrawn]\ndate = 2026-11-05\nreason = {text}\n");
    env.write("checkout/feedback/2026-11-04-twice.toml", twice);
    let champion = format!(
        "person = {name}\nfor = {text}\n[talks]\n2026-11-10 = {{ note = {text} }}\n[stepped_back]\ndate = 2026-11-12\n\
         reason = {text}\n"
    );
    env.write("checkout/champions/hyperlink.toml", champion);
    let said: String =
        ["comfortable_note", "habits_note", "dependent_note", "note"].map(|note| format!("{note} = {text}\n")).concat();
    env.write("checkout/checkins/2026-11-19.toml", format!("present = [{text}]\n{said}"));
    env.write(
        "proposed/proposal.toml",
        format!(
            "title = {text}\nhost = {text}\npractice = {text}\nproposed = 2026-11-02\ncontact = {name}\n[decision]\n\
             date = 2026-11-03\naccepted = false\nreason = {text}\n"
        ),
    );
    env.write("proposed/one-pager.md", HOSTILE);
    let vote = format!("voter = {name}\ndate = 2026-11-03\nbusiness = 0\ntechnical = 1\nteam = 2\nreason = {text}\n");
    env.write("proposed/votes/hyperlink.toml", vote);
    env.write("checkout/agreements/hyperlink.toml", format!("person = {name}\ndate = 2026-11-03\nnote = {text}\n"));
    let closed = format!(
        "title = {text}\nstart = 2026-08-03\nend = 2026-10-30\n[close]\ndate = 2026-10-30\nearly = true\n\
         reason = {text}\noutcome = {text}\n"
    );
    env.write("closed/engagement.toml", closed);
    env
}

/// Nothing in `text` acts on a terminal.
#[track_caller]
pub(super) fn assert_harmless(text: &str, outcome: &Outcome) {
    let hostile: Vec<char> = text.chars().filter(|c| is_hostile(*c) && *c != '\n').collect();
    assert!(hostile.is_empty(), "{hostile:?} in\n{outcome}");
}

const READING: [&[&str]; 3 + 17] = [
    &["status"],
    &["status", "checkout"],
    &["status", "closed"],
    &["report", "checkout"],
    &["report", "closed"],
    &["report", "--program"],
    &["log", "checkout"],
    &["log", "closed"],
    &["goal", "list", "checkout"],
    &["milestone", "list", "checkout"],
    &["feedback", "list", "--all"],
    &["search", "hyperlink"],
    &["people"],
    &["export", "--answers"],
    &["nps", "checkout"],
    &["nps", "--all"],
    &["nps", "--trend"],
    &["nps", "survey", "-e", "checkout"],
    &["check"],
    &["notes", "checkout"],
];

#[test]
fn no_command_shows_what_a_terminal_would_obey() {
    let env = store();
    for command in READING {
        for format in ["table", "markdown", "json", "csv", "github", "text", "html"] {
            let outcome = env.run(command.iter().chain(&["--format", format])).any();
            if outcome.stderr_text().contains("invalid value") {
                continue;
            }
            let shows = outcome.stdout_text().contains("HYPERLINK");
            assert!(shows || ["nps", "check"].contains(&command[0]), "{outcome}");
            assert_harmless(outcome.stdout_text(), &outcome);
            assert_harmless(outcome.stderr_text(), &outcome);
        }
    }
}

#[test]
fn what_a_project_retro_begins_with_is_harmless() {
    let env = store();
    let shown = env.run(["retro", "checkout", "--project", "--dry-run"]).success();
    assert!(shown.stdout_text().contains("HYPERLINK"), "{shown}");
    assert_harmless(shown.stdout_text(), &shown);
    assert_harmless(shown.stderr_text(), &shown);
    let said = env.run(["retro", "checkout", "--project", "--well", "a"]).success();
    assert_harmless(said.stderr_text(), &said);
}

#[test]
fn colour_is_all_that_is_sent_to_a_terminal() {
    let env = store();
    for command in READING {
        let outcome = env.run(["--color", "always"].iter().chain(command)).any();
        for text in [outcome.stdout_text(), outcome.stderr_text()] {
            assert_harmless(&without_colours(text), &outcome);
        }
    }
}

/// `text` without the sequences that colour it.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        plain.push_str(rest.strip_prefix('m').unwrap_or("\u{1b}"));
    }
    plain
}

#[test]
fn json_says_what_the_record_says() {
    let env = store();
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    assert_eq!(report["retros"][0]["went_well"][0], HOSTILE);
    assert_eq!(report["goals"][0]["scores"][0]["note"], HOSTILE);
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let env = store();
    for (command, most) in
        [(&["status"][..], 60), (&["feedback", "list"], 30), (&["search", "hyperlink"], 60), (&["export"], 60)]
    {
        let csv = env.run(command.iter().chain(&["--format", "csv"])).success();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.stdout_text().as_bytes());
        let mut cells = 0;
        for row in reader.records() {
            for cell in &row.expect("the rows are sound") {
                cells += 1;
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
            }
        }
        assert!(cells > most, "{csv}");
    }
}

#[test]
fn markdown_has_no_markup_of_others() {
    let env = store();
    for command in READING {
        let outcome = env.run(command.iter().chain(&["--format", "markdown"])).any();
        for markup in ["<script", "[n](", " `p`", "*q*", "\n# u", "\n- v"] {
            assert!(!outcome.stdout_text().contains(markup), "{markup}\n{outcome}");
        }
    }
}

#[test]
fn a_browser_runs_nothing() {
    let env = store();
    for (command, times) in [
        (&["notes", "checkout"][..], 9),
        (&["report", "checkout"], 30),
        (&["report", "closed"], 3),
        (&["report", "--program"], 3),
    ] {
        let html = env.run(command.iter().chain(&["--format", "html"])).any();
        let shown = html.stdout_text().matches("&lt;script&gt;alert(1)&lt;/script&gt;").count();
        assert!(shown > times, "{shown}\n{html}");
        for markup in ["<script", "<img", "href=\"java"] {
            assert!(!html.stdout_text().contains(markup), "{markup}\n{html}");
        }
    }
}

#[test]
fn annotations_are_one_line_each() {
    let env = store();
    let outcome = env.run(["check", "--format", "github"]).any();
    assert!(outcome.stdout_text().lines().count() > 1, "{outcome}");
    for line in outcome.stdout_text().lines() {
        assert!(line.starts_with("::warning ") || line.starts_with("::error "), "{line}");
    }
}

/// Commands that take text, each with hostile ones.
fn typed(name: &str) -> Vec<Vec<&str>> {
    let h = HOSTILE;
    vec![
        vec!["open", h, "--id", "open", "--host", h, "--home", h, "--practice", h, "--person", name],
        vec!["open", h, "--id", h],
        vec!["open", h, "--start", h],
        vec!["open", h, "--advisor", h],
        vec!["open", h, "--kind", h],
        vec!["edit", "checkout", "--title", h, "--host", h, "--engineer", name],
        vec!["edit", "checkout", "--remove-person", h],
        vec!["goal", "add", h, "-e", "checkout", "--id", "new", "--from", "1", "--to", "2", "--unit", h, "--why", h],
        vec!["goal", "add", h, "-e", "checkout", "--from", h, "--to", "2"],
        vec!["goal", "edit", h, "-e", "checkout", "--to", "3"],
        vec!["goal", "drop", "new", "-e", "checkout", "--reason", h],
        vec![
            "feedback",
            "add",
            h,
            "-e",
            "checkout",
            "--id",
            "new",
            "--tool",
            h,
            "--happened",
            h,
            "--seen-at",
            h,
            "--by",
            h,
        ],
        vec!["feedback", "add", h, "-e", "checkout", "--cost", h],
        vec!["feedback", "edit", h, "--told"],
        vec!["feedback", "edit", "new", "--title", h, "--expected", h],
        vec!["feedback", "edit", "new", "--raised", "--link", h],
        vec!["feedback", "edit", "new", "--declined", "--reason", h],
        vec!["score", "checkout", "coverage=5", h],
        vec!["score", "-e", h, "coverage=5"],
        vec!["score", "checkout", "coverage=5", "--date", h],
        vec!["retro", "checkout", "--well", h, "--poorly", h, "--present", h, "--next", h, "--blocker", h],
        vec!["retro", "checkout", "--note", h, "--next", "x", "--dry-run"],
        vec!["retro", "checkout", "--done", h],
        vec!["retro", "checkout", "--mvp", h],
        vec!["nps", "add", "-e", "checkout", "--score", h],
        vec!["nps", "add", "-e", "checkout", "--score", "9", "--why", h, "--role", h],
        vec!["close", "checkout", "--early", "--reason", h, "--outcome", h],
        vec!["explain", h],
        vec!["report", h],
        vec!["--store", h, "status"],
        vec![h],
        vec!["status", "--format", h],
    ]
}

#[test]
fn what_is_typed_is_as_harmless_as_what_is_read() {
    let env = store();
    let note = format!("coverage={HOSTILE}");
    let (goal, flag) = (format!("{HOSTILE}=5"), format!("--{HOSTILE}"));
    let name = name();
    let mut commands = typed(&name);
    commands.push(vec!["score", "checkout", "coverage=5", "--note", &note]);
    commands.push(vec!["score", "checkout", &note]);
    commands.push(vec!["score", "checkout", &goal]);
    commands.push(vec!["status", &flag]);
    for command in commands {
        let outcome = env.run(command).any();
        assert_harmless(outcome.stdout_text(), &outcome);
        assert_harmless(outcome.stderr_text(), &outcome);
    }
    for variable in ["AUXENG_TODAY", "AUXENG_STORE", "AUXENG_ENGAGEMENT"] {
        let outcome =
            env.run(["report"]).variable(variable, HOSTILE).failure(if variable == "AUXENG_TODAY" { 2 } else { 1 });
        assert_harmless(outcome.stderr_text(), &outcome);
    }
    // What was typed is in the record to the letter, and the record is sound.
    env.run(["check"]).success();
    let report = env.run(["report", "checkout", "--format", "json"]).json();
    let retros = report["retros"].as_array().into_iter().flatten();
    let said: Vec<_> = retros.flat_map(|retro| retro["went_poorly"].as_array().into_iter().flatten()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|said| *said == HOSTILE), "{said:?}");
}

#[test]
#[cfg(unix)]
fn a_file_name_is_as_harmless_as_a_text() {
    let env = TestEnvironment::with_checkout();
    let name = "a\u{1b}[2J\u{202e}|b";
    for file in
        [format!("checkout/goals/{name}.toml"), format!("checkout/nps/{name}/x"), format!("{name}/engagement.toml")]
    {
        env.write(file, "x = [\n");
    }
    for command in [
        &["status"][..],
        &["report", "checkout"],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
    ] {
        let outcome = env.run(command).failure(1);
        assert_harmless(outcome.stdout_text(), &outcome);
        assert_harmless(outcome.stderr_text(), &outcome);
    }
}

#[test]
fn a_line_of_talk_stays_one_line_whatever_a_record_holds() {
    let env = TestEnvironment::with_checkout();
    env.write(
        "checkout/retros/2026-W46.toml",
        "[[next]]\nid = \"a\"\ntext = \"do\\nerror: all is lost\"\nowner = \"Lee\\nerror: all is gone\"\n",
    );
    env.write("checkout/engagement.toml", "title = \"\\u2064red\"\nstart = 2026-10-12\nend = 2026-12-18\n");
    for command in
        [&["--color", "always", "retro", "--well", "x"][..], &["--color", "always", "edit", "--title", "New"]]
    {
        let talk = env.run(command).success().stderr_text().to_owned();
        assert!(!talk.lines().any(|line| line.starts_with("error")), "{talk}");
        assert!(!talk.contains('\u{1b}'), "{talk:?}");
    }
}
