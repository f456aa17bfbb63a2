//! RTF (1.9.1): the text, without what is said of fonts, styles, pictures and fields.

mod chars;

use self::chars::{Chars, page_of_charset, page_of_number};
use super::Refused;
use super::paragraphs::Paragraphs;
use super::properties::Properties;
use crate::exchange::Drafted;

const WHAT: &str = "an RTF document";
/// How deep groups may lie in one another.
const DEEPEST: usize = 2_000;

/// Groups that are no text of the document.
const SKIPPED: [&str; 34] = [
    "annotation",
    "atnauthor",
    "atnid",
    "author",
    "bkmkend",
    "bkmkstart",
    "buptim",
    "colortbl",
    "comment",
    "creatim",
    "datastore",
    "doccomm",
    "fldinst",
    "footer",
    "footerf",
    "footerl",
    "footerr",
    "ftncn",
    "ftnsep",
    "ftnsepc",
    "header",
    "headerf",
    "headerl",
    "headerr",
    "listtable",
    "listtext",
    "nonshppict",
    "object",
    "pict",
    "pntext",
    "revtbl",
    "stylesheet",
    "tc",
    "xe",
];

/// What a group inherits from the one around it.
#[derive(Clone, Copy, Default)]
struct State {
    into: Target,
    /// How many characters stand in for one that `\u` names.
    after_unicode: usize,
    font: i32,
    is_hidden: bool,
    is_deleted: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Target {
    #[default]
    Body,
    /// Read and forgotten.
    Nothing,
    Fonts,
    Info,
    Title,
    Author,
}

struct Reader {
    all: Paragraphs,
    properties: Properties,
    state: State,
    groups: Vec<State>,
    /// Letters that are bytes of a code page.
    chars: Chars,
    /// Characters to leave out, for they stand in for one that was named.
    to_skip: usize,
    /// The font of the table that is being read.
    listed: i32,
    notes: usize,
    deleted: usize,
}

pub(super) fn read(bytes: &[u8], into: &mut Drafted) -> Result<(), Refused> {
    let mut reader = Reader {
        all: Paragraphs::default(),
        properties: Properties::default(),
        state: State {
            after_unicode: 1,
            ..State::default()
        },
        groups: Vec::new(),
        chars: Chars::default(),
        to_skip: 0,
        listed: 0,
        notes: 0,
        deleted: 0,
    };
    reader.all.begin();
    reader.run(bytes)?;
    reader.flush();
    for (count, what) in [
        (reader.notes, "footnotes were left out"),
        (reader.deleted, "deletions of tracked changes were left out"),
    ] {
        if count > 0 {
            into.report.note(0, format!("{what}: {count}"));
        }
    }
    let text = reader.all.finish();
    if text.is_empty() {
        return Err(Refused::NoText);
    }
    reader.properties.put(text, None, into);
    Ok(())
}

impl Reader {
    fn run(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        let mut rest = bytes.trim_ascii_start();
        while let Some((&first, after)) = rest.split_first() {
            rest = after;
            match first {
                b'{' => {
                    self.flush();
                    self.to_skip = 0;
                    if self.groups.len() == DEEPEST {
                        return Err(Refused::TooMuch(format!(
                            "its groups lie in one another more than {DEEPEST} deep"
                        )));
                    }
                    self.groups.push(self.state);
                }
                b'}' => {
                    self.flush();
                    self.to_skip = 0;
                    match self.groups.pop() {
                        Some(before) => self.state = before,
                        None => return Ok(()),
                    }
                    // What follows the last group is nothing.
                    if self.groups.is_empty() {
                        return Ok(());
                    }
                }
                b'\\' => rest = self.control(rest),
                b'\r' | b'\n' | b'\0' => {}
                byte => self.byte(byte),
            }
        }
        if self.groups.is_empty() {
            return Ok(());
        }
        Err(Refused::Damaged {
            what: WHAT,
            why: "it ends too early".to_owned(),
        })
    }

    /// What follows a backslash; gives back what follows that.
    fn control<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let letters = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        if letters == 0 {
            return self.symbol(rest);
        }
        // Words of the format have at most 32 letters.
        let (word, after) = rest.split_at(letters);
        let word = str::from_utf8(word).unwrap_or_default();
        let digits = after
            .iter()
            .enumerate()
            .take_while(|(at, byte)| byte.is_ascii_digit() || (*at == 0 && **byte == b'-'))
            .count();
        let (number, after) = after.split_at(digits);
        let number: Option<i32> = str::from_utf8(number).ok().and_then(|n| n.parse().ok());
        let after = after.strip_prefix(b" ").unwrap_or(after);
        if word == "bin" {
            let count = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return after.get(count..).unwrap_or_default();
        }
        self.word(word, number);
        after
    }

