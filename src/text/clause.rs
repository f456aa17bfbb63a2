//! What a reader may mean at a place in a sentence: the quotation, the clause, the sentence.
//!
//! Most statements are neither a quotation nor a sentence but a clause: from "that", a verb of
//! saying or a colon to the end of the sentence, or from its start to ", according to". The
//! words are English; other languages fall back to commas.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{line_around, quotations, sentence_around, shed_white_space};

/// Verbs of saying, thinking and demanding in the forms that news uses.
const CUES: &str = "said says say saying told tells added adds adding asserted asserts argued argues \
    claimed claims claiming confirmed confirms stated states stating noted notes noting indicated \
    indicates suggested suggests remarked remarks replied replies insisted insists warned warns \
    warning announced announces declared declares denied denies deny demanded demands demanding \
    urged urges urging accused accuses emphasized emphasised emphasizes emphasizing emphasising \
    stressed stresses described describes affirmed affirming believe believes believed think \
    thinks thought hoped hopes expected expects estimates estimated dismissed dismisses rejected \
    rejects welcomed welcomes celebrated criticized criticised opposes opposed proposed proposes \
    proposing reported reports revealed admitted acknowledged explained concluded promised vowed \
    pledged called calls calling wrote writes asked asks convinced citing cited concerns concern \
    worries fears doubts doubted expressed expressing indicating suggesting asserting claiming \
    stating insisting arguing believing fearing hoping expecting estimating denying confirming \
    announcing replying remarking revealing admitting acknowledging explaining concluding \
    promising vowing pledging writing asking describing dismissing rejecting welcoming";

/// What can be meant at a byte offset, the most likely first and each but once: the quotations
/// around it from the inside out, clauses, the sentence. White space and the full stop at the end
/// are left out.
pub fn units_around(text: &str, byte: usize) -> Vec<Range<usize>> {
    let whole = sentence_around(text, byte);
    let sentence = without_stop(text, whole.clone());
    let mut units: Vec<Range<usize>> = Vec::new();
    let mut add = |unit: Range<usize>| {
        let unit = shed_white_space(text, unit);
        if !unit.is_empty() && !units.contains(&unit) {
            units.push(unit);
        }
    };
    let at = byte.clamp(sentence.start, sentence.end);
    let line = line_around(text, byte);
    let quotations = quotations(text, line);
    if at == sentence.start {
        // From the start of a sentence one looks ahead: to its quotation, to what is said in it.
        let mut ahead = quotations
            .iter()
            .filter(|q| q.outer.start >= sentence.start && q.inner.end <= whole.end);
        if let Some(first) = ahead.next() {
            add(first.outer.clone());
        }
        let borders = Borders::new(text, sentence.clone());
        if let Some(start) = borders.first_start() {
            clauses(text, sentence.clone(), start + 1)
                .into_iter()
                .for_each(&mut add);
        }
        ahead.map(|q| q.outer.clone()).for_each(&mut add);
    }
    let mut around: Vec<Range<usize>> = quotations
        .iter()
        .filter(|q| q.outer.contains(&at))
        .map(|q| q.outer.clone())
        .collect();
    around.sort_by_key(Range::len);
    around.into_iter().for_each(&mut add);
    for clause in clauses(text, sentence.clone(), at) {
        add(clause);
    }
    add(sentence);
    units
}

/// Clauses of a sentence around an offset, the most likely first.
fn clauses(text: &str, sentence: Range<usize>, at: usize) -> Vec<Range<usize>> {
    let borders = Borders::new(text, sentence.clone());
    let start = borders.start_before(at);
    let end = borders.end_after(at);
    let mut clauses: Vec<Range<usize>> = std::iter::once(start..end).collect();
    // The same without what a comma divides off, then with all that follows.
    let comma = borders.comma_after(at).filter(|&comma| comma < end);
    clauses.extend(comma.map(|comma| start..comma));
    let from = borders.comma_before(at).filter(|&comma| comma > start);
    clauses.extend(from.map(|comma| comma..end));
    clauses.push(start..sentence.end);
    clauses.push(sentence.start..end);
    clauses
}

/// Where clauses of a sentence may begin and end, in bytes of the text.
struct Borders {
    sentence: Range<usize>,
    starts: Vec<usize>,
    ends: Vec<usize>,
    /// Where each comma stands, or dash: some have more than one byte.
    commas: Vec<Range<usize>>,
}

