//! What a store says about itself in `auxeng.toml`.

/// The version of the file format that this program reads and writes.
pub const SCHEMA: i64 = 1;

/// A store's settings. Everything has a default.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// The team that lends its engineers, unless an engagement says otherwise.
    pub home: Option<String>,
    /// How many weeks an engagement lasts unless said otherwise; 10.
    pub weeks: u32,
    /// How long a weekly retro may take, in minutes; 30.
    pub retro_minutes: u32,
    /// The share of the goals that should be done at the end, 0 to 1; 0.75.
    pub aim: f64,
    /// How far progress may lag behind what is expected before an engagement is at risk, 0 to 1; 0.10.
    pub at_risk: f64,
    /// How far progress may lag behind what is expected before an engagement is off track, 0 to 1; 0.25.
    pub off_track: f64,
    /// Further names for the headings of retro notes.
    pub headings: Headings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            home: None,
            weeks: 10,
            retro_minutes: 30,
            aim: 0.75,
            at_risk: 0.10,
            off_track: 0.25,
            headings: Headings::default(),
        }
    }
}

/// What the headings of retro notes may be called, beside the usual names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    /// Names for "went well".
    pub went_well: Vec<String>,
    /// Names for "went poorly".
    pub went_poorly: Vec<String>,
    /// Names for "do next time".
    pub next: Vec<String>,
    /// Names for the list of those who were there.
    pub present: Vec<String>,
    /// Names for "blockers".
    pub blockers: Vec<String>,
    /// Names for what is to be taken away, in a project retro.
    pub takeaways: Vec<String>,
}
