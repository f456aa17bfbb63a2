//! Word documents (ECMA-376): the text of `word/document.xml` as it reads with all changes
//! accepted, and the properties of the package.

use quick_xml::events::BytesStart;

use super::Refused;
use super::paragraphs::Paragraphs;
use super::properties::Properties;
use super::xml::{Piece, attribute, walk};
use super::zipped::Zipped;
use crate::exchange::Drafted;

const WHAT: &str = "a Word document";

pub(super) fn read(bytes: &[u8], into: &mut Drafted) -> Result<(), Refused> {
    let mut file = Zipped::open(bytes, WHAT)?;
    let mut body = Body::default();
    match file.part("word/document.xml")? {
        None => return Err(Refused::Misnamed(WHAT)),
        Some(part) => walk(WHAT, part, &mut |piece| {
            body.take(piece);
            Ok(())
        })?,
    }
    let properties = properties(&mut file)?;
    for (count, what) in [
        (body.notes, "footnotes were left out"),
        (body.deleted, "deletions of tracked changes were left out"),
        (body.hidden, "hidden passages were left out"),
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
    /// Whether one branch of each alternative that is open was taken.
    alternatives: Vec<bool>,
    /// How deep in runs, and whether the one that is open is hidden.
    runs: usize,
    is_hidden: bool,
    /// Whether text is expected: inside of `w:t`.
    is_text: bool,
    in_paragraph_properties: bool,
    /// Whether the paragraph that is open is a heading, and whether the end of it was deleted.
    is_heading: bool,
    is_joined: bool,
    /// The first paragraph, where it is a heading, or the first title.
    heading: Option<String>,
    notes: usize,
    deleted: usize,
    hidden: usize,
}

impl Body {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Open(_, _) if self.skip > 0 => self.skip += 1,
            Piece::Close(_) if self.skip > 0 => self.skip -= 1,
            Piece::Open(name, start) => self.open(name, start),
            Piece::Close(name) => self.close(name),
            Piece::Text(text) => {
                if self.is_text && self.skip == 0 && !self.is_hidden {
                    self.all.push(text);
                }
            }
        }
    }

    fn open(&mut self, name: &str, start: &BytesStart<'_>) {
        let is_off = |start| {
            attribute(start, "val").is_some_and(|val| matches!(val.as_str(), "0" | "false" | "off"))
        };
        match name {
            "del" | "moveFrom" if self.in_paragraph_properties => {
                // The end of this paragraph was deleted: the next one goes on.
                self.is_joined = true;
                self.skip = 1;
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                self.skip = 1;
            }
            "instrText" | "delText" | "delInstrText" | "rt" | "pPrChange" | "rPrChange" => {
                self.skip = 1;
            }
            "AlternateContent" => self.alternatives.push(false),
            "Choice" | "Fallback" => match self.alternatives.last_mut() {
                Some(taken) if *taken => self.skip = 1,
                Some(taken) => *taken = true,
                None => {}
            },
            // It goes on where the end of the one before was deleted.
            "p" if self.is_joined => self.is_joined = false,
            "p" => {
                self.all.begin();
                self.is_heading = false;
            }
            "pPr" => self.in_paragraph_properties = true,
            "pStyle" => {
                let style = attribute(start, "val").unwrap_or_default().to_lowercase();
                self.is_heading = match style.as_str() {
                    "title" | "titel" | "titre" => self.heading.is_none(),
                    style => {
                        let is_heading = ["heading1", "berschrift1", "titre1", "überschrift1"];
                        self.all.len() == 0 && is_heading.contains(&style)
                    }
                };
            }
            "tr" => self.all.begin_row(),
            "tc" => self.all.begin_cell(),
            "r" => self.runs += 1,
            "vanish" if self.runs > 0 && !is_off(start) => {
                self.is_hidden = true;
                self.hidden += 1;
            }
            "t" => self.is_text = true,
            "footnoteReference" | "endnoteReference" => self.notes += 1,
            _ if self.runs == 0 || self.is_hidden => {}
            "tab" | "ptab" => self.all.push("\t"),
            "br" | "cr" => self.all.push("\n"),
            "noBreakHyphen" => self.all.push("\u{2011}"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "AlternateContent" => {
                self.alternatives.pop();
            }
            "p" if !self.is_joined => {
                let before = self.all.len();
                self.all.end();
                if self.is_heading && self.all.len() > before && self.heading.is_none() {
                    self.heading = self.all.last().map(str::to_owned);
                }
            }
            "pPr" => self.in_paragraph_properties = false,
            "tr" => self.all.end_row(),
            "r" => {
                self.runs = self.runs.saturating_sub(1);
                self.is_hidden = false;
            }
            "t" => self.is_text = false,
            _ => {}
        }
    }
}

fn properties(file: &mut Zipped<'_>) -> Result<Properties, Refused> {
    let mut properties = Properties::default();
    if let Some(part) = file.part("docProps/core.xml")? {
        let mut inside = String::new();
        walk(WHAT, part, &mut |piece| {
            match piece {
                Piece::Open(name, _) => name.clone_into(&mut inside),
                Piece::Close(_) => inside.clear(),
                Piece::Text(text) => match inside.as_str() {
                    "title" => properties.title.push_str(text),
                    "creator" => properties.author.push_str(text),
                    _ => {}
                },
            }
            Ok(())
        })?;
    }
    if let Some(part) = file.part("docProps/custom.xml")? {
        walk(WHAT, part, &mut |piece| {
            match piece {
                Piece::Open("property", start) => {
                    let name = attribute(start, "name").unwrap_or_default();
                    properties.own.push((name, String::new()));
                }
                Piece::Text(text) => {
                    if let Some((_, value)) = properties.own.last_mut() {
                        value.push_str(text);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok(properties)
}
