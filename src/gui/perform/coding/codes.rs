//! Carrying out what codes a statement: speakers, stance, topics and what stands beside them.

use super::super::super::app::App;
use super::super::super::intent::Pick;
use super::super::super::ranking;
use super::super::super::session::Session;
use super::super::super::statement_panel::Offers;
use super::making::{edits_of, one_line};
use crate::edit::Edit;
use crate::model::{
    Code, Form, Naming, Speaker, SpeakerId, SpeakerKind, StanceId, Statement, StatementChange,
    StatementId, Target, Topic, TopicId, fresh_id,
};

impl App {
    /// Sets the stance of the selected words, made a statement first, else of the chosen
    /// statement.
    pub(in super::super) fn code_stance(&mut self, stance: StanceId) {
        if let Some(meant) = self.meant() {
            let mut changes = stance_changes(&meant.statement, Some(stance));
            changes.extend(self.stance_shown(&meant.statement));
            self.code_meant(meant, None, changes);
        }
    }

    /// Sets the stance of the chosen statement.
    pub(in super::super) fn set_stance(&mut self, stance: Option<StanceId>) {
        let session = self.session.as_ref();
        let statement = session.and_then(Session::statement);
        let shown = statement.and_then(|statement| self.stance_shown(statement));
        self.code(None, |statement| {
            let set = stance_changes(statement, stance).into_iter();
            set.chain(shown).collect()
        });
    }

    /// Speakers, and with `all` stance and topics too, of the statement made before.
    pub(in super::super) fn again(&mut self, all: bool) {
        let Some(meant) = self.meant() else {
            return;
        };
        let Some(before) = self.before(&meant.statement).cloned() else {
            self.tell("There is no statement made before this one".to_owned());
            return;
        };
        let mut changes = vec![
            StatementChange::Speakers(before.speakers),
            StatementChange::OnBehalfOf(before.on_behalf_of),
        ];
        if all {
            changes.push(StatementChange::Topics(before.topics));
            changes.push(StatementChange::Target(before.target));
            changes.extend(stance_changes(&meant.statement, before.stance));
        }
        let name = if all {
            "code as before"
        } else {
            "set speaker as before"
        };
        self.code_meant(meant, Some(name), changes);
    }

    pub(in super::super) fn cycle_form(&mut self) {
        let Some(meant) = self.meant() else {
            return;
        };
        let next = match meant.statement.form {
            None | Some(Form::FreeIndirect) => Form::Direct,
            Some(Form::Direct) => Form::Mixed,
            Some(Form::Mixed) => Form::Indirect,
            // What has no marks is proposed as indirect; most often it is that or reported.
            Some(Form::Indirect) => Form::Reported,
            Some(Form::Reported) => Form::FreeIndirect,
        };
        self.code_meant(meant, None, vec![StatementChange::Form(Some(next))]);
    }

    pub(in super::super) fn cycle_naming(&mut self) {
        let Some(meant) = self.meant() else {
            return;
        };
        let order = [
            None,
            Some(Naming::Named),
            Some(Naming::Unnamed),
            Some(Naming::NoneGiven),
        ];
        let now = order
            .iter()
            .position(|naming| *naming == meant.statement.naming);
        // Where nobody speaks, “none given” comes first.
        let by = if meant.statement.speakers.is_empty() {
            order.len() - 1
        } else {
            1
        };
        let next = order.into_iter().cycle().nth(now.unwrap_or(0) + by);
        self.code_meant(meant, None, vec![StatementChange::Naming(next.flatten())]);
    }

    pub(in super::super) fn toggle_flag(&mut self) {
        let Some(meant) = self.meant() else {
            return;
        };
        let flag = !meant.statement.flag;
        if let Some(session) = &mut self.session {
            session.topic_changed.remove(&meant.statement.id);
        }
        self.code_meant(meant, None, vec![StatementChange::Flag(flag)]);
    }

    pub(in super::super) fn add_speaker(&mut self, pick: Pick<SpeakerId>) {
        let (id, new) = self.picked_speaker(pick, SpeakerKind::Person);
        let shown = self.shown(Offers::speakers_shown);
        self.code(new, |statement| {
            let others = statement.speakers.iter().cloned();
            let set = StatementChange::Speakers(others.chain([id]).collect());
            [set].into_iter().chain(shown).collect()
        });
    }

    /// Adds to those on whose behalf the speaker speaks.
    pub(in super::super) fn add_on_behalf(&mut self, pick: Pick<SpeakerId>) {
        let (id, new) = self.picked_speaker(pick, SpeakerKind::Organisation);
        self.code(new, |statement| {
            let others = statement.on_behalf_of.iter().cloned();
            vec![StatementChange::OnBehalfOf(others.chain([id]).collect())]
        });
    }

