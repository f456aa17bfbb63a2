//! The columns of the table: what they are called, how wide they are, what stands in them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::gui::statement_panel::{beginning, shorten};
use crate::model::{
    Anchor, Article, CodeId, Form, Naming, Project, ReviewStatus, SpeakerId, Statement,
    StatementId, Target, TopicId,
};

/// Room between the words of two cells.
pub(super) const GAP: f32 = 12.0;

/// A column. Its name in a file is a promise: which ones one sees is remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    Speaker,
    Stance,
    Topic,
    Quote,
    Form,
    Naming,
    OnBehalfOf,
    Target,
    Source,
    Cue,
    Note,
    Coder,
    Status,
    Flag,
    Created,
    Article,
    Outlet,
    Published,
}

/// What is said of a column.
struct Spec {
    name: &'static str,
    /// What stands before a colon in the filter.
    key: &'static str,
    help: &'static str,
    /// In points: names and numbers are never cut below it.
    least: f32,
    /// Of the room that is left.
    share: f32,
}

impl Column {
    pub const ALL: [Self; 18] = [
        Self::Speaker,
        Self::Stance,
        Self::Topic,
        Self::Quote,
        Self::Form,
        Self::Naming,
        Self::OnBehalfOf,
        Self::Target,
        Self::Source,
        Self::Cue,
        Self::Note,
        Self::Coder,
        Self::Status,
        Self::Flag,
        Self::Created,
        Self::Article,
        Self::Outlet,
        Self::Published,
    ];

    /// Those that one sees at first.
    pub(super) const USUAL: [Self; 7] = [
        Self::Speaker,
        Self::Stance,
        Self::Topic,
        Self::Quote,
        Self::Form,
        Self::Coder,
        Self::Article,
    ];

    fn spec(self) -> Spec {
        let spec = |name, key, help, least, share| Spec {
            name,
            key,
            help,
            least,
            share,
        };
        match self {
            Self::Speaker => spec("Speaker", "speaker", "Who says it", 80.0, 2.0),
            Self::Stance => spec("Stance", "stance", "Where they stand", 84.0, 1.0),
            Self::Topic => spec("Topic", "topic", "What it is about", 80.0, 2.5),
            Self::Quote => spec("Quote", "quote", "The words", 112.0, 5.0),
            Self::Form => spec("Form", "form", "How the words are given", 64.0, 0.5),
            Self::Naming => spec(
                "Naming",
                "naming",
                "Whether the source is named",
                88.0,
                0.25,
            ),
            Self::OnBehalfOf => spec("On behalf of", "for", "Whom they speak for", 92.0, 2.0),
            Self::Target => spec(
                "Target",
                "target",
                "What the stance is read toward",
                92.0,
                3.0,
            ),
            Self::Source => spec(
                "Source",
                "source",
                "The words that name the speaker",
                92.0,
                2.0,
            ),
            Self::Cue => spec("Cue", "cue", "The verb or phrase of saying", 72.0, 0.75),
            Self::Note => spec("Note", "note", "What the coder noted", 100.0, 3.0),
            Self::Coder => spec("Coder", "coder", "Whose statement it is", 60.0, 1.0),
            Self::Status => spec("Review", "review", "The latest verdict", 84.0, 0.25),
            Self::Flag => spec("Look", "look", "To be talked about", 48.0, 0.0),
            Self::Created => spec("Made", "made", "When it was made", 124.0, 0.0),
            Self::Article => spec("Article", "article", "Where it stands", 92.0, 2.5),
            Self::Outlet => spec("Outlet", "outlet", "Who published it", 84.0, 1.0),
            Self::Published => spec("Published", "published", "When", 84.0, 0.0),
        }
    }

    pub fn name(self) -> &'static str {
        self.spec().name
    }

    /// What stands before a colon in the filter.
    pub(super) fn key(self) -> &'static str {
        self.spec().key
    }

    pub(super) fn help(self) -> &'static str {
        self.spec().help
    }

    /// Whether it tells of the article, and says the same in each row of one.
    pub(super) fn is_of_article(self) -> bool {
        matches!(self, Self::Article | Self::Outlet | Self::Published)
    }
}

/// How wide each column is, the gap after it included. Where there is less room than the columns
/// need they take what they need, and the table scrolls sideways.
pub(super) fn widths(columns: &[Column], room: f32) -> Vec<f32> {
    let specs: Vec<Spec> = columns.iter().map(|column| column.spec()).collect();
    let least: f32 = specs.iter().map(|spec| spec.least).sum();
    let shares: f32 = specs.iter().map(|spec| spec.share).sum();
    let spare = (room - least).max(0.0);
    let wide = |spec: &Spec| {
        let extra = if shares > 0.0 {
            spare * spec.share / shares
        } else {
            0.0
        };
        spec.least + extra
    };
    specs.iter().map(wide).collect()
}

/// Reads the words of cells off a project.
pub(super) struct Words<'a> {
    pub project: &'a Project,
    /// Of those that have one.
    pub statuses: &'a HashMap<StatementId, ReviewStatus>,
}

