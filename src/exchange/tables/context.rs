//! The sentences around a statement.

use std::ops::Range;

use super::GAP;
use crate::model::Anchor;
use crate::text::{Text, sentences_of_line, shed_white_space};

/// Finds whole sentences in one text. Keeps those of the last line, which is cut into sentences
/// once even where a whole article stands on it.
pub(super) struct Context<'a> {
    text: &'a Text,
    sentences: Vec<Range<usize>>,
}

impl<'a> Context<'a> {
    pub(super) fn new(text: &'a Text) -> Self {
        Self {
            text,
            sentences: Vec::new(),
        }
    }

    /// The whole sentence or sentences around all spans. Sentences that follow one another stand
    /// as they do in the text, others are joined by an ellipsis; a detached span has none.
    pub(super) fn of(&mut self, anchors: &[Anchor]) -> String {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for span in anchors.iter().filter_map(Anchor::span) {
            let start = self.sentence_at(span.start()).start;
            // The last byte may stand inside a character; its sentence is the same.
            let end = self.sentence_at(span.end().saturating_sub(1)).end;
            let range = start.min(span.start())..end.max(span.end());
            let between = |last: &Range<usize>| {
                let between = self.text.as_str().get(last.end..range.start);
                range.start <= last.end || between.is_some_and(|s| s.trim().is_empty())
            };
            match ranges.last_mut() {
                Some(last) if between(last) => last.end = last.end.max(range.end),
                _ => ranges.push(range),
            }
        }
        let text = self.text.as_str();
        let words: Vec<&str> = ranges
            .into_iter()
            .filter_map(|range| text.get(range))
            .collect();
        words.join(GAP)
    }

    fn sentence_at(&mut self, byte: usize) -> Range<usize> {
        let known = |sentences: &[Range<usize>]| {
            let after = sentences.partition_point(|sentence| sentence.start <= byte);
            after
                .checked_sub(1)
                .and_then(|at| sentences.get(at))
                .filter(|sentence| byte < sentence.end)
                .cloned()
        };
        let found = known(&self.sentences).or_else(|| {
            self.sentences = sentences_of_line(self.text.as_str(), byte);
            known(&self.sentences)
        });
        // A line feed belongs to no sentence.
        let found = found.unwrap_or(byte..byte);
        shed_white_space(self.text.as_str(), found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::sentence_around;

    const TEXT: &str = "One here. Two there, Mr. Roe said. Три.\n\nFour. Five 👩‍🔧!";

    #[test]
    fn a_sentence_is_the_one_that_the_text_module_finds() {
        let text = Text::new(TEXT);
        let mut context = Context::new(&text);
        let letters = TEXT.char_indices().filter(|(_, c)| !c.is_whitespace());
        for (byte, _) in letters {
            assert_eq!(
                context.sentence_at(byte),
                sentence_around(TEXT, byte),
                "{byte}"
            );
        }
    }

    #[test]
    fn sentences_that_touch_are_not_torn_apart() {
        let text = Text::new(TEXT);
        let of = |quotes: &[&str]| {
            let spans: Vec<Anchor> = quotes
                .iter()
                .map(|quote| {
                    let at = TEXT.find(quote).unwrap();
                    Anchor::At(Span::new(&text, at..at + quote.len()).unwrap())
                })
                .collect();
            Context::new(&text).of(&spans)
        };
        assert_eq!(of(&["there"]), "Two there, Mr. Roe said.");
        assert_eq!(of(&["here", "said"]), "One here. Two there, Mr. Roe said.");
        assert_eq!(of(&["here", "Три"]), "One here. … Три.");
        assert_eq!(of(&["here. Two"]), "One here. Two there, Mr. Roe said.");
        assert_eq!(of(&["👩‍🔧"]), "Five 👩‍🔧!");
    }
}
