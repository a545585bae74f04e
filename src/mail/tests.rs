//! Messages, read back by another library than the one that wrote them.

use std::time::{Duration, SystemTime};

use mail_parser::{Message, MessageParser, MimeHeaders as _};

use super::{Letter, Undeliverable};
use crate::model::Person;

fn person(name: &str, email: &str) -> Person {
    Person { name: name.to_owned(), email: Some(email.to_owned()) }
}

fn letter() -> Letter {
    Letter {
        from: person("Ana Duarte", "ana@example.org"),
        to: vec![person("Lee Novak", "lee@example.org"), person("Sofía Marín", "sofia@example.org")],
        subject: String::from("Retro notes: Größe 林, week 6 of 10 (2026-W47)"),
        text: String::from("Went well\n- Größe\n"),
        html: String::from("<h1>Größe</h1>\n"),
        date: SystemTime::UNIX_EPOCH + Duration::from_hours(498_660),
    }
}

fn bytes(letter: &Letter) -> Vec<u8> {
    letter.message(true).unwrap()
}

fn parsed(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

/// Name and address of each recipient.
fn to(message: &Message<'_>) -> Vec<(String, String)> {
    let each = message.to().unwrap().iter();
    each.map(|one| (one.name().unwrap_or_default().to_owned(), one.address().unwrap_or_default().to_owned())).collect()
}

/// The lines of the head.
fn head(bytes: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.split("\r\n\r\n").next().unwrap().lines().collect()
}

#[test]
fn what_is_written_is_read() {
    let letter = letter();
    let bytes = bytes(&letter);
    let message = parsed(&bytes);
    assert_eq!(message.subject(), Some(letter.subject.as_str()));
    assert_eq!(message.from().unwrap().first().unwrap().address(), Some("ana@example.org"));
    let pair = |name: &str, email: &str| (name.to_owned(), email.to_owned());
    assert_eq!(to(&message), [pair("Lee Novak", "lee@example.org"), pair("Sofía Marín", "sofia@example.org")]);
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), letter.text);
    assert_eq!(message.body_html(0).unwrap().replace("\r\n", "\n"), letter.html);
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-11-20T12:00:00Z");
    assert!(message.message_id().unwrap().ends_with(".auxeng@example.org"));
    assert!(message.is_content_type("multipart", "alternative"));
}

#[test]
fn only_a_draft_is_unsent() {
    let letter = letter();
    assert!(head(&letter.message(true).unwrap()).contains(&"X-Unsent: 1"));
    let sent = letter.message(false).unwrap();
    assert!(!head(&sent).iter().any(|line| line.starts_with("X-Unsent")));
}

#[test]
fn nothing_but_date_and_id_differs() {
    let letter = letter();
    let without_id = |bytes: &[u8]| {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        text.lines().filter(|line| !line.starts_with("Message-ID: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (one, other) = (bytes(&letter), bytes(&letter));
    assert_ne!(one, other);
    assert_eq!(without_id(&one), without_id(&other));
}

#[test]
fn every_line_is_short_and_in_ascii() {
    let long = format!("{} https://example.org/{}\n", "word ".repeat(200), "ü".repeat(1000));
    let letter = Letter {
        subject: format!("{}{}", "Größe ".repeat(40), "x".repeat(300)),
        text: long.clone(),
        html: long.clone(),
        to: (0..50).map(|n| person(&format!("Sofía {n}"), &format!("sofia{n}@example.org"))).collect(),
        ..letter()
    };
    let bytes = bytes(&letter);
    assert!(bytes.is_ascii());
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.split("\r\n").all(|line| line.len() < 998 && !line.contains(['\r', '\n'])), "{text}");
    let message = parsed(&bytes);
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), long);
    assert_eq!(message.subject().unwrap(), letter.subject);
    assert_eq!(to(&message).len(), 50);
}

#[test]
fn a_name_stays_a_name() {
    for name in [
        "O'Brien, \"Pat\" \\ (they)",
        "Ana; <b>",
        "a@b.example",
        "=?utf-8?q?x?=",
        "Ana, eve@example.org",
        "林美",
        "שלום",
        "",
    ] {
        let letter = Letter { to: vec![person(name, "ana@example.org")], ..letter() };
        let bytes = bytes(&letter);
        let read = to(&parsed(&bytes));
        assert_eq!(read.len(), 1, "{name}: {read:?}");
        assert_eq!(read[0].1, "ana@example.org", "{name}");
    }
}

#[test]
fn no_text_becomes_a_header() {
    for evil in [
        "x\r\nBcc: eve@example.org",
        "x\nBcc: eve@example.org",
        "x\rBcc: eve@example.org",
        "x\r\n\r\n<b>body</b>",
        "x\u{0}y\u{b}z\u{85}w",
        "x\u{202e}gro.elpmaxe\u{2028}Bcc: eve@example.org",
    ] {
        let letter = Letter {
            from: person(evil, "ana@example.org"),
            to: vec![person(evil, "lee@example.org")],
            subject: evil.to_owned(),
            ..letter()
        };
        let bytes = bytes(&letter);
        let names: Vec<&str> = head(&bytes)
            .into_iter()
            .filter(|line| !line.starts_with([' ', '\t']))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        let expected = ["From", "Date", "Message-ID", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"];
        assert_eq!(names, expected, "{evil:?}");
        let message = parsed(&bytes);
        assert!(message.bcc().is_none() && to(&message).len() == 1, "{evil:?}");
        let subject = message.subject().unwrap();
        assert!(!subject.contains(|c: char| crate::text::is_hostile(c)), "{evil:?}: {subject:?}");
    }
}

#[test]
fn no_text_ends_a_part() {
    let evil = "--=_auxeng_notes\r\nContent-Type: text/html\r\n\r\n<script>\r\n--=_auxeng_notes--\n.\nFrom eve\n";
    let letter = Letter { text: evil.to_owned(), ..letter() };
    let bytes = bytes(&letter);
    let message = parsed(&bytes);
    assert_eq!(message.parts.len(), 3, "the whole, and two parts");
    assert_eq!(message.html_body_count(), 1);
    assert_eq!(message.body_html(0).unwrap().replace("\r\n", "\n"), letter.html);
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), evil.replace("\r\n", "\n"));
}

#[test]
fn a_hostile_address_makes_no_message() {
    for email in
        ["lee@example.org\r\nBcc: eve@example.org", "lee@example.org> <eve@example.org", "lee", "l\u{202e}@x.org"]
    {
        let letter = Letter { to: vec![person("Lee", email)], ..letter() };
        assert!(matches!(letter.message(true), Err(Undeliverable::Address(_))), "{email:?}");
    }
    assert!(matches!(Letter { to: Vec::new(), ..letter() }.message(true), Err(Undeliverable::Message(_))));
}
