//! What one may do in a review now, and why not.

use std::sync::Arc;

use crate::gui::command::Command;
use crate::gui::session::Session;
use crate::model::{AnnotatorId, Layer, Review, Statement};
use crate::review::open::{self, On};

/// What an act is about: the chosen statement, else the review of text that one looks at.
pub(in crate::gui) fn subject(session: &Session) -> Option<On> {
    let statement = session.selected.clone().map(On::Statement);
    statement.or_else(|| session.queue.on_text.clone().map(On::Text))
}

/// Why a command of the review would do nothing now, in words.
pub(in crate::gui) fn obstacle(session: &Session, command: Command) -> Option<String> {
    let reviews = subject(session).map(|on| reviews(session, &on));
    obstacle_to(session, command, &reviews.unwrap_or_default())
}

/// The same where the reviews of what is chosen are known.
pub(in crate::gui) fn obstacle_to(
    session: &Session,
    command: Command,
    reviews: &[Arc<Review>],
) -> Option<String> {
    let because = |words: &str| Some(words.to_owned());
    if session.read_only.is_some() {
        return because("The project is read only: save it under another name first");
    }
    if session.my_name().is_none() {
        return because("Say first who you are: Project › Coding as…");
    }
    if command == Command::AcceptUnanimous {
        return None;
    }
    if matches!(command, Command::ProposeMissing | Command::CommentOnText) {
        let words = session.reading.as_ref();
        let words = words.is_some_and(|reading| !reading.selection.is_empty());
        return (!words).then(|| "Select the words in the article first".to_owned());
    }
    if command == Command::SendSuggestion {
        let none = session.suggestion.is_none();
        return none.then(|| "Nothing is being suggested: S begins it".to_owned());
    }
    let Some(on) = subject(session) else {
        return because("Choose a statement first");
    };
    let statement = match &on {
        On::Statement(id) => session.project.statement(id),
        On::Text(_) => None,
    };
    match command {
        Command::Accept | Command::Reject | Command::Ask | Command::Suggest => {
            not_to_judge(session, statement.map(AsRef::as_ref))
        }
        Command::TakeSuggestion if to_take(reviews).is_none() => {
            because("Nothing is suggested here")
        }
        Command::TakeSuggestion => not_to_take(session, statement.map(AsRef::as_ref)),
        Command::AnswerReview if reviews.is_empty() => {
            because("Nothing was said of it yet: C comments on it")
        }
        Command::Resolve if reviews.iter().all(|review| review.resolved) => {
            because("There is nothing left to answer")
        }
        Command::MakeExample | Command::MakeRule => {
            let topic = statement.is_some_and(|statement| !statement.topics.is_empty());
            let said = command == Command::MakeExample || said(reviews).is_some();
            match (topic, said) {
                (false, _) => because("The statement has no topic yet"),
                (true, false) => because("Nothing was said of it that could be a rule"),
                (true, true) => None,
            }
        }
        _ => None,
    }
}

fn not_to_judge(session: &Session, statement: Option<&Statement>) -> Option<String> {
    let words = match statement {
        None => "There is no statement here to judge: R answers, D marks it as done",
        Some(statement) if statement.layer != Layer::Independent => {
            "This is what was decided, and not one person’s coding"
        }
        Some(statement) if is_mine(session, statement) => {
            "It is your own statement: change it, or answer with R"
        }
        Some(_) => return None,
    };
    Some(words.to_owned())
}

fn not_to_take(session: &Session, statement: Option<&Statement>) -> Option<String> {
    let statement = statement.filter(|statement| !is_mine(session, statement))?;
    let whose = session.project.annotators().get(&statement.annotator);
    let whose = whose.map_or("its annotator", |annotator| &annotator.name);
    Some(format!("Only {whose} takes it: it is their statement"))
}

fn is_mine(session: &Session, statement: &Statement) -> bool {
    session.me.as_ref() == Some(&statement.annotator)
}

/// The reviews of something, the oldest first.
pub(in crate::gui) fn reviews(session: &Session, on: &On) -> Vec<Arc<Review>> {
    match on {
        On::Statement(id) => {
            let found = open::reviews_of(&session.project, id).into_iter();
            found.cloned().collect()
        }
        On::Text(id) => {
            let review = session.project.reviews().get(id);
            review.cloned().into_iter().collect()
        }
    }
}

/// The suggestion that can be taken: the last one that nobody took.
pub(in crate::gui) fn to_take(reviews: &[Arc<Review>]) -> Option<&Arc<Review>> {
    let is_open = |review: &&Arc<Review>| !review.resolved && !review.suggested.is_empty();
    reviews.iter().rev().find(is_open)
}

/// What an answer belongs to: the last thing that waits for one, else the last that was said.
pub(in crate::gui) fn to_answer<'a>(
    reviews: &'a [Arc<Review>],
    me: Option<&AnnotatorId>,
) -> Option<&'a Arc<Review>> {
    let waits = |review: &&Arc<Review>| !review.resolved && me != Some(open::last_word(review));
    let open = |review: &&Arc<Review>| !review.resolved;
    let newest = || reviews.iter().rev();
    newest()
        .find(waits)
        .or_else(|| newest().find(open))
        .or_else(|| newest().next())
}

/// The last words that were said.
pub(in crate::gui) fn said(reviews: &[Arc<Review>]) -> Option<&str> {
    reviews.iter().rev().find_map(|review| {
        let comment = review.comments.last().map(|comment| comment.text.as_str());
        let reason = Some(review.reason.as_str());
        comment.or(reason).filter(|words| !words.is_empty())
    })
}
