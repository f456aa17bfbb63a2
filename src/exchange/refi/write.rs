//! A project as an archive of `project.qde` and the texts.

use std::ops::Range;

use super::codes::{
    Codes, Group, behalf_guid, is_bare, speaker_guid, stance_guid, topic_guid, word_guid,
};
use super::{ORIGIN, guid, instruction};
use crate::exchange::archive::pack;
use crate::exchange::details::Details;
use crate::exchange::places::{Unique, lost, standing};
use crate::exchange::words::Word as _;
use crate::exchange::xml::{put_attribute, put_text};
use crate::exchange::{ExportError, Exported, Selection};
use crate::model::{Article, Id as _, PartialDate, ReviewStatus, Statement};

/// The user that articles are by, because an article has none and readers ask for one.
const NOBODY: &str = "Sayso";
/// For articles of which no day is known: readers ask for a time, and none may be made up.
const NO_TIME: &str = "1970-01-01T00:00:00Z";

/// What is known of an article, as variables of its source.
pub(super) const VARIABLES: [&str; 7] = [
    "id",
    "title",
    "outlet",
    "author",
    "published",
    "url",
    "language",
];

pub(super) fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let codes = Codes::of(selection);
    let mut notes = codes.notes.clone();
    let mut files = vec![
        ("sources/".to_owned(), Vec::new()),
        ("project.qde".to_owned(), Vec::new()),
    ];
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project");
    put_attribute(&mut out, "xmlns", "urn:QDA-XML:project:1.0");
    put_attribute(&mut out, "name", selection.project.title());
    put_attribute(&mut out, "origin", ORIGIN);
    out.push_str(">\n");
    users(selection, &mut out);
    if !codes.is_empty() {
        out.push_str("<CodeBook>\n");
        codes.put(&mut out);
        out.push_str("</CodeBook>\n");
    }
    out.push_str("<Variables>\n");
    for name in VARIABLES {
        out.push_str("<Variable");
        put_attribute(&mut out, "guid", &guid("variable", name));
        put_attribute(&mut out, "name", name);
        out.push_str(" typeOfVariable=\"Text\"/>\n");
    }
    out.push_str("</Variables>\n");
    let mut titles = Titles::default();
    let is_empty = selection.articles().is_empty();
    if !is_empty {
        out.push_str("<Sources>\n");
        for article in selection.articles() {
            source(selection, article, &mut titles, &mut out, &mut notes)?;
            files.push((
                format!("sources/{}.txt", guid("text", article.id.as_str())),
                article.text.as_str().as_bytes().to_vec(),
            ));
        }
        out.push_str("</Sources>\n");
    }
    out.push_str("</Project>\n");
    if let Some((_, bytes)) = files.get_mut(1) {
        *bytes = out.into_bytes();
    }
    let bytes = pack(&files)?;
    Ok(Exported {
        files: vec![("project.qdpx".to_owned(), bytes)],
        notes,
    })
}

fn users(selection: &Selection<'_>, out: &mut String) {
    out.push_str("<Users>\n");
    let nobody = [(NOBODY, guid("user", ""))];
    let annotators = selection.project.annotators().iter();
    let annotators = annotators
        .filter(|annotator| selection.includes(&annotator.id))
        .map(|a| (a.name.as_str(), guid("user", a.id.as_str())));
    for (name, guid) in nobody.into_iter().chain(annotators) {
        out.push_str("<User");
        put_attribute(out, "guid", &guid);
        put_attribute(out, "name", name);
        out.push_str("/>\n");
    }
    out.push_str("</Users>\n");
}

/// Names of sources: the titles, no two the same, because `QualCoder` finds a text by its name.
#[derive(Default)]
struct Titles(Unique);

impl Titles {
    fn name(&mut self, article: &Article) -> String {
        const LONGEST: usize = 100;
        let words: Vec<&str> = article.title.split_whitespace().collect();
        let mut name: String = words.join(" ").chars().take(LONGEST).collect();
        if name.is_empty() {
            name = article.id.to_string();
        }
        let unique = self
            .0
            .name(&name, |name, number| format!("{name} ({number})"));
        unique + ".txt"
    }
}

