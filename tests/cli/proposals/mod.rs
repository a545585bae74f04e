//! Engagements before they are one: proposed, weighed, accepted or declined.

mod proposing;
mod showing;
mod together;
mod weighing;

use crate::environment::TestEnvironment;

/// A store with two proposals, one of them with a whole page.
fn two() -> TestEnvironment {
    let env = TestEnvironment::with_store();
    env.write("page.md", PAGE);
    env.run(["propose", "Flags for Search", "--host", "Search", "--contact", "Lee <lee@example.org>"]).success();
    env.run(["propose", "Tracing for Basket", "--host", "Basket", "--one-pager", "page.md"]).success();
    env
}

const PAGE: &str = "# Tracing\n\nProblem:\nNobody knows where time goes.\n\n## Wishlist\n- one page\n\n\
                    ## Business\nFewer calls.\n\n## Technical goals\nTraces in all services.\n";

const POINTS: [(&str, &str, &str); 5] = [
    ("flags-for-search", "Ana", "210"),
    ("flags-for-search", "Bo", "222"),
    ("tracing-for-basket", "Ana", "222"),
    ("tracing-for-basket", "Bo", "211"),
    ("tracing-for-basket", "林美", "000"),
];

fn vote(env: &TestEnvironment, (id, name, points): (&str, &str, &str)) {
    let [business, technical, team] = [0, 1, 2].map(|at| &points[at..=at]);
    let arguments = ["fit", id, "--as", name, "--business", business, "--technical", technical, "--team", team];
    env.run(arguments).success();
}
