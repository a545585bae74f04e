//! Proposals: one with its one-pager and the votes on it, and all side by side.

use super::document::{Document, Layout};
use super::grid::{Grid, Side};
use super::numbers::{NOTHING, day};
use super::view::{AgreementView, CandidatesView, FitView, ProposalView};
use super::written::add_written;
use crate::metrics::Fit;
use crate::model::{EngagementKind, ProposalStage};
use crate::text::{Role, clean, clean_lines, count, list};

/// A proposal as the host has written it, with what is missing, and the votes on it.
pub fn proposal_document(view: &ProposalView) -> Document {
    let mut page = Document::default();
    page.title(clean(&view.title));
    page.text(introduction(view));
    if view.has_unreadable_page {
        page.text(Role::Caution.paint("The one-pager cannot be read."));
    }
    for (part, said) in view.parts().into_iter().filter(|_| !view.has_unreadable_page) {
        page.section(part.title());
        match said {
            Some(text) => add_written(&mut page, text),
            None => page.text(Role::Faint.paint(format!("nothing yet: {}", part.question()))),
        }
    }
    if let Some(other) = view.one_pager.as_ref().and_then(|page| page.other.as_deref()) {
        page.section("Also on the page");
        add_written(&mut page, other);
    }
    add_votes(&mut page, view);
    add_agreements(&mut page, &view.agreements);
    page
}

/// The votes on a proposal.
pub fn votes_document(view: &ProposalView) -> Document {
    let mut page = Document::default();
    page.title(clean(&view.title));
    page.text(introduction(view));
    add_votes(&mut page, view);
    page
}

/// Proposals side by side, the best first.
pub fn candidates_document(view: &CandidatesView, layout: Layout) -> Document {
    let mut page = Document::default();
    page.text("Mean votes: up to 2 for each, 6 for all. Spread: the lowest to the highest.");
    let table = candidates(view, true);
    page.grid(if table.fits(layout.width) { table } else { candidates(view, false).with_short_ids(layout.width) });
    let unread = view.proposals.iter().filter(|proposal| proposal.has_unreadable_votes);
    let unread: Vec<&str> = unread.map(|proposal| proposal.id.as_str()).collect();
    if !unread.is_empty() {
        page.text(Role::Caution.paint(format!("Not all votes can be read on {}.", list(&unread))));
    }
    let due = view.votes_due();
    if !due.is_empty() {
        page.section("Not everybody has voted on all");
        page.list(due.iter().map(|(voter, ids)| (".", format!("{}: {}", clean(&voter.name), list(ids)))).collect());
    }
    page
}

/// The table of `proposals` in the status of all engagements.
pub(super) fn proposals(proposals: &[ProposalView], layout: Layout) -> Grid {
    let with = |is_wide: bool| {
        let mut columns = vec![("proposal", Side::Left), ("host", Side::Left), ("stage", Side::Left)];
        columns.extend([("since", Side::Left), ("fit", Side::Left)]);
        if is_wide {
            columns.push(("one-pager", Side::Left));
        }
        let mut table = Grid::new(&columns);
        table.ids = Some(0);
        for proposal in proposals {
            let since = proposal.decided.unwrap_or(proposal.proposed);
            let mut cells = vec![proposal.id.clone(), host(proposal), proposal.stage.label().to_owned()];
            cells.extend([since.to_string(), fit(proposal)]);
            if is_wide {
                cells.push(told(proposal));
            }
            table.row(cells);
        }
        table
    };
    let wide = with(true);
    if wide.fits(layout.width) { wide } else { with(false).with_short_ids(layout.width) }
}

