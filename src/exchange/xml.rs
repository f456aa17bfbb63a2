//! XML, written by hand and read without trust: no document type, no entities but those that XML
//! has, and limits for depth and number.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What a file may have at most.
const DEEPEST: usize = 100;
const ELEMENTS: usize = 2_000_000;
const ATTRIBUTES: usize = 100;

/// Adds text between tags. What XML cannot hold becomes U+FFFD.
pub(super) fn put_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A reader would make LF of it.
            '\r' => out.push_str("&#13;"),
            c => out.push(allowed(c)),
        }
    }
}

/// Adds ` name="value"`. A reader makes spaces of tabs and line breaks that stand there as they
/// are.
pub(super) fn put_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    for c in value.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(allowed(c)),
        }
    }
    out.push('"');
}

/// Whether XML 1.0 can hold a character.
pub(super) fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn allowed(c: char) -> char {
    if is_allowed(c) { c } else { '\u{fffd}' }
}

/// The text of a file, by its byte order mark, else as UTF-8, else as its first line says.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, String> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
        return text.ok_or_else(|| format!("it is not the {} that it begins as", encoding.name()));
    }
    let error = match str::from_utf8(bytes) {
        Ok(text) => return Ok(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let head = bytes.get(..200).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head);
    let declared = head
        .split("?>")
        .next()
        .and_then(|head| head.split_once("encoding="))
        .and_then(|(_, label)| label.split(['"', '\'']).nth(1))
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != encoding_rs::UTF_8);
    declared
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .ok_or_else(|| {
            format!(
                "it is not UTF-8 text (its byte {} cannot be read)",
                error.valid_up_to()
            )
        })
}

/// A piece of a file.
pub(super) enum Piece<'a> {
    Start(Element<'a>),
    /// The name of what ends; also after an element that has nothing in it.
    End(String),
    /// Between tags, possibly in several pieces.
    Text(Cow<'a, str>),
    /// `<?target content?>`
    Instruction {
        target: String,
        content: String,
    },
}

/// The start of an element.
pub(super) struct Element<'a> {
    /// With its prefix.
    pub(super) name: String,
    attributes: Vec<(String, Cow<'a, str>)>,
}

impl Element<'_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_ref())
    }

    /// Empty when missing.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).unwrap_or_default().to_owned()
    }

    /// A whole number; `None` when it is missing or none.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name).and_then(|value| value.trim().parse().ok())
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        attributes.map(|(key, value)| (key.as_str(), value.as_ref()))
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// Reads one file from its start to its end.
pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    open: usize,
    elements: usize,
    /// Of an element without content, its end.
    ending: Option<String>,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            reader: Reader::from_str(text),
            open: 0,
            elements: 0,
            ending: None,
        }
    }

    /// The next piece; `None` at the end. After an error there is no more.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, String> {
        if let Some(name) = self.ending.take() {
            return Ok(Some(Piece::End(name)));
        }
        loop {
            let at = self.reader.buffer_position();
            let event = self
                .reader
                .read_event()
                .map_err(|error| format!("it is no well-formed XML: {error}, at byte {at}"))?;
            let piece = match event {
                Event::Start(start) => {
                    self.open += 1;
                    Piece::Start(self.element(&start)?)
                }
                Event::Empty(start) => {
                    let element = self.element(&start)?;
                    self.ending = Some(element.name.clone());
                    Piece::Start(element)
                }
                Event::End(end) => {
                    self.open = self.open.saturating_sub(1);
                    Piece::End(end.name().as_ref().to_owned())
                }
                Event::Text(text) => Piece::Text(text.xml10_content()),
                Event::CData(text) => Piece::Text(text.xml10_content()),
                Event::GeneralRef(name) => Piece::Text(Cow::Owned(entity(&name)?.to_string())),
                Event::PI(instruction) => Piece::Instruction {
                    target: instruction.target().to_owned(),
                    content: instruction.content().trim_start().to_owned(),
                },
                Event::DocType(_) => {
                    return Err(
                        "it declares a document type (DOCTYPE), which this format does not have and which can make a reader swell up; nothing was read"
                            .to_owned(),
                    );
                }
                Event::Decl(_) | Event::Comment(_) => continue,
                Event::Eof if self.open > 0 => {
                    return Err("it ends too early, and may have been cut off".to_owned());
                }
                Event::Eof if self.elements == 0 => {
                    return Err("it is no XML: there is no element in it".to_owned());
                }
                Event::Eof => return Ok(None),
            };
            return Ok(Some(piece));
        }
    }

    fn element(&mut self, start: &BytesStart<'a>) -> Result<Element<'a>, String> {
        self.elements += 1;
        if self.open > DEEPEST {
            return Err(format!(
                "its elements stand more than {DEEPEST} deep in one another; nothing was read"
            ));
        }
        if self.elements > ELEMENTS {
            return Err(format!("it has more than {ELEMENTS} elements: split it"));
        }
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false) {
            let attribute =
                attribute.map_err(|error| format!("it is no well-formed XML: {error}"))?;
            if attributes.len() == ATTRIBUTES {
                return Err(format!("an element has more than {ATTRIBUTES} attributes"));
            }
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| format!("it is no well-formed XML: {error}"))?;
            attributes.push((
                attribute.key.as_ref().to_owned(),
                Cow::Owned(value.into_owned()),
            ));
        }
        Ok(Element {
            name: start.name().as_ref().to_owned(),
            attributes,
        })
    }
}

