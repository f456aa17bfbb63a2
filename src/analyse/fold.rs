//! Words as they are compared: without case, accents, marks and white space.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The words of a stretch of text, with where each stands in the whole text, in bytes.
pub(super) fn words(text: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let slice = text.get(within.clone()).unwrap_or_default();
    let mut chars = slice.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut end) = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break (at, at + c.len_utf8());
            }
        };
        while let Some((at, c)) = chars.peek().copied() {
            let apostrophe = matches!(c, '\'' | '’')
                && slice
                    .get(at + c.len_utf8()..)
                    .is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if !c.is_alphanumeric() && !apostrophe && (c.is_ascii() || !is_combining_mark(c)) {
                break;
            }
            chars.next();
            end = at + c.len_utf8();
        }
        Some(within.start + start..within.start + end)
    })
}

/// Adds a word as it is compared.
pub(super) fn fold_into(folded: &mut String, word: &str) {
    for c in word.chars() {
        if c.is_ascii() {
            if c != '\'' {
                folded.push(c.to_ascii_lowercase());
            }
        } else if c != '’' {
            let plain = c.to_lowercase().nfd();
            folded.extend(plain.filter(|c| !is_combining_mark(*c)));
        }
    }
}

/// A quote as it is compared: its words with one space between, and how many they are.
pub(super) fn quote<'a>(parts: impl Iterator<Item = &'a str>) -> (String, usize) {
    let (mut folded, mut count) = (String::new(), 0);
    for part in parts {
        for word in words(part, 0..part.len()) {
            if count > 0 {
                folded.push(' ');
            }
            fold_into(&mut folded, part.get(word).unwrap_or_default());
            count += 1;
        }
    }
    (folded, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_marks_and_white_space_do_not_count() {
        let fold = |text: &str| quote(std::iter::once(text));
        let plain = ("we dont need the ferry".to_owned(), 5);
        assert_eq!(fold("“We don’t need\n the Ferry,”"), plain);
        assert_eq!(fold("WE DON'T  NEED — the férry!"), plain);
        assert_eq!(fold("we don't need the fe\u{301}rry"), plain);
        assert_eq!(fold("… — “”"), (String::new(), 0));
        assert_eq!(fold("Київ’, ’25"), ("киів 25".to_owned(), 2));
    }
}