    fn symbol<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let Some((&symbol, after)) = rest.split_first() else {
            return rest;
        };
        match symbol {
            b'\'' => {
                let digits = after.get(..2).and_then(|two| str::from_utf8(two).ok());
                return match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                    Some(byte) => {
                        self.byte(byte);
                        after.get(2..).unwrap_or_default()
                    }
                    None => after,
                };
            }
            b'~' => self.text("\u{a0}"),
            b'_' => self.text("\u{2011}"),
            b'*' => self.state.into = Target::Nothing,
            b'\r' | b'\n' => self.end_paragraph(),
            b'{' | b'}' | b'\\' => self.byte(symbol),
            _ => {}
        }
        after
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let is_on = number != Some(0);
        match (self.state.into, word) {
            (Target::Fonts, "f") => self.listed = number.unwrap_or(0),
            (Target::Fonts, "fcharset") => {
                if let Some(page) = page_of_charset(number.unwrap_or(0)) {
                    self.chars.set_font(self.listed, page);
                }
            }
            (Target::Info, "title") => self.state.into = Target::Title,
            (Target::Info, "author") => self.state.into = Target::Author,
            (Target::Nothing | Target::Fonts | Target::Info, _) => {}
            (_, "fonttbl") => self.state.into = Target::Fonts,
            (_, "info") => self.state.into = Target::Info,
            (_, "footnote") => {
                self.notes += 1;
                self.state.into = Target::Nothing;
            }
            (_, word) if SKIPPED.binary_search(&word).is_ok() => self.state.into = Target::Nothing,
            (_, "ansicpg") => {
                if let Some(page) = number.and_then(page_of_number) {
                    self.chars.set_page(page);
                }
            }
            (_, "mac") => self.chars.set_page(encoding_rs::MACINTOSH),
            (_, "uc") => {
                self.state.after_unicode = usize::try_from(number.unwrap_or(1)).unwrap_or(1);
            }
            (_, "u") => {
                self.flush_bytes();
                if let (Some(number), true) = (number, self.is_shown()) {
                    // Those above 32,767 are written as negative.
                    self.chars.push_unit(number.rem_euclid(1 << 16));
                }
                self.to_skip = self.state.after_unicode;
            }
            (_, "f") => {
                self.flush();
                self.state.font = number.unwrap_or(0);
            }
            (_, "plain") => {
                self.flush();
                self.state.is_hidden = false;
                self.state.is_deleted = false;
            }
            (_, "v") => {
                self.flush();
                self.state.is_hidden = is_on;
            }
            (_, "deleted") => {
                self.flush();
                self.deleted += usize::from(is_on);
                self.state.is_deleted = is_on;
            }
            (_, "par" | "sect" | "page" | "row") => self.end_paragraph(),
            (_, "line") => self.text("\n"),
            (_, "tab" | "cell") => self.text("\t"),
            (_, "emdash") => self.text("—"),
            (_, "endash") => self.text("–"),
            (_, "lquote") => self.text("‘"),
            (_, "rquote") => self.text("’"),
            (_, "ldblquote") => self.text("“"),
            (_, "rdblquote") => self.text("”"),
            (_, "bullet") => self.text("•"),
            (_, "emspace" | "enspace" | "qmspace") => self.text(" "),
            _ => {}
        }
    }

    fn is_shown(&self) -> bool {
        let is_text = !matches!(
            self.state.into,
            Target::Nothing | Target::Fonts | Target::Info
        );
        is_text && !self.state.is_hidden && !self.state.is_deleted
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.is_shown() {
            self.flush_units();
            self.chars.push_byte(byte);
        }
    }

    fn text(&mut self, text: &str) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        self.flush();
        if self.is_shown() {
            self.put(text);
        }
    }

    fn end_paragraph(&mut self) {
        self.flush();
        self.to_skip = 0;
        if self.state.into == Target::Body {
            self.all.end();
            self.all.begin();
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.flush_units();
    }

    fn flush_bytes(&mut self) {
        if let Some(text) = self.chars.take_bytes(self.state.font) {
            self.put(&text);
        }
    }

    fn flush_units(&mut self) {
        if let Some(text) = self.chars.take_units() {
            self.put(&text);
        }
    }

    fn put(&mut self, text: &str) {
        match self.state.into {
            Target::Body => self.all.push(text),
            Target::Title => self.properties.title.push_str(text),
            Target::Author => self.properties.author.push_str(text),
            Target::Nothing | Target::Fonts | Target::Info => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(rtf: &str) -> (String, Drafted) {
        let mut into = Drafted::default();
        read(rtf.as_bytes(), &mut into).unwrap();
        let article = into.articles.first().unwrap().article.clone();
        (article.text.unwrap(), into)
    }

    #[test]
    fn the_list_of_groups_that_are_no_text_is_sorted() {
        assert!(SKIPPED.is_sorted());
    }

    #[test]
    fn letters_of_any_page_are_read() {
        let (all, _) = text(
            r"{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}{\f2\fcharset128 MS;}}Dvo\'f8\'e1k \u8222?a\u8220\'93 {\uc0\u-10179\u-8638}{\f1\'cf\'f0}{\f2\'91\'e5}\~x\_y\-z\{\}\par\tab B\line C\emdash D}",
        );
        assert_eq!(all, "Dvořák „a“ 🙂Пр大\u{a0}x\u{2011}yz{}\n\n\tB\nC—D");
    }

    #[test]
    fn what_is_no_text_stays_out() {
        let (all, into) = text(
            r"{\rtf1{\info{\title Ferry to stay}{\author Jane Roe}{\creatim\yr2020}}{\stylesheet{\s0 Normal;}}{\*\generator X;}{\header Page}A{\footnote N}{\v hidden}{\deleted gone} {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}{\pict\bin3 }}}}!\par
B\par}",
        );
        assert_eq!(all, "A link!\n\nB");
        let article = &into.articles[0].article;
        assert_eq!(
            (article.title.as_str(), article.author.as_str()),
            ("Ferry to stay", "Jane Roe")
        );
        assert_eq!(article.published, None);
        assert_eq!(into.report.notes.len(), 3, "{:?}", into.report.notes);
    }
}
