//! What the generated records say. All of it is invented.

/// A team that is helped.
pub(super) struct Host {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
}

/// A practice that is spread, and what its goals are called.
pub(super) struct Practice {
    pub(super) slug: &'static str,
    pub(super) name: &'static str,
    /// What the host hopes for: a number that should fall, and what it counts.
    pub(super) outcome: (&'static str, &'static str),
}

/// An action or a blocker: its id and its text.
pub(super) type Task = (&'static str, &'static str);

const fn host(slug: &'static str, name: &'static str) -> Host {
    Host { slug, name }
}

const fn practice(slug: &'static str, name: &'static str, outcome: (&'static str, &'static str)) -> Practice {
    Practice { slug, name, outcome }
}

pub(super) const HOSTS: [Host; 32] = [
    host("checkout", "Checkout"),
    host("search", "Search"),
    host("basket", "Basket"),
    host("billing", "Billing"),
    host("catalogue", "Catalogue"),
    host("claims", "Claims"),
    host("content", "Content"),
    host("delivery", "Delivery"),
    host("fraud", "Fraud"),
    host("fulfilment", "Fulfilment"),
    host("identity", "Identity"),
    host("inventory", "Inventory"),
    host("invoices", "Invoices"),
    host("ledger", "Ledger"),
    host("logistics", "Logistics"),
    host("loyalty", "Loyalty"),
    host("mobile-app", "Mobile App"),
    host("notifications", "Notifications"),
    host("onboarding", "Onboarding"),
    host("orders", "Orders"),
    host("partners", "Partners"),
    host("payments", "Payments"),
    host("payroll", "Payroll"),
    host("pricing", "Pricing"),
    host("profiles", "Profiles"),
    host("promotions", "Promotions"),
    host("recommendations", "Recommendations"),
    host("refunds", "Refunds"),
    host("reporting", "Reporting"),
    host("returns", "Returns"),
    host("stores", "Stores"),
    host("subscriptions", "Subscriptions"),
];

pub(super) const PRACTICES: [Practice; 15] = [
    practice("contract-tests", "Contract tests", ("Broken releases", "a quarter")),
    practice("trunk-based-development", "Trunk-based development", ("Days until merged", "days")),
    practice("tracing", "Tracing", ("Time to find a cause", "minutes")),
    practice("feature-flags", "Feature flags", ("Rolled back releases", "a quarter")),
    practice("infrastructure-as-code", "Infrastructure as code", ("Days for a new environment", "days")),
    practice("chaos-days", "Chaos days", ("Incidents", "a quarter")),
    practice("incident-reviews", "Incident reviews", ("Repeated incidents", "a quarter")),
    practice("golden-paths", "Golden paths", ("Days to a first deploy", "days")),
    practice("pair-programming", "Pair programming", ("Days until reviewed", "days")),
    practice("service-levels", "Service levels", ("Pages at night", "a month")),
    practice("threat-modelling", "Threat modelling", ("Late findings", "a quarter")),
    practice("build-caching", "Build caching", ("Time of a build", "minutes")),
    practice("preview-environments", "Preview environments", ("Days until seen by a user", "days")),
    practice("schema-migrations", "Schema migrations", ("Windows at night", "a month")),
    practice("load-tests", "Load tests", ("Slow pages", "pages")),
];

pub(super) const PEOPLE: [&str; 24] = [
    "Ana Duarte",
    "Lee Okafor",
    "Mei Lindqvist",
    "Noor Haddad",
    "Ravi Menon",
    "Sofia Keller",
    "Tom Adeyemi",
    "Yuki Arai",
    "Zoe Martin",
    "Ivo Petrov",
    "Jana Novak",
    "Karim Saleh",
    "Lena Fischer",
    "Marco Bianchi",
    "Nia Jones",
    "Olu Bello",
    "Pia Laine",
    "Quinn Walsh",
    "Rosa Vidal",
    "Sam Taylor",
    "Tara Singh",
    "Uma Rao",
    "Vera Costa",
    "Will Chen",
];

pub(super) const ROLES: [&str; 6] = ["developer", "tester", "product owner", "designer", "operations", "team lead"];

pub(super) const WELL: [&str; 12] = [
    "The first service went live without help from us",
    "Two of the host team explained it to the others",
    "The pipeline is down to nine minutes",
    "Pairing in the mornings works for everybody",
    "Product came to the demo and asked good questions",
    "The guide answered what used to be asked in the channel",
    "We found the slow test and it was ours",
    "Nobody was interrupted for a whole day",
    "The dashboard is looked at in the stand-up now",
    "A neighbouring team asked how to begin",
    "The rollback took four minutes and nobody was nervous",
    "Reviews come back the same day",
];

pub(super) const POORLY: [&str; 12] = [
    "Staging was down for two days and nobody owned it",
    "The example in the guide does not build any more",
    "Too many meetings around the release",
    "We changed the goal without telling the advisor",
    "The library forces an upgrade that the host cannot do yet",
    "Half of the team was on another incident",
    "Access to production took a week",
    "We talked more than we paired",
    "The tests are green and the release was broken",
    "Nobody knows who may approve the change",
    "The platform's error message sent us the wrong way",
    "The plan hangs on one person",
];

pub(super) const ACTIONS: [Task; 24] = [
    ("split-the-pipeline", "Split the pipeline so that the slow tests run apart"),
    ("ask-for-a-second-slot", "Ask for a second deployment slot"),
    ("write-the-guide", "Write down how the first service was moved"),
    ("invite-operations", "Invite operations to the next demo"),
    ("pair-on-alerts", "Pair on the alerts with whoever is on call"),
    ("remove-the-old-job", "Remove the nightly job that nobody reads"),
    ("agree-on-names", "Agree on names for the dashboards"),
    ("mend-the-example", "Mend the example in the guide"),
    ("move-the-second-service", "Move the second service together"),
    ("show-it-to-neighbours", "Show it to the neighbouring team"),
    ("measure-the-build", "Measure where the build spends its time"),
    ("cut-the-meeting", "Cut the release meeting to fifteen minutes"),
    ("rotate-the-keyboard", "Rotate the keyboard every half hour"),
    ("list-the-owners", "List who owns which environment"),
    ("ask-support", "Ask support what they hear from users"),
    ("retire-the-script", "Retire the script on the build server"),
    ("collect-the-questions", "Collect the questions of the week for the guide"),
    ("try-without-us", "Let the host release once without us"),
    ("lower-the-threshold", "Lower the threshold that pages at night"),
    ("tag-the-resources", "Tag the resources so that costs can be told apart"),
    ("draw-the-flow", "Draw the flow from merge to production"),
    ("check-the-licences", "Check the licences before the upgrade"),
    ("plan-the-hand-over", "Plan the hand-over with the advisor"),
    ("thank-the-reviewers", "Thank those who reviewed the long changes"),
];

pub(super) const BLOCKERS: [Task; 4] = [
    ("production-access", "Access to production"),
    ("firewall", "The firewall between the two networks"),
    ("licence", "The licence for the test tool"),
    ("data-protection", "The approval of data protection"),
];

pub(super) const WHY: [&str; 8] = [
    "We could not have done it alone",
    "They left us with something that we can keep up ourselves",
    "Good people, but two weeks too short",
    "I learned more than in the last two courses",
    "It was our priority in the first half only",
    "The practice is right, the tool is not there yet",
    "They asked before they changed anything",
    "Too much at once for a small team",
];

pub(super) const NOTES: [&str; 5] = [
    "first service in production",
    "payments moved with it",
    "held up by the release freeze",
    "counted again after the merge",
    "one taken back",
];
