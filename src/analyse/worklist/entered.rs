//! A statement as it was entered into the worklists: all by which it meets others, kept to find it
//! again when it has changed.

use std::sync::Arc;

use smol_str::SmolStr;

use crate::analyse::fold;
use crate::model::{
    Anchor, Article, ArticleId, CodeId, Layer, Polarity, Span, SpeakerId, Statement, Target,
    TopicId,
};
use crate::text::Text;

/// Fewer words ("yes, of course") are said in many places and mean many things.
const WORDS: usize = 4;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entered {
    pub(super) statement: Arc<Statement>,
    pub(super) codes: Vec<CodeId>,
    pub(super) quote: Option<Quote>,
    pub(super) place: Option<Place>,
    pub(super) sides: Vec<Side>,
    /// The keys of the entries that are about it alone.
    pub(super) listed: Vec<SmolStr>,
}

/// The words of a statement, as they are compared; decisions are compared with decisions only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Quote {
    pub(super) layer: bool,
    pub(super) words: String,
}

/// Where the contents stand when marks at their ends do not count. Bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) article: ArticleId,
    pub(super) spans: Vec<(usize, usize)>,
}

/// Who speaks toward what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Side {
    pub(super) layer: bool,
    pub(super) speaker: SpeakerId,
    pub(super) toward: Toward,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Toward {
    Topic(TopicId),
    Speaker(SpeakerId),
}

impl Entered {
    pub(super) fn new(statement: &Arc<Statement>, article: Option<&Article>) -> Self {
        let layer = statement.layer == Layer::Adjudicated;
        let text = article.map(|article| &article.text);
        let quote = text.and_then(|text| {
            let (words, count) = fold::quote(statement.contents.iter().map(|a| a.quote(text)));
            (count >= WORDS).then_some(Quote { layer, words })
        });
        Self {
            statement: Arc::clone(statement),
            codes: statement.codes(),
            quote,
            place: text.and_then(|text| place(text, statement)),
            sides: sides(statement, layer),
            listed: Vec::new(),
        }
    }

    /// The spans of its contents in order, in bytes.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        self.statement.contents.iter().filter_map(Anchor::span)
    }
}

fn place(text: &Text, statement: &Statement) -> Option<Place> {
    let bare = |span: Span| {
        let words = span.quote(text);
        let start = words.find(char::is_alphanumeric)?;
        let last = words.rfind(char::is_alphanumeric)?;
        let end = last + words.get(last..)?.chars().next()?.len_utf8();
        Some((span.start() + start, span.start() + end))
    };
    let spans = statement.contents.iter().filter_map(Anchor::span);
    let spans: Vec<_> = spans.filter_map(bare).collect();
    (!spans.is_empty()).then(|| Place {
        article: statement.article.clone(),
        spans,
    })
}

/// What a reprint says was said once, and what was not said is no side.
fn sides(statement: &Statement, layer: bool) -> Vec<Side> {
    let toward = match &statement.target {
        Target::Topic => statement.topics.first().cloned().map(Toward::Topic),
        Target::Speaker(id) => Some(Toward::Speaker(id.clone())),
        Target::Text(_) => None,
    };
    let counts = statement.repeats.is_none() && statement.polarity == Polarity::Affirmed;
    let toward = toward.filter(|_| counts && statement.stance.is_some());
    let speakers = statement.speakers.iter();
    speakers
        .filter_map(|speaker| {
            Some(Side {
                layer,
                speaker: speaker.clone(),
                toward: toward.clone()?,
            })
        })
        .collect()
}
