//! TEI P5 (<https://tei-c.org/release/doc/tei-p5-doc/>): a file for each article with its text
//! and, in `standOff`, people and an `annotation` for each statement, which points into the text by
//! `string-range` in code points.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::details::PARTS;
use super::places::{FileNames, lost, standing};
use super::words::Word;
use super::xml::{put_attribute, put_text};
use super::{Exported, Format, Selection, Shape};
use crate::model::{
    Article, Id as _, Layer, PartialDate, SpeakerId, SpeakerKind, Statement, Target,
};

pub(super) const FORMAT: Format = Format {
    name: "tei",
    about: "TEI P5 for editions, a file for each article",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: PARTS,
    write: Some(|selection, _| Ok(write(selection))),
    read: None,
};

fn write(selection: &Selection<'_>) -> Exported {
    let mut names = FileNames::default();
    let mut exported = Exported::default();
    for article in selection.articles() {
        let out = Writer::new(selection, article).written(&mut exported.notes);
        let name = names.name(article.id.as_str());
        exported
            .files
            .push((format!("{name}.xml"), out.into_bytes()));
    }
    exported
}

/// An `xml:id` for something of ours; different for different things.
fn xml_id(kind: &str, id: &str) -> String {
    let mut out = format!("{kind}_");
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') {
            out.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, ".{:x}.", u32::from(c));
        }
    }
    out
}

/// Classes that a statement can be of, by the name of their taxonomy.
type Classes<'a> = BTreeMap<&'static str, BTreeMap<String, &'a str>>;

struct Writer<'a> {
    selection: &'a Selection<'a>,
    article: &'a Article,
    classes: Classes<'a>,
    /// Speakers that are pointed to.
    named: BTreeSet<&'a SpeakerId>,
    annotations: String,
}

impl<'a> Writer<'a> {
    fn new(selection: &'a Selection<'a>, article: &'a Article) -> Self {
        Self {
            selection,
            article,
            classes: BTreeMap::new(),
            named: BTreeSet::new(),
            annotations: String::new(),
        }
    }

