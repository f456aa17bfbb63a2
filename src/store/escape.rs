//! How strings stand in the file.
//!
//! ron's default writer escapes what cannot be seen: bidi controls, zero-width characters, line
//! ends, no-break spaces. That is kept: a colleague sees them, and a program that turns LF into
//! CRLF cannot change a text. But it escapes combining marks and the apostrophe too, which makes
//! Hindi, Thai and pointed Hebrew unreadable. Those two are put back.

use unicode_segmentation::UnicodeSegmentation as _;

/// RON as ron wrote it, with combining marks and apostrophes in plain sight.
pub(super) fn readable(ron: String) -> String {
    if !ron.contains('\\') {
        return ron;
    }
    let mut out = String::with_capacity(ron.len());
    let mut rest = ron.as_str();
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let (shown, length) = plain(escape);
        match shown {
            Some(c) => out.push(c),
            None => out.push_str(escape.get(..length).unwrap_or(escape)),
        }
        rest = escape.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The character that an escape sequence at the start may stand for in plain sight, and the
/// length of the sequence in bytes.
fn plain(escape: &str) -> (Option<char>, usize) {
    if escape.starts_with("\\'") {
        return (Some('\''), 2);
    }
    let Some(hex) = escape.strip_prefix("\\u{") else {
        return (None, 2);
    };
    let Some(digits) = hex.find('}') else {
        return (None, 2);
    };
    let length = "\\u{}".len() + digits;
    let mark = hex
        .get(..digits)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .and_then(char::from_u32)
        .filter(|&c| is_visible_mark(c));
    (mark, length)
}

/// A combining mark that is drawn. It extends the grapheme before it, and is none of the few that
/// do so unseen: joiners, fillers, variation selectors of Mongolian, tags.
fn is_visible_mark(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{34f}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{e0000}'..='\u{e0fff}'
    );
    !unseen
        && ["a", c.encode_utf8(&mut [0; 4])]
            .concat()
            .graphemes(true)
            .count()
            == 1
}

#[cfg(test)]
mod tests {
    use super::readable;

    fn written(text: &str) -> String {
        readable(ron::to_string(text).unwrap())
    }

    #[test]
    fn marks_are_seen_and_controls_are_not_obeyed() {
        assert_eq!(
            written("हिन्दी ที่ בְּרֵאשִׁית e\u{301}"),
            "\"हिन्दी ที่ בְּרֵאשִׁית e\u{301}\""
        );
        assert_eq!(written("it's ’ “q”"), "\"it's ’ “q”\"");
        assert_eq!(
            written("\u{202e}\u{2066}\u{200b}\u{feff}\u{1b}\u{a0}"),
            r#""\u{202e}\u{2066}\u{200b}\u{feff}\u{1b}\u{a0}""#
        );
        assert_eq!(written("a\nb\r\t\"\\"), r#""a\nb\r\t\"\\""#);
        // A backslash before what only looks like an escape.
        assert_eq!(written("\\u{301}"), r#""\\u{301}""#);
        assert_eq!(written("\\'"), r#""\\'""#);
    }

    proptest::proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn every_string_comes_back(text in "(\\PC|[\\\\'\"\u{301}\u{200d}\u{202e}\u{0}-\u{20}u{}0-9a-f])*") {
            let back: String = ron::from_str(&written(&text)).unwrap();
            assert_eq!(back, text);
        }
    }
}