fn entity(name: &quick_xml::events::BytesRef<'_>) -> Result<char, String> {
    if let Some(c) = name
        .resolve_char_ref()
        .map_err(|error| format!("it is no well-formed XML: {error}"))?
    {
        return Ok(c);
    }
    Ok(match name.as_ref() {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        other => {
            return Err(format!(
                "it uses the entity “&{other};”, which XML does not have; nothing was read"
            ));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<String, String> {
        let mut pieces = Pieces::new(text);
        let mut out = Vec::new();
        while let Some(piece) = pieces.next()? {
            match piece {
                Piece::Start(element) => {
                    let attributes = element.attributes();
                    let attributes = attributes.map(|(key, value)| format!(" {key}={value:?}"));
                    let attributes: Vec<String> = attributes.collect();
                    out.push(format!("<{}{}>", element.name, attributes.concat()));
                }
                Piece::End(name) => out.push(format!("</{name}>")),
                Piece::Text(text) => out.push(format!("{text:?}")),
                Piece::Instruction { target, content } => out.push(format!("[{target}|{content}]")),
            }
        }
        Ok(out.concat())
    }

    #[test]
    fn what_is_written_is_read() {
        let odd = "a<b>&\"'\t\r\n\u{a0}🚢 e\u{301}\u{2028}]]>";
        let mut xml = String::from("<a");
        put_attribute(&mut xml, "b", odd);
        xml.push('>');
        put_text(&mut xml, odd);
        xml.push_str("<c/><?d {\"e\":1}?></a>");
        let mut pieces = Pieces::new(&xml);
        let Some(Piece::Start(element)) = pieces.next().unwrap() else {
            panic!("an element");
        };
        assert_eq!(element.get("b"), Some(odd));
        let mut text = String::new();
        while let Some(Piece::Text(piece)) = pieces.next().unwrap() {
            text += &piece;
        }
        assert_eq!(text, odd);
        let end = all(&xml).unwrap();
        assert!(end.ends_with("<c></c>[d|{\"e\":1}]</a>"), "{end}");
        assert!(!is_allowed('\u{ffff}') && !is_allowed('\0') && is_allowed('\u{feff}'));
    }

    #[test]
    fn what_may_harm_is_refused_in_words() {
        let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><l>&b;</l>";
        let deep = "<a>".repeat(100_000);
        let many = format!("<a {}/>", "b=\"\" ".repeat(1_000));
        let said = [
            laughs,
            "<l>&b;</l>",
            "<l b=\"&b;\"/>",
            &deep,
            &many,
            "<a><b>",
            "<a></b>",
            "",
            "{}",
            "<a b='",
        ]
        .map(|bad| all(bad).unwrap_err());
        insta::assert_snapshot!(said.join("\n"));
    }

    #[test]
    fn a_file_may_say_its_encoding() {
        assert_eq!(
            decoded(b"<?xml version='1.0' encoding=\"ISO-8859-1\"?>\xe9")
                .unwrap()
                .chars()
                .last(),
            Some('é')
        );
        assert_eq!(decoded(b"\xff\xfe<\0").unwrap(), "<");
        assert_eq!(decoded(b"\xef\xbb\xbf<a/>").unwrap(), "<a/>");
        assert!(decoded(b"<?xml version='1.0' encoding='UTF-8'?>\xe9").is_err());
        assert!(decoded(b"\xff\xfe<").is_err());
    }
}
