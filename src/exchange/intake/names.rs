//! From names to ids; what no name is there for is made.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Intake, Step};
use crate::edit::Edit;
use crate::exchange::{CodeDraft, CodeKind, TargetDraft};
use crate::model::{
    Annotator, AnnotatorId, Code, Project, Role, Speaker, SpeakerId, SpeakerKind, Stance, StanceId,
    Target, Topic, TopicId, fresh_id,
};

/// Who and what has which name. Where two have one name, the first.
#[derive(Default)]
#[expect(clippy::struct_field_names, reason = "each finds an id by a name")]
pub(super) struct Names {
    annotator_ids: HashMap<String, AnnotatorId>,
    speaker_ids: HashMap<String, SpeakerId>,
    topic_ids: HashMap<String, TopicId>,
}

impl Names {
    pub(super) fn new(project: &Project) -> Self {
        let mut names = Self::default();
        for annotator in project.annotators().iter() {
            let known = names.annotator_ids.entry(annotator.name.clone());
            known.or_insert_with(|| annotator.id.clone());
        }
        let speakers = project.codebook().speakers();
        for speaker in speakers.iter() {
            let known = names.speaker_ids.entry(speaker.name.clone());
            known.or_insert_with(|| speaker.id.clone());
        }
        for speaker in speakers.iter() {
            for alias in &speaker.aliases {
                let known = names.speaker_ids.entry(alias.clone());
                known.or_insert_with(|| speaker.id.clone());
            }
        }
        for topic in project.codebook().topics().iter() {
            let known = names.topic_ids.entry(topic.name.clone());
            known.or_insert_with(|| topic.id.clone());
        }
        names
    }

    /// Forgets a name that an edit made, when the edit is taken back.
    pub(super) fn forget(&mut self, edit: &Edit) {
        match edit {
            Edit::AddAnnotator { annotator, .. } => {
                self.annotator_ids.remove(&annotator.name);
            }
            Edit::AddCode { code, .. } => {
                let name = code.name();
                match &**code {
                    Code::Speaker(_) => drop(self.speaker_ids.remove(name)),
                    Code::Topic(_) => drop(self.topic_ids.remove(name)),
                    Code::Stance(_) | Code::Field(_) => {}
                }
            }
            _ => {}
        }
    }
}

