//! PDF: letters by their places on the pages, put together to lines and paragraphs again.

mod flow;

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc};

use self::flow::{Line, flow};
use super::Refused;
use super::properties::Properties;
use crate::exchange::Drafted;

const WHAT: &str = "a PDF";

/// More letters are no article, in bytes.
const MOST: usize = 64 << 20;

pub(super) fn read(bytes: &[u8], into: &mut Drafted) -> Result<(), Refused> {
    let mut file = Document::load_mem(bytes).map_err(damaged)?;
    if file.is_encrypted() {
        // Most are protected against being changed only, and open without a word.
        if file.decrypt("").is_err() {
            return Err(Refused::Password);
        }
    }
    let mut page = Page::default();
    if let Err(error) = output_doc(&file, &mut page) {
        if page.size > MOST {
            return Err(Refused::TooMuch("its text is longer than 64 MB".to_owned()));
        }
        return Err(damaged(error));
    }
    page.end();
    let text = flow(page.lines);
    if text.trim().is_empty() {
        return Err(Refused::NoText);
    }
    into.report.note(
        0,
        "its paragraphs were put together from lines on pages: look at them before you code"
            .to_owned(),
    );
    properties(&file).put(text, None, into);
    Ok(())
}

fn properties(file: &Document) -> Properties {
    let info = file.trailer.get(b"Info").ok();
    let info = info.and_then(|info| match info {
        Object::Reference(id) => file.get_object(*id).ok(),
        other => Some(other),
    });
    let info = info.and_then(|info| info.as_dict().ok());
    let word = |key: &[u8]| {
        let bytes = info.and_then(|info| info.get(key).ok()?.as_str().ok());
        bytes.map(decoded).unwrap_or_default()
    };
    Properties {
        title: word(b"Title"),
        author: word(b"Author"),
        own: Vec::new(),
    }
}

/// UTF-16 with its mark, UTF-8 with its mark, or what is nearly Latin-1.
fn decoded(bytes: &[u8]) -> String {
    let marked = encoding_rs::Encoding::for_bom(bytes);
    let (encoding, _) = marked.unwrap_or((encoding_rs::WINDOWS_1252, 0));
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// Letters of a page, in the order in which they are drawn.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    open: Option<Line>,
    number: u32,
    /// Of the letters so far, in bytes.
    size: usize,
    /// Whether a word begins: only there may a line or a space begin.
    is_first: bool,
}

impl Page {
    fn end(&mut self) {
        if let Some(line) = self.open.take().filter(|line| !line.text.trim().is_empty()) {
            self.lines.push(line);
        }
    }
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        number: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.end();
        self.number = number;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.end();
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        size: f64,
        letters: &str,
    ) -> Result<(), OutputError> {
        self.size += letters.len();
        if self.size > MOST {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        // As large as a square of the same area.
        let size = (at.m11 * size + at.m21 * size).abs() * (at.m12 * size + at.m22 * size).abs();
        let size = size.sqrt();
        let (x, y) = (at.m31, at.m32);
        if self.is_first
            && let Some(line) = &self.open
        {
            let down = (line.y - y).abs();
            let is_next = down > size * 1.5 || (down > size * 0.5 && x < line.right);
            let is_far = x > line.right + size * 6.0 || x < line.left - size;
            if is_next || is_far {
                self.end();
            } else if x > line.right + size * 0.1 && !line.text.ends_with(' ') {
                self.open.iter_mut().for_each(|line| line.text.push(' '));
            }
        }
        self.is_first = false;
        let right = x + width * size;
        match &mut self.open {
            Some(line) => {
                line.text.push_str(letters);
                line.right = right;
            }
            None => {
                self.open = Some(Line {
                    page: self.number,
                    text: letters.to_owned(),
                    left: x,
                    right,
                    y,
                    size,
                });
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.is_first = true;
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

fn damaged(error: impl std::fmt::Display) -> Refused {
    Refused::Damaged {
        what: WHAT,
        why: error.to_string(),
    }
}
