//! What each command may change of records that are there.

/// A command, and by what the lines are known that it may change, add or take away: how they begin.
pub(super) struct Change {
    pub(super) command: &'static str,
    pub(super) about: &'static [(&'static str, &'static [&'static str])],
}

const ENGAGEMENT: &str = "checkout/engagement.toml";
const GOAL: &str = "checkout/goals/coverage.toml";
const RETRO: &str = "checkout/retros/2026-W46.toml";
const PROJECT: &str = "checkout/retros/project.toml";
const FEEDBACK: &str = "checkout/feedback/2026-10-28-slow.toml";
const SURVEY: &str = "checkout/nps/2026-11-10/survey.toml";
const CHAMPION: &str = "checkout/champions/lee.toml";
const CHECK_IN: &str = "search/checkins/2026-11-18.toml";
const PROPOSAL: &str = "flags/proposal.toml";
const VOTE: &str = "flags/votes/ana.toml";
const AGREEMENT: &str = "flags/agreements/lee.toml";

/// One line for each thing that commands do to a record which is there. What else they write is a new file.
pub(super) const CHANGES: &[Change] = &[
    Change {
        command: "edit checkout --title New --host New --home New",
        about: &[(ENGAGEMENT, &["title", "host", "home"])],
    },
    Change {
        command: "edit checkout --start 2026-10-19 --end 2027-01-15 --practice pairing --kind spread",
        about: &[(ENGAGEMENT, &["start", "end", "practice", "kind"])],
    },
    Change { command: "edit checkout --mvp-in-production 2026-11-20", about: &[(ENGAGEMENT, &["mvp_in_production"])] },
    Change {
        command: "edit checkout --person Bo",
        about: &[(ENGAGEMENT, &["people", "\"Mei\"", "\"Ida\"", "\"Bo\"", "]"])],
    },
    Change { command: "edit checkout --advisor Zoe", about: &[(ENGAGEMENT, &["advisor"])] },
    Change { command: "edit checkout --engineer Bo", about: &[(ENGAGEMENT, &["engineers", "\"Ana", "\"Bo\"", "]"])] },
    Change { command: "goal add New --rating -e checkout", about: &[] },
    Change { command: "goal edit coverage -e checkout --to 20 --why New", about: &[(GOAL, &["target", "why"])] },
    Change {
        command: "goal edit coverage -e checkout --weight 2 --unit teams --title New",
        about: &[(GOAL, &["weight", "unit", "title"])],
    },
    Change {
        command: "goal drop coverage -e checkout --reason New",
        about: &[(GOAL, &["[dropped]", "date", "reason"])],
    },
    Change { command: "milestone add New -e checkout --date 2026-11-01", about: &[] },
    Change { command: "score checkout coverage=3", about: &[(GOAL, &["2026-W47"])] },
    Change { command: "score checkout coverage=3 --date 2026-W45", about: &[(GOAL, &["2026-W45"])] },
    Change {
        command: "score checkout coverage=5 --date 2026-W44 --note coverage=New",
        about: &[(GOAL, &["2026-W44"])],
    },
    Change {
        command: "retro checkout --date 2026-W46 --well New --poorly New --present New",
        about: &[(RETRO, &["went_well", "went_poorly", "present", "\"a\"", "'b'", "\"Ana\"", "\"New\"", "]"])],
    },
    Change {
        command: "retro checkout --date 2026-W46 --minutes 20 --mvp 3 --time 3/1/1",
        about: &[(RETRO, &["minutes", "mvp_weeks", "[time]", "time", "pairing", "host", "home"])],
    },
    Change {
        command: "retro checkout --date 2026-W46 --next New --blocker New --note New",
        about: &[(
            RETRO,
            &[
                "next",
                "blockers",
                "{ id = \"new",
                "]",
                "[[next]]",
                "[[blockers]]",
                "[[notes]]",
                "id = \"new",
                "text = \"New\"",
            ],
        )],
    },
    Change {
        command: "retro checkout --date 2026-W46 --failure-mode hard-work --asked-for-negative",
        about: &[(RETRO, &["failure_modes", "\"hard-work\"", "asked_for_negative", "]"])],
    },
    Change { command: "retro checkout --date 2026-W46 --done split", about: &[(RETRO, &["done", "\"split\"", "]"])] },
    Change {
        command: "retro checkout --project --well New --takeaway New --next New",
        about: &[(
            PROJECT,
            &[
                "went_well",
                "\"a\"",
                "\"New\"",
                "]",
                "[[takeaways]]",
                "[[next]]",
                "text = \"New\"",
                "about = \"engagement\"",
                "asked_for_negative",
                "next",
                "takeaways",
                "{ text = \"New\"",
            ],
        )],
    },
    Change { command: "nps add -e checkout --score 9 --asked 20 --date 2026-11-10", about: &[(SURVEY, &["asked"])] },
    Change { command: "feedback edit slow -e checkout --tool New", about: &[(FEEDBACK, &["tool"])] },
    Change {
        command: "feedback edit slow -e checkout --raised --link https://example.org/7",
        about: &[(FEEDBACK, &["[raised]", "date", "link"])],
    },
    Change {
        command: "edit checkout --kickoff 2026-10-13 --ritual stand-up --weekly-retro friday",
        about: &[(ENGAGEMENT, &["kickoff", "rituals", "\"stand-up\"", "]", "weekly_retro"])],
    },
    Change {
        command: "edit checkout --symptom New --symptom-metric New --desired-outcome New",
        about: &[(ENGAGEMENT, &["symptom", "symptom_metric", "desired_outcome"])],
    },
    Change {
        command: "champion add Lee --for New --every 4w -e checkout",
        about: &[(CHAMPION, &["for", "every_weeks"])],
    },
    Change { command: "champion talk lee --sentiment 8 -e checkout", about: &[(CHAMPION, &["2026-11-20"])] },
    Change {
        command: "champion step-back lee --reason New -e checkout",
        about: &[(CHAMPION, &["[stepped_back]", "date", "reason"])],
    },
    Change {
        command: "checkin search --date 2026-11-18 --habits yes --dependent-note New --present Bo",
        about: &[(CHECK_IN, &["habits", "dependent_note", "present", "\"Lee\"", "\"Bo\"", "]"])],
    },
    Change {
        command: "close search --outcome New --handover Broker:Lee",
        about: &[("search/engagement.toml", &["outcome", "handover", "{ what = \"Broker\"", "]"])],
    },
    Change { command: "propose flags --host New --practice New", about: &[(PROPOSAL, &["host", "practice"])] },
    Change {
        command: "fit flags --accept --reason New",
        about: &[(PROPOSAL, &["[decision]", "date", "accepted", "reason"])],
    },
    Change {
        command: "fit flags --as Ana --business 2 --technical 2 --team 2 --reason New",
        about: &[(VOTE, &["date", "business", "technical", "team", "reason"])],
    },
    Change {
        command: "pitch flags --agreed Lee --note New --date 2026-11-19",
        about: &[(AGREEMENT, &["date", "note"])],
    },
    Change {
        command: "close checkout --early --reason New --outcome New",
        about: &[(ENGAGEMENT, &["[close]", "date", "early", "reason", "outcome"])],
    },
    Change { command: "open New --id new", about: &[] },
    Change { command: "init .", about: &[] },
];