fn source(
    selection: &Selection<'_>,
    article: &Article,
    titles: &mut Titles,
    out: &mut String,
    notes: &mut Vec<String>,
) -> Result<(), ExportError> {
    let id = article.id.as_str();
    let day = article.published.as_ref().map(PartialDate::as_str);
    let time = match day.filter(|day| day.len() == 10) {
        Some(day) => format!("{day}T00:00:00Z"),
        None => NO_TIME.to_owned(),
    };
    out.push_str("<TextSource");
    put_attribute(out, "guid", &guid("article", id));
    put_attribute(out, "name", &titles.name(article));
    let path = format!("internal://{}.txt", guid("text", id));
    put_attribute(out, "plainTextPath", &path);
    put_attribute(out, "creatingUser", &guid("user", ""));
    put_attribute(out, "creationDateTime", &time);
    out.push_str(">\n");
    for statement in selection.of_article(&article.id) {
        notes.extend(lost(statement, article));
        selections(selection, article, statement, out)?;
    }
    let known = [
        id,
        &article.title,
        &article.outlet,
        &article.author,
        day.unwrap_or_default(),
        &article.url,
        &article.language,
    ];
    for (name, value) in VARIABLES.into_iter().zip(known) {
        if value.is_empty() {
            continue;
        }
        out.push_str("<VariableValue><VariableRef");
        put_attribute(out, "targetGUID", &guid("variable", name));
        out.push_str("/><TextValue>");
        put_text(out, value);
        out.push_str("</TextValue></VariableValue>\n");
    }
    out.push_str("</TextSource>\n");
    Ok(())
}

/// A selection for each span of a statement, all with the same codings.
fn selections(
    selection: &Selection<'_>,
    article: &Article,
    statement: &Statement,
    out: &mut String,
) -> Result<(), ExportError> {
    let id = statement.id.as_str();
    let user = guid("user", statement.annotator.as_str());
    let codes = codes(selection, statement);
    let text = &article.text;
    let quotes = statement.contents.iter().filter(|c| !c.is_detached());
    let quotes = quotes.map(|anchor| anchor.quote(text));
    let spans = standing(&statement.contents, text);
    for ((Range { start, end }, quote), number) in spans.into_iter().zip(quotes).zip(0..) {
        let key = format!("{id}:{number}");
        out.push_str("<PlainTextSelection");
        put_attribute(out, "guid", &guid("selection", &key));
        put_attribute(out, "name", quote);
        put_attribute(out, "startPosition", &start.to_string());
        put_attribute(out, "endPosition", &end.to_string());
        put_attribute(out, "creatingUser", &user);
        put_attribute(out, "creationDateTime", statement.created.as_str());
        out.push('>');
        if number == 0 {
            // What has codes of its own is there already; of the time the selection tells.
            let details = Details {
                naming: String::new(),
                speakers: Vec::new(),
                on_behalf_of: Vec::new(),
                topics: Vec::new(),
                form: String::new(),
                created: String::new(),
                ..Details::of(selection, article, statement)
            };
            out.push_str(&instruction(&details.json()?));
            if !statement.note.is_empty() {
                out.push_str("<Description>");
                put_text(out, &statement.note);
                out.push_str("</Description>");
            }
        } else {
            out.push_str(&instruction(super::selections::PART));
        }
        for (code, at) in codes.iter().zip(0..) {
            out.push_str("\n<Coding");
            put_attribute(out, "guid", &guid("coding", &format!("{key}:{at}")));
            put_attribute(out, "creatingUser", &user);
            put_attribute(out, "creationDateTime", statement.created.as_str());
            out.push_str("><CodeRef");
            put_attribute(out, "targetGUID", code);
            out.push_str("/></Coding>");
        }
        out.push_str("\n</PlainTextSelection>\n");
    }
    Ok(())
}

/// The GUIDs of the codes of a statement; the first topic is the main one.
fn codes(selection: &Selection<'_>, statement: &Statement) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    codes.extend(statement.stance.iter().map(stance_guid));
    codes.extend(statement.speakers.iter().map(speaker_guid));
    codes.extend(statement.on_behalf_of.iter().map(behalf_guid));
    codes.extend(statement.topics.iter().map(topic_guid));
    codes.extend(
        statement
            .form
            .map(|form| word_guid(Group::Form, form.word())),
    );
    codes.extend(
        statement
            .naming
            .map(|naming| word_guid(Group::Naming, naming.word())),
    );
    let status = selection.status(&statement.id);
    if status != ReviewStatus::Unreviewed {
        codes.push(word_guid(Group::Review, status.word()));
    }
    if is_bare(selection, statement) {
        codes.push(word_guid(Group::Statement, ""));
    }
    codes
}
