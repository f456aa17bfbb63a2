//! `articles` and `codebook`: what the statements are of, and what they are coded with.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{AND, Column, Rows, Table, published};
use crate::exchange::words::Word as _;
use crate::exchange::{ExportError, Selection};
use crate::model::{Id as _, Target};

pub(super) const ARTICLES: Table = Table {
    name: "articles",
    columns: &ARTICLE_COLUMNS,
    write: articles,
};

pub(super) const CODEBOOK: Table = Table {
    name: "codebook",
    columns: &CODE_COLUMNS,
    write: codebook,
};

const ARTICLE_COLUMNS: [Column; 11] = [
    Column::text("article_id", "the article's id", ""),
    Column::text("title", "its title", ""),
    Column::text("outlet", "who published it", ""),
    Column::text(
        "published",
        "when: a date or its beginning",
        "YYYY-MM-DD, YYYY-MM or YYYY",
    ),
    Column::text("url", "where it was found", ""),
    Column::text("language", "of the text", "BCP 47"),
    Column::text("tags", "joined by ; and a space", ""),
    Column::number("words", "how many words its text has", "Unicode words"),
    Column::number(
        "statements",
        "how many statements of it are in this export",
        "",
    ),
    Column::text("text", "as it is annotated; lines end with LF", ""),
    Column::text("author", "who wrote it", ""),
];

const CODE_COLUMNS: [Column; 9] = [
    Column::text("kind", "what it is", "speaker, stance, topic or field"),
    Column::text("id", "its id", ""),
    Column::text("name", "its name", ""),
    Column::text("parent", "of a topic: the name of the one above it", ""),
    Column::text("definition", "what it stands for", ""),
    Column::number("uses", "how many statements of this export use it", ""),
    Column::text(
        "speaker_kind",
        "of a speaker",
        "person, organisation, group or document",
    ),
    Column::text(
        "aliases",
        "of a speaker: other names, joined by ; and a space",
        "",
    ),
    Column::number(
        "scale",
        "of a stance: its value, empty off the scale",
        "whole number",
    ),
];

fn articles(selection: &Selection<'_>, _: bool, rows: &mut dyn Rows) -> Result<(), ExportError> {
    for article in selection.articles() {
        let text = article.text.as_str();
        rows.row(&[
            article.id.to_string(),
            article.title.clone(),
            article.outlet.clone(),
            published(article),
            article.url.clone(),
            article.language.clone(),
            article.tags.join(AND),
            text.unicode_words().count().to_string(),
            selection.of_article(&article.id).len().to_string(),
            text.to_owned(),
            article.author.clone(),
        ])?;
    }
    Ok(())
}

fn codebook(selection: &Selection<'_>, _: bool, rows: &mut dyn Rows) -> Result<(), ExportError> {
    let book = selection.project.codebook();
    let uses = Uses::count(selection);
    let mut write = |code: [&str; 5], uses: usize, more: [String; 3]| {
        let [kind, id, name, parent, definition] = code.map(str::to_owned);
        let [speaker_kind, aliases, scale] = more;
        rows.row(&[
            kind,
            id,
            name,
            parent,
            definition,
            uses.to_string(),
            speaker_kind,
            aliases,
            scale,
        ])
    };
    for code in book.speakers().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("speaker", code.id.as_str()));
        let more = [
            code.kind.word().to_owned(),
            code.aliases.join(AND),
            String::new(),
        ];
        write(
            ["speaker", id, &code.name, "", &code.definition],
            uses,
            more,
        )?;
    }
    for code in book.stances().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("stance", code.id.as_str()));
        let scale = code
            .scale
            .map_or_else(String::new, |scale| scale.to_string());
        let more = [String::new(), String::new(), scale];
        write(["stance", id, &code.name, "", &code.definition], uses, more)?;
    }
    for code in book.topics().iter() {
        let parent = code.parent.as_ref().and_then(|id| book.topics().get(id));
        let parent = parent.map_or("", |parent| &parent.name);
        let (id, uses) = (code.id.as_str(), uses.of("topic", code.id.as_str()));
        write(
            ["topic", id, &code.name, parent, &code.definition],
            uses,
            <[String; 3]>::default(),
        )?;
    }
    for code in book.fields().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("field", code.id.as_str()));
        write(
            ["field", id, &code.name, "", &code.definition],
            uses,
            <[String; 3]>::default(),
        )?;
    }
    Ok(())
}

/// How many of the selected statements use each code; a statement that uses one twice counts once.
struct Uses<'a>(HashMap<(&'static str, &'a str), usize>);

impl<'a> Uses<'a> {
    fn count(selection: &Selection<'a>) -> Self {
        let mut uses = HashMap::new();
        for statement in selection.statements() {
            let mut codes: Vec<(&'static str, &str)> = Vec::new();
            let speakers = statement.speakers.iter().chain(&statement.on_behalf_of);
            codes.extend(speakers.map(|id| ("speaker", id.as_str())));
            if let Target::Speaker(id) = &statement.target {
                codes.push(("speaker", id.as_str()));
            }
            codes.extend(statement.stance.iter().map(|id| ("stance", id.as_str())));
            codes.extend(statement.topics.iter().map(|id| ("topic", id.as_str())));
            codes.extend(statement.fields.iter().map(|e| ("field", e.field.as_str())));
            codes.sort_unstable();
            codes.dedup();
            for code in codes {
                *uses.entry(code).or_insert(0) += 1;
            }
        }
        Self(uses)
    }

    fn of(&self, kind: &'static str, id: &'a str) -> usize {
        self.0.get(&(kind, id)).copied().unwrap_or(0)
    }
}
