//! One act of saying, and how it is coded.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use super::codebook::is_default;
use super::{
    Anchor, AnnotatorId, ArticleId, CodeId, FieldEntry, SpeakerId, StanceId, StatementId,
    Timestamp, TopicId,
};
use crate::text::{Text, quoted_share};

/// One act of saying: what is said, who says it, where they stand, on what.
///
/// Three things are never confused: a stance that is `None` is *not yet coded*; *neutral* and
/// *none expressed* are stances of the codebook. `A` is how places are kept: [`Anchor`] in
/// memory, [`super::FileAnchor`] in files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement<A = Anchor> {
    pub id: StatementId,
    pub article: ArticleId,
    pub annotator: AnnotatorId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub layer: Layer,
    /// What is said: one or more spans in order that do not overlap one another.
    pub contents: Vec<A>,
    /// The verb or phrase of saying.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<A>,
    /// The words that name the speaker; other statements may share them.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<A>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub naming: Option<Naming>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<SpeakerId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub on_behalf_of: Vec<SpeakerId>,
    /// The first is the main topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<TopicId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<StanceId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Target,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
    /// The statement that holds this one ("A criticised B for saying that …").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<StatementId>,
    /// The statement of which this one is a reprint, so that counts can leave it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<StatementId>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub polarity: Polarity,
    #[serde(default, skip_serializing_if = "is_default")]
    pub certainty: Certainty,
    /// To be talked about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub flag: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldEntry>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub provenance: Provenance,
    pub created: Timestamp,
}

impl Statement {
    /// A statement of which nothing is coded but its content.
    pub fn new(
        id: StatementId,
        article: ArticleId,
        annotator: AnnotatorId,
        contents: Vec<Anchor>,
        created: Timestamp,
    ) -> Self {
        Self {
            id,
            article,
            annotator,
            layer: Layer::Independent,
            contents,
            cue: Vec::new(),
            source: Vec::new(),
            naming: None,
            speakers: Vec::new(),
            on_behalf_of: Vec::new(),
            topics: Vec::new(),
            stance: None,
            target: Target::Topic,
            form: None,
            parent: None,
            repeats: None,
            polarity: Polarity::Affirmed,
            certainty: Certainty::Plain,
            flag: false,
            fields: Vec::new(),
            note: String::new(),
            provenance: Provenance::ByHand,
            created,
        }
    }

    /// Contents, cue and source.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.contents.iter().chain(&self.cue).chain(&self.source)
    }

    /// The same statement with one thing coded otherwise. It is no project's: an edit brings it there.
    #[must_use]
    pub fn with(mut self, change: StatementChange) -> Self {
        change.exchange(&mut self);
        self
    }

    /// Tells whether it is coded as it was: a digest of the words of its places and of all that is
    /// coded; not of the note, the flag, what it repeats, and how and when it was made.
    pub fn version(&self, text: &Text) -> SmolStr {
        let quotes = |anchors: &[Anchor]| -> Vec<String> {
            anchors
                .iter()
                .map(|anchor| anchor.quote(text).to_owned())
                .collect()
        };
        let coded = (
            [&self.contents, &self.cue, &self.source].map(|anchors| quotes(anchors)),
            (
                &self.speakers,
                &self.on_behalf_of,
                &self.topics,
                &self.stance,
            ),
            (&self.target, &self.form, &self.parent, &self.naming),
            (&self.polarity, &self.certainty, &self.fields),
        );
        // Values without maps are always JSON.
        let json = serde_json::to_vec(&coded).unwrap_or_default();
        let digest = Sha256::digest(json);
        let digits = digest.iter().take(6).map(|byte| format!("{byte:02x}"));
        digits.collect::<String>().into()
    }

    /// The codes that it uses, each once: speakers, on whose behalf, stance and what that is read
    /// toward, topics.
    pub fn codes(&self) -> Vec<CodeId> {
        let target = match &self.target {
            Target::Speaker(id) => Some(id),
            Target::Topic | Target::Text(_) => None,
        };
        let speakers = self.speakers.iter().chain(&self.on_behalf_of);
        let mut codes: Vec<CodeId> = speakers
            .chain(target)
            .cloned()
            .map(CodeId::Speaker)
            .chain(self.stance.iter().cloned().map(CodeId::Stance))
            .chain(self.topics.iter().cloned().map(CodeId::Topic))
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

impl<A> Statement<A> {
    /// The same statement with its places kept in another way.
    pub fn map_anchors<B>(self, mut f: impl FnMut(A) -> B) -> Statement<B> {
        let mut all = |anchors: Vec<A>| anchors.into_iter().map(&mut f).collect();
        Statement {
            contents: all(self.contents),
            cue: all(self.cue),
            source: all(self.source),
            id: self.id,
            article: self.article,
            annotator: self.annotator,
            layer: self.layer,
            naming: self.naming,
            speakers: self.speakers,
            on_behalf_of: self.on_behalf_of,
            topics: self.topics,
            stance: self.stance,
            target: self.target,
            form: self.form,
            parent: self.parent,
            repeats: self.repeats,
            polarity: self.polarity,
            certainty: self.certainty,
            flag: self.flag,
            fields: self.fields,
            note: self.note,
            provenance: self.provenance,
            created: self.created,
        }
    }
}

/// Whose decision a statement is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Layer {
    /// One annotator's own coding, never changed by others.
    #[default]
    Independent,
    /// The decided version of what annotators disagreed on.
    Adjudicated,
}

