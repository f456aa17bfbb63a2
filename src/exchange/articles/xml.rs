//! XML as a stream of elements and text: no declared entities, no depth without end.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::{Refused, zipped};

const DEEPEST: usize = 256;

/// A piece of XML. Names are without their prefix.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
    Open(&'a str, &'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Hands over one piece after the other. `what` names the file in an error.
pub(super) fn walk(
    what: &'static str,
    from: impl BufRead,
    on: &mut dyn FnMut(Piece<'_>) -> Result<(), Refused>,
) -> Result<(), Refused> {
    let mut reader = Reader::from_reader(from);
    reader.config_mut().allow_dangling_amp = true;
    let mut buffer = Vec::new();
    let mut depth = 0;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Err(Error::Io(error)) => return Err(zipped::unpacking(what, &error)),
            Err(error) => return Err(damaged(what, error.to_string())),
            Ok(Event::Eof) if depth > 0 => {
                return Err(damaged(what, "it ends too early".to_owned()));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::DocType(_)) => {
                return Err(damaged(
                    what,
                    "it declares a document type, which none of its kind does".to_owned(),
                ));
            }
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refused::TooMuch(format!(
                        "its parts lie in one another more than {DEEPEST} deep"
                    )));
                }
                on(Piece::Open(start.local_name().as_ref(), &start))?;
            }
            Ok(Event::Empty(start)) => {
                on(Piece::Open(start.local_name().as_ref(), &start))?;
                on(Piece::Close(start.local_name().as_ref()))?;
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                on(Piece::Close(end.local_name().as_ref()))?;
            }
            Ok(Event::Text(text)) => on(Piece::Text(&text.xml10_content()))?,
            Ok(Event::CData(text)) => on(Piece::Text(&text.xml10_content()))?,
            Ok(Event::GeneralRef(reference)) => {
                // What is declared nowhere stands for nothing.
                let mut utf8 = [0; 4];
                let text = match reference.resolve_char_ref() {
                    Ok(Some(c)) => &*c.encode_utf8(&mut utf8),
                    Ok(None) => {
                        quick_xml::escape::resolve_predefined_entity(&reference.xml10_content())
                            .unwrap_or("\u{fffd}")
                    }
                    Err(_) => "\u{fffd}",
                };
                on(Piece::Text(text))?;
            }
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
        }
    }
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    // Looking for one named twice would take the square of their number.
    let attributes = attributes.with_checks(false).flatten();
    let mut named = attributes.filter(|attribute| attribute.key.local_name().as_ref() == name);
    let value = named.next()?;
    let value = value.normalized_value(XmlVersion::Implicit1_0);
    value.ok().map(std::borrow::Cow::into_owned)
}

fn damaged(what: &'static str, why: String) -> Refused {
    Refused::Damaged { what, why }
}
