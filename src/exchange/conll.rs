//! `CoNLL` with BIO tags: a word a line, for programs that learn to find statements.
//!
//! The columns are those of `CoNLL-2003` (word, part of speech, chunk, tag), parted by tabs. The tag
//! is the stance of the statement (`statement` where none is coded); an empty line ends a sentence,
//! a `-DOCSTART-` begins an article. Words are those of Unicode Standard Annex 29; a statement that
//! begins inside of one takes all of it. The form is flat: of statements that overlap the outermost
//! stays, else the first, and what goes is counted. A sentence ends nowhere inside of a statement.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::outgoing::outgoing;
use super::{Exported, Format, Part, Selection, Shape};
use crate::text::{Text, sentences_of_line};

pub(super) const FORMAT: Format = Format {
    name: "conll",
    about: "words with BIO tags, for learning to find statements",
    shape: Shape::File { ending: ".conll" },
    many_voices: false,
    has_rows: false,
    carries: &[Part::Stance],
    write: Some(|selection, _| Ok(write(selection))),
    read: None,
};

/// The tag of a statement whose stance is not coded.
const UNCODED: &str = "statement";

fn write(selection: &Selection<'_>) -> Exported {
    let mut out = String::new();
    let mut notes = Vec::new();
    let mut flattened = 0;
    for article in selection.articles() {
        let mut spans = Vec::new();
        for statement in outgoing(selection, article, &mut notes) {
            let label = match statement.stance {
                "" => UNCODED.to_owned(),
                stance => stance.replace(char::is_whitespace, "_"),
            };
            spans.extend(
                statement
                    .contents
                    .iter()
                    .map(|span| (span.range(), label.clone())),
            );
        }
        let tokens = tokens(&article.text);
        let tagged = flat(spans, &tokens);
        flattened += tagged.lost;
        out.push_str("-DOCSTART- -X- O O\n\n");
        lines(&article.text, &tokens, &tagged, &mut out);
    }
    if flattened > 0 {
        notes.push(format!(
            "spans that overlap another and are not in the file, where each word has one tag: {flattened}"
        ));
    }
    Exported {
        files: vec![("articles.conll".to_owned(), out.into_bytes())],
        notes,
    }
}

/// A word, in bytes, and whether a sentence begins with it.
struct Token {
    place: Range<usize>,
    begins: bool,
}

fn tokens(text: &Text) -> Vec<Token> {
    let mut tokens = Vec::new();
    for line in 0..text.line_count() {
        let line = text.line(line);
        if line.is_empty() {
            continue;
        }
        for sentence in sentences_of_line(text.as_str(), line.start) {
            let words = text.as_str().get(sentence.clone()).unwrap_or_default();
            let mut begins = true;
            for (at, word) in words.split_word_bound_indices() {
                if word.chars().all(char::is_whitespace) {
                    continue;
                }
                let start = sentence.start + at;
                tokens.push(Token {
                    place: start..start + word.len(),
                    begins,
                });
                begins = false;
            }
        }
    }
    tokens
}

/// Tagged stretches of tokens, in order, none of which overlap.
struct Tagged {
    spans: Vec<(Range<usize>, String)>,
    lost: usize,
}

/// Keeps the outermost of spans, in bytes, and turns them into tokens.
fn flat(mut spans: Vec<(Range<usize>, String)>, tokens: &[Token]) -> Tagged {
    spans.sort_by(|(a, _), (b, _)| (a.start, b.end).cmp(&(b.start, a.end)));
    let mut tagged = Tagged {
        spans: Vec::new(),
        lost: 0,
    };
    let mut before = 0;
    for (span, label) in spans {
        let from = tokens.partition_point(|token| token.place.end <= span.start);
        let until = tokens.partition_point(|token| token.place.start < span.end);
        if from >= before && from < until {
            before = until;
            tagged.spans.push((from..until, label));
        } else {
            tagged.lost += 1;
        }
    }
    tagged
}

fn lines(text: &Text, tokens: &[Token], tagged: &Tagged, out: &mut String) {
    let mut spans = tagged.spans.iter().peekable();
    for (at, token) in tokens.iter().enumerate() {
        while spans.next_if(|(span, _)| span.end <= at).is_some() {}
        let inside = spans.peek().filter(|(span, _)| span.contains(&at));
        let tag = inside.map(|(span, label)| (span.start < at, label));
        if token.begins && at > 0 && tag.is_none_or(|(continues, _)| !continues) {
            out.push('\n');
        }
        out.push_str(text.as_str().get(token.place.clone()).unwrap_or_default());
        out.push_str("\t_\t_\t");
        match tag {
            Some((continues, label)) => {
                out.push_str(if continues { "I-" } else { "B-" });
                out.push_str(label);
            }
            None => out.push('O'),
        }
        out.push('\n');
    }
    out.push('\n');
}

#[cfg(test)]
mod tests;
