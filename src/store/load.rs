//! From bytes to a project, or to an error that says where and what to do.

use std::fmt;
use std::sync::Arc;

use ron::de::{Deserializer, SpannedError};
use ron::extensions::Extensions;

use super::file::{FORMAT, FileProject};
use super::{Fingerprint, ReadError, read_text};
use crate::model::{
    Anchor, Code, Id as _, Invalid, Keyed, Listed, Project, Review, Statement, digest,
};
use crate::text::Text;

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
    let fingerprint = Fingerprint::of(bytes);
    let text = read_text(bytes.to_vec())?;
    if let Some(at) = text.find('\0') {
        return Err(LoadError::Nul { at });
    }
    refuse_git_conflict(&text)?;
    let format = sniff_format(&text).ok_or(LoadError::NoFormat)?;
    let newer = (format > FORMAT).then_some(format);
    let mut unknown = Vec::new();
    let file = match parse_ron(&text, &mut unknown) {
        Ok(file) => file,
        Err(_) if newer.is_some() => return Err(LoadError::Newer(format)),
        Err(error) => return Err(syntax(&text, &error)),
    };
    drop(text);
    if newer.is_none() && !unknown.is_empty() {
        unknown.truncate(10);
        return Err(LoadError::UnknownFields(unknown));
    }
    let (project, problems) = assemble(file).map_err(LoadError::Inconsistent)?;
    Ok(Loaded {
        project,
        problems,
        newer_format: newer,
        fingerprint,
    })
}

/// What is not as it should be in a project that is open.
pub fn check(project: &Project) -> Vec<Problem> {
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
    for statement in project.statements_in_order() {
        problems.extend(detached(project, statement));
    }
    problems
}

fn detached(project: &Project, statement: &Statement) -> Vec<Problem> {
    let chars = project
        .articles()
        .get(&statement.article)
        .map_or(0, |article| article.text.chars());
    let parts = [
        ("content", &statement.contents),
        ("cue", &statement.cue),
        ("source", &statement.source),
    ];
    let mut problems = Vec::new();
    for (part, anchors) in parts {
        for anchor in anchors {
            let Anchor::Detached(lost) = anchor else {
                continue;
            };
            let (start, end) = (lost.start, lost.end);
            let what = if start >= end {
                format!("{part} {start}–{end} is no span")
            } else if end > chars {
                format!(
                    "{part} {start}–{end} goes past the end of the article ({chars} characters)"
                )
            } else {
                format!(
                    "{part} {start}–{end}: the quote “{}” does not stand there",
                    lost.quote
                )
            };
            problems.push(Problem {
                place: format!("statement {}", statement.id),
                what,
                remedy: "it is kept as detached: re-anchor it, or mark the words again",
            });
        }
    }
    problems
}

fn refuse_git_conflict(text: &str) -> Result<(), LoadError> {
    if !text.contains("\n<<<<<<< ") {
        return Ok(());
    }
    match text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        Some(line) => Err(LoadError::GitConflict { line: line + 1 }),
        None => Ok(()),
    }
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

fn parse_ron(text: &str, unknown: &mut Vec<String>) -> Result<FileProject, SpannedError> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let mut deserializer = Deserializer::from_str_with_options(text, &options)?;
    serde_ignored::deserialize(&mut deserializer, |path| {
        unknown.push(format!("“{path}”"));
    })
    .and_then(|file| deserializer.end().map(|()| file))
    .map_err(|error| deserializer.span_error(error))
}

