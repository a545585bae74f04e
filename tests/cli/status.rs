//! `status` over many engagements: filters, order, and the columns of a wide terminal.

use snapbox::str;

use crate::environment::TestEnvironment;

/// Engagements in all stages, by different people.
fn program() -> TestEnvironment {
    let env = TestEnvironment::with_checkout();
    let closed = "start = 2026-01-12\nend = 2026-03-20\nadvisor = \"Tom Reed\"\n[close]\ndate = 2026-03-20\n";
    let ended =
        "start = 2026-06-01\nend = 2026-08-14\n[close]\ndate = 2026-07-10\nearly = true\nreason = \"dissolved\"\n";
    let running = "practice = \"feature flags\"\nstart = 2026-09-28\nend = 2026-12-04\nengineers = [\"Jonas Berg\"]\n\
                   advisor = \"Mira Okafor\"\n";
    for (id, host, rest) in [
        ("search", "Search", running),
        ("basket", "", "start = 2026-12-07\nend = 2027-02-12\nengineers = [\"Ana Aux\"]\n"),
        ("payments", "Payments", closed),
        ("ledger", "Payments", ended),
    ] {
        let text = format!("title = \"The work on {id}\"\nhost = \"{host}\"\n{rest}");
        env.write(format!("{id}/engagement.toml"), text);
    }
    env.run(["score", "checkout", "coverage=9", "build-time=25"]).success();
    let said = ["--well", "a", "--poorly", "b", "--poorly", "c", "--next", "d", "--mvp", "2"];
    env.run(["retro", "checkout"].iter().chain(&said)).success();
    env
}

/// The ids that `status` shows with these flags, in order.
fn shown(env: &TestEnvironment, flags: &[&str]) -> Vec<String> {
    let json = env.run(["status", "--format", "json"].iter().chain(flags)).json();
    let engagements = json["engagements"].as_array().cloned().unwrap_or_default();
    engagements.iter().filter_map(|engagement| engagement["id"].as_str().map(str::to_owned)).collect()
}

#[test]
fn filters_keep_what_is_wanted() {
    let env = program();
    for (flags, ids) in [
        (&[][..], &["checkout", "search", "basket", "ledger", "payments"][..]),
        (&["--attention"], &["checkout", "search"]),
        (&["--stage", "running"], &["checkout", "search"]),
        (&["--stage", "closed", "--stage", "ended-early"], &["ledger", "payments"]),
        (&["--host", "payMENTS"], &["ledger", "payments"]),
        (&["--practice", "flags"], &["search"]),
        (&["--engineer", "ana"], &["checkout", "basket"]),
        (&["--advisor", "mira"], &["checkout", "search"]),
        (&["--since", "2026-07-11"], &["checkout", "search", "basket"]),
        (&["--since", "2026-07-10", "--until", "2026-10-11"], &["search", "ledger"]),
        (&["--engineer", "ana", "--stage", "planned"], &["basket"]),
        (&["--host", "nobody"], &[]),
    ] {
        assert_eq!(shown(&env, flags), ids, "{flags:?}");
    }
    env.run(["status", "--host", "nobody"]).success().stdout("").stderr_contains("None of 5 engagements is so.");
    // What was closed long ago is there when somebody asks for it.
    env.run(["status", "--stage", "closed"]).success().stdout_contains("payments");
    env.refuses(2, ["status", "--since", "soon"], &["soon"]);
    env.refuses(2, ["status", "checkout", "--attention"], &["--attention"]);
}

#[test]
fn the_order_is_what_is_asked_for() {
    let env = program();
    for (order, ids) in [
        ("id", ["basket", "checkout", "ledger", "payments", "search"]),
        ("host", ["checkout", "ledger", "payments", "search", "basket"]),
        ("start", ["payments", "ledger", "search", "checkout", "basket"]),
        ("end", ["payments", "ledger", "search", "checkout", "basket"]),
        ("diffusion", ["checkout", "search", "basket", "ledger", "payments"]),
    ] {
        assert_eq!(shown(&env, &["--sort", order]), ids, "{order}");
    }
}

#[test]
fn a_wide_terminal_shows_more() {
    let env = program();
    let wide = env.run(["status", "--stage", "running"]).variable("COLUMNS", "120").success();
    wide.stdout(str![[r#"
20 November 2026 · 2 running, 2 need attention

   ENGAGEMENT  HOST      WEEK  DIFFUSION  DELIVERY  VS EXPECTED  MVP      RETRO  ACTIONS  HEALTH
!  checkout    Checkout  6/10  0.29 ▃     0.25 ▃          −0.19  2 weeks  W47          1  at risk
!  search      Search    8/10  –          –                   –  –        –            0  unknown

Needs attention
  checkout  delivery is 0.19 behind the expected 0.44
  search    no goals yet
            no retro in 2026-W40 to 2026-W46

"#]]);
    let markdown = env.run(["status", "--stage", "running", "--format", "markdown"]).success();
    markdown.stdout(str![[r#"
20 November 2026 · 2 running, 2 need attention

|  | engagement | host | week | diffusion | delivery | vs expected | mvp | retro | actions | health |
| --- | --- | --- | ---: | --- | --- | ---: | --- | --- | ---: | --- |
| ! | checkout | Checkout | 6/10 | 0.29 ▃ | 0.25 ▃ | −0.19 | 2 weeks | W47 | 1 | at risk |
| ! | search | Search | 8/10 | – | – | – | – | – | 0 | unknown |

## Needs attention

- checkout delivery is 0.19 behind the expected 0.44
- search no goals yet
  - no retro in 2026-W40 to 2026-W46

"#]]);
}
