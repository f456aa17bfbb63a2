//! Finding the places of a draft in the text as it is kept.

use crate::exchange::PlaceDraft;
use crate::model::{Anchor, FileAnchor, Span};
use crate::text::{Normalised, Text, normalise};

/// A text that came in, as it is kept, and how offsets of the incoming text follow.
pub(super) struct Incoming {
    text: Text,
    normalised: Option<Normalised>,
}

impl Incoming {
    pub(super) fn new(text: Text, normalised: Normalised) -> Self {
        Self {
            text,
            normalised: Some(normalised),
        }
    }

    /// For places that are offsets into the kept text.
    pub(super) fn as_kept(text: &Text) -> Self {
        Self {
            text: text.clone(),
            normalised: None,
        }
    }

    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// The places of one part. With a quote that does not stand there a place is detached; without
    /// a quote there is nothing to find it again by, so it must fit.
    pub(super) fn anchors(&self, part: &str, places: &[PlaceDraft]) -> Result<Vec<Anchor>, String> {
        let anchors = places.iter().map(|place| {
            let (start, end) = (self.follow(place.chars.start), self.follow(place.chars.end));
            match &place.quote {
                Some(quote) => {
                    let quote = normalise(quote).text.into();
                    let anchor = FileAnchor { start, end, quote };
                    Ok(Anchor::from_file(&self.text, anchor))
                }
                None => Span::of_chars(&self.text, start..end)
                    .map(Anchor::At)
                    .map_err(|why| {
                        format!(
                            "its {part} {}–{} is no place in the text, which has {} characters: {why}",
                            place.chars.start,
                            place.chars.end,
                            self.text.chars()
                        )
                    }),
            }
        });
        anchors.collect()
    }

    fn follow(&self, char: usize) -> usize {
        match &self.normalised {
            Some(normalised) => normalised.follow(char),
            None => char,
        }
    }
}

/// Content in the order of the text; spans that overlap are refused.
pub(super) fn ordered(mut anchors: Vec<Anchor>) -> Result<Vec<Anchor>, String> {
    let start = |anchor: &Anchor| match anchor {
        Anchor::At(span) => Some(span.start()),
        Anchor::Detached(_) => None,
    };
    // Where one is detached there is no order to bring the others into.
    if anchors.iter().all(|anchor| start(anchor).is_some()) {
        anchors.sort_by_key(start);
    }
    let spans: Vec<Span> = anchors.iter().filter_map(Anchor::span).collect();
    let overlap = |(a, b): (&Span, &Span)| a.overlaps(*b) || a.start() > b.start();
    if spans.iter().zip(spans.iter().skip(1)).any(overlap) {
        Err("spans of its “contents” overlap or are out of order".to_owned())
    } else {
        Ok(anchors)
    }
}
