//! What is true of the proposals of any text.

use proptest::prelude::*;

use crate::suggest::{Language, Names, propose};
use crate::text::{Text, is_grapheme_border};

/// Words and marks that the rules look at, in any order.
const PIECES: [&str; 40] = [
    "said",
    "says",
    "Holm",
    "she",
    "the ferry",
    "that",
    "is lost",
    "\"",
    "“",
    "”",
    "''",
    "‘",
    "’",
    ",",
    ".",
    ":",
    ";",
    "?",
    "\n",
    "\n\n",
    " ",
    "according to",
    "and",
    "told",
    "who",
    "(",
    ")",
    "–",
    "сказав",
    "що",
    "sagte",
    "dass",
    "e\u{301}",
    "🇩🇪",
    "\u{fffd}",
    "«",
    "»",
    "I think",
    "As",
    "'s",
];

fn holds(words: &str) {
    let text = Text::new(words);
    for language in Language::all() {
        let found = propose(&text, &Names::default(), language);
        for proposed in &found {
            assert!(!proposed.contents.is_empty());
            let parts = proposed.cue.iter().chain(&proposed.source);
            for span in proposed.contents.iter().chain(parts) {
                assert!(span.fits(&text));
                assert!(is_grapheme_border(words, span.start()));
                assert!(is_grapheme_border(words, span.end()));
            }
            for pair in proposed.contents.windows(2) {
                assert!(pair[0].end() <= pair[1].start());
            }
            assert!((0.0..=1.0).contains(&proposed.confidence));
        }
        assert_eq!(found, propose(&text, &Names::default(), language));
    }
}

proptest! {
    #![proptest_config(crate::testing::cases(300))]

    #[test]
    fn words_and_marks_in_any_order(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES.as_slice()), 0..60),
        glue in "[ ]?",
    ) {
        holds(&pieces.join(&glue));
    }

    #[test]
    fn any_text(text in "\\PC{0,80}(\n\\PC{0,80})?") {
        holds(&text);
    }
}

#[test]
fn time_grows_with_length_only() {
    // Without a full stop, without a line end, with a cue everywhere: a quadratic search would not
    // come back.
    for piece in [
        "he said ",
        "\"said\" ",
        "Holm said that she said ",
        "„",
        "a, b and c, said ",
        "Anna Roth ",
    ] {
        let text = Text::new(piece.repeat(600_000 / piece.len()));
        let _ = propose(&text, &Names::default(), &Language::all()[0]);
    }
}