    fn written(mut self, notes: &mut Vec<String>) -> String {
        for statement in self.selection.of_article(&self.article.id) {
            notes.extend(lost(statement, self.article));
            self.annotation(statement);
        }
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
        );
        self.header(&mut out);
        // An empty one is not valid.
        if !self.annotations.is_empty() {
            out.push_str("<standOff>\n");
            self.people(&mut out);
            out.push_str("<listAnnotation>\n");
            out.push_str(&self.annotations);
            out.push_str("</listAnnotation>\n</standOff>\n");
        }
        out.push_str("<text><body><ab xml:id=\"body\" xml:space=\"preserve\">");
        put_text(&mut out, self.article.text.as_str());
        out.push_str("</ab></body></text>\n</TEI>\n");
        out
    }

    fn header(&self, out: &mut String) {
        let article = self.article;
        out.push_str("<teiHeader><fileDesc><titleStmt>");
        element(out, "title", &article.title);
        out.push_str("</titleStmt><publicationStmt><p>Exported from an annotation project.</p></publicationStmt><sourceDesc><bibl>");
        element(out, "title", &article.title);
        if !article.author.is_empty() {
            element(out, "author", &article.author);
        }
        if !article.outlet.is_empty() {
            element(out, "publisher", &article.outlet);
        }
        if let Some(date) = article.published.as_ref().map(PartialDate::as_str) {
            out.push_str("<date");
            put_attribute(out, "when", date);
            out.push('>');
            put_text(out, date);
            out.push_str("</date>");
        }
        for (kind, value) in [
            ("article", article.id.as_str()),
            ("URL", &article.url),
            ("language", &article.language),
        ] {
            if !value.is_empty() {
                out.push_str("<idno");
                put_attribute(out, "type", kind);
                out.push('>');
                put_text(out, value);
                out.push_str("</idno>");
            }
        }
        out.push_str("</bibl></sourceDesc></fileDesc>");
        if !self.classes.is_empty() {
            out.push_str("<encodingDesc><classDecl>");
            for (kind, classes) in &self.classes {
                let _ = write!(out, "<taxonomy xml:id=\"tax_{kind}\">");
                for (id, name) in classes {
                    let _ = write!(out, "<category xml:id=\"{id}\">");
                    element(out, "catDesc", name);
                    out.push_str("</category>");
                }
                out.push_str("</taxonomy>");
            }
            out.push_str("</classDecl></encodingDesc>");
        }
        out.push_str("</teiHeader>\n");
    }

    fn people(&self, out: &mut String) {
        let book = self.selection.project.codebook();
        let kind = |id: &SpeakerId| book.speakers().get(id).map(|speaker| speaker.kind);
        let is_person = |id: &SpeakerId| kind(id).is_none_or(|kind| kind == SpeakerKind::Person);
        let (persons, others): (Vec<&SpeakerId>, Vec<&SpeakerId>) =
            self.named.iter().partition(|id| is_person(id));
        let statements = self.selection.of_article(&self.article.id);
        let annotators: BTreeSet<_> = statements.iter().map(|s| &s.annotator).collect();
        out.push_str("<listPerson>\n");
        for id in persons {
            let _ = write!(out, "<person xml:id=\"{}\">", xml_id("sp", id.as_str()));
            element(out, "persName", self.selection.speaker_name(id));
            out.push_str("</person>\n");
        }
        for id in annotators {
            let xml_id = xml_id("an", id.as_str());
            let _ = write!(out, "<person role=\"annotator\" xml:id=\"{xml_id}\">");
            element(out, "persName", self.selection.annotator_name(id));
            out.push_str("</person>\n");
        }
        out.push_str("</listPerson>\n");
        if others.is_empty() {
            return;
        }
        out.push_str("<listOrg>\n");
        for id in others {
            let role = kind(id).map_or("", |kind| kind.word());
            let xml_id = xml_id("sp", id.as_str());
            let _ = write!(out, "<org role=\"{role}\" xml:id=\"{xml_id}\">");
            element(out, "orgName", self.selection.speaker_name(id));
            out.push_str("</org>\n");
        }
        out.push_str("</listOrg>\n");
    }

    /// Notes that a statement is of a class and gives the pointer to it.
    fn class(&mut self, kind: &'static str, id: &str, name: &'a str) -> String {
        let id = xml_id(kind, id);
        let pointer = format!("#{id}");
        self.classes.entry(kind).or_default().insert(id, name);
        pointer
    }

    fn annotation(&mut self, statement: &'a Statement) {
        let selection = self.selection;
        let text = &self.article.text;
        let spans = standing(&statement.contents, text);
        if spans.is_empty() {
            return;
        }
        let mut classes = Vec::new();
        if let Some(stance) = &statement.stance {
            classes.push(self.class("stance", stance.as_str(), stance.as_str()));
        }
        for topic in &statement.topics {
            classes.push(self.class("topic", topic.as_str(), selection.topic_name(topic)));
        }
        let words = [
            ("form", statement.form.map(Word::word)),
            ("naming", statement.naming.map(Word::word)),
            ("review", Some(selection.status(&statement.id).word())),
            (
                "layer",
                (statement.layer == Layer::Adjudicated).then(|| statement.layer.word()),
            ),
        ];
        for (kind, word) in words {
            if let Some(word) = word {
                classes.push(self.class(kind, word, word));
            }
        }
        let mut out = String::from("<annotation");
        put_attribute(&mut out, "xml:id", &xml_id("st", statement.id.as_str()));
        put_attribute(&mut out, "target", &pointers(&spans));
        put_attribute(&mut out, "ana", &classes.join(" "));
        let annotator = xml_id("an", statement.annotator.as_str());
        let _ = write!(
            out,
            "><respStmt><resp>annotator</resp><persName ref=\"#{annotator}\">"
        );
        put_text(&mut out, selection.annotator_name(&statement.annotator));
        out.push_str("</persName></respStmt><revisionDesc><change");
        put_attribute(&mut out, "when", statement.created.as_str());
        out.push_str("/></revisionDesc>");
        let target = match &statement.target {
            Target::Speaker(id) => Some(id),
            Target::Topic | Target::Text(_) => None,
        };
        let people = (statement.speakers.iter().map(|id| ("speaker", id)))
            .chain(statement.on_behalf_of.iter().map(|id| ("on_behalf_of", id)))
            .chain(target.map(|id| ("target", id)));
        for (kind, id) in people {
            self.named.insert(id);
            let xml_id = xml_id("sp", id.as_str());
            let _ = write!(out, "<ptr type=\"{kind}\" target=\"#{xml_id}\"/>");
        }
        for (kind, anchors) in [("cue", &statement.cue), ("source", &statement.source)] {
            let places = standing(anchors, text);
            if !places.is_empty() {
                let _ = write!(out, "<ptr type=\"{kind}\"");
                put_attribute(&mut out, "target", &pointers(&places));
                out.push_str("/>");
            }
        }
        if !statement.note.is_empty() {
            out.push_str("<note type=\"comment\">");
            put_text(&mut out, &statement.note);
            out.push_str("</note>");
        }
        if let Target::Text(words) = &statement.target {
            out.push_str("<note type=\"target\">");
            put_text(&mut out, words);
            out.push_str("</note>");
        }
        out.push_str("</annotation>\n");
        self.annotations.push_str(&out);
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}>");
    put_text(out, text);
    let _ = write!(out, "</{name}>");
}

/// Pointers into the text: start and length in code points.
fn pointers(places: &[Range<usize>]) -> String {
    let pointers: Vec<String> = places
        .iter()
        .map(|place| format!("#string-range(body,{},{})", place.start, place.len()))
        .collect();
    pointers.join(" ")
}

#[cfg(test)]
mod tests {
    use crate::exchange::sample::project;
    use crate::exchange::xml::{Piece, Pieces};
    use crate::exchange::{ExportOptions, export, format};

    #[test]
    fn a_file_holds_the_text_and_what_points_into_it() {
        let exported = export(
            &project(),
            format("tei").unwrap(),
            &ExportOptions::default(),
        );
        let files = exported.unwrap().files;
        assert_eq!(files.len(), 1);
        let xml = String::from_utf8(files[0].1.clone()).unwrap();
        insta::assert_snapshot!(xml);
        let mut pieces = Pieces::new(&xml);
        let mut text = String::new();
        let mut in_text = false;
        while let Some(piece) = pieces.next().unwrap() {
            match piece {
                Piece::Start(element) if element.local() == "ab" => in_text = true,
                Piece::End(name) if name == "ab" => in_text = false,
                Piece::Text(piece) if in_text => text += &piece,
                _ => {}
            }
        }
        let project = project();
        assert_eq!(text, project.articles().at(0).unwrap().text.as_str());
    }

    #[test]
    fn ids_are_names_of_xml_and_differ() {
        let ids = ["a.b", "a b", "a_b", "é", ""].map(|id| super::xml_id("st", id));
        assert_eq!(ids, ["st_a.2e.b", "st_a.20.b", "st_a_b", "st_.e9.", "st_"]);
    }
}
