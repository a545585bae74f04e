//! `open` without a title.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

fn with_tracing() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.run(["open", "Tracing for Payments", "--host", "Payments"]).success();
    env
}

#[test]
fn open_asks_for_everything_and_takes_defaults() {
    let [wide, narrow] = everywhere(TestEnvironment::with_store, &["open"], |session| {
        session.answer("title", "Contract tests for Checkout").answer("host team", "Checkout");
        session.answer("practice", "contract testing").answer("kind", "ad").answer("first day (2026-11-23)", "");
        session.answer("weeks (10)", "8").answer("engineer (Ana Aux", "");
        session.answer("advisor", "Mira Okafor <mira@example.org>").answer("kick-off", "monday");
        session.answer("weekly retro", "sunday").asks("weekly retro").key(Key::Ctrl('u')).line("thu 14:00");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › Contract tests for Checkout
host team › Checkout
practice › contract testing
kind › ad
first day (2026-11-23) ›
weeks (10) › 8
engineer (Ana Aux <ana@example.org>) ›
advisor › Mira Okafor <mira@example.org>
kick-off › monday
weekly retro › sunday
  `sunday` is neither a day from monday to friday nor a time
  write, for example, "thursday 14:00"
weekly retro › thu 14:00
Opened contract-tests-for-checkout in
  contract-tests-for-checkout/engagement.toml.
23 November 2026 to 15 January 2027, 8 weeks, Ana Aux.
Playbook: it lies across two quarters: 39 days in 2026-Q4, 15 after it
  [off-quarter]
  begin it with the next quarter:
    auxeng edit --start 2027-01-04 --weeks 8 -e contract-tests-for-checkout
Agree on its goals next. These fit the kind adoption, with your numbers:
  diffusion:
    auxeng goal add 'Services with contract testing in production' --kind diffus
ion --unit services --from 0 --to 10 -e contract-tests-for-checkout
  diffusion:
    auxeng goal add 'People who have used contract testing without us' --kind di
ffusion --unit people --from 0 --to 10 -e contract-tests-for-checkout
  business:
    auxeng goal add 'A release that needed it' --kind business --milestone -e co
ntract-tests-for-checkout
Playbook: 1 engineer works with the host, and 2 are better [lone-engineer]
  name the other too:
    auxeng edit --engineer 'Ana Aux <ana@example.org>' --engineer "Name <mail>"
-e contract-tests-for-checkout

"#]]);
    narrow.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back,
  Ctrl-C leaves.
title › Contract tests for Checkout
host team › Checkout
practice › contract testing
kind › ad
first day (2026-11-23) ›
weeks (10) › 8
engineer (Ana Aux <ana@example.org>) ›
advisor › Mira Okafor <mira@example.org>
kick-off › monday
weekly retro › sunday
  `sunday` is neither a day from monday to friday nor a time
  write, for example, "thursday 14:00"
weekly retro › thu 14:00
Opened contract-tests-for-checkout in
  contract-tests-for-checkout/engagement.toml.
23 November 2026 to 15 January 2027, 8 weeks, Ana Aux.
Playbook: it lies across two quarters: 39 days in 2026-Q4,
  15 after it [off-quarter]
  begin it with the next quarter:
    auxeng edit --start 2027-01-04 --weeks 8 -e contract-tes
ts-for-checkout
Agree on its goals next. These fit the kind adoption, with
  your numbers:
  diffusion:
    auxeng goal add 'Services with contract testing in produ
ction' --kind diffusion --unit services --from 0 --to 10 -e
contract-tests-for-checkout
  diffusion:
    auxeng goal add 'People who have used contract testing w
ithout us' --kind diffusion --unit people --from 0 --to 10 -
e contract-tests-for-checkout
  business:
    auxeng goal add 'A release that needed it' --kind busine
ss --milestone -e contract-tests-for-checkout
Playbook: 1 engineer works with the host, and 2 are better
  [lone-engineer]
  name the other too:
    auxeng edit --engineer 'Ana Aux <ana@example.org>' --eng
ineer "Name <mail>" -e contract-tests-for-checkout

"#]]);
}

#[test]
fn what_is_answered_is_what_flags_would_say() {
    let (asked, flagged) = (TestEnvironment::with_store(), TestEnvironment::with_store());
    let mut session = asked.terminal(["open", "--home", "Quality Platform"]).start();
    session.line("Vertragstests für die Kasse").line("Größe").line("契約テスト").line("spread").line("next monday");
    session.line("6").line("林美 <lin@example.org>, Sofía Marín").line("Şule Öztürk").line("").line("");
    session.finish().success().restored();
    let flags = ["--host", "Größe", "--practice", "契約テスト", "--kind", "spread", "--start", "2026-11-23"];
    let people = ["--engineer", "林美 <lin@example.org>", "--engineer", "Sofía Marín", "--advisor", "Şule Öztürk"];
    let rest = ["--weeks", "6", "--home", "Quality Platform"];
    flagged.run(["open", "Vertragstests für die Kasse"].iter().chain(&flags).chain(&people).chain(&rest)).success();
    assert_eq!(asked.snapshot_tree(), flagged.snapshot_tree());
}

#[test]
fn wrong_answers_stay_to_be_mended_and_one_can_go_back() {
    let [wide, _] = everywhere(with_tracing, &["open", "--practice", "tracing"], |session| {
        session.answer("title", "").answer("title", "?").answer("title", "Tracing for Payments");
        session.answer("id", "Payments!").asks("id").key(Key::Ctrl('u')).line("payments-again");
        session.answer("host team", "<").answer("title (Tracing for Payments)", "Tracing for Basket");
        session.answer("host team", "Basket").answer("kind", "debugging");
        session.asks("kind").key(Key::Ctrl('u')).line("?").answer("kind", "");
        session.answer("first day", "someday").asks("first day").key(Key::Ctrl('u')).line("2026-12-07");
        session.answer("weeks (10)", "521").answer("weeks (10)", "52");
        session.answer("engineer", "<").answer("weeks (52)", "12").answer("engineer", "Ana <ana>");
        session.asks("engineer").key(Key::Ctrl('u')).line("Ana").answer("advisor", "ana").asks("advisor");
        session.key(Key::Ctrl('u')).line("").answer("kick-off", "?").answer("kick-off", "").answer("weekly retro", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title ›
  this needs an answer; ? explains
title › ?
  What the engagement is about, in one line: Contract tests for Checkout.
title › Tracing for Payments
  there is an engagement `tracing-for-payments` already
  give this one another id: --id tracing-for-payments-2
id › Payments!
  id `Payments!` cannot be an id: an id is made of a–z, 0–9 and `-`, and begins
    and ends with a letter or digit
id › payments-again
host team › <
title (Tracing for Payments) › Tracing for Basket
host team › Basket
kind › debugging
  answer `adoption`, `strategic`, `early-adopter`, `debug` or `spread`
kind › ?
  Why it is begun: adoption (of a tool or practice), strategic (a business
    goal), early-adopter (learn with the first team), debug (find out what goes
    wrong) or spread (of knowledge). Empty leaves it out.
kind ›
first day (2026-11-23) › someday
  `someday` is not a date
  write 2026-11-20, 2026-W47, W47, today, yesterday, tomorrow, last friday or
    next monday
first day (2026-11-23) › 2026-12-07
weeks (10) › 521
  `521` is not a number of weeks from 1 to 520
weeks (10) › 52
engineer (Ana Aux <ana@example.org>) › <
weeks (52) › 12
engineer (Ana Aux <ana@example.org>) › Ana <ana>
  engineer `Ana <ana>` does not name a person
  write a name, or a name and an address: "Ana Duarte <ana@example.org>"
engineer (Ana Aux <ana@example.org>) › Ana
advisor › ana
  `ana` cannot be engineer and advisor of the same engagement
  the advisor coaches the engineer and may end the engagement: name somebody
    else
advisor ›
kick-off › ?
  The day of the kick-off meeting, in the first week. Empty leaves it open.
kick-off ›
weekly retro ›
Opened tracing-for-basket in tracing-for-basket/engagement.toml.
7 December 2026 to 26 February 2027, 12 weeks, Ana.
Playbook: it lies across two quarters: 25 days in 2026-Q4, 57 after it
  [off-quarter]
  begin it with the next quarter:
    auxeng edit --start 2027-01-04 --weeks 12 -e tracing-for-basket
Agree on its goals next: auxeng goal add -e tracing-for-basket
Playbook: nobody is the advisor [no-advisor]
  name one: auxeng edit --advisor "Name <mail>" -e tracing-for-basket
Playbook: 1 engineer works with the host, and 2 are better [lone-engineer]
  name the other too:
    auxeng edit --engineer Ana --engineer "Name <mail>" -e tracing-for-basket

"#]]);
}

#[test]
fn leaving_writes_nothing_and_says_so() {
    for steps in 0..8 {
        for key in [Key::Ctrl('c'), Key::Ctrl('d')] {
            let env = TestEnvironment::with_store();
            let before = env.snapshot_tree();
            let mut session = env.terminal(["open"]).start();
            let answers = ["Tests", "Checkout", "testing", "", "", "", ""];
            for answer in answers.iter().take(steps) {
                session.line(answer);
            }
            session.asked().key(key);
            session.finish().failure(130).restored().contains("Stopped; nothing was written.\n");
            env.assert_untouched_since(&before);
        }
    }
}

#[test]
fn without_a_store_nothing_is_made_before_the_last_answer() {
    let env = TestEnvironment::new();
    let mut session = env.terminal(["open"]).start();
    session.line("Tests").asks("host team").key(Key::Ctrl('c'));
    session.finish().failure(130);
    assert!(env.is_home_untouched());
    let mut session = env.terminal(["open", "--host", "Checkout", "--kind", "debug", "--end", "2026-12-18"]).start();
    session.line("Tests").answer("practice", "").answer("symptom", "").answer("its metric", "");
    session.answer("first day", "2026-12-19").asks("first day");
    session.key(Key::Ctrl('u')).line("today").answer("engineer", "").answer("advisor", "").line("").line("");
    session.finish().success().contains("20 November 2026 to 18 December 2026, 5 weeks, Ana Aux.");
}

#[test]
fn what_is_given_wrongly_is_refused_before_anything_is_asked() {
    let env = TestEnvironment::with_store();
    for (flags, words) in [
        (["--start", "someday"], "`someday` is not a date"),
        (["--engineer", "<"], "does not name a person"),
        (["--end", "2026-11-01"], "before the start"),
    ] {
        let ended = env.terminal(["open"].iter().chain(&flags)).start().finish();
        assert!(!ended.contains(words).text().contains('›'));
    }
    env.write("auxeng.toml", "schema = 1\nhome = 3\n");
    env.terminal(["open"]).start().finish().failure(1).contains("settings cannot be read in full");
}

#[test]
fn nothing_is_asked_when_the_title_is_given_or_when_nobody_is_there() {
    let env = TestEnvironment::with_store();
    let ended = env.terminal(["open", "Tests"]).start().finish().success();
    assert!(!ended.text().contains('›'), "{}", ended.text());
    let shell = |script: &str| {
        let program = env!("CARGO_BIN_EXE_auxeng");
        env.terminal_with("sh", ["-c", script, program]).start().finish().failure(2)
    };
    let example = "auxeng open \"Contract tests for Checkout\" --host Checkout";
    shell("\"$0\" open </dev/null").contains("error: TITLE is missing").contains(example);
    shell("\"$0\" open 2>told; status=$?; cat told; exit $status").contains("error: TITLE is missing");
    env.refuses(2, ["open"], &["TITLE is missing: what it is about, in one line", example, "nothing was written"]);
    env.refuses(2, ["open", "--host", "Checkout"], &["TITLE is missing"]);
}

#[test]
fn what_was_answered_is_told_as_a_command() {
    let env = TestEnvironment::with_store();
    let mut session = env.terminal(["open", "--practice", "tracing"]).size(200, 24).start();
    session.answer("title", "Größere Builds").answer("host team", "Suche").asks("kind").key(Key::Ctrl('c'));
    let told = "To go on: auxeng open 'Größere Builds' --host Suche --practice tracing --engineer 'Ana Aux <ana@example.org>'\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
}

/// A store with an accepted proposal.
fn with_accepted() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.run(["propose", "Slow builds", "--host", "Ledger", "--kind", "debug", "--contact", "Lee"]).success();
    env.run(["fit", "--accept"]).success();
    env
}

#[test]
fn an_accepted_proposal_is_offered_and_says_much() {
    let [wide, _] = everywhere(with_accepted, &["open"], |session| {
        session.answer("proposal (slow-builds)", "").answer("practice", "<").answer("proposal (slow-builds)", "");
        session.answer("practice", "").answer("symptom", "Builds take an hour").answer("its metric", "Build minutes");
        session
            .answer("first day (2026-11-23)", "")
            .answer("weeks (4)", "")
            .answer("engineer", "")
            .answer("advisor", "");
        session.answer("kick-off", "").answer("weekly retro", "");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
proposal (slow-builds) ›
practice › <
proposal (slow-builds) ›
practice ›
symptom › Builds take an hour
its metric › Build minutes
first day (2026-11-23) ›
weeks (4) ›
engineer (Ana Aux <ana@example.org>) ›
advisor ›
kick-off ›
weekly retro ›
Opened slow-builds in slow-builds/engagement.toml.
23 November 2026 to 18 December 2026, 4 weeks, Ana Aux.
Agree on its goals next. These fit the kind debug, with your numbers:
  technical:
    auxeng goal add 'The cause is known and shown to both teams' --kind technica
l --milestone -e slow-builds
  technical:
    auxeng goal add 'Build minutes' --kind technical --from 60 --to 10 -e slow-b
uilds
  diffusion:
    auxeng goal add 'People who keep to the new way' --kind diffusion --unit peo
ple --from 0 --to 10 -e slow-builds
Playbook: nobody is the advisor [no-advisor]
  name one: auxeng edit --advisor "Name <mail>" -e slow-builds
Playbook: 1 engineer works with the host, and 2 are better [lone-engineer]
  name the other too:
    auxeng edit --engineer 'Ana Aux <ana@example.org>' --engineer "Name <mail>"
-e slow-builds

"#]]);
}

#[test]
fn something_else_can_be_opened_beside_a_proposal() {
    let env = with_accepted();
    let mut session = env.terminal(["open"]).start();
    session
        .answer("proposal (slow-builds)", "-")
        .answer("title", "Notes")
        .answer("host team", "")
        .answer("practice", "");
    session.answer("kind", "early").answer("desired outcome", "A build in five minutes").answer("first day", "");
    session.answer("weeks (10)", "6").answer("engineer", "").answer("advisor", "").line("").line("");
    session.finish().success().contains("A build in five minutes");
    assert!(env.read("notes/engagement.toml").contains("desired_outcome = \"A build in five minutes\"\n"));
    assert!(!env.path().join("slow-builds/engagement.toml").exists());
}
