//! The rules of the record. The store applies them while it reads; here they have their names and their reasons.

use super::{Group, Rule, Severity};

macro_rules! record_rules {
    ($($name:ident = $id:literal, $severity:ident, $summary:literal, $explanation:literal;)*) => {
        $(
            #[doc = $summary]
            pub static $name: Rule = Rule {
                id: $id,
                group: Group::Record,
                severity: Severity::$severity,
                summary: $summary,
                explanation: $explanation,
                numbers: &[],
            };
        )*

        /// Every rule of the record.
        pub(super) static ALL: &[&Rule] = &[$(&$name),*];
    };
}

record_rules! {
    UNREADABLE = "unreadable", Error,
        "every record is a regular UTF-8 file of moderate size",
        "A record is a plain file that anybody can read. A symbolic link, a device, a file over 4 MiB or bytes that are \
         not UTF-8 cannot be a record, and nothing is read from them. Put the text back from git, or remove the file.";
    SYNTAX = "syntax", Error,
        "every record is valid TOML",
        "The file breaks the rules of TOML at the place that is named. Until it is mended nothing in it is read and no \
         command changes it.";
    CONFLICT = "conflict", Error,
        "no record holds the marks of an unfinished merge",
        "Git has left two versions in the file, between lines of `<<<<<<<`, `=======` and `>>>>>>>`. `auxeng resolve` \
         joins them field by field, and asks where they contradict. By hand: keep the lines that are right, remove the \
         marks, and tell git with `git add`.";
    MISSING_FILE = "missing-file", Error,
        "a folder of goals or retros has its engagement.toml, and one of votes its proposal.toml",
        "The folder holds records of an engagement or a proposal, and the file that says what it is has gone, often in a \
         merge. Without it none of them is read. Put it back from git: `git log -- FOLDER/engagement.toml` tells where \
         it went.";
    MISSING_FIELD = "missing-field", Error,
        "a record has every field that it cannot do without",
        "A field without which the record says nothing is not there. docs/file-format.md shows each file with all of \
         its fields.";
    WRONG_TYPE = "wrong-type", Error,
        "every field has the type that it should have",
        "The value is of another type than the field: a text where a date should be, a number where a list should be. \
         Dates are written without quotes, texts with them.";
    INVALID_VALUE = "invalid-value", Error,
        "every value lies within its range",
        "The value has the right type and still cannot be: a score of 11, a week 54, an end before the start.";
    INVALID_NAME = "invalid-name", Error,
        "the name of a record's file or folder is its id",
        "Ids are file names, and must work on every system: a–z, 0–9 and `-`. Goals and milestones are named by id, retros by ISO week or \
         `project`, survey rounds and check-ins by date, feedback by date and id, champions, votes and agreements by the id of a person's name.";
    MISPLACED = "misplaced", Error,
        "a record lies where its content says",
        "The place of a file and its content disagree, as when git took a new file for a renamed one and put somebody's \
         change into it. Look at the history of both files and put each content into its place.";
    DUPLICATE_ID = "duplicate-id", Error,
        "no id stands for two open actions or two open blockers",
        "Two actions of the same name were raised before either was settled, often by two people at once. Give one of \
         them another `id`, so that `--done` can mean one of them.";
    SAID_TWICE = "said-twice", Warning,
        "no list says the same thing twice",
        "Two items of a list are the same. Mostly two people have added it at the same time, and git has kept both. Take \
         one of them away.";
    SETTLED_TWICE = "settled-twice", Warning,
        "no action is both done and dropped",
        "One retro says that an action is done, and another that it is dropped, often because two people said so at once. \
         The first one counts. Agree on one, and take the id out of the other list.";
    COUNTED_TWICE = "counted-twice", Warning,
        "no answer of an export is in two survey rounds",
        "The same export was imported into two rounds, as when two people import it on different days. Each of its answers \
         counts twice. Keep the round that is right, and remove the files of the other with git.";
    SAME_PERSON = "same-person", Warning,
        "nobody has two files in one folder of votes, agreements or champions",
        "Two files are about the same person, mostly because two people wrote them at once and spelled the name in two \
         ways. Both count, so that a vote counts twice. Agree on what holds, keep it in one file, and remove the other with \
         git.";
    DECLINED_AND_OPENED = "declined-and-opened", Warning,
        "no proposal is declined that is an engagement",
        "The proposal says that it was declined, and beside it lies an engagement, mostly because one person opened it while \
         another declined it. The engagement counts. Agree on one: correct `accepted` in the proposal, or end the \
         engagement before its time.";
    WITHDRAWN_AND_GOES_ON = "withdrawn-and-goes-on", Warning,
        "no feedback is withdrawn that was shipped, or that goes on later",
        "The feedback is withdrawn, and the platform was changed for it, or a step of its way home is of a later day. Mostly \
         one person withdrew it while another went on. It counts as withdrawn, and lists leave it out. Agree on one: \
         `auxeng feedback edit NAME --resume` takes the withdrawal back, `--withdrawn` withdraws again what was not shipped.";
    DANGLING = "dangling-reference", Warning,
        "what a retro settles was raised before",
        "A retro says that an action is done or dropped, or a blocker cleared, and no retro up to then has raised it. \
         Mostly the id is mistyped.";
    UNKNOWN_FIELD = "unknown-field", Warning,
        "every field is one that the format knows",
        "The field means nothing to this version of auxeng. It is kept as it is by every edit. If it is a slip of the \
         pen, what it should say is missing.";
    UNKNOWN_FILE = "unknown-file", Warning,
        "every file among the records is a record",
        "The file lies in a folder of records and is none: its name is not one that a record there can have. It is \
         left alone and not read.";
}
