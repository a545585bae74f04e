//! A program of engagements over a stretch of time: what was spread where, and whether it works.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::stays::engineers;
use super::summary::rows;
use super::{
    ChampionView, ChampionsView, CheckInView, EngineerView, FeedbackView, HeldCheckInView, NpsTrendView, PatternView,
    QuarterView, RoundView, Stay, Summary, TallyView,
};
use crate::metrics::{Ambition, Change, GoalsDone, ShareInterval};
use crate::model::{About, EngagementRecord, Settings, Week};

/// From when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day; `None` for all that came before.
    pub since: Option<NaiveDate>,
    /// The last day.
    pub until: NaiveDate,
}

/// Everything that a report says of a program.
#[derive(Debug, Clone, Serialize)]
pub struct ProgramView {
    /// The day that the numbers are of.
    pub today: NaiveDate,
    /// The first day of the period; `None` for all that came before.
    pub since: Option<NaiveDate>,
    /// The last day of the period.
    pub until: NaiveDate,
    /// The engagements that went on in the period, by their first day.
    #[serde(serialize_with = "rows")]
    pub engagements: Vec<Summary>,
    /// What was answered in each quarter of the period, oldest first.
    #[serde(serialize_with = "periods")]
    pub nps: Vec<QuarterView>,
    /// How many goals were done in the engagements that ended in the period.
    pub goals_done: usize,
    /// How many goals these pursued.
    pub goals_total: usize,
    /// The share that was done, 0…1.
    pub goals_done_share: Option<f64>,
    /// The 95 % interval of that share.
    pub goals_done_interval: Option<ShareInterval>,
    /// What the share says beside the aim.
    pub ambition: Ambition,
    /// The share of the goals that should be done at the end, 0…1.
    pub aim: f64,
    /// The practices, those that reached most teams first.
    pub practices: Vec<PracticeView>,
    /// The feedback for the platform that was met or came further in the period: what several teams met first, then what
    /// costs most.
    pub feedback: Vec<FeedbackView>,
    /// What more than one host has met, that of most hosts first.
    pub patterns: Vec<PatternView>,
    /// What was learnt about engagements in general, that which came up most often first.
    pub takeaways: Vec<RecurringView>,
    /// The champions, those first with whom somebody should talk.
    pub champions: Vec<ChampionView>,
    /// The newest check-in of each engagement of which one was held in the period, oldest first.
    pub check_ins: Vec<HeldCheckInView>,
    /// The engineers by name.
    pub engineers: Vec<EngineerView>,
}

/// A practice and where it was spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PracticeView {
    /// The practice.
    pub practice: String,
    /// The teams that it reached, in the order of time.
    pub teams: Vec<ReachedView>,
}

/// A team that a practice reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReachedView {
    /// The id of the engagement.
    pub engagement: String,
    /// The team.
    pub host: Option<String>,
    /// How far the practice has spread there, 0…1.
    pub diffusion: Option<f64>,
}

/// A takeaway about engagements in general.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecurringView {
    /// What was learnt, in the words of the newest project retro that says it.
    pub text: String,
    /// The ids of the engagements whose project retros say it.
    pub engagements: Vec<String>,
    /// The day on which it was last said.
    pub date: NaiveDate,
}

/// What one engagement adds to the report of a program.
#[derive(Debug, Clone)]
pub struct ProgramPart {
    summary: Summary,
    stay: Stay,
    rounds: Vec<RoundView>,
    /// What its project retro took away about engagements in general, and when.
    takeaways: Vec<(NaiveDate, String)>,
    feedback: Vec<FeedbackView>,
    /// What its host has met, and hosts at which that was seen too.
    met: Vec<PatternView>,
    champions: Vec<ChampionView>,
    check_in: Option<CheckInView>,
    /// Whether it is one of the engagements of the period; what it met may come further long after it, and its champions
    /// stay.
    is_listed: bool,
}

impl Period {
    fn has(self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && day <= self.until
    }

    /// The last day of which something can be known.
    pub fn known_until(self, today: NaiveDate) -> NaiveDate {
        self.until.min(today)
    }
}

impl ProgramPart {
    /// What `record` adds, of which `errors` records cannot be read; `None` where it did not go on in `period`.
    pub fn of(
        record: EngagementRecord,
        settings: &Settings,
        period: Period,
        today: NaiveDate,
        errors: usize,
    ) -> Option<Self> {
        let day = period.known_until(today);
        let mut record = record.as_of(day);
        let summary = Summary::of(&record, settings, day).but_unread(errors);
        let stay = Stay::of(&record);
        let rounds: Vec<_> = RoundView::all(&record).into_iter().filter(|round| period.has(round.date)).collect();
        let goes_on = summary.start <= period.until && period.since.is_none_or(|since| summary.last_day() >= since);
        let retro = record.project_retro.iter().filter(|retro| period.has(retro.date));
        let takeaways = retro.flat_map(|retro| {
            let general = retro.takeaways.iter().filter(|takeaway| takeaway.about == About::Engagements);
            general.map(|takeaway| (retro.date, takeaway.text.clone()))
        });
        let mut feedback = FeedbackView::all(&record);
        feedback.retain(|feedback| feedback.days().any(|day| period.has(day)));
        let takeaways: Vec<_> = takeaways.collect();
        let usual = settings.champion_weeks;
        let champion = |champion| ChampionView::of(champion, &record.engagement, usual, day);
        let champions: Vec<ChampionView> = record.champions.iter().map(champion).collect();
        let check_in = record.check_ins.iter().rfind(|held| period.has(held.date)).map(CheckInView::of);
        record.retros.retain(|retro| period.has(retro.week.friday()));
        let met = PatternView::met(&record, &feedback, Week::of(day));
        let is_listed = goes_on || !rounds.is_empty() || !takeaways.is_empty() || check_in.is_some();
        let says = is_listed || !feedback.is_empty() || !champions.is_empty();
        says.then_some(Self { summary, stay, rounds, takeaways, feedback, met, champions, check_in, is_listed })
    }
}

