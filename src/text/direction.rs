//! In which order words stand on a line: the Unicode Bidirectional Algorithm (Annex 9), and the
//! characters that nobody sees.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::ParagraphBidiInfo;

/// Which way the words of a line of text go. Characters that would turn words round unseen
/// (embeddings, overrides, isolates and marks) are not obeyed: what is read is what is there.
#[derive(Debug)]
pub struct Directions<'a>(ParagraphBidiInfo<'a>);

/// Whether a text has characters of a script that goes from right to left: Hebrew, Arabic, Syriac
/// and their like, by their blocks, digits and marks among them.
pub fn has_rtl(text: &str) -> bool {
    let is_rtl = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    !text.is_ascii() && text.chars().any(is_rtl)
}

/// The same text, byte for byte as long, without the characters that turn words round.
pub fn without_controls(line: &str) -> Cow<'_, str> {
    if !line.chars().any(turns_round) {
        return Cow::Borrowed(line);
    }
    let plain = |c: char| match (turns_round(c), c.len_utf8()) {
        (false, _) => c,
        // Neutral characters of the same length.
        (true, 2) => '§',
        (true, _) => '\u{fffc}',
    };
    Cow::Owned(line.chars().map(plain).collect())
}

impl<'a> Directions<'a> {
    /// Of a text [without controls](without_controls) and without line ends.
    pub fn of(line: &'a str) -> Self {
        Self(ParagraphBidiInfo::new(line, None))
    }

    /// Whether the whole goes from right to left, by its first letter.
    pub fn is_rtl(&self) -> bool {
        self.0.paragraph_level.is_rtl()
    }

    /// Whether two bytes belong to the same stretch of one direction.
    pub fn is_same(&self, a: usize, b: usize) -> bool {
        self.0.levels.get(a) == self.0.levels.get(b)
    }

    /// Whether the character at a byte stands in words that go from right to left.
    pub fn is_rtl_at(&self, byte: usize) -> bool {
        self.0
            .levels
            .get(byte)
            .is_some_and(unicode_bidi::Level::is_rtl)
    }

    /// The stretches of one direction in a row of the text, from left to right; `true` for those
    /// that are read from right to left.
    pub fn visual(&self, row: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let (levels, runs) = self.0.visual_runs(row);
        let is_rtl = |run: &Range<usize>| {
            levels
                .get(run.start)
                .is_some_and(unicode_bidi::Level::is_rtl)
        };
        runs.into_iter()
            .map(|run| (run.clone(), is_rtl(&run)))
            .collect()
    }
}

/// The character that stands for another where words go from right to left: brackets open the
/// other way.
pub fn mirrored(c: char) -> char {
    unicode_bidi_mirroring::get_mirrored(c).unwrap_or(c)
}

fn turns_round(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The Unicode name of a character that takes no room on the page and does not belong to how a
/// word is written; such are shown as marks.
pub fn unseen(c: char) -> Option<&'static str> {
    let name = match c {
        '\u{61c}' => "Arabic letter mark",
        '\u{180e}' => "Mongolian vowel separator",
        '\u{200b}' => "zero width space",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{2028}' => "line separator",
        '\u{2029}' => "paragraph separator",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{206a}'..='\u{206f}' => "deprecated format character",
        '\u{feff}' => "zero width no-break space",
        '\u{fff9}'..='\u{fffb}' => "interlinear annotation character",
        _ => return None,
    };
    Some(name)
}

/// The name of a character without width that belongs to how a word is written: Persian, Hindi
/// and emoji need it, and so do words that may be divided.
pub fn joins(c: char) -> Option<&'static str> {
    match c {
        '\u{ad}' => Some("soft hyphen"),
        '\u{200c}' => Some("zero width non-joiner"),
        '\u{200d}' => Some("zero width joiner"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a text in the order in which they stand on the page.
    fn shown(text: &str) -> String {
        let plain = without_controls(text);
        assert_eq!(plain.len(), text.len());
        let directions = Directions::of(&plain);
        let turned = |(run, rtl): (Range<usize>, bool)| {
            let run = &text[run];
            if rtl {
                run.chars().rev().collect()
            } else {
                run.to_owned()
            }
        };
        let runs = directions.visual(0..text.len()).into_iter();
        runs.map(turned).collect()
    }

    #[test]
    fn words_stand_in_the_order_of_annex_9() {
        assert_eq!(shown("He said אבג today"), "He said גבא today");
        assert_eq!(shown("אבג 12 דה"), "הד 12 גבא");
        assert_eq!(shown("אבג (NATO) דה."), ".הד )NATO( גבא");
        assert!(Directions::of("אבג x").is_rtl() && !Directions::of("x אבג").is_rtl());
        assert!(has_rtl("x ؟") && has_rtl("٣") && !has_rtl("Ґ «界» é"));
    }

    #[test]
    fn what_would_turn_words_round_is_not_obeyed() {
        assert_eq!(
            shown("pay \u{202e}100\u{202c} now"),
            "pay \u{202e}100\u{202c} now"
        );
        assert_eq!(shown("\u{200f}abc \u{61c}1"), "\u{200f}abc \u{61c}1");
        for c in ('\u{0}'..='\u{10ffff}').filter(|c| turns_round(*c)) {
            assert!(unseen(c).is_some(), "{c:?} would be obeyed or hidden");
        }
    }

    #[test]
    fn brackets_open_the_other_way() {
        assert_eq!("([«a".chars().map(mirrored).collect::<String>(), ")]»a");
    }
}
