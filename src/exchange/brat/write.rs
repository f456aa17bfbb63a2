//! Articles and statements as brat's files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::ops::Range;

use super::{LINE_ENDS, values};
use crate::exchange::file_names::file_names;
use crate::exchange::outgoing::{Outgoing, outgoing};
use crate::exchange::words::word_or_empty;
use crate::exchange::{Exported, Selection, Word};
use crate::model::{Form, Id as _, Layer, Naming, Polarity, ReviewStatus, Span};
use crate::text::Text;

pub(super) fn write(selection: &Selection<'_>) -> Exported {
    let articles = selection.articles();
    let names = file_names(articles.iter().map(|article| article.id.as_str()));
    let mut values = Values::of(selection);
    let mut files = Vec::with_capacity(2 * names.len() + 1);
    let mut notes = Vec::new();
    let mut folded = 0;
    for (article, name) in articles.iter().zip(&names) {
        let mut file = Annotations::new(&article.text);
        for statement in outgoing(selection, article, &mut notes) {
            if !file.statement(&statement, &mut values) {
                notes.push(format!(
                    "statement {}: its content is nothing but line breaks, so it was left out",
                    statement.statement.id
                ));
            }
        }
        folded += file.folded;
        files.push((
            format!("{name}.txt"),
            article.text.as_str().as_bytes().to_vec(),
        ));
        files.push((format!("{name}.ann"), file.out.into_bytes()));
    }
    if folded > 0 {
        notes.push(format!(
            "notes with line breaks or tabs: {folded}; a note of brat is one line, so they stand as spaces there"
        ));
    }
    files.push((
        "annotation.conf".to_owned(),
        values.configuration().into_bytes(),
    ));
    Exported { files, notes }
}

