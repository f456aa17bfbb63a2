//! From bytes to text: byte order mark, UTF-8, UTF-16 by its zeros, and else a guess that is said.

#[cfg(feature = "exchange")]
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{How, Refused};
use crate::exchange::Drafted;
#[cfg(not(feature = "exchange"))]
use crate::store::read_text;
#[cfg(feature = "exchange")]
use crate::store::{ReadError, read_text};

/// The text of a file, in the encoding that was asked for or is found. A guess is a note.
#[cfg(feature = "exchange")]
pub(super) fn text(bytes: Vec<u8>, how: &How, into: &mut Drafted) -> Result<String, Refused> {
    if let Some(label) = &how.encoding {
        return forced(&bytes, label, into);
    }
    if let Some((encoding, _)) = Encoding::for_bom(&bytes) {
        return decoded(&bytes, encoding, into);
    }
    if let Some(encoding) = wide(&bytes) {
        note(encoding, into);
        return decoded(&bytes, encoding, into);
    }
    if std::str::from_utf8(&bytes).is_ok() {
        let text = read_text(bytes)?;
        return checked(text);
    }
    let encoding = guess(&bytes);
    note(encoding, into);
    decoded(&bytes, encoding, into)
}

/// Without the crates that know encodings: UTF-8 alone.
#[cfg(not(feature = "exchange"))]
pub(super) fn text(bytes: Vec<u8>, how: &How, _into: &mut Drafted) -> Result<String, Refused> {
    match &how.encoding {
        Some(label) if !label.eq_ignore_ascii_case("utf-8") => Err(Refused::NotBuilt),
        _ => Ok(read_text(bytes)?),
    }
}

/// The text of a web page, which may say its encoding itself.
#[cfg(feature = "exchange")]
pub(super) fn page(bytes: Vec<u8>, how: &How, into: &mut Drafted) -> Result<String, Refused> {
    // What is UTF-8 and more than ASCII is that, whatever an old template says.
    let is_utf8 = std::str::from_utf8(&bytes).is_ok_and(|text| !text.is_ascii());
    let said = match &how.encoding {
        None if !is_utf8 && Encoding::for_bom(&bytes).is_none() => declared(&bytes),
        _ => None,
    };
    match said {
        Some(encoding) => decoded(&bytes, encoding, into),
        None => text(bytes, how, into),
    }
}

/// What stands for `charset` in the head of a page.
#[cfg(feature = "exchange")]
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 4_096;
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = rest.windows(7).position(|part| part == b"charset") {
        rest = rest.get(at + 7..).unwrap_or_default();
        let value = rest.trim_ascii_start();
        if let Some(value) = value.strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let value = value.strip_prefix(b"\"").unwrap_or(value);
            let value = value.strip_prefix(b"'").unwrap_or(value);
            let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
            let end = value.iter().position(|byte| !is_part(byte));
            let label = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
            // A page that says so in bytes is not in UTF-16.
            return Encoding::for_label(label).map(|encoding| {
                if encoding == UTF_16LE || encoding == UTF_16BE {
                    UTF_8
                } else {
                    encoding
                }
            });
        }
    }
    None
}

#[cfg(feature = "exchange")]
fn forced(bytes: &[u8], label: &str, into: &mut Drafted) -> Result<String, Refused> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())
        .ok_or_else(|| Refused::Encoding(label.to_owned()))?;
    decoded(bytes, encoding, into)
}

#[cfg(feature = "exchange")]
fn decoded(
    bytes: &[u8],
    encoding: &'static Encoding,
    into: &mut Drafted,
) -> Result<String, Refused> {
    let (text, is_wrong) = encoding.decode_with_bom_removal(bytes);
    if is_wrong {
        into.report.note(
            0,
            format!(
                "some of its bytes are none in {}: they stand as \u{fffd}",
                encoding.name()
            ),
        );
    }
    checked(text.into_owned())
}

/// A text, unless it is none: empty, or full of controls as no text is.
#[cfg(feature = "exchange")]
fn checked(text: String) -> Result<String, Refused> {
    const TRIED: usize = 100_000;
    if text.is_empty() {
        return Err(ReadError::Empty.into());
    }
    let is_control =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    let controls = text.chars().take(TRIED).filter(|c| is_control(*c)).count();
    // Few of them are dirt; a text of nothing else is a matter of taste.
    if controls > 16 && controls > text.len().min(TRIED) / 50 {
        return Err(Refused::Binary);
    }
    Ok(text)
}

#[cfg(feature = "exchange")]
fn note(encoding: &'static Encoding, into: &mut Drafted) {
    into.report.note(
        0,
        format!(
            "its encoding is a guess, {}: look at its letters, and name another where they are wrong",
            encoding.name()
        ),
    );
}

