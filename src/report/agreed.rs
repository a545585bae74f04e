//! What is agreed for an engagement beside its goals, in words.

use super::numbers::day;
use super::view::{AgreedView, AgreementView, WeeklyRetroView};
use crate::text::{clean, clean_lines, list};

/// What is agreed, each with what it is: `("weekly retro", "Thursdays at 14:00")`. The texts are cleaned.
pub(super) fn agreed(view: &AgreedView) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.as_deref().map(|text| clean_lines(text).into_owned());
    let rituals: Vec<_> = view.rituals.iter().map(|ritual| clean(ritual)).collect();
    let agreements: Vec<String> = view.agreements.iter().map(agreement).collect();
    let lines = [
        ("desired outcome", text(&view.desired_outcome)),
        ("symptom", text(&view.symptom)),
        ("gone when", text(&view.symptom_metric)),
        ("kick-off", view.kickoff.map(day)),
        ("weekly retro", view.weekly_retro.as_ref().map(weekly_retro).filter(|words| !words.is_empty())),
        ("joins", Some(list(&rituals)).filter(|_| !rituals.is_empty())),
        ("expectations", Some(format!("agreed by {}", list(&agreements))).filter(|_| !agreements.is_empty())),
    ];
    lines.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
}

fn agreement(agreement: &AgreementView) -> String {
    format!("{} on {}", clean(&agreement.person.name), day(agreement.date))
}

/// `Thursdays at 14:00`, or what stands in for it.
pub fn weekly_retro(view: &WeeklyRetroView) -> String {
    let weekday = view.day.map(|day| {
        let name = day.label();
        format!("{}{}s", name.get(..1).unwrap_or_default().to_uppercase(), name.get(1..).unwrap_or_default())
    });
    let when = match (weekday, view.time.as_deref()) {
        (Some(day), Some(time)) => format!("{day} at {time}"),
        (Some(day), None) => day,
        (None, Some(time)) => format!("at {time}"),
        (None, None) => String::new(),
    };
    let Some(by) = view.replaced_by.as_deref() else { return when };
    let because = view.because.as_deref().map_or_else(String::new, |because| format!(", because {}", clean(because)));
    let when = if when.is_empty() { when } else { format!(" ({when})") };
    format!("{} in its place{when}{because}", clean(by))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WorkDay;

    #[test]
    fn when_the_retro_is_held_reads_as_a_sentence() {
        let (day, time) = (Some(WorkDay::Thursday), Some(String::from("14:00")));
        let by = |by: &str| (Some(by.to_owned()), Some(String::from("it asks for criticism")));
        for (day, time, (replaced_by, because), words) in [
            (day, time.clone(), (None, None), "Thursdays at 14:00"),
            (day, None, (None, None), "Thursdays"),
            (None, time.clone(), (None, None), "at 14:00"),
            (None, None, by("Team retro"), "Team retro in its place, because it asks for criticism"),
            (day, time, by("a\u{1b}b"), "a␛b in its place (Thursdays at 14:00), because it asks for criticism"),
        ] {
            assert_eq!(weekly_retro(&WeeklyRetroView { day, time, replaced_by, because }), words);
        }
    }
}
