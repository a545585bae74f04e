//! Handing a message over, and what came of it.

use super::{Letter, Undeliverable, program, smtp};
use crate::model::Delivery;

/// Somebody to whom the server does not deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Whom it is about: name and address.
    pub who: String,
    /// What the server says.
    pub reason: String,
}

/// That a message was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// To whom it does not go all the same.
    pub refused: Vec<Refused>,
}

/// Why a message was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsent {
    /// There can be no such message.
    #[error(transparent)]
    Undeliverable(#[from] Undeliverable),
    /// A program of the user's could not do what it was asked for.
    #[error("{program} {problem}")]
    Program {
        /// Its name.
        program: String,
        /// What went wrong, as the end of a sentence.
        problem: String,
    },
    /// The server could not be talked to, or said no.
    #[error("{server}: {problem}")]
    Server {
        /// Which one.
        server: String,
        /// What went wrong.
        problem: String,
    },
    /// The server takes it for nobody.
    #[error("{server} takes it for none of the recipients")]
    AllRefused {
        /// Which one.
        server: String,
        /// What it says of each.
        refused: Vec<Refused>,
    },
    /// The message was handed over, and the server has not said that it has it.
    #[error("{server} did not say whether it has taken the message, so it may have gone out: {problem}")]
    Unknown {
        /// Which one.
        server: String,
        /// What went wrong.
        problem: String,
    },
}

/// Hands `letter` over.
///
/// # Errors
/// When it did not go out to anybody, or it is not known whether it did.
pub fn send(letter: &Letter, delivery: &Delivery) -> Result<Sent, Unsent> {
    let message = letter.message(false)?;
    match delivery {
        Delivery::Sendmail(sendmail) => program::send(sendmail, &message),
        Delivery::Smtp(server) => smtp::send(server, letter, &message),
    }
}
