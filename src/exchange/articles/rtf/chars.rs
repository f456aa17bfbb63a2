//! Letters of an RTF document, which stand there as bytes of a code page or as UTF-16.

use std::collections::BTreeMap;

use encoding_rs::Encoding;

pub(super) struct Chars {
    page: &'static Encoding,
    fonts: BTreeMap<i32, &'static Encoding>,
    bytes: Vec<u8>,
    units: Vec<u16>,
}

impl Default for Chars {
    fn default() -> Self {
        Self {
            page: encoding_rs::WINDOWS_1252,
            fonts: BTreeMap::new(),
            bytes: Vec::new(),
            units: Vec::new(),
        }
    }
}

impl Chars {
    /// The code page of the document.
    pub(super) fn set_page(&mut self, page: &'static Encoding) {
        self.page = page;
    }

    /// That of a font.
    pub(super) fn set_font(&mut self, font: i32, page: &'static Encoding) {
        self.fonts.insert(font, page);
    }

    pub(super) fn push_byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// A unit of UTF-16; two may be one character.
    pub(super) fn push_unit(&mut self, unit: i32) {
        self.units.extend(u16::try_from(unit));
    }

    /// The text of the bytes so far, in that font.
    pub(super) fn take_bytes(&mut self, font: i32) -> Option<String> {
        if self.bytes.is_empty() {
            return None;
        }
        let page = self.fonts.get(&font).copied().unwrap_or(self.page);
        let (text, _) = page.decode_without_bom_handling(&self.bytes);
        let text = text.into_owned();
        self.bytes.clear();
        Some(text)
    }

    pub(super) fn take_units(&mut self) -> Option<String> {
        if self.units.is_empty() {
            return None;
        }
        let text = String::from_utf16_lossy(&self.units);
        self.units.clear();
        Some(text)
    }
}

/// The code page of a number as Windows counts them.
pub(super) fn page_of_number(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        932 => "shift_jis",
        936 => "gbk",
        949 => "euc-kr",
        950 => "big5",
        874 => "windows-874",
        10000 => "macintosh",
        65001 => "utf-8",
        1250..=1258 => return Encoding::for_label(format!("windows-{number}").as_bytes()),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// That of a character set of a font; none for the one of the document.
pub(super) fn page_of_charset(charset: i32) -> Option<&'static Encoding> {
    page_of_number(match charset {
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}