impl ProgramView {
    /// The report of `parts` over `period`.
    pub fn new(mut parts: Vec<ProgramPart>, settings: &Settings, period: Period, today: NaiveDate) -> Self {
        parts.sort_by(|a, b| (a.summary.start, &a.summary.id).cmp(&(b.summary.start, &b.summary.id)));
        let rounds: Vec<RoundView> = parts.iter().flat_map(|part| part.rounds.iter().cloned()).collect();
        let takeaways = recurring(&parts);
        let (champions, check_ins) = after(&parts, period.known_until(today));
        let mut feedback: Vec<FeedbackView> = parts.iter().flat_map(|part| part.feedback.iter().cloned()).collect();
        FeedbackView::rank(&mut feedback);
        let patterns = PatternView::of_several(parts.iter().flat_map(|part| part.met.iter().cloned()));
        let listed = parts.into_iter().filter(|part| part.is_listed);
        let (engagements, stays): (Vec<Summary>, Vec<Stay>) = listed.map(|part| (part.summary, part.stay)).unzip();
        let engineer = |person| EngineerView::of(person, &stays, period.since, period.until);
        let ended =
            |summary: &&Summary| summary.last_day() <= period.known_until(today) && period.has(summary.last_day());
        let done = GoalsDone {
            done: engagements.iter().filter(ended).map(|summary| summary.goals_done).sum(),
            total: engagements.iter().filter(ended).map(|summary| summary.goals_total).sum(),
        };
        Self {
            today,
            since: period.since,
            until: period.until,
            nps: NpsTrendView::of(&rounds).quarters,
            goals_done: done.done,
            goals_total: done.total,
            goals_done_share: done.share(),
            goals_done_interval: done.interval(),
            ambition: done.ambition(settings.aim),
            aim: settings.aim,
            practices: practices(&engagements),
            feedback,
            patterns,
            takeaways,
            champions,
            check_ins,
            engineers: engineers(&stays).into_iter().map(engineer).collect(),
            engagements,
        }
    }
}

fn practices(engagements: &[Summary]) -> Vec<PracticeView> {
    let mut practices: BTreeMap<String, PracticeView> = BTreeMap::new();
    for summary in engagements {
        let Some(practice) = &summary.practice else { continue };
        let new = || PracticeView { practice: practice.clone(), teams: Vec::new() };
        let known = practices.entry(practice.trim().to_lowercase()).or_insert_with(new);
        known.teams.push(ReachedView {
            engagement: summary.id.clone(),
            host: summary.host.clone(),
            diffusion: summary.diffusion,
        });
    }
    let mut practices: Vec<PracticeView> = practices.into_values().collect();
    practices.sort_by_key(|practice| std::cmp::Reverse(practice.teams.len()));
    practices
}

/// The champions, and the newest check-in of each engagement, the oldest first.
fn after(parts: &[ProgramPart], today: NaiveDate) -> (Vec<ChampionView>, Vec<HeldCheckInView>) {
    let champions = parts.iter().flat_map(|part| part.champions.iter().cloned());
    let held = |part: &ProgramPart| {
        let Summary { id, host, .. } = &part.summary;
        let check_in = part.check_in.clone()?;
        Some(HeldCheckInView { engagement: id.clone(), host: host.clone(), check_in })
    };
    let mut check_ins: Vec<HeldCheckInView> = parts.iter().filter_map(held).collect();
    check_ins.sort_by_key(|held| held.check_in.date);
    (ChampionsView::new(today, champions.collect()).champions, check_ins)
}

/// The takeaways about engagements in general. Those that say the same, letter for letter but for case, spaces and the
/// full stop, are one.
fn recurring(parts: &[ProgramPart]) -> Vec<RecurringView> {
    let mut known: BTreeMap<String, RecurringView> = BTreeMap::new();
    let said = parts.iter().flat_map(|part| part.takeaways.iter().map(move |takeaway| (&part.summary.id, takeaway)));
    for (engagement, (date, text)) in said {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let key = words.join(" ").trim_end_matches(['.', '!']).to_owned();
        let new = || RecurringView { text: text.clone(), engagements: Vec::new(), date: *date };
        let takeaway = known.entry(key).or_insert_with(new);
        if *date >= takeaway.date {
            (takeaway.text, takeaway.date) = (text.clone(), *date);
        }
        if takeaway.engagements.last() != Some(engagement) {
            takeaway.engagements.push(engagement.clone());
        }
    }
    let mut takeaways: Vec<RecurringView> = known.into_values().collect();
    takeaways.sort_by_key(|takeaway| std::cmp::Reverse((takeaway.engagements.len(), takeaway.date)));
    takeaways
}

/// A quarter, by the name that a period has here.
#[derive(Serialize)]
struct QuarterRow<'a> {
    period: &'a str,
    engagements: usize,
    rounds: usize,
    #[serde(flatten)]
    tally: &'a TallyView,
    change: Option<&'a Change>,
}

fn periods<S: Serializer>(quarters: &[QuarterView], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(quarters.iter().map(|quarter| QuarterRow {
        period: &quarter.quarter,
        engagements: quarter.engagements,
        rounds: quarter.rounds,
        tally: &quarter.tally,
        change: quarter.change.as_ref(),
    }))
}
