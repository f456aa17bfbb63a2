//! From bytes to a project, or to an error that says where and what to do.

mod assemble;

use std::fmt;
use std::sync::Arc;

use ron::de::{Deserializer, SpannedError};
use ron::extensions::Extensions;
use serde_ignored::Path;

use super::file::{FORMAT, FileProject};
use super::{Fingerprint, ReadError, as_text};
use crate::model::{Anchor, Project, Review, ReviewTarget, Statement, StatementChange, digest};
use crate::text::Text;
use assemble::assemble;

/// A project as it was read, with what is not as it should be.
#[derive(Debug)]
pub struct Loaded {
    pub project: Project,
    /// Quotes that do not stand at their place and texts that are not those of their hash: kept
    /// as they are.
    pub problems: Vec<Problem>,
    /// The file's format when it is newer than this program's: saving would lose what it does not
    /// know.
    pub newer_format: Option<u32>,
    /// What the file held.
    pub fingerprint: Fingerprint,
}

/// Something that is not as it should be: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: String,
    pub what: String,
    pub remedy: &'static str,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.place, self.what, self.remedy)
    }
}

/// Why a file is no project.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(
        "it holds a NUL at byte {at}: a power cut or a failing disk has damaged it; open a backup copy"
    )]
    Nul { at: usize },
    #[error(
        "line {line} is the mark of an unfinished git merge: finish the merge, then open it again"
    )]
    GitConflict { line: usize },
    #[error(
        "it is no Sayso project: one begins with “format: 1”. To open an article, use a .txt file"
    )]
    NoFormat,
    #[error("its format is {0}, newer than this program reads ({FORMAT}): update Sayso to open it")]
    Newer(u32),
    #[error("line {line}, column {column}: {what}\n{excerpt}")]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1, in code points.
        column: usize,
        what: String,
        excerpt: String,
    },
    #[error(
        "this program does not know {}: correct the spelling, or update Sayso if a newer one wrote it",
        .0.join(", ")
    )]
    UnknownFields(Vec<String>),
    #[error("its parts do not fit together:\n{}", lines(.0))]
    Inconsistent(Vec<Problem>),
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Reads the bytes of a project file.
pub fn parse(bytes: &[u8]) -> Result<Loaded, LoadError> {
    // The hash of a large file takes a fifth as long as parsing it does.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new();
        let hash = thread.spawn_scoped(scope, || Fingerprint::of(bytes)).ok();
        let (project, problems, newer_format) = read(bytes)?;
        let hash = hash.and_then(|hash| hash.join().ok());
        Ok(Loaded {
            project,
            problems,
            newer_format,
            fingerprint: hash.unwrap_or_else(|| Fingerprint::of(bytes)),
        })
    })
}

/// The project, what is not as it should be, and the format when it is a newer one.
fn read(bytes: &[u8]) -> Result<(Project, Vec<Problem>, Option<u32>), LoadError> {
    let text = as_text(bytes)?;
    // Block by block the processor looks at many bytes at once.
    let is_nul = |byte: &u8| *byte == 0;
    let holds_nul = |block: &[u8]| block.iter().fold(false, |nul, byte| nul | is_nul(byte));
    if text.as_bytes().chunks(4_096).any(holds_nul) {
        let at = text.bytes().take_while(|byte| !is_nul(byte)).count();
        return Err(LoadError::Nul { at });
    }
    let Some(format) = sniff_format(text) else {
        return Err(git_conflict(text).unwrap_or(LoadError::NoFormat));
    };
    let newer = (format > FORMAT).then_some(format);
    let mut unknown = Vec::new();
    let file = match parse_ron(text, &mut unknown) {
        Ok(file) => file,
        Err(error) => {
            return Err(git_conflict(text).unwrap_or_else(|| match newer {
                Some(format) => LoadError::Newer(format),
                None => syntax(text, &error),
            }));
        }
    };
    if newer.is_none() && !unknown.is_empty() {
        let names = unknown.iter().map(|field| field.name(&file)).collect();
        return Err(LoadError::UnknownFields(names));
    }
    let (project, problems) = assemble(file).map_err(LoadError::Inconsistent)?;
    Ok((project, problems, newer))
}

