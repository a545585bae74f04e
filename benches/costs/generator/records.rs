//! The records of one planned engagement as text.

use fastrand::Rng;

use super::text::Text;
use super::words::{self, Task};
use super::{METRIC_GOAL, Plan, Standing, WEEKS};

/// File names with their text.
type Files = Vec<(String, String)>;

pub(super) fn engagement(plan: &mut Plan) -> String {
    let (host, practice) = (plan.host, plan.practice);
    let mail = |name: &&str| format!("{name} <{}@example.org>", name.to_lowercase().replace(' ', "."));
    let team: Vec<String> = plan.team.iter().map(mail).collect();
    let kinds = ["adoption", "strategic", "early-adopter", "debug", "spread"];
    let end = plan.first_week.plus(WEEKS - 1).friday();
    let mut text = Text::default();
    text.text("title", &format!("{} for {}", practice.name, host.name));
    text.text("practice", &practice.name.to_lowercase());
    text.text("kind", plan.rng.choice(kinds).unwrap_or("adoption"));
    text.gap().text("host", host.name);
    text.gap().plain("start", plan.first_week.monday());
    text.gap().plain("end", end);
    if plan.held > 6 {
        text.gap().plain("mvp_in_production", plan.first_week.plus(5).friday());
    }
    text.gap().texts("engineers", &team[..1]);
    text.gap().text("advisor", &team[1]);
    text.gap().texts("people", &team[2..]);
    match plan.standing {
        Standing::Planned | Standing::Running => {}
        Standing::Closed => {
            text.header("[close]").plain("date", end);
            text.text("outcome", "The host team goes on by itself and shows others");
        }
        Standing::EndedEarly => {
            text.header("[close]").plain("date", plan.last_week().friday());
            text.plain("early", true).text("reason", "The host's priorities changed");
        }
    }
    text.take()
}

pub(super) fn goals(plan: &mut Plan) -> Files {
    let mut goals = vec![adoption(plan), outcome(plan), milestone(plan), confidence(plan)];
    if plan.rng.u8(0..4) == 0 {
        // Some engagements are about one thing less.
        goals.pop();
    }
    goals.into_iter().map(|(id, text)| (format!("{id}.toml"), text)).collect()
}

fn adoption(plan: &mut Plan) -> (&'static str, String) {
    let (baseline, distance) = (plan.rng.i64(0..4), plan.rng.i64(8..25));
    let mut text = Text::default();
    text.text("title", &format!("Services that use {}", plan.practice.name.to_lowercase()));
    text.text("why", "What one service has, the others can copy");
    text.gap().text("kind", "diffusion").text("measure", "metric").text("unit", "services");
    text.plain("baseline", baseline).gap().plain("target", baseline + distance);
    let reached = |share: f64| baseline + rounded(share * distance as f64);
    scores(plan, &mut text, |share| reached(share).to_string());
    (METRIC_GOAL, text.take())
}

/// A goal that is reached by getting less.
fn outcome(plan: &mut Plan) -> (&'static str, String) {
    let (target, distance) = (plan.rng.i64(1..5), plan.rng.i64(6..20));
    let (title, unit) = plan.practice.outcome;
    let mut text = Text::default();
    text.text("title", title).text("why", "This is what the host's own leads look at");
    text.gap().text("kind", "business").text("measure", "metric").text("unit", unit);
    text.plain("baseline", target + distance).gap().plain("target", target);
    if plan.rng.bool() {
        text.gap().plain("weight", 2);
    }
    let reached = |share: f64| target + distance - rounded(share * distance as f64);
    scores(plan, &mut text, |share| reached(share).to_string());
    ("outcome", text.take())
}

fn milestone(plan: &mut Plan) -> (&'static str, String) {
    let mut text = Text::default();
    text.text("title", "A first service in production").gap();
    text.text("kind", "technical").text("measure", "milestone").gap().plain("mvp", true);
    scores(plan, &mut text, |share| (share > 0.5).to_string());
    ("first-service-live", text.take())
}

fn confidence(plan: &mut Plan) -> (&'static str, String) {
    let mut text = Text::default();
    text.text("title", "How sure the team is of its releases").gap();
    text.text("kind", "technical").text("measure", "rating");
    scores(plan, &mut text, |share| (rounded(share * 20.0) as f64 / 20.0).to_string());
    ("confidence", text.take())
}

/// Most weeks up to the newest, each with the value that stands for a share of the way that has been gone.
fn scores(plan: &mut Plan, text: &mut Text, value: impl Fn(f64) -> String) {
    if plan.held == 0 {
        return;
    }
    let pace = 0.4 + 0.7 * plan.rng.f64();
    text.header("[scores]");
    for week in 0..plan.held {
        let is_newest = week + 1 == plan.held;
        if !is_newest && plan.rng.u8(0..8) == 0 {
            continue;
        }
        let share = pace * (week + 1) as f64 / WEEKS as f64 + 0.08 * (plan.rng.f64() - 0.5);
        let value = value(share.clamp(0.0, 1.0));
        let week = plan.first_week.plus(week);
        match plan.rng.u8(0..6) {
            0 => text.line(format_args!(
                "{week} = {{ value = {value}, note = \"{}\" }}",
                pick(&mut plan.rng, &words::NOTES)
            )),
            _ => text.line(format_args!("{week} = {{ value = {value} }}")),
        };
    }
}