impl Intake<'_> {
    pub(super) fn annotator(&mut self, name: &str, step: &mut Step) -> Result<AnnotatorId, String> {
        if let Some(id) = self.names.annotator_ids.get(name) {
            return Ok(id.clone());
        }
        let id: AnnotatorId = fresh_id(self.fresh);
        let annotator = Annotator {
            id: id.clone(),
            name: name.to_owned(),
        };
        self.apply(
            Edit::AddAnnotator {
                at: usize::MAX,
                annotator: Arc::new(annotator),
            },
            step,
        )?;
        step.made.made.push(format!("annotator {name}"));
        self.names.annotator_ids.insert(name.to_owned(), id.clone());
        Ok(id)
    }

    /// The speakers of these names, new ones of one kind, each once: two names may be those of one speaker.
    pub(super) fn speakers(
        &mut self,
        names: &[String],
        kind: SpeakerKind,
        step: &mut Step,
    ) -> Result<Vec<SpeakerId>, String> {
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            let id = self.speaker(name, kind, step)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    pub(super) fn topics(
        &mut self,
        names: &[String],
        step: &mut Step,
    ) -> Result<Vec<TopicId>, String> {
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            let id = self.topic(name, step)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    pub(super) fn stance(
        &mut self,
        word: Option<&str>,
        step: &mut Step,
    ) -> Result<Option<StanceId>, String> {
        let Some(word) = word else {
            return Ok(None);
        };
        let id = StanceId::new(word);
        let stances = self.working.codebook().stances();
        if stances.contains(&id) {
            return Ok(Some(id));
        }
        if let Some(named) = stances.iter().find(|stance| stance.name == word) {
            return Ok(Some(named.id.clone()));
        }
        self.make(
            Code::Stance(Stance::new(id.clone(), word, None, None)),
            step,
        )?;
        step.note(format!(
            "the stance “{word}” was made; it has no key and no value on the scale yet"
        ));
        Ok(Some(id))
    }

    /// Makes a code that is not there; of one that is there nothing is changed.
    pub(super) fn code(&mut self, draft: &CodeDraft, step: &mut Step) -> Result<(), String> {
        match draft.kind {
            CodeKind::Speaker(kind) => {
                if self.names.speaker_ids.contains_key(&draft.name) {
                    return Ok(());
                }
                let role = match &draft.organisation {
                    Some(name) => Some(Role {
                        title: String::new(),
                        organisation: Some(self.speaker(name, SpeakerKind::Organisation, step)?),
                        from: None,
                        until: None,
                    }),
                    None => None,
                };
                let id: SpeakerId = fresh_id(self.fresh);
                let speaker = Speaker {
                    aliases: draft.aliases.clone(),
                    definition: draft.definition.clone(),
                    roles: role.into_iter().collect(),
                    ..Speaker::new(id.clone(), &draft.name, kind)
                };
                self.make(Code::Speaker(speaker), step)?;
                self.names.speaker_ids.insert(draft.name.clone(), id);
            }
            CodeKind::Topic => {
                if self.names.topic_ids.contains_key(&draft.name) {
                    return Ok(());
                }
                let parent = match &draft.parent {
                    Some(name) => Some(self.topic(name, step)?),
                    None => None,
                };
                let id: TopicId = fresh_id(self.fresh);
                let topic = Topic {
                    parent,
                    definition: draft.definition.clone(),
                    ..Topic::new(id.clone(), &draft.name)
                };
                self.make(Code::Topic(topic), step)?;
                self.names.topic_ids.insert(draft.name.clone(), id);
            }
            CodeKind::Stance => {
                let id = StanceId::new(&draft.name);
                let stances = self.working.codebook().stances();
                let is_there =
                    stances.contains(&id) || stances.iter().any(|stance| stance.name == draft.name);
                if !is_there {
                    let stance = Stance {
                        definition: draft.definition.clone(),
                        ..Stance::new(id, &draft.name, None, draft.scale)
                    };
                    self.make(Code::Stance(stance), step)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn target(
        &mut self,
        target: &TargetDraft,
        step: &mut Step,
    ) -> Result<Target, String> {
        Ok(match target {
            TargetDraft::Topic => Target::Topic,
            TargetDraft::Speaker(name) => {
                Target::Speaker(self.speaker(name, SpeakerKind::Person, step)?)
            }
            TargetDraft::Text(words) => Target::Text(words.clone()),
        })
    }

    fn speaker(
        &mut self,
        name: &str,
        kind: SpeakerKind,
        step: &mut Step,
    ) -> Result<SpeakerId, String> {
        if let Some(id) = self.names.speaker_ids.get(name) {
            return Ok(id.clone());
        }
        let id: SpeakerId = fresh_id(self.fresh);
        let speaker = Speaker::new(id.clone(), name, kind);
        self.make(Code::Speaker(speaker), step)?;
        self.names.speaker_ids.insert(name.to_owned(), id.clone());
        Ok(id)
    }

    fn topic(&mut self, name: &str, step: &mut Step) -> Result<TopicId, String> {
        if let Some(id) = self.names.topic_ids.get(name) {
            return Ok(id.clone());
        }
        let id: TopicId = fresh_id(self.fresh);
        self.make(Code::Topic(Topic::new(id.clone(), name)), step)?;
        self.names.topic_ids.insert(name.to_owned(), id.clone());
        Ok(id)
    }

    fn make(&mut self, code: Code, step: &mut Step) -> Result<(), String> {
        let made = format!("{} {}", code.id().kind(), code.name());
        self.apply(
            Edit::AddCode {
                at: usize::MAX,
                code: Box::new(code),
            },
            step,
        )?;
        step.made.made.push(made);
        Ok(())
    }
}
