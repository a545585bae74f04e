//! stub until the parser arrives
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task { pub text: String, pub owner: Option<String>, pub done: bool }
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remainder { pub title: Option<String>, pub text: String }
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placement { pub heading: Option<String>, pub line: usize, pub section: Option<Section>, pub items: usize }
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section { WentWell }
impl Section { pub fn label(self) -> &'static str { "went well" } }
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes { pub went_well: Vec<String>, pub went_poorly: Vec<String>, pub next: Vec<Task>, pub present: Vec<String>, pub blockers: Vec<Task>, pub other: Vec<Remainder>, pub placements: Vec<Placement> }
pub fn parse(_: &str, _: &crate::model::Headings) -> Notes { Notes::default() }
pub fn split_owner(text: &str) -> (Option<String>, String) { (None, text.to_owned()) }
