//! `auxeng propose` and `auxeng fit --vote` at a terminal.

use snapbox::str;

use super::everywhere;
use crate::environment::TestEnvironment;
use crate::terminal::Key;

fn with_flags() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.run(["propose", "Flags for Search", "--host", "Search"]).success();
    env
}

#[test]
fn a_proposal_is_asked_for() {
    let [wide, _] = everywhere(with_flags, &["propose", "--practice", "tracing"], |session| {
        session.answer("title", "Flags for Search").asks("id").line("flags-2");
        session.answer("host team", "<").answer("title (Flags for Search)", "契約テスト").answer("host team", "Größe");
        session.answer("kind", "spread").answer("contact", "Lee <lee").asks("contact").key(Key::Ctrl('u')).line("Lee");
    });
    wide.success().transcript(str![[r#"
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
title › Flags for Search
  there is a proposal `flags-for-search` already
  see it: auxeng propose flags-for-search
  once it is accepted, open it: auxeng open flags-for-search
  give this one another id: --id flags-for-search-2
id › flags-2
host team › <
title (Flags for Search) › 契約テスト
host team › Größe
kind › spread
contact › Lee <lee
  contact `Lee <lee` does not name a person
  write a name, or a name and an address: "Ana Duarte <ana@example.org>"
contact › Lee
Proposed qi-yue-tesuto in qi-yue-tesuto/proposal.toml.
The host tells the rest in qi-yue-tesuto/one-pager.md, a form of four headings.
Then weigh it: auxeng fit qi-yue-tesuto --vote

"#]]);
}

#[test]
fn a_vote_is_asked_for() {
    let [wide, _] = everywhere(with_flags, &["fit", "--vote", "--team", "1"], |session| {
        session.answer("value for the business", "3").asks("value for the business").key(Key::Ctrl('u')).line("2");
        session.answer("value for the systems", "?").answer("value for the systems", "<");
        session.answer("value for the business (2)", "").answer("value for the systems", "0").answer("why", "Zu früh");
    });
    wide.success().transcript(str![[r#"
Flags for Search
The one-pager: auxeng propose flags-for-search
Enter takes what is in brackets, ? explains, < goes back, Ctrl-C leaves.
value for the business › 3
  `3` is not 0, 1 or 2
value for the business › 2
value for the systems › ?
  0, a thumb down: none. 1, to the side: some. 2, up: much.
value for the systems › <
value for the business (2) ›
value for the systems › 0
why › Zu früh
Ana Aux gave 3 of 6 to flags-for-search.
Saved votes/ana-aux.toml in flags-for-search.
1 vote, 3.0 in the mean. All proposals: auxeng fit

"#]]);
}

#[test]
fn what_was_answered_is_told_as_a_command() {
    let env = with_flags();
    let mut session = env.terminal(["fit", "flags-for-search", "--business", "2"]).size(200, 24).start();
    session.answer("value for the systems", "1").asks("fit of the teams").key(Key::Ctrl('c'));
    let told = "To go on: auxeng fit flags-for-search --vote --business 2 --technical 1\n";
    session.finish().failure(130).restored().contains("Stopped; nothing was written.\n").contains(told);
    let mut session = env.terminal(["propose", "--host", "Basket"]).size(200, 24).start();
    session.answer("title", "Größere Builds").asks("practice").key(Key::Ctrl('d'));
    session.finish().failure(130).restored().contains("To go on: auxeng propose 'Größere Builds' --host Basket\n");
}

#[test]
fn a_format_for_nothing_is_refused_before_anything_is_asked() {
    let env = with_flags();
    let ended = env.terminal(["propose", "--format", "json"]).size(200, 24).start().finish().failure(2).restored();
    ended.contains("--format shows a proposal").contains("nothing was written");
}

#[test]
fn a_vote_begins_with_what_one_said_before() {
    let env = with_flags();
    env.run(["fit", "--business", "2", "--technical", "1", "--team", "0", "--reason", "Small"]).success();
    let mut session = env.terminal(["fit", "--vote"]).start();
    session.answer("value for the business (2)", "").answer("value for the systems (1)", "2");
    session.answer("fit of the teams (0)", "").answer("why (Small)", "");
    session.finish().success().contains("gave 4 of 6 to flags-for-search, corrected from 3");
    assert!(env.read("flags-for-search/votes/ana-aux.toml").contains("reason = \"Small\""));
}
