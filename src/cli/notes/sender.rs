//! Who sends, and by which way: from the environment, else from the user's own configuration.

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::mail::is_mailable;
use crate::model::{Delivery, InvalidProgram, InvalidServer, MailSettings, Password, Person, SmtpServer};
use crate::playbook::Finding;
use crate::report::finding_text;
use crate::store::{self, Configuration, Store};
use crate::text::{quoted, shell};

/// What the environment and the user's configuration say; the environment counts first.
pub(super) fn settings(context: &Context) -> anyhow::Result<MailSettings> {
    let configuration = store::configuration()?;
    refuse_damaged(context, &configuration)?;
    warn_of_open_password(context, &configuration);
    let variables = &context.environment.mail;
    let smtp = variables.smtp.as_deref().map(smtp).transpose()?;
    let sendmail = variables.sendmail.as_deref().map(|text| text.parse().map(Delivery::Sendmail));
    let sendmail = sendmail.transpose().map_err(|error: InvalidProgram| wrong("AUXENG_SENDMAIL", &error))?;
    if smtp.is_some() && sendmail.is_some() {
        return Err(Failure::usage("AUXENG_SMTP and AUXENG_SENDMAIL are two ways to send the same")
            .help("unset one of them")
            .into());
    }
    let from = match variables.from.as_deref() {
        Some(text) => Some(text.parse().map_err(|error| wrong("AUXENG_MAIL_FROM", &error))?),
        None => configuration.mail.from,
    };
    Ok(MailSettings { from, delivery: smtp.or(sendmail).or(configuration.mail.delivery) })
}

fn smtp(text: &str) -> Result<Delivery, Failure> {
    // The text may hold a password, and is not repeated.
    let server: SmtpServer = text.parse().map_err(|error: InvalidServer| wrong("AUXENG_SMTP", &error))?;
    if server.user.is_some() && server.password.is_none() {
        return Err(Failure::usage("AUXENG_SMTP names a user, and there is no password")
            .help("write smtp://user:password@host, or use password_command in your config.toml"));
    }
    Ok(Delivery::Smtp(server))
}

fn wrong(variable: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::usage(format!("{variable} cannot be: {error}")).help("docs/configuration.md shows examples")
}

fn refuse_damaged(context: &Context, configuration: &Configuration) -> Result<(), Failure> {
    let folder = configuration.folder.display().to_string();
    for finding in &configuration.findings {
        context.ui.tell(&finding_text(finding, &folder));
    }
    if configuration.findings.iter().any(Finding::is_error) {
        return Err(Failure::refused("your own configuration cannot be read in full, so nothing was sent")
            .help("mend what is named above"));
    }
    Ok(())
}

fn warn_of_open_password(context: &Context, configuration: &Configuration) {
    let has_password = match &configuration.mail.delivery {
        Some(Delivery::Smtp(server)) => matches!(server.password, Some(Password::Known(_))),
        _ => false,
    };
    if has_password && configuration.is_open_to_others {
        let file = configuration.file().display().to_string();
        context.ui.warn(&format!("{file} holds a password, and others may read it: chmod 600 {}", shell(&file)));
    }
}

/// Who sends: as set, else as the user has told git for all that they do.
pub(super) fn sender(store: &Store, settings: &MailSettings) -> Result<Person, Failure> {
    let from = settings.from.clone().or_else(|| store::user(store.root()));
    let Some(from) = from else {
        return Err(how_to_name(Failure::refused("it is not known who sends")));
    };
    if is_mailable(&from) {
        return Ok(from);
    }
    let who = quoted(&from.to_string());
    Err(how_to_name(Failure::refused(format!("{who} cannot send mail: there is no sound address"))))
}

fn how_to_name(failure: Failure) -> Failure {
    failure
        .help(
            "set AUXENG_MAIL_FROM=\"Ana Duarte <ana@example.org>\", or from = \"…\" below [mail] in your config.toml,",
        )
        .help("or git config --global user.email ana@example.org")
}

/// By which way, which somebody must have set.
pub(super) fn delivery(settings: MailSettings) -> anyhow::Result<Delivery> {
    let Some(delivery) = settings.delivery else {
        let file = store::configuration()?.file();
        return Err(Failure::refused("it is not known how mail leaves this machine, so nothing was sent")
            .help(format!("write sendmail = \"…\" or smtp = \"…\" below [mail] in {}", file.display()))
            .help("or set AUXENG_SENDMAIL or AUXENG_SMTP; docs/configuration.md shows examples")
            .help("or open the message in your mail program: auxeng notes --format eml > notes.eml")
            .into());
    };
    Ok(delivery)
}
