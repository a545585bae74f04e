//! The user's own browser. Which one it is comes from the user's system and environment, and nothing but a file of ours
//! is ever handed to it.

use std::path::Path;

use crate::text::quoted;

/// Why a page could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// The page has no place of its own on this system.
    #[error("{} cannot be named to a browser", quoted(.0))]
    NoAddress(String),
    /// There is no browser, or it does not start.
    #[error("no browser could be opened: set BROWSER to the name of one")]
    NotStarted(#[source] std::io::Error),
}

/// Opens `page`, a file that we have written, in the user's browser.
///
/// # Errors
/// When there is no browser, or it does not start.
pub fn open_in_browser(page: &Path) -> Result<(), BrowserError> {
    let address = url::Url::from_file_path(page).map_err(|()| BrowserError::NoAddress(page.display().to_string()))?;
    webbrowser::open(address.as_str()).map_err(BrowserError::NotStarted)
}
