//! In which order words stand on a line: the Unicode Bidirectional Algorithm (Annex 9), and the
//! characters that nobody sees.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo};

/// Which way the words of a line of text go. Characters that would turn words round unseen
/// (embeddings, overrides, isolates and marks) are not obeyed: what is read is what is there.
#[derive(Debug)]
pub struct Directions<'a> {
    /// Where each part begins; what is read in one has a single part.
    parts: Vec<(usize, ParagraphBidiInfo<'a>)>,
    is_rtl: bool,
}

/// Whether a text has characters of a script that goes from right to left: Hebrew, Arabic, Syriac
/// and their like, by their blocks, digits and marks among them.
pub fn has_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl)
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Whether a text is letters of one script that goes from right to left, and nothing else.
pub fn is_rtl_word(text: &str) -> bool {
    let hebrew = |c: char| c < '\u{600}';
    let first = text.chars().next().is_some_and(hebrew);
    let mut letters = text.chars();
    letters.all(|c| is_rtl(c) && c.is_alphabetic() && hebrew(c) == first)
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

/// What stands between the parts of a label that have nothing to do with each other.
const BETWEEN: &str = " · ";

impl<'a> Directions<'a> {
    /// Of a text [without controls](without_controls) and without line ends.
    pub fn of(line: &'a str) -> Self {
        let whole = ParagraphBidiInfo::new(line, None);
        Self {
            is_rtl: whole.paragraph_level.is_rtl(),
            parts: vec![(0, whole)],
        }
    }

    /// Of a line of a label, likewise. It has parts, each of which stands in its place whichever
    /// way the words of the others go: they begin at the bytes that are given, which go up, and
    /// on both sides of what we put between names. The name of somebody often stands in a sentence
    /// of ours, so a part goes from right to left where it begins so and most of its letters do.
    pub fn of_label(line: &'a str, starts: &[usize]) -> Self {
        let between = line.match_indices(BETWEEN);
        let ends = between.flat_map(|(at, between)| [at, at + between.len()]);
        let mut borders: Vec<usize> = ends.chain(starts.iter().copied()).collect();
        borders.extend([0, line.len()]);
        borders.sort_unstable();
        borders.dedup();
        let pairs = borders.iter().zip(borders.iter().skip(1));
        let parts = pairs.filter_map(|(start, end)| {
            let part = line.get(*start..*end)?;
            let level = if is_mostly_rtl(part) {
                Level::rtl()
            } else {
                Level::ltr()
            };
            Some((*start, ParagraphBidiInfo::new(part, Some(level))))
        });
        let parts: Vec<_> = parts.collect();
        // Of several parts, only where nothing goes from left to right.
        let all = || line.chars().filter(|c| c.is_alphabetic()).all(is_rtl);
        let is_rtl = match parts.as_slice() {
            [(_, whole)] => whole.paragraph_level.is_rtl(),
            _ => starts.is_empty() && has_rtl(line) && all(),
        };
        Self { parts, is_rtl }
    }

    /// Whether the whole goes from right to left.
    pub fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// Whether two bytes belong to the same stretch of one direction.
    pub fn is_same(&self, a: usize, b: usize) -> bool {
        self.part(a).0 == self.part(b).0 && self.level(a) == self.level(b)
    }

    /// Whether the character at a byte stands in words that go from right to left.
    pub fn is_rtl_at(&self, byte: usize) -> bool {
        self.level(byte).is_some_and(|level| level.is_rtl())
    }

    /// The stretches of one direction in a row of the text, from left to right; `true` for those
    /// that are read from right to left.
    pub fn visual(&self, row: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let stretches = |(start, part): &(usize, ParagraphBidiInfo<'_>)| {
            let inside = |byte: usize| byte.clamp(*start, start + part.text.len()) - start;
            let here = inside(row.start)..inside(row.end);
            if here.is_empty() {
                return Vec::new();
            }
            let (levels, runs) = part.visual_runs(here);
            let stretch = |run: Range<usize>| {
                let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
                (run.start + start..run.end + start, is_rtl)
            };
            runs.into_iter().map(stretch).collect()
        };
        if self.is_rtl {
            self.parts.iter().rev().flat_map(stretches).collect()
        } else {
            self.parts.iter().flat_map(stretches).collect()
        }
    }

    /// The part that a byte stands in, by its number and its start.
    fn part(&self, byte: usize) -> (usize, usize) {
        let after = self.parts.partition_point(|(start, _)| *start <= byte);
        let at = after.saturating_sub(1);
        (at, self.parts.get(at).map_or(0, |(start, _)| *start))
    }

    fn level(&self, byte: usize) -> Option<Level> {
        let (at, start) = self.part(byte);
        self.parts.get(at)?.1.levels.get(byte - start).copied()
    }
}

fn is_mostly_rtl(part: &str) -> bool {
    let letters = || part.chars().filter(|c| c.is_alphabetic());
    let rtl = letters().filter(|c| is_rtl(*c)).count();
    letters().next().is_some_and(is_rtl) && rtl * 2 >= letters().count()
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
    fn parts_of_a_label_stand_in_their_places() {
        let shown = |label: &str, starts: &[usize]| {
            let directions = Directions::of_label(label, starts);
            let turned = |(run, rtl): (Range<usize>, bool)| {
                let run = &label[run];
                if rtl {
                    run.chars().rev().collect()
                } else {
                    run.to_owned()
                }
            };
            let runs = directions.visual(0..label.len()).into_iter();
            runs.map(turned).collect::<String>()
        };
        assert_eq!(shown("אב גד · 3 hits", &[]), "דג בא · 3 hits");
        assert_eq!(shown("Support · אב גד", &[]), "Support · דג בא");
        assert_eq!(shown("אבגד NATO · הו", &[]), "NATO דגבא · וה");
        assert_eq!(shown("אב גד · הו", &[]), "וה · דג בא");
        // With room between them.
        assert_eq!(shown("אבגד", &["אב".len()]), "באדג");
        // The name of somebody in a sentence of ours.
        assert_eq!(
            shown("“אב גד” is used 3 times", &[]),
            "“דג בא” is used 3 times"
        );
        assert_eq!(shown("אב NATO גד", &[]), "דג NATO בא");
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
