//! The words around a hit, in one line.

use std::ops::Range;

use crate::text::line_around;

/// So many characters before a hit are shown, so that it stands near the start of a line; of the
/// hit and of what follows, what a wide window has room for.
const BEFORE: usize = 36;
const REST: usize = 240;

/// A hit and what stands around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Around {
    pub before: String,
    pub hit: String,
    pub after: String,
}

impl Around {
    /// Of a range of words; all of it empty where the words do not have it.
    pub(super) fn of(words: &str, hit: &Range<usize>) -> Self {
        let line = line_around(words, hit.start);
        let part = |range: Range<usize>| words.get(range).unwrap_or_default();
        let before = part(line.start..hit.start);
        let cut = before
            .char_indices()
            .rev()
            .nth(BEFORE - 1)
            .map(|(at, _)| at);
        let before = match cut {
            Some(at) if at > 0 => {
                let tail = before.get(at..).unwrap_or_default();
                // A word that is cut says nothing; one as long as all of it is a script without
                // spaces.
                let whole = tail.split_once(char::is_whitespace).map(|(_, rest)| rest);
                format!("…{}", whole.filter(|rest| !rest.is_empty()).unwrap_or(tail))
            }
            _ => before.trim_start().to_owned(),
        };
        let end = line.end.max(hit.end);
        Self {
            before,
            hit: part(hit.clone()).chars().take(REST).collect(),
            after: part(hit.end..end).chars().take(REST).collect(),
        }
    }

    pub(super) fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.hit, self.after)
    }
}

#[cfg(test)]
mod tests {
    use super::Around;

    fn around(words: &str, hit: &str) -> [String; 3] {
        let at = words.find(hit).unwrap();
        let Around { before, hit, after } = Around::of(words, &(at..at + hit.len()));
        [before, hit, after]
    }

    #[test]
    fn a_hit_stands_near_the_start_of_its_line() {
        assert_eq!(
            around("One.\nThe old ferry sails.\nTwo.", "ferry"),
            ["The old ", "ferry", " sails."]
        );
        let far = "Nobody in the harbour of Brackwater believed that the ferry would sail";
        assert_eq!(
            around(far, "ferry"),
            ["…of Brackwater believed that the ", "ferry", " would sail"]
        );
        let dense = "我爱北京天安门".repeat(9) + "上";
        let [before, ..] = around(&dense, "上");
        assert_eq!(before.chars().count(), 37);
        assert_eq!(Around::of("é", &(1..2)).hit, "");
    }
}
