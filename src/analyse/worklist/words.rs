//! Entries in words.

use super::names::Names;
use super::{Entry, Kind};
use crate::edit::Thing;
use crate::model::{Anchor, Article, Code, CodeId, Project, Statement, StatementId, Target};

/// So many characters of a quote say which one it is.
const QUOTE: usize = 80;

/// So many turns of a speaker's stance are told.
const TURNS: usize = 4;

pub(super) fn sentence(project: &Project, entry: &Entry, names: &Names) -> String {
    let mut statements = entry.statements.iter();
    let first = statements.next().map(|id| quote(project, id));
    let first = first.unwrap_or_default();
    let code = |at: usize| entry.codes.get(at).map(|id| project.codebook().name(id));
    let code = |at| code(at).unwrap_or_default().to_owned();
    match entry.kind {
        Kind::Quotation => format!("{} has no statement.", stretch(project, entry)),
        Kind::NoSpeaker => format!("{first} has no speaker."),
        Kind::NoStance => format!("{first} has no stance."),
        Kind::NoTopic => format!("{first} has no topic."),
        Kind::LookAgain => doubt(project, entry, &first),
        Kind::DefinitionChanged => {
            let when = entry.codes.first().and_then(|id| changed(project, id));
            let day = when.map_or_else(String::new, |when| format!(" on {when}"));
            let kind = entry.codes.first().map_or("code", CodeId::kind);
            format!(
                "{first} was coded before the definition of the {kind} “{}” changed{day}.",
                code(0)
            )
        }
        Kind::TwoWays => {
            let number = entry.statements.len();
            format!("{first} is coded in more than one way in {number} statements.")
        }
        Kind::ForAndAgainst => for_and_against(project, entry, &code(0)),
        Kind::DiffersByMark => {
            let number = entry.statements.len();
            format!("{number} statements on the same words as {first} have other borders.")
        }
        Kind::Detached => format!("{first} has a place whose words do not stand there."),
        Kind::SpeakerOnce => format!("{} speaks only once: {first}.", code(0)),
        Kind::SimilarNames => similar(project, entry, names),
        Kind::Untouched => {
            let article = entry.article.clone().map(Thing::Article);
            let words = article.map(|article| article.within(project));
            let words = words.unwrap_or_default();
            format!("Nobody began the {words}.")
        }
    }
}

fn doubt(project: &Project, entry: &Entry, quote: &str) -> String {
    let statement = entry
        .statements
        .first()
        .and_then(|id| project.statement(id));
    let Some(statement) = statement else {
        return format!("{quote} is to be looked at again.");
    };
    let stance = statement.stance.clone().map(CodeId::Stance);
    let name = stance.as_ref().map(|id| project.codebook().name(id));
    match name {
        _ if statement.flag => format!("{quote} is flagged."),
        Some(name) if statement.target == Target::Topic && statement.topics.is_empty() => {
            format!("{quote} has the stance “{name}” toward a topic and has no topic.")
        }
        Some(name) => format!("{quote} has the stance “{name}”, which is retired."),
        None => format!("{quote} is to be looked at again."),
    }
}

fn for_and_against(project: &Project, entry: &Entry, speaker: &str) -> String {
    let toward = match entry.codes.get(1) {
        Some(CodeId::Topic(id)) => {
            let topic = project.codebook().topics().get(id);
            topic.map_or(id.to_string(), |topic| topic.target_words().to_owned())
        }
        Some(id) => project.codebook().name(id).to_owned(),
        None => String::new(),
    };
    let stances = project.codebook().stances();
    let mut turns: Vec<String> = Vec::new();
    let mut last = None;
    for statement in entry
        .statements
        .iter()
        .filter_map(|id| project.statement(id))
    {
        let stance = statement.stance.as_ref().and_then(|id| stances.get(id));
        let Some(stance) = stance else { continue };
        let side = stance.scale.map(i32::signum);
        if side != last {
            last = side;
            let article = project.articles().get(&statement.article);
            let date = article.and_then(|article| article.published.as_ref());
            let date = date.map_or_else(|| "without a date".to_owned(), ToString::to_string);
            turns.push(format!("{} ({date})", stance.name));
        }
    }
    let more = turns.len() > TURNS;
    turns.truncate(TURNS);
    let more = if more { ", …" } else { "" };
    let number = entry.statements.len();
    format!(
        "{speaker} is for and against “{toward}” in {number} statements: {}{more}.",
        turns.join(", ")
    )
}

fn similar(project: &Project, entry: &Entry, names: &Names) -> String {
    let [one, other] = entry.codes.as_slice() else {
        return String::new();
    };
    let book = project.codebook();
    let kind = one.kind();
    let (a, b) = (book.name(one), book.name(other));
    let pair = names.pair(one, other).filter(|pair| *pair != (a, b));
    let alias = match pair {
        Some((x, y)) if x == y => format!(" (both are “{x}”)"),
        Some((x, y)) => format!(" (“{x}”, “{y}”)"),
        None => String::new(),
    };
    format!("The {kind}s “{a}” and “{b}”{alias} may be the same.")
}

fn changed(project: &Project, id: &CodeId) -> Option<String> {
    let time = match project.codebook().code(id)? {
        Code::Speaker(code) => code.definition_changed,
        Code::Stance(code) => code.definition_changed,
        Code::Topic(code) => code.definition_changed,
        Code::Field(_) => None,
    }?;
    time.as_str().split('T').next().map(str::to_owned)
}

fn quote(project: &Project, id: &StatementId) -> String {
    let statement = project.statement(id).map(AsRef::as_ref);
    let article = statement.and_then(|s: &Statement| project.articles().get(&s.article));
    let Some((statement, article)) = statement.zip(article) else {
        return format!("statement {id}");
    };
    let quotes = statement.contents.iter();
    let quotes: Vec<&str> = quotes.map(|a: &Anchor| a.quote(&article.text)).collect();
    marked(&quotes.join(" … "))
}

fn stretch(project: &Project, entry: &Entry) -> String {
    let article = entry.article.as_ref();
    let article: Option<&Article> = article
        .and_then(|id| project.articles().get(id))
        .map(AsRef::as_ref);
    let range = entry.range.clone().unwrap_or_default();
    let words = article.and_then(|article| article.text.as_str().get(range));
    marked(words.unwrap_or_default())
}

/// The beginning of some words on one line, in quotation marks of their own or in new ones.
fn marked(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(QUOTE).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    if line.starts_with(char::is_alphanumeric) {
        // Marks inside of others are single ones.
        format!("“{}”", short.replace('“', "‘").replace('”', "’"))
    } else {
        short
    }
}
