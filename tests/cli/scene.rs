//! Where most tests begin: a store, an engagement with its goals, and the ways to be refused.

use std::ffi::OsStr;

use crate::environment::TestEnvironment;

/// The engagement of most tests: ten weeks, of which 2026-W47 is the sixth.
pub(crate) const CHECKOUT: &str = "\
title = \"Contract tests for Checkout\"
practice = \"contract testing\"

host = \"Checkout\"

start = 2026-10-12

end = 2026-12-18

engineers = [
    \"Ana Aux <ana@example.org>\",
]

advisor = \"Mira Okafor <mira@example.org>\"
";

const GOALS: [(&str, &str); 4] = [
    (
        "coverage",
        "title = \"Services covered\"\n\nkind = \"diffusion\"\nmeasure = \"metric\"\nunit = \"services\"\n\
         baseline = 2\n\ntarget = 14\n",
    ),
    (
        "build-time",
        "title = \"Build time\"\n\nkind = \"technical\"\nmeasure = \"metric\"\nunit = \"minutes\"\n\
         baseline = 40\n\ntarget = 10\n",
    ),
    ("launch", "title = \"Checkout v2 in production\"\n\nkind = \"business\"\nmeasure = \"milestone\"\n"),
    ("habits", "title = \"Contracts come first\"\n\nkind = \"diffusion\"\nmeasure = \"rating\"\n"),
];

impl TestEnvironment {
    /// An environment with a store in the working directory.
    pub(crate) fn with_store() -> Self {
        let env = Self::new();
        env.write("auxeng.toml", "schema = 1\n");
        // As the first command that writes leaves it: a refusal is not to be confused with a new lock file.
        env.write(".auxeng.lock", "");
        env
    }

    /// An environment with a store that holds the engagement `checkout` and a goal of each measure, in canonical form.
    pub(crate) fn with_checkout() -> Self {
        let env = Self::with_store();
        env.write("checkout/engagement.toml", CHECKOUT);
        for (id, text) in GOALS {
            env.write(format!("checkout/goals/{id}.toml"), text);
        }
        env
    }

    /// Adds another engagement that runs on the day of the tests.
    pub(crate) fn add_engagement(&self, id: &str) {
        let text = format!("title = \"The work on {id}\"\n\nstart = 2026-10-12\n\nend = 2026-12-18\n");
        self.write(format!("{id}/engagement.toml"), text);
    }

    /// A goal of the only engagement, as `goal list` tells it.
    #[track_caller]
    pub(crate) fn goal(&self, id: &str) -> serde_json::Value {
        let list = self.run(["goal", "list", "--format", "json"]).json();
        let goals = list["goals"].as_array().into_iter().flatten();
        let found = goals.clone().find(|goal| goal["id"] == id);
        found.unwrap_or_else(|| panic!("no goal {id} in {list}")).clone()
    }

    /// Runs `auxeng`, which must refuse with `code`, print no data, say why in one message that has all of `words`, and
    /// leave every file as it was.
    #[track_caller]
    pub(crate) fn refuses<I>(&self, code: i32, arguments: I, words: &[&str])
    where
        I: IntoIterator<Item: AsRef<OsStr>>,
    {
        let before = self.snapshot_tree();
        let mut outcome = self.run(arguments).failure(code).stdout("");
        for word in words {
            outcome = outcome.stderr_contains(word);
        }
        // What is wrong with a file stands before the message, with the rule at the end of its line.
        let refusal = |line: &&str| line.starts_with("error: ") && !line.ends_with(']');
        let errors = outcome.stderr_text().lines().filter(refusal).count();
        assert_eq!(errors, 1, "one message, please\n{outcome}");
        self.assert_untouched_since(&before);
    }
}
