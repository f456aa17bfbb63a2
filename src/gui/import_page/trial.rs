//! An import tried on a copy of the project: what would come, and what would not.

use std::path::Path;

use super::super::statement_panel::who;
use super::super::words::{counted, statements};
use super::Way;
use super::source::Source;
use crate::edit::Edit;
use crate::exchange::{
    self, Drafted, Input, Intake, Mapping, NamePattern, Remark, Report, Shape, TableColumn,
};
use crate::foreign::{Labelled, Program, Worker};
use crate::model::{Article, Project, Statement};
use crate::store::SystemFresh;
use crate::text::NearTexts;

/// So many lines of what would come are shown.
const LINES: usize = 200;

/// What one says of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) way: Way,
    pub(super) mapping: Mapping,
    pub(super) by: Option<String>,
    pub(super) pattern: String,
}

/// What would come.
#[derive(Debug)]
pub(in super::super) struct Trial {
    pub(in super::super) edit: Edit,
    /// Lines or files of which nothing would be taken.
    pub(in super::super) left_out: usize,
    pub(super) articles: usize,
    pub(super) statements: usize,
    pub(super) verdicts: usize,
    /// Statements that name nobody.
    pub(super) nobody: usize,
    /// What is new in the codebook and among the annotators, as "speaker Ada Vane".
    pub(super) made: Vec<String>,
    pub(super) failures: Vec<String>,
    pub(super) notes: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// How many more lines there are.
    pub(super) more: usize,
    /// Of a table.
    pub(super) columns: Vec<TableColumn>,
    /// Names of some files.
    pub(super) names: Vec<String>,
}

/// A line of the preview.
#[derive(Debug)]
pub(super) enum Line {
    /// Title, and what else is known of it.
    Article(String, String),
    /// Who takes which stance on what, and the words.
    Statement(String, String),
}

/// Tries it.
pub(super) fn of(source: &Source, given: &Given, project: &Project, reader: Program) -> Trial {
    let mut trial = Trial {
        edit: Edit::group("", Vec::new()),
        left_out: 0,
        articles: 0,
        statements: 0,
        verdicts: 0,
        nobody: 0,
        made: Vec::new(),
        failures: Vec::new(),
        notes: Vec::new(),
        lines: Vec::new(),
        more: 0,
        columns: Vec::new(),
        names: Vec::new(),
    };
    let mut fresh = match SystemFresh::new() {
        Ok(fresh) => fresh,
        Err(error) => {
            trial.failures.push(error.to_string());
            return trial;
        }
    };
    let edit = match (source, given.way) {
        (Source::Files(files), Way::Format(format)) => {
            let inputs: Vec<Input<'_>> = files
                .iter()
                .map(|(name, bytes)| Input { name, bytes })
                .collect();
            // Folders are read together, files one at a time.
            let size = match format.shape {
                Shape::File { .. } => 1,
                _ => inputs.len().max(1),
            };
            // Without a name the reader would not know of nobody.
            let mut intake = Intake::new(project, format, given.by.clone(), &mut fresh);
            let mut worker = Worker::new(reader);
            for part in inputs.chunks(size) {
                let name = match part {
                    [only] if inputs.len() > 1 => only.name,
                    _ => "",
                };
                match worker.labels(format, part, &given.mapping) {
                    Ok(Labelled { drafted, columns }) => {
                        let is_new = |column: &TableColumn| {
                            trial.columns.iter().all(|known| known.name != column.name)
                        };
                        let new: Vec<TableColumn> = columns.into_iter().filter(is_new).collect();
                        trial.columns.extend(new);
                        trial.nobody += nameless(&drafted);
                        let report = intake.take_all(drafted);
                        trial.add(name, &report);
                    }
                    Err(error) => trial.failures.push(match name {
                        "" => error.to_string(),
                        name => format!("{name}: {error}"),
                    }),
                }
            }
            intake.finish(String::new())
        }
        (Source::Articles(files), _) => {
            let mut intake = Intake::of_articles(project, &mut fresh);
            trial.articles(files, given, project, &mut intake);
            intake.finish(String::new())
        }
        (Source::Files(_), Way::Articles) => Edit::group("", Vec::new()),
    };
    trial.finish(edit, project)
}

/// How many statements name nobody, and their article does not either.
fn nameless(drafted: &Drafted) -> usize {
    let of = |located: &exchange::Located| {
        let article = &located.article;
        let all = article.statements.iter();
        match article.annotators.as_slice() {
            [_] => 0,
            _ => all
                .filter(|statement| statement.annotator.is_none())
                .count(),
        }
    };
    drafted.articles.iter().map(of).sum()
}

impl Trial {
    /// What the edit is called, and for a message.
    fn counted(&self) -> String {
        let articles = counted(self.articles, "article", "articles");
        match (self.articles, self.statements) {
            (_, 0) => articles,
            (0, some) => statements(some),
            (_, some) => format!("{articles} and {}", statements(some)),
        }
    }

    fn finish(mut self, edit: Edit, project: &Project) -> Self {
        let edits = match edit {
            Edit::Group { edits, .. } => edits,
            edit => vec![edit],
        };
        let edit = Edit::group(format!("import {}", self.counted()), edits);
        self.left_out = self.failures.len();
        let mut after = project.clone();
        if after.apply(edit.clone()).is_ok() {
            self.preview(&edit, &after);
        }
        self.edit = edit;
        self
    }