/// Whether the text names its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Naming {
    Named,
    /// "Four officials", "critics".
    Unnamed,
    /// "It is expected that …": a value, not an empty field.
    NoneGiven,
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// In quotation marks.
    Direct,
    /// Partly in quotation marks.
    Mixed,
    /// In the article's words.
    Indirect,
    /// The speaker's thought in the article's grammar.
    FreeIndirect,
    /// Only a summary of what was said.
    Reported,
}

impl Form {
    /// What the quotation marks suggest: nearly all of the letters inside of them, some, or none.
    pub fn proposed(text: &Text, contents: &[Anchor]) -> Self {
        let spans = contents.iter().filter_map(Anchor::span);
        let ranges: Vec<_> = spans.map(super::Span::range).collect();
        match quoted_share(text.as_str(), &ranges) {
            share if share >= 0.9 => Self::Direct,
            share if share > 0.0 => Self::Mixed,
            _ => Self::Indirect,
        }
    }
}

/// What a stance is read toward.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Target {
    /// The main topic's proposition, else its name.
    #[default]
    Topic,
    Speaker(SpeakerId),
    Text(String),
}

/// "Did not say" counts as a statement, negated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Polarity {
    #[default]
    Affirmed,
    Negated,
}

/// How sure the article is that it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Certainty {
    #[default]
    Plain,
    /// "Reportedly", "allegedly".
    Hedged,
    /// "If he says".
    Hypothetical,
}

/// How a statement came to be. What was shown before the analyst coded is kept, because
/// suggestions bias.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    #[default]
    ByHand,
    Proposed(Proposal),
    /// By hand, after choices had been ranked.
    Ranked {
        /// What was shown, best first (topics, stances, speakers), in words.
        shown: Vec<String>,
    },
    Imported {
        /// The format's name, as `sayso formats` lists it.
        format: String,
    },
    /// Of an adjudicated statement: decided from these.
    Decided(Vec<Decided>),
}

impl Provenance {
    /// The same with what else was shown, each once; what was imported or decided stays as it is.
    #[must_use]
    pub fn after_showing(self, words: impl IntoIterator<Item = String>) -> Self {
        let more = |mut shown: Vec<String>| {
            for word in words {
                if !shown.contains(&word) {
                    shown.push(word);
                }
            }
            shown
        };
        match self {
            Self::ByHand => match more(Vec::new()) {
                shown if shown.is_empty() => Self::ByHand,
                shown => Self::Ranked { shown },
            },
            Self::Ranked { shown } => Self::Ranked { shown: more(shown) },
            Self::Proposed(proposal) => Self::Proposed(Proposal {
                shown: more(proposal.shown),
                ..proposal
            }),
            other @ (Self::Imported { .. } | Self::Decided(_)) => other,
        }
    }
}

/// An annotator's statement that something was decided from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub statement: StatementId,
    /// Its version then ([`Statement::version`]): when it is another by now, the decision is stale.
    pub version: SmolStr,
}

/// What the program proposed before the statement was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The rule that found it.
    pub rule: String,
    /// 0 to 100.
    pub confidence: u8,
    /// What else was shown, best first (topics, speakers), in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shown: Vec<String>,
    /// Whether the analyst changed it before accepting.
    #[serde(default, skip_serializing_if = "is_default")]
    pub changed: bool,
}

/// A new value for one thing that is coded. Edits carry one; suggested changes several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StatementChange<A = Anchor> {
    Annotator(AnnotatorId),
    Layer(Layer),
    Contents(Vec<A>),
    Cue(Vec<A>),
    Source(Vec<A>),
    Naming(Option<Naming>),
    Speakers(Vec<SpeakerId>),
    OnBehalfOf(Vec<SpeakerId>),
    Topics(Vec<TopicId>),
    Stance(Option<StanceId>),
    Target(Target),
    Form(Option<Form>),
    Parent(Option<StatementId>),
    Repeats(Option<StatementId>),
    Polarity(Polarity),
    Certainty(Certainty),
    Flag(bool),
    Fields(Vec<FieldEntry>),
    Note(String),
    Provenance(Provenance),
}

