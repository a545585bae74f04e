//! A mail of hostile texts has no header, no recipient and no markup of others, and shows nothing that acts.

use mail_parser::MessageParser;

use super::store;
use super::texts::{HOSTILE, assert_harmless};

#[test]
fn a_mail_has_no_header_and_no_recipient_of_others() {
    let env = store();
    let outcome = env.run(["notes", "checkout", "--format", "eml", "--to", "ana@example.org"]).success();
    let (head, _) = outcome.stdout_text().split_once("\r\n\r\n").expect("a head and a body");
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    let names: Vec<_> = lines.filter_map(|line| line.split(':').next()).collect();
    let expected = ["From", "Date", "Message-ID", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"];
    assert_eq!(names, expected, "{outcome}");
    assert!(outcome.stdout_text().is_ascii(), "{outcome}");
    let outcome = env.run(["notes", "checkout", "--format", "eml"]).failure(1).stderr_contains("have nobody to go to");
    assert_harmless(outcome.stderr_text(), &outcome);
}

#[test]
fn the_body_of_a_mail_is_harmless_once_it_is_read() {
    let env = store();
    for notes in [&["notes", "checkout"][..], &["notes", "checkout", "--project"]] {
        let outcome = env.run(notes.iter().chain(&["--format", "eml", "--to", "ana@example.org"])).success();
        let mail = MessageParser::default().parse(outcome.stdout_text().as_bytes()).expect("it is a mail");
        let (text, html) = (mail.body_text(0).expect("a text"), mail.body_html(0).expect("a page"));
        assert!(text.contains("HYPERLINK") && html.contains("HYPERLINK"), "{outcome}");
        assert_harmless(&text.replace("\r\n", "\n"), &outcome);
        assert_harmless(&html.replace("\r\n", "\n"), &outcome);
        assert_harmless(mail.subject().unwrap_or_default(), &outcome);
        for markup in ["<script", "<img", "href=\"java"] {
            assert!(!html.contains(markup), "{markup}\n{html}");
        }
        assert!(!text.contains(HOSTILE), "{text}");
    }
}
