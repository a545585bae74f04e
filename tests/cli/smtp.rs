//! Sending notes through a real mail server.

use mail_parser::{Message, MessageParser};

use crate::environment::TestEnvironment;
use crate::invocation::Invocation;
use crate::mail_server::MailServer;

const RETRO: &str = "checkout/retros/2026-W47.toml";

/// An engagement with a retro to which two came who have addresses.
fn env() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    env.run(["edit", "--title", "Größe, \"Preis\" & Gewicht", "--person", "Sofía Marín <sofia@example.org>"]).success();
    let long = format!("{} {}", "ü".repeat(1000), "word ".repeat(300));
    env.run(["retro", "--present", "Ana,Sofía", "--well", &long, "--poorly", ".", "--poorly", "<b>bold</b>"]).success();
    env
}

fn send<'a>(env: &'a TestEnvironment, smtp: &str, arguments: &[&str]) -> Invocation<'a> {
    let all = ["notes", "--send", "--yes"].iter().chain(arguments);
    env.run(all).variable("AUXENG_SMTP", smtp).variable("AUXENG_MAIL_FROM", "Ana Aux <ana@example.org>")
}

fn parsed(data: &str) -> Message<'_> {
    MessageParser::default().parse(data.as_bytes()).expect("it is a message")
}

#[test]
fn what_arrives_is_what_was_shown() {
    let Some(mut server) = MailServer::start([""; 0]) else { return };
    let env = env();
    let smtp = format!("smtp://localhost:{}", server.port);
    send(&env, &smtp, &[])
        .success()
        .stdout("")
        .stderr_contains("From: Ana Aux <ana@example.org>\n")
        .stderr_contains("Sent the notes of 2026-W47 to Ana Aux and Sofía Marín.\n")
        .stderr_contains("Saved retros/2026-W47.toml in checkout.\n");
    let received = server.message();
    assert_eq!(received["from"], "ana@example.org");
    assert_eq!(received["to"], serde_json::json!(["ana@example.org", "sofia@example.org"]));
    let data = received["data"].as_str().expect("a text");
    assert!(data.lines().all(|line| line.len() <= 998) && !data.contains("X-Unsent"), "{data}");
    let message = parsed(data);
    assert_eq!(message.subject(), Some("Retro notes: Größe, \"Preis\" & Gewicht, week 6 of 10 (2026-W47)"));
    let to = message.to().expect("recipients").iter();
    let names: Vec<_> = to.map(|one| one.name().unwrap_or_default()).collect();
    assert_eq!(names, ["Ana Aux", "Sofía Marín"]);
    for (format, body) in [("text", message.body_text(0)), ("html", message.body_html(0))] {
        let body = body.expect("both parts are there").replace("\r\n", "\n");
        let shown = env.run(["notes", "--format", format]).success();
        assert_eq!(body, shown.stdout_text(), "{format}");
    }
    assert!(env.read(RETRO).contains("notes_sent = 2026-11-20\n"));
}

#[test]
fn one_who_is_refused_is_named_and_the_others_get_it() {
    let Some(mut server) = MailServer::start([""; 0]) else { return };
    let env = env();
    let smtp = format!("smtp://127.0.0.1:{}", server.port);
    env.run(["edit", "--person", "Lee Novak <refused@example.org>"]).success();
    env.run(["retro", "--present", "Lee"]).success();
    send(&env, &smtp, &[])
        .failure(1)
        .stderr_contains("Sent the notes of 2026-W47 to Ana Aux and Sofía Marín.\n")
        .stderr_contains("error: the notes of 2026-W47 did not go to 1 person\n")
        .stderr_contains("  Lee Novak <refused@example.org>: permanent error (550): 5.1.1 nobody of that name here\n")
        .stderr_contains("--send --again --to 'Lee Novak <refused@example.org>'\n");
    assert_eq!(server.message()["to"], serde_json::json!(["ana@example.org", "sofia@example.org"]));
    assert!(env.read(RETRO).contains("notes_sent"), "the others have it");
    env.refuses_mail(&smtp, &["--again", "--to", "refused@example.org"], "takes it for none of the recipients");
}

#[test]
fn what_the_server_does_not_take_is_not_sent() {
    let Some(server) = MailServer::start(["--full"]) else { return };
    env().refuses_mail(&format!("smtp://localhost:{}", server.port), &[], "4.3.1 the disk is full");
    let Some(server) = MailServer::start(["--silent"]) else { return };
    let outcome = env().refuses_mail(&format!("smtp://localhost:{}", server.port), &[], "it may have gone out");
    assert!(outcome.contains("may not have been sent to"), "{outcome}");
}

#[test]
fn a_server_that_is_down_is_told() {
    let Some(server) = MailServer::start([""; 0]) else { return };
    let smtp = format!("smtp://localhost:{}", server.port);
    drop(server);
    let told = env().refuses_mail(&smtp, &[], "localhost: Connection error: Connection refused");
    assert!(told.contains("auxeng notes checkout --week 2026-W47 --format eml > notes.eml"), "{told}");
}

/// A certificate of our own for `localhost`: the files of it and of its key.
fn certificate(env: &TestEnvironment) -> [String; 2] {
    let made = rcgen::generate_simple_self_signed([String::from("localhost")]).expect("a certificate can be made");
    let files = [("certificate.pem", made.cert.pem()), ("key.pem", made.signing_key.serialize_pem())];
    files.map(|(name, pem)| {
        let path = env.home().join(name);
        std::fs::write(&path, pem).expect("the home is writable");
        path.to_string_lossy().into_owned()
    })
}

#[test]
fn a_password_goes_over_tls_only() {
    let env = env();
    let [certificate, key] = certificate(&env);
    for (flag, scheme, query) in [("--starttls", "smtp", "?tls=starttls"), ("--tls", "smtps", "")] {
        let arguments = [flag, &certificate, &key, "--user", "ana@example.org", "p/ß:@"];
        let Some(mut server) = MailServer::start(arguments) else { return };
        let url = |password: &str| format!("{scheme}://ana%40example.org:{password}@localhost:{}{query}", server.port);
        let (right, wrong) = (url("p%2F%C3%9F%3A%40"), url("hunter2"));
        // Nobody vouches for the certificate.
        let told = env.refuses_mail(&right, &["--again"], "localhost: ");
        assert!(told.contains("certificate"), "{told}");
        let trusted = |smtp: &str| send(&env, smtp, &["--again"]).variable("SSL_CERT_FILE", &certificate);
        let refused = trusted(&wrong).failure(1).stderr_contains("535").stderr_text().to_owned();
        assert!(!refused.contains("hunter2"), "{refused}");
        trusted(&right).success();
        let received = server.message();
        assert_eq!((&received["tls"], &received["authenticated"]), (&true.into(), &true.into()), "{flag}");
    }
}

#[test]
fn a_server_without_tls_gets_nothing() {
    let Some(server) = MailServer::start([""; 0]) else { return };
    let smtp = format!("smtp://localhost:{}?tls=starttls", server.port);
    env().refuses_mail(&smtp, &[], "STARTTLS is not supported");
}

impl TestEnvironment {
    /// Sends, which must fail with a message that holds `words`, and leave every file as it was; gives the message.
    #[track_caller]
    fn refuses_mail(&self, smtp: &str, arguments: &[&str], words: &str) -> String {
        let before = self.snapshot_tree();
        let outcome = send(self, smtp, arguments).failure(1).stdout("").stderr_contains(words);
        self.assert_untouched_since(&before);
        outcome.stderr_text().to_owned()
    }
}
