//! Reads the user's own `config.toml`.

use std::fmt::Display;
use std::str::FromStr;

use super::Fields;
use crate::model::{Delivery, MailSettings, Password, Person, Program, Secret, SmtpServer};
use crate::text::quoted;

/// How mail leaves, and whether what is written is to be committed.
pub(in crate::store) fn configuration(fields: &mut Fields<'_, '_>) -> (MailSettings, bool) {
    let mail = fields.table("mail").map(|mut table| {
        let mail = mail(&mut table);
        table.finish();
        mail
    });
    (mail.unwrap_or_default(), fields.flag("commit").unwrap_or_default())
}

fn mail(fields: &mut Fields<'_, '_>) -> MailSettings {
    let from: Option<Person> = fields.parsed("from");
    if from.as_ref().is_some_and(|person| person.email.is_none()) {
        fields.invalid("from", String::from("`from` has no address"), "write from = \"Ana Duarte <ana@example.org>\"");
    }
    let sendmail: Option<Program> = unrepeated(fields, "sendmail");
    let smtp = smtp(fields);
    if sendmail.is_some() && smtp.is_some() {
        let message = String::from("`sendmail` and `smtp` are two ways to send the same");
        fields.invalid("sendmail", message, "keep one of them");
    }
    MailSettings { from, delivery: smtp.map(Delivery::Smtp).or(sendmail.map(Delivery::Sendmail)) }
}

fn smtp(fields: &mut Fields<'_, '_>) -> Option<SmtpServer> {
    let server: Option<SmtpServer> = unrepeated(fields, "smtp");
    let known = fields.text("password").map(|text| Password::Known(Secret(text)));
    let asked = unrepeated(fields, "password_command").map(Password::Asked);
    let given = [("password", known), ("password_command", asked)];
    let mut given = given.into_iter().filter_map(|(name, password)| Some((name, password?)));
    let (first, second) = (given.next(), given.next());
    let mut server = server?;
    let is_known = first.is_some() && (second.is_some() || server.password.is_some());
    match first {
        Some((name, _)) if is_known => {
            fields.invalid(name, String::from("there is more than one password"), "keep one of them");
        }
        Some((name, _)) if server.user.is_none() => {
            let message = format!("{} is given, and `smtp` names no user", quoted(name));
            fields.invalid(name, message, "write the user before the server: smtp://ana@smtp.example.org");
        }
        Some((_, password)) => server.password = Some(password),
        None if server.user.is_some() && server.password.is_none() => {
            let message = String::from("`smtp` names a user, and there is no password");
            fields.invalid("smtp", message, "add password_command = \"…\" or password = \"…\"");
        }
        None => {}
    }
    Some(server)
}

/// What the text of a field says. Where it says nothing that can be, it is not repeated: it may hold a password.
fn unrepeated<T: FromStr<Err: Display>>(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<T> {
    match fields.text(name)?.parse() {
        Ok(value) => Some(value),
        Err(error) => {
            let message = format!("{} cannot be: {error}", quoted(name));
            fields.invalid(name, message, "docs/configuration.md shows examples");
            None
        }
    }
}
