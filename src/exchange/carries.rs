//! What of a project a format holds, and what would be lost, counted before anything is written.

use std::collections::HashMap;

use super::{Format, Selection};
use crate::model::{ArticleId, Layer, ReviewStatus, Statement, Target};

/// Something that a statement may have and a format may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The ids of articles and statements, so that what comes back is known again.
    Ids,
    /// Outlet, date, URL and language of an article.
    Metadata,
    /// Content that stands inside of another statement's, or overlaps it.
    Overlaps,
    /// More than one span of content.
    Spans,
    Cue,
    Source,
    Naming,
    /// The first speaker.
    Speaker,
    /// All of several.
    Speakers,
    OnBehalfOf,
    Stance,
    Target,
    /// The main topic.
    Topic,
    /// All of several.
    Topics,
    Form,
    Note,
    Annotator,
    Status,
    Layer,
    Created,
}

impl Part {
    pub const ALL: [Self; 20] = [
        Self::Ids,
        Self::Metadata,
        Self::Overlaps,
        Self::Spans,
        Self::Cue,
        Self::Source,
        Self::Naming,
        Self::Speaker,
        Self::Speakers,
        Self::OnBehalfOf,
        Self::Stance,
        Self::Target,
        Self::Topic,
        Self::Topics,
        Self::Form,
        Self::Note,
        Self::Annotator,
        Self::Status,
        Self::Layer,
        Self::Created,
    ];

    /// What it is, a word or a few.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ids => "ids",
            Self::Metadata => "outlet, date, URL and language",
            Self::Overlaps => "overlapping statements",
            Self::Spans => "several spans",
            Self::Cue => "cue",
            Self::Source => "source",
            Self::Naming => "naming",
            Self::Speaker => "speaker",
            Self::Speakers => "several speakers",
            Self::OnBehalfOf => "on behalf of",
            Self::Stance => "stance",
            Self::Target => "target of the stance",
            Self::Topic => "main topic",
            Self::Topics => "several topics",
            Self::Form => "form",
            Self::Note => "note",
            Self::Annotator => "annotator",
            Self::Status => "verdict of the review",
            Self::Layer => "adjudicated layer",
            Self::Created => "time",
        }
    }

    /// The same with its article, as what a statement loses.
    fn lost(self) -> &'static str {
        match self {
            Self::Ids => "the id",
            Self::Metadata => "outlet, date, URL and language of the article",
            Self::Overlaps => "overlaps",
            Self::Spans => "several spans",
            Self::Cue => "the cue",
            Self::Source => "the source",
            Self::Naming => "the naming",
            Self::Speaker => "the speaker",
            Self::Speakers => "all speakers but the first",
            Self::OnBehalfOf => "whom it is said on behalf of",
            Self::Stance => "the stance",
            Self::Target => "the target of the stance",
            Self::Topic => "the main topic",
            Self::Topics => "all topics but the main one",
            Self::Form => "the form",
            Self::Note => "the note",
            Self::Annotator => "the annotator",
            Self::Status => "the verdict of the review",
            Self::Layer => "that they are adjudicated",
            Self::Created => "the time",
        }
    }

    /// Whether a statement has it. Of overlaps nothing is known here.
    fn is_in(self, statement: &Statement, selection: &Selection<'_>) -> bool {
        match self {
            Self::Overlaps | Self::Metadata => false,
            Self::Ids | Self::Created | Self::Annotator => true,
            Self::Spans => statement.contents.len() > 1,
            Self::Cue => !statement.cue.is_empty(),
            Self::Source => !statement.source.is_empty(),
            Self::Naming => statement.naming.is_some(),
            Self::Speaker => !statement.speakers.is_empty(),
            Self::Speakers => statement.speakers.len() > 1,
            Self::OnBehalfOf => !statement.on_behalf_of.is_empty(),
            Self::Stance => statement.stance.is_some(),
            Self::Target => statement.target != Target::Topic,
            Self::Topic => !statement.topics.is_empty(),
            Self::Topics => statement.topics.len() > 1,
            Self::Form => statement.form.is_some(),
            Self::Note => !statement.note.is_empty(),
            Self::Status => selection.status(&statement.id) != ReviewStatus::Unreviewed,
            Self::Layer => statement.layer == Layer::Adjudicated,
        }
    }
}

/// What an export would leave out, and of how many statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loss {
    pub part: Part,
    pub statements: usize,
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (number, several) = (self.statements, if self.statements == 1 { "" } else { "s" });
        match self.part {
            Part::Overlaps => write!(
                f,
                "{number} overlapping statement{several} cannot stand over others in this format: flattened or left out"
            ),
            Part::Spans => write!(
                f,
                "{number} statement{several} of several spans will not keep them apart"
            ),
            part => write!(f, "{number} statement{several} will lose {}", part.lost()),
        }
    }
}

impl Format {
    /// What an export of these statements would leave out. Ids, times and annotators that are the
    /// same for all are no loss that anybody would ask about.
    pub fn losses(&self, selection: &Selection<'_>) -> Vec<Loss> {
        let lost = Part::ALL
            .into_iter()
            .filter(|part| !self.carries.contains(part));
        let losses = lost.map(|part| Loss {
            part,
            statements: match part {
                Part::Ids | Part::Created | Part::Metadata => 0,
                Part::Overlaps => overlapping(selection),
                Part::Annotator => match annotators(selection) {
                    0 | 1 => 0,
                    _ => selection.statements().len(),
                },
                part => (selection.statements().iter())
                    .filter(|statement| part.is_in(statement, selection))
                    .count(),
            },
        });
        losses.filter(|loss| loss.statements > 0).collect()
    }
}

fn annotators(selection: &Selection<'_>) -> usize {
    let mut known = Vec::new();
    for statement in selection.statements() {
        if !known.contains(&&statement.annotator) {
            known.push(&statement.annotator);
        }
    }
    known.len()
}

/// How many statements begin before one of their article that stands before them has ended.
fn overlapping(selection: &Selection<'_>) -> usize {
    let mut ends: HashMap<&ArticleId, usize> = HashMap::new();
    let mut count = 0;
    // In the order of the text.
    for statement in selection.statements() {
        let spans = statement
            .contents
            .iter()
            .filter_map(crate::model::Anchor::span);
        let (mut start, mut end) = (usize::MAX, 0);
        for span in spans {
            start = start.min(span.start());
            end = end.max(span.end());
        }
        let before = ends.entry(&statement.article).or_default();
        count += usize::from(start < *before);
        *before = (*before).max(end);
    }
    count
}
