//! Laws of the record reader, for any bytes in any file of a store.
//!
//! Reading survives, points at real lines and changes nothing. What is damaged is refused by every write and left as it
//! is. What is sound is written back unchanged, can be edited and then says exactly what it should, without losing a
//! character that the edit does not concern, and has one canonical form that says the same.
//!
//! The input: a byte for the kind of file, from `0` on, one for the edit, the file, and behind [`END`] the words that the edit uses.

mod edits;
mod lifecycle;

use std::path::{Path, PathBuf};
use std::{fs, str};

use auxeng::model::{
    Agreement, Champion, CheckIn, Engagement, Feedback, FeedbackKind, Goal, Milestone, ProjectRetro, Proposal, Retro,
    Round, Settings, Slug, Vote,
};
use auxeng::playbook::Finding;
use auxeng::store::{Detail, Error, Lock, Store, Written};
use chrono::NaiveDate;

use edits::{Effect, edit};

/// Ends the file in an input; TOML has no place for it.
const END: u8 = 0x1f;

/// What the law calls its engagement and the records in it.
const ID: &str = "e";
const ENGAGEMENT: &str = "title = \"T\"\nstart = 2026-10-12\nend = 2026-12-18\n";

/// The files of a store, one of each kind.
const FILES: [&str; 14] = [
    "auxeng.toml",
    "e/engagement.toml",
    "e/goals/g.toml",
    "e/milestones/m.toml",
    "e/retros/2026-W47.toml",
    "e/retros/project.toml",
    "e/nps/2026-11-20/survey.toml",
    "e/nps/2026-11-20/abcdefgh.toml",
    "e/feedback/2026-11-20-slow.toml",
    "e/champions/ana-duarte.toml",
    "e/checkins/2026-11-20.toml",
    "e/proposal.toml",
    "e/votes/ana-duarte.toml",
    "e/agreements/ana-duarte.toml",
];

/// What one of the files says.
#[derive(Debug, Clone, PartialEq)]
enum Record {
    Settings(Settings),
    Engagement(Engagement),
    Goal(Goal),
    Milestone(Milestone),
    Retro(Retro),
    Project(ProjectRetro),
    /// A round with its survey, or with its one answer.
    Round(Round),
    Feedback(Feedback),
    Champion(Champion),
    CheckIn(CheckIn),
    Proposal(Proposal),
    Vote(Vote),
    Agreement(Agreement),
}

/// A store of one engagement, in which the file lies.
struct Place {
    _folder: tempfile::TempDir,
    root: PathBuf,
}

thread_local! {
    static PLACE: Place = Place::new();
}

/// Checks every law on `data`.
pub fn hold(data: &[u8]) {
    let [kind, choice, rest @ ..] = data else { return };
    let end = rest.iter().position(|byte| *byte == END).unwrap_or(rest.len());
    let (bytes, words) = rest.split_at(end);
    let words = String::from_utf8_lossy(words.get(1..).unwrap_or_default());
    let file = FILES[usize::from(kind.wrapping_sub(b'0')) % FILES.len()];
    PLACE.with(|place| {
        place.fill(file, bytes);
        place.check(file, bytes, *choice, words.trim());
        place.empty(file);
    });
}

impl Place {
    fn new() -> Self {
        // In memory, where there is such a place: writing waits for the disk otherwise.
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let folder = tempfile::Builder::new().prefix("auxeng-fuzz-").tempdir_in(parent).unwrap();
        let root = folder.path().join("store");
        for file in FILES {
            fs::create_dir_all(root.join(file).parent().unwrap()).unwrap();
        }
        let place = Self { _folder: folder, root };
        fs::write(place.root.join(FILES[0]), "schema = 1\n").unwrap();
        fs::write(place.root.join(FILES[1]), ENGAGEMENT).unwrap();
        place
    }

    fn fill(&self, file: &str, bytes: &[u8]) {
        // Folders of other kinds are left out, so that only one file is read.
        fs::create_dir_all(self.root.join(file).parent().unwrap()).unwrap();
        fs::write(self.root.join(file), bytes).unwrap();
    }

    /// Puts back what was there before [`Self::fill`].
    fn empty(&self, file: &str) {
        match file {
            "auxeng.toml" => fs::write(self.root.join(file), "schema = 1\n").unwrap(),
            "e/engagement.toml" => fs::write(self.root.join(file), ENGAGEMENT).unwrap(),
            _ => fs::remove_file(self.root.join(file)).unwrap(),
        }
    }

