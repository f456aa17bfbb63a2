//! What stands before the bytes that go between the two sides: a line of JSON.

use std::io::{self, BufRead, ErrorKind, Read as _, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::labels::Labels;
use crate::exchange::articles::{How, Kind};
use crate::exchange::{ArticleDraft, Drafted};
use crate::model::Id as _;

/// A longer line is none of ours, in bytes.
const LONGEST: u64 = 1 << 16;

/// What a file is to be read as and how, and how many bytes of it follow: one with articles, or
/// several with labels.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) kind: Option<Kind>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(super) how: How,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) labels: Option<Labels>,
    pub(super) bytes: u64,
}

/// So many bytes of what is known follow ([`About`]), and of texts in UTF-8; or why there are none.
/// Without anything known there is one article of which there is the text alone.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Answer {
    #[serde(skip_serializing_if = "is_default")]
    pub(super) about: u64,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) text: u64,
    #[serde(skip_serializing_if = "is_default")]
    pub(super) error: String,
}

impl Answer {
    pub(super) fn read(about: u64, text: u64) -> Self {
        Self {
            about,
            text,
            ..Self::default()
        }
    }

    pub(super) fn refused(error: String) -> Self {
        Self {
            error,
            ..Self::default()
        }
    }
}

/// What is known of articles, and how long the text of each is, in bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct About {
    drafted: Drafted,
    lengths: Vec<usize>,
}

impl About {
    /// Takes the texts out.
    pub(super) fn of(mut drafted: Drafted) -> (Self, Vec<String>) {
        let articles = drafted.articles.iter_mut();
        let texts: Vec<String> = articles
            .map(|located| located.article.text.take().unwrap_or_default())
            .collect();
        let lengths = texts.iter().map(String::len).collect();
        (Self { drafted, lengths }, texts)
    }

    /// Whether there is one article of which nothing is known but its text.
    pub(super) fn is_text_alone(&self) -> bool {
        let mut alone = Drafted::default();
        alone.put(0, ArticleDraft::default());
        self.drafted == alone
    }

    /// Puts the texts back in; `None` where this is no answer that a reader of articles gives.
    pub(super) fn with(self, texts: &str) -> Option<Drafted> {
        let Self {
            mut drafted,
            lengths,
        } = self;
        if lengths.len() != drafted.articles.len() || !drafted.codes.is_empty() {
            return None;
        }
        let mut rest = texts;
        for (located, length) in drafted.articles.iter_mut().zip(lengths) {
            let article = &mut located.article;
            let only = ArticleDraft {
                id: article.id.clone(),
                title: article.title.clone(),
                outlet: article.outlet.clone(),
                author: article.author.clone(),
                published: article.published.clone(),
                url: article.url.clone(),
                language: article.language.clone(),
                ..ArticleDraft::default()
            };
            let id = only.id.as_ref().map_or("", |id| id.as_str());
            let is_line = [
                id,
                &only.title,
                &only.outlet,
                &only.author,
                &only.url,
                &only.language,
            ]
            .iter()
            .all(|line| !line.contains(char::is_control));
            if *article != only || !is_line {
                return None;
            }
            let (text, after) = rest.split_at_checked(length)?;
            article.text = Some(text.to_owned());
            rest = after;
        }
        rest.is_empty().then_some(drafted)
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

pub(super) fn put(output: &mut dyn Write, head: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(head)?;
    line.push(b'\n');
    output.write_all(&line)
}

/// The next head, or `None` where there is nothing more.
pub(super) fn get<T: DeserializeOwned>(input: &mut dyn BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let head = serde_json::from_slice(&line);
    head.map(Some)
        .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}
