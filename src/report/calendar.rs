//! The agenda for a calendar: iCalendar, as RFC 5545 has it.

use chrono::{NaiveDate, NaiveTime};

use super::view::{AgendaItem, AgendaView};
use crate::text::clean;

/// The agenda as a calendar with an event for each thing. What has no day stands on the Friday, all day long.
///
/// The name of an event (`UID`) follows from what it is about, so that a calendar that reads it again moves the event and
/// adds none. All times are those of whoever reads it: records know no time zone.
pub fn agenda_calendar(view: &AgendaView) -> String {
    let mut calendar = Calendar::default();
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//auxeng//agenda//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    for item in &view.items {
        event(&mut calendar, view, item);
    }
    calendar.line("END", "VCALENDAR");
    calendar.text
}

fn event(calendar: &mut Calendar, view: &AgendaView, item: &AgendaItem) {
    let date = item.date.unwrap_or_else(|| view.week.friday());
    calendar.line("BEGIN", "VEVENT");
    calendar.line("UID", &format!("{}.{}.{}@auxeng", item.kind.label(), item.key, item.engagement));
    calendar.line("DTSTAMP", &format!("{}T000000Z", view.today.format("%Y%m%d")));
    match item.time {
        Some(time) => timed(calendar, date, time, item.minutes),
        None => whole_day(calendar, date),
    }
    calendar.text("SUMMARY", &format!("{}: {}", item.engagement, item.text));
    calendar.text("DESCRIPTION", &description(item));
    calendar.text("CATEGORIES", item.kind.label());
    calendar.line("END", "VEVENT");
}

fn timed(calendar: &mut Calendar, date: NaiveDate, time: NaiveTime, minutes: Option<u32>) {
    calendar.line("DTSTART", &date.and_time(time).format("%Y%m%dT%H%M%S").to_string());
    if let Some(minutes) = minutes {
        calendar.line("DURATION", &format!("PT{minutes}M"));
    }
}

/// An event that takes no time of the day.
fn whole_day(calendar: &mut Calendar, date: NaiveDate) {
    calendar.line("DTSTART;VALUE=DATE", &date.format("%Y%m%d").to_string());
    calendar.line("TRANSP", "TRANSPARENT");
}

/// Since when it waits, and the command that records it.
fn description(item: &AgendaItem) -> String {
    match item.since {
        Some(since) => format!("since {since}\n{}", item.command),
        None => item.command.clone(),
    }
}

/// A calendar that is being written.
#[derive(Default)]
struct Calendar {
    text: String,
}

impl Calendar {
    /// A property whose value is a text, which may hold anything.
    fn text(&mut self, name: &str, text: &str) {
        let lines: Vec<String> = text.split('\n').map(escaped).collect();
        self.line(name, &lines.join("\\n"));
    }

    /// A property. A line holds no more than 75 bytes; further ones begin with a space.
    fn line(&mut self, name: &str, value: &str) {
        const LONGEST: usize = 75;
        let mut length: usize = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length.saturating_add(c.len_utf8()) > LONGEST {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length = length.saturating_add(c.len_utf8());
        }
        self.text.push_str("\r\n");
    }
}

/// A line of a text, in which nothing means something to a calendar or acts on a terminal.
fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in clean(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            line.push('\\');
        }
        line.push(c);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_at_most_75_bytes_and_no_half_letters() {
        for letter in ["a", "é", "林", "🎉"] {
            for length in [0, 1, 20, 74, 75, 76, 200] {
                let mut calendar = Calendar::default();
                calendar.text("SUMMARY", &letter.repeat(length));
                let lines: Vec<&str> = calendar.text.split_terminator("\r\n").collect();
                assert!(lines.iter().all(|line| line.len() <= 75), "{lines:?}");
                assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')), "{lines:?}");
                let unfolded = calendar.text.replace("\r\n ", "");
                assert_eq!(unfolded, format!("SUMMARY:{}\r\n", letter.repeat(length)));
            }
        }
    }

    #[test]
    fn what_means_something_is_escaped() {
        for (text, expected) in [
            ("a, b; c: d", "a\\, b\\; c: d"),
            ("C:\\temp", "C:\\\\temp"),
            ("one\ntwo", "one\\ntwo"),
            ("\\n", "\\\\n"),
            ("a\r\nEND:VEVENT", "a␍\\nEND:VEVENT"),
            ("\u{1b}[2J", "␛[2J"),
        ] {
            let mut calendar = Calendar::default();
            calendar.text("X", text);
            assert_eq!(calendar.text, format!("X:{expected}\r\n"), "{text:?}");
        }
    }
}