    fn check(&self, file: &str, bytes: &[u8], choice: u8, words: &str) {
        let Ok(store) = Store::open(self.root.clone()) else {
            assert_eq!(file, FILES[0], "a sound store is opened");
            return;
        };
        let (before, findings) = read(&store, file);
        self.says(file, bytes);
        point_at_lines(&findings, bytes);
        let lock = store.lock(|| {}).unwrap();
        let is_sound = !findings.iter().any(is_damage);
        assert_eq!(before.is_some(), is_sound, "a record is read or told: {findings:?}");
        let Some(before) = before else {
            let refused = save(&store, &lock, &sample(file));
            assert!(refused.is_none_or(|written| written.is_err()), "what is damaged is left alone");
            is_canonical(&store, &lock, file, false);
            self.says(file, bytes);
            return;
        };
        if let Some(written) = save(&store, &lock, &before) {
            assert!(matches!(written, Ok(Written::Unchanged(_))), "writing what was read is no change: {written:?}");
            self.says(file, bytes);
        }
        let mut after = before.clone();
        let effect = edit(&mut after, choice, words);
        if let Some(written) = save(&store, &lock, &after) {
            written.unwrap();
            let text = fs::read(self.root.join(file)).unwrap();
            let (said, now) = read(&store, file);
            assert_eq!(said.as_ref(), Some(&after), "the file says what it should: {}", shown(&text));
            match effect {
                Effect::Adds => assert!(is_kept(bytes, &text), "nothing is lost: {}", shown(&text)),
                Effect::Changes => assert_eq!(unknown(&now), unknown(&findings), "{}", shown(&text)),
                Effect::Removes => {}
            }
            let again = save(&store, &lock, &after);
            assert!(matches!(again, Some(Ok(Written::Unchanged(_)))), "writing twice is no change: {again:?}");
            self.says(file, &text);
        }
        let (_, findings) = read(&store, file);
        is_canonical(&store, &lock, file, true);
        let (said, now) = read(&store, file);
        assert_eq!(said.as_ref(), Some(&after), "the canonical form says the same");
        assert_eq!(messages(&now), messages(&findings), "the canonical form has the same mistakes");
    }

    fn says(&self, file: &str, bytes: &[u8]) {
        let now = fs::read(self.root.join(file)).unwrap();
        assert_eq!(shown(&now), shown(bytes), "the file is as it was");
    }
}

/// Formats the store, and checks that doing so again changes nothing. A file that is not `sound` stays as it is.
fn is_canonical(store: &Store, lock: &Lock, file: &str, sound: bool) {
    let fmt = store.fmt(Some(lock)).unwrap();
    assert!(sound || !fmt.changed.contains(&PathBuf::from(file)), "what is damaged is not formatted");
    let again = store.fmt(Some(lock)).unwrap();
    assert_eq!(again.changed, Vec::<PathBuf>::new(), "canonical form is reached in one step");
}

/// What `file` says, where it is sound, and what is wrong with it.
fn read(store: &Store, file: &str) -> (Option<Record>, Vec<Finding>) {
    let store = Store::open(store.root().to_owned()).unwrap();
    if file == FILES[0] {
        let findings = store.findings().to_vec();
        let sound = !findings.iter().any(is_damage);
        return (sound.then(|| Record::Settings(store.settings().clone())), findings);
    }
    let loaded = store.load(&id(), Detail::EVERYTHING).unwrap();
    let mut findings = loaded.findings;
    findings.retain(|finding| finding.place.as_ref().is_some_and(|place| place.file == Path::new(file)));
    let sound = !findings.iter().any(is_damage);
    let record = loaded.record.and_then(|mut record| match file {
        "e/engagement.toml" => Some(Record::Engagement(record.engagement)),
        "e/goals/g.toml" => record.goals.pop().map(Record::Goal),
        "e/milestones/m.toml" => record.milestones.pop().map(Record::Milestone),
        "e/retros/2026-W47.toml" => record.retros.pop().map(Record::Retro),
        "e/retros/project.toml" => record.project_retro.map(Record::Project),
        // Of a round that is there something is known even where its survey is damaged.
        "e/nps/2026-11-20/survey.toml" => record.rounds.pop().filter(|_| sound).map(Record::Round),
        "e/feedback/2026-11-20-slow.toml" => record.feedback.pop().map(Record::Feedback),
        "e/champions/ana-duarte.toml" => record.champions.pop().map(Record::Champion),
        "e/checkins/2026-11-20.toml" => record.check_ins.pop().map(Record::CheckIn),
        "e/proposal.toml" => record.proposal.map(Record::Proposal),
        "e/votes/ana-duarte.toml" => record.votes.pop().map(Record::Vote),
        "e/agreements/ana-duarte.toml" => record.agreements.pop().map(Record::Agreement),
        _ => record.rounds.pop().filter(|round| !round.responses.is_empty()).map(Record::Round),
    });
    (record, findings)
}