/// A parser's error with the line it stands in.
fn syntax(text: &str, error: &SpannedError) -> LoadError {
    const BEFORE: usize = 60;
    const AFTER: usize = 20;
    let (line, column) = (error.span.start.line, error.span.start.col);
    let wrong = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let skip = column.saturating_sub(BEFORE + 1);
    let shown: String = wrong.chars().skip(skip).take(BEFORE + AFTER).collect();
    let caret = " ".repeat(column.saturating_sub(skip + 1));
    let lines = text.lines().count();
    let at_end = line > lines || (line == lines && column > wrong.chars().count());
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

/// Puts the parts of a file together; every part that does not fit is a problem.
fn assemble(file: FileProject) -> Result<(Project, Vec<Problem>), Vec<Problem>> {
    let mut project = Project::empty(file.id, file.title);
    let mut misfits = Misfits(Vec::new());

    let book = &mut project.codebook;
    misfits.list("field", &mut book.fields, file.codebook.fields);
    misfits.list("speaker", &mut book.speakers, file.codebook.speakers);
    misfits.list("stance", &mut book.stances, file.codebook.stances);
    misfits.list("topic", &mut book.topics, file.codebook.topics);
    misfits.list("annotator", &mut project.annotators, file.annotators);
    misfits.list("article", &mut project.articles, file.articles);

    let book = project.codebook();
    let codes = (book.speakers().iter().map(|c| Code::Speaker((**c).clone())))
        .chain(book.stances().iter().map(|c| Code::Stance((**c).clone())))
        .chain(book.topics().iter().map(|c| Code::Topic((**c).clone())))
        .chain(book.fields().iter().map(|c| Code::Field((**c).clone())));
    for code in codes {
        let id = code.id();
        misfits.unless(project.check_code_value(&code), || {
            format!("{} {}", id.kind(), id.as_str())
        });
    }
    for annotator in project.annotators().iter() {
        misfits.unless(Project::check_annotator_value(annotator), || {
            format!("annotator {}", annotator.id)
        });
    }
    for article in project.articles().iter() {
        misfits.unless(project.check_article(article), || {
            format!("article {}", article.id)
        });
    }

    let mut statements = Vec::with_capacity(file.statements.len());
    for statement in file.statements {
        let place = || format!("statement {}", statement.id);
        let Some(article) = project.articles().get(&statement.article) else {
            misfits.add(place(), &Invalid::UnknownArticle(statement.article.clone()));
            continue;
        };
        let text = article.text.clone();
        let statement = statement.map_anchors(|anchor| Anchor::from_file(&text, anchor));
        misfits.unless(project.check_statement(&statement), || {
            format!("statement {}", statement.id)
        });
        statements.push(Arc::new(statement));
    }
    let count = statements.len();
    project.statements = statements
        .iter()
        .map(|statement| (statement.id.clone(), Arc::clone(statement)))
        .collect();
    if project.statements.len() < count {
        misfits.duplicates(&statements);
    }
    for statement in &statements {
        misfits.unless(project.check_parent(statement), || {
            format!("statement {}", statement.id)
        });
        if let Some(parent) = &statement.parent {
            project.hold(parent);
        }
    }

    let empty = Text::new("");
    let reviews: Vec<Review> = file
        .reviews
        .into_iter()
        .map(|review| {
            let text = project.text_of_review(&review.on).unwrap_or(&empty).clone();
            review.map_anchors(|anchor| Anchor::from_file(&text, anchor))
        })
        .collect();
    for review in &reviews {
        misfits.unless(project.check_review(review), || {
            format!("review {}", review.id)
        });
        if let Some(statement) = review.on.statement() {
            project.hold(statement);
        }
    }
    misfits.list("review", &mut project.reviews, reviews);

    if misfits.0.is_empty() {
        let problems = check(&project);
        Ok((project, problems))
    } else {
        Err(misfits.0)
    }
}

/// What does not fit, as it is found.
struct Misfits(Vec<Problem>);

impl Misfits {
    fn add(&mut self, place: String, invalid: &Invalid) {
        self.0.push(Problem {
            place,
            what: invalid.to_string(),
            remedy: "correct the file, or open a backup copy",
        });
    }

    fn unless(&mut self, checked: Result<(), Invalid>, place: impl FnOnce() -> String) {
        if let Err(invalid) = checked {
            self.add(place(), &invalid);
        }
    }

    /// Fills a list; a second value with the same id does not fit.
    fn list<T: Keyed>(&mut self, kind: &str, list: &mut Listed<T>, values: Vec<T>) {
        for value in values {
            let id = value.id().to_string();
            if list.insert(usize::MAX, Arc::new(value)).is_err() {
                self.add(format!("{kind} {id}"), &Invalid::DuplicateId(id.clone()));
            }
        }
    }

    fn duplicates(&mut self, statements: &[Arc<Statement>]) {
        let mut seen = std::collections::HashSet::new();
        for statement in statements {
            if !seen.insert(&statement.id) {
                let id = statement.id.as_str().to_owned();
                self.add(format!("statement {id}"), &Invalid::DuplicateId(id.clone()));
            }
        }
    }
}