impl Words<'_> {
    /// The words of a cell, whole and in one line, as they are sorted, filtered and copied.
    pub(super) fn cell(&self, statement: &Statement, column: Column) -> String {
        self.value(statement, column).replace(['\n', '\t'], " ")
    }

    /// The beginning of the words of a cell, as one sees them.
    pub(super) fn beginning(&self, statement: &Statement, column: Column, chars: usize) -> String {
        let anchors = match column {
            Column::Quote => &statement.contents,
            Column::Source => &statement.source,
            Column::Cue => &statement.cue,
            _ => return shorten(&self.value(statement, column), chars).replace('\t', " "),
        };
        let article = self.project.articles().get(&statement.article);
        let words = article.map(|article| beginning(article, anchors, chars));
        words.unwrap_or_default().replace('\t', " ")
    }

    fn value(&self, statement: &Statement, column: Column) -> String {
        let article = || self.project.articles().get(&statement.article);
        let quotes = |anchors: &[Anchor]| article().map(|a| quotes(a, anchors));
        match column {
            Column::Speaker => self.speakers(&statement.speakers),
            Column::Stance => {
                let stance = statement.stance.clone().map(CodeId::Stance);
                stance.map_or_else(String::new, |id| self.name(&id))
            }
            Column::Topic => self.topics(&statement.topics),
            Column::Quote => quotes(&statement.contents).unwrap_or_default(),
            Column::Form => statement.form.map(form).unwrap_or_default().to_owned(),
            Column::Naming => statement.naming.map(naming).unwrap_or_default().to_owned(),
            Column::OnBehalfOf => self.speakers(&statement.on_behalf_of),
            Column::Target => self.target(statement),
            Column::Source => quotes(&statement.source).unwrap_or_default(),
            Column::Cue => quotes(&statement.cue).unwrap_or_default(),
            Column::Note => statement.note.clone(),
            Column::Coder => {
                let coder = self.project.annotators().get(&statement.annotator);
                coder.map(|coder| coder.name.clone()).unwrap_or_default()
            }
            Column::Status => status(self.status(&statement.id)).to_owned(),
            Column::Flag => if statement.flag { "look" } else { "" }.to_owned(),
            Column::Created => {
                let minutes: String = statement.created.as_str().chars().take(16).collect();
                minutes.replace('T', " ")
            }
            Column::Article => article().map(|a| a.title.clone()).unwrap_or_default(),
            Column::Outlet => article().map(|a| a.outlet.clone()).unwrap_or_default(),
            Column::Published => {
                let date = article().and_then(|a| a.published.as_ref());
                date.map(ToString::to_string).unwrap_or_default()
            }
        }
    }

    /// A place of a value in an order that its words do not have: that of the codebook for
    /// stances, from direct to reported for forms.
    pub(super) fn rank(&self, statement: &Statement, column: Column) -> usize {
        match column {
            Column::Stance => {
                let stances = self.project.codebook().stances();
                let place = statement
                    .stance
                    .as_ref()
                    .and_then(|id| stances.position(id));
                place.unwrap_or(usize::MAX)
            }
            Column::Form => statement.form.map_or(usize::MAX, |form| form as usize),
            Column::Naming => statement
                .naming
                .map_or(usize::MAX, |naming| naming as usize),
            Column::Status => self.status(&statement.id) as usize,
            _ => 0,
        }
    }

    fn status(&self, id: &StatementId) -> ReviewStatus {
        self.statuses.get(id).copied().unwrap_or_default()
    }

    fn name(&self, id: &CodeId) -> String {
        self.project.codebook().name(id).to_owned()
    }

    fn speakers(&self, ids: &[SpeakerId]) -> String {
        let names = ids.iter().cloned().map(CodeId::Speaker);
        names
            .map(|id| self.name(&id))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn topics(&self, ids: &[TopicId]) -> String {
        let names = ids.iter().cloned().map(CodeId::Topic);
        names
            .map(|id| self.name(&id))
            .collect::<Vec<_>>()
            .join(", ")
    }

    fn target(&self, statement: &Statement) -> String {
        match &statement.target {
            Target::Topic => {
                let topics = self.project.codebook().topics();
                let main = statement.topics.first().and_then(|id| topics.get(id));
                main.map(|topic| topic.target_words().to_owned())
                    .unwrap_or_default()
            }
            Target::Speaker(id) => self.name(&CodeId::Speaker(id.clone())),
            Target::Text(words) => words.clone(),
        }
    }
}

fn quotes(article: &Article, anchors: &[Anchor]) -> String {
    let quotes = anchors.iter().map(|anchor| anchor.quote(&article.text));
    quotes.collect::<Vec<_>>().join(" … ")
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
        Form::FreeIndirect => "free indirect",
        Form::Reported => "reported",
    }
}

fn naming(naming: Naming) -> &'static str {
    match naming {
        Naming::Named => "named",
        Naming::Unnamed => "unnamed",
        Naming::NoneGiven => "none given",
    }
}

fn status(status: ReviewStatus) -> &'static str {
    match status {
        ReviewStatus::Unreviewed => "",
        ReviewStatus::Accepted => "accepted",
        ReviewStatus::Rejected => "rejected",
        ReviewStatus::Question => "question",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_room_and_never_fall_below_what_they_need() {
        for room in [0.0, 484.0, 900.0, 2_000.0] {
            let usual = widths(&Column::USUAL, room);
            let sum: f32 = usual.iter().sum();
            let least: f32 = widths(&Column::USUAL, 0.0).iter().sum();
            assert!((sum - room.max(least)).abs() < 0.5, "{sum} in {room}");
        }
        let made = widths(&[Column::Created], 900.0);
        assert!(made[0] < 200.0, "a date needs no more than it is long");
    }

    #[test]
    fn every_column_has_a_key_of_its_own() {
        let mut keys: Vec<_> = Column::ALL.iter().map(|column| column.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Column::ALL.len());
        assert!(
            keys.iter()
                .all(|key| key.chars().all(|c| c.is_ascii_lowercase()))
        );
    }
}