/// What is not as it should be in a project that is open.
pub fn check(project: &Project) -> Vec<Problem> {
    let texts = check_texts(project).into_iter();
    texts.chain(check_places(project)).collect()
}

fn check_texts(project: &Project) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for article in project.articles().iter() {
        if digest(article.text.as_str()) != article.sha256 {
            problems.push(Problem {
                place: format!("article {} (“{}”)", article.id, article.title),
                what: "its text is not the one that its sha256 was made of".to_owned(),
                remedy: "compare it with a backup; statements keep to their quotes",
            });
        }
        let odd = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\x7f');
        if article.text.as_str().contains(odd) {
            problems.push(Problem {
                place: format!("article {} (“{}”)", article.id, article.title),
                what: "its text holds control characters".to_owned(),
                remedy: "replace the article’s text to clean it",
            });
        }
    }
    problems
}

fn check_places(project: &Project) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    // Only those of which something is lost are put in order.
    let lost = |statement: &&Arc<Statement>| statement.anchors().any(Anchor::is_detached);
    for statement in project.in_order(project.statements().filter(lost)) {
        problems.extend(lost_of_statement(project, statement));
    }
    for review in project.reviews().iter() {
        problems.extend(lost_of_review(project, review));
    }
    problems
}

fn lost_of_statement(project: &Project, statement: &Statement) -> Vec<Problem> {
    let article = project.articles().get(&statement.article);
    let chars = article.map_or(0, |article| article.text.chars());
    let content = statement.contents.iter().map(|anchor| ("content", anchor));
    let cue = statement.cue.iter().map(|anchor| ("cue", anchor));
    let source = statement.source.iter().map(|anchor| ("source", anchor));
    let place = format!("statement {}", statement.id);
    lost(&place, chars, content.chain(cue).chain(source))
}

fn lost_of_review(project: &Project, review: &Review) -> Vec<Problem> {
    let chars = project.text_of_review(&review.on).map_or(0, Text::chars);
    let on = match &review.on {
        ReviewTarget::Statement(_) => None,
        ReviewTarget::Text { place, .. } => Some(("text", place)),
    };
    let suggested = review.suggested.iter().flat_map(|change| match change {
        StatementChange::Contents(anchors)
        | StatementChange::Cue(anchors)
        | StatementChange::Source(anchors) => anchors.as_slice(),
        _ => &[],
    });
    let suggested = suggested.map(|anchor| ("suggestion", anchor));
    let place = format!("review {}", review.id);
    lost(&place, chars, on.into_iter().chain(suggested))
}

/// A problem for each detached one among places in a text of so many code points.
fn lost<'a>(
    place: &str,
    chars: usize,
    anchors: impl Iterator<Item = (&'a str, &'a Anchor)>,
) -> Vec<Problem> {
    let what = |(part, anchor): (&str, &Anchor)| {
        let Anchor::Detached(lost) = anchor else {
            return None;
        };
        let (start, end) = (lost.start, lost.end);
        Some(if start >= end {
            format!("{part} {start}–{end} is no span")
        } else if end > chars {
            format!("{part} {start}–{end} goes past the end of the article ({chars} characters)")
        } else {
            let quote = &lost.quote;
            format!("{part} {start}–{end}: the quote “{quote}” does not stand there")
        })
    };
    anchors
        .filter_map(what)
        .map(|what| Problem {
            place: place.to_owned(),
            what,
            remedy: "it is kept as detached: re-anchor it, or mark the words again",
        })
        .collect()
}

/// The mark of an unfinished merge, which no project parses with.
fn git_conflict(text: &str) -> Option<LoadError> {
    let line = text.lines().position(|line| line.starts_with("<<<<<<< "))?;
    Some(LoadError::GitConflict { line: line + 1 })
}

