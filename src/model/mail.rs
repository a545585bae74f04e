//! How mail leaves this machine, as the user's own configuration says. A store has no say in it.

use std::fmt;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use url::Url;

use super::Person;

/// What the user has set about mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// Who sends.
    pub from: Option<Person>,
    /// By which way.
    pub delivery: Option<Delivery>,
}

/// By which way mail leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// A program that reads a message and its recipients from standard input, as `sendmail -i -t` does.
    Sendmail(Program),
    /// A mail server.
    Smtp(SmtpServer),
}

/// A program with its arguments. It is found by a whole path or on the user's search path, never beside a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The program.
    pub name: String,
    /// What it is given.
    pub arguments: Vec<String>,
}

/// Why a text names no [`Program`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidProgram {
    /// A quote has no end.
    #[error("a quote in it has no end")]
    Quotes,
    /// There is nothing to run.
    #[error("it names no program")]
    Empty,
    /// What is run would depend on the folder.
    #[error("write a whole path, or a name without `/`: another path means something else in each folder")]
    Relative,
}

impl FromStr for Program {
    type Err = InvalidProgram;

    /// Reads a command line as a shell splits it into words, with quotes and without anything else that a shell does.
    fn from_str(text: &str) -> Result<Self, InvalidProgram> {
        let mut words = shlex::split(text).ok_or(InvalidProgram::Quotes)?.into_iter();
        let name = words.next().filter(|name| !name.is_empty()).ok_or(InvalidProgram::Empty)?;
        let path = std::path::Path::new(&name);
        if path.components().count() > 1 && !path.is_absolute() || name.starts_with('.') {
            return Err(InvalidProgram::Relative);
        }
        Ok(Self { name, arguments: words.collect() })
    }
}

/// A mail server and how it is talked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// What keeps others from listening.
    pub security: Security,
    /// Who logs in; nobody where it is absent.
    pub user: Option<String>,
    /// With what.
    pub password: Option<Password>,
}

/// What keeps others from listening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS before anything is said that matters.
    StartTls,
    /// Nothing.
    Plain,
}

/// A password, or how to get it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Password {
    /// The password.
    Known(Secret),
    /// A program that prints it on its first line.
    Asked(Program),
}

/// A text that no message shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Why a text names no [`SmtpServer`]. The text is not repeated: it may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidServer {
    /// Not such a URL at all.
    #[error("not a mail server, such as smtp://ana@smtp.example.org or smtps://ana@smtp.example.org:465")]
    NotAUrl,
    /// Something that means nothing here.
    #[error("after the name of the server and its port, only `?tls=none` or `?tls=starttls` may follow")]
    Unknown,
    /// A password would be sent for everybody to read.
    #[error("a user logs in over TLS only: leave `?tls=none` out")]
    Bare,
}

impl SmtpServer {
    /// Whether it is on this machine, where nobody listens in between.
    fn is_here(host: &str) -> bool {
        matches!(host, "localhost" | "127.0.0.1" | "::1")
    }
}

impl FromStr for SmtpServer {
    type Err = InvalidServer;

