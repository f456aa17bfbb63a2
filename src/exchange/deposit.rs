//! A copy for an archive: codings without the texts, which may not be given away, and without the
//! names of those who coded.
//!
//! One JSON file holds the codebook, what is known of each article with the SHA-256 of its text, and
//! the statements with their places in code points. Whoever has the texts puts them back: the hash
//! says which is which, and that not a letter is another.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::words::Word;
use super::{ExportError, Exported, Selection};
use crate::edit::{CodeChange, Edit};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, Field, FieldEntry,
    FileAnchor, PartialDate, Progress, Project, ProjectId, Review, ReviewTarget, Span, Speaker,
    Stance, Statement, StatementChange, Topic, digest,
};
use crate::text::Text;

/// The number of the form that is written.
const FORM: u32 = 1;
/// The most code points of a quote that is shortened.
const SHORT: usize = 40;

/// How much of the words of a place goes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quotes {
    Full,
    /// Their beginning, at most 40 code points.
    Short,
    #[default]
    None,
}

impl Word for Quotes {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Full, "full"),
        (Self::Short, "short"),
        (Self::None, "none"),
    ];
}

/// Why a deposit cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum DepositError {
    #[error("it is no deposit that `sayso deposit` wrote: {0}")]
    NotOne(#[from] serde_json::Error),
    #[error("its form is {0}, newer than this program reads ({FORM}): update Sayso")]
    Newer(u32),
    #[error("none of its texts is among the files: each is known by the SHA-256 of its text")]
    NoText,
    #[error("it contradicts itself: {0}")]
    Unsound(String),
}

#[derive(Serialize, Deserialize)]
struct Deposit {
    #[serde(rename = "sayso_deposit")]
    form: u32,
    id: ProjectId,
    title: String,
    /// Letters.
    annotators: Vec<AnnotatorId>,
    fields: Vec<Field>,
    speakers: Vec<Speaker>,
    stances: Vec<Stance>,
    topics: Vec<Topic>,
    articles: Vec<Held>,
    statements: Vec<Statement<Place>>,
    reviews: Vec<Review<Place>>,
}

/// An article without its text.
#[derive(Serialize, Deserialize)]
struct Held {
    id: ArticleId,
    title: String,
    outlet: String,
    author: String,
    published: Option<PartialDate>,
    url: String,
    language: String,
    tags: Vec<String>,
    fields: Vec<FieldEntry>,
    /// Of the text in UTF-8.
    sha256: SmolStr,
    /// How many code points the text has.
    chars: usize,
    progress: Vec<Progress>,
}

/// A place, with as much of its words as may be given away.
#[derive(Serialize, Deserialize)]
struct Place {
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    quote: SmolStr,
    /// Its words do not stand there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    detached: bool,
}

