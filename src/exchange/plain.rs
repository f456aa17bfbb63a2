//! Articles from plain text.

use crate::store::{ReadError, read_text};
use crate::text::normalise;

/// The text of an article from the bytes of a text file in UTF-8, normalised.
pub fn text(bytes: Vec<u8>) -> Result<String, ReadError> {
    Ok(normalise(&read_text(bytes)?).text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_and_marks_are_those_of_every_text() {
        let text = text(b"\xef\xbb\xbfOne.\r\nTwo.\0".to_vec()).unwrap();
        assert_eq!(text, "One.\nTwo.\u{fffd}");
    }
}
