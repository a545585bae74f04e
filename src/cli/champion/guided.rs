//! Asking at the terminal for a champion, and for what one said.

use super::add::{self, AddArgs, Said};
use super::find::Champions;
use super::talk::{TalkArgs, Whom, record};
use super::{adoption, sentiment, weeks};
use crate::cli::asking::{Asked, CommandLine, HOW, STOPPED, Step, any_text, ask_in_turn, keeping_answers, problem};
use crate::cli::context::Context;
use crate::cli::failure::{ExitStatus, Failure};
use crate::cli::names::slug;
use crate::cli::people::person;
use crate::model::{Champion, Slug};
use crate::report::{self, percent};
use crate::store::Store;
use crate::text::clean;
use crate::ui::prompt::{Ask, Move, Stop, pick};

/// Asks for a champion and adds them.
pub(super) fn add(
    context: &Context,
    asker: &mut dyn Ask,
    (store, id): (&Store, &Slug),
    given: &AddArgs,
) -> anyhow::Result<ExitStatus> {
    asker.tell(HOW);
    let mut form = AddForm { given, said: given.clone(), usual: store.settings().champion_weeks };
    let asked = ask_in_turn(&mut form, asker, &AddForm::STEPS);
    let said = form.said;
    let answered = CommandLine::new("auxeng champion add")
        .text(said.name.as_deref())
        .option("--for", &said.cause)
        .option("--every", &said.every)
        .option("--id", &said.id)
        .option("-e", [id.as_str()]);
    let is_answered = said.name.is_some();
    let ended = asked.map_err(anyhow::Error::from).and_then(|()| {
        add::add(context, store, id, &Said::of(&said)?)?;
        Ok(ExitStatus::Done)
    });
    keeping_answers(context, ended, (Some(&answered).filter(|_| is_answered), STOPPED))
}

/// What was given and answered of a new champion.
struct AddForm<'a> {
    given: &'a AddArgs,
    said: AddArgs,
    /// How many weeks lie between two talks unless said otherwise.
    usual: u32,
}

impl AddForm<'_> {
    const STEPS: [Step<Self>; 4] = [Self::ask_name, Self::ask_id, Self::ask_cause, Self::ask_every];

    fn ask_name(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help = "Somebody of the host team, as Clara Weiss or Clara Weiss <clara@example.org>.";
        let asked = Asked { prompt: "name", help, required: true, ..Asked::default() };
        asked.fill(asker, &mut self.said.name, |text| {
            person("NAME", text).map(|person| person.to_string()).map_err(problem)
        })
    }

    /// Asks for the name of the file, but only where the person's name gives none.
    fn ask_id(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let named = self.said.name.as_deref().and_then(|name| person("NAME", name).ok());
        let is_named = named.is_some_and(|person| Slug::from_title(&person.name).is_some());
        if self.given.id.is_some() || is_named {
            return Ok(Move::Silent);
        }
        let help = "The name of the file: up to 64 of a to z, 0 to 9 and -, such as clara-weiss.";
        Asked { prompt: "id", help, required: true, ..Asked::default() }
            .fill(asker, &mut self.said.id, |text| slug(text).map(|id| id.to_string()).map_err(problem))
    }

    fn ask_cause(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.cause.is_some() {
            return Ok(Move::Silent);
        }
        let help = "What they are enthusiastic about: a trace before a log. Empty leaves it out.";
        Asked { prompt: "for what", help, ..Asked::default() }.fill(asker, &mut self.said.cause, any_text)
    }

    fn ask_every(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        if self.given.every.is_some() {
            return Ok(Move::Silent);
        }
        let prompt = format!("how often to talk, in weeks (as with all, {})", self.usual);
        let help = "How many weeks lie between two talks. Empty is as often as with all.";
        Asked { prompt: &prompt, help, ..Asked::default() }
            .fill(asker, &mut self.said.every, |text| weeks(text).map(|_| text.to_owned()).map_err(problem))
    }
}

/// Asks with whom somebody talked, where that is not said, and for what was said, and records it.
pub(super) fn talk(
    context: &Context,
    asker: &mut dyn Ask,
    store: &Store,
    champions: Champions,
    given: &TalkArgs,
) -> anyhow::Result<ExitStatus> {
    let date = context.past_day(given.date.as_deref())?;
    let (engagement, champion) = match given.champion.as_deref() {
        Some(name) => champions.called(context, store, name)?,
        None => whom(context, store, &champions)?,
    };
    let mut said = TalkArgs { champion: Some(champion.id.to_string()), ..given.clone() };
    said.engagement.engagement = Some(engagement.to_string());
    if given.is_empty() {
        asker.tell(HOW);
        asker.tell(&last_said(&champion));
    }
    let unasked = command(&said);
    let mut form = TalkForm { said: &mut said };
    let asked = if given.is_empty() { ask_in_turn(&mut form, asker, &TalkForm::STEPS) } else { Ok(()) };
    let answered = command(&said);
    let answered = Some(&answered).filter(|answered| **answered != unasked);
    let ended = asked.map_err(anyhow::Error::from).and_then(|()| {
        record(context, store, &Whom { engagement, champion: champion.id, date }, &said)?;
        Ok(ExitStatus::Done)
    });
    keeping_answers(context, ended, (answered, STOPPED))
}

