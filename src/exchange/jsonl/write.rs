//! Articles and statements as JSON.

use serde::{Serialize, Serializer};

use crate::exchange::words::{Word as _, word_or_empty};
use crate::exchange::{ExportError, Exported, Selection};
use crate::model::{
    Anchor, Article, ArticleId, Id as _, Layer, PartialDate, ProgressState, SpeakerId, Statement,
    Target,
};
use crate::text::Text;

/// An article a line.
pub(super) fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut bytes = Vec::new();
    let mut notes = Vec::new();
    for article in selection.articles() {
        serde_json::to_writer(&mut bytes, &article_out(selection, article))?;
        bytes.push(b'\n');
        let statements = selection.of_article(&article.id);
        notes.extend(statements.iter().filter_map(|s| unplaced(s, article)));
    }
    Ok(Exported {
        files: vec![("articles.jsonl".to_owned(), bytes)],
        notes,
    })
}

/// An array of statements, each with the id and the title of its article, a line each.
pub fn array(selection: &Selection<'_>) -> serde_json::Result<String> {
    let empty = Text::new("");
    let mut out = String::from("[");
    let mut between = "\n";
    for statement in selection.statements() {
        let article = selection.project.articles().get(&statement.article);
        let text = article.map_or(&empty, |article| &article.text);
        let listed = ListedOut {
            statement: statement_out(selection, text, statement),
            article: &statement.article,
            title: article.map_or("", |article| &article.title),
        };
        out.push_str(between);
        out.push_str(&serde_json::to_string(&listed)?);
        between = ",\n";
    }
    out.push_str(if selection.statements().is_empty() {
        "]\n"
    } else {
        "\n]\n"
    });
    Ok(out)
}

#[derive(Serialize)]
struct ArticleOut<'a> {
    id: &'a str,
    title: &'a str,
    outlet: &'a str,
    published: &'a str,
    url: &'a str,
    language: &'a str,
    text: &'a str,
    annotators: Vec<&'a str>,
    statements: Vec<StatementOut<'a>>,
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    progress: Pairs<'a>,
}

#[derive(Serialize)]
struct StatementOut<'a> {
    id: &'a str,
    annotator: &'a str,
    contents: Vec<[usize; 2]>,
    quotes: Vec<&'a str>,
    cue: Vec<[usize; 2]>,
    source: Vec<[usize; 2]>,
    naming: &'static str,
    speakers: Vec<&'a str>,
    on_behalf_of: Vec<&'a str>,
    stance: &'a str,
    target: String,
    topics: Vec<&'a str>,
    form: &'static str,
    note: &'a str,
    status: &'static str,
    created: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    layer: Option<&'static str>,
}

#[derive(Serialize)]
struct ListedOut<'a> {
    #[serde(flatten)]
    statement: StatementOut<'a>,
    article: &'a ArticleId,
    title: &'a str,
}

/// An object of names and words, in order.
struct Pairs<'a>(Vec<(&'a str, &'static str)>);

impl Pairs<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Pairs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

fn article_out<'a>(selection: &'a Selection<'a>, article: &'a Article) -> ArticleOut<'a> {
    let statements = selection.of_article(&article.id);
    let mut annotators = Vec::new();
    let mut progress = Vec::new();
    for annotator in selection.project.annotators().iter() {
        let state = article.progress_of(&annotator.id);
        let coded = statements.iter().any(|s| s.annotator == annotator.id);
        if !selection.includes(&annotator.id) || (state.is_none() && !coded) {
            continue;
        }
        let done = state == Some(ProgressState::Done);
        if done || coded {
            annotators.push(annotator.name.as_str());
        }
        if !done {
            progress.push((annotator.name.as_str(), word_or_empty(state)));
        }
    }
    // By name: the order of the project's annotators would not survive the way there and back.
    annotators.sort_unstable();
    progress.sort_unstable();
    ArticleOut {
        id: article.id.as_str(),
        title: &article.title,
        outlet: &article.outlet,
        published: article.published.as_ref().map_or("", PartialDate::as_str),
        url: &article.url,
        language: &article.language,
        text: article.text.as_str(),
        annotators,
        statements: statements
            .iter()
            .map(|statement| statement_out(selection, &article.text, statement))
            .collect(),
        progress: Pairs(progress),
    }
}

fn statement_out<'a>(
    selection: &'a Selection<'a>,
    text: &'a Text,
    statement: &'a Statement,
) -> StatementOut<'a> {
    let book = selection.project.codebook();
    let names = |ids: &'a [SpeakerId]| -> Vec<&'a str> {
        ids.iter().map(|id| speaker_name(selection, id)).collect()
    };
    StatementOut {
        id: statement.id.as_str(),
        annotator: selection.annotator_name(&statement.annotator),
        contents: statement.contents.iter().map(|a| pair(a, text)).collect(),
        quotes: statement.contents.iter().map(|a| a.quote(text)).collect(),
        cue: standing(&statement.cue, text),
        source: standing(&statement.source, text),
        naming: word_or_empty(statement.naming),
        speakers: names(&statement.speakers),
        on_behalf_of: names(&statement.on_behalf_of),
        stance: statement.stance.as_ref().map_or("", |id| id.as_str()),
        target: target(selection, &statement.target),
        topics: (statement.topics.iter())
            .map(|id| {
                book.topics()
                    .get(id)
                    .map_or(id.as_str(), |topic| &topic.name)
            })
            .collect(),
        form: word_or_empty(statement.form),
        note: &statement.note,
        status: selection.status(&statement.id).word(),
        created: statement.created.as_str(),
        layer: (statement.layer != Layer::Independent).then(|| statement.layer.word()),
    }
}

/// `speaker:NAME`, `text:WORDS`, or empty for the topic.
pub(in crate::exchange) fn target(selection: &Selection<'_>, target: &Target) -> String {
    match target {
        Target::Topic => String::new(),
        Target::Speaker(id) => format!("speaker:{}", speaker_name(selection, id)),
        Target::Text(words) => format!("text:{words}"),
    }
}

fn speaker_name<'a>(selection: &'a Selection<'a>, id: &'a SpeakerId) -> &'a str {
    let speaker = selection.project.codebook().speakers().get(id);
    speaker.map_or(id.as_str(), |speaker| &speaker.name)
}

fn pair(anchor: &Anchor, text: &Text) -> [usize; 2] {
    let chars = anchor.chars(text);
    [chars.start, chars.end]
}

/// The places of a cue or source. Their words are not in the file, so a detached one would claim
/// words that it never meant.
fn standing(anchors: &[Anchor], text: &Text) -> Vec<[usize; 2]> {
    let standing = anchors.iter().filter(|anchor| !anchor.is_detached());
    standing.map(|anchor| pair(anchor, text)).collect()
}

fn unplaced(statement: &Statement, article: &Article) -> Option<String> {
    let mut others = statement.cue.iter().chain(&statement.source);
    others.find(|anchor| anchor.is_detached()).map(|lost| {
        format!(
            "statement {}: “{}” does not stand at its place in the article, so this cue or source was left out",
            statement.id,
            lost.quote(&article.text),
        )
    })
}