    /// Reads `smtp://user:password@host:port` (STARTTLS, port 587) or `smtps://…` (TLS, port 465). What is not a plain
    /// letter or digit in user and password is written as `%40`. A server on this machine is talked to without TLS;
    /// `?tls=none` and `?tls=starttls` say so otherwise.
    fn from_str(text: &str) -> Result<Self, InvalidServer> {
        let url: Url = text.trim().parse().map_err(|_| InvalidServer::NotAUrl)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(InvalidServer::NotAUrl)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(InvalidServer::Unknown);
        }
        let security = match (url.scheme(), url.query()) {
            ("smtps", None) => Security::Tls,
            ("smtp", None) if Self::is_here(&host) => Security::Plain,
            ("smtp", None | Some("tls=starttls")) => Security::StartTls,
            ("smtp", Some("tls=none")) => Security::Plain,
            ("smtp" | "smtps", Some(_)) => return Err(InvalidServer::Unknown),
            _ => return Err(InvalidServer::NotAUrl),
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from);
        let decoded = |text: &str| decoded(text).map_err(|_| InvalidServer::NotAUrl);
        let user = Some(decoded(url.username())?).filter(|user| !user.is_empty());
        let password = url.password().map(decoded).transpose()?;
        if security == Security::Plain && user.is_some() && !Self::is_here(&host) {
            return Err(InvalidServer::Bare);
        }
        let port = url.port().unwrap_or(if security == Security::Tls { 465 } else { 587 });
        Ok(Self { host, port, security, user, password: password.map(|text| Password::Known(Secret(text))) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(text: &str) -> Result<(String, u16, Security, Option<String>), InvalidServer> {
        text.parse().map(|server: SmtpServer| (server.host, server.port, server.security, server.user))
    }

    #[test]
    fn a_server_is_talked_to_over_tls() {
        let ana = || Some(String::from("ana"));
        for (text, host, port, security, user) in [
            ("smtp://smtp.example.org", "smtp.example.org", 587, Security::StartTls, None),
            ("smtps://ana@smtp.example.org/", "smtp.example.org", 465, Security::Tls, ana()),
            ("smtp://ana:x@smtp.example.org:25", "smtp.example.org", 25, Security::StartTls, ana()),
            ("smtp://relay.example.org?tls=none", "relay.example.org", 587, Security::Plain, None),
            ("smtp://ana@localhost:1025", "localhost", 1025, Security::Plain, ana()),
            ("smtp://localhost?tls=starttls", "localhost", 587, Security::StartTls, None),
            ("smtp://[::1]:25", "::1", 25, Security::Plain, None),
        ] {
            assert_eq!(server(text), Ok((host.to_owned(), port, security, user)), "{text}");
        }
    }

    #[test]
    fn user_and_password_may_hold_any_sign() {
        let server: SmtpServer = "smtps://ana%40example.org:p%2F%3A%40%C3%9F@smtp.example.org".parse().unwrap();
        assert_eq!(server.user.as_deref(), Some("ana@example.org"));
        assert_eq!(server.password, Some(Password::Known(Secret(String::from("p/:@ß")))));
        assert!(!format!("{server:?}").contains("p/:@"), "{server:?}");
    }

    #[test]
    fn a_secret_is_not_shown() {
        let shown = format!("{:?}", Password::Known(Secret(String::from("hunter2"))));
        assert_eq!(shown, "Known(Secret(…))");
    }

    #[test]
    fn what_is_no_server_is_refused_without_repeating_it() {
        for (text, problem) in [
            ("smtp.example.org", InvalidServer::NotAUrl),
            ("https://smtp.example.org", InvalidServer::NotAUrl),
            ("smtp://", InvalidServer::NotAUrl),
            ("smtp://host:99999", InvalidServer::NotAUrl),
            ("smtp://host?tls=maybe", InvalidServer::Unknown),
            ("smtps://host?tls=none", InvalidServer::Unknown),
            ("smtp://host/path", InvalidServer::Unknown),
            ("smtp://ana:hunter2@host?tls=none", InvalidServer::Bare),
        ] {
            assert_eq!(server(text), Err(problem), "{text}");
            assert!(!problem.to_string().contains("hunter2"));
        }
    }

    #[test]
    fn a_program_is_split_as_a_shell_does_and_found_without_the_folder() {
        let program: Program = "/usr/bin/msmtp -a \"my work\" 'x'".parse().unwrap();
        assert_eq!(program.name, "/usr/bin/msmtp");
        assert_eq!(program.arguments, ["-a", "my work", "x"]);
        assert_eq!("msmtp".parse::<Program>().unwrap().arguments, [""; 0]);
        for (text, problem) in [
            ("", InvalidProgram::Empty),
            ("'' -x", InvalidProgram::Empty),
            ("msmtp 'a", InvalidProgram::Quotes),
            ("./send", InvalidProgram::Relative),
            ("bin/send", InvalidProgram::Relative),
            ("..", InvalidProgram::Relative),
        ] {
            assert_eq!(text.parse::<Program>(), Err(problem), "{text}");
        }
    }
}