    /// Adds what became of a file.
    fn add(&mut self, name: &str, report: &Report) {
        let said = |remark: &Remark| {
            if name.is_empty() || !remark.file.is_empty() {
                remark.to_string()
            } else {
                format!("{name}: {remark}")
            }
        };
        self.articles += report.articles;
        self.statements += report.statements;
        self.verdicts += report.verdicts;
        self.made.extend(report.made.iter().cloned());
        self.failures.extend(report.failures.iter().map(said));
        self.notes.extend(report.notes.iter().map(said));
        let unknown: Vec<Remark> = report.unknown_keys().collect();
        self.notes.extend(unknown.iter().map(said));
    }

    /// Takes articles, with what the names of their files say.
    fn articles(
        &mut self,
        files: &[(String, Result<Drafted, String>)],
        given: &Given,
        project: &Project,
        intake: &mut Intake<'_>,
    ) {
        let pattern = NamePattern::parse(given.pattern.trim()).ok();
        let mut near = Near::new(project);
        for (name, read) in files {
            self.names.push(name.clone());
            let mut drafted = match read {
                Ok(drafted) => drafted.clone(),
                Err(why) => {
                    self.failures.push(format!("{name}: {why}"));
                    continue;
                }
            };
            let stem = Path::new(name).file_stem().unwrap_or_default();
            let stem = stem.to_string_lossy();
            for located in &mut drafted.articles {
                let article = &mut located.article;
                if let (Some(pattern), 0) = (&pattern, located.line) {
                    if let Some(named) = pattern.read(&stem) {
                        named.put(article);
                    } else {
                        let words = format!("{name}: its name does not fit the pattern");
                        self.notes.push(words);
                    }
                }
                if article.title.is_empty() {
                    article.title = match located.line {
                        0 => stem.clone().into_owned(),
                        line => format!("{stem} {line}"),
                    };
                }
                let text = article.text.as_deref().unwrap_or_default();
                self.notes.extend(near.add(name, text));
            }
            let report = intake.take_all(drafted);
            self.add(name, &report);
        }
        self.names.sort();
    }

    fn preview(&mut self, edit: &Edit, after: &Project) {
        let Edit::Group { edits, .. } = edit else {
            return;
        };
        let mut heading = None;
        for edit in edits {
            let line = match edit {
                Edit::AddArticle { article, .. } => {
                    heading = Some(article.id.clone());
                    self.push(of_article(article));
                    if self.statements > 0 {
                        continue;
                    }
                    // Whether it was read rightly.
                    let text = article.text.as_str().split_whitespace();
                    let words: Vec<&str> = text.take(40).collect();
                    Line::Statement(String::new(), words.join(" "))
                }
                Edit::AddStatement(statement) => {
                    let article = after.articles().get(&statement.article);
                    let Some(article) = article else {
                        continue;
                    };
                    if heading.as_ref() != Some(&statement.article) {
                        heading = Some(statement.article.clone());
                        self.push(of_article(article));
                    }
                    of_statement(after, article, statement)
                }
                _ => continue,
            };
            self.push(line);
        }
    }

    fn push(&mut self, line: Line) {
        if self.lines.len() < LINES {
            self.lines.push(line);
        } else {
            self.more += 1;
        }
    }

    /// All of it as text, failures first.
    pub(in super::super) fn report_in_words(&self) -> String {
        let mut words = vec![format!("Imported {}", self.counted())];
        for (name, list) in [
            ("Left out", &self.failures),
            ("To be known", &self.notes),
            ("New", &self.made),
        ] {
            if !list.is_empty() {
                words.push(String::new());
                words.push(format!("{name}: {}", list.len()));
                words.extend(list.iter().map(|line| format!("– {line}")));
            }
        }
        words.push(String::new());
        words.join("\n")
    }
}

fn of_article(article: &Article) -> Line {
    let date = article.published.as_ref().map(ToString::to_string);
    let details = [article.outlet.clone(), date.unwrap_or_default()];
    let details: Vec<String> = details
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    let title = match article.title.as_str() {
        "" => "Without a title",
        title => title,
    };
    Line::Article(title.to_owned(), details.join(" · "))
}

fn of_statement(project: &Project, article: &Article, statement: &Statement) -> Line {
    let book = project.codebook();
    let stance = statement
        .stance
        .as_ref()
        .and_then(|id| book.stances().get(id));
    let topic = statement
        .topics
        .first()
        .and_then(|id| book.topics().get(id));
    let parts = [
        who(project, statement),
        stance.map(|stance| stance.name.clone()),
        topic.map(|topic| topic.name.clone()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let quotes = statement
        .contents
        .iter()
        .map(|part| part.quote(&article.text));
    let quote = quotes.collect::<Vec<_>>().join(" … ").replace('\n', " ");
    let quote: String = quote.chars().take(300).collect();
    Line::Statement(parts.join(" — "), quote)
}

/// Which texts are nearly the same as others.
struct Near {
    texts: NearTexts,
    names: Vec<String>,
}

impl Near {
    fn new(project: &Project) -> Self {
        let mut near = Self {
            texts: NearTexts::default(),
            names: Vec::new(),
        };
        for article in project.articles().iter() {
            near.texts.add(article.text.as_str());
            near.names.push(format!("the article “{}”", article.title));
        }
        near
    }

    /// What is to be said of a text; those that are quite the same are found by the import itself.
    fn add(&mut self, name: &str, text: &str) -> Option<String> {
        let found = self.texts.add(text);
        self.names.push(name.to_owned());
        let (number, percent) = found.filter(|(_, percent)| *percent < 100)?;
        let other = self.names.get(number)?;
        Some(format!(
            "{name}: its text is nearly the same as that of {other}: they share about {percent} of 100 runs of five words"
        ))
    }
}
