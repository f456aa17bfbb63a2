//! The text that an article has in another copy of the project.

use std::sync::Arc;

use super::replace_text;
use crate::edit::Edit;
use crate::model::{ArticleId, Invalid, Project, Review, ReviewTarget, Statement, StatementChange};

/// Gives an article the text that it has in another copy, with the places that statements and
/// reviews have there. What the other copy does not know is found by its quote.
pub(in crate::edit) fn replace_text_like(
    project: &Project,
    id: &ArticleId,
    copy: &Project,
) -> Result<Edit, Invalid> {
    let article = copy.article_or(id)?;
    let mut edit = replace_text(project, id, article.text.clone())?;
    if let Edit::ReplaceText {
        sha256,
        statements,
        reviews,
        ..
    } = &mut edit
    {
        sha256.clone_from(&article.sha256);
        for statement in statements {
            let known = copy.statement(&statement.id);
            if let Some(known) = known.filter(|known| &known.article == id) {
                *statement = Arc::new(placed(statement, known));
            }
        }
        for review in reviews {
            if let Some(known) = copy.reviews().get(&review.id) {
                *review = Arc::new(placed_review(review, known));
            }
        }
    }
    Ok(edit)
}

/// A statement with the places of another version of it, where there are as many of them.
fn placed(statement: &Statement, known: &Statement) -> Statement {
    let mut placed = statement.clone();
    for (mine, theirs) in [
        (&mut placed.contents, &known.contents),
        (&mut placed.cue, &known.cue),
        (&mut placed.source, &known.source),
    ] {
        if mine.len() == theirs.len() {
            mine.clone_from(theirs);
        }
    }
    placed
}

fn placed_review(review: &Review, known: &Review) -> Review {
    let mut placed = review.clone();
    if let (
        ReviewTarget::Text { article, place },
        ReviewTarget::Text {
            article: of,
            place: there,
        },
    ) = (&mut placed.on, &known.on)
        && article == of
    {
        place.clone_from(there);
    }
    let shape = |changes: &[StatementChange]| {
        let changes = changes.iter().cloned();
        changes.map(|c| c.map_anchors(drop)).collect::<Vec<_>>()
    };
    if shape(&placed.suggested) == shape(&known.suggested) && placed.on == known.on {
        placed.suggested.clone_from(&known.suggested);
    }
    placed
}