/// Writes `record`; `None` for what no command changes.
fn save(store: &Store, lock: &Lock, record: &Record) -> Option<Result<Written, Error>> {
    match record {
        Record::Engagement(engagement) => Some(store.save_engagement(lock, engagement)),
        Record::Goal(goal) => Some(store.save_goal(lock, &id(), goal)),
        Record::Retro(retro) => Some(store.save_retro(lock, &id(), retro)),
        Record::Project(retro) => Some(store.save_project_retro(lock, &id(), retro)),
        Record::Round(round) if round.responses.is_empty() => {
            round.asked.map(|asked| store.save_asked(lock, &id(), round.date, asked))
        }
        Record::Feedback(feedback) => Some(store.save_feedback(lock, &id(), feedback)),
        Record::Champion(champion) => Some(store.save_champion(lock, &id(), champion)),
        Record::CheckIn(held) => Some(store.save_check_in(lock, &id(), held)),
        Record::Proposal(proposal) => Some(store.save_proposal(lock, proposal)),
        Record::Vote(vote) => Some(store.save_vote(lock, &id(), vote)),
        Record::Agreement(agreement) => Some(store.save_agreement(lock, &id(), agreement)),
        Record::Settings(_) | Record::Milestone(_) | Record::Round(_) => None,
    }
}

/// Something that `file` could say.
fn sample(file: &str) -> Record {
    let week = "2026-W47".parse().unwrap();
    let date: NaiveDate = "2026-11-20".parse().unwrap();
    let round = |asked| Record::Round(Round { date, question: None, asked, responses: Vec::new() });
    match file {
        "e/engagement.toml" => Record::Engagement(edits::engagement(&id())),
        "e/goals/g.toml" => Record::Goal(edits::goal()),
        "e/retros/2026-W47.toml" => Record::Retro(Retro::new(week)),
        "e/retros/project.toml" => Record::Project(edits::project_retro()),
        "e/nps/2026-11-20/survey.toml" => round(Some(9)),
        "e/feedback/2026-11-20-slow.toml" => {
            Record::Feedback(Feedback::new("2026-11-20-slow".parse().unwrap(), String::from("T"), FeedbackKind::Idea))
        }
        "e/champions/ana-duarte.toml" => {
            Record::Champion(Champion::new("ana-duarte".parse().unwrap(), lifecycle::somebody()))
        }
        "e/checkins/2026-11-20.toml" => Record::CheckIn(CheckIn::new(date)),
        "e/proposal.toml" => Record::Proposal(Proposal::new(id(), String::from("T"), date)),
        "e/votes/ana-duarte.toml" => Record::Vote(lifecycle::vote()),
        "e/agreements/ana-duarte.toml" => Record::Agreement(lifecycle::agreement()),
        _ => round(None),
    }
}

fn id() -> Slug {
    ID.parse().unwrap()
}

/// Whether the finding is about the file itself, and not about how it fits the others.
fn is_damage(finding: &Finding) -> bool {
    finding.is_error() && finding.rule.id != "duplicate-id"
}

/// Every finding shows a line of the file as it is, but for that of an answer to a survey, which is nobody's to read.
fn point_at_lines(findings: &[Finding], bytes: &[u8]) {
    let valid = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => str::from_utf8(&bytes[..error.valid_up_to()]).unwrap(),
    };
    let text = valid.strip_prefix('\u{feff}').unwrap_or(valid).replace("\r\n", "\n");
    for finding in findings {
        assert!(!finding.message.is_empty() && !finding.help.is_empty());
        let place = finding.place.as_ref().unwrap();
        let Some(excerpt) = place.excerpt.as_ref() else {
            // It is about two files, and no line of either is wrong, or about many lines.
            let is_about_many =
                finding.message.ends_with(" more in this file, of which the first breaks the same rule");
            assert!(is_about_many || finding.rule.id == "declined-and-opened", "{finding:?}");
            continue;
        };
        let is_answer = place.file.iter().any(|part| part == "nps") && !place.file.ends_with("survey.toml");
        let line = text.split('\n').nth(excerpt.line - 1).unwrap();
        let shown = if is_answer { "" } else { line };
        assert_eq!(excerpt.text.trim_end_matches('\r'), shown.trim_end_matches('\r'), "{finding:?}");
        assert!((1..=line.chars().count() + 1).contains(&excerpt.column) && excerpt.width >= 1, "{finding:?}");
    }
}

/// What is wrong, wherever it stands.
fn messages(findings: &[Finding]) -> Vec<(&'static str, &str)> {
    let mut messages: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.message.as_str())).collect();
    messages.sort_unstable();
    messages
}

/// The fields that nobody knows.
fn unknown(findings: &[Finding]) -> Vec<(&'static str, &str)> {
    messages(findings).into_iter().filter(|(rule, _)| *rule == "unknown-field").collect()
}

/// Whether nothing of `before` is lost in `after`. Keys with dots that stand apart may have come together.
fn is_kept(before: &[u8], after: &[u8]) -> bool {
    let dotted = |line: &[u8]| line.iter().take_while(|byte| **byte != b'=').any(|byte| *byte == b'.');
    let sorted = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes.sort_unstable();
        bytes
    };
    let may_move = before.split(|byte| *byte == b'\n').any(dotted);
    is_within(before, after) || (may_move && is_within(&sorted(before), &sorted(after)))
}

/// Whether every character of `small` but white space is in `large`, in the same order.
fn is_within(small: &[u8], large: &[u8]) -> bool {
    let mut rest = large.iter();
    small.iter().filter(|byte| !byte.is_ascii_whitespace()).all(|byte| rest.any(|other| other == byte))
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
