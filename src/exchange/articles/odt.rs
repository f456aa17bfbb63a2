//! `OpenDocument` texts (ODF 1.3): the text of `content.xml` without annotations, notes and what
//! tracked changes deleted, and `meta.xml`.

use quick_xml::events::BytesStart;

use super::Refused;
use super::paragraphs::Paragraphs;
use super::properties::Properties;
use super::xml::{Piece, attribute, walk};
use super::zipped::Zipped;
use crate::exchange::Drafted;

const WHAT: &str = "an OpenDocument text";

pub(super) fn read(bytes: &[u8], into: &mut Drafted) -> Result<(), Refused> {
    let mut file = Zipped::open(bytes, WHAT)?;
    let mut body = Body::default();
    match file.part("content.xml")? {
        None => return Err(Refused::Misnamed(WHAT)),
        Some(part) => walk(WHAT, part, &mut |piece| {
            body.take(piece);
            Ok(())
        })?,
    }
    let properties = properties(&mut file)?;
    for (count, what) in [
        (body.notes, "footnotes were left out"),
        (body.annotations, "comments were left out"),
        (body.changes, "tracked changes are taken as accepted"),
    ] {
        if count > 0 {
            into.report.note(0, format!("{what}: {count}"));
        }
    }
    let (text, heading) = (body.all.finish(), body.heading);
    if text.is_empty() {
        return Err(Refused::NoText);
    }
    properties.put(text, heading, into);
    Ok(())
}

#[derive(Default)]
struct Body {
    all: Paragraphs,
    /// How deep inside of what is no text.
    skip: usize,
    is_heading: bool,
    /// The first paragraph, where it is a heading.
    heading: Option<String>,
    notes: usize,
    annotations: usize,
    changes: usize,
}

impl Body {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(_, _) if self.skip > 0 => self.skip += 1,
            Piece::Close(_) if self.skip > 0 => self.skip -= 1,
            Piece::Open(name, start) => self.open(name, start),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) if self.skip == 0 => self.all.push_loosely(text),
            Piece::Text(_) => {}
        }
    }

    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        // What a number of repeated spaces may come to.
        const MOST: usize = 1_000;
        match name {
            "annotation" | "note" | "tracked-changes" => {
                match name {
                    "annotation" => self.annotations += 1,
                    "note" => self.notes += 1,
                    _ => self.changes += 1,
                }
                self.skip = 1;
            }
            "title" | "annotation-end" | "sequence-decls" | "forms" | "scripts" | "ruby-text"
            | "desc" | "table-of-content" | "automatic-styles" | "font-face-decls" => self.skip = 1,
            "p" | "h" => {
                self.is_heading = name == "h"
                    && self.all.len() == 0
                    && attribute(start, "outline-level").is_none_or(|level| level == "1");
                self.all.begin();
            }
            "s" => {
                let count = attribute(start, "c").and_then(|count| count.parse().ok());
                self.all.push(&" ".repeat(count.unwrap_or(1).min(MOST)));
            }
            "tab" => self.all.push("\t"),
            "line-break" => self.all.push("\n"),
            "table-row" => self.all.begin_row(),
            "table-cell" => self.all.begin_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let before = self.all.len();
                self.all.end();
                if self.is_heading && self.all.len() > before && self.heading.is_none() {
                    self.heading = self.all.last().map(str::to_owned);
                }
            }
            "table-row" => self.all.end_row(),
            _ => {}
        }
    }
}

fn properties(file: &mut Zipped<'_>) -> Result<Properties, Refused> {
    let mut properties = Properties::default();
    let Some(part) = file.part("meta.xml")? else {
        return Ok(properties);
    };
    let (mut inside, mut creator) = (String::new(), String::new());
    walk(WHAT, part, &mut |piece| {
        match piece {
            Piece::Open(name, start) => {
                name.clone_into(&mut inside);
                if name == "user-defined" {
                    let name = attribute(start, "name").unwrap_or_default();
                    properties.own.push((name, String::new()));
                }
            }
            Piece::Close(_) => inside.clear(),
            Piece::Text(text) => match (inside.as_str(), properties.own.last_mut()) {
                ("title", _) => properties.title.push_str(text),
                ("initial-creator", _) => properties.author.push_str(text),
                ("creator", _) => creator.push_str(text),
                ("user-defined", Some((_, value))) => value.push_str(text),
                _ => {}
            },
        }
        Ok(())
    })?;
    // Who changed it last, where nobody is known to have begun it.
    if properties.author.is_empty() {
        properties.author = creator;
    }
    Ok(properties)
}
