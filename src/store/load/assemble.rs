//! Putting the parts of a file together.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Problem, check_places, check_texts};
use crate::model::{
    Anchor, Code, FileAnchor, Id as _, Invalid, Keyed, Listed, Project, Review, Statement,
};
use crate::store::file::FileProject;
use crate::text::Text;

/// Puts the parts of a file together; every part that does not fit is a problem.
pub(super) fn assemble(file: FileProject) -> Result<(Project, Vec<Problem>), Vec<Problem>> {
    let mut project = Project::empty(file.id, file.title);
    project.policy = file.policy;
    project.copy = file.copy;
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

    // Another thread hashes the texts and finds the places of the last third of the statements.
    let mut first = file.statements;
    let last = Mutex::new(first.split_off(first.len() / 3 * 2));
    let rest = || {
        let last = std::mem::take(&mut *last.lock().unwrap_or_else(PoisonError::into_inner));
        (check_texts(&project), place(&project, last))
    };
    let ((mut statements, wrong), (texts, (more, wrong_too))) = std::thread::scope(|scope| {
        let other = std::thread::Builder::new().spawn_scoped(scope, rest).ok();
        let first = place(&project, first);
        let other = other.and_then(|other| other.join().ok());
        (first, other.unwrap_or_else(rest))
    });
    statements.extend(more);
    misfits.0.extend(wrong.0.into_iter().chain(wrong_too.0));
    let count = statements.len();
    project.statements = statements
        .iter()
        .map(|statement| (statement.id.clone(), Arc::clone(statement)))
        .collect();
    if project.statements.len() < count {
        misfits.duplicates(&statements);
    }
    for statement in &statements {
        misfits.unless(project.check_links(statement), || {
            format!("statement {}", statement.id)
        });
        project.hold_linked(statement);
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
    for dismissal in file.dismissed {
        let place = || format!("dismissed entry “{}”", dismissal.entry);
        misfits.unless(Project::check_dismissal(&dismissal), place);
        let entry = dismissal.entry.clone();
        let before = project.dismissed.insert(entry.clone(), Arc::new(dismissal));
        if before.is_some() {
            let twice = Invalid::DuplicateId(entry.to_string());
            misfits.add(format!("dismissed entry “{entry}”"), &twice);
        }
    }

    if misfits.0.is_empty() {
        let problems = texts.into_iter().chain(check_places(&project)).collect();
        Ok((project, problems))
    } else {
        Err(misfits.0)
    }
}

/// Finds the places of statements in their articles.
fn place(
    project: &Project,
    statements: Vec<Statement<FileAnchor>>,
) -> (Vec<Arc<Statement>>, Misfits) {
    let mut misfits = Misfits(Vec::new());
    let mut placed = Vec::with_capacity(statements.len());
    for statement in statements {
        let place = || format!("statement {}", statement.id);
        let Some(article) = project.articles().get(&statement.article) else {
            misfits.add(place(), &Invalid::UnknownArticle(statement.article.clone()));
            continue;
        };
        let statement = statement.map_anchors(|anchor| Anchor::from_file(&article.text, anchor));
        misfits.unless(project.check_statement(&statement), || {
            format!("statement {}", statement.id)
        });
        placed.push(Arc::new(statement));
    }
    (placed, misfits)
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
        let mut seen = HashSet::new();
        for statement in statements {
            if !seen.insert(&statement.id) {
                let id = statement.id.as_str().to_owned();
                self.add(format!("statement {id}"), &Invalid::DuplicateId(id.clone()));
            }
        }
    }
}
