//! Carrying out what becomes of proposals.

use std::sync::Arc;

use super::super::app::App;
use super::super::article_view::{self, Selection};
use super::super::proposals::{hull, is_mostly, rejection};
use super::super::session::Page;
use super::super::words::counted;
use super::coding::Meant;
use crate::edit::{self, Edit};
use crate::model::{
    AnnotatorId, Code, Policy, Project, Proposal, Provenance, Speaker, SpeakerId, Statement,
    StatementChange, fresh_id,
};
use crate::suggest::{Proposed, Who};

impl App {
    pub(super) fn show_proposals(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.proposals.on = !session.proposals.on;
        let words = if session.proposals.on {
            "Proposals are shown: P goes to the next"
        } else {
            "Proposals are not shown"
        };
        self.tell(words.to_owned());
    }

    /// Goes to the next proposal or the one before; round and round.
    pub(super) fn step_proposal(&mut self, forward: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.sift_proposals();
        let state = &session.proposals;
        let open = state.open().all();
        let next = match state.position() {
            Some(at) if forward => open.get(at + 1),
            Some(at) => at.checked_sub(1).and_then(|at| open.get(at)),
            None => {
                let caret = session.reading.as_ref().map_or(0, |r| r.selection.head);
                state.beside(caret, forward)
            }
        };
        let round = if forward { open.first() } else { open.last() };
        match next.or(round).cloned() {
            Some(next) => self.go_to_proposal(next),
            None if !state.on => {
                self.tell("Proposals are not shown: Code › Show proposals".to_owned());
            }
            None => self.tell("Nothing is proposed here that you have not looked at".to_owned()),
        }
    }

    /// Goes to a proposal and brings it into view.
    pub(super) fn go_to_proposal(&mut self, proposed: Arc<Proposed>) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.choose(None);
        session.suggestion = None;
        session.page = Page::Article;
        let place = hull(&proposed);
        if let Some(reading) = &mut session.reading {
            reading.selection = Selection::caret(place.start);
            reading.reveal(place);
        }
        session.proposals.go_to(proposed);
        self.focus = Some(article_view::id());
    }

    /// What the proposal that one is at would be as a statement, if one is at any.
    pub(super) fn proposed(&mut self) -> Option<Meant> {
        let session = self.session.as_ref()?;
        let proposed = Arc::clone(session.proposal()?);
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let mut made = Vec::new();
        let statement = self.statement_of(&proposed, me, &mut made)?;
        let mut making: Vec<Edit> = join.into_iter().collect();
        making.extend(made.into_iter().map(add_speaker));
        making.push(Edit::AddStatement(Arc::new(statement.clone())));
        Some(Meant::new(statement, "accept proposal", making))
    }

    /// A proposal as a statement. Speakers that the codebook does not have are added to those that are
    /// made for it; where it is locked, nobody is its speaker.
    fn statement_of(
        &mut self,
        proposed: &Proposed,
        me: AnnotatorId,
        made: &mut Vec<Speaker>,
    ) -> Option<Statement> {
        let session = self.session.as_ref()?;
        let article = session.article()?.id.clone();
        let locked = session.project.policy() == Policy::Locked;
        let mut speakers: Vec<SpeakerId> = Vec::new();
        for who in &proposed.speakers {
            let known = known(&session.project, made, who);
            let id = match (known, who) {
                (Some(id), _) => id,
                (None, Who::New(new)) if !locked => {
                    let speaker = new.speaker(fresh_id(self.fresh.as_mut()));
                    made.push(speaker.clone());
                    speaker.id
                }
                (None, _) => continue,
            };
            if !speakers.contains(&id) {
                speakers.push(id);
            }
        }
        let id = fresh_id(self.fresh.as_mut());
        Some(proposed.statement(id, article, me, speakers, self.fresh.now()))
    }

    /// Makes the proposal a statement and goes on to the next.
    pub(super) fn accept_proposal(&mut self) {
        let before = self.session.as_ref().and_then(|session| session.proposal());
        let Some(place) = before.map(|proposed| hull(proposed)) else {
            return;
        };
        if self.keep_proposal() {
            self.go_on_proposing(place.start);
        }
    }

    /// Makes the proposal a statement, which is chosen then.
    pub(super) fn edit_proposal(&mut self) {
        self.keep_proposal();
    }

    fn keep_proposal(&mut self) -> bool {
        let Some(meant) = self.proposed() else {
            return false;
        };
        self.code_meant(meant, None, Vec::new());
        self.session.as_ref().is_some_and(|s| s.selected.is_some())
    }

    /// Remembers that it is none, and goes on to the next.
    pub(super) fn reject_proposal(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let (Some(proposed), Some(article)) = (session.proposal().cloned(), session.article())
        else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let rejected = rejection(&me, article, &proposed, self.fresh.now());
        let reject = Edit::Dismiss {
            entry: rejected.entry.clone(),
            dismissal: Some(Arc::new(rejected)),
        };
        let edits = join.into_iter().chain([reject]).collect();
        self.apply(Edit::group("reject proposal", edits));
        if let Some(session) = &mut self.session
            && session.project.annotators().contains(&me)
        {
            session.me = Some(me);
        }
        self.go_on_proposing(hull(&proposed).start);
    }

    /// Goes to the next proposal from a byte on; at the end says so.
    pub(super) fn go_on_proposing(&mut self, from: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.sift_proposals();
        let state = &session.proposals;
        if let Some(next) = state.beside(from, true).cloned() {
            return self.go_to_proposal(next);
        }
        let words = match state.open().all().len() {
            0 => "That was the last proposal of this article".to_owned(),
            left => format!(
                "That was the last one; {} before it: P goes there",
                counted(left, "proposal stands", "proposals stand")
            ),
        };
        session.proposals.leave();
        self.tell(words);
    }

    /// Accepts all proposals of the article that are at least so sure, of a hundred: one step of undo.
    pub(super) fn accept_proposals(&mut self, least: u8) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.sift_proposals();
        let open = session.proposals.open().all().to_vec();
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let mut made = Vec::new();
        let mut taken: Vec<Arc<Proposed>> = Vec::new();
        let mut statements = Vec::new();
        for proposed in open.into_iter().filter(|p| p.percent() >= least) {
            let same = |other: &Arc<Proposed>| is_mostly(&other.contents, &proposed.contents);
            if taken.iter().any(same) {
                continue;
            }
            statements.extend(self.statement_of(&proposed, me.clone(), &mut made));
            taken.push(proposed);
        }
        if statements.is_empty() {
            return self.tell(format!("No proposal here is {least} % sure or more"));
        }
        let count = counted(statements.len(), "proposal", "proposals");
        let adding = statements.iter().cloned().map(Arc::new);
        let edits = (join.into_iter())
            .chain(made.into_iter().map(add_speaker))
            .chain(adding.map(Edit::AddStatement))
            .collect();
        self.apply(Edit::group(format!("accept {count}"), edits));
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(first) = statements.first() else {
            return;
        };
        if session.project.statement(&first.id).is_none() {
            return;
        }
        session.me = Some(me);
        session.made.extend(statements.iter().map(|s| s.id.clone()));
        session.go_to(&first.id);
        self.tell_done(format!("Accepted {count} that are {least} % sure or more"));
    }
}