/// The values that attributes have, for the configuration: brat marks others as errors.
struct Values(BTreeMap<&'static str, BTreeSet<String>>);

/// Attributes that are there or not, without a value.
const FLAGS: [&str; 1] = ["Negated"];

impl Values {
    /// Those that the codebook has, so that brat offers them; what statements have comes in later.
    fn of(selection: &Selection<'_>) -> Self {
        fn words<T: Word>() -> BTreeSet<String> {
            T::ALL.iter().map(|(_, word)| (*word).to_owned()).collect()
        }
        let book = selection.project.codebook();
        let speakers: BTreeSet<String> = book
            .speakers()
            .iter()
            .map(|s| values::name(&s.name))
            .collect();
        Self(BTreeMap::from([
            (
                "Stance",
                book.stances()
                    .iter()
                    .map(|s| values::word(s.id.as_str()))
                    .collect(),
            ),
            ("Speaker", speakers.clone()),
            ("OnBehalfOf", speakers),
            (
                "Topic",
                book.topics()
                    .iter()
                    .map(|t| values::name(&t.name))
                    .collect(),
            ),
            ("Target", BTreeSet::new()),
            ("Annotator", BTreeSet::new()),
            ("Form", words::<Form>()),
            ("Naming", words::<Naming>()),
            ("Layer", words::<Layer>()),
            ("Review", words::<ReviewStatus>()),
        ]))
    }

    fn add(&mut self, attribute: &'static str, value: &str) {
        let values = self.0.entry(attribute).or_default();
        if !values.contains(value) {
            values.insert(value.to_owned());
        }
    }

    /// All four sections must be there; overlapping annotations are errors unless it says otherwise.
    fn configuration(&self) -> String {
        let mut out = String::from(
            "[entities]\nStatement\nSource\nCue\n\n[relations]\nSaidBy\tArg1:Statement, Arg2:Source\nCuedBy\tArg1:Statement, Arg2:Cue\n<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n",
        );
        for flag in FLAGS {
            let _ = writeln!(out, "{flag}\tArg:Statement");
        }
        for (attribute, values) in &self.0 {
            let values: Vec<&str> = values
                .iter()
                .map(String::as_str)
                .filter(|v| !v.is_empty())
                .collect();
            if !values.is_empty() {
                let _ = writeln!(
                    out,
                    "{attribute}\tArg:Statement, Value:{}",
                    values.join("|")
                );
            }
        }
        out
    }
}

/// An `.ann` as it is written.
struct Annotations<'a> {
    text: &'a Text,
    out: String,
    /// Numbers of the entities, attributes, relations and notes so far.
    entities: usize,
    attributes: usize,
    relations: usize,
    notes: usize,
    /// Cues and sources, which statements may share.
    shared: HashMap<(&'static str, Vec<Range<usize>>), usize>,
    /// Notes that had to be brought into one line.
    folded: usize,
}

impl<'a> Annotations<'a> {
    fn new(text: &'a Text) -> Self {
        Self {
            text,
            out: String::new(),
            entities: 0,
            attributes: 0,
            relations: 0,
            notes: 0,
            shared: HashMap::new(),
            folded: 0,
        }
    }

    /// Whether it could be written.
    fn statement(&mut self, statement: &Outgoing<'_>, known: &mut Values) -> bool {
        let Some(id) = self.entity("Statement", &fragments(self.text, &statement.contents)) else {
            return false;
        };
        let coded = statement.statement;
        let layer = (coded.layer != Layer::Independent).then_some(coded.layer);
        for (attribute, value) in [
            ("Stance", values::word(statement.stance)),
            ("Speaker", values::names(&statement.speakers)),
            ("OnBehalfOf", values::names(&statement.on_behalf_of)),
            ("Topic", values::names(&statement.topics)),
            ("Target", values::name(&statement.target)),
            ("Form", word_or_empty(coded.form).to_owned()),
            ("Naming", word_or_empty(coded.naming).to_owned()),
            ("Layer", word_or_empty(layer).to_owned()),
            ("Annotator", values::word(statement.annotator)),
            ("Review", statement.status.to_owned()),
        ] {
            if !value.is_empty() {
                self.attribute(attribute, id, &value);
                known.add(attribute, &value);
            }
        }
        if coded.polarity == Polarity::Negated {
            self.attribute("Negated", id, "");
        }
        self.note(id, &coded.note);
        for (kind, relation, spans) in [
            ("Source", "SaidBy", &statement.source),
            ("Cue", "CuedBy", &statement.cue),
        ] {
            // One after the other: several fragments of one would come back as one place each.
            for span in spans {
                let places = fragments(self.text, &[*span]);
                let known = self.shared.get(&(kind, places.clone())).copied();
                let Some(other) = known.or_else(|| self.entity(kind, &places)) else {
                    continue;
                };
                self.shared.insert((kind, places), other);
                self.relations += 1;
                let _ = writeln!(
                    self.out,
                    "R{}\t{relation} Arg1:T{id} Arg2:T{other}",
                    self.relations
                );
            }
        }
        true
    }

    /// The number of a new entity; `None` where nothing can be written of it. `places` in bytes.
    fn entity(&mut self, kind: &str, places: &[Range<usize>]) -> Option<usize> {
        if places.is_empty() {
            return None;
        }
        self.entities += 1;
        let offsets: Vec<String> = places
            .iter()
            .map(|place| {
                let chars = |byte| self.text.char_of_byte(byte);
                format!("{} {}", chars(place.start), chars(place.end))
            })
            .collect();
        let words: Vec<&str> = places
            .iter()
            .map(|place| self.text.as_str().get(place.clone()).unwrap_or_default())
            .collect();
        let _ = writeln!(
            self.out,
            "T{}\t{kind} {}\t{}",
            self.entities,
            offsets.join(";"),
            words.join(" ")
        );
        Some(self.entities)
    }

    fn attribute(&mut self, kind: &str, target: usize, value: &str) {
        self.attributes += 1;
        let between = if value.is_empty() { "" } else { " " };
        let _ = writeln!(
            self.out,
            "A{}\t{kind} T{target}{between}{value}",
            self.attributes
        );
    }

    fn note(&mut self, target: usize, note: &str) {
        if note.trim().is_empty() {
            return;
        }
        let is_break = |c: char| c.is_control() || LINE_ENDS.contains(&c);
        self.folded += usize::from(note.contains(is_break));
        self.notes += 1;
        let _ = writeln!(
            self.out,
            "#{}\tAnnotatorNotes T{target}\t{}",
            self.notes,
            note.trim().replace(is_break, " ")
        );
    }
}

/// Spans in bytes, cut where a line ends.
fn fragments(text: &Text, spans: &[Span]) -> Vec<Range<usize>> {
    let mut fragments = Vec::with_capacity(spans.len());
    for span in spans {
        let mut at = span.start();
        for line in span.quote(text).split_inclusive(LINE_ENDS) {
            let words = line.trim_end_matches(LINE_ENDS);
            if !words.is_empty() {
                fragments.push(at..at + words.len());
            }
            at += line.len();
        }
    }
    fragments
}
