//! What an advisor says in the first meeting: the home team's own words, or good ones of ours.

/// The home team's own words for the page that opens the talk with a host; ours stand in for those that are not set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pitch {
    /// What auxiliary engineering is.
    pub what: Option<String>,
    /// Who the home team is.
    pub who: Option<String>,
    /// Why it works in this way.
    pub why: Option<String>,
    /// What an embed does.
    pub embed: Option<String>,
    /// How to start.
    pub start: Option<String>,
    /// What both sides may expect; ours where there are none.
    pub expectations: Vec<String>,
}

const WHAT: &str = "An engineer of a platform team works inside another team for some weeks, on goals that both have \
    agreed on, and leaves behind a practice that the team keeps up alone.";

const WHO: &str = "We look after a platform that other teams build upon, and we want to learn from those who use it.";

const WHY: &str = "Documentation and training reach few people at the moment when they need them. Working side by side \
    solves a problem that matters now, and shows us where our platform gets in the way.";

const EMBED: &str = "An engineer joins your team from Monday to Thursday, pairs with you on the agreed goals, takes part \
    in your meetings and runs a retro of thirty minutes each week. Fridays are spent at home, to bring back what was \
    learnt. An advisor watches over the whole.";

const START: &str = "Send us one page: the problem, what you wish for, and the goals for the business and for the \
    systems. We weigh it and answer soon. What we then agree on fits on one page too, and can be measured.";

const EXPECTATIONS: [&str; 4] = [
    "The engineer does not do the hard work for you: you do it together, and it stays yours.",
    "The practice spreading through your team comes first, the success of the project second.",
    "The weekly retro and the agreed schedule matter, and we ask for criticism.",
    "If what makes engagements fail shows and stays, we end this one early.",
];

impl Pitch {
    /// What auxiliary engineering is.
    pub fn what(&self) -> &str {
        self.what.as_deref().unwrap_or(WHAT)
    }

    /// Who the home team is.
    pub fn who(&self) -> &str {
        self.who.as_deref().unwrap_or(WHO)
    }

    /// Why it works in this way.
    pub fn why(&self) -> &str {
        self.why.as_deref().unwrap_or(WHY)
    }

    /// What an embed does.
    pub fn embed(&self) -> &str {
        self.embed.as_deref().unwrap_or(EMBED)
    }

    /// How to start.
    pub fn start(&self) -> &str {
        self.start.as_deref().unwrap_or(START)
    }

    /// What both sides may expect.
    pub fn expectations(&self) -> Vec<&str> {
        match self.expectations.as_slice() {
            [] => EXPECTATIONS.to_vec(),
            own => own.iter().map(String::as_str).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_stand_before_ours() {
        let ours = Pitch::default();
        assert_eq!(ours.expectations().len(), 4);
        for text in [ours.what(), ours.who(), ours.why(), ours.embed(), ours.start()] {
            assert!(text.ends_with('.') && !text.contains("  "), "{text}");
        }
        let own = Pitch { who: Some(String::from("Us")), expectations: vec![String::from("Tea")], ..ours.clone() };
        assert_eq!((own.who(), own.expectations(), own.what()), ("Us", vec!["Tea"], ours.what()));
    }
}
