//! Searching a whole project: titles and texts, the names of codes and the notes of statements,
//! and what reviewers wrote.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};

use super::{
    Anchor, Article, ArticleId, CodeId, Project, ReviewId, ReviewTarget, Statement, StatementId,
};
use crate::text::search::{Finder, stretches};

/// So much of a text is looked at before the caller may say stop, in bytes.
const STRETCH: usize = 64 * 1024;

/// Where words of a project stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Title,
    Text,
    /// The name of a code of a statement.
    Code(StatementId, CodeId),
    Note(StatementId),
    /// Why a reviewer decided so.
    Reason(ReviewId),
    /// A comment of a review, by its position.
    Comment(ReviewId, usize),
}

/// Words that were found: a place, and the bytes of the words that stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub place: Place,
    pub range: Range<usize>,
}

impl Place {
    /// The words that stand there; none where it is no place of this project.
    pub fn words<'a>(&'a self, project: &'a Project, article: &'a Article) -> &'a str {
        let words = match self {
            Self::Title => Some(article.title.as_str()),
            Self::Text => Some(article.text.as_str()),
            Self::Code(_, code) => Some(project.codebook().name(code)),
            Self::Note(id) => project.statement(id).map(|s| s.note.as_str()),
            Self::Reason(id) => project.reviews().get(id).map(|r| r.reason.as_str()),
            Self::Comment(id, at) => (project.reviews().get(id))
                .and_then(|review| review.comments.get(*at))
                .map(|comment| comment.text.as_str()),
        };
        words.unwrap_or_default()
    }
}

/// Searches the articles in their order and says for each what was found, in one or more parts:
/// its position, and the hits, of which there may be none. Ends when it is told to.
pub fn search(
    project: &Project,
    finder: &Finder,
    mut found: impl FnMut(usize, Vec<Hit>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut beside = beside_texts(project, finder);
    for (at, article) in project.articles().iter().enumerate() {
        let hits = |words: &str, place: Place| -> Vec<Hit> {
            let hit = |range| Hit {
                place: place.clone(),
                range,
            };
            finder.hits(words).map(hit).collect()
        };
        let mut all = hits(&article.title, Place::Title);
        let text = article.text.as_str();
        for stretch in stretches(text, STRETCH) {
            let ranges = finder.hits_in(text, stretch);
            all.extend(ranges.map(|range| Hit {
                place: Place::Text,
                range,
            }));
            found(at, std::mem::take(&mut all))?;
        }
        all.extend(beside.remove(&article.id).unwrap_or_default());
        if !all.is_empty() || text.is_empty() {
            found(at, all)?;
        }
    }
    ControlFlow::Continue(())
}

/// What is found in statements and reviews, by article.
fn beside_texts<'a>(project: &'a Project, finder: &Finder) -> HashMap<&'a ArticleId, Vec<Hit>> {
    let names = names(project, finder);
    let mut beside: HashMap<&ArticleId, Vec<Hit>> = HashMap::new();
    let mut statements: Vec<&Statement> = project.statements().map(AsRef::as_ref).collect();
    statements.sort_by_cached_key(|statement| {
        let spans = statement.contents.iter().filter_map(Anchor::span);
        spans.map(super::Span::start).next()
    });
    for statement in statements {
        let codes = statement.codes().into_iter().filter_map(|code| {
            let range = names.get(&code)?.clone();
            let place = Place::Code(statement.id.clone(), code);
            Some(Hit { place, range })
        });
        let notes = finder.hits(&statement.note).map(|range| Hit {
            place: Place::Note(statement.id.clone()),
            range,
        });
        let hits: Vec<Hit> = if names.is_empty() {
            notes.collect()
        } else {
            codes.chain(notes).collect()
        };
        if !hits.is_empty() {
            beside.entry(&statement.article).or_default().extend(hits);
        }
    }
    for review in project.reviews().iter() {
        let article = match &review.on {
            ReviewTarget::Statement(id) => project.statement(id).map(|s| &s.article),
            ReviewTarget::Text { article, .. } => Some(article),
        };
        let Some(article) = article else {
            continue;
        };
        let reason = finder.hits(&review.reason).map(|range| Hit {
            place: Place::Reason(review.id.clone()),
            range,
        });
        let comments = review
            .comments
            .iter()
            .enumerate()
            .flat_map(|(at, comment)| {
                finder.hits(&comment.text).map(move |range| Hit {
                    place: Place::Comment(review.id.clone(), at),
                    range,
                })
            });
        let hits: Vec<Hit> = reason.chain(comments).collect();
        if !hits.is_empty() {
            beside.entry(article).or_default().extend(hits);
        }
    }
    beside
}

/// The codes in whose names something is found, with the first place in each.
fn names(project: &Project, finder: &Finder) -> HashMap<CodeId, Range<usize>> {
    let book = project.codebook();
    book.ids()
        .filter_map(|code| {
            let range = finder.hits(book.name(&code)).next()?;
            Some((code, range))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::search::{Options, Query};

    fn harbour() -> Project {
        let sample = include_str!("../../sample_projects/harbour-dispute.sayso.ron");
        crate::store::parse(sample.as_bytes()).unwrap().project
    }

    /// How many hits there are of each kind, and the words of all of them.
    fn found(project: &Project, words: &str) -> ([usize; 4], Vec<String>) {
        let query = Query {
            words: words.to_owned(),
            options: Options::default(),
        };
        let finder = Finder::new(&query).unwrap();
        let (mut kinds, mut all) = ([0; 4], Vec::new());
        let ended = search(project, &finder, |at, hits| {
            let article = project.articles().at(at).unwrap();
            for hit in hits {
                let kind = match hit.place {
                    Place::Title => 0,
                    Place::Text => 1,
                    Place::Code(..) | Place::Note(_) => 2,
                    Place::Reason(_) | Place::Comment(..) => 3,
                };
                kinds[kind] += 1;
                all.push(hit.place.words(project, article)[hit.range].to_lowercase());
            }
            ControlFlow::Continue(())
        });
        assert_eq!(ended, ControlFlow::Continue(()));
        (kinds, all)
    }

    #[test]
    fn everything_that_somebody_wrote_is_searched() {
        let project = harbour();
        let (kinds, words) = found(&project, "harbour");
        assert!(words.iter().all(|word| word == "harbour"));
        let texts: usize = project
            .articles()
            .iter()
            .map(|article| {
                article
                    .text
                    .as_str()
                    .to_lowercase()
                    .matches("harbour")
                    .count()
            })
            .sum();
        assert_eq!(kinds[1], texts);
        let speaker = project.codebook().speakers().at(0).unwrap();
        let uses = project.statements().filter(|statement| {
            let speaker = CodeId::Speaker(speaker.id.clone());
            statement.codes().contains(&speaker)
        });
        let (kinds, _) = found(&project, &speaker.name);
        assert_eq!(kinds[2], uses.count());
        let review = project.reviews().iter().find(|r| !r.comments.is_empty());
        let comment = &review.unwrap().comments[0].text;
        let line = comment.lines().next().unwrap();
        assert_eq!(found(&project, line).0[3], 1, "{line}");
    }

    #[test]
    fn it_ends_when_it_is_told_to() {
        let project = harbour();
        let query = Query {
            words: "e".into(),
            options: Options::default(),
        };
        let finder = Finder::new(&query).unwrap();
        let mut parts = 0;
        let ended = search(&project, &finder, |_, _| {
            parts += 1;
            ControlFlow::Break(())
        });
        assert_eq!((parts, ended), (1, ControlFlow::Break(())));
    }
}
