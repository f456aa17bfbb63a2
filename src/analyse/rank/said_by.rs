//! Who says the words of a statement, as the rules read it that propose statements.

use std::ops::Range;

use crate::analyse::likely::hull;
use crate::model::{Anchor, Project, Span, SpeakerId, Statement};
use crate::suggest::{Language, Names, Proposed, Who, propose};
use crate::text::Text;

/// So much of the text before the words is read, in bytes, to know who "she" is, and so much after.
const BEFORE: usize = 8_000;
const AFTER: usize = 2_000;

/// The speakers of the proposals that have half of the words, those of the most words first; none
/// where the analyst has marked who speaks.
pub(super) fn rules(project: &Project, statement: &Statement) -> Vec<SpeakerId> {
    let article = project.articles().get(&statement.article);
    let (Some(article), Some(hull)) = (article, hull(statement)) else {
        return Vec::new();
    };
    if !statement.source.is_empty() {
        return Vec::new();
    }
    let whole = article.text.as_str();
    let piece = around(whole, &hull);
    let text = Text::new(whole.get(piece.clone()).unwrap_or_default());
    let names = Names::of(project.codebook(), article.published.as_ref());
    let language =
        Language::of_code(&article.language).unwrap_or_else(|| Language::of_text(text.as_str()));
    let contents = statement.contents.iter().filter_map(Anchor::span);
    let contents: Vec<Range<usize>> = contents.map(Span::range).collect();
    let length: usize = contents.iter().map(Range::len).sum();
    let mut found: Vec<(usize, Proposed)> = propose(&text, &names, language)
        .into_iter()
        .map(|proposed| (shared(&proposed, piece.start, &contents), proposed))
        .filter(|(shared, _)| *shared > 0 && shared * 2 >= length)
        .collect();
    found.sort_by_key(|(shared, _)| std::cmp::Reverse(*shared));
    let mut speakers: Vec<SpeakerId> = Vec::new();
    for who in found
        .into_iter()
        .flat_map(|(_, proposed)| proposed.speakers)
    {
        if let Who::Known { id, .. } = who
            && !speakers.contains(&id)
        {
            speakers.push(id);
        }
    }
    speakers
}

/// How many bytes of a proposal, whose text begins at `start`, are in some contents.
fn shared(proposed: &Proposed, start: usize, contents: &[Range<usize>]) -> usize {
    let spans = proposed.contents.iter();
    let pairs = spans.flat_map(|span| contents.iter().map(move |content| (span, content)));
    pairs
        .map(|(span, content)| {
            let begin = content.start.max(start + span.start());
            content.end.min(start + span.end()).saturating_sub(begin)
        })
        .sum()
}

/// The part of a text that is read: whole lines, where they are not too long.
fn around(text: &str, hull: &Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(hull.start.saturating_sub(BEFORE));
    let until = text.floor_char_boundary(hull.end.saturating_add(AFTER));
    let line = |range: Range<usize>| text.get(range).unwrap_or_default();
    let start = match line(from..hull.start).find('\n') {
        Some(at) if from > 0 => from + at + 1,
        _ => from,
    };
    let end = match line(hull.end..until).rfind('\n') {
        Some(at) if until < text.len() => hull.end + at,
        _ => until,
    };
    start..end
}