/// A deposit of the statements that are selected. Notes, reasons and comments are left out unless
/// they are asked for.
pub fn deposit(
    selection: &Selection<'_>,
    quotes: Quotes,
    notes: bool,
) -> Result<Exported, ExportError> {
    let project = selection.project;
    let book = project.codebook();
    let letters: HashMap<&AnnotatorId, AnnotatorId> = (project.annotators().iter().enumerate())
        .map(|(at, annotator)| (&annotator.id, AnnotatorId::new(letter(at))))
        .collect();
    let letter_of = |id: &AnnotatorId| {
        letters
            .get(id)
            .cloned()
            .unwrap_or_else(|| AnnotatorId::new("?"))
    };
    // Examples are words of texts.
    let examples = |examples: &[String]| match quotes {
        Quotes::Full => examples.to_vec(),
        Quotes::Short | Quotes::None => Vec::new(),
    };
    let mut lost = 0;
    let mut statements = Vec::new();
    for article in selection.articles() {
        for statement in selection.of_article(&article.id) {
            let mut statement = Statement::clone(statement);
            statement.annotator = letter_of(&statement.annotator);
            if !notes {
                statement.note.clear();
            }
            statements.push(statement.map_anchors(|anchor| {
                lost += usize::from(anchor.is_detached() && quotes != Quotes::Full);
                place(&anchor, &article.text, quotes)
            }));
        }
    }
    let ids: std::collections::HashSet<_> = statements.iter().map(|s| s.id.clone()).collect();
    for statement in &mut statements {
        statement.parent = statement
            .parent
            .take()
            .filter(|parent| ids.contains(parent));
    }
    let reviews = project.reviews().iter().filter(|review| {
        let on = review.on.statement();
        on.is_some_and(|id| ids.contains(id)) && (notes || review.verdict.is_some())
    });
    let reviews = reviews.map(|review| {
        let mut review = Review::clone(review);
        review.reviewer = letter_of(&review.reviewer);
        // What somebody would change has words of the text.
        review.suggested.clear();
        if notes {
            for comment in &mut review.comments {
                comment.author = letter_of(&comment.author);
            }
        } else {
            review.reason.clear();
            review.comments.clear();
        }
        review.map_anchors(|anchor| place(&anchor, &Text::new(""), Quotes::None))
    });
    let deposit = Deposit {
        form: FORM,
        id: project.id().clone(),
        title: project.title().to_owned(),
        annotators: (project.annotators().iter())
            .map(|a| letter_of(&a.id))
            .collect(),
        fields: book
            .fields()
            .iter()
            .map(|field| Field::clone(field))
            .collect(),
        speakers: (book.speakers().iter())
            .map(|speaker| Speaker {
                examples: examples(&speaker.examples),
                ..Speaker::clone(speaker)
            })
            .collect(),
        stances: (book.stances().iter())
            .map(|stance| Stance {
                examples: examples(&stance.examples),
                ..Stance::clone(stance)
            })
            .collect(),
        topics: (book.topics().iter())
            .map(|topic| Topic {
                examples: examples(&topic.examples),
                ..Topic::clone(topic)
            })
            .collect(),
        articles: selection
            .articles()
            .iter()
            .map(|a| held(a, letter_of))
            .collect(),
        statements,
        reviews: reviews.collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&deposit)?;
    bytes.push(b'\n');
    let mut said = Vec::new();
    if lost > 0 {
        said.push(format!(
            "places whose words stand nowhere in their article: {lost}; those words are kept with full quotes only"
        ));
    }
    Ok(Exported {
        files: vec![("deposit.json".to_owned(), bytes)],
        notes: said,
    })
}

fn held(article: &Article, letter_of: impl Fn(&AnnotatorId) -> AnnotatorId) -> Held {
    let progress = article.progress.iter().map(|progress| Progress {
        annotator: letter_of(&progress.annotator),
        state: progress.state,
    });
    Held {
        id: article.id.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        author: article.author.clone(),
        published: article.published.clone(),
        url: article.url.clone(),
        language: article.language.clone(),
        tags: article.tags.clone(),
        fields: article.fields.clone(),
        sha256: digest(article.text.as_str()),
        chars: article.text.chars(),
        progress: progress.collect(),
    }
}

fn place(anchor: &Anchor, text: &Text, quotes: Quotes) -> Place {
    let FileAnchor { start, end, quote } = anchor.to_file(text);
    Place {
        start,
        end,
        quote: match quotes {
            Quotes::Full => quote,
            Quotes::Short => quote.chars().take(SHORT).collect(),
            Quotes::None => SmolStr::default(),
        },
        detached: anchor.is_detached(),
    }
}

/// A to Z, then AA.
fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    match at / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

/// A project that was put together again.
#[derive(Debug)]
pub struct Reattached {
    pub project: Project,
    /// Articles whose text was not found, with how many statements were left out with each.
    pub missing: Vec<Missing>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub article: ArticleId,
    pub title: String,
    pub sha256: SmolStr,
    pub statements: usize,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            article,
            title,
            sha256,
            statements,
        } = self;
        write!(
            f,
            "the text of “{title}” ({article}) is in none of the files: it was left out with {statements} of its statements; its SHA-256 is {sha256}"
        )
    }
}

/// Puts texts back to their articles.
pub fn reattach(bytes: &[u8], texts: &[Text]) -> Result<Reattached, DepositError> {
    #[derive(Deserialize)]
    struct Head {
        sayso_deposit: u32,
    }
    let Head { sayso_deposit } = serde_json::from_slice(bytes)?;
    if sayso_deposit > FORM {
        return Err(DepositError::Newer(sayso_deposit));
    }
    let mut deposit: Deposit = serde_json::from_slice(bytes)?;
    let by_hash: HashMap<SmolStr, &Text> = texts.iter().map(|t| (digest(t.as_str()), t)).collect();
    let mut missing = Vec::new();
    let mut found: HashMap<ArticleId, &Text> = HashMap::new();
    for held in &deposit.articles {
        match by_hash.get(&held.sha256) {
            Some(text) => {
                found.insert(held.id.clone(), text);
            }
            None => missing.push(Missing {
                article: held.id.clone(),
                title: held.title.clone(),
                sha256: held.sha256.clone(),
                statements: (deposit.statements.iter())
                    .filter(|statement| statement.article == held.id)
                    .count(),
            }),
        }
    }
    if found.is_empty() && !deposit.articles.is_empty() {
        return Err(DepositError::NoText);
    }
    deposit
        .statements
        .retain(|statement| found.contains_key(&statement.article));
    let mut project = Project::new(deposit.id.clone(), deposit.title.clone());
    let edits = edits(deposit, &found, &project);
    let edit = Edit::group("reattach texts", edits);
    (project.apply(edit)).map_err(|error| DepositError::Unsound(error.to_string()))?;
    Ok(Reattached { project, missing })
}

