//! A line without its accents, and the way back to where its letters stood.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::decompose_canonical;

/// A line as it is compared.
pub(super) struct Folded<'a> {
    words: Cow<'a, str>,
    /// Where folded and original bytes part: from each on they go together again, until the next.
    steps: Vec<Step>,
}

struct Step {
    folded: usize,
    original: usize,
    /// A letter that became several: one cannot stand inside of it.
    whole: bool,
}

impl<'a> Folded<'a> {
    pub(super) fn unchanged(line: &'a str) -> Self {
        Self {
            words: Cow::Borrowed(line),
            steps: Vec::new(),
        }
    }

    pub(super) fn new(line: &'a str) -> Self {
        if line.is_ascii() {
            return Self::unchanged(line);
        }
        let mut words = String::with_capacity(line.len());
        let mut steps = Vec::new();
        let mut base = None;
        for (at, c) in line.char_indices() {
            if c.is_ascii() {
                words.push(c);
                base = Some(c);
                continue;
            }
            let before = words.len();
            push(&mut words, &mut base, c);
            let pushed = words.get(before..).unwrap_or_default();
            let mut chars = pushed.chars();
            if chars.next() != Some(c) || chars.next().is_some() {
                steps.push(Step {
                    folded: before,
                    original: at,
                    whole: true,
                });
                steps.push(Step {
                    folded: words.len(),
                    original: at + c.len_utf8(),
                    whole: false,
                });
            }
        }
        Self {
            words: Cow::Owned(words),
            steps,
        }
    }

    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// The bytes of the line that a range of folded bytes came from, with the accents after its
    /// last letter; `None` when it begins or ends inside of a letter.
    pub(super) fn original(&self, folded: Range<usize>) -> Option<Range<usize>> {
        let back = |at: usize| {
            let after = self.steps.partition_point(|step| step.folded <= at);
            match after.checked_sub(1).and_then(|last| self.steps.get(last)) {
                None => Some(at),
                Some(step) if step.whole && step.folded < at => None,
                Some(step) => Some(step.original + (at - step.folded)),
            }
        };
        Some(back(folded.start)?..back(folded.end)?)
    }
}

/// Words without their accents.
pub(super) fn without_accents(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    let mut base = None;
    for c in words.chars() {
        push(&mut folded, &mut base, c);
    }
    folded
}

/// Adds a letter without its accents. `base` is the letter that an accent would stand on.
fn push(words: &mut String, base: &mut Option<char>, c: char) {
    decompose_canonical(c, |part| {
        if !is_mark(part) {
            *base = Some(part);
            words.push(plain(part));
        } else if base.is_some_and(|base| makes_a_letter(base, part)) {
            words.push(part);
        }
    });
}

/// Letters with a stroke, which Unicode does not take apart but readers do: Wałęsa, Tromsø.
fn plain(c: char) -> char {
    match c {
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'Đ' => 'D',
        'ħ' => 'h',
        'Ħ' => 'H',
        'ŧ' => 't',
        'Ŧ' => 'T',
        _ => c,
    }
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew, Arabic and Syriac. Vowel signs of other
/// scripts and the voicing marks of kana are no accents: without them it is another word.
fn is_mark(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}'
        | '\u{483}'..='\u{487}'
        | '\u{591}'..='\u{5bd}'
        | '\u{5bf}'
        | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}'
        | '\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}'
        | '\u{711}'
        | '\u{730}'..='\u{74a}'
        | '\u{8d3}'..='\u{8e1}'
        | '\u{8e3}'..='\u{8ff}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20f0}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a mark makes another letter of a Cyrillic one: й, ї, ў, ѓ, ќ are letters, while a
/// stressed о́ is о, and ё is written е as often as not.
fn makes_a_letter(base: char, mark: char) -> bool {
    if !('\u{400}'..='\u{52f}').contains(&base) {
        return false;
    }
    match mark {
        '\u{301}' => matches!(base, 'г' | 'Г' | 'к' | 'К'),
        '\u{300}' => false,
        '\u{308}' => !matches!(base, 'е' | 'Е'),
        _ => true,
    }
}
