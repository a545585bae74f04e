//! The formats in which commands show what they know.

use clap::ValueEnum;

/// How a page is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PageFormat {
    /// For a terminal
    #[default]
    Table,
    /// For a pull request or a wiki
    Markdown,
    /// For a script
    Json,
}

/// How a report is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// For a terminal
    #[default]
    #[value(alias = "text")]
    Table,
    /// For a pull request or a wiki
    Markdown,
    /// For a script
    Json,
    /// For a browser, a printer or a mail: one file that needs no other
    Html,
}

/// How a table is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// For a terminal
    #[default]
    Table,
    /// For a pull request or a wiki
    Markdown,
    /// For a script
    Json,
    /// For a spreadsheet
    Csv,
}

/// How notes are written that are sent to people.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum NotesFormat {
    /// For any mail program or chat
    #[default]
    Text,
    /// For a pull request or a wiki
    Markdown,
    /// For a browser
    Html,
    /// A mail that a mail program opens ready to be sent
    Eml,
}
