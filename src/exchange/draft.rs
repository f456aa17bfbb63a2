//! What a format says of an article and its statements, before it is fitted into a project:
//! names instead of ids, places unchecked.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::Report;
use crate::model::{
    Article, ArticleId, Form, Layer, Naming, PartialDate, ProgressState, Proposal, ReviewStatus,
    SpeakerKind, StatementId, Timestamp,
};
use crate::text::{Text, normalise};

/// What files of a format say, in their order, and what a reader has to say of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    pub articles: Vec<Located>,
    /// Codes with what is known of them. Those that statements name need not be here.
    pub codes: Vec<CodeDraft>,
    pub report: Report,
}

impl Drafted {
    /// Adds an article that stands in a line of the file that [`Report::begin`] named.
    pub fn put(&mut self, line: usize, article: ArticleDraft) {
        let file = self.report.file().to_owned();
        self.articles.push(Located {
            file,
            line,
            article,
        });
    }
}

/// An article and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located {
    /// Empty where there is one file only.
    pub file: String,
    /// From 1; 0 for the whole file.
    pub line: usize,
    pub article: ArticleDraft,
}

/// A code of a codebook as a file gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeDraft {
    pub kind: CodeKind,
    pub name: String,
    /// Of a topic: the name of the one above it.
    pub parent: Option<String>,
    pub definition: String,
    /// Of a speaker: other names, and the organisation spoken for.
    pub aliases: Vec<String>,
    pub organisation: Option<String>,
    /// Of a stance.
    pub scale: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CodeKind {
    Speaker(SpeakerKind),
    Stance,
    Topic,
}

/// An article and its statements as a file gives them. What is empty was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDraft {
    pub id: Option<ArticleId>,
    /// As it came in, not yet normalised; places are offsets into it. Left out for an article
    /// that the project has already.
    pub text: Option<String>,
    pub title: String,
    pub outlet: String,
    pub author: String,
    pub published: Option<PartialDate>,
    pub url: String,
    pub language: String,
    /// Names of those who are done with it, unless `progress` says otherwise.
    pub annotators: Vec<String>,
    /// How far somebody is who is not done; `None` for nothing known.
    pub progress: Vec<(String, Option<ProgressState>)>,
    pub statements: Vec<StatementDraft>,
}

impl ArticleDraft {
    /// The article without its statements. Its title is that of the draft, or else the `fallback`.
    pub fn article(&self, id: ArticleId, fallback: &str) -> Article {
        let text = normalise(self.text.as_deref().unwrap_or_default()).text;
        let mut article = Article::new(id, fallback, Text::new(text));
        self.describe(&mut article);
        if article.title.is_empty() {
            fallback.clone_into(&mut article.title);
        }
        article
    }

    /// Sets what is known of an article besides its text.
    pub(super) fn describe(&self, article: &mut Article) {
        article.title.clone_from(&self.title);
        article.outlet.clone_from(&self.outlet);
        article.author.clone_from(&self.author);
        article.published.clone_from(&self.published);
        article.url.clone_from(&self.url);
        article.language.clone_from(&self.language);
    }
}

/// A statement as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementDraft {
    pub id: Option<StatementId>,
    pub annotator: Option<String>,
    pub layer: Layer,
    pub contents: Vec<PlaceDraft>,
    pub cue: Vec<PlaceDraft>,
    pub source: Vec<PlaceDraft>,
    pub naming: Option<Naming>,
    pub speakers: Vec<String>,
    pub on_behalf_of: Vec<String>,
    /// The id of a stance, or its name.
    pub stance: Option<String>,
    pub target: TargetDraft,
    pub topics: Vec<String>,
    pub form: Option<Form>,
    pub note: String,
    pub status: ReviewStatus,
    pub created: Option<Timestamp>,
    pub proposal: Option<Proposal>,
}

/// A place in the text as it came in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceDraft {
    /// Half-open, in code points.
    pub chars: Range<usize>,
    /// The words that should stand there.
    pub quote: Option<String>,
}

/// What a stance is read toward, with names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TargetDraft {
    #[default]
    Topic,
    Speaker(String),
    Text(String),
}
