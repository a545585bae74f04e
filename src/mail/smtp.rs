//! Talking to a mail server: one connection, each recipient asked for by itself, so that one who is refused is known by
//! name and does not keep the message from the others.

use std::error::Error as _;
use std::time::Duration;

use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;

use super::address::{mailbox, shown};
use super::{Letter, Refused, Sent, Unsent, program};
use crate::model::{Password, Secret, Security, SmtpServer};

/// For how long a server may say nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends `message`, which is `letter`, through `server`.
pub(super) fn send(server: &SmtpServer, letter: &Letter, message: &[u8]) -> Result<Sent, Unsent> {
    // Before the connection, which would time out while somebody types a passphrase.
    let password = match &server.password {
        Some(Password::Known(secret)) => Some(secret.clone()),
        Some(Password::Asked(asked)) => Some(program::first_line(asked)?),
        None => None,
    };
    let fail = |error: Error| Unsent::Server { server: server.host.clone(), problem: words(&error) };
    let mut connection = connect(server).map_err(fail)?;
    let sent = talk(&mut connection, server, password, letter, message);
    // Whatever came of it; it also ends a connection that has gone wrong.
    connection.abort();
    sent
}

fn connect(server: &SmtpServer) -> Result<SmtpConnection, Error> {
    let tls = TlsParameters::new(server.host.clone());
    let name = ClientId::default();
    let address = (server.host.as_str(), server.port);
    let connect = |tls| SmtpConnection::connect(address, Some(PATIENCE), &name, tls, None);
    match server.security {
        Security::Tls => connect(Some(&tls?)),
        Security::Plain => connect(None),
        Security::StartTls => {
            let mut connection = connect(None)?;
            connection.starttls(&tls?, &name)?;
            Ok(connection)
        }
    }
}

fn talk(
    connection: &mut SmtpConnection,
    server: &SmtpServer,
    password: Option<Secret>,
    letter: &Letter,
    message: &[u8],
) -> Result<Sent, Unsent> {
    let name = || server.host.clone();
    let fail = |error: Error| Unsent::Server { server: name(), problem: words(&error) };
    if let Some(user) = &server.user {
        let password = password.map(|Secret(password)| password).unwrap_or_default();
        connection.auth(DEFAULT_MECHANISMS, &Credentials::new(user.clone(), password)).map_err(fail)?;
    }
    let from = mailbox(&letter.from)?.email;
    connection.command(Mail::new(Some(from), Vec::new())).map_err(fail)?;
    let mut refused = Vec::new();
    for person in &letter.to {
        match connection.command(Rcpt::new(mailbox(person)?.email, Vec::new())) {
            Ok(_) => {}
            Err(error) if error.status().is_some() => {
                refused.push(Refused { who: shown(person), reason: words(&error) });
            }
            Err(error) => return Err(fail(error)),
        }
    }
    if refused.len() == letter.to.len() {
        return Err(Unsent::AllRefused { server: name(), refused });
    }
    connection.command(Data).map_err(fail)?;
    match connection.message(message) {
        Ok(_) => Ok(Sent { refused }),
        Err(error) if error.status().is_some() => Err(fail(error)),
        Err(error) => Err(Unsent::Unknown { server: name(), problem: words(&error) }),
    }
}

/// What went wrong, with what caused it.
fn words(error: &Error) -> String {
    let mut words = plain(error);
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let said = plain(deeper);
        if !words.contains(&said) {
            words.push_str(&format!(": {said}"));
        }
        cause = deeper.source();
    }
    words
}

/// The words of an error without the number that the system adds.
fn plain(error: &dyn std::error::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
