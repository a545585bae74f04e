//! The usual names of the headings.

use super::Section;

/// The names of each section, parted by commas, in the form of a key: lower case, no punctuation.
///
/// "Stop" is a thing that went poorly: as an action, "long meetings" would say the opposite of what
/// was meant.
pub(super) const USUAL: [(Section, &str); 5] = [
    (
        Section::WentWell,
        "went well, went really well, what went well, what has gone well, what is going well, \
         whats going well, going well, things that went well, what did we do well, well, good, \
         the good, good things, what was good, worked, worked well, what worked, what worked \
         well, what is working, whats working, working well, positive, positives, plus, pluses, \
         pros, highlights, wins, successes, liked, likes, we liked, what we liked, what did we \
         like, i liked, loved, keep, keep doing, what to keep, things to keep, continue, \
         continue doing, glad, happy",
    ),
    (
        Section::WentPoorly,
        "went poorly, what went poorly, poorly, went badly, what went badly, went wrong, what \
         went wrong, went less well, what went less well, went not so well, didnt go well, what \
         didnt go well, didnt go so well, what didnt go so well, did not go well, what did not \
         go well, did not go so well, what did not go so well, things that didnt go well, not \
         so well, not so good, less good, didnt work, what didnt work, what didnt work well, \
         what did not work, what isnt working, not working, could be better, what could be \
         better, could have been better, what could have been better, could have gone better, \
         what could have gone better, could go better, what could go better, to improve, \
         improve, improvement, improvements, things to improve, what to improve, what can we \
         improve, what could we improve, what should we improve, can be improved, what can be \
         improved, could be improved, what could be improved, areas to improve, areas for \
         improvement, room for improvement, opportunities for improvement, needs improvement, \
         need improvement, what needs improvement, needs improving, bad, the bad, bad things, \
         what was bad, negative, negatives, minus, minuses, cons, delta, deltas, problems, \
         issues, pain points, challenges, difficulties, frustrations, lowlights, disliked, \
         dislikes, we disliked, what we disliked, didnt like, what we didnt like, what didnt we \
         like, lacked, mad, sad, stop, stop doing",
    ),
    (
        Section::Next,
        "do next time, next time, to do next time, what to do next time, what we will do next \
         time, what will we do next time, do differently, do differently next time, what to do \
         differently, what will we do differently, what would we do differently, what we will \
         do differently, action, actions, action item, action items, action point, action \
         points, action list, action plan, agreed actions, new actions, next actions, \
         improvement actions, follow up, follow ups, followup, followups, next, next step, next \
         steps, next week, next sprint, to do, to dos, todo, todos, to do list, todo list, \
         tasks, try, to try, things to try, what to try, what should we try, try next, try next \
         time, start, start doing, experiments, commitments",
    ),
    (
        Section::Present,
        "present, who was present, attendee, attendees, attendance, attended, attended by, \
         attending, in attendance, participant, participants, who was there, who was here, who \
         is here, whos here, who came, who attended, people present, in the room",
    ),
    (
        Section::Blockers,
        "blocker, blockers, blocked, blocked by, blocking, blocking us, blocking issues, \
         current blockers, open blockers, what is blocking us, whats blocking us, what blocks \
         us, impediment, impediments, obstacle, obstacles, roadblock, roadblocks, in the way, \
         in our way, what is in the way, whats in the way, what is in our way, whats in our way",
    ),
];

/// The single names of [`USUAL`].
pub(super) fn usual_names() -> impl Iterator<Item = (Section, &'static str)> {
    USUAL.into_iter().flat_map(|(section, names)| names.split(", ").map(move |name| (section, name)))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_name_stands_twice() {
        let mut seen = HashSet::new();
        for (_, name) in usual_names() {
            assert!(seen.insert(name), "{name}");
        }
    }
}