/// Sound records, statement by statement. `?` may become odd white space.
pub(super) const RECORDS: &[(&str, &[&str])] = &[
    ("auxeng.toml", &["schema?=?1", "home?=?\"Aux\"", "[defaults]", "weeks?=?10", "[health]", "aim?=?0.75"]),
    (
        ENGAGEMENT,
        &[
            "title?=?\"T\"",
            "host?=?'Checkout'",
            "start?=?2026-10-12",
            "end?=?2026-12-18",
            "engineers?=?[?\"Ana <ana@example.org>\"?]",
            "people?=?[\n  \"Mei\",\n\t\"Ida\"\n]",
        ],
    ),
    (
        GOAL,
        &[
            "title?=?\"T\"",
            "kind?=?\"diffusion\"",
            "measure?=?\"metric\"",
            "unit?=?\"services\"",
            "baseline?=?2",
            "target?=?0x0e",
            "[scores]",
            "2026-W44?=?{?value?=?4?}",
            "2026-W46?=?{?value = 6,?note?=?\"six\"?}",
        ],
    ),
    ("checkout/goals/other.toml", &["title = \"O\"", "kind = \"technical\"", "measure = \"rating\""]),
    ("checkout/milestones/first.toml", &["title?=?\"First\"", "date?=?2026-10-20"]),
    ("checkout/retros/2026-W45.toml", &["date?=?2026-11-06", "[[next]]", "id?=?\"split\"", "text?=?\"Split it\""]),
    (
        RETRO,
        &[
            "date?=?2026-11-13",
            "present?=?[\"Ana\"]",
            "went_well?=?[\n\"a\"?,\n]",
            "went_poorly?=?[?'b'?]",
            "[[next]]",
            "text?=?\"Ask\"",
            "[[blockers]]",
            "id?=?\"slot\"",
            "text?=?\"A slot\"",
        ],
    ),
    (
        PROJECT,
        &["date?=?2026-11-19", "went_well?=?[\"a\"]", "[[takeaways]]", "text?=?\"Pair\"", "about?=?\"engagements\""],
    ),
    (FEEDBACK, &["title?=?\"Slow\"", "kind?=?'friction'", "seen_at?=?[\n\"Search\"?]"]),
    (SURVEY, &["question?=?\"How?\"", "asked?=?12"]),
    (CHAMPION, &["person?=?\"Lee\"", "for?=?'tests'", "[talks]", "2026-11-02?=?{?sentiment?=?7?,?note?=?\"Good\"?}"]),
    (
        "search/engagement.toml",
        &[
            "title?=?\"S\"",
            "start?=?2026-06-01",
            "end?=?2026-08-14",
            "engineers?=?[?'Bo'?]",
            "[weekly_retro]",
            "day?=?\"friday\"",
            "[close]",
            "date?=?2026-08-14",
        ],
    ),
    (CHECK_IN, &["present?=?[\n\"Lee\"?,\n]", "comfortable?=?\"yes\"", "note?=?\"fine\""]),
    (PROPOSAL, &["title?=?\"Flags\"", "host?=?\"Search\"", "contact?=?'Lee'", "proposed?=?2026-11-02"]),
    (VOTE, &["voter?=?\"Ana\"", "date?=?2026-11-03", "business?=?0", "technical?=?1", "team?=?0", "reason?=?'no'"]),
    (AGREEMENT, &["person?=?\"Lee\"", "date?=?2026-11-03", "note?=?\"yes\""]),
    ("checkout/nps/2026-11-10/a.toml", &["score?=?9", "role?=?\"dev\""]),
];