/// What makes the project, in an order in which each thing finds what it names.
fn edits(deposit: Deposit, found: &HashMap<ArticleId, &Text>, empty: &Project) -> Vec<Edit> {
    let at = usize::MAX;
    let code = |code| Edit::AddCode {
        at,
        code: Box::new(code),
    };
    let shipped = empty.codebook().stances().iter();
    let mut edits: Vec<Edit> = shipped
        .map(|stance| Edit::RemoveCode(CodeId::Stance(stance.id.clone())))
        .collect();
    edits.extend(deposit.annotators.into_iter().map(|id| Edit::AddAnnotator {
        at,
        annotator: Arc::new(Annotator {
            name: id.to_string(),
            id,
        }),
    }));
    edits.extend(
        deposit
            .fields
            .into_iter()
            .map(|field| code(Code::Field(field))),
    );
    edits.extend(
        deposit
            .stances
            .into_iter()
            .map(|stance| code(Code::Stance(stance))),
    );
    let mut later = Vec::new();
    for mut speaker in deposit.speakers {
        let roles = std::mem::take(&mut speaker.roles);
        if !roles.is_empty() {
            let id = CodeId::Speaker(speaker.id.clone());
            let change = CodeChange::Roles(roles);
            later.push(Edit::ChangeCode { id, change });
        }
        edits.push(code(Code::Speaker(speaker)));
    }
    for mut topic in deposit.topics {
        if let Some(parent) = topic.parent.take() {
            let id = CodeId::Topic(topic.id.clone());
            let change = CodeChange::Parent(Some(parent));
            later.push(Edit::ChangeCode { id, change });
        }
        edits.push(code(Code::Topic(topic)));
    }
    edits.append(&mut later);
    for held in deposit.articles {
        let Some(text) = found.get(&held.id) else {
            continue;
        };
        let article = Article {
            outlet: held.outlet,
            author: held.author,
            published: held.published,
            url: held.url,
            language: held.language,
            tags: held.tags,
            fields: held.fields,
            progress: held.progress,
            ..Article::new(held.id, held.title, (*text).clone())
        };
        edits.push(Edit::AddArticle {
            at,
            article: Arc::new(article),
        });
    }
    let ids: std::collections::HashSet<_> =
        (deposit.statements.iter()).map(|s| s.id.clone()).collect();
    for mut statement in deposit.statements {
        if let Some(parent) = statement
            .parent
            .take()
            .filter(|parent| ids.contains(parent))
        {
            later.push(Edit::ChangeStatement {
                id: statement.id.clone(),
                change: StatementChange::Parent(Some(parent)),
            });
        }
        let text = found.get(&statement.article).copied();
        let statement = statement.map_anchors(|place| anchor(place, text));
        edits.push(Edit::AddStatement(Arc::new(statement)));
    }
    edits.append(&mut later);
    for review in deposit.reviews {
        let is_there = |on: &ReviewTarget<Place>| on.statement().is_some_and(|id| ids.contains(id));
        if is_there(&review.on) {
            let review = review.map_anchors(|place| anchor(place, None));
            edits.push(Edit::AddReview {
                at,
                review: Arc::new(review),
            });
        }
    }
    edits
}

fn anchor(place: Place, text: Option<&Text>) -> Anchor {
    let span = text.map(|text| Span::of_chars(text, place.start..place.end));
    match span {
        Some(Ok(span)) if !place.detached => Anchor::At(span),
        _ => Anchor::Detached(FileAnchor {
            start: place.start,
            end: place.end,
            quote: place.quote,
        }),
    }
}

#[cfg(test)]
mod tests;