impl StatementChange {
    /// Puts the value into a statement and gives back the one that stood there.
    pub(crate) fn exchange(self, statement: &mut Statement) -> Self {
        use std::mem::replace;
        match self {
            Self::Annotator(v) => Self::Annotator(replace(&mut statement.annotator, v)),
            Self::Layer(v) => Self::Layer(replace(&mut statement.layer, v)),
            Self::Contents(v) => Self::Contents(replace(&mut statement.contents, v)),
            Self::Cue(v) => Self::Cue(replace(&mut statement.cue, v)),
            Self::Source(v) => Self::Source(replace(&mut statement.source, v)),
            Self::Naming(v) => Self::Naming(replace(&mut statement.naming, v)),
            Self::Speakers(v) => Self::Speakers(replace(&mut statement.speakers, v)),
            Self::OnBehalfOf(v) => Self::OnBehalfOf(replace(&mut statement.on_behalf_of, v)),
            Self::Topics(v) => Self::Topics(replace(&mut statement.topics, v)),
            Self::Stance(v) => Self::Stance(replace(&mut statement.stance, v)),
            Self::Target(v) => Self::Target(replace(&mut statement.target, v)),
            Self::Form(v) => Self::Form(replace(&mut statement.form, v)),
            Self::Parent(v) => Self::Parent(replace(&mut statement.parent, v)),
            Self::Repeats(v) => Self::Repeats(replace(&mut statement.repeats, v)),
            Self::Polarity(v) => Self::Polarity(replace(&mut statement.polarity, v)),
            Self::Certainty(v) => Self::Certainty(replace(&mut statement.certainty, v)),
            Self::Flag(v) => Self::Flag(replace(&mut statement.flag, v)),
            Self::Fields(v) => Self::Fields(replace(&mut statement.fields, v)),
            Self::Note(v) => Self::Note(replace(&mut statement.note, v)),
            Self::Provenance(v) => Self::Provenance(replace(&mut statement.provenance, v)),
        }
    }
}

impl<A> StatementChange<A> {
    /// The same change with its places kept in another way.
    pub fn map_anchors<B>(self, f: impl FnMut(A) -> B) -> StatementChange<B> {
        use StatementChange as C;
        match self {
            Self::Annotator(v) => C::Annotator(v),
            Self::Layer(v) => C::Layer(v),
            Self::Contents(v) => C::Contents(v.into_iter().map(f).collect()),
            Self::Cue(v) => C::Cue(v.into_iter().map(f).collect()),
            Self::Source(v) => C::Source(v.into_iter().map(f).collect()),
            Self::Naming(v) => C::Naming(v),
            Self::Speakers(v) => C::Speakers(v),
            Self::OnBehalfOf(v) => C::OnBehalfOf(v),
            Self::Topics(v) => C::Topics(v),
            Self::Stance(v) => C::Stance(v),
            Self::Target(v) => C::Target(v),
            Self::Form(v) => C::Form(v),
            Self::Parent(v) => C::Parent(v),
            Self::Repeats(v) => C::Repeats(v),
            Self::Polarity(v) => C::Polarity(v),
            Self::Certainty(v) => C::Certainty(v),
            Self::Flag(v) => C::Flag(v),
            Self::Fields(v) => C::Fields(v),
            Self::Note(v) => C::Note(v),
            Self::Provenance(v) => C::Provenance(v),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_shown_before_is_kept_once() {
        let shown = || ["Ferry", "Pier", "Ferry"].map(str::to_owned);
        let words = vec!["Ferry".to_owned(), "Pier".to_owned()];
        let ranked = Provenance::ByHand.after_showing(shown());
        assert_eq!(
            ranked,
            Provenance::Ranked {
                shown: words.clone()
            }
        );
        assert_eq!(ranked.clone().after_showing(shown()), ranked);
        assert_eq!(Provenance::ByHand.after_showing([]), Provenance::ByHand);
        let proposal = Proposal {
            rule: "quotation".into(),
            confidence: 90,
            shown: vec!["Pier".into()],
            changed: false,
        };
        let Provenance::Proposed(kept) = Provenance::Proposed(proposal).after_showing(shown())
        else {
            panic!("a proposal stays one");
        };
        assert_eq!(kept.shown, ["Pier", "Ferry"]);
        let decided = Provenance::Decided(Vec::new());
        assert_eq!(decided.clone().after_showing(shown()), decided);
    }
}
