//! Articles from plain text.

use crate::model::{Article, Fresh, fresh_id};
use crate::store::{ReadError, read_text};
use crate::text::{Text, normalise};

/// An article from the bytes of a text file in UTF-8.
pub fn article(
    bytes: Vec<u8>,
    title: impl Into<String>,
    fresh: &mut dyn Fresh,
) -> Result<Article, ReadError> {
    Ok(Article::new(fresh_id(fresh), title, text(bytes)?))
}

/// The text of an article from the bytes of a text file in UTF-8.
pub fn text(bytes: Vec<u8>) -> Result<Text, ReadError> {
    let raw = read_text(bytes)?;
    Ok(Text::new(normalise(&raw).text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::sample::Counting;

    #[test]
    fn line_ends_and_marks_are_those_of_every_text() {
        let fresh = &mut Counting::default();
        let article = article(b"\xef\xbb\xbfOne.\r\nTwo.\0".to_vec(), "One", fresh).unwrap();
        assert_eq!(article.text.as_str(), "One.\nTwo.\u{fffd}");
        assert_eq!(article.title, "One");
        assert_eq!(article.published, None);
    }
}