/// The number after `format:`, which is the first field: found without parsing the rest, so that
/// a newer file is told from a broken one.
fn sniff_format(text: &str) -> Option<u32> {
    let head: String = text.chars().take(600).collect();
    let mut code = String::new();
    for line in head.lines() {
        code.push_str(line.split("//").next().unwrap_or_default());
        code.push(' ');
    }
    let (before, after) = code.split_once("format:")?;
    if !before.trim_end().ends_with('(') {
        return None;
    }
    let after = after.trim_start();
    let digits = after
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(after.len());
    after.get(..digits)?.parse().ok()
}

fn parse_ron(text: &str, unknown: &mut Vec<Unknown>) -> Result<FileProject, SpannedError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut deserializer = Deserializer::from_str_with_options(text, &options)?;
    serde_ignored::deserialize(&mut deserializer, |path| {
        // More would not be read.
        if unknown.len() < 10 {
            unknown.push(Unknown::at(&path));
        }
    })
    .and_then(|file| deserializer.end().map(|()| file))
    .map_err(|error| deserializer.span_error(error))
}

/// A field that this program does not know.
#[derive(Default)]
struct Unknown {
    /// `statements[12].contents[0].colour`, in pieces.
    steps: Vec<String>,
    /// The list at the top in which it stands, and where in it.
    entry: Option<(String, usize)>,
}

impl Unknown {
    fn at(path: &Path) -> Self {
        match path {
            Path::Root => Self::default(),
            Path::Seq { parent, index } => {
                let mut above = Self::at(parent);
                if let [list] = above.steps.as_slice() {
                    above.entry = Some((list.clone(), *index));
                }
                above.steps.push(format!("[{index}]"));
                above
            }
            Path::Map { parent, key } => {
                let mut above = Self::at(parent);
                let dot = if above.steps.is_empty() { "" } else { "." };
                above.steps.push(format!("{dot}{key}"));
                above
            }
            Path::Some { parent }
            | Path::NewtypeStruct { parent }
            | Path::NewtypeVariant { parent } => Self::at(parent),
        }
    }

    /// Where it stands, with the id of the entry that holds it.
    fn name(&self, file: &FileProject) -> String {
        let id = self
            .entry
            .as_ref()
            .and_then(|(list, at)| match list.as_str() {
                "statements" => file.statements.get(*at).map(|s| s.id.to_string()),
                "articles" => file.articles.get(*at).map(|a| a.id.to_string()),
                "annotators" => file.annotators.get(*at).map(|a| a.id.to_string()),
                "reviews" => file.reviews.get(*at).map(|r| r.id.to_string()),
                _ => None,
            });
        let path = self.steps.concat();
        match id {
            Some(id) => format!("“{path}” ({id})"),
            None => format!("“{path}”"),
        }
    }
}

/// A parser's error with the line it stands in.
fn syntax(text: &str, error: &SpannedError) -> LoadError {
    const BEFORE: usize = 60;
    const AFTER: usize = 20;
    let (line, column) = (error.span.start.line, error.span.start.col);
    let wrong = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let whole = text.trim_end();
    let (lines, last) = (
        whole.lines().count(),
        whole.lines().last().unwrap_or_default(),
    );
    let end = error.span.end;
    let past_end = end.line > lines || (end.line == lines && end.col > last.chars().count());
    let at_end = past_end || !whole.ends_with(')') || matches!(error.code, ron::Error::Eof);
    // The parser names the place before the white space that it passed over.
    let blank = wrong.chars().skip(column.saturating_sub(1));
    let blank = blank.take_while(|c| c.is_whitespace()).count();
    let column = if at_end { column } else { column + blank };
    let skip = column.saturating_sub(BEFORE + 1);
    let shown: String = wrong.chars().skip(skip).take(BEFORE + AFTER).collect();
    let caret = " ".repeat(column.saturating_sub(skip + 1));
    let what = if at_end {
        "the file ends too early; it was cut off: open a backup copy".to_owned()
    } else {
        format!("{}: correct it, or open a backup copy", error.code)
    };
    LoadError::Syntax {
        line,
        column,
        what,
        excerpt: format!("  {shown}\n  {caret}^"),
    }
}
