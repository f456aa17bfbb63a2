//! The one change that a text undergoes: when it comes in. Afterwards it is frozen.

/// A text as it is kept, and how offsets of the text that came in follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Normalised {
    pub text: String,
    /// Offsets, in code points of the incoming text, of the characters that went; ascending.
    gone: Vec<usize>,
}

impl Normalised {
    /// The offset in the kept text of an offset in the incoming text; both in code points.
    pub fn follow(&self, char: usize) -> usize {
        char - self.gone.partition_point(|&gone| gone < char)
    }

    /// The offset in the incoming text of a character of the kept one; both in code points.
    pub fn before(&self, char: usize) -> usize {
        // The n-th that went, from 0, stood before the kept character at its offset less n.
        let (mut low, mut high) = (0, self.gone.len());
        while low < high {
            let middle = low.midpoint(high);
            let went = self
                .gone
                .get(middle)
                .is_some_and(|gone| gone - middle <= char);
            if went {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        char + low
    }
}

/// CRLF and CR become LF, a leading byte order mark goes, C0 controls but tab and LF become
/// U+FFFD. Composition is never changed: it would shift offsets against the source.
pub fn normalise(raw: &str) -> Normalised {
    let plain = |c: char| c != '\r' && (!c.is_ascii_control() || matches!(c, '\t' | '\n' | '\x7f'));
    if !raw.starts_with('\u{feff}') && raw.chars().all(plain) {
        return Normalised {
            text: raw.to_owned(),
            gone: Vec::new(),
        };
    }
    let mut text = String::with_capacity(raw.len());
    let mut gone = Vec::new();
    let mut after_cr = false;
    for (at, c) in raw.chars().enumerate() {
        match c {
            '\u{feff}' if at == 0 => gone.push(at),
            '\n' if after_cr => gone.push(at),
            '\r' => text.push('\n'),
            c if plain(c) => text.push(c),
            _ => text.push('\u{fffd}'),
        }
        after_cr = c == '\r';
    }
    Normalised { text, gone }
}

#[cfg(test)]
mod tests {
    use super::normalise;
    use proptest::prelude::*;

    #[test]
    fn line_ends_marks_and_controls() {
        let n = normalise("\u{feff}a\r\nb\rc\n\rd\0\x1b\te\u{301}");
        assert_eq!(n.text, "a\nb\nc\n\nd\u{fffd}\u{fffd}\te\u{301}");
        assert_eq!(n.follow(1), 0); // a
        assert_eq!(n.follow(4), 2); // b, after the mark and the LF of CRLF
        assert_eq!(n.follow(9), 7); // d
    }

    proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn twice_is_once_and_letters_are_followed(raw in "(\u{feff})?([a-zé\r\n\t\u{0}])*") {
            let n = normalise(&raw);
            prop_assert_eq!(&normalise(&n.text).text, &n.text);
            let kept: Vec<char> = n.text.chars().collect();
            for (at, c) in raw.chars().enumerate().filter(|(_, c)| c.is_alphabetic()) {
                prop_assert_eq!(kept[n.follow(at)], c);
                prop_assert_eq!(n.before(n.follow(at)), at);
            }
            prop_assert_eq!(n.follow(raw.chars().count()), kept.len());
        }
    }
}