impl Borders {
    fn new(text: &str, sentence: Range<usize>) -> Self {
        let slice = text.get(sentence.clone()).unwrap_or_default();
        let words: Vec<(usize, &str)> = slice
            .unicode_word_indices()
            .map(|(at, word)| (sentence.start + at, word))
            .collect();
        let inside = quotations(text, sentence.clone());
        let quoted = |at: usize| inside.iter().any(|q| q.inner.contains(&at));
        let commas: Vec<Range<usize>> = slice
            .match_indices([',', '—', ';', '–'])
            .map(|(at, mark)| sentence.start + at..sentence.start + at + mark.len())
            .filter(|comma| !quoted(comma.start))
            .collect();
        let mut borders = Self {
            sentence: sentence.clone(),
            starts: vec![sentence.start],
            ends: vec![sentence.end],
            commas,
        };
        for (at, _) in slice.match_indices(": ") {
            borders.starts.push(sentence.start + at + 1);
        }
        for (number, &(at, word)) in words.iter().enumerate() {
            let lower = word.to_lowercase();
            let after = at + word.len();
            if quoted(at) {
                continue;
            }
            if lower == "that" || lower == "whether" {
                borders.starts.push(at);
            } else if is_cue(&lower) {
                borders.after_cue(&words, number, after);
            }
            let before = borders.commas.iter().rev().find(|comma| comma.end <= at);
            let before =
                before.filter(|comma| text.get(comma.end..at).is_some_and(|s| s.trim().is_empty()));
            if let Some(comma) = before.map(|comma| comma.start) {
                let next: Vec<String> = words
                    .iter()
                    .skip(number)
                    .take(6)
                    .map(|(_, word)| word.to_lowercase())
                    .collect();
                let names_source = matches!(lower.as_str(), "as" | "according" | "citing" | "with")
                    || is_cue(&lower)
                    || next
                        .iter()
                        .any(|word| matches!(word.as_str(), "said" | "says" | "stated" | "added"));
                let turns = matches!(lower.as_str(), "while" | "though" | "although" | "but");
                if names_source || turns {
                    borders.ends.push(comma);
                }
            }
            if matches!(lower.as_str(), "while" | "but")
                || (lower == "and" && number + 1 < words.len())
            {
                let cue = words
                    .iter()
                    .skip(number + 1)
                    .take(2)
                    .any(|(_, word)| is_cue(&word.to_lowercase()));
                if cue || lower == "while" {
                    borders.ends.push(at);
                }
            }
        }
        borders
    }

    /// Content begins after a verb of saying, unless "that" or a colon follows first.
    fn after_cue(&mut self, words: &[(usize, &str)], number: usize, after: usize) {
        let that = words
            .iter()
            .skip(number + 1)
            .take(1)
            .any(|(_, word)| matches!(word.to_lowercase().as_str(), "that" | "whether"));
        if !that {
            self.starts.push(after);
        }
    }

    /// The last start at or before an offset that is not the end of the clause before.
    fn start_before(&self, at: usize) -> usize {
        let starts = self.starts.iter().copied().filter(|&start| start <= at);
        starts.max().unwrap_or(self.sentence.start)
    }

    /// Where what is said begins, when the sentence says so.
    fn first_start(&self) -> Option<usize> {
        let inside = self.starts.iter().copied();
        inside.filter(|&start| start > self.sentence.start).min()
    }

    fn end_after(&self, at: usize) -> usize {
        let ends = self.ends.iter().copied().filter(|&end| end > at);
        ends.min().unwrap_or(self.sentence.end)
    }

    fn comma_after(&self, at: usize) -> Option<usize> {
        let mut starts = self.commas.iter().map(|comma| comma.start);
        starts.find(|&start| start > at)
    }

    fn comma_before(&self, at: usize) -> Option<usize> {
        let mut ends = self.commas.iter().rev().map(|comma| comma.end);
        ends.find(|&end| end <= at)
    }
}

fn is_cue(word: &str) -> bool {
    CUES.split_ascii_whitespace().any(|cue| cue == word)
}

/// A range without the marks that end a sentence, where nothing but they stands after the words.
fn without_stop(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let kept = words.trim_end_matches(['.', '!', '?', '…', '。', '！', '？']);
    if kept.is_empty() {
        range
    } else {
        range.start..range.start + kept.len()
    }
}

#[cfg(test)]
mod tests {
    use super::units_around;

    /// What is meant at the `|`, in order.
    fn units(marked: &str) -> Vec<String> {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        units_around(&text, at)
            .into_iter()
            .map(|unit| text[unit].to_owned())
            .collect()
    }

    #[test]
    fn a_quotation_comes_first_and_the_sentence_last() {
        let found = units("She left. He said the plan “can|not wait”, and sat down.");
        assert_eq!(found[0], "“cannot wait”");
        assert_eq!(
            found.last().unwrap(),
            "He said the plan “cannot wait”, and sat down"
        );
    }

    #[test]
    fn a_clause_runs_from_that_to_the_end() {
        let found = units("The board said that the old hull| would not last another winter.");
        assert_eq!(found[0], "that the old hull would not last another winter");
    }

    #[test]
    fn a_clause_ends_where_its_source_is_named() {
        let found = units("The ferry |will sail again on Monday, according to the board.");
        assert_eq!(found[0], "The ferry will sail again on Monday");
        let found = units("The ferry |will sail again on Monday, as the board confirmed.");
        assert_eq!(found[0], "The ferry will sail again on Monday");
    }

    #[test]
    fn a_clause_follows_a_verb_of_saying() {
        let found = units("Korhola accused the council |of hiding the survey.");
        assert_eq!(found[0], "the council of hiding the survey");
        let found = units("Critics noted it was |late, adding that nobody had asked.");
        assert_eq!(found[0], "it was late");
    }

    #[test]
    fn a_dash_is_left_out_whole() {
        let found = units("The ferry was late — though it |sailed.");
        assert_eq!(found[0], "The ferry was late — though it sailed");
        assert!(found.contains(&"though it sailed".to_owned()), "{found:?}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_units_of_it(text in "([a-z ,—;–.“”:\n]|that|said|é){0,60}", at in 0usize..80) {
            for unit in units_around(&text, at) {
                assert!(text.get(unit.clone()).is_some_and(|s| !s.trim().is_empty()), "{unit:?}");
            }
        }
    }
}
