//! What is true of a text alone: offsets, graphemes, words, sentences, searching, normalising.
//!
//! Nothing here knows a statement or a project. Ranges are half-open and in UTF-8 bytes unless a
//! name says `chars`, which are Unicode code points.

mod clause;
mod direction;
mod frozen;
mod near;
mod normalise;
mod offsets;
mod quotations;
pub mod search;
mod segment;

pub use clause::units_around;
pub use direction::{Directions, has_rtl, is_rtl_word, joins, mirrored, unseen, without_controls};
pub use frozen::Text;
pub use near::NearTexts;
pub use normalise::{Normalised, normalise};
pub use offsets::CharOffsets;
pub use quotations::{Quotation, complete_quotation, quotations, quoted_share};
pub use segment::{
    is_grapheme_border, is_word_border, line_around, next_grapheme, next_word_end,
    previous_grapheme, previous_word_start, sentence_around, sentences_of_line, shed_white_space,
    snap_to_graphemes, snap_to_words, word_around,
};