    fn picked_speaker(
        &mut self,
        pick: Pick<SpeakerId>,
        kind: SpeakerKind,
    ) -> (SpeakerId, Option<Code>) {
        match pick {
            Pick::Known(id) => (id, None),
            Pick::New(name) => {
                let id: SpeakerId = fresh_id(self.fresh.as_mut());
                (
                    id.clone(),
                    Some(Code::Speaker(Speaker::new(id, name, kind))),
                )
            }
        }
    }

    pub(in super::super) fn add_topic(&mut self, pick: Pick<TopicId>) {
        let (id, new) = match pick {
            Pick::Known(id) => (id, None),
            Pick::New(name) => {
                let id: TopicId = fresh_id(self.fresh.as_mut());
                (id.clone(), Some(Code::Topic(Topic::new(id, name))))
            }
        };
        let shown = self.shown(Offers::topics_shown);
        self.code(new, |statement| {
            let others = statement.topics.iter().cloned();
            let set = StatementChange::Topics(others.chain([id]).collect());
            [set].into_iter().chain(shown).collect()
        });
    }

    /// What lets the chosen statement remember the names that a field offered, when they were ranked.
    fn shown(
        &self,
        names: impl for<'a> Fn(&'a Offers, &StatementId) -> Vec<&'a str>,
    ) -> Option<StatementChange> {
        let session = self.session.as_ref()?;
        if session.ranking.ranker().is_none() || session.suggestion.is_some() {
            return None;
        }
        let statement = session.statement()?;
        let names = names(&session.offers, &statement.id);
        ranking::remembered(statement, names.into_iter())
    }

    /// What lets a statement remember the stance that was told as likely.
    fn stance_shown(&self, statement: &Statement) -> Option<StatementChange> {
        let told = ranking::stance(self.session.as_ref()?, statement)?;
        ranking::remembered(statement, std::iter::once(told.stance.name.as_str()))
    }

    /// Whether what is offered is ranked by what was coded before.
    pub(in super::super) fn rank_choices(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.ranking.on = !session.ranking.on;
        let words = if session.ranking.on {
            "Speakers and topics are offered by what was coded before"
        } else {
            "Speakers and topics are offered by what stands nearby"
        };
        self.tell(words.to_owned());
    }

    pub(in super::super) fn remove_topic(&mut self, id: &TopicId) {
        let marked = self.session.as_ref().and_then(Session::statement);
        let marked = marked.map(|statement| (statement.id.clone(), statement.flag));
        self.code(None, |statement| {
            let left = statement.topics.iter().filter(|topic| *topic != id);
            topic_changes(statement, left.cloned().collect())
        });
        // Why it is marked is told while the window is open; the file keeps that it is.
        if let (Some(session), Some((id, false))) = (&mut self.session, marked)
            && session.project.statement(&id).is_some_and(|s| s.flag)
        {
            session.topic_changed.insert(id);
        }
    }

    /// Changes the chosen statement; a new code and its first use are one line of the Undo menu.
    fn code(
        &mut self,
        new: Option<Code>,
        changes: impl FnOnce(&Statement) -> Vec<StatementChange>,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let add = new.map(|code| Edit::AddCode {
            at: usize::MAX,
            code: Box::new(code),
        });
        let changes = edits_of(&statement.id, changes(statement));
        let edits = add.into_iter().chain(changes).collect();
        let (id, edit) = (
            statement.id.clone(),
            one_line(&session.project, None, edits),
        );
        self.recode(&id, edit);
    }
}

/// A stance that is set, also the same again, has been looked at.
fn stance_changes(statement: &Statement, stance: Option<StanceId>) -> Vec<StatementChange> {
    let mut changes = vec![StatementChange::Stance(stance)];
    if statement.flag {
        changes.push(StatementChange::Flag(false));
    }
    changes
}

/// A stance was read toward the main topic: when that changes, it is to be looked at again.
fn topic_changes(statement: &Statement, topics: Vec<TopicId>) -> Vec<StatementChange> {
    let main = statement.topics.first();
    let is_other = main.is_some() && main != topics.first();
    let is_read = statement.stance.is_some() && statement.target == Target::Topic;
    let look = is_other && is_read && !statement.flag;
    let flag = look.then_some(StatementChange::Flag(true));
    [StatementChange::Topics(topics)]
        .into_iter()
        .chain(flag)
        .collect()
}
