//! Addresses on the web, as a record names them. They are shown, and never opened from there.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::text::is_hostile;

/// An address on the web: `https://` or `http://` with a host, and nothing in it that is not read as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Link(String);

/// Why a text is no [`Link`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a web address, such as https://example.org/changes/7")]
pub struct InvalidLink;

impl Link {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Link {
    type Err = InvalidLink;

    fn from_str(text: &str) -> Result<Self, InvalidLink> {
        let text = text.trim();
        let is_foreign = |c: char| is_hostile(c) || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`');
        if text.contains(is_foreign) {
            return Err(InvalidLink);
        }
        // With a user in it, an address looks as if it led to somebody else.
        let is_web = |url: &Url| {
            matches!(url.scheme(), "http" | "https")
                && url.has_host()
                && url.username().is_empty()
                && url.password().is_none()
        };
        let has_slashes = text.split_once("://").is_some();
        let url = Url::parse(text).ok().filter(|url| has_slashes && is_web(url));
        url.map(|_| Self(text.to_owned())).ok_or(InvalidLink)
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        for good in ["https://example.org", "http://example.org/a?b=c#d", "HTTPS://example.org/ä", "https://[::1]:80/"]
        {
            assert_eq!(good.parse::<Link>().map(|link| link.to_string()).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "example.org",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ftp://example.org/",
            "mailto:ana@example.org",
            "data:text/html,x",
            "https:example.org",
            "https://",
            "https://exa mple.org",
            "https://example.org/\u{1b}[2J",
            "https://example.org/\u{202e}x",
            "https://example.org/\"><script>",
            "https://example.org@evil.example.org/",
            "https://a:b@example.org/",
            "https://example.org\\x",
        ] {
            assert_eq!(bad.parse::<Link>(), Err(InvalidLink), "{bad:?}");
        }
    }
}