/// The edit, and with it what a statement remembers of its proposal, when that is no longer as it was
/// proposed.
pub(super) fn with_changed(project: &Project, statement: &Statement, edit: Edit) -> Edit {
    let given = provenance(&edit, statement).unwrap_or(&statement.provenance);
    let Provenance::Proposed(proposal) = given else {
        return edit;
    };
    if proposal.changed || !is_of_proposal(&edit, statement) {
        return edit;
    }
    let proposal = Proposal {
        changed: true,
        ..proposal.clone()
    };
    let name = edit::label(project, &edit);
    let change = Edit::ChangeStatement {
        id: statement.id.clone(),
        change: StatementChange::Provenance(Provenance::Proposed(proposal)),
    };
    Edit::group(name, vec![edit, change])
}

/// What an edit says of how a statement came to be.
fn provenance<'a>(edit: &'a Edit, statement: &Statement) -> Option<&'a Provenance> {
    match edit {
        Edit::Group { edits, .. } => edits.iter().rev().find_map(|e| provenance(e, statement)),
        Edit::ChangeStatement {
            id,
            change: StatementChange::Provenance(provenance),
        } => (*id == statement.id).then_some(provenance),
        _ => None,
    }
}

/// Whether an edit changes what was proposed of a statement.
fn is_of_proposal(edit: &Edit, statement: &Statement) -> bool {
    match edit {
        Edit::Group { edits, .. } => edits.iter().any(|edit| is_of_proposal(edit, statement)),
        Edit::ChangeStatement { id, change } => {
            *id == statement.id
                && matches!(
                    change,
                    StatementChange::Contents(_)
                        | StatementChange::Cue(_)
                        | StatementChange::Source(_)
                        | StatementChange::Naming(_)
                        | StatementChange::Speakers(_)
                        | StatementChange::Form(_)
                        | StatementChange::Polarity(_)
                )
        }
        _ => false,
    }
}

/// The speaker that the codebook has by now, or that is made for another proposal.
fn known(project: &Project, made: &[Speaker], who: &Who) -> Option<SpeakerId> {
    let speakers = project.codebook().speakers();
    if let Who::Known { id, .. } = who
        && speakers.contains(id)
    {
        return Some(id.clone());
    }
    let name = who.name();
    let is_named = |speaker: &&Speaker| {
        speaker.name == name || speaker.aliases.iter().any(|alias| alias == name)
    };
    let mut all = speakers.iter().map(AsRef::as_ref).chain(made);
    all.find(is_named).map(|speaker| speaker.id.clone())
}

fn add_speaker(speaker: Speaker) -> Edit {
    Edit::AddCode {
        at: usize::MAX,
        code: Box::new(Code::Speaker(speaker)),
    }
}
