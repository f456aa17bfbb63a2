//! Articles from the files of other programs: their text, and what they say of it themselves.
//!
//! Pure functions that may be given anything; they run in a process of their own
//! (`sayso worker`), whose limits hold for what these here do not bound. What was guessed or left
//! out is a note of the report. Nothing is invented: what a file does not say stays empty.

mod dates;
mod decode;
#[cfg(feature = "exchange")]
mod docx;
#[cfg(feature = "exchange")]
mod eml;
#[cfg(feature = "exchange")]
mod fields;
#[cfg(feature = "exchange")]
mod html;
#[cfg(feature = "exchange")]
mod json;
mod kind;
#[cfg(feature = "exchange")]
mod markdown;
#[cfg(feature = "exchange")]
mod odt;
#[cfg(feature = "exchange")]
mod paragraphs;
#[cfg(feature = "exchange")]
mod pdf;
#[cfg(feature = "exchange")]
mod properties;
#[cfg(feature = "exchange")]
mod rtf;
#[cfg(feature = "exchange")]
mod table;
#[cfg(feature = "exchange")]
mod xlsx;
#[cfg(feature = "exchange")]
mod xml;
#[cfg(feature = "exchange")]
mod zipped;

pub(super) use dates::date;
pub use kind::{Kind, endings};

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::{ArticleDraft, Drafted, Mapping, Remark};
use crate::store::ReadError;
use crate::text::normalise;

/// How a file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct How {
    /// The encoding of its text, as the Encoding Standard names it (`windows-1252`); found out
    /// when left out.
    pub encoding: Option<String>,
    /// Which columns of a table hold what: `text = Volltext`.
    pub mapping: Mapping,
}

/// Articles of one file, and remarks on it; more are split or counted.
const MOST_ARTICLES: usize = 100_000;
const MOST_REMARKS: usize = 1_000;

/// Why there are no articles in a file.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("it is {what}: {advice}")]
    Kind {
        what: &'static str,
        advice: &'static str,
    },
    #[error("it is named as {0} and is none: look at what it is, and name it so")]
    Misnamed(&'static str),
    #[error("this build of Sayso reads plain text only: save it as text in UTF-8")]
    NotBuilt,
    #[error(
        "there is no encoding “{0}”: name one such as utf-8, utf-16le, windows-1252, iso-8859-2, koi8-r, shift_jis or gb18030"
    )]
    Encoding(String),
    #[error("it is no text and no file that is known: save it as text, HTML, .docx or PDF")]
    Binary,
    #[error(
        "it cannot be read as {what} ({why}): it may be damaged; open it in the program it comes from and save it again"
    )]
    Damaged { what: &'static str, why: String },
    #[error("{0}: no article needs that, so it was not read")]
    TooMuch(String),
    #[error("it holds more than {MOST_ARTICLES} articles: split it into several files")]
    Articles,
    #[error("it is protected by a password: save it without one")]
    Password,
    #[error(
        "no text was found in it: where it is a scan or pictures, have its text recognised first (OCR)"
    )]
    NoText,
    #[error("{0}")]
    NoColumn(String),
}

/// The articles in a file. `kind` is what its name says; what its content says goes first.
pub fn read(kind: Kind, bytes: Vec<u8>, how: &How) -> Result<Drafted, Refused> {
    if bytes.is_empty() {
        return Err(ReadError::Empty.into());
    }
    let mut drafted = Drafted::default();
    let kind = kind.seen(&bytes, &mut drafted.report)?;
    // What a library does not stand becomes words; the process goes on.
    let all = AssertUnwindSafe(|| with(kind, bytes, how, &mut drafted));
    catch_unwind(all).unwrap_or_else(|_| {
        Err(Refused::Damaged {
            what: kind.name(),
            why: "its reader failed on it".to_owned(),
        })
    })?;
    if drafted.articles.is_empty() && drafted.report.failures.is_empty() {
        return Err(Refused::NoText);
    }
    if drafted.articles.len() > MOST_ARTICLES {
        return Err(Refused::Articles);
    }
    for remarks in [&mut drafted.report.notes, &mut drafted.report.failures] {
        shorten(remarks);
    }
    for located in &mut drafted.articles {
        clean(&mut located.article);
    }
    Ok(drafted)
}

fn with(kind: Kind, bytes: Vec<u8>, how: &How, into: &mut Drafted) -> Result<(), Refused> {
    match kind {
        Kind::Text => {
            let text = decode::text(bytes, how, into)?;
            put_text(text, into);
            Ok(())
        }
        #[cfg(feature = "exchange")]
        Kind::Html => html::read(&decode::page(bytes, how, into)?, into),
        #[cfg(feature = "exchange")]
        Kind::Markdown => {
            markdown::read(&decode::text(bytes, how, into)?, into);
            Ok(())
        }
        #[cfg(feature = "exchange")]
        Kind::Docx => docx::read(&bytes, into),
        #[cfg(feature = "exchange")]
        Kind::Odt => odt::read(&bytes, into),
        #[cfg(feature = "exchange")]
        Kind::Rtf => rtf::read(&bytes, into),
        #[cfg(feature = "exchange")]
        Kind::Eml => eml::read(&bytes, into),
        #[cfg(feature = "exchange")]
        Kind::Pdf => pdf::read(&bytes, into),
        #[cfg(feature = "exchange")]
        Kind::Csv => table::read(&decode::text(bytes, how, into)?, &how.mapping, into),
        #[cfg(feature = "exchange")]
        Kind::Xlsx => xlsx::read(&bytes, &how.mapping, into),
        #[cfg(feature = "exchange")]
        Kind::Json => json::read(&decode::text(bytes, how, into)?, &how.mapping, into),
        #[cfg(not(feature = "exchange"))]
        _ => Err(Refused::NotBuilt),
    }
}

/// An article of which nothing but its text is known.
fn put_text(text: String, into: &mut Drafted) {
    let article = ArticleDraft {
        text: Some(text),
        ..ArticleDraft::default()
    };
    into.put(0, article);
}

/// The first remarks, and how many more there are.
fn shorten(remarks: &mut Vec<Remark>) {
    let more = remarks.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        remarks.truncate(MOST_REMARKS);
        remarks.push(Remark {
            file: String::new(),
            line: 0,
            what: format!("and {more} more of the like"),
        });
    }
}

/// A text as every article has it, and what is said of it on a line each.
fn clean(article: &mut ArticleDraft) {
    if let Some(text) = article.text.take() {
        article.text = Some(normalise(&text).text);
    }
    for field in [
        &mut article.title,
        &mut article.outlet,
        &mut article.author,
        &mut article.url,
        &mut article.language,
    ] {
        *field = one_line(field);
    }
}

/// Words on one line without controls; what is longer than any title is cut.
fn one_line(words: &str) -> String {
    const MOST: usize = 1_000;
    let mut line = String::new();
    let whole = words
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty());
    for word in whole {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.len() > 4 * MOST {
            break;
        }
    }
    if let Some((end, _)) = line.char_indices().nth(MOST) {
        line.truncate(end);
        line.push('…');
    }
    line
}
