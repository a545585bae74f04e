//! A message, as RFC 5322 and MIME want it.

use std::time::SystemTime;

use lettre::Message;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, MultiPart, SinglePart};

use super::address::mailbox;
use crate::model::Person;
use crate::text::clean;

/// What stands between the parts of a message. It cannot occur in them: quoted-printable text has no `=_`.
const BOUNDARY: &str = "=_auxeng_notes";

/// What is sent, and to whom.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Who sends it.
    pub from: Person,
    /// Who gets it.
    pub to: Vec<Person>,
    /// What it is about.
    pub subject: String,
    /// What it says, as plain text.
    pub text: String,
    /// What it says, as HTML.
    pub html: String,
    /// When it is sent.
    pub date: SystemTime,
}

/// Why there can be no such message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undeliverable {
    /// Somebody has no address that mail can be sent to or come from.
    #[error("{0} has no address that mail can be sent with")]
    Address(String),
    /// The message cannot be put together.
    #[error("the message cannot be put together: {0}")]
    Message(String),
}

impl Letter {
    /// The message with CR LF line ends. A draft is opened by mail programs ready to be sent.
    ///
    /// # Errors
    /// When an address cannot be used, or there is no recipient.
    pub fn message(&self, is_draft: bool) -> Result<Vec<u8>, Undeliverable> {
        let from = mailbox(&self.from)?;
        let id = format!("<{:016x}.auxeng@{}>", fastrand::u64(..), from.email.domain());
        let mut builder = Message::builder().from(from).date(self.date).message_id(Some(id));
        for person in &self.to {
            builder = builder.to(mailbox(person)?);
        }
        builder = builder.subject(clean(&self.subject));
        if is_draft {
            let name = HeaderName::new_from_ascii_str("X-Unsent");
            builder = builder.raw_header(HeaderValue::new(name, String::from("1")));
        }
        let parts = MultiPart::alternative().boundary(BOUNDARY);
        let parts = parts
            .singlepart(part(ContentType::TEXT_PLAIN, &self.text)?)
            .singlepart(part(ContentType::TEXT_HTML, &self.html)?);
        let message = builder.multipart(parts).map_err(|error| Undeliverable::Message(error.to_string()))?;
        Ok(message.formatted())
    }
}

/// `text` as quoted-printable: short lines in ASCII, whatever it holds.
fn part(kind: ContentType, text: &str) -> Result<SinglePart, Undeliverable> {
    let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let body = Body::new_with_encoding(text, ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| Undeliverable::Message(String::from("a text cannot be encoded")))?;
    Ok(SinglePart::builder().content_type(kind).body(body))
}