/// Lets the person pick a champion, those first with whom somebody should talk.
fn whom(context: &Context, store: &Store, champions: &Champions) -> anyhow::Result<(Slug, Champion)> {
    let usual = store.settings().champion_weeks;
    let mut due: Vec<_> = champions
        .found
        .iter()
        .filter_map(|(engagement, champion)| {
            champion.next_talk(engagement, usual).map(|next| (next, &engagement.id, champion))
        })
        .collect();
    due.sort_by_key(|(next, engagement, champion)| (*next, *engagement, champion.id.clone()));
    match due.as_slice() {
        [] => Err(Failure::refused("there is no champion to talk with")
            .help("add one: auxeng champion add \"Clara Weiss\" --for \"a trace before a log\"")
            .into()),
        [(_, engagement, only)] => Ok(((*engagement).clone(), (*only).clone())),
        several => {
            let line = |(next, engagement, champion): &(chrono::NaiveDate, &Slug, &Champion)| {
                let when = if *next <= context.today() { "due" } else { "due from" };
                format!("{} of {engagement}, {when} {}", clean(&champion.person.name), report::day(*next))
            };
            let items: Vec<String> = several.iter().map(line).collect();
            context.ui.tell("With whom? Type a part of a name, or move to it; Enter takes it, Esc leaves.");
            let picked = pick(&context.ui, "champion", &items)?;
            let picked = several.get(picked).ok_or_else(|| Failure::refused("nobody was picked"))?;
            Ok((picked.1.clone(), picked.2.clone()))
        }
    }
}

/// What was said the last time.
fn last_said(champion: &Champion) -> String {
    let name = clean(&champion.person.name);
    let Some((date, talk)) = champion.talks.last_key_value() else {
        return format!("{name}: nobody has talked with them yet.");
    };
    let sentiment = talk.sentiment().map(|sentiment| format!(", sentiment {} of 10", sentiment.get()));
    let adoption = talk.adoption().map(|adoption| format!(", adoption {}", percent(adoption)));
    let note = talk.note().map(|note| format!("\n  {}", clean(note)));
    let said: String = [sentiment, adoption, note].into_iter().flatten().collect();
    format!("{name}, last on {}{said}", report::day(*date))
}

fn command(said: &TalkArgs) -> CommandLine {
    CommandLine::new("auxeng champion talk")
        .text(said.champion.as_deref())
        .option("--sentiment", &said.sentiment)
        .option("--adoption", &said.adoption)
        .option("--note", &said.note)
        .option("--date", &said.date)
        .option("-e", &said.engagement.engagement)
}

/// What was answered of a talk.
struct TalkForm<'a> {
    said: &'a mut TalkArgs,
}

impl TalkForm<'_> {
    const STEPS: [Step<Self>; 3] = [Self::ask_sentiment, Self::ask_adoption, Self::ask_note];

    fn ask_sentiment(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help =
            "How content they are with the platform: a whole number from 0, not at all, to 10. Empty leaves it out.";
        Asked { prompt: "sentiment, 0 to 10", help, ..Asked::default() }.fill(asker, &mut self.said.sentiment, |text| {
            sentiment(text).map(|value| value.get().to_string()).map_err(problem)
        })
    }

    fn ask_adoption(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let help =
            "How much of what could use the platform does, as they see it: 60%, 0.6 or 3/5. Empty leaves it out.";
        Asked { prompt: "adoption", help, ..Asked::default() }
            .fill(asker, &mut self.said.adoption, |text| adoption(text).map(|_| text.to_owned()).map_err(problem))
    }

    fn ask_note(&mut self, asker: &mut dyn Ask) -> Result<Move, Stop> {
        let nothing = self.said.sentiment.is_none() && self.said.adoption.is_none();
        let help = "What else was said. It may be empty where a sentiment or an adoption was told.";
        let prompt = if nothing { "what was said (one of the three is wanted)" } else { "what else was said" };
        Asked { prompt, help, required: nothing, ..Asked::default() }.fill(asker, &mut self.said.note, any_text)
    }
}