/// UTF-16 without a mark, by its zeros: those of letters stand on one side.
#[cfg(feature = "exchange")]
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    const TRIED: usize = 4_096;
    let (pairs, _) = bytes.get(..TRIED).unwrap_or(bytes).as_chunks::<2>();
    let first = pairs.iter().filter(|[first, _]| *first == 0).count();
    let second = pairs.iter().filter(|[_, second]| *second == 0).count();
    let is_many = |zeros: usize| zeros >= 4 && zeros > pairs.len() / 5;
    let is_few = |zeros: usize| zeros <= pairs.len() / 50;
    if is_many(second) && is_few(first) {
        Some(UTF_16LE)
    } else if is_many(first) && is_few(second) {
        Some(UTF_16BE)
    } else {
        None
    }
}

#[cfg(feature = "exchange")]
fn guess(bytes: &[u8]) -> &'static Encoding {
    // More says nothing new, and takes time.
    const TRIED: usize = 1 << 20;
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..TRIED).unwrap_or(bytes), true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(all(test, feature = "exchange"))]
mod tests {
    use super::*;

    fn read(bytes: &[u8], encoding: Option<&str>) -> (Result<String, Refused>, Vec<String>) {
        let how = How {
            encoding: encoding.map(str::to_owned),
            ..How::default()
        };
        let mut into = Drafted::default();
        let text = page(bytes.to_vec(), &how, &mut into);
        let notes = into.report.notes.into_iter().map(|note| note.what);
        (text, notes.collect())
    }

    #[test]
    fn every_encoding_is_read_and_a_guess_is_said() {
        let words = "Zoë und Ana Müller: „Das kostet 5 €“, sagte sie. Über Öl wird nicht geredet.";
        let wide = |big: bool| -> Vec<u8> {
            let units = words.encode_utf16();
            units
                .flat_map(|unit| {
                    if big {
                        unit.to_be_bytes()
                    } else {
                        unit.to_le_bytes()
                    }
                })
                .collect()
        };
        let (narrow, _, lost) = encoding_rs::WINDOWS_1252.encode(words);
        assert!(!lost);
        for (bytes, guess) in [
            (words.as_bytes().to_vec(), None),
            ([b"\xef\xbb\xbf", words.as_bytes()].concat(), None),
            ([b"\xff\xfe".to_vec(), wide(false)].concat(), None),
            ([b"\xfe\xff".to_vec(), wide(true)].concat(), None),
            (wide(false), Some("UTF-16LE")),
            (wide(true), Some("UTF-16BE")),
            (narrow.to_vec(), Some("windows-1252")),
        ] {
            let (text, notes) = read(&bytes, None);
            assert_eq!(text.unwrap(), words, "{guess:?}");
            match guess {
                None => assert_eq!(notes, [""; 0]),
                Some(name) => assert!(notes[0].contains(name), "{notes:?}"),
            }
        }
        let (japanese, _, _) =
            encoding_rs::SHIFT_JIS.encode("大臣は火曜日に税金が上がると述べた。野党は反対した。");
        let (text, notes) = read(&japanese, None);
        assert!(text.unwrap().starts_with("大臣は"), "{notes:?}");
        let (text, notes) = read(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251"));
        assert_eq!((text.unwrap().as_str(), notes.len()), ("Привет", 0));
        let (text, _) = read(b"caf\xe9", Some("klingon"));
        assert!(
            text.unwrap_err()
                .to_string()
                .contains("no encoding “klingon”")
        );
        let (text, notes) = read(b"caf\xe9", Some("utf-8"));
        assert_eq!(text.unwrap(), "caf\u{fffd}");
        assert!(notes[0].contains("UTF-8"), "{notes:?}");
    }

    #[test]
    fn a_page_that_says_its_encoding_is_no_guess() {
        let (text, notes) = read(b"<meta charset=\"iso-8859-2\"><p>Dvo\xf8\xe1k", None);
        assert!(text.unwrap().contains("Dvořák"));
        assert_eq!(notes, [""; 0]);
        // It says what it is not.
        let (text, _) = read("<meta charset='iso-8859-1'>Zoë".as_bytes(), None);
        assert!(text.unwrap().contains("Zoë"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let noise: Vec<u8> = (0..=255_u8).cycle().take(4_000).collect();
        let (text, _) = read(&noise, None);
        assert!(matches!(text, Err(Refused::Binary)), "{text:?}");
        assert_eq!(read(b"One.\r\n\0", None).0.unwrap(), "One.\r\n\0");
    }
}
