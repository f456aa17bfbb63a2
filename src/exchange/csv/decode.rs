//! Text in any encoding that a spreadsheet saves.

use crate::exchange::Report;

/// The text of bytes: by their byte order mark, else UTF-8, else by what they look like, which is
/// said.
#[cfg(feature = "exchange")]
pub(super) fn text(bytes: &[u8], report: &mut Report) -> String {
    use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
    use encoding_rs::Encoding;

    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        let (text, lost) = encoding.decode_without_bom_handling(rest);
        if lost {
            said(report, encoding.name(), true);
        }
        return text.into_owned();
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return text.to_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, lost) = encoding.decode_without_bom_handling(bytes);
    said(report, encoding.name(), lost);
    text.into_owned()
}

/// The text of bytes in UTF-8.
#[cfg(not(feature = "exchange"))]
pub(super) fn text(bytes: &[u8], report: &mut Report) -> String {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        said(report, "UTF-8", true);
    }
    text.into_owned()
}

fn said(report: &mut Report, encoding: &str, lost: bool) {
    let lost = if lost {
        "; characters that it does not have became �"
    } else {
        ""
    };
    report.note(
        0,
        format!("it was read as {encoding}{lost}: where letters look wrong, save it as UTF-8 and import again"),
    );
}

#[cfg(all(test, feature = "exchange"))]
mod tests {
    use super::*;

    #[test]
    fn what_programs_save_is_read() {
        let said = |bytes: &[u8]| {
            let mut report = Report::default();
            (text(bytes, &mut report), report.notes.len())
        };
        assert_eq!(said("a,é,界".as_bytes()), ("a,é,界".to_owned(), 0));
        assert_eq!(said("\u{feff}é".as_bytes()), ("é".to_owned(), 0));
        let utf16: Vec<u8> = "\u{feff}é🚢"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(said(&utf16), ("é🚢".to_owned(), 0));
        let latin = b"Stra\xdfe; M\xfcller sagte \x84nein\x93, das K\xe4mmen sei f\xfcr alle";
        let (text, notes) = said(latin);
        assert_eq!(text, "Straße; Müller sagte „nein“, das Kämmen sei für alle");
        assert_eq!(notes, 1);
    }
}