#[expect(clippy::cast_possible_truncation, reason = "shares of small distances")]
fn rounded(number: f64) -> i64 {
    number.round() as i64
}

/// A retro a week. Actions and blockers are raised, carried and settled in later weeks.
pub(super) fn retros(plan: &mut Plan) -> Files {
    let mut actions = Open::of(&mut plan.rng, &words::ACTIONS);
    let mut blockers = Open::of(&mut plan.rng, &words::BLOCKERS);
    (0..plan.held)
        .map(|number| {
            let week = plan.first_week.plus(number);
            (format!("{week}.toml"), retro(plan, number, &mut actions, &mut blockers))
        })
        .collect()
}

fn retro(plan: &mut Plan, number: i64, actions: &mut Open, blockers: &mut Open) -> String {
    let friday = plan.first_week.plus(number).friday();
    let rng = &mut plan.rng;
    let mut text = Text::default();
    text.plain("date", friday).plain("minutes", rng.u8(20..36));
    let there = rng.usize(3..=plan.team.len());
    text.texts("present", &plan.team[..there]);
    if number < 6 {
        text.gap().plain("mvp_weeks", 6 - number);
    }
    let (well, poorly) = (rng.usize(2..5), rng.usize(0..4));
    text.gap().texts("went_well", &rng.choose_multiple(words::WELL, well));
    text.gap().texts("went_poorly", &rng.choose_multiple(words::POORLY, poorly));
    if poorly == 0 {
        text.gap().plain("asked_for_negative", true);
    }
    let done = actions.settle(rng, 70);
    let dropped = actions.settle(rng, 10);
    let cleared = blockers.settle(rng, 40);
    text.gap().texts("done", &done).texts("dropped", &dropped).texts("cleared", &cleared);
    let raised = rng.usize(1..3);
    tasks(rng, &plan.team, &mut text, "[[next]]", actions.raise(raised));
    let blocked = usize::from(rng.u8(0..6) == 0);
    tasks(rng, &plan.team, &mut text, "[[blockers]]", blockers.raise(blocked));
    if rng.u8(0..8) == 0 {
        text.header("[[notes]]").text("title", "Kudos").text("text", "To operations, for the quiet release");
    }
    text.take()
}

fn tasks(rng: &mut Rng, team: &[&str], text: &mut Text, header: &str, tasks: Vec<Task>) {
    for (id, what) in tasks {
        text.header(header).text("id", id).text("text", what);
        if rng.u8(0..3) > 0 {
            let name = pick(rng, team);
            text.text("owner", name.split(' ').next().unwrap_or(name));
        }
    }
}

/// Tasks that are still to be raised, and those that are open.
struct Open {
    unraised: Vec<Task>,
    open: Vec<Task>,
}

impl Open {
    fn of(rng: &mut Rng, tasks: &[Task]) -> Self {
        let mut unraised = tasks.to_vec();
        rng.shuffle(&mut unraised);
        Self { unraised, open: Vec::new() }
    }

    fn raise(&mut self, count: usize) -> Vec<Task> {
        let raised = self.unraised.split_off(self.unraised.len().saturating_sub(count));
        self.open.extend(&raised);
        raised
    }

    /// Settles each open task with a chance of `percent`, and names them.
    fn settle(&mut self, rng: &mut Rng, percent: u8) -> Vec<&'static str> {
        let (settled, open): (Vec<Task>, Vec<Task>) = self.open.drain(..).partition(|_| rng.u8(0..100) < percent);
        self.open = open;
        settled.into_iter().map(|(id, _)| id).collect()
    }
}

/// Survey rounds by date: one half way, one at the end.
pub(super) fn rounds(plan: &mut Plan) -> Vec<(String, Files)> {
    let held = [WEEKS / 2, WEEKS].into_iter().filter(|week| *week <= plan.held);
    held.map(|week| plan.first_week.plus(week - 1).friday().to_string())
        .map(|date| (date, round(&mut plan.rng)))
        .collect()
}

fn round(rng: &mut Rng) -> Files {
    let answers = rng.usize(7..13);
    let mut files = vec![(String::from("survey.toml"), format!("asked = {}\n", answers + rng.usize(0..4)))];
    let letter = |rng: &mut Rng| char::from(b'a' + rng.u8(0..26));
    files.extend((0..answers).map(|_| {
        let name: String = (0..8).map(|_| letter(rng)).collect();
        let mut text = Text::default();
        let score = rng.choice([10, 10, 9, 9, 9, 9, 8, 8, 8, 7, 7, 6, 5, 3]).unwrap_or(8);
        text.plain("score", score).text("role", pick(rng, &words::ROLES));
        if rng.u8(0..3) > 0 {
            text.text("why", pick(rng, &words::WHY));
        }
        (format!("{name}.toml"), text.take())
    }));
    files
}

fn pick<'t>(rng: &mut Rng, from: &[&'t str]) -> &'t str {
    rng.choice(from).copied().unwrap_or_default()
}