fn introduction(view: &ProposalView) -> String {
    let text = |text: &Option<String>| text.as_deref().map(|text| clean(text).into_owned());
    let host = text(&view.host).map(|host| format!("for {host}"));
    let kind = view.kind.map(|kind| EngagementKind::label(kind).to_owned());
    let about: Vec<String> = [host, text(&view.practice), kind].into_iter().flatten().collect();
    let mut proposed = format!("proposed on {}", day(view.proposed));
    if let Some(contact) = &view.contact {
        proposed.push_str(&format!(" · contact {}", clean(&contact.to_string())));
    }
    let lines = [about.join(" · "), proposed, standing(view)];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What was decided, and why.
fn standing(view: &ProposalView) -> String {
    let reason = view.reason.as_deref().map_or_else(String::new, |reason| format!(": {}", clean_lines(reason)));
    let decided = view.decided.map_or_else(String::new, |date| format!(" on {}", day(date)));
    match view.stage {
        ProposalStage::Proposed => String::from("not decided yet"),
        ProposalStage::Accepted => format!("{}{decided}{reason}", Role::Good.paint("accepted")),
        ProposalStage::Declined => format!("{}{decided}{reason}", Role::Faint.paint("declined")),
        ProposalStage::Opened => format!("{} as an engagement", Role::Good.paint("opened")),
    }
}

fn add_votes(page: &mut Document, view: &ProposalView) {
    if view.fit.is_some() || view.has_unreadable_votes {
        page.section("Votes");
    }
    if view.has_unreadable_votes {
        let some = if view.votes.is_empty() { "The votes cannot be read." } else { "Not all votes can be read." };
        page.text(Role::Caution.paint(some));
    }
    let Some(fit) = &view.fit else { return };
    let mut table = Grid::new(&[
        ("voter", Side::Left),
        ("business", Side::Right),
        ("technical", Side::Right),
        ("team", Side::Right),
        ("all", Side::Right),
        ("why", Side::Left),
    ]);
    for vote in &view.votes {
        let points = [vote.business, vote.technical, vote.team, vote.points].map(|points| points.to_string());
        let why = vote.reason.as_deref().map_or_else(|| NOTHING.into(), clean).into_owned();
        table.row([vec![clean(&vote.voter.name).into_owned()], points.to_vec(), vec![why]].concat());
    }
    page.grid(table);
    page.text(together(fit));
}

/// `9 points of 2 voters, 4.5 of 6 in the mean; they are 1 apart`.
fn together(fit: &FitView) -> String {
    let voters = count(usize::try_from(fit.voters).unwrap_or(usize::MAX), "voter");
    let points = count(usize::try_from(fit.points).unwrap_or(usize::MAX), "point");
    let apart = match (fit.voters, fit.spread) {
        (1, _) => String::new(),
        (_, 0) => String::from("; all gave the same"),
        (_, apart) => format!("; from {} to {}, {apart} apart", fit.lowest, fit.highest),
    };
    format!("{points} of {voters}: {:.1} of {} in the mean{apart}", fit.score, Fit::MOST)
}

/// Adds who agreed to what is expected.
pub(super) fn add_agreements(page: &mut Document, agreements: &[AgreementView]) {
    if agreements.is_empty() {
        return;
    }
    page.section("Agreed to what is expected");
    page.list(agreements.iter().map(|agreement| (".", agreed(agreement))).collect());
}

fn agreed(agreement: &AgreementView) -> String {
    let note = agreement.note.as_deref().map_or_else(String::new, |note| format!(": {}", clean_lines(note)));
    format!("{} on {}{note}", clean(&agreement.person.name), day(agreement.date))
}

fn candidates(view: &CandidatesView, with_host: bool) -> Grid {
    let has_decided = view.proposals.iter().any(|proposal| proposal.stage != ProposalStage::Proposed);
    let mut columns = vec![("", Side::Right), ("proposal", Side::Left)];
    columns.extend(with_host.then_some(("host", Side::Left)));
    columns.extend(["business", "technical", "team", "all"].map(|title| (title, Side::Right)));
    columns.extend([("spread", Side::Left), ("votes", Side::Right)]);
    columns.extend(has_decided.then_some(("stage", Side::Left)));
    let mut table = Grid::new(&columns);
    table.ids = Some(1);
    for proposal in &view.proposals {
        let rank = proposal.rank.map_or_else(|| NOTHING.to_owned(), |rank| rank.to_string());
        let mut cells = vec![rank, proposal.id.clone()];
        cells.extend(with_host.then(|| host(proposal)));
        let mean = |mean: fn(&FitView) -> f64| {
            proposal.fit.as_ref().map_or_else(|| NOTHING.to_owned(), |fit| format!("{:.1}", mean(fit)))
        };
        let means: [fn(&FitView) -> f64; 4] =
            [|fit| fit.business, |fit| fit.technical, |fit| fit.team, |fit| fit.score];
        cells.extend(means.map(mean));
        let spread = proposal.fit.as_ref().map(|fit| format!("{}–{}", fit.lowest, fit.highest));
        cells.extend([spread.unwrap_or_else(|| NOTHING.to_owned()), votes(proposal)]);
        cells.extend(has_decided.then(|| proposal.stage.label().to_owned()));
        table.row(cells);
    }
    table
}

/// How many votes there are, with a question mark where not all of them can be read.
fn votes(proposal: &ProposalView) -> String {
    format!("{}{}", proposal.votes.len(), if proposal.has_unreadable_votes { "?" } else { "" })
}

fn host(proposal: &ProposalView) -> String {
    proposal.host.as_deref().map_or_else(|| NOTHING.into(), clean).into_owned()
}

/// `4.5 of 6, 2 votes`.
fn fit(proposal: &ProposalView) -> String {
    let unread = Role::Caution.paint("not readable");
    match (&proposal.fit, proposal.has_unreadable_votes) {
        (None, false) => String::from("no votes"),
        (None, true) => unread,
        (Some(fit), is_unread) => {
            let votes = count(usize::try_from(fit.voters).unwrap_or(usize::MAX), "vote");
            let others = if is_unread { format!(", others {unread}") } else { String::new() };
            format!("{:.1} of {}, {votes}{others}", fit.score, Fit::MOST)
        }
    }
}

/// How much of the one-pager is there.
fn told(proposal: &ProposalView) -> String {
    match proposal.missing.len() {
        _ if proposal.has_unreadable_page => Role::Caution.paint("not readable"),
        0 => String::from("complete"),
        4 => Role::Caution.paint("empty"),
        missing => Role::Caution.paint(format!("lacks {missing} of 4")),
    }
}
