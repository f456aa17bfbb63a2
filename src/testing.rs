//! What tests share: texts with their spans in one literal, ids that count, and how often
//! properties are tried.

use std::ops::Range;

use proptest::test_runner::{Config, RngSeed};

use crate::model::{Fresh, Timestamp};

/// How a property is tried: so often and the same cases in every run, or as many others as
/// `SAYSO_CASES` says. A case that failed becomes a test of its own, in words, so no file of seeds
/// is kept.
pub(crate) fn cases(cases: u32) -> Config {
    let wanted = std::env::var("SAYSO_CASES").ok();
    let wanted = wanted.map(|number| number.parse().expect("SAYSO_CASES is a number"));
    Config {
        cases: wanted.unwrap_or(cases),
        rng_seed: match wanted {
            Some(_) => RngSeed::Random,
            None => RngSeed::Fixed(7),
        },
        failure_persistence: None,
        ..Config::default()
    }
}

/// Ids and times that count up, the same in every run.
#[derive(Clone, Default)]
pub(crate) struct Counting(u64);

impl Counting {
    /// Skips as many as no test makes, so that a copy of this one gives others.
    pub(crate) fn skip(&mut self) {
        self.0 += 1 << 24;
    }
}

impl Fresh for Counting {
    fn characters(&mut self) -> [u8; 12] {
        self.0 += 1;
        let mut characters = [b'0'; 12];
        let mut left = self.0;
        for character in characters.iter_mut().rev() {
            *character = b"0123456789abcdefghijklmnopqrstuvwxyz"[(left % 36) as usize];
            left /= 36;
        }
        characters
    }

    fn now(&mut self) -> Timestamp {
        self.0 += 1;
        Timestamp::from_unix_seconds(1_700_000_000 + i64::try_from(self.0).unwrap())
    }
}

/// A text and the ranges marked in it, in bytes: `"The [1 minister] said [2 taxes [3 will] rise]"`
/// is "The minister said taxes will rise" with three ranges. The number is followed by one space
/// and says where in the list the range stands, from 1.
pub(crate) fn marked(literal: &str) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    let mut rest = literal;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => {
                let (number, after) = rest.split_once(' ').expect("a space after the number");
                open.push((number.parse().expect("a number after ["), text.len()));
                rest = after;
            }
            ']' => {
                let (number, start) = open.pop().expect("a [ before ]");
                found.push((number, start..text.len()));
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "a ] is missing: {literal}");
    found.sort_by_key(|(number, _)| *number);
    for (at, (number, _)) in found.iter().enumerate() {
        assert_eq!(*number, at + 1, "numbers go up from 1: {literal}");
    }
    (text, found.into_iter().map(|(_, range)| range).collect())
}

#[test]
fn marks_nest_and_leave_the_text() {
    let (text, spans) = marked("The [1 minister] said [2 taxes [3 will] rise]");
    assert_eq!(text, "The minister said taxes will rise");
    let words: Vec<&str> = spans.into_iter().map(|span| &text[span]).collect();
    assert_eq!(words, ["minister", "taxes will rise", "will"]);
}
