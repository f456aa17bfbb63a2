//! Proposes the statements of a text: what is said, by which words, by whom.
//!
//! Rules over words and marks, no model and no network: the same text gives the same proposals. A
//! proposal is no statement yet: an analyst accepts, changes or rejects it. Places are UTF-8 bytes
//! ([`Span`]), on borders of graphemes. Time and memory grow with the length of the text and with
//! nothing else.

mod language;
mod lexicon;
mod names;
mod outline;
mod phrase;
mod reader;
mod reason;
mod resolve;
mod rules;
mod tokens;

pub use language::Language;
pub use names::Names;
pub use rules::Rule;

use crate::model::{
    Anchor, AnnotatorId, ArticleId, Form, Naming, Polarity, Proposal, Provenance, Role, Span,
    Speaker, SpeakerId, SpeakerKind, Statement, StatementId, Timestamp,
};
use crate::text::Text;

/// A statement that may be one.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// What is said: at least one span, in order, without overlap.
    pub contents: Vec<Span>,
    /// The verb or phrase of saying; a floating quotation has none.
    pub cue: Option<Span>,
    /// The words that name the speaker.
    pub source: Option<Span>,
    pub naming: Naming,
    /// Who speaks, as far as that is known; several for "Roth and Holm said".
    pub speakers: Vec<Who>,
    pub form: Form,
    pub polarity: Polarity,
    pub rule: Rule,
    /// From 0 to 1: of so many such proposals that share was right on the articles that the rules
    /// were tried on.
    pub confidence: f64,
    /// Why it is proposed, in words for the analyst.
    pub reason: String,
}

/// A speaker of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// One of the codebook.
    Known { id: SpeakerId, name: String },
    /// One whom the codebook does not have yet.
    New(NewSpeaker),
}

/// A speaker that an article names and the codebook has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSpeaker {
    /// The fullest name so far in the article.
    pub name: String,
    /// "Foreign minister", as the article has it.
    pub title: Option<String>,
    pub kind: SpeakerKind,
}

impl Who {
    pub fn name(&self) -> &str {
        match self {
            Self::Known { name, .. } => name,
            Self::New(new) => &new.name,
        }
    }
}

impl NewSpeaker {
    /// An entry of the codebook for it, with the title as its role.
    pub fn speaker(&self, id: SpeakerId) -> Speaker {
        let mut speaker = Speaker::new(id, self.name.clone(), self.kind);
        speaker.roles = (self.title.iter())
            .map(|title| Role {
                title: title.clone(),
                organisation: None,
                from: None,
                until: None,
            })
            .collect();
        speaker
    }
}

impl Proposed {
    /// A statement as proposed, with its rule and its confidence in the provenance. `speakers` are
    /// those of the proposal, by the ids that the codebook has for them by now.
    pub fn statement(
        &self,
        id: StatementId,
        article: ArticleId,
        annotator: AnnotatorId,
        speakers: Vec<SpeakerId>,
        created: Timestamp,
    ) -> Statement {
        let anchors = |spans: &[Span]| spans.iter().copied().map(Anchor::At).collect();
        let mut statement =
            Statement::new(id, article, annotator, anchors(&self.contents), created);
        statement.cue = anchors(self.cue.as_slice());
        statement.source = anchors(self.source.as_slice());
        statement.naming = Some(self.naming);
        statement.speakers = speakers;
        statement.form = Some(self.form);
        statement.polarity = self.polarity;
        statement.provenance = Provenance::Proposed(self.proposal());
        statement
    }

    /// What a statement remembers of the proposal that it comes from.
    pub fn proposal(&self) -> Proposal {
        Proposal {
            rule: self.rule.word().to_owned(),
            confidence: self.percent(),
            shown: Vec::new(),
            changed: false,
        }
    }

    /// The confidence from 0 to 100.
    pub fn percent(&self) -> u8 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to what fits"
        )]
        let percent = (self.confidence * 100.0).round().clamp(0.0, 100.0) as u8;
        percent
    }
}

/// The statements that a text may have, by where they begin. Speakers are looked up among `names`;
/// who is not there is proposed as a new one.
pub fn propose(text: &Text, names: &Names, language: &Language) -> Vec<Proposed> {
    reader::read(text, names, language)
}

#[cfg(test)]
mod tests;
